#include "portal/html.hpp"

#include "text/escape.hpp"

namespace belfry::portal {

Html& Html::text(std::string_view words) {
    text_ += text::escape_html(words);
    return *this;
}

}  // namespace belfry::portal
