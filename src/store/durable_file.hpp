#pragma once

#include <filesystem>
#include <functional>

namespace belfry::store {

/// `file` with something after its whole name: `belfry.db` → `belfry.db.lock`.
[[nodiscard]] std::filesystem::path with_ending(
    std::filesystem::path file, std::string_view ending
);

/// Waits until the names in the folder of `file` are on the disk.
void sync_folder(const std::filesystem::path& file);

/// What replace_durably fills before it takes the place of `file`.
[[nodiscard]] std::filesystem::path part_of(const std::filesystem::path& file);

/// Lets `write` fill a file beside `file` and puts it in its place once it is on the disk: `file`
/// is the old one or the complete new one, whatever happens. Readable by its owner alone.
void replace_durably(
    const std::filesystem::path& file,
    const std::function<void(const std::filesystem::path&)>& write
);

}  // namespace belfry::store
