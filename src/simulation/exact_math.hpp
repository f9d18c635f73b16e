#pragma once

#include <array>
#include <bit>
#include <cstdint>

/// Logarithm and exponential from operations that IEEE 754 rounds in one way only, so that every
/// machine and every lane width gives the same bits. Compile without contraction of a·b + c.
namespace belfry::simulation {

/// ln(1 + t) = t + t²·(c₀ + c₁·t + …) on [√½ − 1, √2 − 1], to 2⁻²⁴; by interpolation at the nodes
/// of Chebyshev.
inline constexpr std::array<float, 8> log_series{
    -0.4999999702F,
    0.3333367109F,
    -0.2500114739F,
    0.1997205019F,
    -0.1658848822F,
    0.1483478695F,
    -0.1415964663F,
    0.08787265420F
};
inline constexpr float ln_two = 0.693147181F;
/// Bits of √½; subtracting them splits a number into a power of two and a mantissa in [√½, √2).
inline constexpr std::uint32_t half_root_two = 0x3F3504F3;

/// -ln u for the middle u of the word's 2⁻³¹ wide cell of (0, 1): a draw with mean 1, to about
/// 2e-7, up to 22.
[[nodiscard]] inline double exponential_draw(std::uint32_t word) {
    const float cell = static_cast<float>(static_cast<std::int32_t>(word >> 1U)) + 0.5F;
    const std::uint32_t shifted = std::bit_cast<std::uint32_t>(cell) - half_root_two;
    const auto exponent = static_cast<float>(static_cast<std::int32_t>(shifted) >> 23);
    const float t = std::bit_cast<float>((shifted & 0x7FFFFFU) + half_root_two) - 1.0F;
    // Two chains, of the even and of the odd terms: half the steps wait for each other.
    const float y = t * t;
    float even = log_series[6];
    float odd = log_series[7];
    for (std::size_t i = 6; i >= 2; i -= 2) {
        even = even * y + log_series[i - 2];
        odd = odd * y + log_series[i - 1];
    }
    const float log = t + y * (even + odd * t);
    return static_cast<double>((31.0F - exponent) * ln_two - log);
}

/// e^x for x in [-700, 700].
[[nodiscard]] inline double exact_exp(double x) {
    constexpr double ln_2 = 0.69314718055994530942;
    const auto power = static_cast<std::int64_t>(x / ln_2 + (x < 0 ? -0.5 : 0.5));
    const double r = x - static_cast<double>(power) * ln_2;
    double sum = 1;
    for (int k = 18; k > 0; --k) {
        sum = 1 + sum * r / k;
    }
    return sum * std::bit_cast<double>(static_cast<std::uint64_t>(power + 1023) << 52U);
}

}  // namespace belfry::simulation
