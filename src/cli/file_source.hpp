#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "documents/source.hpp"

namespace belfry::cli {

/// A file on the disk, read where it is asked for. Refuses one that is not there or is no file.
[[nodiscard]] Result<std::unique_ptr<documents::Source>> open_source(const std::string& path);

/// All that a file holds; pipes and devices are read too. Refuses `no_such_file`.
[[nodiscard]] Result<std::string> bytes_of_file(const std::filesystem::path& path);

}  // namespace belfry::cli
