#pragma once

#include <optional>
#include <string>
#include <string_view>

/// American addresses as lists have them.
namespace belfry::city {

struct SplitAddress {
    std::string address;
    std::string city;  ///< Empty where no comma says where it begins.
    std::string state;
    std::string zip;

    friend bool operator==(const SplitAddress&, const SplitAddress&) = default;
};

/// `225 NEWTON BRIDGE ROAD, ATHENS, GA 30607` in its parts; empty when it does not end in a state
/// and ZIP code.
[[nodiscard]] std::optional<SplitAddress> split_address(std::string_view text);

/// `Athens, GA 30607` and `Athens, GA`, of which the address is empty; empty where no state
/// follows.
[[nodiscard]] std::optional<SplitAddress> split_town(std::string_view text);

/// The two letters of a state, district or territory.
[[nodiscard]] bool is_state(std::string_view text);

/// A ZIP code as it should be written, from `2908` (a spreadsheet took the nought), `30607.0`,
/// `229018917` or `30607-1234`; empty when it is none. Four digits are one only in a state whose
/// codes begin with nought, or where no state is given.
[[nodiscard]] std::optional<std::string> zip_from(std::string_view text, std::string_view state);

/// `1826 NFRANCISCO AVE`: a direction that has lost its blank, or a street that begins with its
/// letter. Which of the two only the whole list can tell.
[[nodiscard]] bool may_lack_blank(std::string_view address);

/// `1826 N FRANCISCO AVE`. Words such as NORTH stay whole.
[[nodiscard]] std::string with_blank(std::string_view address);

}  // namespace belfry::city
