#include "accounts/password.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <span>

#include "base/embedded.hpp"
#include "text/fold.hpp"

namespace belfry::accounts {

std::span<const EmbeddedFile> password_files();

namespace {

constexpr std::size_t shortest_known_word = 4;
constexpr std::size_t least_besides_known_words = 8;

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

/// Digits and signs that stand for letters, as the letters.
std::string plain_letters(std::string_view text) {
    constexpr std::string_view from = "0134578@$!";
    constexpr std::string_view to = "oieastbasi";
    std::string out(text);
    for (auto& c : out) {
        if (const auto at = from.find(c); at != std::string_view::npos) {
            c = to[at];
        }
    }
    return out;
}

std::string_view without_ending(std::string_view text) {
    while (!text.empty() && std::isalpha(static_cast<unsigned char>(text.back())) == 0) {
        text.remove_suffix(1);
    }
    return text;
}

const std::set<std::string, std::less<>>& common_passwords() {
    static const auto list = [] {
        std::set<std::string, std::less<>> out;
        for (const auto& file : password_files()) {
            std::string_view rest = file.content;
            while (!rest.empty()) {
                const auto line = rest.substr(0, rest.find('\n'));
                rest.remove_prefix(std::min(rest.size(), line.size() + 1));
                if (!line.empty() && !line.starts_with('#')) {
                    out.insert(std::string(line));
                    out.insert(plain_letters(line));
                }
            }
        }
        return out;
    }();
    return list;
}

/// The shortest piece that the text repeats; the text itself when it repeats none.
std::string_view repeated_piece(std::string_view text) {
    for (std::size_t length = 1; length <= text.size() / 2; ++length) {
        const auto piece = text.substr(0, length);
        bool repeats = true;
        for (std::size_t at = length; repeats && at < text.size(); at += length) {
            repeats = piece.starts_with(text.substr(at, length));
        }
        if (repeats) {
            return piece;
        }
    }
    return text;
}

/// `abcdef`, `987654`: each character one more, or one less, than the one before.
bool is_run(std::string_view text) {
    const auto steps = [&](int step) {
        return std::ranges::adjacent_find(text, [step](char a, char b) {
                   return b - a != step && !(a == '9' && b == '0' && step == 1);
               }) == text.end();
    };
    return text.size() > 2 && (steps(1) || steps(-1));
}

bool is_listed(std::string_view text) {
    return common_passwords().contains(text);
}

std::vector<std::string> words_of(const std::vector<std::string>& known) {
    std::vector<std::string> out;
    for (const auto& text : known) {
        std::string word;
        for (const char c : text::fold(text) + " ") {
            const bool inside = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                                static_cast<unsigned char>(c) >= 0x80;
            if (inside) {
                word += c;
                continue;
            }
            if (characters_in(word) >= shortest_known_word) {
                out.push_back(word);
            }
            word.clear();
        }
    }
    std::ranges::sort(out, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return out;
}

bool is_made_of_known_words(std::string_view password, const std::vector<std::string>& known) {
    auto rest = text::fold(password);
    bool found = false;
    for (const auto& word : words_of(known)) {
        for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word)) {
            rest.erase(at, word.size());
            found = true;
        }
    }
    return found && characters_in(rest) < least_besides_known_words;
}

std::unexpected<Refusal> blame(
    std::string_view field, const char* code, const char* advice, std::size_t count = 0
) {
    std::map<std::string, std::string> values;
    if (count > 0) {
        values.emplace("count", std::to_string(count));
    }
    return refuse_fields({{std::string(field), code, advice, std::move(values)}});
}

}  // namespace

bool is_common_password(std::string_view password) {
    const auto folded = text::fold(password);
    const auto piece = repeated_piece(folded);
    const auto stripped = without_ending(folded);
    return is_listed(folded) || is_listed(plain_letters(folded)) || is_listed(stripped) ||
           is_listed(plain_letters(stripped)) || is_run(folded) || is_run(stripped) ||
           (piece.size() < folded.size() &&
            (piece.size() <= 4 || is_listed(piece) || is_listed(without_ending(piece)) ||
             is_listed(plain_letters(piece)) || is_run(piece)));
}

Result<void> check_password(
    std::string_view password,
    bool second_factor,
    const std::vector<std::string>& known,
    std::string_view field
) {
    const auto least = second_factor ? least_password_with_factor : least_password_alone;
    if (characters_in(password) < least) {
        return blame(field, "password_too_short", "Use more characters.", least);
    }
    if (password.size() > most_password) {
        return blame(field, "password_too_long", "Use fewer characters.", most_password);
    }
    if (is_common_password(password)) {
        return blame(field, "password_common", "Many people use this one. Choose another.");
    }
    if (is_made_of_known_words(password, known)) {
        return blame(
            field, "password_from_names", "Do not build it from your name, e-mail or city."
        );
    }
    return {};
}

}  // namespace belfry::accounts
