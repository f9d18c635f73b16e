#include <algorithm>

#include <gtest/gtest.h>

#include "simulation/city_day.hpp"

namespace belfry::simulation {
namespace {

City one_place(int servers, double voters) {
    City city;
    city.name = "A";
    const Station check_in{"check_in", Equipment::e_pollbook, servers, exponential(3), {}, {}, {}};
    const Station scanner{"scanner", Equipment::scanner, 2, exponential(0.6), {}, {}, {}};
    city.pipelines["p"] = {{StageKind::check_in, {check_in}}, {StageKind::scanning, {scanner}}};
    Site site;
    site.id = "S";
    site.opens = at_clock(7);
    site.closes = at_clock(20);
    site.voters = voters;
    site.pipeline = "p";
    city.sites = {site};
    return city;
}

struct Run {
    std::vector<Voter> voters;
    SiteTally tally;
    double slot_minutes = 0;
};

Run run(const City& city, const Scenario& scenario, std::uint32_t replication) {
    const auto model = make_model(city, scenario, {"p", "P", {}, {}});
    Run out;
    std::vector<SiteTally> tallies;
    ControlTotals totals;
    run_city_day(*model, {3, replication}, tallies, totals, [&](std::uint32_t, const SiteDay& day) {
        out.voters = day.voters();
    });
    out.tally = tallies[0];
    out.slot_minutes = model->slot_minutes;
    return out;
}

const Scenario quiet{"quiet", "Quiet", {}};

TEST(Property, OneMoreServerNeverDelaysTheKthToLeave) {
    for (std::uint32_t day = 0; day < 20; ++day) {
        auto fewer = one_place(4, 900);
        auto more = one_place(5, 900);
        fewer.pipelines["p"].pop_back();
        more.pipelines["p"].pop_back();
        std::vector<double> late;
        std::vector<double> early;
        for (const auto& voter : run(fewer, quiet, day).voters) {
            late.push_back(voter.left);
        }
        for (const auto& voter : run(more, quiet, day).voters) {
            early.push_back(voter.left);
        }
        std::ranges::sort(late);
        std::ranges::sort(early);
        ASSERT_EQ(late.size(), early.size());
        for (std::size_t k = 0; k < late.size(); ++k) {
            ASSERT_LE(early[k], late[k]) << day << " " << k;
        }
    }
}

TEST(Property, PeopleInLineAreComersTimesWaitAsLittleSays) {
    double line_minutes = 0;
    double waits = 0;
    for (std::uint32_t day = 0; day < 60; ++day) {
        const auto seen = run(one_place(4, 950), quiet, day);
        std::int64_t line = 0;
        for (const auto change : seen.tally.line_change) {
            line += change;
            line_minutes += static_cast<double>(line) * seen.slot_minutes;
        }
        waits += seen.tally.wait;
    }
    EXPECT_NEAR(line_minutes / waits, 1, 0.05);
}

TEST(Property, AnEventChangesNothingBeforeIt) {
    Disruption outage;
    outage.id = "o";
    outage.kind = DisruptionKind::pollbook_outage;
    outage.at = at_clock(12);
    outage.lasts = always(45);
    for (std::uint32_t day = 0; day < 10; ++day) {
        const auto without = run(one_place(4, 800), quiet, day);
        const auto with = run(one_place(4, 800), {"o", "O", {outage}}, day);
        std::size_t before = 0;
        std::size_t changed = 0;
        ASSERT_EQ(without.voters.size(), with.voters.size());
        for (std::size_t v = 0; v < with.voters.size(); ++v) {
            if (without.voters[v].left < moment_at(720)) {
                ASSERT_EQ(without.voters[v].left, with.voters[v].left);
                ++before;
            } else {
                changed += without.voters[v].left != with.voters[v].left ? 1U : 0U;
            }
        }
        EXPECT_GT(before, 100U);
        EXPECT_GT(changed, 20U);
    }
}

TEST(Property, TheSameVotersComeWhateverThePlan) {
    const auto few = run(one_place(3, 700), quiet, 5);
    const auto many = run(one_place(9, 700), quiet, 5);
    ASSERT_EQ(few.voters.size(), many.voters.size());
    for (std::size_t v = 0; v < few.voters.size(); ++v) {
        ASSERT_EQ(few.voters[v].arrival, many.voters[v].arrival);
    }
}

}  // namespace
}  // namespace belfry::simulation
