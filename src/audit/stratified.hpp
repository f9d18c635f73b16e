#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/overstatement.hpp"

/// Stratified betting: union–intersection test supermartingales (Spertus and Stark 2022, "Sweeter
/// than SUITE"; inverse bets: Spertus, Sridhar and Stark 2024, "Sequential stratified inference for
/// the mean"). Any number of strata, each compared or polled, drawn without replacement, in any
/// order and as many cards as one likes: which stratum comes next may depend on all that was seen.
namespace belfry::audit {

/// One stratum, for one assertion.
struct StratumTerms {
    double cards = 0.0;
    /// Of the numbers pushed: u of the assorter for a polled stratum, 2u for a compared one.
    double upper = 1.0;
    double highest_mean = 1.0;  ///< u of the assorter: what the mean on paper can be at most.
    double offset = 0.0;        ///< Mean of the numbers − mean of the assorter on paper.
    /// The mean of the numbers that bets are aimed against.
    double null_guess = 0.5;
    std::vector<Outlook> outlook;  ///< What the numbers are expected to be.
    double outlook_weight = 0.0;   ///< Draws that the outlook counts for; 0: it is never unlearnt.
};

/// Totals of an assertion in a stratum as they were reported.
struct StratumReport {
    double cards = 0.0;
    double upper = 1.0;  ///< u of the assorter.
    /// How often each of the assorter's values was reported; rates sum to 1.
    std::vector<Outlook> values;

    [[nodiscard]] double mean() const;
};

/// Cards without machine records. The number to push is A(hand). `margin` is 2 mean(A) − 1 over all
/// strata.
[[nodiscard]] StratumTerms polled_stratum(const StratumReport& report, double margin);

/// Cards with machine records. The number to push is u − o with the overstatement
/// o = A(cvr) − A(hand).
[[nodiscard]] StratumTerms compared_stratum(
    const StratumReport& report, double margin, const ComparisonRates& rates
);

/// A test that the mean over all strata is at most one half.
///
/// In stratum k the capital against "its mean is at most η_k" is Π (1 − c_i + c_i x_i / μ_i(η_k)),
/// μ_i the mean of what is left if that were so; c_i in [0, 1) hangs on earlier draws of the
/// stratum alone. Of each stratum's capital 0.7 stakes c_i, 0.15 three tenths of it and 0.15
/// nothing: a split η that gives a stratum more than it shows can't take all. Against all η with
/// Σ w_k η_k = ½ at once: the smallest product over η. Its logarithm is convex in η (sums of
/// log-convex capitals are log-convex), so that the smallest is found and not guessed.
class StratifiedTest {
public:
    explicit StratifiedTest(std::vector<StratumTerms> strata);

    /// The next card drawn from a stratum; at most as many as it has.
    void push(std::size_t stratum, double value);

    /// ln of the smallest capital over all ways to split one half, now. Infinite where no way is
    /// left.
    [[nodiscard]] double log_capital() const;

    /// ln of the capital against these means of the assorter on paper, by stratum.
    [[nodiscard]] double log_capital_at(const std::vector<double>& means) const;

    /// min(1, 1/capital) now. Valid whenever one looks; the least of several looks is valid too.
    [[nodiscard]] double p_value() const;

private:
    struct Draw {
        double value;
        double before;  ///< Sum of the stratum's earlier values.
        double bet;     ///< c
    };

    struct Stratum {
        StratumTerms terms;
        std::vector<Draw> draws;
        double sum = 0.0;
        std::vector<double> counts;  ///< How often each value of the outlook was seen.
        double bet = 0.0;
        double bet_at = -1.0;  ///< Draws when the bet was reckoned.
    };

    [[nodiscard]] static double next_bet(Stratum& stratum);
    /// ln of the stratum's capital against this mean on paper, and its derivative by the mean.
    [[nodiscard]] static double log_capital_at(const Stratum& stratum, double mean);
    [[nodiscard]] static double slope_at(const Stratum& stratum, double mean);

    std::vector<Stratum> strata_;
    double cards_ = 0.0;
};

/// Cards from each stratum, in proportion to their sizes, after which the test would meet the limit
/// if every sample were just like its outlook. `deviations`: the means of the samples fall short by
/// so many standard errors. Empty where nothing less than all cards would do. `near`: where to
/// begin looking; a good guess saves time and changes nothing else.
[[nodiscard]] std::vector<std::int64_t> stratified_sample(
    const std::vector<StratumTerms>& strata,
    double risk_limit,
    double deviations = 0.0,
    std::int64_t near = 16
);

}  // namespace belfry::audit
