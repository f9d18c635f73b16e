#include "city/city_change.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "json/json.hpp"

namespace belfry::city {

namespace {

/// Plain text of a value: no quotes, nothing where nothing is known.
template <class T>
std::string plain(const T& value) {
    const auto written = json::write(value);
    if (written.is_null()) {
        return {};
    }
    if (const auto* text = written.if_string()) {
        return std::string(*text);
    }
    if (const auto* number = written.if_double()) {
        return fmt::format("{}", *number);
    }
    return json::canonical(written);
}

CityChange head_of(const PollingPlace& place, ChangeKind change) {
    return {ChangedPart::place, change, place.key, place.name, place.address, {}, {}, {}};
}

CityChange head_of(const Precinct& precinct, ChangeKind change) {
    return {ChangedPart::precinct, change, precinct.key, precinct.name, {}, {}, {}, {}};
}

bool is_told(std::string_view member) {
    constexpr std::array<std::string_view, 3> untold{"id", "provenance", "revision"};
    return std::ranges::find(untold, member) == untold.end();
}

/// A line for each field that differs.
template <class T>
void compare(const T& before, const T& after, std::vector<CityChange>& out) {
    const auto told = out.size();
    boost::mp11::mp_for_each<json::detail::MembersOf<T>>([&](auto member) {
        const auto& was = before.*member.pointer;
        const auto& is = after.*member.pointer;
        if (is_told(member.name) && was != is) {
            auto line = head_of(after, ChangeKind::changed);
            line.field = member.name;
            line.before = plain(was);
            line.after = plain(is);
            out.push_back(std::move(line));
        }
    });
    if (out.size() == told && before.provenance != after.provenance) {
        out.push_back(head_of(after, ChangeKind::changed));
        out.back().field = "provenance";
    }
}

std::string identity(const PollingPlace& place) {
    return std::to_string(place.id.value);
}

std::string identity(const Precinct& precinct) {
    return precinct.key;
}

template <class T>
std::vector<CityChange> differences(const std::vector<T>& before, const std::vector<T>& after) {
    std::unordered_map<std::string, const T*> known;
    for (const auto& one : before) {
        known.try_emplace(identity(one), &one);
    }
    std::map<std::string, std::vector<CityChange>> by_key;
    for (const auto& one : after) {
        auto& lines = by_key[one.key];
        const auto there = known.find(identity(one));
        if (there == known.end()) {
            lines.push_back(head_of(one, ChangeKind::added));
        } else {
            compare(*there->second, one, lines);
            known.erase(there);
        }
    }
    for (const auto& [id, one] : known) {
        by_key[one->key].push_back(head_of(*one, ChangeKind::removed));
    }
    std::vector<CityChange> out;
    for (auto& [key, lines] : by_key) {
        std::ranges::move(lines, std::back_inserter(out));
    }
    return out;
}

}  // namespace

std::vector<CityChange> changes_between(const CityData& before, const CityData& after) {
    auto out = differences(before.places, after.places);
    auto precincts = differences(before.precincts, after.precincts);
    std::ranges::move(precincts, std::back_inserter(out));
    return out;
}

}  // namespace belfry::city
