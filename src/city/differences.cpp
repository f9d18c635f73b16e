#include "city/differences.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "json/json.hpp"

namespace belfry::city {

namespace {

constexpr std::array<std::string_view, 7> not_compared{
    "id", "key", "state", "coord_source", "notes", "provenance", "revision"
};

bool are_alike(std::string_view field, const std::string& one, const std::string& other) {
    if (field == "zip") {
        return one.substr(0, 5) == other.substr(0, 5);
    }
    return field == "place" ? one == other : likeness(one) == likeness(other);
}

bool are_alike(std::string_view /*field*/, std::optional<double> one, std::optional<double> other) {
    constexpr double near = 0.001;  // degrees: a hundred metres from south to north
    return std::abs(*one - *other) <= near;
}

template <class T>
bool are_alike(std::string_view /*field*/, const T& one, const T& other) {
    return one == other;
}

std::string in_words(const json::Value& value) {
    return value.is_string() ? std::string(value.as_string()) : json::canonical(value);
}

template <class T>
std::vector<Difference> differences_of(const T& first, const T& other) {
    std::vector<Difference> out;
    boost::mp11::mp_for_each<json::detail::MembersOf<T>>([&](auto member) {
        const std::string_view field = member.name;
        const auto& kept = first.*member.pointer;
        const auto& said = other.*member.pointer;
        using Member = std::remove_cvref_t<decltype(kept)>;
        if (std::ranges::find(not_compared, field) != not_compared.end() || kept == Member{} ||
            said == Member{} || are_alike(field, kept, said)) {
            return;
        }
        out.push_back({std::string(field), in_words(json::write(kept)), in_words(json::write(said))}
        );
    });
    return out;
}

template <class T>
void fill_in(T& first, const T& other) {
    boost::mp11::mp_for_each<json::detail::MembersOf<T>>([&](auto member) {
        auto& now = first.*member.pointer;
        using Member = std::remove_cvref_t<decltype(now)>;
        if (now == Member{}) {
            now = other.*member.pointer;
        }
    });
}

/// Whether the address stands for a name that is not known.
bool is_called_by_address(const PollingPlace& place) {
    const auto name = place.provenance.find("name");
    return name != place.provenance.end() && name->second.rule == "named_by_address";
}

bool is_name(const Difference& difference) {
    return difference.field == "name";
}

}  // namespace

std::vector<Difference> differences(const PollingPlace& first, const PollingPlace& other) {
    auto out = differences_of(first, other);
    if (is_called_by_address(first) || is_called_by_address(other)) {
        std::erase_if(out, is_name);
    }
    return out;
}

std::vector<Difference> differences(const Precinct& first, const Precinct& other) {
    auto out = differences_of(first, other);
    if (first.name == first.key || other.name == other.key) {
        std::erase_if(out, is_name);
    }
    return out;
}

void complete(PollingPlace& first, const PollingPlace& other) {
    if (is_called_by_address(first) && !is_called_by_address(other)) {
        first.name = other.name;
        first.provenance.erase("name");
    }
    fill_in(first, other);
}

void complete(Precinct& first, const Precinct& other) {
    if (first.name == first.key) {
        first.name = other.name;
    }
    fill_in(first, other);
}

}  // namespace belfry::city
