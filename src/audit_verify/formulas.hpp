#pragma once

#include <cstdint>
#include <functional>
#include <vector>

/// The formulas of the methods, written down plainly from the papers: sums and products in the
/// order in which they are printed there, in long doubles, without care for speed.
namespace belfry::audit_verify {

/// ln C(n, k) + k ln p + (n − k) ln(1 − p), as a probability.
[[nodiscard]] long double chance(std::int64_t k, std::int64_t n, long double p);

/// Chance of k or more.
[[nodiscard]] long double chance_from(std::int64_t k, std::int64_t n, long double p);

/// Cumulative counts of a pair at the end of a round.
struct Count {
    std::int64_t ballots = 0;
    std::int64_t winner = 0;
};

[[nodiscard]] double minerva(const std::vector<Count>& rounds, double share, double risk_limit);
[[nodiscard]] double providence(const std::vector<Count>& rounds, double share);

/// A test by betting: values come one after the other.
class Bets {
public:
    /// The bet λ before the next value; `mean` is the mean that the null leaves for the rest.
    using Bet = std::function<double(const Bets& so_far, double mean)>;

    /// `size` 0: drawn with replacement.
    Bets(double size, double upper, Bet bet) : size_(size), upper_(upper), bet_(std::move(bet)) {}

    void add(double value);
    [[nodiscard]] double p_value() const;

    [[nodiscard]] const std::vector<double>& values() const { return values_; }

    [[nodiscard]] double sum() const { return sum_; }

    [[nodiscard]] double upper() const { return upper_; }

private:
    double size_;
    double upper_;
    Bet bet_;
    std::vector<double> values_;
    double sum_ = 0.0;
    long double log_capital_ = 0.0;
    long double best_ = 0.0;
    bool certain_ = false;
};

/// COBRA's adaptive bet for errors that are expected on 1 card in 1,000 (one vote) and 1 in 10,000
/// (two votes); `right` is the value of a card without error.
[[nodiscard]] Bets::Bet adaptive(double right);

/// ALPHA's shrinkage and truncation with d = 100 towards `eta`.
[[nodiscard]] Bets::Bet shrinking(double eta);

/// Both strata of a hybrid audit, for a pair.
struct Hybrid {
    double gamma = 1.0;
    std::int64_t compared_cards = 0;
    std::int64_t compared_winner = 0;
    std::int64_t compared_loser = 0;
    std::int64_t compared_drawn = 0;
    std::int64_t o1 = 0;
    std::int64_t o2 = 0;
    std::int64_t u1 = 0;
    std::int64_t u2 = 0;
    std::int64_t polled_cards = 0;
    std::int64_t polled_winner = 0;
    std::int64_t polled_loser = 0;
    std::int64_t polled_drawn = 0;
    std::int64_t seen_winner = 0;
    std::int64_t seen_loser = 0;
};

[[nodiscard]] double suite(const Hybrid& both, double risk_limit);

}  // namespace belfry::audit_verify
