#include "documents/gzip.hpp"

#include <zlib.h>

#include "base/check.hpp"

namespace belfry::documents {

std::string gzip(std::string_view content) {
    constexpr int gzip_format = 15 + 16;
    constexpr int memory_level = 8;
    z_stream stream{};
    check(
        deflateInit2(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_format, memory_level, Z_DEFAULT_STRATEGY
        ) == Z_OK,
        "zlib does not start"
    );
    std::string out(deflateBound(&stream, content.size()), '\0');
    // zlib does not write through next_in; its C interface lacks the const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int end = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    check(end == Z_STREAM_END, "zlib did not finish");
    return out;
}

}  // namespace belfry::documents
