#include "rehearsal/brief_desk.hpp"

#include <algorithm>
#include <tuple>

#include "city/election_store.hpp"
#include "program/deed.hpp"
#include "rehearsal/results.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/sentences.hpp"

namespace belfry::rehearsal {

namespace {

std::vector<BriefThing> things_of(const std::vector<RunInput>& inputs) {
    std::vector<BriefThing> things;
    for (const auto& input : inputs) {
        things.push_back({input.name, input.sha256, input.id == 0});
    }
    return things;
}

std::size_t place_of(const std::vector<RunInput>& inputs, std::int64_t id) {
    const auto found = std::ranges::find(inputs, id, &RunInput::id);
    return static_cast<std::size_t>(found - inputs.begin());
}

Figure in_dollars(const Figure& cents) {
    return {cents.value / 100, cents.low / 100, cents.high / 100};
}

BriefInput input_of(const Run& run, double goal) {
    BriefInput input;
    input.city = run.inputs.city;
    input.sites = run.inputs.sites;
    input.voters = run.inputs.voters;
    input.scenarios = things_of(run.inputs.scenarios);
    input.plans = things_of(run.inputs.plans);
    for (const auto& cell : run.cells) {
        input.cells.push_back(
            {place_of(run.inputs.scenarios, cell.scenario),
             place_of(run.inputs.plans, cell.plan),
             cell.days,
             cell.p_all_hold,
             cell.sites_held,
             cell.mean_wait,
             cell.voters_lost,
             cell.last_out,
             in_dollars(cell.cost_cents)}
        );
    }
    input.goal = goal;
    input.confidence = run.confidence;
    input.run = run.id.value;
    input.seed = run.seed;
    input.engine_version = run.engine_version;
    input.city_sha256 = run.inputs.city_sha256;
    input.command = run.command;
    input.complete = run.state == RunState::done;
    for (const auto& change : run.changed_since) {
        input.changed.push_back(change.name);
    }
    return input;
}

/// The places under the plan and in the scenario that the brief is about, worst first.
std::vector<BriefSite> worst_of(
    store::Connection& db, const StoredRun& run, const BriefChoice& choice
) {
    std::vector<BriefSite> sites;
    const auto cell = load_cell(db, run, {run.id, choice.scenario, choice.plan});
    if (!cell) {
        return sites;
    }
    for (auto& row : sites_of(db, *cell)) {
        sites.push_back({std::move(row.name), row.p_holds, row.p90, row.lost});
    }
    std::ranges::sort(sites, [](const BriefSite& a, const BriefSite& b) {
        return std::tuple(a.p_holds.value, -a.p90.value, a.name) <
               std::tuple(b.p_holds.value, -b.p90.value, b.name);
    });
    return sites;
}

}  // namespace

Result<Brief> brief_now(
    const Workshop& workshop, Id<Run> id, double goal, const program::Words& words
) {
    const auto run = shown_run(workshop, id, words.language());
    if (!run) {
        return std::unexpected(run.error());
    }
    if (run->kind != RunKind::comparison) {
        return refuse(
            Refusal::Kind::conflict,
            "run_is_no_comparison",
            "This run searched for a plan; it has no such results."
        );
    }
    auto input = input_of(*run, goal);
    std::vector<BriefSite> worst;
    workshop.services.database.read([&](store::Connection& db) {
        const auto election = city::load_election(db);
        input.election = election.name;
        input.date = election.date;
        const auto stored = find_run(db, id);
        const auto choice = choice_of(input);
        if (stored && choice) {
            input.standard = stored->inputs.plans[choice->plan].standard;
            worst = worst_of(db, *stored, *choice);
            const auto speech = speech_of(words, city_of_run(db, *stored));
            const auto& inputs = stored->inputs;
            input.measures = sentences_of(speech, inputs.plans[choice->plan].measures);
            input.disruptions =
                sentences_of(speech, inputs.scenarios[choice->scenario].disruptions);
        }
    });
    return brief_of(input, worst, words);
}

}  // namespace belfry::rehearsal
