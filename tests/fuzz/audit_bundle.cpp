// A published audit of others, as `belfry audit verify` takes it: its files one after the other,
// each begun by a line `== path`. Whatever they hold, the verifier says so and never ends the
// program.
#include "audit_verify/verify.hpp"
#include "base/check.hpp"

namespace belfry::audit_verify {
namespace {

void read(std::string_view text) {
    constexpr std::string_view mark = "== ";
    std::map<std::string, std::string> files;
    std::string* content = nullptr;
    while (!text.empty()) {
        const auto line = text.substr(
            0, text.find('\n') == std::string_view::npos ? text.size() : text.find('\n') + 1
        );
        text.remove_prefix(line.size());
        if (line.starts_with(mark) && line.ends_with('\n')) {
            content = &files[std::string(line.substr(mark.size(), line.size() - mark.size() - 1))];
        } else if (content != nullptr) {
            *content += line;
        }
    }
    const auto verified = verify(files);
    check(verified.holds != verified.finding.has_value(), "neither in order nor a finding");
}

}  // namespace
}  // namespace belfry::audit_verify

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::audit_verify::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
