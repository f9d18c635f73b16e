#include "text/catalog.hpp"

#include <span>

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "json/json.hpp"

namespace belfry::text {

std::span<const EmbeddedFile> catalog_files();

namespace {

/// `presets/catalog/es.json` → `es`.
std::string language_of(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);
    return std::string(name.substr(0, name.find('.')));
}

Catalog read_embedded() {
    Catalog catalog;
    for (const auto& file : catalog_files()) {
        const auto added = catalog.add(language_of(file.path), file.content);
        check(added.has_value(), "a message catalog is not a flat object of texts");
    }
    return catalog;
}

std::string fill(std::string_view sentence, const Catalog::Values& values) {
    std::string out;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        out += sentence.substr(0, open);
        if (open == std::string_view::npos) {
            break;
        }
        const auto close = sentence.find('}', open);
        if (close == std::string_view::npos) {
            out += sentence.substr(open);
            break;
        }
        const auto found = values.find(std::string(sentence.substr(open + 1, close - open - 1)));
        out += found != values.end() ? std::string_view(found->second)
                                     : sentence.substr(open, close - open + 1);
        sentence.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace

const Catalog& Catalog::embedded() {
    static const Catalog catalog = read_embedded();
    return catalog;
}

Result<void> Catalog::add(const std::string& language, std::string_view json) {
    const auto texts = json::parse_as<std::map<std::string, std::string>>(json);
    if (!texts) {
        return std::unexpected(texts.error());
    }
    texts_[language].insert(texts->begin(), texts->end());
    return {};
}

std::vector<std::string> Catalog::languages() const {
    std::vector<std::string> out;
    for (const auto& [language, texts] : texts_) {
        out.push_back(language);
    }
    return out;
}

std::vector<std::string> Catalog::keys(std::string_view language) const {
    std::vector<std::string> out;
    const auto found = texts_.find(language);
    if (found != texts_.end()) {
        for (const auto& [key, text] : found->second) {
            out.push_back(key);
        }
    }
    return out;
}

const std::string* Catalog::find(std::string_view language, std::string_view key) const {
    const auto texts = texts_.find(language);
    if (texts == texts_.end()) {
        return nullptr;
    }
    const auto text = texts->second.find(key);
    return text == texts->second.end() ? nullptr : &text->second;
}

bool Catalog::has(std::string_view language, std::string_view key) const {
    return find(language, key) != nullptr;
}

std::string Catalog::say(std::string_view language, std::string_view key, const Values& values)
    const {
    const auto* sentence = find(language, key);
    if (sentence == nullptr) {
        sentence = find("en", key);
    }
    check(sentence != nullptr, "a message catalog lacks a key");
    return fill(*sentence, values);
}

std::string Catalog::say_count(
    std::string_view language, std::string_view key, std::int64_t count, Values values
) const {
    values["count"] = std::to_string(count);
    return say(language, std::string(key) + (count == 1 ? ".one" : ".other"), values);
}

}  // namespace belfry::text
