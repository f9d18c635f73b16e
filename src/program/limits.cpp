#include "program/limits.hpp"

#include <utility>

#include <fmt/format.h>

namespace belfry::program {

Checked& Checked::text(std::string_view field, std::string_view value, std::size_t most) {
    return filled(field, value, most, text::Lines::many);
}

Checked& Checked::optional_text(std::string_view field, std::string_view value, std::size_t most) {
    return fits(field, value, most, text::Lines::many);
}

Checked& Checked::line(std::string_view field, std::string_view value, std::size_t most) {
    return filled(field, value, most, text::Lines::one);
}

Checked& Checked::optional_line(std::string_view field, std::string_view value, std::size_t most) {
    return fits(field, value, most, text::Lines::one);
}

Checked& Checked::filled(
    std::string_view field, std::string_view value, std::size_t most, text::Lines lines
) {
    if (value.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return problem(field, "required", "Fill this in.");
    }
    return fits(field, value, most, lines);
}

Checked& Checked::fits(
    std::string_view field, std::string_view value, std::size_t most, text::Lines lines
) {
    if (value.size() > most) {
        problems_.push_back(
            {std::string(field),
             "too_long",
             fmt::format("Use at most {} characters.", most),
             {{"most", std::to_string(most)}}}
        );
    } else if (text::has_hidden_characters(value, lines)) {
        problem(field, "control_character", "Leave out control characters.");
    }
    return *this;
}

Checked& Checked::problem(std::string_view field, std::string code, std::string advice) {
    problems_.push_back({std::string(field), std::move(code), std::move(advice), {}});
    return *this;
}

Result<void> Checked::result() const {
    if (problems_.empty()) {
        return {};
    }
    return refuse_fields(problems_);
}

}  // namespace belfry::program
