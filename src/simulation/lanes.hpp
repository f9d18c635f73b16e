#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/chain_poles.hpp"
#include "simulation/effect.hpp"
#include "simulation/model.hpp"
#include "simulation/random_streams.hpp"
#include "simulation/rehearsal.hpp"
#include "simulation/tally.hpp"

namespace belfry::simulation {

/// The data plane for days on which nothing depends on lines: one site on eight days at once, one
/// day a lane, whole days at a time. Gives the same tallies as SiteDay, to the bit.
struct LaneJob {
    const Model* model = nullptr;
    std::uint32_t site = 0;
    std::uint64_t seed = 0;
    std::array<std::uint32_t, block_days> replication{};
    std::array<double, block_days> turnout{};
    std::array<std::uint32_t, block_days> curve{};
    /// By lane, then station: what the control plane does to it, in order.
    std::array<std::vector<std::vector<Effect>>, block_days> effects;
    std::array<SiteTally*, block_days> tally{};
};

/// Buffers that a thread keeps from site to site.
class LaneBuffers {
public:
    /// At least `size` doubles on a line of the cache; what they held before is kept.
    double* get(std::size_t index, std::size_t size);

private:
    struct alignas(64) Row {
        double value[8];
    };

    std::vector<std::vector<Row>> buffers_;
};

/// A chance of so many people inside that need not be followed.
inline constexpr double negligible_chance = 1e-10;

/// A number for each lane, on a line of the cache.
struct alignas(64) LaneNumbers : std::array<double, block_days> {};

/// One step of the chains of how many people are inside (station_chains.cpp), one station a lane. A
/// row is block_days numbers on a line of the cache, and there is one for each number of people.
struct ChainStep {
    double* state = nullptr;  ///< The chance of it before the step,
    double* end = nullptr;    ///< after it,
    double* time = nullptr;   ///< and the minutes of it that are spent so.
    double* room = nullptr;   ///< chain_room rows for each of theirs.
    std::size_t states = 0;
    LaneNumbers minutes{};
    LaneNumbers arrivals{};  ///< A minute; not nought.
    LaneNumbers services{};  ///< A minute, of one server.
    LaneNumbers servers{};
    LaneNumbers known{};  ///< No more people are inside before the step,
    LaneNumbers last{};   ///< nor while it lasts.
    LaneNumbers taken{};  ///< For keep_chains: above nought if it is.
};

inline constexpr std::size_t chain_room = 4 * exp_poles.size();

/// What the steps came to so far.
struct ChainState {
    double* time_in = nullptr;  ///< Minutes spent with so many inside,
    double* coming = nullptr;   ///< and people who came in them.
    LaneNumbers likely{};   ///< Most inside whose chance is worth following, after the last step.
    LaneNumbers waiting{};  ///< People, on average, after it.
};

/// Fills in `end` and `time`.
void step_chains(const ChainStep& step, Lanes target = Lanes::best);

/// Takes the step in the lanes that take it.
void keep_chains(const ChainStep& step, ChainState& now, Lanes target = Lanes::best);

void run_lanes(const LaneJob& job, Lanes target, LaneBuffers& buffers);

/// Whether this machine can run `target` (Lanes::best and Lanes::generic always).
[[nodiscard]] bool can_run(Lanes target);

/// The rules of capacity for one station in one lane, applied between rows of the data plane.
/// `free` is the sorted column of servers; departures in order are added to `gone`.
class LaneLine {
public:
    LaneLine(const std::vector<Effect>& effects, int servers, double opens);

    /// Carries out everything that comes before somebody can start who joined at `joined`.
    void settle(double joined, std::vector<double>& gone);
    void flush(double now, std::vector<double>& gone);

    [[nodiscard]] double next_effect() const;

    std::vector<double> free;
    int frozen = 0;
    double frozen_since = 0;
    int leaving = 0;
    bool on_fallback = false;
    double factor = 1;
    double reject_share = 0;
    double reject_minutes = 0;
    /// Interruptions since they were last taken: voter and minutes.
    std::vector<std::pair<std::uint16_t, double>> held;

    struct Lost {
        std::uint32_t token = 0;
        double left = 0;
        std::uint16_t rider = 0;
        double since = 0;
    };

    std::vector<Lost> lost;

    /// Voters whose machine broke; they go on with the next one, before all others.
    struct Unfinished {
        std::uint16_t rider = 0;
        double left = 0;
        double since = 0;
    };

    std::vector<Unfinished> heads;  ///< The next to start is the last.

    struct Restart {
        std::uint16_t rider = 0;
        double since = 0;
        double at = 0;
    };

    std::vector<Restart> restarts;  ///< Since they were last taken.

private:
    bool start_heads(double limit, std::vector<double>& gone);
    void apply(const Effect& effect);
    void lose(const Effect& effect);
    void gain(const Effect& effect);
    void thaw(double now);
    void drop_leaving(double limit, bool through, std::vector<double>& gone);

    const std::vector<Effect>* effects_;
    std::size_t next_ = 0;
};

}  // namespace belfry::simulation
