#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "text/characters.hpp"

/// The most that each text may hold, in bytes of UTF-8, and the one way they are checked.
namespace belfry::program {

inline constexpr std::size_t most_title = 200;
inline constexpr std::size_t most_reason = 500;
inline constexpr std::size_t most_text = 20'000;
inline constexpr std::size_t most_file_name = 150;

/// Collects one problem for each field that has to change.
class Checked {
public:
    /// Must hold more than blanks and at most `most` bytes, and nothing hidden
    /// (text/characters.hpp).
    Checked& text(std::string_view field, std::string_view value, std::size_t most);

    /// May be empty.
    Checked& optional_text(std::string_view field, std::string_view value, std::size_t most);

    /// The same for what stands in one line, such as a title.
    Checked& line(std::string_view field, std::string_view value, std::size_t most);
    Checked& optional_line(std::string_view field, std::string_view value, std::size_t most);

    Checked& problem(std::string_view field, std::string code, std::string advice);

    [[nodiscard]] Result<void> result() const;

private:
    Checked& filled(
        std::string_view field, std::string_view value, std::size_t most, text::Lines lines
    );
    Checked& fits(
        std::string_view field, std::string_view value, std::size_t most, text::Lines lines
    );

    std::vector<Refusal::Problem> problems_;
};

}  // namespace belfry::program
