// What the audit engine takes for work of the size of a large county. Named baselines stand beside
// it in the same run: what the work cannot do without, or the obvious way to do it.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include "audit/consistent_sampler.hpp"
#include "audit/hybrid.hpp"
#include "audit/minerva.hpp"
#include "audit/plan_sizes.hpp"
#include "audit/planner.hpp"
#include "audit/population.hpp"
#include "audit/python_text.hpp"
#include "audit/raire.hpp"
#include "base/shared_data.hpp"
#include "crypto/hash.hpp"
#include "documents/delimited.hpp"

namespace {

using namespace belfry;         // NOLINT(google-build-using-namespace): a program of its own
using namespace belfry::audit;  // NOLINT(google-build-using-namespace)

constexpr std::size_t million = 1'000'000;

double peak_mebibytes() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024.0;
}

// Sampling 10,000 of a million ballots -----------------------------------------------------------

const std::vector<std::string>& ballot_ids() {
    static const auto ids = [] {
        std::vector<std::string> out;
        out.reserve(million);
        for (std::size_t at = 0; at < million; ++at) {
            out.push_back(arlo_ballot_id(
                "J1",
                "TABULATOR1",
                fmt::format("Batch {}", at / 200),
                static_cast<std::int64_t>(at % 200 + 1)
            ));
        }
        return out;
    }();
    return ids;
}

void draw_10000_of_1m(benchmark::State& state) {
    const auto& ids = ballot_ids();
    for (auto _ : state) {
        benchmark::DoNotOptimize(draw_consistent("12345678901234567890", ids, {0, 10'000}));
    }
}

/// A digest for each ballot: no sampler of this kind can do with less.
void baseline_sha256_of_1m_ids(benchmark::State& state) {
    const auto& ids = ballot_ids();
    for (auto _ : state) {
        unsigned sum = 0;
        for (const auto& id : ids) {
            sum += std::to_integer<unsigned>(crypto::sha256(id)[0]);
        }
        benchmark::DoNotOptimize(sum);
    }
}

// Preparing a comparison of a million cards ------------------------------------------------------

/// Three contests: on every card, on half of them, on one in ten.
const CardTable& million_cards() {
    static const auto table = [] {
        CardTable out;
        for (const char* name : {"Mayor", "Council 3", "Measure A"}) {
            out.add_contest({name, 1, 0, {"A", "B", "C"}});
        }
        for (std::size_t card = 0; card < million; ++card) {
            const auto batch = fmt::format("{}", card / 200);
            const auto record = fmt::format("{}", card % 200);
            const auto style = card % 10 == 0 ? "3" : card % 2 == 0 ? "2" : "1";
            out.add_card(CardName{"T1", batch, record, "", style});
            const auto mark = [&](std::size_t contest, std::size_t modulus) {
                std::array<std::uint8_t, 3> marks{};
                const auto choice = card * 7919 % modulus;
                if (choice < 3) {
                    marks[choice] = 1;
                }
                out.set_marks(contest, marks);
            };
            mark(0, 4);
            if (card % 2 == 0) {
                mark(1, 5);
            }
            if (card % 10 == 0) {
                mark(2, 3);
            }
        }
        return out;
    }();
    return table;
}

/// Populations with phantoms and the means of all assertions, a number for every card, and the
/// sample that the three contests share.
void prepare_comparison_of_1m_cards(benchmark::State& state) {
    const auto& table = million_cards();
    const double before = peak_mebibytes();
    const std::vector<Assertion> assertions{
        {AssertionKind::more_votes, 0, 1}, {AssertionKind::more_votes, 0, 2}
    };
    for (auto _ : state) {
        std::vector<std::size_t> contests;
        std::vector<std::int64_t> phantoms;
        for (std::size_t contest = 0; contest < 3; ++contest) {
            const auto made =
                population_of(table, contest, {table.cards_with(contest) + 500}, assertions);
            contests.push_back(contest);
            phantoms.push_back(made->phantoms);
        }
        const auto styles = styles_of(table, contests, phantoms);
        const auto numbers = sample_numbers("93686630803205229070", styles.style_of.size());
        const std::vector<std::size_t> sizes{500, 800, 300};
        benchmark::DoNotOptimize(sample_contests(numbers, styles, sizes));
    }
    state.counters["mebibytes_more"] = peak_mebibytes() - before;
}

/// The obvious way to the same sample: number all cards and sort them all.
void baseline_number_and_sort_1m_cards(benchmark::State& state) {
    for (auto _ : state) {
        HashGenerator generator("93686630803205229070");
        crypto::Sha256 running;
        std::vector<std::pair<crypto::Digest, std::size_t>> numbers;
        running.add("93686630803205229070,");
        constexpr std::byte zero{0};
        for (std::size_t card = 0; card < million; ++card) {
            numbers.emplace_back(running.so_far(), card);
            running.add(std::span(&zero, 1));
        }
        std::ranges::sort(numbers);
        benchmark::DoNotOptimize(numbers);
    }
}

// Sizes ------------------------------------------------------------------------------------------

void providence_size_share_504(benchmark::State& state) {
    for (auto _ : state) {
        for (const double certainty : {0.7, 0.8, 0.9}) {
            benchmark::DoNotOptimize(smallest_round(0.5040799, 0.1, certainty));
        }
    }
}

/// The definition, size by size from the first, for a contest that is far less close.
void baseline_providence_size_by_scan_share_55(benchmark::State& state) {
    for (auto _ : state) {
        std::int64_t size = 1;
        while (first_round_stops(size, 0.55, 0.1) < 0.9) {
            ++size;
        }
        benchmark::DoNotOptimize(size);
    }
}

HybridPair two_million() {
    HybridPair out;
    out.comparison = {1'900'000, 960'000, 940'000};
    out.polling = {100'000, 51'000, 49'000};
    return out;
}

void suite_size_2m(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(hybrid_sample(two_million(), 0.05));
    }
}

void baseline_suite_one_p_value(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(hybrid_p_if_drawn(two_million(), 0.05, 4000));
    }
}

// Instant runoff ---------------------------------------------------------------------------------

struct Ranked {
    std::size_t choices = 0;
    std::vector<RankedBallots> ballots;
    std::int64_t cards = 0;
};

/// A .raire file of one contest.
Ranked read_ranked(const std::string& name) {
    std::istringstream file(shared_text("audit/" + name));
    std::string line;
    std::getline(file, line);
    std::getline(file, line);
    const auto fields = [](const std::string& text) {
        std::vector<std::string> out;
        std::istringstream stream(text);
        for (std::string field; std::getline(stream, field, ',');) {
            while (!field.empty() && std::isspace(static_cast<unsigned char>(field.back())) != 0) {
                field.pop_back();
            }
            out.push_back(field);
        }
        return out;
    };
    const auto header = fields(line);
    Ranked out;
    out.choices = std::stoul(header.at(2));
    std::map<std::vector<std::size_t>, std::int64_t> counted;
    while (std::getline(file, line)) {
        std::vector<std::size_t> preferences;
        const auto ballot = fields(line);
        for (std::size_t at = 2; at < ballot.size(); ++at) {
            const auto found = std::find(
                header.begin() + 3,
                header.begin() + 3 + static_cast<std::ptrdiff_t>(out.choices),
                ballot[at]
            );
            if (found != header.begin() + 3 + static_cast<std::ptrdiff_t>(out.choices)) {
                preferences.push_back(static_cast<std::size_t>(found - header.begin() - 3));
            }
        }
        ++counted[preferences];
        ++out.cards;
    }
    for (auto& [preferences, count] : counted) {
        out.ballots.push_back({count, preferences});
    }
    return out;
}

void raire_of(benchmark::State& state, const std::string& name) {
    if (!std::filesystem::exists(shared_data())) {
        state.SkipWithError("../shared/data is not there");
        return;
    }
    const auto contest = read_ranked(name);
    const auto winner = instant_runoff(contest.choices, contest.ballots).value().back();
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            raire(contest.choices, contest.ballots, winner, one_on_margin(contest.cards))
        );
    }
}

void raire_sf_2019_da(benchmark::State& state) {
    raire_of(state, "sf-2019-da/sf-2019-da-vbm.raire");
}

void raire_aspen_2009_council(benchmark::State& state) {
    raire_of(state, "irv/Aspen_2009_CityCouncil.raire");
}

void baseline_counting_sf_2019_da_once(benchmark::State& state) {
    if (!std::filesystem::exists(shared_data())) {
        state.SkipWithError("../shared/data is not there");
        return;
    }
    const auto contest = read_ranked("sf-2019-da/sf-2019-da-vbm.raire");
    for (auto _ : state) {
        benchmark::DoNotOptimize(instant_runoff(contest.choices, contest.ballots));
    }
}

// Planner ----------------------------------------------------------------------------------------

/// Contests of the 2025 coordinated election in Colorado that somebody lost, the first 400 by name.
std::vector<Contest> colorado() {
    std::map<std::string, Contest> contests;
    const auto read = [](const std::string& name, const auto& each) {
        const auto text =
            documents::plain_text(shared_text("audit/colorado-2025-coordinated/" + name), name);
        bool header = true;
        documents::read_rows(text->text, ',', [&](const documents::DelimitedRow& row) {
            if (!header) {
                each(row.fields);
            }
            header = false;
            return true;
        });
    };
    read("round1-contest.csv", [&](const std::vector<std::string_view>& fields) {
        Contest contest;
        contest.name = fields.at(0);
        contest.winners = std::stoi(std::string(fields.at(3)));
        contest.votes_allowed = contest.winners;
        contest.cards = std::stoll(std::string(fields.at(4)));
        contests[contest.name] = contest;
    });
    read("tabulatePlurality.csv", [&](const std::vector<std::string_view>& fields) {
        if (const auto found = contests.find(std::string(fields.at(0))); found != contests.end()) {
            found->second.choices.push_back(
                {std::string(fields.at(1)), std::stoll(std::string(fields.at(2)))}
            );
        }
    });
    std::vector<Contest> out;
    for (const auto& [name, contest] : contests) {
        if (outcome_of(contest).standing == Standing::decided && out.size() < 400) {
            out.push_back(contest);
        }
    }
    return out;
}

/// Without records for all cards SUITE and stratified bets stand in the place of comparison.
void plan_contests(benchmark::State& state, double share_with_records) {
    if (!std::filesystem::exists(shared_data())) {
        state.SkipWithError("../shared/data is not there");
        return;
    }
    const auto contests = colorado();
    PlanTerms terms;
    terms.risk_limit = 0.03;
    terms.share_with_records = share_with_records;
    for (auto _ : state) {
        for (const auto& contest : contests) {
            benchmark::DoNotOptimize(plan(contest, terms));
        }
    }
    state.counters["contests"] = static_cast<double>(contests.size());
}

void plan_400_contests(benchmark::State& state) {
    plan_contests(state, PlanTerms{}.share_with_records);
}

void plan_400_contests_in_strata(benchmark::State& state) {
    plan_contests(state, 0.9);
}

/// One method at a time, to see which takes what.
void plan_400_contests_by(benchmark::State& state, PlanMethod method, double share_with_records) {
    if (!std::filesystem::exists(shared_data())) {
        state.SkipWithError("../shared/data is not there");
        return;
    }
    const auto contests = colorado();
    PlanTerms terms;
    terms.risk_limit = 0.03;
    terms.share_with_records = share_with_records;
    for (auto _ : state) {
        for (const auto& contest : contests) {
            benchmark::DoNotOptimize(method_sizes(method, contest, terms));
        }
    }
}

BENCHMARK_CAPTURE(plan_400_contests_by, comparison, PlanMethod::comparison, 1.0)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(plan_400_contests_by, betting_comparison, PlanMethod::betting_comparison, 1.0)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(plan_400_contests_by, providence, PlanMethod::providence, 1.0)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(plan_400_contests_by, bravo, PlanMethod::bravo, 1.0)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(plan_400_contests_by, hybrid, PlanMethod::hybrid, 0.9)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(plan_400_contests_by, stratified, PlanMethod::stratified_betting, 0.9)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

BENCHMARK(draw_10000_of_1m)->Unit(benchmark::kMillisecond);
BENCHMARK(baseline_sha256_of_1m_ids)->Unit(benchmark::kMillisecond);
BENCHMARK(prepare_comparison_of_1m_cards)->Unit(benchmark::kMillisecond);
BENCHMARK(baseline_number_and_sort_1m_cards)->Unit(benchmark::kMillisecond);
BENCHMARK(providence_size_share_504)->Unit(benchmark::kMillisecond);
BENCHMARK(baseline_providence_size_by_scan_share_55)->Unit(benchmark::kMillisecond);
BENCHMARK(suite_size_2m)->Unit(benchmark::kMillisecond);
BENCHMARK(baseline_suite_one_p_value)->Unit(benchmark::kMillisecond);
BENCHMARK(raire_sf_2019_da)->Unit(benchmark::kMillisecond);
BENCHMARK(raire_aspen_2009_council)->Unit(benchmark::kMillisecond);
BENCHMARK(baseline_counting_sf_2019_da_once)->Unit(benchmark::kMillisecond);
BENCHMARK(plan_400_contests)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(plan_400_contests_in_strata)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
