#pragma once

#include <array>
#include <cstdint>
#include <span>

/// NumPy's default generator, bit for bit: SeedSequence (O'Neill) and PCG64. Arlo draws batches
/// with it, so that its draws can be repeated.
namespace belfry::audit {

class NumpyGenerator {
public:
    /// Seeds from a number given in 32-bit words, lowest first; zero words on top do not count.
    explicit NumpyGenerator(std::span<const std::uint32_t> seed);

    [[nodiscard]] std::uint64_t next();

    /// In [0, 1): the upper 53 bits times 2⁻⁵³.
    [[nodiscard]] double uniform();

private:
    __extension__ using State = unsigned __int128;

    void step();

    State state_ = 0;
    State increment_ = 0;
};

}  // namespace belfry::audit
