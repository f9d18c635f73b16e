#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <boost/describe.hpp>

namespace belfry::accounts {

/// Somebody, as far as others are shown them.
struct PersonRef {
    std::int64_t id = 0;
    std::string name;
    std::string title;  ///< What they do: "chief of staff". May be empty.

    friend bool operator==(const PersonRef&, const PersonRef&) = default;
};
BOOST_DESCRIBE_STRUCT(PersonRef, (), (id, name, title))

/// Everybody who may be named, by account.
using People = std::map<std::int64_t, PersonRef>;

/// Puts name and title to a reference that holds only the id. Unknown: the name stays empty.
inline void complete(const People& people, PersonRef& person) {
    if (const auto found = people.find(person.id); found != people.end()) {
        person = found->second;
    }
}

template <class Names>
void complete(const Names& people, std::optional<PersonRef>& person) {
    if (person) {
        complete(people, *person);
    }
}

/// What a column of accounts says: NULL is nobody.
[[nodiscard]] inline std::optional<PersonRef> person_of(std::optional<std::int64_t> id) {
    return id ? std::optional(PersonRef{*id, {}, {}}) : std::nullopt;
}

[[nodiscard]] inline std::optional<std::int64_t> id_of(const std::optional<PersonRef>& person) {
    return person ? std::optional(person->id) : std::nullopt;
}

}  // namespace belfry::accounts
