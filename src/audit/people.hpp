#pragma once

#include <string>
#include <string_view>

/// Who is who in the record of an audit: two readings are by two people.
namespace belfry::audit {

/// What tells people apart: their name in lower case without accents, runs of blanks as one and
/// none around it. Empty for a name of nothing but blanks.
[[nodiscard]] std::string person_key(std::string_view name);

/// "Ann Lee" and " ann  LEE" are one person.
[[nodiscard]] bool same_person(std::string_view one, std::string_view other);

}  // namespace belfry::audit
