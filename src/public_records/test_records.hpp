#pragma once

#include "program/test_program.hpp"
#include "public_records/guard.hpp"
#include "public_records/programme_shelves.hpp"
#include "public_records/routes.hpp"

namespace belfry::public_records {

inline const Shelves& test_shelves() {
    static const Shelves all{programme_shelves(), programme_echoes(), find_words_anew};
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
        city().services().record.forbid_when([this](store::Connection& db, const auto& deed) {
            return forbidden(db, test_shelves(), deed, city().clock().now());
        });
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
