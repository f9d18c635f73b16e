#include "program/attachment.hpp"

#include <algorithm>
#include <array>

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

/// What the ending of a name promises.
struct Kind {
    std::string_view ending;
    std::string_view media_type;
    std::string_view beginning = {};  ///< Empty: text.
    std::size_t within = 0;           ///< How many bytes may stand before the beginning.
};

constexpr std::string_view zip = "PK\x03\x04";
constexpr std::string_view jpeg = "\xFF\xD8\xFF";
constexpr std::size_t before_pdf = 1019;  // readers look for it in the first 1,024 bytes

constexpr auto kinds = std::to_array<Kind>({
    {".pdf", "application/pdf", "%PDF-", before_pdf},
    {".txt", "text/plain"},
    {".md", "text/markdown"},
    {".csv", "text/csv"},
    {".json", "application/json"},
    {".png", "image/png", "\x89PNG\r\n\x1A\n"},
    {".jpg", "image/jpeg", jpeg},
    {".jpeg", "image/jpeg", jpeg},
    {".zip", "application/zip", "PK"},  // an empty one begins with its end
    {".ics", "text/calendar"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", zip},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zip},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", zip},
    {".odt", "application/vnd.oasis.opendocument.text", zip},
});

/// Null for an ending that is not known.
const Kind* kind_of(std::string_view name) {
    const auto folded = text::fold(name);
    const auto* const found = std::ranges::find_if(kinds, [&](const Kind& kind) {
        return folded.ends_with(kind.ending);
    });
    return found == kinds.end() ? nullptr : found;
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
    const auto* const kind = kind_of(name);
    return kind == nullptr ? "application/octet-stream" : kind->media_type;
}

bool is_as_named(std::string_view name, std::string_view content) {
    const auto* const kind = kind_of(name);
    if (kind == nullptr) {
        return true;
    }
    if (kind->beginning.empty()) {
        const bool wide = content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF");
        return wide || content.find('\0') == std::string_view::npos;
    }
    return content.substr(0, kind->within + kind->beginning.size()).contains(kind->beginning);
}

}  // namespace belfry::program
