#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "portal/html.hpp"
#include "portal/public_view.hpp"
#include "text/catalog.hpp"

/// The page on which anybody verifies a document, on the site and as a file to keep.
namespace belfry::portal {

/// What the form says and is filled with.
struct VerifyWords {
    std::string language;
    std::string log_key;
    std::string witness_keys;                  ///< One a line.
    std::map<std::string, std::string> texts;  ///< By the end of their key: `document`.
};

[[nodiscard]] VerifyWords verify_words(
    const PublicView& view, const text::Catalog& catalog, const std::string& language
);

/// A file kept for later has no site beside it in which a proof could be looked for.
enum class VerifyPlace : std::uint8_t { portal, file };

[[nodiscard]] Html verify_form(const VerifyWords& words, VerifyPlace place);

/// One file with everything in it: style, script, words, and the keys as they are now.
[[nodiscard]] std::string offline_page(const VerifyWords& words);

}  // namespace belfry::portal
