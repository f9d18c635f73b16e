#include "web/shelves.hpp"

#include <algorithm>

#include "city/forget_redacted.hpp"
#include "public_records/programme_shelves.hpp"
#include "release_packages/release_store.hpp"

namespace belfry::web {

namespace {

using public_records::Blank;
using public_records::Shelf;

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
              {"closing_note", Blank::empty},
              {"owner", Blank::nothing}}},
        {.kind = "scenario", .table = "scenario"},
        {.kind = "plan", .table = "contingency_plan"},
        {.kind = "run", .table = "rehearsal_run", .recorded_by_sums = true},
    };
}

public_records::Shelves made() {
    public_records::Shelves out;
    out.shelves = public_records::programme_shelves();
    for (auto& shelf : city()) {
        out.shelves.push_back(std::move(shelf));
    }
    out.echoes = public_records::programme_echoes();
    out.words_changed = [](store::Connection& db, const auto& objects) {
        if (std::ranges::find(objects, "place", &record::Object::kind) != objects.end()) {
            city::forget_redacted(db);
        }
        public_records::find_words_anew(db, objects);
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
