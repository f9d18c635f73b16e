#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "simulation/preview.hpp"

namespace belfry::simulation {

/// The slow, plain judge of preview(): the chain of the number of people inside, stepped at every
/// jump of one Poisson process that is fast enough for all states (uniformisation, Grassmann 1977).
class JumpChain {
public:
    JumpChain(const PreviewStation& station, std::size_t states) : station_(station), now_(states) {
        double chance = std::exp(-station.line_at_opening);
        for (std::size_t n = 0; n < states; ++n) {
            now_[n] = chance;
            chance *= station.line_at_opening / static_cast<double>(n + 1);
        }
    }

    Preview run() {
        Preview out;
        double waiting = 0;
        double over = 0;
        double came = station_.line_at_opening;
        const auto chances = chances_over();
        for (const double rate : station_.arrivals_per_minute) {
            out.line.push_back(line(now_));
            // Few enough jumps at once that the weight of none of them is still a number.
            const auto parts =
                static_cast<int>(std::ceil((rate + fastest()) * station_.slot_minutes / 200));
            for (int part = 0; part < parts; ++part) {
                const auto time = pass(rate, station_.slot_minutes / parts);
                waiting += line(time);
                for (std::size_t n = 0; n < time.size(); ++n) {
                    over += rate * time[n] * chances[n];
                }
            }
            came += rate * station_.slot_minutes;
        }
        double still = 1;
        double chance = std::exp(-station_.line_at_opening);
        for (std::size_t n = 0; n < now_.size() && station_.line_at_opening > 0; ++n) {
            still -= chance;
            over += std::max(0.0, still) * chances[n];
            chance *= station_.line_at_opening / static_cast<double>(n + 1);
        }
        double clear = 0;
        double rest = 0;
        for (std::size_t n = 1; n < now_.size(); ++n) {
            clear += 1 / leaving(n);
            rest += std::max(0.0, static_cast<double>(n) - station_.servers) / leaving(n);
            out.minutes_to_clear += now_[n] * clear;
            out.inside_at_close += now_[n] * static_cast<double>(n);
            waiting += now_[n] * rest;
        }
        out.line_at_close = line(now_);
        out.mean_wait = waiting / came;
        out.share_over = over / came;
        return out;
    }

private:
    [[nodiscard]] double fastest() const { return station_.servers / station_.service_minutes; }

    [[nodiscard]] double leaving(std::size_t n) const {
        return std::min(static_cast<double>(n), static_cast<double>(station_.servers)) /
               station_.service_minutes;
    }

    [[nodiscard]] double line(const std::vector<double>& chance) const {
        double sum = 0;
        for (std::size_t n = 0; n < chance.size(); ++n) {
            sum += chance[n] * std::max(0.0, static_cast<double>(n) - station_.servers);
        }
        return sum;
    }

    /// Lets `minutes` pass; gives those spent in each state.
    std::vector<double> pass(double rate, double minutes) {
        const double fast = rate + fastest();
        const double jumps = fast * minutes;
        double weight = std::exp(-jumps);
        double more = 1;  // the chance of more than k jumps
        auto state = now_;
        std::fill(now_.begin(), now_.end(), 0.0);
        std::vector<double> time(now_.size());
        for (int k = 0; k <= jumps || weight > 1e-16; weight *= jumps / ++k) {
            more = std::max(0.0, more - weight);
            for (std::size_t n = 0; n < state.size(); ++n) {
                now_[n] += weight * state[n];
                time[n] += more / fast * state[n];
            }
            state = after_jump(state, rate / fast, fast);
        }
        return time;
    }

    [[nodiscard]] std::vector<double> after_jump(
        const std::vector<double>& state, double up, double fast
    ) const {
        std::vector<double> next(state.size());
        for (std::size_t n = 0; n < state.size(); ++n) {
            const bool last = n + 1 == state.size();
            const double down = leaving(n) / fast;
            next[n] += state[n] * (1 - down - (last ? 0 : up));
            if (!last) {
                next[n + 1] += state[n] * up;
            }
            if (n > 0) {
                next[n - 1] += state[n] * down;
            }
        }
        return next;
    }

    /// By how many are found inside: that fewer than one more than wait are served within the
    /// limit.
    [[nodiscard]] std::vector<double> chances_over() const {
        const double mean = station_.limit_minutes * fastest();
        std::vector<double> out(now_.size());
        double sum = 0;
        for (std::size_t k = 0; static_cast<std::size_t>(station_.servers) + k < out.size(); ++k) {
            const auto count = static_cast<double>(k);
            sum += std::exp(count * std::log(mean) - mean - std::lgamma(count + 1));
            out[static_cast<std::size_t>(station_.servers) + k] = std::min(1.0, sum);
        }
        return out;
    }

    const PreviewStation& station_;
    std::vector<double> now_;
};

}  // namespace belfry::simulation
