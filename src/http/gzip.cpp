#include "http/gzip.hpp"

#include <zlib.h>

#include "base/check.hpp"

namespace belfry::http {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// `q=0`, `q=0.000`: explicitly unwanted.
bool weight_is_zero(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos) {
        return false;
    }
    const auto weight = trimmed(parameters.substr(q + 2));
    return weight.starts_with('0') && weight.find_first_of("123456789") == std::string_view::npos;
}

constexpr int quick_level = 1;
constexpr int thorough_level = 6;

/// zlib's tables, a quarter of a megabyte: to allocate them anew costs as much as zipping a list.
class Zipper {
public:
    explicit Zipper(int level) {
        constexpr int gzip_window = 15 + 16;
        check(
            ::deflateInit2(&stream_, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) == Z_OK,
            "zlib does not start"
        );
    }

    Zipper(const Zipper&) = delete;
    Zipper& operator=(const Zipper&) = delete;
    Zipper(Zipper&&) = delete;
    Zipper& operator=(Zipper&&) = delete;

    ~Zipper() { ::deflateEnd(&stream_); }

    std::string zipped(std::string_view bytes) {
        check(::deflateReset(&stream_) == Z_OK, "zlib does not begin anew");
        std::string out(::deflateBound(&stream_, static_cast<uLong>(bytes.size())), '\0');
        // zlib does not write to its input; its interface is older than const.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        check(::deflate(&stream_, Z_FINISH) == Z_STREAM_END, "zlib does not end");
        out.resize(stream_.total_out);
        return out;
    }

private:
    z_stream stream_{};
};

}  // namespace

std::string gzipped(std::string_view bytes, Effort effort) {
    if (effort == Effort::thorough) {
        return Zipper(thorough_level).zipped(bytes);
    }
    thread_local Zipper quick(quick_level);
    return quick.zipped(bytes);
}

bool compressible(std::string_view media_type) {
    return media_type.starts_with("text/") || media_type.starts_with("application/json") ||
           media_type.starts_with("application/problem+json") ||
           media_type.starts_with("application/manifest+json") ||
           media_type.starts_with("application/javascript") ||
           media_type.starts_with("image/svg+xml");
}

bool takes_gzip(std::string_view accept_encoding) {
    while (!accept_encoding.empty()) {
        const auto end = accept_encoding.find(',');
        const auto item = accept_encoding.substr(0, end);
        const auto semicolon = item.find(';');
        const auto coding = trimmed(item.substr(0, semicolon));
        if (coding == "gzip" || coding == "x-gzip" || coding == "*") {
            return semicolon == std::string_view::npos || !weight_is_zero(item.substr(semicolon));
        }
        accept_encoding.remove_prefix(
            end == std::string_view::npos ? accept_encoding.size() : end + 1
        );
    }
    return false;
}

}  // namespace belfry::http
