#pragma once

#include <string_view>

namespace belfry {

/// A file that was compiled into the program (cmake/Module.cmake, belfry_embed).
struct EmbeddedFile {
    std::string_view path;  ///< Relative to the folder it was taken from.
    std::string_view content;
};

}  // namespace belfry
