#include "audit/overstatement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/check.hpp"

namespace belfry::audit {

double overstatement_value(double overstatement, double upper, double margin) {
    return (1.0 - overstatement / upper) / (2.0 - margin / upper);
}

double no_error_value(double upper, double margin) {
    return 1.0 / (2.0 - margin / upper);
}

double overstatement_upper(double upper, double margin) {
    return 2.0 / (2.0 - margin / upper);
}

double overstatement_mean(double upper, double margin, double rate_1, double rate_2) {
    return (1.0 - rate_1 / 2.0 - rate_2) * no_error_value(upper, margin);
}

namespace {

struct Slope {
    double value = 0.0;
    double change = 0.0;
};

}  // namespace

double best_bet(std::span<const Outlook> outlook, double null_now) {
    if (null_now <= 0.0) {
        return 0.0;
    }
    // The growth rate is concave in λ: its slope falls and crosses nothing once. Newton's steps are
    // kept between the bounds that the slope's sign gives.
    double low = 0.0;
    double high = (1.0 - 1e-12) / null_now;
    const auto slope_at = [&](double lambda) {
        Slope out;
        for (const auto& each : outlook) {
            const double gain = each.value - null_now;
            const double share = gain / (1.0 + lambda * gain);
            out.value += each.rate * share;
            out.change -= each.rate * share * share;
        }
        return out;
    };
    if (slope_at(high).value >= 0.0) {
        return high;
    }
    auto slope = slope_at(low);
    if (slope.value <= 0.0) {
        return 0.0;
    }
    double lambda = 0.0;
    constexpr int most_steps = 100;
    for (int step = 0; step < most_steps && high - low > 1e-12 * high; ++step) {
        double next = lambda - slope.value / slope.change;
        if (!(next > low && next < high)) {
            next = 0.5 * (low + high);
        }
        if (std::abs(next - lambda) <= 1e-13 * high) {
            break;
        }
        lambda = next;
        slope = slope_at(lambda);
        (slope.value > 0.0 ? low : high) = lambda;
    }
    return lambda;
}

namespace {

class OptimalComparison final : public Bettor {
public:
    explicit OptimalComparison(double rate_2) : rate_2_(rate_2) {}

    double bet(const Seen& seen, const TestTerms& terms) override {
        const double twice = terms.upper;  // 2a
        const double right = twice * (1.0 - rate_2_);
        const double eta = (1.0 - right) / (2.0 - 2.0 * twice) + right - 0.5;
        return bet_for(std::clamp(eta, seen.null_now, twice), seen.null_now, twice);
    }

private:
    double rate_2_;
};

std::array<Outlook, 5> outlook_of(const ComparisonRates& rates, double no_error) {
    const double none = std::max(0.0, 1.0 - rates.o1 - rates.o2 - rates.u1 - rates.u2);
    return {
        Outlook{no_error, none},
        Outlook{no_error / 2.0, rates.o1},
        Outlook{0.0, rates.o2},
        Outlook{1.5 * no_error, rates.u1},
        Outlook{2.0 * no_error, rates.u2}
    };
}

class OutlookBet final : public Bettor {
public:
    explicit OutlookBet(std::vector<Outlook> outlook) : outlook_(std::move(outlook)) {}

    double bet(const Seen& seen, const TestTerms&) override {
        // Finding the root anew only when the null mean has moved enough to matter.
        if (std::abs(seen.null_now - at_) > 1e-3 * at_) {
            at_ = seen.null_now;
            bet_ = best_bet(outlook_, at_);
        }
        return bet_;
    }

private:
    std::vector<Outlook> outlook_;
    double at_ = -1.0;
    double bet_ = 0.0;
};

class CobraAdaptive final : public Bettor {
public:
    CobraAdaptive(const ComparisonRates& prior, double no_error)
        : prior_(prior), no_error_(no_error) {}

    double bet(const Seen& seen, const TestTerms&) override {
        const auto draws = static_cast<double>(seen.draws);
        // The root is found anew when an error was seen, the sample has grown by a part of what it
        // was, or the null mean has moved enough to matter.
        if (stale_ || draws > 1.02 * draws_ || std::abs(seen.null_now - at_) > 1e-3 * at_) {
            stale_ = false;
            draws_ = draws;
            at_ = seen.null_now;
            bet_ = best_bet(outlook_of(rates_after(draws), no_error_), at_);
        }
        return bet_;
    }

    void learn(double value) override {
        const double ratio = value / no_error_;
        stale_ = stale_ || std::abs(ratio - 1.0) > 0.25;
        if (ratio < 0.25) {
            counts_.o2 += 1.0;
        } else if (ratio < 0.75) {
            counts_.o1 += 1.0;
        } else if (ratio > 1.75) {
            counts_.u2 += 1.0;
        } else if (ratio > 1.25) {
            counts_.u1 += 1.0;
        }
    }

private:
    [[nodiscard]] ComparisonRates rates_after(double draws) const {
        const auto rate = [&](double prior, double weight, double count, double least) {
            return std::max(least, (weight * prior + count) / (weight + draws));
        };
        return {
            rate(prior_.o1, 100.0, counts_.o1, 0.0),
            rate(prior_.o2, 1000.0, counts_.o2, 1e-5),
            rate(prior_.u1, 100.0, counts_.u1, 0.0),
            rate(prior_.u2, 1000.0, counts_.u2, 0.0)
        };
    }

    ComparisonRates prior_;
    ComparisonRates counts_{0.0, 0.0, 0.0, 0.0};
    double no_error_;
    bool stale_ = true;
    double draws_ = 0.0;  ///< When the bet was found.
    double at_ = 0.0;     ///< For this null mean.
    double bet_ = 0.0;
};

}  // namespace

std::unique_ptr<Bettor> optimal_comparison(double rate_2) {
    return std::make_unique<OptimalComparison>(rate_2);
}

std::unique_ptr<Bettor> cobra_fixed(const ComparisonRates& rates, double no_error) {
    const auto outlook = outlook_of(rates, no_error);
    return outlook_bet({outlook.begin(), outlook.end()});
}

std::unique_ptr<Bettor> outlook_bet(std::vector<Outlook> outlook) {
    return std::make_unique<OutlookBet>(std::move(outlook));
}

std::unique_ptr<Bettor> cobra_adaptive(const ComparisonRates& prior, double no_error) {
    return std::make_unique<CobraAdaptive>(prior, no_error);
}

DiversifiedTest::DiversifiedTest(
    const TestTerms& terms, std::span<const ComparisonRates> grid, double no_error
) {
    check(!grid.empty(), "diversified bets need at least one part");
    for (const auto& rates : grid) {
        parts_.emplace_back(terms, cobra_fixed(rates, no_error));
    }
}

void DiversifiedTest::push(double value) {
    double most = -without_end;
    for (auto& part : parts_) {
        part.push(value);
        most = std::max(most, part.log_capital());
        impossible_ = impossible_ || part.p_value() == 0.0;
    }
    double sum = 0.0;
    for (const auto& part : parts_) {
        sum += std::exp(part.log_capital() - most);
    }
    best_ = std::max(best_, most + std::log(sum / static_cast<double>(parts_.size())));
}

double DiversifiedTest::p_value() const {
    return impossible_ ? 0.0 : std::exp(-best_);
}

std::int64_t tiled_comparison_sample(
    const TestTerms& terms,
    std::unique_ptr<Bettor> bettor,
    double no_error,
    double rate_1,
    double risk_limit
) {
    RiskTest test(terms, std::move(bettor));
    const auto cards = static_cast<std::int64_t>(terms.size);
    const auto every = rate_1 > 0.0 ? static_cast<std::int64_t>(1.0 / rate_1) : cards + 1;
    for (std::int64_t at = 0; at < cards; ++at) {
        const bool error = rate_1 > 0.0 && at % every == 0;
        test.push(error ? no_error / 2.0 : no_error);
        if (test.p_value() <= risk_limit) {
            return at + 1;
        }
    }
    return cards;
}

std::int64_t least_comparison_sample(double no_error, double risk_limit) {
    return static_cast<std::int64_t>(std::ceil(-std::log(risk_limit) / std::log(2.0 * no_error)));
}

}  // namespace belfry::audit
