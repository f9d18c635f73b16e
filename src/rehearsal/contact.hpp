#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "json/json.hpp"
#include "rehearsal/protocol.hpp"

/// Who is to be called on Election Day, by role and place: names and phone numbers that the
/// emergency protocol is printed with.
namespace belfry::rehearsal {

struct Contacts {
    std::vector<ProtocolContact> contacts;
    bool readable = true;  ///< False where they were sealed with a key file that is lost.
    std::int64_t revision = 0;

    friend bool operator==(const Contacts&, const Contacts&) = default;
};
BOOST_DESCRIBE_STRUCT(Contacts, (), (contacts, readable, revision))

/// All of them, in the order in which they are to be kept.
struct ContactsEdit {
    std::vector<ProtocolContact> contacts;
};
BOOST_DESCRIBE_STRUCT(ContactsEdit, (), (contacts))

inline constexpr std::size_t most_contacts = 10'000;

/// Digits and what people write between them, with an extension: `555-0100`, `+1 (612) 555-0100
/// ext. 4`. At least three digits.
[[nodiscard]] bool is_phone_number(std::string_view text);

/// What is wrong: no name and no number (`required`), a number that is none (`phone_unusual`),
/// texts too long, a place that is not among `places` (`contact_place_unknown`), a role of the city
/// at a place
/// (`role_of_the_city`), the same role at the same place twice (`contact_given_twice`).
[[nodiscard]] json::Problems problems_of(
    const std::vector<ProtocolContact>& contacts, const std::vector<std::string>& places
);

/// Outer blanks go.
[[nodiscard]] std::vector<ProtocolContact> tidied(std::vector<ProtocolContact> contacts);

}  // namespace belfry::rehearsal
