#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "simulation/arrival_curve.hpp"
#include "simulation/plan.hpp"
#include "simulation/sampler.hpp"

/// A city, a scenario and a plan made ready to be simulated: checked, names resolved to numbers,
/// defaults filled in, times as moments.
namespace belfry::simulation {

struct StationModel {
    std::string id;
    Equipment equipment = Equipment::staff;
    std::uint32_t stage = 0;
    double from = 0;  ///< A voter whose draw is in [from, to) uses this station.
    double to = 1;
    Sampler service;
    Sampler fallback;
};

struct PipelineModel {
    std::vector<StationModel> stations;     ///< In the order of the stages.
    std::vector<std::uint32_t> stage_from;  ///< First station of each stage; one more at the end.
    std::vector<StageKind> kinds;

    [[nodiscard]] std::uint32_t stages() const { return static_cast<std::uint32_t>(kinds.size()); }
};

/// From `at` on there are `change` servers more (or fewer) at `station`.
struct ShiftChange {
    double at = 0;
    std::uint32_t station = 0;
    int change = 0;
};

struct Place {
    double lat = 0;
    double lon = 0;
};

struct SiteModel {
    std::string id;
    std::string name;
    double opens = 0;
    double closes = 0;
    double extension = 0;  ///< Minutes for which the plan may keep it open longer.
    double voters = 0;
    Counting counting = Counting::poisson;
    std::shared_ptr<const PipelineModel> pipeline;
    std::vector<int> servers;  ///< At opening, for each station.
    std::vector<ShiftChange> shifts;
    /// The usual day, then one for each false message of the scenario.
    std::vector<ArrivalCurve> curves;
    std::optional<int> ballots;
    bool vote_center = false;
    std::optional<Place> place;
};

struct BehaviourModel {
    std::optional<Sampler> patience;
    int balk_above = 0;
    double balk_share = 0;
    double return_share = 0;
    Sampler return_after;
};

/// A disruption with its samplers; fields that need none are read from `said`.
struct CauseModel {
    Disruption said;
    std::optional<Sampler> after_opening;
    std::optional<Sampler> lasts;
    Sampler detection;
    Sampler repair;
    std::vector<bool> named;  ///< By site; empty when `where` names none.
    std::vector<std::uint32_t> send_to;
    std::vector<bool> equipment;  ///< By Equipment: what it strikes.
    std::uint32_t curve = 0;      ///< A false message: which of the curves.
};

struct MeasureModel {
    Measure said;
    Sampler delay;
    std::vector<bool> sites;
    std::vector<int> counts;  ///< By site; empty where the measure says no number.
    std::vector<bool> equipment;
    TriggerKind when = TriggerKind::always;
    double at = 0;
    double value = 0;

    [[nodiscard]] std::optional<int> count_at(std::uint32_t site) const {
        return counts.empty() ? std::nullopt : std::optional(counts[site]);
    }
};

/// What a measure works with: as the plan says, or as its kind implies; empty: whatever there is.
[[nodiscard]] std::vector<Equipment> equipment_of(const Measure& measure);

/// Repair crews at each base of the measure.
[[nodiscard]] std::vector<int> crews_by_base(const Measure& measure);

struct Model {
    std::string city;
    std::vector<SiteModel> sites;
    std::optional<Sampler> turnout;
    BehaviourModel behaviour;
    Travel travel;
    double observe_minutes = 5;
    double counted_from = 0;  ///< Voters who come before this moment only warm the day up.
    double first_opening = 0;
    double last_closing = 0;
    double slot_minutes = 15;
    std::uint32_t slots = 0;
    std::vector<CauseModel> causes;
    std::vector<MeasureModel> measures;
    Standard standard;
    /// Something depends on what is seen during the day: lines, posted waits, stocks, closures.
    bool observed = false;
    /// Whole days can run in SIMD lanes: nothing depends on queues.
    bool exogenous = false;

    /// The first start of a slot at or after `moment`; before all slots, that of the first.
    [[nodiscard]] double slot_end_of(double moment) const {
        const double place = std::ceil((moment - first_opening) / slot_minutes);
        return first_opening + slot_minutes * std::max(0.0, place);
    }

    [[nodiscard]] double slot_start(std::uint32_t slot) const {
        return first_opening + slot_minutes * slot;
    }
};

/// Checks everything and makes the model. Refusals name fields as `city.…`, `scenario.…`, `plan.…`.
[[nodiscard]] Result<Model> make_model(
    const City& city, const Scenario& scenario, const Plan& plan
);

/// Minutes on the road between two places, on the quantum.
[[nodiscard]] double travel_minutes(
    const Travel& travel, const std::optional<Place>& from, const std::optional<Place>& to
);

}  // namespace belfry::simulation
