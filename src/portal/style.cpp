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

/// The web app's style sheet without its fonts, which would be a third of each first visit.
std::string app_style() {
    constexpr std::string_view rule = "@import './";
    const auto index = look("web/src/style/index.css");
    std::string css;
    for (auto at = index.find(rule); at != std::string::npos; at = index.find(rule, at)) {
        at += rule.size();
        const auto part = index.substr(at, index.find('\'', at) - at);
        if (part != "fonts.css") {
            css += look("web/src/style/" + part);
        }
    }
    check(!css.empty(), "the style sheet has no parts");
    return css;
}

}  // namespace

std::string style_sheet() {
    return app_style() + look("src/portal/portal.css");
}

std::string verify_script() {
    std::string script = "(() => {\n'use strict';\n";
    for (const auto* part : {"verify.js", "verify_package.js", "verify_page.js"}) {
        script += look("src/portal/" + std::string(part));
    }
    return script + "})();\n";
}

std::string icon() {
    return look("web/public/favicon.svg");
}

}  // namespace belfry::portal
