#include "city/date_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/log_file.hpp"
#include "city/log_moment.hpp"

namespace belfry::city {
namespace {

Date day(int year, unsigned month, unsigned number) {
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(number)};
}

std::optional<DateReading> reading(
    const std::vector<std::string_view>& cells, std::optional<Date> election = day(2026, 11, 3)
) {
    return reading_of_dates(cells, election, {});
}

TEST(DateOrders, AreSettledByOneDateOfTheLog) {
    const auto day_first = reading({"05/11/2024 07:02", "13/10/2024 09:00"});
    ASSERT_TRUE(day_first);
    EXPECT_EQ(day_first->order, DateOrder::day_first);
    EXPECT_EQ(day_first->basis, OrderBasis::log);
    EXPECT_EQ(day_first->example, "05/11/2024");
    EXPECT_EQ(day_first->is_day, day(2024, 11, 5));
    EXPECT_EQ(reading({"05/11/2024", "10/28/2024"})->order, DateOrder::month_first);
}

TEST(DateOrders, AreThoseInWhichTheDaysLieTogether) {
    const auto found = reading({"01-03-2022", "02-03-2022", "05-03-2022", "08-03-2022"});
    EXPECT_EQ(found->order, DateOrder::day_first) << "not the third of four months";
    EXPECT_EQ(found->basis, OrderBasis::log);
}

TEST(DateOrders, AreThoseInWhichTheLogHasAnElectionDay) {
    EXPECT_EQ(reading({"05/11/2024 07:02"})->order, DateOrder::day_first) << "a general election";
    EXPECT_EQ(reading({"05/11/2024 07:02"})->basis, OrderBasis::election);
    EXPECT_EQ(reading({"11/05/2024 07:02"})->order, DateOrder::month_first);
    EXPECT_EQ(reading({"6/8/26"}, day(2026, 8, 6))->order, DateOrder::day_first);
    EXPECT_EQ(reading({"6/8/26"}, day(2026, 6, 8))->order, DateOrder::month_first);
}

TEST(DateOrders, AreAssumedAndSaidSoWhereNothingTells) {
    const auto found = reading({"06/08/2024 07:02"});
    EXPECT_EQ(found->order, DateOrder::month_first);
    EXPECT_EQ(found->basis, OrderBasis::assumed);
    EXPECT_EQ(found->is_day, day(2024, 6, 8));
    const auto turned = reading_of_dates({"06/08/2024"}, {}, DateOrder::day_first);
    EXPECT_EQ(turned->is_day, day(2024, 8, 6));
    EXPECT_EQ(turned->basis, OrderBasis::person);
}

TEST(DateOrders, AreNoQuestionWhereNoDateDependsOnThem) {
    EXPECT_FALSE(reading({"2024-11-05 07:02", "Nov 5, 2024", "07:02", "", "11/11/2024", "x/y/z"}));
    EXPECT_FALSE(reading({"11/28/2024"}));
    EXPECT_FALSE(numeric_date_in("1/2/3"));
    EXPECT_FALSE(numeric_date_in("13/13/2024")->read(DateOrder::day_first));
}

TEST(DateOrders, HoldForEveryMomentOfALog) {
    EXPECT_EQ(
        moment_in_cell("05/11/2024 07:30", "America/Chicago", DateOrder::day_first),
        (Moment{day(2024, 11, 5), 450})
    );
    EXPECT_EQ(day_in_cell("05/28/2024", DateOrder::day_first), day(2024, 5, 28));
    auto election = usual_election();
    election.date = day(2026, 11, 3);
    const auto tables = read_tables(
        {{"log.csv", "Voter,Date,Time\n1,08/06/2024,8:00\n2,08/06/2024,9:00\n3,09/06/2024,9:00\n"}}
    );
    const auto assumed = read_log(tables->front(), election);
    EXPECT_EQ(assumed->day, day(2024, 8, 6));
    EXPECT_EQ(assumed->dates->basis, OrderBasis::assumed);
    const auto turned = read_log(tables->front(), election, DateOrder::day_first);
    EXPECT_EQ(turned->day, day(2024, 6, 8));
    EXPECT_EQ(turned->check_ins.size(), 2U);
}

}  // namespace
}  // namespace belfry::city
