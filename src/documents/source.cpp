#include "documents/source.hpp"

#include <algorithm>

namespace belfry::documents {

Result<std::size_t> Bytes::read(std::uint64_t offset, std::span<char> into) {
    if (offset >= bytes_.size()) {
        return 0U;
    }
    return bytes_.copy(into.data(), into.size(), offset);
}

bool is_zip(std::string_view head) {
    return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

Result<std::string> head_of(Source& source, std::size_t bytes) {
    std::string out(std::min<std::uint64_t>(bytes, source.size()), '\0');
    std::size_t at = 0;
    while (at < out.size()) {
        const auto got = source.read(at, std::span(out).subspan(at));
        if (!got) {
            return std::unexpected(got.error());
        }
        if (*got == 0) {
            break;
        }
        at += *got;
    }
    out.resize(at);
    return out;
}

}  // namespace belfry::documents
