#pragma once

#include <optional>
#include <string>

#include "program/words.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// How an object is shown away from its page: in the inbox, among changes, in search.
struct Named {
    std::string title;
    std::string link;  ///< In the web app: `/tasks/12`.
    record::Tlp tlp = record::Tlp::green;
};

/// Empty when the object is not there (any more), or is of a kind that has no page.
[[nodiscard]] std::optional<Named> name_of_object(
    store::Connection& db, const record::Object& object, const Words& words
);

/// `step.3.title` in the reader's language.
[[nodiscard]] std::string step_title(const Words& words, std::int64_t step);

}  // namespace belfry::program
