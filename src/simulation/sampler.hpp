#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "simulation/distribution.hpp"

namespace belfry::simulation {

/// The quantile function on a grid that is fine in both tails: the distance to the nearer end of
/// (0, 1) is cut into octaves, each octave into `steps`. Between grid points it is linear; the
/// whole is scaled so that its mean is exact.
struct QuantileTable {
    static constexpr int octaves = 32;
    static constexpr int step_bits = 5;
    static constexpr int per_side = octaves << step_bits;
    /// Value at the lower end of a cell and its growth over the cell; the upper side follows the
    /// lower.
    std::vector<double> value;
    std::vector<double> growth;
};

/// Draws durations from 32-bit words. Equal words give equal durations on every path of the engine.
class Sampler {
public:
    enum class Kind { constant, exponential, table };

    Sampler() = default;
    explicit Sampler(const Distribution& distribution);

    [[nodiscard]] double operator()(std::uint32_t word) const;

    /// The same, with exponential_draw(word) at hand.
    [[nodiscard]] double operator()(std::uint32_t word, float exponential) const {
        return kind_ == Kind::exponential ? static_cast<double>(exponential) * mean_
                                          : (*this)(word);
    }

    [[nodiscard]] Kind kind() const { return kind_; }

    [[nodiscard]] double mean() const { return mean_; }

    [[nodiscard]] const QuantileTable& table() const { return *table_; }

private:
    Kind kind_ = Kind::constant;
    double mean_ = 0;
    std::shared_ptr<const QuantileTable> table_;
};

/// Cell of the quantile table and position in it for a word.
struct Cell {
    std::uint64_t index = 0;
    double fraction = 0;
};

[[nodiscard]] Cell cell_of(std::uint32_t word);

}  // namespace belfry::simulation
