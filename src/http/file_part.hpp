#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace belfry::http {

/// An open file, closed with its last owner.
class OpenFile {
public:
    /// Empty when there is no regular file of that name. Throws std::system_error for all else.
    [[nodiscard]] static std::shared_ptr<const OpenFile> open(const std::filesystem::path& path);

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile(OpenFile&&) = delete;
    OpenFile& operator=(OpenFile&&) = delete;
    ~OpenFile();

    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// From size and time of change; without quotation marks.
    [[nodiscard]] const std::string& etag() const { return etag_; }

    /// At most `most` bytes from `offset`. Throws std::system_error; a file that has become
    /// shorter than it was is a failure too.
    [[nodiscard]] std::string read(std::uint64_t offset, std::size_t most) const;

private:
    explicit OpenFile(int handle) : handle_(handle) {}

    int handle_;
    std::uint64_t size_ = 0;
    std::string etag_;
};

/// A part of a file, as a Range field asks for it.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t length = 0;

    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

enum class RangeKind { whole, part, unsatisfiable };

/// Reads `bytes=0-99`, `bytes=100-`, `bytes=-100`. What is no such thing, and several ranges at
/// once, mean the whole file, as RFC 9110 allows.
[[nodiscard]] std::pair<RangeKind, ByteRange> range_of(std::string_view field, std::uint64_t size);

}  // namespace belfry::http
