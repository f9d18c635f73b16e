#include "program/snippet.hpp"

#include <algorithm>
#include <vector>

#include "text/fold.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

namespace {

constexpr std::size_t most_snippet = 140;
constexpr std::size_t words_before = 4;

bool is_letter(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    for (const char letter : text::fold(text)) {
        if (!is_letter(letter)) {
            inside = false;
            continue;
        }
        if (!inside) {
            words.emplace_back();
            inside = true;
        }
        words.back() += letter;
    }
    return words;
}

bool begins_one(const std::vector<std::string>& words, std::string_view beginning) {
    return std::ranges::any_of(words, [&](const std::string& word) {
        return word.starts_with(beginning);
    });
}

std::vector<std::string_view> split_at_blanks(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find_first_of(" \n", begin), text.size());
        if (end > begin) {
            parts.push_back(text.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return parts;
}

}  // namespace

bool matches(std::string_view text, std::string_view query) {
    const auto wanted = folded_words(query);
    const auto words = folded_words(text);
    return !wanted.empty() && std::ranges::all_of(wanted, [&](const std::string& word) {
        return begins_one(words, word);
    });
}

std::string snippet(std::string_view markdown, std::string_view query) {
    const auto plain = text::plain_of_markdown(markdown);
    const auto wanted = folded_words(query);
    const auto parts = split_at_blanks(plain);
    const auto found = std::ranges::find_if(parts, [&](std::string_view part) {
        const auto words = folded_words(part);
        return std::ranges::any_of(wanted, [&](const auto& word) {
            return begins_one(words, word);
        });
    });
    const auto at = found == parts.end() ? 0 : static_cast<std::size_t>(found - parts.begin());
    const auto from = at > words_before ? at - words_before : 0;
    std::string out = from > 0 ? "…" : "";
    for (std::size_t i = from; i < parts.size() && out.size() < 2 * most_snippet; ++i) {
        out += (out.empty() || out == "…" ? "" : " ");
        out += parts[i];
    }
    return text::shorten(out, most_snippet);
}

}  // namespace belfry::program
