#include "release_packages/review.hpp"

#include "base/check.hpp"
#include "record/entry.hpp"
#include "text/fold.hpp"

namespace belfry::release_packages {

namespace {

/// Every text within a value.
void texts_in(const json::Value& value, std::vector<std::string>& out) {
    if (const auto* text = value.if_string()) {
        out.push_back(text::fold(*text));
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

std::vector<Repeat> repeats_in(const std::vector<ReviewedEntry>& entries, std::string_view title) {
    std::vector<Given> given{{0, "title", text::fold(title)}};
    for (const auto& entry : entries) {
        for (const auto& field : entry.fields) {
            if (!entry.outside && field.state == FieldState::release) {
                for (auto& text : texts_of(field)) {
                    given.push_back(
                        {static_cast<std::int64_t>(entry.sequence), field.name, std::move(text)}
                    );
                }
            }
        }
    }
    std::vector<Repeat> out;
    for (const auto& entry : entries) {
        for (const auto& field : entry.fields) {
            if (entry.outside || field.state != FieldState::withhold) {
                continue;
            }
            for (const auto& text : texts_of(field)) {
                for (const auto& [in_entry, in_field, words] : given) {
                    Repeat repeat{
                        static_cast<std::int64_t>(entry.sequence), field.name, in_entry, in_field
                    };
                    if (text.size() >= least_repeated && words.find(text) != std::string::npos &&
                        (out.empty() || out.back() != repeat)) {
                        out.push_back(std::move(repeat));
                    }
                }
            }
        }
    }
    return out;
}

}  // namespace belfry::release_packages
