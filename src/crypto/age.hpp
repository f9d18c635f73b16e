#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/bytes.hpp"

/// Files that only the holder of an identity opens, in the format of age v1 with X25519 recipients
/// (https://age-encryption.org/v1): any age program reads and writes them too.
namespace belfry::crypto {

/// Who a file is for: `age1…`. Not secret.
struct AgeRecipient {
    std::array<std::byte, 32> key{};

    [[nodiscard]] std::string text() const;

    friend bool operator==(const AgeRecipient&, const AgeRecipient&) = default;
};

/// What opens it: `AGE-SECRET-KEY-1…`. Never kept by Belfry.
struct AgeIdentity {
    std::array<std::byte, 32> secret{};

    [[nodiscard]] std::string text() const;
    [[nodiscard]] AgeRecipient recipient() const;
};

/// Empty when `text` is not a recipient that a file could be written for.
[[nodiscard]] std::optional<AgeRecipient> age_recipient(std::string_view text);

/// Empty when `text` is anything else.
[[nodiscard]] std::optional<AgeIdentity> age_identity(std::string_view text);

/// Those in a file as age-keygen writes it: one on a line, `#` begins a comment. Refuses
/// `not_an_identity` with the line.
[[nodiscard]] Result<std::vector<AgeIdentity>> age_identities(std::string_view file);

[[nodiscard]] AgeIdentity new_age_identity(Random& random);

/// Secret of one file, which its header holds once for each recipient.
using AgeFileKey = std::array<std::byte, 16>;

/// Encrypts what comes piece by piece.
class AgeWriter {
public:
    /// `recipients` are not none.
    AgeWriter(std::span<const AgeRecipient> recipients, Random& random);

    /// The beginning of the file.
    [[nodiscard]] const std::string& header() const { return header_; }

    /// What can be written after it so far.
    [[nodiscard]] Bytes add(std::span<const std::byte> text);

    /// The end of the file; nothing is added afterwards.
    [[nodiscard]] Bytes finish();

    /// Opens the file that is being written: to try it before the key is forgotten.
    [[nodiscard]] const AgeFileKey& file_key() const { return file_key_; }

private:
    AgeFileKey file_key_{};
    std::string header_;
    std::array<std::byte, 32> key_{};
    std::uint64_t chunk_ = 0;
    Bytes waiting_;
};

/// Decrypts what comes piece by piece. What it gives is authentic; that it is complete, only
/// finish() says.
class AgeReader {
public:
    explicit AgeReader(std::vector<AgeIdentity> identities) : identities_(std::move(identities)) {}

    explicit AgeReader(const AgeFileKey& file_key) : file_key_(file_key) {}

    /// Refuses `age_not_a_file`, `age_not_for_identity` and `age_damaged`.
    [[nodiscard]] Result<Bytes> add(std::span<const std::byte> piece);

    /// Refuses a file that has been cut off (`age_damaged`).
    [[nodiscard]] Result<Bytes> finish();

private:
    Result<bool> take_header();

    std::vector<AgeIdentity> identities_;
    std::optional<AgeFileKey> file_key_;
    std::optional<std::array<std::byte, 32>> key_;  ///< Once the header has been read.
    std::uint64_t chunk_ = 0;
    Bytes waiting_;
};

}  // namespace belfry::crypto
