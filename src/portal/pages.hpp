#pragma once

#include <map>
#include <string>
#include <string_view>

#include "portal/public_view.hpp"
#include "text/catalog.hpp"

namespace belfry::portal {

/// Bytes by address: `/`, `/es/`, `/es/steps/4`, `/verify`, `/style.css`.
using Pages = std::map<std::string, std::string, std::less<>>;

/// Every page in every language, with the style sheet and the icon they need, and
/// `/.well-known/security.txt` (RFC 9116) where the city says whom to tell about a problem.
[[nodiscard]] Pages render(const PublicView& view, const text::Catalog& catalog);

/// What is answered where there is no page, by the first part of the address: `es` for what lies
/// under `/es/`, and empty for all else.
[[nodiscard]] Pages render_missing(const PublicView& view, const text::Catalog& catalog);

/// `text/html; charset=utf-8` and so on, by the address.
[[nodiscard]] std::string_view media_type_of(std::string_view address);

/// Whether a reader takes it away as a document, and not only as the look of one.
[[nodiscard]] bool is_document(std::string_view address);

}  // namespace belfry::portal
