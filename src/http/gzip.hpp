#pragma once

#include <string>
#include <string_view>

namespace belfry::http {

/// How hard to try: `thorough` for what is sent many times, `quick` (a third of the time, a tenth
/// longer) for what is sent once.
enum class Effort { quick, thorough };

/// RFC 1952, by zlib.
[[nodiscard]] std::string gzipped(std::string_view bytes, Effort effort);

/// Whether a body of that media type gets smaller: text, JSON, scripts, SVG. Pictures do not.
[[nodiscard]] bool compressible(std::string_view media_type);

/// Whether an Accept-Encoding field takes gzip.
[[nodiscard]] bool takes_gzip(std::string_view accept_encoding);

}  // namespace belfry::http
