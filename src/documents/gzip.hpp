#pragma once

#include <string>
#include <string_view>

namespace belfry::documents {

/// RFC 1952 with no name and no time: equal content has equal bytes.
[[nodiscard]] std::string gzip(std::string_view content);

}  // namespace belfry::documents
