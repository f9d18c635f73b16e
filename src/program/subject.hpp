#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/record.hpp"

namespace belfry::program {

/// `task/12`, of any kind. Empty when `text` is not what record::Object::text() gives.
[[nodiscard]] std::optional<record::Object> object_named(std::string_view text);

/// What comments and attachments hang on: `task/12`. Only steps, tasks, decisions and notes.
/// Empty when `text` names nothing of these kinds.
[[nodiscard]] std::optional<record::Object> subject_named(std::string_view text);

/// Where the web app shows it: `/tasks/12`, `/steps/3`.
[[nodiscard]] std::string link_to(const record::Object& object);

}  // namespace belfry::program
