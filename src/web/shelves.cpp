#include "web/shelves.hpp"

#include <algorithm>

#include "city/forget_redacted.hpp"
#include "program/findable.hpp"
#include "release_packages/release_store.hpp"
#include "store/search_index.hpp"

namespace belfry::web {

namespace {

using public_records::Blank;
using public_records::Echo;
using public_records::Shelf;

/// The programme's own things.
std::vector<Shelf> programme() {
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

std::vector<Shelf> city() {
    return {
        {.kind = "account",
         .table = "account",
         .fields = {{"name"}, {"title", Blank::empty}, {"agency", Blank::empty}}},
        {.kind = "place",
         .table = "polling_place",
         .fields = {{"name"}, {"address"}, {"notes", Blank::empty}},
         .document = "data"},
        {.kind = "election", .table = "election", .document = "data"},
        {.kind = "import",
         .table = "city_import",
         .bytes = {.table = "city_import_content", .column = "import"}},
        {.kind = "records_request",
         .table = "records_request",
         .fields =
             {{"title"},
              {"requester", Blank::empty},
              {"contact", Blank::empty},
              {"details", Blank::empty},
              {"closing_note", Blank::empty}}},
        {.kind = "scenario", .table = "scenario"},
        {.kind = "plan", .table = "contingency_plan"},
        {.kind = "run", .table = "rehearsal_run"},
    };
}

public_records::Shelves made() {
    public_records::Shelves out;
    out.shelves = programme();
    for (auto& shelf : city()) {
        out.shelves.push_back(std::move(shelf));
    }
    out.echoes = {Echo{"inbox_item", "object_kind", "object_id", "text"}};
    out.words_changed = [](store::Connection& db, const auto& objects) {
        for (const auto& object : objects) {
            program::find_anew(db, object);
        }
        if (std::ranges::find(objects, "place", &record::Object::kind) != objects.end()) {
            city::forget_redacted(db);
        }
        store::search::forget_traces(db);
        release_packages::forget_removed(db);
    };
    return out;
}

}  // namespace

const public_records::Shelves& shelves() {
    static const auto all = made();
    return all;
}

}  // namespace belfry::web
