#include "release_packages/review.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "record/entry.hpp"
#include "text/fold.hpp"

namespace belfry::release_packages {

namespace {

/// As texts are compared: folded, each run of blanks one blank, none at the ends.
std::string comparable(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    std::string out;
    bool apart = false;
    for (const char c : text::fold(text)) {
        if (blanks.find(c) != std::string_view::npos) {
            apart = !out.empty();
            continue;
        }
        if (apart) {
            out += ' ';
        }
        apart = false;
        out += c;
    }
    return out;
}

/// Characters of UTF-8.
std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// Every text within a value.
void texts_in(const json::Value& value, std::vector<std::string>& out) {
    if (const auto* text = value.if_string()) {
        out.push_back(comparable(*text));
    } else if (const auto* list = value.if_array()) {
        for (const auto& each : *list) {
            texts_in(each, out);
        }
    } else if (const auto* object = value.if_object()) {
        for (const auto& member : *object) {
            texts_in(member.value(), out);
        }
    }
}

std::vector<std::string> texts_of(const ReviewedField& field) {
    const auto said = record::read_disclosure(field.disclosure);
    check(said.has_value(), "a disclosure in the log cannot be read");
    std::vector<std::string> out;
    texts_in(said->value, out);
    return out;
}

struct Given {
    std::int64_t entry = 0;
    std::string field;
    std::string text;
};

std::vector<Given> given_out(const std::vector<ReviewedEntry>& entries, std::string_view title) {
    std::vector<Given> out{{0, "title", comparable(title)}};
    for (const auto& entry : entries) {
        for (const auto& field : entry.fields) {
            if (entry.outside || field.state != FieldState::release) {
                continue;
            }
            for (auto& text : texts_of(field)) {
                if (length_of(text) >= least_repeated) {
                    out.push_back(
                        {static_cast<std::int64_t>(entry.sequence), field.name, std::move(text)}
                    );
                }
            }
        }
    }
    return out;
}

/// The texts of a withheld value that are worth looking for.
std::set<std::string> wanted_of(const ReviewedField& field) {
    std::set<std::string> out;
    for (auto& text : texts_of(field)) {
        if (length_of(text) >= least_repeated) {
            out.insert(std::move(text));
        }
    }
    return out;
}

}  // namespace

Standing standing_of(const std::vector<ReviewedEntry>& entries) {
    Standing out;
    for (const auto& entry : entries) {
        if (entry.outside) {
            ++out.outside;
            continue;
        }
        ++out.entries;
        for (const auto& field : entry.fields) {
            out.undecided += field.state == FieldState::undecided ? 1 : 0;
            out.released += field.state == FieldState::release ? 1 : 0;
            out.withheld += field.state == FieldState::withhold ? 1 : 0;
            out.removed += field.state == FieldState::removed ? 1 : 0;
        }
    }
    return out;
}

bool stands_in(std::string_view text, std::string_view words) {
    const auto wanted = comparable(text);
    return length_of(wanted) >= least_repeated &&
           comparable(words).find(wanted) != std::string::npos;
}

std::vector<Repeat> repeats_in(const std::vector<ReviewedEntry>& entries, std::string_view title) {
    const auto given = given_out(entries, title);
    std::vector<Repeat> out;
    for (const auto& entry : entries) {
        for (const auto& field : entry.fields) {
            if (entry.outside || field.state != FieldState::withhold) {
                continue;
            }
            const auto texts = wanted_of(field);
            if (texts.empty()) {
                continue;
            }
            for (const auto& [in_entry, in_field, words] : given) {
                Repeat repeat{
                    static_cast<std::int64_t>(entry.sequence), field.name, in_entry, in_field
                };
                const bool stands = std::ranges::any_of(texts, [&in = words](const auto& text) {
                    return in.find(text) != std::string::npos;
                });
                if (!stands || (!out.empty() && out.back() == repeat)) {
                    continue;
                }
                out.push_back(std::move(repeat));
                if (out.size() == most_repeats) {
                    return out;
                }
            }
        }
    }
    return out;
}

}  // namespace belfry::release_packages
