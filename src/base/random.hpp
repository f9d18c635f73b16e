#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace belfry {

/// Where unpredictable bytes come from: the operating system in production, a seed in tests.
class Random {
public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    Random(Random&&) = delete;
    Random& operator=(Random&&) = delete;
    virtual ~Random() = default;

    /// Fills `out`. May be called from any thread.
    virtual void fill(std::span<std::byte> out) = 0;
};

/// The operating system's generator (getrandom). Throws std::system_error when it fails.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::byte> out) override;
};

}  // namespace belfry
