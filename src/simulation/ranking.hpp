#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

/// Ranking and selection: how many days must be simulated until a choice is right with the stated
/// probability. All alternatives are simulated on the same days (common random numbers).
namespace belfry::simulation {

/// The values of one alternative on the days `first` … `first + count - 1`.
using Sample = std::function<
    std::vector<double>(std::size_t system, std::uint32_t first, std::uint32_t count)>;

struct SelectionRule {
    double error = 0.05;         ///< Probability of a wrong choice at most this.
    double indifference = 0.01;  ///< Means closer than this are as good as each other.
    std::uint32_t first_days = 40;
    std::uint32_t step_days = 40;  ///< Days between two looks.
    std::uint32_t most_days = 1000;
    /// Taken where the first days show less: forty good days are no proof of a 95 % chance.
    double least_variance = 0;
};

struct Selected {
    std::size_t best = 0;
    std::uint32_t days = 0;               ///< Of the alternative that was kept longest.
    std::uint64_t simulated = 0;          ///< Days of all alternatives together.
    std::vector<std::size_t> candidates;  ///< Not screened out when the choice was made.
};

/// The alternative with the greatest mean, by the fully sequential procedure of Kim and Nelson
/// (2001): after each look those that are worse than another by more than a shrinking margin go.
/// When `most_days` are done the greatest mean of those left is taken. `count` ≥ 1.
[[nodiscard]] Selected select_best(
    std::size_t count, const SelectionRule& rule, const Sample& sample
);

enum class Verdict { at_least, below, undecided };

/// Whether the mean of a system is at least `limit`, by the sequential test of Andradóttir and Kim
/// (2010): the sum of the deviations from the limit leaves a triangle. Undecided after `most_days`.
struct Feasibility {
    Verdict verdict = Verdict::undecided;
    std::uint32_t days = 0;
    double mean = 0;
};

[[nodiscard]] Feasibility is_at_least(
    double limit, const SelectionRule& rule, const Sample& sample, std::size_t system = 0
);

}  // namespace belfry::simulation
