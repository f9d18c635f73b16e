#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
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

/// Votes by which records overstated or understated a claim: how many cards each.
struct Errors {
    std::int64_t o1 = 0;
    std::int64_t o2 = 0;
    std::int64_t u1 = 0;
    std::int64_t u2 = 0;
};

/// A value that is expected, and how often.
struct Expected {
    double value = 0.0;
    double rate = 0.0;
};

/// Kelly's bet λ in [0, 1/mean): where Σ rate (value − mean)/(1 + λ (value − mean)) is nothing.
[[nodiscard]] double kelly(const std::vector<Expected>& expected, double mean);

/// The bet for what is expected, found anew when the null mean has moved by a thousandth.
[[nodiscard]] Bets::Bet expecting(std::vector<Expected> expected);

/// COBRA's adaptive bet for errors that are expected on 1 card in 1,000 (one vote) and 1 in 10,000
/// (two votes); `right` is the value of a card without error.
[[nodiscard]] Bets::Bet adaptive(double right);

/// ALPHA's shrinkage and truncation with d = 100 towards `eta`.
[[nodiscard]] Bets::Bet shrinking(double eta);

/// One stratum of stratified betting.
class Part {
public:
    double cards = 0.0;
    double upper = 1.0;    ///< Of the values.
    double highest = 1.0;  ///< Of the mean on paper.
    double offset = 0.0;   ///< Mean of the values − mean on paper.
    double guess = 0.5;    ///< The mean that bets are aimed against.
    std::vector<Expected> expected;
    double weight = 0.0;  ///< Draws that it counts for.

    void add(double value);

    /// The means on paper that are possible still.
    [[nodiscard]] std::pair<double, double> means() const;

    /// ln of the capital against this mean on paper.
    [[nodiscard]] long double log_capital(long double mean) const;

private:
    std::vector<double> values_;
    std::vector<double> bets_;
    std::map<std::size_t, double> seen_;
    double bet_ = 0.0;
    double reckoned_at_ = 0.0;
};

[[nodiscard]] double stratified(const Part& first, const Part& second);

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
