// Notes as people write them: whatever they hold, the HTML has no script, no raw HTML of theirs and
// no address but of the web and of mail, and the words alone are text.
#include "text/markdown.hpp"

#include <array>

#include "base/check.hpp"
#include "text/characters.hpp"
#include "text/escape.hpp"

namespace belfry::text {
namespace {

/// `a href="/b" title="c"` becomes `a href= title=`.
std::string without_values(std::string_view tag) {
    std::string out;
    bool inside = false;
    for (const char c : tag) {
        inside = c == '"' ? !inside : inside;
        if (!inside && c != '"') {
            out += c;
        }
    }
    return out;
}

/// Every `<` of the HTML begins a tag of Markdown's; what people wrote is escaped.
void look_at_tags(std::string_view html) {
    constexpr std::array<std::string_view, 9> never{
        "script", "img", "iframe", "svg", "style", "object", "embed", "form", "base"
    };
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const auto tag = html.substr(at + 1, html.find('>', at) - at - 1);
        for (const auto name : never) {
            check(!tag.starts_with(name), "a tag that no note has");
        }
        check(!without_values(tag).contains(" on"), "a tag that listens");
        const auto link = tag.find("href=\"");
        if (link != std::string_view::npos) {
            const auto to = tag.substr(link + 6);
            check(
                to.starts_with("http://") || to.starts_with("https://") ||
                    to.starts_with("mailto:") || to.starts_with("/") || to.starts_with("#") ||
                    to.starts_with("\""),
                "a link to elsewhere"
            );
        }
    }
}

void read(std::string_view text) {
    look_at_tags(html_of_markdown(text));
    static_cast<void>(plain_of_markdown(text));
    const auto escaped = escape_html(text);
    check(escaped.find_first_of("<>\"'") == std::string::npos, "text that is not escaped");
    check(shorten(text, 40).size() <= 40, "longer than it may be");
    static_cast<void>(has_hidden_characters(text));
}

}  // namespace
}  // namespace belfry::text

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::text::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
