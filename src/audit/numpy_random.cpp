#include "audit/numpy_random.hpp"

#include <bit>

namespace belfry::audit {

namespace {

/// SeedSequence: mixes words of any number into a pool of four, and draws a state from it.
class SeedSequence {
public:
    explicit SeedSequence(std::span<const std::uint32_t> entropy) {
        while (!entropy.empty() && entropy.back() == 0) {
            entropy = entropy.first(entropy.size() - 1);
        }
        for (std::size_t at = 0; at < pool_.size(); ++at) {
            pool_[at] = hashed(at < entropy.size() ? entropy[at] : 0U);
        }
        for (std::size_t from = 0; from < pool_.size(); ++from) {
            for (std::size_t to = 0; to < pool_.size(); ++to) {
                if (from != to) {
                    pool_[to] = mixed(pool_[to], hashed(pool_[from]));
                }
            }
        }
        for (std::size_t from = pool_.size(); from < entropy.size(); ++from) {
            for (auto& cell : pool_) {
                cell = mixed(cell, hashed(entropy[from]));
            }
        }
    }

    [[nodiscard]] std::array<std::uint64_t, 4> state() const {
        std::array<std::uint64_t, 4> out{};
        std::uint32_t constant = 0x8b51f9ddU;
        for (std::size_t at = 0; at < 8; ++at) {
            auto value = pool_[at % pool_.size()] ^ constant;
            constant *= 0x58f38dedU;
            value *= constant;
            value ^= value >> 16U;
            out[at / 2] |= static_cast<std::uint64_t>(value) << (at % 2 == 0 ? 0U : 32U);
        }
        return out;
    }

private:
    std::uint32_t hashed(std::uint32_t value) {
        value ^= constant_;
        constant_ *= 0x931e8875U;
        value *= constant_;
        return value ^ (value >> 16U);
    }

    static std::uint32_t mixed(std::uint32_t x, std::uint32_t y) {
        const std::uint32_t out = 0xca01f9ddU * x - 0x4973f715U * y;
        return out ^ (out >> 16U);
    }

    std::uint32_t constant_ = 0x43b0d7e5U;
    std::array<std::uint32_t, 4> pool_{};
};

}  // namespace

NumpyGenerator::NumpyGenerator(std::span<const std::uint32_t> seed) {
    const auto words = SeedSequence(seed).state();
    increment_ = (((static_cast<State>(words[2]) << 64U) | words[3]) << 1U) | 1U;
    step();
    state_ += (static_cast<State>(words[0]) << 64U) | words[1];
    step();
}

void NumpyGenerator::step() {
    constexpr State multiplier =
        (static_cast<State>(0x2360ED051FC65DA4U) << 64U) | 0x4385DF649FCCF645U;
    state_ = state_ * multiplier + increment_;
}

std::uint64_t NumpyGenerator::next() {
    step();
    const auto high = static_cast<std::uint64_t>(state_ >> 64U);
    const auto low = static_cast<std::uint64_t>(state_);
    return std::rotr(high ^ low, static_cast<int>(high >> 58U));
}

double NumpyGenerator::uniform() {
    return static_cast<double>(next() >> 11U) * 0x1p-53;
}

}  // namespace belfry::audit
