#pragma once

#include <array>
#include <bit>
#include <cstdint>

/// Logarithm and exponential from operations that IEEE 754 rounds in one way only, so that every
/// machine and every lane width gives the same bits. Compile without contraction of a·b + c.
namespace belfry::simulation {

/// 1/3, 1/5, … of ln m = 2(s + s³/3 + s⁵/5 + …), s = (m−1)/(m+1).
inline constexpr std::array<double, 9> log_series{
    1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19
};
inline constexpr double ln_two = 0.69314718055994530942;
/// Bits of √2/2; subtracting them splits a number into a power of two and a mantissa in [√½, √2).
inline constexpr std::uint64_t half_root_two = 0x3FE6A09E667F3BCD;

/// Natural logarithm of a normal positive number, to about 1e-15 relative to max(1, |ln x|).
[[nodiscard]] inline double exact_log(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t shifted = bits - half_root_two;
    const double exponent = static_cast<double>(static_cast<std::int64_t>(shifted) >> 52);
    const double m = std::bit_cast<double>((shifted & 0x000FFFFFFFFFFFFF) + half_root_two);
    const double s = (m - 1.0) / (m + 1.0);
    const double z = s * s;
    // Two chains, of the even and of the odd terms: half the steps wait for each other.
    const double y = z * z;
    double even = log_series[8];
    double odd = log_series[7];
    for (std::size_t i = 6; i >= 2; i -= 2) {
        even = even * y + log_series[i];
        odd = odd * y + log_series[i - 1];
    }
    even = even * y + log_series[0];
    const double series = even + odd * z;
    return exponent * ln_two + 2.0 * (s + s * (z * series));
}

/// e^x for x in [-700, 700].
[[nodiscard]] inline double exact_exp(double x) {
    const auto power = static_cast<std::int64_t>(x / ln_two + (x < 0 ? -0.5 : 0.5));
    const double r = x - static_cast<double>(power) * ln_two;
    double sum = 1;
    for (int k = 18; k > 0; --k) {
        sum = 1 + sum * r / k;
    }
    return sum * std::bit_cast<double>(static_cast<std::uint64_t>(power + 1023) << 52U);
}

}  // namespace belfry::simulation
