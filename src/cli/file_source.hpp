#pragma once

#include <memory>
#include <string>

#include "documents/source.hpp"

namespace belfry::cli {

/// A file on the disk, read where it is asked for. Refuses one that is not there or is no file.
[[nodiscard]] Result<std::unique_ptr<documents::Source>> open_source(const std::string& path);

}  // namespace belfry::cli
