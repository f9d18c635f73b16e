#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace belfry::documents {

/// A file that is read piece by piece, wherever it lies: on a disk, in memory, in a zip file.
class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;

    /// Its name, for messages; of a member of a zip file, "cvrs.zip/CvrExport_0.json".
    [[nodiscard]] virtual std::string_view name() const = 0;

    [[nodiscard]] virtual std::uint64_t size() const = 0;

    /// Reads from `offset` what is there and fits; 0 at the end. Refuses what cannot be unpacked; a
    /// disk that fails throws.
    [[nodiscard]] virtual Result<std::size_t> read(std::uint64_t offset, std::span<char> into) = 0;
};

/// A file that is in memory.
class Bytes final : public Source {
public:
    Bytes(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}

    [[nodiscard]] std::string_view name() const override { return name_; }

    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }

    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<char> into) override;

private:
    std::string name_;
    std::string bytes_;
};

/// Whether a file that begins so is a zip archive.
[[nodiscard]] bool is_zip(std::string_view head);

/// The first bytes of a file, as many as there are; for finding out what it is.
[[nodiscard]] Result<std::string> head_of(Source& source, std::size_t bytes);

}  // namespace belfry::documents
