#include "portal/style.hpp"

#include <span>
#include <string_view>

#include "base/check.hpp"
#include "base/embedded.hpp"

namespace belfry::portal {

std::span<const EmbeddedFile> look_files();

namespace {

std::string look(std::string_view path) {
    for (const auto& file : look_files()) {
        if (file.path == path) {
            return std::string(file.content);
        }
    }
    check(false, "a file of the public pages' look is missing");
    return {};
}

std::string without_fonts(std::string css) {
    constexpr std::string_view rule = "@font-face";
    for (auto at = css.find(rule); at != std::string::npos; at = css.find(rule, at)) {
        const auto end = css.find('}', at);
        check(end != std::string::npos, "a font rule of the style sheet does not end");
        css.erase(at, end + 1 - at);
    }
    return css;
}

}  // namespace

std::string style_sheet() {
    return without_fonts(look("web/src/app/style.css")) + look("src/portal/portal.css");
}

std::string icon() {
    return look("web/public/favicon.svg");
}

}  // namespace belfry::portal
