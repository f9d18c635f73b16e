#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace belfry::portal {

/// HTML while it is being written. Text is escaped by its type: only literals of this program
/// become markup.
class Html {
public:
    /// Markup; a literal, so that nothing a person wrote can become it.
    template <std::size_t N>
    Html& raw(const char (&markup)[N]) {
        text_.append(markup, N - 1);
        return *this;
    }

    /// What a person wrote, or the catalog says.
    Html& text(std::string_view words);

    /// The same inside double quotes of an attribute.
    Html& attribute(std::string_view value) { return text(value); }

    Html& add(const Html& other) {
        text_ += other.text_;
        return *this;
    }

    [[nodiscard]] const std::string& str() const { return text_; }

private:
    std::string text_;
};

}  // namespace belfry::portal
