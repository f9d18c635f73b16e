#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"

namespace belfry::documents {

/// A zip archive in memory, read with limits: a small file that unpacks to a huge one is refused.
class Archive {
public:
    /// The most that one member and all members together may unpack to.
    static constexpr std::size_t most_bytes = 128U * 1024 * 1024;
    static constexpr std::size_t most_members = 10'000;

    /// Whether the bytes begin as a zip archive does.
    [[nodiscard]] static bool looks_like_one(std::string_view bytes);

    /// Refuses `archive_damaged`. `bytes` must outlive the archive; `name` stands in the message.
    [[nodiscard]] static Result<Archive> open(std::string_view bytes, std::string_view name);

    Archive(Archive&& other) noexcept;
    Archive& operator=(Archive&& other) noexcept;
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    ~Archive();

    /// Names of files, folders left out, as they stand in the archive.
    [[nodiscard]] const std::vector<std::string>& names() const;

    /// Empty when there is no such member. Refuses `archive_damaged` and `archive_too_large`.
    [[nodiscard]] Result<std::optional<std::string>> read(const std::string& member);

private:
    struct Inside;
    explicit Archive(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::documents
