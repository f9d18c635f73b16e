#include "simulation/station_chains.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"

namespace belfry::simulation {

namespace {

constexpr std::size_t most_inside = 3'000;
/// Of a slot. Where services are so short that there were more, nobody waits, and they may be
/// longer.
constexpr double most_services = 100'000;
/// Of a step, people who come and by whom a line grows or shrinks: exp_poles are for the negative
/// half line, and a chain that drifts acts as if its spectrum lay well off it. With these waits
/// are within 1e-7 of what the chain jump by jump gives (preview_test.cpp asks for 1e-6).
constexpr double most_coming = 20;
constexpr double most_drift = 8;
/// Costs time alone: a step that needed more is done again.
constexpr std::size_t least_margin = 4;

std::size_t states_for(const PreviewStation& s) {
    double all = s.line_at_opening;
    for (const double rate : s.arrivals_per_minute) {
        all += rate * s.slot_minutes;
    }
    const double most = all + 8 * std::sqrt(all) + s.servers + 20;
    return std::min(most_inside, static_cast<std::size_t>(most));
}

/// Of a slot in which `rate` come a minute to a line of `waiting`.
int steps_of(const PreviewStation& s, double service, double rate, double waiting) {
    const double coming = rate * s.slot_minutes;
    const double drift = coming - s.servers * s.slot_minutes / service;
    const double moved = drift > 0 ? drift : std::min(-drift, waiting);
    return std::max(
        1, static_cast<int>(std::ceil(std::max(coming / most_coming, moved / most_drift)))
    );
}

/// More come with a chance below 1e-15, where `mean` are expected.
std::size_t most_of_poisson(double mean) {
    return static_cast<std::size_t>(mean + 8 * std::sqrt(mean) + 12);
}

/// The logarithms of 1, 2, ….
std::vector<double> logs_of_counts() {
    std::vector<double> logs(most_inside);
    for (std::size_t k = 0; k < logs.size(); ++k) {
        logs[k] = std::log(static_cast<double>(k + 1));
    }
    return logs;
}

/// Chance that somebody who finds `n` inside waits longer than the limit: fewer than n - c + 1
/// people finish in that time.
std::vector<double> chances_over(const PreviewStation& s, double service, std::size_t states) {
    static const auto logs = logs_of_counts();
    constexpr double vanishes = -746;  // what is less has no exponential but nought
    const auto servers = static_cast<std::size_t>(s.servers);
    std::vector<double> over(states);
    const double mean = s.limit_minutes * s.servers / service;
    const double log_mean = std::log(mean);
    double log_term = -mean;
    double sum = 0;
    for (std::size_t k = 0; servers + k < states; ++k) {
        sum += log_term > vanishes ? std::exp(log_term) : 0;
        over[servers + k] = std::min(1.0, sum);
        log_term += log_mean - logs[k];
    }
    return over;
}

}  // namespace

double* ChainBuffers::Rows::at_least(std::size_t rows) {
    if (lines_.size() < rows) {
        lines_.resize(rows + rows / 2);
    }
    return lines_.front().value.data();
}

void ChainBuffers::Rows::clear(std::size_t rows) {
    std::fill_n(lines_.begin(), std::min(rows, lines_.size()), Line());
}

double StationChains::Lane::leaving(std::size_t inside) const {
    return std::min(static_cast<double>(inside), static_cast<double>(asked->servers)) / service;
}

double StationChains::Lane::waiting(std::size_t inside) const {
    return std::max(0.0, static_cast<double>(inside) - asked->servers);
}

StationChains::StationChains(std::span<const PreviewStation* const> stations, ChainBuffers& buffers)
    : rows_(buffers) {
    check(stations.size() <= block_days, "more stations than lanes");
    for (const auto* station : stations) {
        begin(*station);
    }
}

StationChains::~StationChains() {
    std::size_t reached = 0;
    for (const auto& lane : lanes_) {
        reached = std::max(reached, lane.reached);
    }
    for (auto* rows : {&rows_.state, &rows_.time_in, &rows_.coming}) {
        rows->clear(reached);
    }
}

void StationChains::begin(const PreviewStation& station) {
    check(
        station.servers > 0 && station.service_minutes > 0 && station.slot_minutes > 0,
        "a preview needs a server"
    );
    const auto k = lanes_.size();
    auto& lane = lanes_.emplace_back();
    lane.asked = &station;
    lane.service =
        std::max(station.service_minutes, station.servers * station.slot_minutes / most_services);
    lane.most = states_for(station);
    step_.services[k] = 1 / lane.service;
    step_.servers[k] = station.servers;
    // Those at the door are a Poisson number.
    const double line = station.line_at_opening;
    lane.likely = std::min(lane.most, most_of_poisson(line));
    rows_.state.at_least(lane.likely);
    double chance = std::exp(-line);
    for (std::size_t n = 0; n < lane.likely; ++n) {
        rows_.state.at(n, k) = chance;
        now_.waiting[k] += chance * lane.waiting(n);
        chance *= line / static_cast<double>(n + 1);
    }
    lane.known = lane.likely;
    lane.reached = lane.likely;
}

void StationChains::run() {
    std::size_t slots = 0;
    for (const auto& lane : lanes_) {
        slots = std::max(slots, lane.asked->arrivals_per_minute.size());
    }
    for (std::size_t slot = 0; slot < slots; ++slot) {
        pass(slot);
    }
}

void StationChains::pass(std::size_t slot) {
    for (std::size_t k = 0; k < lanes_.size(); ++k) {
        auto& lane = lanes_[k];
        lane.steps = 0;
        if (slot < lane.asked->arrivals_per_minute.size()) {
            lane.line.push_back(now_.waiting[k]);
            const double rate = std::max(lane.asked->arrivals_per_minute[slot], 1e-9);
            step_.arrivals[k] = rate;
            lane.steps = steps_of(*lane.asked, lane.service, rate, lane.line.back());
            step_.minutes[k] = lane.asked->slot_minutes / lane.steps;
        }
    }
    while (take_steps()) {
    }
}

/// One step in each lane that still has one to take; false when there was none. A lane in which
/// more people became likely than were followed does not take it, and follows more the next time.
bool StationChains::take_steps() {
    step_.states = 0;
    for (std::size_t k = 0; k < lanes_.size(); ++k) {
        if (lanes_[k].steps > 0) {
            aim(k);
            step_.states = std::max(step_.states, lanes_[k].states);
        }
    }
    if (step_.states == 0) {
        return false;
    }
    step_.state = rows_.state.at_least(step_.states);
    step_.end = rows_.end.at_least(step_.states);
    step_.time = rows_.time.at_least(step_.states);
    step_.room = rows_.room.at_least(step_.states * chain_room);
    now_.time_in = rows_.time_in.at_least(step_.states);
    now_.coming = rows_.coming.at_least(step_.states);
    step_chains(step_);
    for (std::size_t k = 0; k < lanes_.size(); ++k) {
        step_.taken[k] = 0;
        if (lanes_[k].steps > 0) {
            judge(k);
        }
    }
    keep_chains(step_, now_);
    for (std::size_t k = 0; k < lanes_.size(); ++k) {
        if (step_.taken[k] > 0) {
            move_on(k);
        }
    }
    return true;
}

/// Says how many people are followed in the next step.
void StationChains::aim(std::size_t k) {
    auto& lane = lanes_[k];
    const auto most = lane.likely + most_of_poisson(step_.arrivals[k] * step_.minutes[k]);
    lane.states = std::min({lane.most, most, lane.likely + lane.margin});
    lane.whole = lane.states == std::min(lane.most, most);
    lane.reached = std::max(lane.reached, lane.states);
    step_.known[k] = static_cast<double>(lane.known - 1);
    step_.last[k] = static_cast<double>(lane.states - 1);
}

void StationChains::judge(std::size_t k) {
    auto& lane = lanes_[k];
    const auto last = lane.states - 1;
    const double most = std::max(rows_.end.at(last, k), rows_.time.at(last, k) / step_.minutes[k]);
    if (lane.whole || most < negligible_chance) {
        step_.taken[k] = 1;
    } else {
        lane.margin *= 2;
    }
}

void StationChains::move_on(std::size_t k) {
    auto& lane = lanes_[k];
    const auto likely = static_cast<std::size_t>(now_.likely[k]) + 1;
    lane.margin = least_margin + (likely > lane.likely ? likely - lane.likely : 0);
    lane.likely = likely;
    lane.known = lane.states;
    --lane.steps;
}

/// Of those who come, they who wait longer than the limit.
double StationChains::people_over(std::size_t k) const {
    const auto& lane = lanes_[k];
    const double line = lane.asked->line_at_opening;
    const auto over = chances_over(*lane.asked, lane.service, lane.reached);
    double sum = 0;
    for (std::size_t n = 0; n < lane.reached; ++n) {
        sum += rows_.coming.at(n, k) * over[n];
    }
    // Those who stood at the door wait behind each other; each sees those before.
    double still = 1;
    double chance = std::exp(-line);
    for (std::size_t n = 0; n < lane.reached && line > 0; ++n) {
        still -= chance;
        sum += std::max(0.0, still) * over[n];
        chance *= line / static_cast<double>(n + 1);
    }
    return sum;
}

void StationChains::look_at_close(std::size_t k, Preview& result) const {
    const auto& lane = lanes_[k];
    double clear = 0;
    for (std::size_t n = 1; n < lane.known; ++n) {
        clear += 1 / lane.leaving(n);
        result.inside_at_close += rows_.state.at(n, k) * static_cast<double>(n);
        result.minutes_to_clear += rows_.state.at(n, k) * clear;
    }
    result.line_at_close = now_.waiting[k];
    result.cut_off = lane.known == lane.most && rows_.state.at(lane.most - 1, k) > 1e-6;
}

Preview StationChains::seen(std::size_t k) const {
    const auto& lane = lanes_[k];
    Preview result;
    look_at_close(k, result);
    double came = lane.asked->line_at_opening;
    for (const double rate : lane.asked->arrivals_per_minute) {
        came += rate * lane.asked->slot_minutes;
    }
    double waiting = 0;
    for (std::size_t n = 0; n < lane.reached; ++n) {
        waiting += rows_.time_in.at(n, k) * lane.waiting(n);
    }
    double rest = 0;  // minutes of waiting that are still to come after the close
    for (std::size_t n = 1; n < lane.known; ++n) {
        rest += lane.waiting(n) / lane.leaving(n);
        waiting += rows_.state.at(n, k) * rest;
    }
    result.mean_wait = came > 0 ? waiting / came : 0;
    result.share_over = came > 0 ? people_over(k) / came : 0;
    result.line = lane.line;
    return result;
}

}  // namespace belfry::simulation
