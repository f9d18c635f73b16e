// E-mail addresses and names as people type them: what is taken for an address cannot become a
// header field, a second recipient or an option, and a message has no line that Belfry did not
// write.
#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "mail/message.hpp"
#include "mail/smtp.hpp"

namespace belfry::mail {
namespace {

void look_at(const std::string& mime) {
    constexpr std::array<std::string_view, 11> fields{
        "From:",
        "To:",
        "Subject:",
        "Date:",
        "Message-ID:",
        "MIME-Version:",
        "Content-Type:",
        "Content-Transfer-Encoding:",
        "Auto-Submitted:",
        "X-",
        " "
    };
    std::string_view head(mime);
    head = head.substr(0, head.find("\r\n\r\n"));
    while (!head.empty()) {
        const auto line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(head.size(), line.size() + 2));
        check(line.find_first_of("\r\n") == std::string_view::npos, "half a line end");
        check(
            std::ranges::any_of(fields, [&](auto field) { return line.starts_with(field); }),
            "a field that Belfry did not write"
        );
    }
}

void read(std::string_view text) {
    if (is_mailbox(text)) {
        check(
            text.find_first_of("\r\n<>,; \"") == std::string_view::npos &&
                text.size() <= most_mailbox && !text.starts_with('-'),
            "a mailbox that is more than one"
        );
    }
    const auto address = address_from(text);
    check(!address || is_mailbox(address->mailbox), "an address without a mailbox");
    if (is_host(text)) {
        check(text.find_first_of("/@?# \r\n%") == std::string_view::npos, "a host that is more");
    }
    const std::string whole(text);
    Message message{
        {"Belfry", "belfry@city.example"},
        {whole, "ana@city.example"},
        whole,
        whole,
        whole,
        "key",
        {}
    };
    if (const auto mime = to_mime(message)) {
        look_at(*mime);
    }
}

}  // namespace
}  // namespace belfry::mail

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::mail::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
