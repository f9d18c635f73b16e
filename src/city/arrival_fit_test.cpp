#include "city/arrival_fit.hpp"

#include <cmath>
#include <numeric>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/isotonic.hpp"
#include "city/log_file.hpp"
#include "city/test_places.hpp"

namespace belfry::city {
namespace {

using ::testing::SizeIs;

/// Reports of a day whose profile is known.
std::vector<ArrivalReport> reports_of(const std::vector<double>& shares, Turnouts& turnouts) {
    std::vector<ArrivalReport> reports;
    const double slot = 60;
    for (int precinct = 0; precinct < 40; ++precinct) {
        const auto name = std::to_string(precinct);
        turnouts[name] = 200 + 25 * precinct;
        for (int at = 0; at < 20; ++at) {
            const double minute = slot * static_cast<double>(shares.size()) *
                                  (static_cast<double>(at) + (precinct % 7) / 7.0 + 0.05) / 20;
            double share = 0;
            for (std::size_t hour = 0; hour < shares.size(); ++hour) {
                const double part = (minute - slot * static_cast<double>(hour)) / slot;
                share += shares[hour] * std::min(1.0, std::max(0.0, part));
            }
            reports.push_back({name, minute, std::max(1.0, std::round(share * turnouts[name]))});
        }
    }
    return reports;
}

/// The curve that never falls, straight from its definition: at each observation the greatest of
/// the least means over stretches that begin before and end after it.
std::vector<double> slowly_never_falling(const std::vector<Observation>& all) {
    std::vector<double> out;
    for (std::size_t at = 0; at < all.size(); ++at) {
        double greatest = -1e300;
        for (std::size_t from = 0; from <= at; ++from) {
            double least = 1e300;
            for (std::size_t until = at; until < all.size(); ++until) {
                double sum = 0;
                double weight = 0;
                for (std::size_t i = from; i <= until; ++i) {
                    sum += all[i].value * all[i].weight;
                    weight += all[i].weight;
                }
                least = std::min(least, sum / weight);
            }
            greatest = std::max(greatest, least);
        }
        out.push_back(greatest);
    }
    return out;
}

TEST(ArrivalFit, PoolsAsTheDefinitionOfTheCurveWants) {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        std::vector<Observation> all;
        for (unsigned at = 0; at < 1 + random() % 25; ++at) {
            all.push_back(
                {static_cast<double>(at),
                 static_cast<double>(random() % 40) / 8 + at * 0.1,
                 1 + static_cast<double>(random() % 5)}
            );
        }
        const auto slow = slowly_never_falling(all);
        const auto fast = never_falling(all);
        std::size_t at = 0;
        for (const auto& stretch : fast) {
            for (double weight = 0; weight < stretch.weight - 1e-9; ++at) {
                weight += all[at].weight;
                EXPECT_NEAR(stretch.value, slow[at], 1e-9) << at;
            }
        }
        EXPECT_EQ(at, all.size());
    }
}

TEST(ArrivalFit, CountsCheckInsAndSortsDurationsAsAPersonWould) {
    std::mt19937 random(5);
    std::vector<double> minutes;
    std::vector<double> durations;
    for (int i = 0; i < 1'000; ++i) {
        minutes.push_back(static_cast<double>(random() % 78'000) / 100);
        durations.push_back(0.1 + static_cast<double>(random() % 500) / 100);
    }
    const auto arrivals = fit_check_ins(minutes, 780, 13);
    ASSERT_TRUE(arrivals);
    for (std::size_t hour = 0; hour < 13; ++hour) {
        const auto from = static_cast<double>(hour) * 60;
        const auto in_hour = std::ranges::count_if(minutes, [&](double minute) {
            return minute >= from && minute < from + 60;
        });
        EXPECT_DOUBLE_EQ(arrivals->profile.shares[hour], static_cast<double>(in_hour) / 1'000);
    }
    const auto service = fit_service(durations);
    ASSERT_TRUE(service);
    std::ranges::sort(durations);
    const auto quantiles = service->time.quantiles.value();
    ASSERT_EQ(quantiles.size(), 21U);
    EXPECT_EQ(quantiles.front(), durations.front());
    EXPECT_EQ(quantiles.back(), durations.back());
    // A twentieth of 999 steps is 49.95 steps.
    EXPECT_NEAR(quantiles[1], 0.05 * durations[49] + 0.95 * durations[50], 1e-12);
    EXPECT_NEAR(quantiles[10], (durations[499] + durations[500]) / 2, 1e-12);
}

TEST(ArrivalFit, FindsTheProfileThatMadeTheReports) {
    const auto profile = usual_arrivals().shares;
    Turnouts turnouts;
    const auto reports = reports_of(profile, turnouts);
    const auto fit = fit_reports(reports, turnouts, 780, 13);
    ASSERT_TRUE(fit);
    const auto alone = fit_reports(reports, {}, 780, 13);
    ASSERT_TRUE(alone);
    for (std::size_t hour = 0; hour < 13; ++hour) {
        EXPECT_NEAR(fit->profile.shares[hour], profile[hour], 0.01) << hour;
        EXPECT_NEAR(alone->profile.shares[hour], profile[hour], 0.03) << hour;
    }
    EXPECT_LT(*fit->typical_error, 0.01);
    EXPECT_FALSE(fit_reports({{"1", 5, 3}}, {}, 780, 13));
}

RawTable table_of(const std::string& csv) {
    auto tables = read_tables({{"log.csv", csv}});
    check(tables.has_value());
    return tables->front();
}

TEST(Logs, OfAFileWithoutATableAreRefused) {
    const auto fit = fit_log({}, usual_election(), {});
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().code, "file_has_no_rows");
}

TEST(Logs, OfCheckInsCountVotersByTheHour) {
    auto election = usual_election();
    election.date = std::chrono::year(2026) / 11 / 3;
    election.time_zone = "America/New_York";
    std::string csv = "voter,check_in_time\n";
    for (int i = 0; i < 150; ++i) {
        csv += fmt::format("{},2026-11-03 {:02}:{:02}:10\n", i, 7 + i % 3, i % 60);
    }
    csv += "x,2026-11-02 08:00:00\ny,2026-11-03 06:59:00\nz,soon\nu,2026-11-03T14:30:00Z\n";
    const auto fit = fit_log({table_of(csv)}, election, {});
    ASSERT_TRUE(fit) << fit.error().summary;
    EXPECT_EQ(fit->rows, (FateCounts{154, 151, 0, 3}));
    EXPECT_NEAR(fit->arrivals->shares[0], 50.0 / 151, 1e-9);
    EXPECT_NEAR(fit->arrivals->shares[2], 51.0 / 151, 1e-9)
        << "14:30 in Greenwich is 9:30 in New York";
    EXPECT_THAT(fit->notes, SizeIs(3));
}

TEST(Logs, OfVotersReportsAreCleaned) {
    auto election = usual_election();
    election.date = std::chrono::year(2020) / 11 / 3;
    std::string csv = "timestamp,ward,div,time_of_day,obs,vote_method\n";
    for (int i = 0; i < 40; ++i) {
        csv += fmt::format(
            "11/3/2020 12:00:00,5,{},{:02}:30:00,{},in person\n", i % 9, 7 + i % 12, 10 + i
        );
    }
    csv +=
        "11/3/2020 13:50:00,5,1,01:45:00,80,in person\n"
        "11/3/2020 13:50:00,5,1,14:00:00,111114435,in person\n"
        "11/2/2020 20:02:04,36,41,07:00:00,5,in person\n"
        "11/3/2020 20:02:04,36,41,07:00:00,5,by mail\n";
    const auto read = read_log(table_of(csv), election);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(read->counts, (FateCounts{44, 40, 1, 3}));
    EXPECT_EQ(read->reports.back(), (ArrivalReport{"0501", 405, 80}))
        << "1:45 was in the afternoon";
    EXPECT_EQ(read_log(table_of("a,b\n1,2\n"), election).error().code, "log_not_understood");
}

TEST(Logs, OfServicesGiveADistribution) {
    std::string csv = "station,start,end\n";
    for (int i = 0; i < 300; ++i) {
        csv += fmt::format("1,8:{:02}:00 AM,8:{:02}:{:02} AM\n", i % 50, i % 50 + 1, i % 60);
    }
    const auto fit = fit_log({table_of(csv)}, usual_election(), {});
    ASSERT_TRUE(fit) << fit.error().summary;
    EXPECT_NEAR(*fit->mean, 1 + 29.5 / 60, 0.01);
    EXPECT_EQ(fit->service->time.shape, simulation::Shape::empirical);
    EXPECT_NEAR(simulation::mean_of(fit->service->time), *fit->mean, 0.01);
    ASSERT_TRUE(fit->arrivals.has_value()) << "it says when each service began";
    EXPECT_EQ(fit->arrivals->shares[1], 1);
    const auto few = fit_service(std::vector<double>(25, 2.0));
    ASSERT_TRUE(few);
    EXPECT_EQ(few->time, simulation::always(2));
    EXPECT_FALSE(fit_service({1, 2, 3}));
}

}  // namespace
}  // namespace belfry::city
