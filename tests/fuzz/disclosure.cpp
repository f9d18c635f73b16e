// Disclosures of the record, as somebody else may hand them in: reading never crashes, and what is
// read can be disclosed again and says the same.
#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "record/entry.hpp"

namespace belfry::record {
namespace {

void read(std::string_view text) {
    const auto disclosed = read_disclosure(text);
    if (!disclosed) {
        return;
    }
    const auto again = disclosure_of(Salt{}, disclosed->name, disclosed->value);
    const auto same = read_disclosure(again);
    check(same.has_value(), "what was disclosed cannot be read");
    check(same->name == disclosed->name, "a name changes");
    check(json::canonical(same->value) == json::canonical(disclosed->value), "a value changes");
}

/// The same with the JSON itself, so that the fuzzer need not find its way through base64url.
void read_json(std::string_view text) {
    read(crypto::to_base64url(crypto::bytes_of(text)));
}

}  // namespace
}  // namespace belfry::record

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    belfry::record::read(text);
    belfry::record::read_json(text);
    return 0;
}
