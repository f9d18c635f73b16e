#include "city/place.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "text/fold.hpp"

namespace belfry::city {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char letter : text::fold(text)) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                          static_cast<unsigned char>(letter) >= 0x80;
        if (kept) {
            word += letter;
        } else if (letter != '\'' && letter != '.' && !word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    if (!word.empty()) {
        words.push_back(std::move(word));
    }
    return words;
}

/// USPS Publication 28, the usual ones.
std::string_view abbreviated(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 22> spellings{{
        {"street", "st"},    {"avenue", "ave"},     {"av", "ave"},       {"road", "rd"},
        {"drive", "dr"},     {"boulevard", "blvd"}, {"lane", "ln"},      {"court", "ct"},
        {"place", "pl"},     {"highway", "hwy"},    {"parkway", "pkwy"}, {"square", "sq"},
        {"north", "n"},      {"south", "s"},        {"east", "e"},       {"west", "w"},
        {"northeast", "ne"}, {"northwest", "nw"},   {"southeast", "se"}, {"southwest", "sw"},
        {"saint", "st"},     {"mount", "mt"},
    }};
    for (const auto& [long_form, short_form] : spellings) {
        if (word == long_form) {
            return short_form;
        }
    }
    return word;
}

/// From the address alone (FNV-1a), so that the same building has the same name in every list.
std::string name_of_building(std::string_view address) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : address) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    }
    return fmt::format("B{:012x}", hash & 0xffffffffffffU);
}

}  // namespace

bool stands_for_no_place(std::string_view name) {
    static const std::set<std::string, std::less<>> none{
        "undetermined",
        "tobedetermined",
        "tbd",
        "tba",
        "tobeannounced",
        "unknown",
        "unassigned",
        "notassigned",
        "notdetermined",
        "nopollingplace",
        "nopollinglocation",
        "nolocation",
        "placeholder",
        "pending",
        "none",
        "mailballotprecinct",
        "mailprecinct",
        "mailonly",
        "votebymail",
        "votebymailonly",
        "allmail"
    };
    std::string joined;
    for (const auto& word : words_of(name)) {
        joined += word;
    }
    return none.contains(joined) || joined.ends_with("mailinprecinct");
}

std::string likeness(std::string_view text) {
    std::string out;
    for (const auto& word : words_of(text)) {
        out += out.empty() ? "" : " ";
        out += abbreviated(word);
    }
    return out;
}

std::string likeness(const PollingPlace& place) {
    return likeness(place.name) + '|' + likeness(place.address) + '|' + likeness(place.city);
}

void assign_buildings(std::vector<PollingPlace>& places) {
    const auto address_of = [](const PollingPlace& place) {
        return likeness(place.address) + '|' + likeness(place.city);
    };
    std::map<std::string, std::string> by_address;
    for (const auto& place : places) {
        if (!place.building.empty()) {
            by_address.try_emplace(address_of(place), place.building);
        }
    }
    for (auto& place : places) {
        if (!place.building.empty()) {
            continue;
        }
        const bool unknown = likeness(place.address).empty();
        const auto address = unknown ? place.key : address_of(place);
        const auto known = by_address.find(address);
        place.building = known != by_address.end() ? known->second : name_of_building(address);
    }
}

}  // namespace belfry::city
