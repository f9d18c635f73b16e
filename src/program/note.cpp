#include "program/note.hpp"

#include "program/limits.hpp"

namespace belfry::program {

Result<void> check_written(const std::string& text) {
    return Checked().text("text", text, most_text).result();
}

}  // namespace belfry::program
