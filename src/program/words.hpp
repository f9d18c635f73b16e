#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/access.hpp"
#include "text/catalog.hpp"

namespace belfry::program {

/// Sentences in one reader's language.
class Words {
public:
    Words(const text::Catalog& catalog, std::string language)
        : catalog_(&catalog), language_(std::move(language)) {}

    [[nodiscard]] std::string say(std::string_view key, const text::Catalog::Values& values = {})
        const {
        return catalog_->say(language_, key, values);
    }

    [[nodiscard]] std::string count(
        std::string_view key, std::int64_t count, text::Catalog::Values values = {}
    ) const {
        return catalog_->say_count(language_, key, count, std::move(values));
    }

    [[nodiscard]] const std::string& language() const { return language_; }

private:
    const text::Catalog* catalog_;
    std::string language_;
};

}  // namespace belfry::program
