#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/arrival_fit.hpp"
#include "city/raw_table.hpp"
#include "rehearsal/phrases.hpp"
#include "text/catalog.hpp"

/// Sentences that say a limit say the one that holds.
namespace belfry::rehearsal {
namespace {

using ::testing::ContainsRegex;

TEST(Limits, StandAsNumbersInTheSentencesOfEachLanguage) {
    const struct {
        const char* key;
        std::size_t limit;
    } said[]{
        {"error.too_few_reports", city::least_reports},
        {"error.too_few_check_ins", city::least_check_ins},
        {"error.too_few_durations", city::least_durations},
        {"error.file_too_long", city::most_rows},
        {"error.file_too_wide", city::most_columns},
    };

    for (const auto* language : {"en", "es"}) {
        for (const auto& [key, limit] : said) {
            EXPECT_THAT(
                text::Catalog::embedded().say(language, key, {}),
                ContainsRegex(" " + number(static_cast<double>(limit)) + "[ .]")
            ) << language;
        }
    }
}

}  // namespace
}  // namespace belfry::rehearsal
