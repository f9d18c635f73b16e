#pragma once

#include "program/findable.hpp"
#include "program/test_program.hpp"
#include "public_records/routes.hpp"

namespace belfry::public_records {

/// Where the programme's values lie, as the composition root says it, as far as tests go.
inline const Shelves& test_shelves() {
    static const Shelves all{
        .shelves =
            {{.kind = "task",
              .table = "task",
              .fields = {{"title"}, {"details"}, {"completion_note"}, {"due", Blank::nothing}},
              .parent = {.id = "step", .kind = "step"},
              .closing = {"state", {"done"}}},
             {.kind = "decision",
              .table = "decision",
              .fields = {{"title"}, {"question", Blank::bar, {"question_text", "question_answer"}}},
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
             {.kind = "step", .table = "step", .fields = {{"status_reason"}}, .id = "number"}},
        .echoes = {{"inbox_item", "object_kind", "object_id", "text"}},
        .words_changed =
            [](store::Connection& db, const auto& objects) {
                for (const auto& object : objects) {
                    program::find_anew(db, object);
                }
                store::search::forget_traces(db);
            },
    };
    return all;
}

/// A city with its programme and its public records, on every engine. It is 3 November 2026;
/// `chief` and `official` keep the records, the mayor approves too.
class RecordsTest : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        city_ = std::make_unique<program::TestProgram>(GetParam(), migrations());
        add_routes(city().router(), services());
        chief = city().add_person("Cho Chief", accounts::Role::chief_of_staff);
        official = city().add_person("Eve Official", accounts::Role::election_official);
    }

    [[nodiscard]] program::TestProgram& city() { return *city_; }

    [[nodiscard]] Services services() { return {city().services(), test_shelves()}; }

    std::int64_t chief = 0;
    std::int64_t official = 0;

private:
    std::unique_ptr<program::TestProgram> city_;
};

}  // namespace belfry::public_records
