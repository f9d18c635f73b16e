#include "text/markdown.hpp"

#include <cstdlib>
#include <memory>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/check.hpp"

namespace belfry::text {

namespace {

constexpr int options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SAFE;

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

struct FreeIterator {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

struct FreeText {
    void operator()(char* text) const { std::free(text); }
};

using Node = std::unique_ptr<cmark_node, FreeNode>;
using Parser = std::unique_ptr<cmark_parser, FreeParser>;
using Text = std::unique_ptr<char, FreeText>;

Parser parser() {
    static const bool registered = [] {
        cmark_gfm_core_extensions_ensure_registered();
        return true;
    }();
    check(registered);
    Parser made(cmark_parser_new(options));
    for (const auto* name : {"table", "strikethrough", "autolink", "tagfilter"}) {
        auto* extension = cmark_find_syntax_extension(name);
        check(extension != nullptr, "a Markdown extension is missing");
        cmark_parser_attach_syntax_extension(made.get(), extension);
    }
    return made;
}

bool safe_address(std::string_view address) {
    for (const std::string_view scheme : {"http://", "https://", "mailto:", "/", "#"}) {
        if (address.starts_with(scheme)) {
            return !address.starts_with("//");
        }
    }
    return false;
}

/// Images become links; links elsewhere than to the web or a mailbox lead nowhere.
void disarm(cmark_node* document) {
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(document));
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
        auto* node = cmark_iter_get_node(iterator.get());
        const auto type = cmark_node_get_type(node);
        if (event != CMARK_EVENT_EXIT || (type != CMARK_NODE_IMAGE && type != CMARK_NODE_LINK)) {
            continue;
        }
        const auto* found = cmark_node_get_url(node);
        const std::string address = found != nullptr ? found : "";
        if (type == CMARK_NODE_IMAGE) {
            cmark_node_set_type(node, CMARK_NODE_LINK);
        }
        cmark_node_set_url(node, safe_address(address) ? address.c_str() : "");
    }
}

Node parsed(std::string_view markdown, cmark_parser* with) {
    cmark_parser_feed(with, markdown.data(), markdown.size());
    return Node(cmark_parser_finish(with));
}

}  // namespace

std::string html_of_markdown(std::string_view markdown) {
    const auto with = parser();
    const auto document = parsed(markdown, with.get());
    disarm(document.get());
    auto* extensions = cmark_parser_get_syntax_extensions(with.get());
    const Text html(cmark_render_html(document.get(), options, extensions));
    return html.get();
}

std::string plain_of_markdown(std::string_view markdown) {
    const auto with = parser();
    const auto document = parsed(markdown, with.get());
    const Text plain(cmark_render_plaintext(document.get(), options | CMARK_OPT_NOBREAKS, 0));
    std::string out;
    for (const auto* at = plain.get(); *at != '\0'; ++at) {
        if (*at != '\n' || (!out.empty() && out.back() != '\n')) {
            out += *at;
        }
    }
    while (!out.empty() && out.back() == '\n') {
        out.pop_back();
    }
    return out;
}

std::string shorten(std::string_view text, std::size_t most) {
    constexpr std::string_view ellipsis = "…";
    if (text.size() <= most) {
        return std::string(text);
    }
    auto end = most > ellipsis.size() ? most - ellipsis.size() : 0;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end)) + std::string(ellipsis);
}

}  // namespace belfry::text
