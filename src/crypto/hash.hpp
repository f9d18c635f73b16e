#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace belfry::crypto {

/// A SHA-256 digest.
using Digest = std::array<std::byte, 32>;

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    Sha256& add(std::span<const std::byte> bytes);
    Sha256& add(std::string_view text);

    /// The digest of all that was added. Adding to it afterwards is a bug.
    [[nodiscard]] Digest finish();

    /// The digest of what was added so far; more may follow.
    [[nodiscard]] Digest so_far() const;

    /// Forgets everything, so that one object can hash many texts.
    void restart();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

[[nodiscard]] Digest sha256(std::span<const std::byte> bytes);
[[nodiscard]] Digest sha256(std::string_view text);

/// RFC 2104 over SHA-256.
[[nodiscard]] Digest hmac_sha256(
    std::span<const std::byte> key, std::span<const std::byte> message
);

}  // namespace belfry::crypto
