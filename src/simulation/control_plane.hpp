#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "simulation/effect.hpp"
#include "simulation/model.hpp"
#include "simulation/random_streams.hpp"

namespace belfry::simulation {

/// What is seen at a site at one moment.
struct SiteView {
    int line = 0;            ///< People waiting anywhere in it.
    double posted_wait = 0;  ///< Minutes, as an official would post them.
    int ballots = 0;         ///< Left; as many as fit an int where the stock is not counted.
};

/// Where voters who come to a site go instead.
struct Route {
    std::uint32_t target = no_site;
    double travel = 0;
    double share = 0;  ///< Of those who come.
    double lost = 0;   ///< Share that gives up instead.
};

/// What the rare events of a day added up to.
struct ControlTotals {
    double machine_minutes = 0;  ///< Of machines that can fail, while polls were open.
    double down_minutes = 0;
    std::int64_t failures = 0;
    std::int64_t repairs_waited = 0;  ///< Repairs for which a crew was called.
    double repair_wait_minutes = 0;   ///< Until a crew set out.
    double crew_busy_minutes = 0;     ///< On the road and at work.
    std::vector<std::int64_t> uses;   ///< By measure.
};

/// The rare events of one day in one city: a small heap. It knows no voter; what it decides by what
/// is seen, it decides at observations.
class ControlPlane {
public:
    ControlPlane(const Model& model, Day day);

    /// Which of the site's arrival curves holds today.
    [[nodiscard]] std::uint32_t curve_of(std::uint32_t site) const { return curves_[site]; }

    /// The next moment at which every site must be at hand; `never` when there is none.
    [[nodiscard]] double next_sync() const;

    /// Carries out all events before `until`, adding their effects in the order of time.
    void run_before(double until, std::vector<Effect>& out);

    /// Carries out what waits for the moment `now` == next_sync(): closures, reopenings, and the
    /// observation, if one is due. `views` has one entry a site.
    void sync(double now, std::span<const SiteView> views, std::vector<Effect>& out);

    /// Where those go who come to each site from the last sync on.
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

    [[nodiscard]] const ControlTotals& totals() const { return totals_; }

private:
    enum class EventKind : std::uint8_t {
        begin,
        end,
        fallback_ready,
        fail,
        noticed,
        crew_done,
        repaired,
        spare_in,
        take_effect,
        shift,
        close,
        reopen,
    };

    struct Event {
        double at = 0;
        std::uint64_t order = 0;
        EventKind kind = EventKind::begin;
        std::uint32_t cause = 0;  ///< Or the measure, or the machine, or the crew.
        std::uint32_t site = 0;
        std::uint32_t station = 0;
        std::uint32_t token = 0;
        double value = 0;
    };

    struct Later {
        bool operator()(const Event& a, const Event& b) const {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };

    struct StationState {
        std::uint32_t outages = 0;
        std::uint32_t generation = 0;
        bool on_fallback = false;
    };

    struct Machine {
        std::uint32_t cause = 0;
        std::uint32_t site = 0;
        std::uint32_t station = 0;
        std::uint32_t number = 0;
        std::uint32_t failures = 0;
        std::uint32_t token = 0;
        double down_since = 0;
    };

    struct Job {
        std::uint32_t machine = 0;
        std::uint32_t token = 0;
        double since = 0;
        double repair = 0;
        bool replaced = false;
    };

    struct Crew {
        std::optional<Place> place;
        bool free = true;
    };

    using Effects = std::vector<Effect>;

    // control_setup.cpp: what the day holds.
    void schedule_causes();
    void schedule_cause(std::uint32_t cause);
    void strike(std::uint32_t cause, std::uint32_t site, const Words& when);
    [[nodiscard]] std::vector<std::uint32_t> struck_sites(std::uint32_t cause) const;
    void install_machines(std::uint32_t cause, std::uint32_t site, double from);
    void schedule_measures();
    void schedule_measure(std::uint32_t measure, std::uint32_t site);
    void stock_sites();
    void find_neighbours();

    // control_outages.cpp
    void begin_cause(const Event& event, Effects& out);
    void end_cause(const Event& event, Effects& out);
    void begin_outage(const Event& event, Effects& out);
    void end_outage(const Event& event, Effects& out);
    void fallback_ready(const Event& event, Effects& out);
    void set_factor(const Event& event, double factor, Effects& out);
    void lose_servers(const Event& event, bool graceful, Effects& out);
    void return_servers(const Event& event, bool graceful, Effects& out);
    [[nodiscard]] const MeasureModel* fallback_for(
        std::uint32_t site, Equipment equipment, std::uint32_t& number
    ) const;

    // control_repairs.cpp
    void schedule_failure(std::uint32_t machine, double from);
    void fail(const Event& event, Effects& out);
    void noticed(const Event& event);
    void take_spare(std::uint32_t machine, Job& job, double at);
    void bring_up(std::uint32_t machine, double at, Effects& out);
    void repaired(const Event& event, Effects& out);
    void spare_in(const Event& event, Effects& out);
    void dispatch(double at);
    void send(std::size_t crew, std::size_t job, double at);
    [[nodiscard]] std::size_t choose_job(std::size_t crew) const;
    [[nodiscard]] double way(std::size_t crew, const Job& job) const;

    // control_plane.cpp
    void push(Event event);
    void carry_out(const Event& event, Effects& out);
    void trigger(std::uint32_t measure, std::uint32_t site, double at);
    void trigger_on_failures(std::uint32_t site, double at);
    void trigger_on_sight(double now, std::span<const SiteView> views);
    void take_effect(const Event& event, Effects& out);
    void close_or_reopen(const Event& event, Effects& out);
    void route_by_posted_waits(double now, std::span<const SiteView> views);
    [[nodiscard]] std::uint32_t refuge_of(std::uint32_t cause, std::uint32_t site, double now)
        const;
    [[nodiscard]] double delay_of(std::uint32_t measure, std::uint32_t site) const;

    [[nodiscard]] std::uint32_t flat(std::uint32_t site, std::uint32_t station) const {
        return station_from_[site] + station;
    }

    const Model& model_;
    Day day_;
    std::vector<Event> heap_;
    std::vector<Event> closings_;  ///< Closures and reopenings, by time.
    std::uint64_t order_ = 0;
    std::uint32_t tokens_ = 0;
    double next_observation_ = 0;
    double last_observation_ = 0;
    std::vector<std::uint32_t> curves_;
    std::vector<std::uint32_t> station_from_;
    std::vector<StationState> stations_;
    std::map<std::uint32_t, std::map<std::uint32_t, double>> factors_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> taken_;
    std::vector<Machine> machines_;
    std::vector<std::uint32_t> down_;  ///< Machines down, by site.
    std::vector<Job> jobs_;
    std::vector<Job> repairs_;  ///< Without crews; and those that are done, by token.
    std::vector<Crew> crews_;
    Dispatch rule_ = Dispatch::nearest_free;
    std::vector<int> lines_;                ///< As last seen.
    std::vector<std::vector<int>> spares_;  ///< By measure: one a site, or one for all.
    std::vector<std::vector<bool>> triggered_;
    std::vector<double> shut_until_;
    std::vector<Route> routes_;
    std::vector<Route> shut_routes_;
    std::vector<std::vector<std::pair<double, std::uint32_t>>> neighbours_;
    ControlTotals totals_;
};

}  // namespace belfry::simulation
