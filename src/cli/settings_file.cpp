#include <algorithm>

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

/// `postgres://belfry:secret@db/belfry`, `postgres://db/belfry?password=secret`
bool has_password(std::string_view address) {
    const auto scheme = address.find("://");
    const auto start = scheme == std::string_view::npos ? 0 : scheme + 3;
    const auto whole = address.substr(start, address.find_first_of("/?", start) - start);
    const auto at = whole.rfind('@');
    return (at != std::string_view::npos && whole.substr(0, at).contains(':')) ||
           address.contains("password=");
}

}  // namespace

Result<SettingsSaid> read_settings(const std::filesystem::path& file) {
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
    SettingsSaid out;
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

Result<void> check_rights(const std::filesystem::path& file, const SettingsSaid& settings) {
    const bool secret = std::ranges::any_of(settings, [](const auto& setting) {
        return std::ranges::any_of(setting.second, has_password);
    });
    using std::filesystem::perms;
    const auto rights = std::filesystem::status(file).permissions();
    if (!secret || (rights & (perms::group_all | perms::others_all)) == perms::none) {
        return {};
    }
    return refuse(
        Refusal::Kind::conflict,
        "settings_file_open",
        fmt::format(
            "{0} holds the database's password, and others may read it. Run: chmod 600 {0} — or"
            " take the address out and give it as BELFRY_DATABASE (docs/operations.md).",
            file.string()
        )
    );
}

}  // namespace belfry::cli
