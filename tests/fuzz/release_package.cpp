// The parts of a release package that come from elsewhere: the zip file, its page, its table,
// proofs.
#include <cstddef>
#include <cstdint>
#include <string>

#include "release_verify/contents.hpp"
#include "release_verify/log_proof.hpp"
#include "release_verify/verify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belfry::release_verify;
    const std::string text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(verify(text, {}));
    static_cast<void>(read_proof(text));
    static_cast<void>(read_key(text));
    const auto page = [](const std::string& html) {
        static_cast<void>(shown_on_page(html));
    };
    const auto table = [](const std::string& csv) {
        static_cast<void>(shown_in_table(csv));
    };
    const auto picture = [](const std::string& svg) {
        static_cast<void>(text_of_picture(svg));
    };
    for (const auto read : {+page, +table, +picture}) {
        try {
            read(text);
        } catch (const Mismatch& mismatch) {
            static_cast<void>(mismatch);  // what the readers say of a text that is none
        }
    }
    try {
        static_cast<void>(read_manifest({{"manifest.json", text}}));
    } catch (const Mismatch& mismatch) {
        static_cast<void>(mismatch);
    }
    return 0;
}
