// What authenticators send: reading it never crashes, takes no more than there is, and finds the
// same again.
#include "crypto/cbor.hpp"

#include "base/check.hpp"
#include "crypto/public_key.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace belfry;
    const auto bytes = std::as_bytes(std::span(data, size));
    auto rest = bytes;
    const auto value = crypto::cbor::take(rest);
    if (value) {
        const auto again = crypto::cbor::read(bytes.first(bytes.size() - rest.size()));
        check(again == value, "an item reads otherwise alone");
    }
    if (const auto key = crypto::read_cose_key(bytes)) {
        std::ignore = crypto::signature_holds(*key, bytes, bytes);
    }
    return 0;
}
