#pragma once

#include <string>
#include <string_view>

namespace belfry {

/// `text` as it stands in a query or a form: everything but the unreserved characters of RFC 3986
/// — letters, digits and `-._~` — becomes `%41`.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace belfry
