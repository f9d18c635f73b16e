#include "audit/martingale.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.hpp"

namespace belfry::audit {

namespace {

/// Differences below this are rounding of sums of doubles, not evidence.
constexpr double tiny = 1e-12;

double null_mean_now(const TestTerms& terms, std::int64_t draws, double sum) {
    if (std::isinf(terms.size)) {
        return terms.null_mean;
    }
    const double left = terms.size - static_cast<double>(draws);
    return left > 0.0 ? (terms.size * terms.null_mean - sum) / left : terms.null_mean;
}

class FixedBet final : public Bettor {
public:
    explicit FixedBet(double lambda) : lambda_(lambda) {}

    double bet(const Seen&, const TestTerms&) override { return lambda_; }

private:
    double lambda_;
};

class FixedAlternative final : public Bettor {
public:
    explicit FixedAlternative(double eta) : eta_(eta) {}

    double bet(const Seen& seen, const TestTerms& terms) override {
        double now = eta_;
        if (!std::isinf(terms.size)) {
            now = (terms.size * eta_ - seen.sum) / (terms.size - static_cast<double>(seen.draws));
        }
        return bet_for(std::clamp(now, seen.null_now, terms.upper), seen.null_now, terms.upper);
    }

private:
    double eta_;
};

class ShrinkTruncBettor final : public Bettor {
public:
    explicit ShrinkTruncBettor(const ShrinkTrunc& settings) : settings_(settings) {}

    double bet(const Seen& seen, const TestTerms& terms) override {
        const auto draw = static_cast<double>(seen.draws) + 1.0;
        const double room =
            settings_.room < 0.0 ? (settings_.eta - terms.null_mean) / 2.0 : settings_.room;
        const double margin = room / std::sqrt(settings_.weight + draw - 1.0);
        const double deviation =
            seen.draws < 2 ? 1.0 : std::max(std::sqrt(seen.variance), settings_.least_deviation);
        const double pull = settings_.upper_pull / deviation;
        const double shrunk =
            ((settings_.weight * settings_.eta + seen.sum) / (settings_.weight + draw - 1.0) +
             terms.upper * pull) /
            (1.0 + pull);
        constexpr double epsilon = 2.220446049250313e-16;
        const double eta = std::min(
            terms.upper * (1.0 - epsilon) - margin,
            std::max(shrunk, seen.null_now * (1.0 + epsilon) + margin)
        );
        return bet_for(std::max(eta, seen.null_now), seen.null_now, terms.upper);
    }

private:
    ShrinkTrunc settings_;
};

class AgrapaBettor final : public Bettor {
public:
    explicit AgrapaBettor(const Agrapa& settings) : settings_(settings) {}

    double bet(const Seen& seen, const TestTerms&) override {
        if (seen.draws == 0) {
            return settings_.first;
        }
        const double over = seen.mean - seen.null_before;
        const double spread = seen.variance + over * over;
        const double grown = spread > 0.0 ? over / spread : 0.0;
        const double cap = settings_.cap_first +
                           (settings_.cap_last - settings_.cap_first) *
                               (1.0 - 1.0 / (1.0 + settings_.cap_growth *
                                                       std::sqrt(static_cast<double>(seen.draws))));
        const double most = seen.null_now > 0.0 ? cap / seen.null_now : 0.0;
        return std::clamp(grown, 0.0, std::max(most, 0.0));
    }

private:
    Agrapa settings_;
};

}  // namespace

double bet_for(double alternative, double null_now, double upper) {
    if (std::abs(null_now) < tiny || std::abs(upper - null_now) < tiny) {
        return 0.0;
    }
    return (alternative / null_now - 1.0) / (upper - null_now);
}

std::unique_ptr<Bettor> fixed_bet(double lambda) {
    return std::make_unique<FixedBet>(lambda);
}

std::unique_ptr<Bettor> fixed_alternative(double eta) {
    return std::make_unique<FixedAlternative>(eta);
}

std::unique_ptr<Bettor> shrink_trunc(const ShrinkTrunc& settings) {
    return std::make_unique<ShrinkTruncBettor>(settings);
}

std::unique_ptr<Bettor> agrapa(const Agrapa& settings) {
    return std::make_unique<AgrapaBettor>(settings);
}

RiskTest::RiskTest(const TestTerms& terms, std::unique_ptr<Bettor> bettor)
    : terms_(terms), bettor_(std::move(bettor)) {
    check(terms.null_mean > 0.0 && terms.upper > terms.null_mean, "a test needs 0 < t < u");
    seen_.null_now = terms.null_mean;
    seen_.null_before = terms.null_mean;
}

void RiskTest::push(double value) {
    check(value >= 0.0 && value <= terms_.upper * (1.0 + 1e-12), "a value lies in [0, u]");
    check(static_cast<double>(seen_.draws) < terms_.size, "a list holds no more than N values");
    seen_.null_now = null_mean_now(terms_, seen_.draws, seen_.sum);
    const double null = seen_.null_now;
    if (null < -tiny) {
        null_impossible_ = true;
    }
    beyond_ = null > terms_.upper;
    const bool idle = std::abs(null) < tiny || std::abs(terms_.upper - null) < tiny || beyond_;
    if (!idle && !null_impossible_) {
        const double lambda = std::clamp(bettor_->bet(seen_, terms_), 0.0, 1.0 / null);
        log_capital_ += std::log1p(lambda * (value - null));
    }
    bettor_->learn(value);
    seen_.null_before = null;
    ++seen_.draws;
    const auto draws = static_cast<double>(seen_.draws);
    seen_.sum += value;
    // Welford: the spread of nearly equal values would drown in the difference of two large sums.
    const double away = value - seen_.mean;
    seen_.mean += away / draws;
    squares_ += away * (value - seen_.mean);
    seen_.variance = squares_ / draws;
    if (draws == terms_.size && seen_.sum > terms_.size * terms_.null_mean + tiny * draws) {
        null_impossible_ = true;
    }
    if (!beyond_) {
        best_ = std::max(best_, log_capital_);
    }
}

double RiskTest::p_value() const {
    // A sample that holds more than the null allows the whole list leaves nothing to doubt.
    const bool over =
        !std::isinf(terms_.size) && seen_.sum > terms_.size * terms_.null_mean + tiny * terms_.size;
    return null_impossible_ || over ? 0.0 : std::exp(-best_);
}

double RiskTest::p_now() const {
    if (null_impossible_) {
        return 0.0;
    }
    return beyond_ ? 1.0 : std::min(1.0, std::exp(-log_capital_));
}

std::vector<double> kaplan_wald(std::span<const double> values, double null_mean, double g) {
    std::vector<double> out;
    double log_capital = 0.0;
    for (const double value : values) {
        log_capital += std::log((1.0 - g) * value / null_mean + g);
        out.push_back(std::min(1.0, std::exp(-log_capital)));
    }
    return out;
}

std::vector<double> kaplan_markov_mean(std::span<const double> values, double null_mean, double g) {
    std::vector<double> out;
    double log_p = 0.0;
    for (const double value : values) {
        log_p += std::log(null_mean + g) - std::log(value + g);
        out.push_back(std::min(1.0, std::exp(log_p)));
    }
    return out;
}

std::vector<double> kaplan_kolmogorov(
    std::span<const double> values, const TestTerms& terms, double g
) {
    std::vector<double> out;
    double log_capital = 0.0;
    double sum = 0.0;
    bool impossible = false;
    for (std::size_t at = 0; at < values.size(); ++at) {
        const auto before = static_cast<double>(at);
        double null = terms.null_mean + g;
        if (!std::isinf(terms.size)) {
            null = (terms.size * (terms.null_mean + g) - sum - g * before) / (terms.size - before);
        }
        impossible = impossible || null <= 0.0;
        if (!impossible) {
            log_capital += std::log(values[at] + g) - std::log(null);
        }
        sum += values[at];
        out.push_back(impossible ? 0.0 : std::min(1.0, std::exp(-log_capital)));
    }
    return out;
}

}  // namespace belfry::audit
