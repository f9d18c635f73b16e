#include "public_records/programme_shelves.hpp"

#include "program/findable.hpp"
#include "store/search_index.hpp"

namespace belfry::public_records {

std::vector<Shelf> programme_shelves() {
    return {
        {.kind = "task",
         .table = "task",
         .fields =
             {{"title"},
              {"details"},
              {"completion_note"},
              {"blocked_by"},
              {"due", Blank::nothing},
              {"owner", Blank::nothing}},
         .parent = {.id = "step", .kind = "step"},
         .closing = {"state", {"done"}}},
        {.kind = "decision",
         .table = "decision",
         .fields =
             {{"title"},
              {"why"},
              {"answer_text"},
              {"picked"},
              {"options", Blank::list},
              {"question", Blank::bar, {"question_text", "question_answer"}},
              {"due", Blank::nothing}},
         .parent = {.id = "step", .kind = "step"},
         .closing = {"state", {"approved", "declined", "withdrawn"}}},
        {.kind = "note",
         .table = "note",
         .fields = {{"text"}},
         .parent = {.id = "step", .kind = "step"}},
        {.kind = "comment",
         .table = "comment",
         .fields = {{"text"}},
         .parent = {.id = "object_id", .kind_column = "object_kind"}},
        {.kind = "attachment",
         .table = "attachment",
         .fields = {{"name"}, {"sha256"}},
         .bytes = {.field = "sha256", .table = "attachment_content", .column = "attachment"},
         .parent = {.id = "object_id", .kind_column = "object_kind"}},
        {.kind = "calendar_event",
         .table = "calendar_event",
         .fields = {{"title"}, {"place"}, {"details", Blank::empty}},
         .parent = {.id = "step", .kind = "step"}},
        {.kind = "step",
         .table = "step",
         .fields = {{"status_reason"}, {"owner", Blank::nothing}, {"due", Blank::nothing}},
         .id = "number"},
    };
}

std::vector<Echo> programme_echoes() {
    return {Echo{"inbox_item", "object_kind", "object_id", "text"}};
}

void find_words_anew(store::Connection& db, const std::vector<record::Object>& objects) {
    for (const auto& object : objects) {
        program::find_anew(db, object);
    }
    store::search::forget_traces(db);
}

}  // namespace belfry::public_records
