#include "audit/wide.hpp"

#include <algorithm>
#include <bit>
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
    const auto top = std::ranges::find_if(limbs_, [](std::uint64_t limb) { return limb != 0; });
    if (top == limbs_.end()) {
        return 0.0;
    }
    // The 64 leading bits, the lowest of them set when anything follows: a double made of them is
    // rounded once and rightly.
    const auto at = static_cast<std::size_t>(top - limbs_.begin());
    const auto shift = static_cast<unsigned>(std::countl_zero(*top));
    const auto next = at + 1 < limbs_.size() ? limbs_[at + 1] : 0;
    const auto leading = shift == 0 ? *top : (*top << shift) | (next >> (64U - shift));
    bool follows = (next << shift) != 0;
    for (std::size_t rest = at + 2; rest < limbs_.size(); ++rest) {
        follows = follows || limbs_[rest] != 0;
    }
    const auto exponent = -64 * static_cast<int>(at + 1) - static_cast<int>(shift);
    return std::ldexp(static_cast<double>(leading | (follows ? 1U : 0U)), exponent);
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

std::uint64_t Wide::bits_from(unsigned low) const {
    check(low < 256, "a number of 256 bits");
    const auto at = low / 64;  // limbs from the lowest
    const auto shift = low % 64;
    auto out = limbs_[3 - at] >> shift;
    if (shift != 0 && at < 3) {
        out |= limbs_[2 - at] << (64 - shift);
    }
    return out;
}

}  // namespace belfry::audit
