#include "simulation/preview.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.hpp"
#include "simulation/lanes.hpp"

namespace belfry::simulation {

namespace {

constexpr std::size_t most_inside = 3'000;
constexpr double negligible = 1e-12;
/// Of one pass: the weight of none of them is still a number.
constexpr double most_jumps = 500;
/// Of a slot. Where services are so short that there were more, nobody waits, and they may be
/// longer.
constexpr double most_services = 100'000;

/// A number for each count of people inside, with the margins that ChainSteps asks for, on a line
/// of the cache.
class Chances {
public:
    /// Nought for all, so many of them.
    void begin(std::size_t states) {
        lines_.assign((states + block_days - 1) / block_days + 2, Line());
    }

    double* data() { return lines_[1].value.data(); }

    [[nodiscard]] const double* data() const { return lines_[1].value.data(); }

private:
    struct alignas(64) Line {
        std::array<double, block_days> value{};
    };

    std::vector<Line> lines_;
};

/// The chain of the number of people inside, stepped at the jumps of one Poisson process that is
/// fast enough for all of them. Only states that can be reached are kept.
class Chain {
public:
    Chain(int servers, double service_minutes, std::size_t most)
        : servers_(static_cast<double>(servers)),
          rate_(1 / service_minutes),
          most_(rounded(most)),
          now_{1} {}

    void begin_with(double mean) {
        now_.assign(most_, 0);
        double p = std::exp(-mean);
        for (std::size_t n = 0; n < now_.size(); ++n) {
            now_[n] = p;
            p *= mean / static_cast<double>(n + 1);
        }
    }

    /// Lets `minutes` pass; gives the integral over them of the distribution.
    std::vector<double> pass(double arrivals, double minutes) {
        const double jumps = (arrivals + servers_ * rate_) * minutes;
        const int parts = static_cast<int>(std::ceil(jumps / most_jumps));
        std::vector<double> integral;
        for (int part = 0; part < parts; ++part) {
            const auto of_part = pass_part(arrivals, minutes / parts);
            integral.resize(std::max(integral.size(), of_part.size()));
            for (std::size_t n = 0; n < of_part.size(); ++n) {
                integral[n] += of_part[n];
            }
        }
        return integral;
    }

    [[nodiscard]] const std::vector<double>& now() const { return now_; }

    [[nodiscard]] bool is_full() const { return now_.size() == most_ && now_.back() > 1e-6; }

    [[nodiscard]] double leaving(std::size_t inside) const {
        return std::min(static_cast<double>(inside), servers_) * rate_;
    }

private:
    static std::size_t rounded(std::size_t states) {
        return (states + block_days - 1) / block_days * block_days;
    }

    /// So few jumps that their Poisson weights do not underflow.
    std::vector<double> pass_part(double arrivals, double minutes) {
        const double fast = arrivals + servers_ * rate_;
        const double jumps = fast * minutes;
        const auto states = reachable(arrivals * minutes);
        auto& [state, end, integral, stay, down] = rows_;
        for (auto* row : {&state, &end, &integral, &stay, &down}) {
            row->begin(states);
        }
        std::copy_n(now_.begin(), std::min(states, now_.size()), state.data());
        for (std::size_t n = 0; n < states; ++n) {
            down.data()[n] = leaving(n) / fast;
            const bool last = n + 1 == states;
            stay.data()[n] = 1 - down.data()[n] - (last ? 0 : arrivals / fast);
        }
        ChainSteps steps{
            state.data(), end.data(), integral.data(), stay.data(), down.data(), arrivals / fast
        };
        double weight = std::exp(-jumps);  // of k jumps
        double more = 1;                   // the probability of more than k
        steps.states = states;
        for (int k = 0; more > negligible && (k <= jumps || weight >= negligible);) {
            steps.states = std::min(states, kept(state, steps.states) + block_days);
            steps.jumps = 0;
            while (steps.jumps < chain_jumps && more > negligible) {
                more -= weight;
                steps.weight[steps.jumps] = weight;
                steps.time[steps.jumps] = std::max(0.0, more) / fast;
                ++steps.jumps;
                weight *= jumps / ++k;
            }
            step_chain(steps);
        }
        now_.assign(end.data(), end.data() + states);
        return {integral.data(), integral.data() + states};
    }

    /// Forgets the states, a block at a time, in which nobody is likely to be found; gives how many
    /// are left of the first `likely`.
    static std::size_t kept(Chances& state, std::size_t likely) {
        const auto unlikely = [&](std::size_t from) {
            return std::all_of(state.data() + from, state.data() + from + block_days, [](double p) {
                return p < negligible / 1'000;
            });
        };
        while (likely > block_days && unlikely(likely - block_days)) {
            likely -= block_days;
            std::fill_n(state.data() + likely, block_days, 0.0);
        }
        return likely;
    }

    /// From what is likely now, by as many as may come.
    [[nodiscard]] std::size_t reachable(double coming) const {
        std::size_t likely = now_.size();
        while (likely > 1 && now_[likely - 1] < negligible) {
            --likely;
        }
        const auto more = static_cast<std::size_t>(coming + 8 * std::sqrt(coming) + 12);
        return std::min(most_, rounded(likely + more));
    }

    /// Kept from part to part, as there are many.
    struct Rows {
        Chances state;
        Chances end;
        Chances integral;
        Chances stay;
        Chances down;
    };

    double servers_;
    double rate_;
    std::size_t most_;
    std::vector<double> now_;
    Rows rows_;
};

double people_waiting(const std::vector<double>& chance, int servers) {
    double sum = 0;
    for (auto n = static_cast<std::size_t>(servers) + 1; n < chance.size(); ++n) {
        sum += chance[n] * static_cast<double>(n - static_cast<std::size_t>(servers));
    }
    return sum;
}

/// The logarithms of 1, 2, ….
std::vector<double> logs_of_counts() {
    std::vector<double> logs(most_inside);
    for (std::size_t k = 0; k < logs.size(); ++k) {
        logs[k] = std::log(static_cast<double>(k + 1));
    }
    return logs;
}

/// Chance that somebody who finds `n` inside waits longer than `limit`: fewer than n - c + 1 people
/// finish in that time.
std::vector<double> chances_over(double rate, int servers, double limit, std::size_t states) {
    static const auto logs = logs_of_counts();
    constexpr double vanishes = -746;  // what is less has no exponential but nought
    std::vector<double> over(states);
    const double mean = rate * servers * limit;
    const double log_mean = std::log(mean);
    double log_term = -mean;
    double sum = 0;
    for (std::size_t k = 0; static_cast<std::size_t>(servers) + k < states; ++k) {
        sum += log_term > vanishes ? std::exp(log_term) : 0;
        over[static_cast<std::size_t>(servers) + k] = std::min(1.0, sum);
        log_term += log_mean - logs[k];
    }
    return over;
}

std::size_t states_for(const PreviewStation& s) {
    double all = s.line_at_opening;
    for (const double rate : s.arrivals_per_minute) {
        all += rate * s.slot_minutes;
    }
    const double most = all + 8 * std::sqrt(all) + s.servers + 20;
    return std::min(most_inside, static_cast<std::size_t>(most));
}

}  // namespace

Preview preview(const PreviewStation& s) {
    check(s.servers > 0 && s.service_minutes > 0 && s.slot_minutes > 0, "a preview needs a server");
    const auto states = states_for(s);
    const double service = std::max(s.service_minutes, s.servers * s.slot_minutes / most_services);
    Chain chain(s.servers, service, states);
    chain.begin_with(s.line_at_opening);
    const auto over = chances_over(1 / service, s.servers, s.limit_minutes, states);
    Preview result;
    double waiting = 0;
    double came = s.line_at_opening;
    double waited_over = 0;
    for (const double rate : s.arrivals_per_minute) {
        result.line.push_back(people_waiting(chain.now(), s.servers));
        const auto time_in = chain.pass(std::max(rate, 1e-9), s.slot_minutes);
        waiting += people_waiting(time_in, s.servers);
        came += rate * s.slot_minutes;
        for (std::size_t n = 0; n < std::min(states, time_in.size()); ++n) {
            waited_over += rate * time_in[n] * over[n];
        }
    }
    // Those who stood at the door wait behind each other; each sees those before.
    double still = 1;
    double chance = std::exp(-s.line_at_opening);
    for (std::size_t n = 0; n + 1 < states && s.line_at_opening > 0; ++n) {
        still -= chance;
        waited_over += std::max(0.0, still) * over[n];
        chance *= s.line_at_opening / static_cast<double>(n + 1);
    }
    const auto& at_close = chain.now();
    double clear = 0;
    double rest = 0;  // mean waiting minutes still to come
    for (std::size_t n = 1; n < at_close.size(); ++n) {
        clear += 1 / chain.leaving(n);
        rest += std::max(0.0, static_cast<double>(n) - s.servers) / chain.leaving(n);
        result.inside_at_close += at_close[n] * static_cast<double>(n);
        result.minutes_to_clear += at_close[n] * clear;
        waiting += at_close[n] * rest;
    }
    result.line_at_close = people_waiting(at_close, s.servers);
    result.mean_wait = came > 0 ? waiting / came : 0;
    result.share_over = came > 0 ? waited_over / came : 0;
    result.cut_off = chain.is_full();
    return result;
}

PreviewStation preview_station(const Model& model, std::uint32_t site, std::uint32_t station) {
    const auto& place = model.sites[site];
    const auto& line = place.pipeline->stations[station];
    const double share = line.to - line.from;
    PreviewStation out;
    out.service_minutes = std::max(line.service.mean(), 1e-6);
    out.servers = std::max(1, place.servers[station]);
    out.limit_minutes = model.standard.minutes;
    const auto& curve = place.curves.front();
    out.line_at_opening = curve.line() * place.voters * share;
    // Whole parts of the curve's slots, so that no rate changes within one.
    const double open = place.closes - place.opens;
    const auto of_curve = static_cast<double>(curve.slots());
    const auto slots = static_cast<std::size_t>(
        of_curve * std::max(1.0, std::ceil(open / of_curve / out.slot_minutes - 1e-9))
    );
    out.slot_minutes = (place.closes - place.opens) / static_cast<double>(slots);
    for (std::size_t i = 0; i < slots; ++i) {
        const double middle = place.opens + out.slot_minutes * (static_cast<double>(i) + 0.5);
        out.arrivals_per_minute.push_back(curve.rate_at(middle) * place.voters * share);
    }
    return out;
}

}  // namespace belfry::simulation
