// The rehearsal engine against a textbook event-list engine, in processor time of one thread.
// items_per_second is voters a second; compare lines of one run with each other.
#include <benchmark/benchmark.h>

#include "simulation/day_block.hpp"
#include "simulation/lanes.hpp"
#include "textbook_des.hpp"

namespace belfry::simulation {
namespace {

Station station(const char* id, Equipment equipment, int servers, Distribution service) {
    return {id, equipment, servers, std::move(service), {}, {}, {}};
}

/// The tandem of three stations with 3,000 voters in 780 minutes.
City tandem(int sites) {
    City city;
    city.name = "Tandem";
    city.pipelines["p"] = {
        {StageKind::check_in, {station("check_in", Equipment::e_pollbook, 3, exponential(0.66))}},
        {StageKind::marking, {station("booths", Equipment::booth, 10, exponential(2.3))}},
        {StageKind::scanning, {station("scanner", Equipment::scanner, 2, exponential(0.42))}}
    };
    Site site;
    site.id = "A";
    site.opens = at_clock(7);
    site.closes = at_clock(20);
    site.voters = 3000;
    site.pipeline = "p";
    site.copies = sites;
    site.vote_center = true;
    city.sites = {site};
    return city;
}

Disruption disruption(const char* id, DisruptionKind kind) {
    Disruption d;
    d.id = id;
    d.kind = kind;
    return d;
}

Measure measure(const char* id, MeasureKind kind) {
    Measure m;
    m.id = id;
    m.kind = kind;
    return m;
}

/// Every disruption that does not look at lines.
Scenario exogenous() {
    auto failures = disruption("failures", DisruptionKind::machine_failures);
    failures.equipment = {Equipment::scanner, Equipment::e_pollbook};
    failures.mtbf_minutes = 3'000;
    failures.dead_at_opening = 0.02;
    auto outage = disruption("outage", DisruptionKind::pollbook_outage);
    outage.where = Where{{}, 0.2};
    outage.after_opening = exponential(200);
    outage.lasts = exponential(40);
    auto rejects = disruption("rejects", DisruptionKind::scanner_rejects);
    rejects.where = Where{{}, 0.3};
    rejects.reject_share = 0.05;
    rejects.extra_minutes = 0.5;
    auto late = disruption("late", DisruptionKind::late_opening);
    late.where = Where{{}, 0.1};
    late.lasts = exponential(20);
    auto missing = disruption("missing", DisruptionKind::workers_missing);
    missing.where = Where{{}, 0.1};
    missing.server_share = 0.1;
    missing.lasts = exponential(60);
    return {"all", "All", {failures, outage, rejects, late, missing}};
}

Plan answers() {
    auto paper = measure("paper", MeasureKind::paper_pollbooks);
    auto crews = measure("crews", MeasureKind::repair_crews);
    crews.bases = std::vector<Base>{Base{4, {}, {}}};
    return {"answers", "Answers", {paper, crews}, {}};
}

Scenario coupled_trouble() {
    auto scenario = exogenous();
    auto stock = disruption("stock", DisruptionKind::short_stock);
    stock.where = Where{{}, 0.2};
    stock.ballots_share = 0.9;
    scenario.disruptions.push_back(stock);
    return scenario;
}

Plan coupled_answers() {
    auto plan = answers();
    plan.measures[1].dispatch = Dispatch::longest_line;
    auto redirect = measure("redirect", MeasureKind::redirect);
    redirect.follow_share = 0.5;
    auto delivery = measure("delivery", MeasureKind::ballot_delivery);
    delivery.count = 500;
    delivery.trigger = Trigger{TriggerKind::stock, {}, 50};
    plan.measures.push_back(redirect);
    plan.measures.push_back(delivery);
    return plan;
}

void run(benchmark::State& state, const City& city, const Scenario& s, const Plan& p, Lanes lanes) {
    if (lanes != Lanes::none && !can_run(lanes)) {
        state.SkipWithError("this machine has no such lanes");
        return;
    }
    const auto model = *make_model(city, s, p);
    double voters = 0;
    std::uint32_t day = 0;
    const BlockSink sink{
        [](std::uint32_t, std::uint32_t, const SiteTally&, const DayMetrics&) {},
        [&](std::uint32_t, const SiteTally&, const DayMetrics& m, const auto&) {
            voters += m[std::size_t(Metric::came)];
        }
    };
    for (auto _ : state) {
        run_block(model, 1, day, block_days, lanes, sink);
        day += block_days;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(voters));
}

const Scenario quiet{"quiet", "Quiet", {}};
const Plan nothing{"nothing", "Nothing", {}, {}};

void textbook_binary_heap(benchmark::State& state) {
    bench::TextbookEngine engine(3000.0 / 780, 780, {{0.66, 3}, {2.3, 10}, {0.42, 2}});
    std::uint64_t voters = 0;
    std::uint64_t seed = 0;
    double waits = 0;
    for (auto _ : state) {
        voters += engine.day(++seed, waits);
    }
    benchmark::DoNotOptimize(waits);
    state.SetItemsProcessed(static_cast<std::int64_t>(voters));
}

BENCHMARK(textbook_binary_heap);
BENCHMARK_CAPTURE(run, tandem_avx512, tandem(1), quiet, nothing, Lanes::avx512);
BENCHMARK_CAPTURE(run, tandem_avx2, tandem(1), quiet, nothing, Lanes::avx2);
BENCHMARK_CAPTURE(run, tandem_generic, tandem(1), quiet, nothing, Lanes::generic);
BENCHMARK_CAPTURE(run, tandem_scalar, tandem(1), quiet, nothing, Lanes::scalar);
BENCHMARK_CAPTURE(run, tandem_one_by_one, tandem(1), quiet, nothing, Lanes::none);
BENCHMARK_CAPTURE(run, exogenous_avx512, tandem(20), exogenous(), answers(), Lanes::avx512);
BENCHMARK_CAPTURE(run, exogenous_avx2, tandem(20), exogenous(), answers(), Lanes::avx2);
BENCHMARK_CAPTURE(run, coupled, tandem(20), coupled_trouble(), coupled_answers(), Lanes::best);

}  // namespace
}  // namespace belfry::simulation

BENCHMARK_MAIN();
