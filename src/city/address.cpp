#include "city/address.hpp"

#include <algorithm>
#include <array>

namespace belfry::city {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view outer = " ,\t\r\n";
    const auto first = text.find_first_not_of(outer);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(outer) - first + 1);
}

/// The last word, cut off `text`.
std::string_view take_last_word(std::string_view& text) {
    text = trimmed(text);
    const auto at = text.find_last_of(" ,\n\r\t");
    const auto word = at == std::string_view::npos ? text : text.substr(at + 1);
    text = trimmed(at == std::string_view::npos ? std::string_view() : text.substr(0, at));
    return word;
}

std::string upper(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    });
    return out;
}

/// Where the street begins after the house number; npos when there is no number.
std::size_t street_at(std::string_view address) {
    std::size_t at = 0;
    while (at < address.size() && is_digit(address[at])) {
        ++at;
    }
    return at == 0 || at >= address.size() || address[at] != ' ' ? std::string_view::npos : at + 1;
}

}  // namespace

bool is_state(std::string_view text) {
    constexpr std::array<std::string_view, 56> states{
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL",
        "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE",
        "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD",
        "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "PR", "GU", "VI", "AS", "MP"
    };
    return std::ranges::find(states, upper(text)) != states.end();
}

std::optional<std::string> zip_from(std::string_view text, std::string_view state) {
    text = trimmed(text);
    if (text.ends_with(".0")) {
        text.remove_suffix(2);
    }
    if (text.size() == 10 && text[5] == '-' && all_digits(text.substr(0, 5)) &&
        all_digits(text.substr(6))) {
        return std::string(text);
    }
    if (!all_digits(text)) {
        return {};
    }
    constexpr std::array<std::string_view, 9> begin_with_nought{
        "CT", "MA", "ME", "NH", "NJ", "RI", "VT", "PR", "VI"
    };
    const bool nought = state.empty() || std::ranges::find(begin_with_nought, upper(state)) !=
                                             begin_with_nought.end();
    switch (text.size()) {
        case 5:
            return std::string(text);
        case 9:
            return std::string(text.substr(0, 5)) + "-" + std::string(text.substr(5));
        case 4:
            return nought ? std::optional("0" + std::string(text)) : std::nullopt;
        default:
            return {};
    }
}

std::optional<SplitAddress> split_address(std::string_view text) {
    auto rest = text;
    const auto last = take_last_word(rest);
    const auto zip = zip_from(last, "XX");
    const auto state = take_last_word(rest);
    if (!zip || !is_state(state)) {
        return {};
    }
    SplitAddress out{{}, {}, upper(state), *zip};
    const auto comma = rest.find_last_of(",\n\r");
    if (comma == std::string_view::npos) {
        out.address = rest;
        return out;
    }
    out.city = trimmed(rest.substr(comma + 1));
    out.address = trimmed(rest.substr(0, comma));
    // `12 MAIN ST, APT 4, …` has no town there; a town has no digits.
    if (std::ranges::any_of(out.city, is_digit)) {
        out.city.clear();
        out.address = rest;
    }
    return out;
}

std::optional<SplitAddress> split_town(std::string_view text) {
    auto rest = text;
    const auto zip = zip_from(take_last_word(rest), "XX");
    const auto before = zip ? rest : trimmed(text);
    auto town = before;
    const auto state = take_last_word(town);
    if (town.empty() || !is_state(state)) {
        return {};
    }
    // "Oak Park, IL" and "Oak Park IL 60302", but no town that ends like a state: "East La".
    const bool apart =
        before.substr(0, before.size() - state.size()).find(',') != std::string_view::npos;
    if (!zip && !apart) {
        return {};
    }
    return SplitAddress{{}, std::string(town), upper(state), zip.value_or("")};
}

bool may_lack_blank(std::string_view address) {
    const auto at = street_at(address);
    if (at == std::string_view::npos || at + 1 >= address.size()) {
        return false;
    }
    const auto street = address.substr(at);
    for (const std::string_view whole : {"NORTH ", "SOUTH ", "EAST ", "WEST "}) {
        if (street.starts_with(whole)) {
            return false;
        }
    }
    const bool direction = std::string_view("NSEW").find(street[0]) != std::string_view::npos;
    return direction && (is_digit(street[1]) || (street[1] >= 'A' && street[1] <= 'Z'));
}

std::string with_blank(std::string_view address) {
    std::string out(address);
    if (may_lack_blank(address)) {
        out.insert(street_at(address) + 1, 1, ' ');
    }
    return out;
}

}  // namespace belfry::city
