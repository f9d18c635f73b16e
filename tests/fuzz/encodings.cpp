// Hex and base64url as links, tokens, disclosures and cookies carry them: one text for each value,
// so that nobody can write a secret or a digest in a second way.
#include <algorithm>

#include "base/check.hpp"
#include "crypto/bytes.hpp"

namespace belfry::crypto {
namespace {

void read(std::string_view text) {
    if (const auto bytes = from_base64url(text)) {
        check(to_base64url(*bytes) == text, "two texts for one value");
    }
    if (const auto bytes = from_hex(text)) {
        check(bytes->size() * 2 == text.size(), "digits are lost");
        check(from_hex(to_hex(*bytes)) == bytes, "another value comes back");
    }
    const auto all = bytes_of(text);
    const auto there = from_base64url(to_base64url(all));
    check(there && std::ranges::equal(*there, all), "bytes do not come back");
}

}  // namespace
}  // namespace belfry::crypto

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::crypto::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
