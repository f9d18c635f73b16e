#pragma once

#include <span>
#include <string>
#include <string_view>

namespace belfry::documents {

struct ZipEntry {
    std::string name;
    std::string_view bytes;
};

/// A zip file of these members, in their order. It holds no time of day: equal members give equal
/// bytes.
[[nodiscard]] std::string zip_of(std::span<const ZipEntry> entries);

}  // namespace belfry::documents
