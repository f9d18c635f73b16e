#include "audit/wide.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"

namespace belfry::audit {

namespace {

__extension__ using Double = unsigned __int128;

/// 10¹⁹, the largest power of ten in 64 bits.
constexpr std::uint64_t chunk = 10'000'000'000'000'000'000U;

}  // namespace

Wide::Wide(const std::array<std::byte, 32>& digest) {
    for (std::size_t at = 0; at < digest.size(); ++at) {
        limbs_[at / 8] = (limbs_[at / 8] << 8U) | std::to_integer<std::uint64_t>(digest[at]);
    }
}

std::uint64_t Wide::modulo(std::uint64_t divisor) const {
    check(divisor > 0, "no remainder by nothing");
    Double rest = 0;
    for (const auto limb : limbs_) {
        rest = ((rest << 64U) | limb) % divisor;
    }
    return static_cast<std::uint64_t>(rest);
}

std::string Wide::decimal() const {
    auto left = limbs_;
    std::string out;  // lowest digit first
    while (std::ranges::any_of(left, [](std::uint64_t limb) { return limb != 0; })) {
        Double rest = 0;
        for (auto& limb : left) {
            rest = (rest << 64U) | limb;
            limb = static_cast<std::uint64_t>(rest / chunk);
            rest %= chunk;
        }
        auto digits = static_cast<std::uint64_t>(rest);
        for (int at = 0; at < 19; ++at) {
            out.push_back(static_cast<char>('0' + digits % 10));
            digits /= 10;
        }
    }
    while (out.size() > 1 && out.back() == '0') {
        out.pop_back();
    }
    if (out.empty()) {
        return "0";
    }
    std::ranges::reverse(out);
    return out;
}

double Wide::fraction() const {
    double out = 0.0;
    for (auto at = limbs_.size(); at-- > 0;) {
        out = std::ldexp(out + static_cast<double>(limbs_[at]), -64);
    }
    return out;
}

std::array<std::uint32_t, 8> Wide::words() const {
    std::array<std::uint32_t, 8> out{};
    for (std::size_t at = 0; at < 4; ++at) {
        const auto limb = limbs_[3 - at];
        out[2 * at] = static_cast<std::uint32_t>(limb);
        out[2 * at + 1] = static_cast<std::uint32_t>(limb >> 32U);
    }
    return out;
}

}  // namespace belfry::audit
