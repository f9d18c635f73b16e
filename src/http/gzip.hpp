#pragma once

#include <string>
#include <string_view>

namespace belfry::http {

/// RFC 1952 at zlib's usual level.
[[nodiscard]] std::string gzipped(std::string_view bytes);

/// Whether a body of that media type gets smaller: text, JSON, scripts, SVG. Pictures do not.
[[nodiscard]] bool compressible(std::string_view media_type);

/// Whether an Accept-Encoding field takes gzip.
[[nodiscard]] bool takes_gzip(std::string_view accept_encoding);

}  // namespace belfry::http
