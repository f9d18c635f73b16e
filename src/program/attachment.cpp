#include "program/attachment.hpp"

#include <array>
#include <utility>

#include "program/limits.hpp"
#include "text/fold.hpp"

namespace belfry::program {

namespace {

/// Cut to `most` bytes without cutting a letter.
std::string_view cut(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return text;
    }
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) {
        --most;
    }
    return text.substr(0, most);
}

}  // namespace

std::string safe_file_name(std::string_view name) {
    name = name.substr(name.find_last_of("/\\") + 1);
    std::string out;
    for (const char letter : name) {
        const bool control = static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
        out += control || std::string_view("<>:\"|?*").find(letter) != std::string_view::npos
                   ? '_'
                   : letter;
    }
    const auto first = out.find_first_not_of(". ");
    out = first == std::string::npos ? std::string() : out.substr(first);
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) {
        out.pop_back();
    }
    if (out.size() > most_file_name) {
        constexpr std::size_t most_ending = 12;
        const auto dot = out.rfind('.');
        const auto ending =
            dot != std::string::npos && out.size() - dot <= most_ending ? out.substr(dot) : "";
        out = std::string(cut(out, most_file_name - ending.size())) + ending;
    }
    return out.empty() ? "file" : out;
}

std::string_view media_type_of(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> types{{
        {".pdf", "application/pdf"},
        {".txt", "text/plain"},
        {".md", "text/markdown"},
        {".csv", "text/csv"},
        {".json", "application/json"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".zip", "application/zip"},
        {".ics", "text/calendar"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
        {".odt", "application/vnd.oasis.opendocument.text"},
    }};
    const auto folded = text::fold(name);
    for (const auto& [ending, type] : types) {
        if (folded.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

}  // namespace belfry::program
