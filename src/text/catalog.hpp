#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"

namespace belfry::text {

/// What Belfry says, by language and key: `{"step.1.title": "Election security commission"}`.
///
/// A sentence has blanks in braces, `{name}`; where it depends on a number there are two, `key.one`
/// and `key.other`. What a language lacks is said in English.
class Catalog {
public:
    using Values = std::map<std::string, std::string>;

    /// The catalogs compiled into the program: presets/catalog, presets/protocol and the web app's.
    [[nodiscard]] static const Catalog& embedded();

    /// Adds one language's sentences. Refuses what is not a flat JSON object of texts.
    [[nodiscard]] Result<void> add(const std::string& language, std::string_view json);

    /// Codes in alphabetical order: `en`, `es`.
    [[nodiscard]] std::vector<std::string> languages() const;

    [[nodiscard]] bool has(std::string_view language, std::string_view key) const;

    /// Every key of a language, in order.
    [[nodiscard]] std::vector<std::string> keys(std::string_view language) const;

    /// The sentence with its blanks filled. A key that no language has is a bug.
    [[nodiscard]] std::string say(
        std::string_view language, std::string_view key, const Values& values = {}
    ) const;

    /// The sentence for `count` things; `{count}` is filled.
    [[nodiscard]] std::string say_count(
        std::string_view language, std::string_view key, std::int64_t count, Values values = {}
    ) const;

private:
    [[nodiscard]] const std::string* find(std::string_view language, std::string_view key) const;

    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> texts_;
};

}  // namespace belfry::text
