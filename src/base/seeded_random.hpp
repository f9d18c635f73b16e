#pragma once

#include <mutex>
#include <random>

#include "base/random.hpp"

namespace belfry {

/// Gives the same bytes for the same seed: for tests alone.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}

    void fill(std::span<std::byte> out) override {
        const std::scoped_lock lock(mutex_);
        for (auto& byte : out) {
            byte = static_cast<std::byte>(engine_() & 0xFFU);
        }
    }

private:
    std::mutex mutex_;
    std::mt19937_64 engine_;
};

}  // namespace belfry
