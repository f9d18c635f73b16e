#include "text/escape.hpp"

namespace belfry::text {

namespace {

void append(std::string& out, char letter) {
    switch (letter) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += letter;
    }
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char letter : text) {
        append(out, letter);
    }
    return out;
}

std::string escape_xml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char letter : text) {
        if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\t') {
            append(out, letter);
        }
    }
    return out;
}

}  // namespace belfry::text
