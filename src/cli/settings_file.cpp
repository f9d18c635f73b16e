#include <fmt/format.h>
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "cli/commands.hpp"

namespace belfry::cli {

namespace {

std::optional<std::string> text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) {
        return text->get();
    }
    if (const auto* number = node.as_integer()) {
        return std::to_string(number->get());
    }
    if (const auto* flag = node.as_boolean()) {
        return flag->get() ? "true" : "false";
    }
    return {};
}

std::optional<std::vector<std::string>> texts_of(const toml::node& node) {
    std::vector<std::string> out;
    const auto* list = node.as_array();
    if (list == nullptr) {
        if (auto text = text_of(node)) {
            return std::vector{std::move(*text)};
        }
        return {};
    }
    for (const auto& element : *list) {
        auto text = text_of(element);
        if (!text) {
            return {};
        }
        out.push_back(std::move(*text));
    }
    return out;
}

}  // namespace

Result<std::vector<std::pair<std::string, std::vector<std::string>>>> read_settings(
    const std::filesystem::path& file
) {
    const auto parsed = toml::parse_file(file.string());
    if (!parsed) {
        return refuse(
            Refusal::Kind::invalid,
            "settings_unreadable",
            fmt::format(
                "{}, line {}: {}",
                file.string(),
                parsed.error().source().begin.line,
                parsed.error().description()
            )
        );
    }
    std::vector<std::pair<std::string, std::vector<std::string>>> out;
    for (const auto& [key, node] : parsed.table()) {
        auto values = texts_of(node);
        if (!values) {
            return refuse(
                Refusal::Kind::invalid,
                "settings_unreadable",
                fmt::format("{}: {} is no text, number or list.", file.string(), key.str())
            );
        }
        out.emplace_back(key.str(), std::move(*values));
    }
    return out;
}

}  // namespace belfry::cli
