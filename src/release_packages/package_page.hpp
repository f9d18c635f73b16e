#pragma once

#include <string>
#include <string_view>

#include "release_packages/package.hpp"

/// What people read in a package.
namespace belfry::release_packages {

/// What an entry says of itself in the open.
struct EntryHead {
    std::string at;
    std::string actor;
    std::string action;
    std::string object;
};

[[nodiscard]] EntryHead head_of(const PackageEntry& entry);

/// `released`, `withheld`, `removed`
[[nodiscard]] std::string_view state_of(const PackageField& field);

/// One page without script and without anything from elsewhere, well-formed as XML.
[[nodiscard]] std::string page_of(const Package& package, const text::Catalog& catalog);

/// How anyone can check the package.
[[nodiscard]] std::string instructions(const Package& package, const text::Catalog& catalog);

}  // namespace belfry::release_packages
