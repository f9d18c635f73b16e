#include "simulation/sampler.hpp"

#include <bit>
#include <cmath>
#include <functional>
#include <mutex>
#include <utility>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>

#include "simulation/exact_math.hpp"
#include "simulation/random_streams.hpp"

namespace belfry::simulation {

namespace {

/// Quantile for the probability `tail` below (lower) or above (upper).
using Quantile = std::function<double(double tail, bool upper)>;

template <class Law>
Quantile quantile_of(Law law) {
    return [law](double tail, bool upper) {
        return upper ? quantile(boost::math::complement(law, tail))
                     : boost::math::quantile(law, tail);
    };
}

double empirical(const std::vector<double>& quantiles, double p) {
    const double place = p * static_cast<double>(quantiles.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), quantiles.size() - 2);
    return std::lerp(quantiles[below], quantiles[below + 1], place - static_cast<double>(below));
}

Quantile quantile_of(const Distribution& d) {
    if (d.shape == Shape::empirical) {
        return [q = *d.quantiles](double tail, bool upper) {
            return empirical(q, upper ? 1 - tail : tail);
        };
    }
    const double mean = *d.mean;
    const double variation = *d.sd / mean;
    if (d.shape == Shape::gamma) {
        const double shape = 1 / (variation * variation);
        return quantile_of(boost::math::gamma_distribution<>(shape, mean / shape));
    }
    const double sigma = std::sqrt(std::log1p(variation * variation));
    return quantile_of(
        boost::math::lognormal_distribution<>(std::log(mean) - sigma * sigma / 2, sigma)
    );
}

/// The distance from the nearer end, times 2³², at which cell `index` of a side begins.
double cell_start(int index) {
    const int octave = index >> QuantileTable::step_bits;
    const int step = index & ((1 << QuantileTable::step_bits) - 1);
    return std::ldexp(1.0 + step / double(1 << QuantileTable::step_bits), octave - 1);
}

/// Results of the mathematics library may differ in the last bits between machines; what is kept of
/// them may not.
double rounded(double value) {
    return std::nearbyint(value * 0x1p24) * 0x1p-24;
}

QuantileTable make_table(const Quantile& quantile, double mean) {
    constexpr int cells = QuantileTable::per_side;
    QuantileTable table{std::vector<double>(2 * cells), std::vector<double>(2 * cells)};
    double table_mean = 0;
    for (int side = 0; side < 2; ++side) {
        for (int i = 0; i < cells; ++i) {
            const double from = cell_start(i) * 0x1p-32;
            const double to = std::min(0.5, cell_start(i + 1) * 0x1p-32);
            const auto at =
                static_cast<std::size_t>(side) * std::size_t{cells} + static_cast<std::size_t>(i);
            const double low = quantile(from, side == 1);
            const double high = quantile(to, side == 1);
            table.value[at] = low;
            table.growth[at] = high - low;
            table_mean += (low + high) / 2 * (to - from);
        }
    }
    table_mean += (table.value[0] + table.value[cells]) * 0x1p-33;
    for (std::size_t i = 0; i < table.value.size(); ++i) {
        const double scale = table_mean > 0 ? mean / table_mean : 1.0;
        table.value[i] = rounded(table.value[i] * scale);
        table.growth[i] = rounded(table.growth[i] * scale);
    }
    return table;
}

/// The tables that were made last: making one takes a millisecond, and one city's places, its runs
/// and the plans of a search all draw from the same few distributions.
class RecentTables {
public:
    std::shared_ptr<const QuantileTable> of(const Distribution& distribution, double mean) {
        {
            const std::scoped_lock lock(mutex_);
            for (const auto& [known, table] : recent_) {
                if (known == distribution) {
                    return table;
                }
            }
        }
        auto made = std::make_shared<QuantileTable>(make_table(quantile_of(distribution), mean));
        const std::scoped_lock lock(mutex_);
        if (recent_.size() >= most_) {
            recent_.erase(recent_.begin());
        }
        recent_.emplace_back(distribution, made);
        return made;
    }

private:
    static constexpr std::size_t most_ = 64;
    std::mutex mutex_;
    std::vector<std::pair<Distribution, std::shared_ptr<const QuantileTable>>> recent_;
};

}  // namespace

Cell cell_of(std::uint32_t word) {
    const bool upper = word > 0x7FFFFFFF;
    const std::uint32_t near = upper ? ~word : word;
    const auto bits = std::bit_cast<std::uint64_t>(static_cast<double>(near) + 0.5);
    constexpr int rest = 52 - QuantileTable::step_bits;
    constexpr std::uint64_t first = std::uint64_t{1022} << QuantileTable::step_bits;
    const std::uint64_t low = bits & ((std::uint64_t{1} << rest) - 1);
    return {
        (bits >> rest) - first + (upper ? QuantileTable::per_side : 0),
        static_cast<double>(low) * (1.0 / static_cast<double>(std::uint64_t{1} << rest)),
    };
}

Sampler::Sampler(const Distribution& distribution) : mean_(mean_of(distribution)) {
    if (distribution.shape == Shape::exponential) {
        kind_ = Kind::exponential;
    } else if (variation_of(distribution) > 0) {
        kind_ = Kind::table;
        static RecentTables recent;
        table_ = recent.of(distribution, mean_);
    }
}

double Sampler::operator()(std::uint32_t word) const {
    switch (kind_) {
        case Kind::constant:
            return mean_;
        case Kind::exponential:
            return exponential_draw(word) * mean_;
        default: {
            const auto cell = cell_of(word);
            return table_->value[cell.index] + cell.fraction * table_->growth[cell.index];
        }
    }
}

}  // namespace belfry::simulation
