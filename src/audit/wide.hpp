#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

/// A SHA-256 digest read as a number of 256 bits.
namespace belfry::audit {

class Wide {
public:
    Wide() = default;

    /// Big-endian bytes.
    explicit Wide(const std::array<std::byte, 32>& digest);

    /// The remainder by a positive number.
    [[nodiscard]] std::uint64_t modulo(std::uint64_t divisor) const;

    /// Decimal digits without leading zeros; "0" for zero.
    [[nodiscard]] std::string decimal() const;

    /// This number times 2⁻²⁵⁶, rounded to a double.
    [[nodiscard]] double fraction() const;

    /// 32-bit words, lowest first.
    [[nodiscard]] std::array<std::uint32_t, 8> words() const;

    /// The 64 bits that begin `low` bits above the lowest; zeros beyond the top. `low` < 256.
    [[nodiscard]] std::uint64_t bits_from(unsigned low) const;

    /// The 64 highest bits.
    [[nodiscard]] std::uint64_t leading() const { return limbs_.front(); }

    friend auto operator<=>(const Wide& a, const Wide& b) = default;

private:
    std::array<std::uint64_t, 4> limbs_{};  ///< Highest first, so that array order is number order.
};

}  // namespace belfry::audit
