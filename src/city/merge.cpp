#include "city/merge.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace belfry::city {

namespace {

std::string identity(const PollingPlace& place) {
    return likeness(place) + '|' + std::string(json::name_of(place.kind));
}

bool was_changed(const Provenances& provenance, std::string_view field) {
    const auto known = provenance.find(std::string(field));
    return known != provenance.end() && known->second.origin == Origin::changed;
}

bool was_changed(const PollingPlace& place) {
    return std::ranges::any_of(place.provenance, [](const auto& field) {
        return field.second.origin == Origin::changed;
    });
}

/// Which place of `present` each incoming one is.
class Matching {
public:
    Matching(const CityData& present, const CityData& incoming) {
        for (std::size_t at = 0; at < present.places.size(); ++at) {
            const auto& place = present.places[at];
            by_id_.try_emplace(place.id.value, at);
            by_key_.try_emplace(place.key, at);
            by_identity_.try_emplace(identity(place), at);
        }
        taken_.resize(present.places.size());
        found_.resize(incoming.places.size());
        const auto pass = [&](auto find) {
            for (std::size_t at = 0; at < incoming.places.size(); ++at) {
                const auto known = found_[at] ? std::nullopt : find(incoming.places[at]);
                if (known && !taken_[*known]) {
                    found_[at] = known;
                    taken_[*known] = true;
                }
            }
        };
        pass([&](const PollingPlace& place) {
            return place.id.value == 0 ? std::nullopt : in(by_id_, place.id.value);
        });
        pass([&](const PollingPlace& place) { return in(by_identity_, identity(place)); });
        pass([&](const PollingPlace& place) -> std::optional<std::size_t> {
            const auto known = in(by_key_, place.key);
            if (!known) {
                return {};
            }
            const auto& there = present.places[*known];
            const bool alike = likeness(there.name) == likeness(place.name) ||
                               likeness(there.address) == likeness(place.address);
            return alike ? known : std::nullopt;
        });
    }

    [[nodiscard]] std::optional<std::size_t> of(std::size_t incoming) const {
        return found_[incoming];
    }

    [[nodiscard]] bool has(std::size_t present) const { return taken_[present]; }

    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::ranges::count(taken_, true));
    }

private:
    template <class Map, class Key>
    static std::optional<std::size_t> in(const Map& map, const Key& key) {
        const auto known = map.find(key);
        return known == map.end() ? std::nullopt : std::optional(known->second);
    }

    std::unordered_map<std::int64_t, std::size_t> by_id_;
    std::unordered_map<std::string, std::size_t> by_key_;
    std::unordered_map<std::string, std::size_t> by_identity_;
    std::vector<bool> taken_;
    std::vector<std::optional<std::size_t>> found_;
};

constexpr std::array<std::string_view, 4> own_members{"id", "key", "provenance", "revision"};

bool is_own(std::string_view member) {
    return std::ranges::find(own_members, member) != own_members.end();
}

void take_provenance(Provenances& into, const Provenances& from, const char* field) {
    const auto known = from.find(field);
    if (known == from.end()) {
        into.erase(field);
    } else {
        into[field] = known->second;
    }
}

/// The incoming place with what stays of the present one.
PollingPlace merged(
    const PollingPlace& present, PollingPlace incoming, bool blank_clears, Merged& out
) {
    incoming.id = present.id;
    incoming.revision = present.revision;
    if (incoming.location_type.empty() && !blank_clears) {
        incoming.kind = present.kind;
    }
    boost::mp11::mp_for_each<json::detail::MembersOf<PollingPlace>>([&](auto member) {
        if (is_own(member.name)) {
            return;
        }
        auto& offered = incoming.*member.pointer;
        const auto& there = present.*member.pointer;
        const bool blank = offered == std::remove_cvref_t<decltype(offered)>{};
        if (was_changed(present.provenance, member.name)) {
            if (offered != there && (!blank || blank_clears)) {
                out.kept.push_back(
                    {incoming.key,
                     member.name,
                     json::canonical(json::write(there)),
                     json::canonical(json::write(offered))}
                );
            }
        } else if (!blank || blank_clears) {
            return;
        }
        offered = there;
        take_provenance(incoming.provenance, present.provenance, member.name);
    });
    return incoming;
}

bool same_but_revision(const PollingPlace& one, PollingPlace other) {
    other.revision = one.revision;
    return one == other;
}

/// Numbers that no place has yet.
class Keys {
public:
    bool take(const std::string& key) { return taken_.insert(key).second; }

    std::string next() {
        std::string key;
        do {
            key = fmt::format("S{:04}", ++number_);
        } while (!take(key));
        return key;
    }

private:
    std::set<std::string, std::less<>> taken_;
    std::size_t number_ = 0;
};

using Renamed = std::unordered_map<std::string, std::string>;

void merge_places(
    const CityData& present,
    CityData& incoming,
    const MergeRules& rules,
    Merged& out,
    Renamed& renamed
) {
    const Matching matching(present, incoming);
    Keys keys;
    for (std::size_t at = 0; at < present.places.size(); ++at) {
        const auto& place = present.places[at];
        if (matching.has(at)) {
            continue;
        }
        if (rules.absent == Absent::remove && (rules.blank_clears || !incoming.places.empty()) &&
            !was_changed(place)) {
            ++out.places.removed;
            continue;
        }
        ++out.places.kept_absent;
        keys.take(place.key);
        out.data.places.push_back(place);
    }
    for (std::size_t at = 0; at < incoming.places.size(); ++at) {
        auto place = std::move(incoming.places[at]);
        const auto said = place.key;
        const auto known = matching.of(at);
        const auto numbered = place.provenance.find("key");
        if (known && numbered != place.provenance.end()) {
            place.key = present.places[*known].key;
            take_provenance(place.provenance, present.places[*known].provenance, "key");
        }
        if (!keys.take(place.key)) {
            place.key = keys.next();
        }
        renamed[said] = place.key;
        if (!known) {
            ++out.places.added;
            out.data.places.push_back(std::move(place));
            continue;
        }
        const auto& there = present.places[*known];
        out.data.places.push_back(merged(there, std::move(place), rules.blank_clears, out));
        const bool same = same_but_revision(there, out.data.places.back());
        ++(same ? out.places.unchanged : out.places.changed);
    }
}

/// The incoming precinct with what it leaves open, and with the place that a person gave it.
Precinct completed(const Precinct& present, Precinct incoming) {
    if (was_changed(present.provenance, "place")) {
        incoming.place = present.place;
        incoming.provenance["place"] = present.provenance.at("place");
    }
    // Called by its number only for want of a name.
    if (incoming.name == incoming.key) {
        incoming.name.clear();
    }
    boost::mp11::mp_for_each<json::detail::MembersOf<Precinct>>([&](auto member) {
        auto& offered = incoming.*member.pointer;
        if (offered == std::remove_cvref_t<decltype(offered)>{}) {
            offered = present.*member.pointer;
        }
    });
    return incoming;
}

/// Precincts stay, but not with a place that is gone.
void leave_place_that_is_gone(Precinct& precinct, const std::set<std::string>& places) {
    if (!places.contains(precinct.place)) {
        precinct.place.clear();
    }
}

std::set<std::string> keys_of(const std::vector<PollingPlace>& places) {
    std::set<std::string> keys;
    for (const auto& place : places) {
        keys.insert(place.key);
    }
    return keys;
}

void merge_precincts(
    const CityData& present, CityData& incoming, const MergeRules& rules, Merged& out
) {
    const auto places = keys_of(out.data.places);
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t at = 0; at < incoming.precincts.size(); ++at) {
        known.try_emplace(incoming.precincts[at].key, at);
    }
    std::unordered_map<std::string, const Precinct*> before;
    for (const auto& precinct : present.precincts) {
        before.try_emplace(precinct.key, &precinct);
        if (known.contains(precinct.key)) {
            continue;
        }
        if (rules.absent == Absent::remove && (rules.blank_clears || !incoming.precincts.empty())) {
            ++out.precincts.removed;
            continue;
        }
        out.data.precincts.push_back(precinct);
        leave_place_that_is_gone(out.data.precincts.back(), places);
        ++(out.data.precincts.back() == precinct ? out.precincts.kept_absent : out.precincts.changed
        );
    }
    for (auto& precinct : incoming.precincts) {
        const auto there = before.find(precinct.key);
        if (there == before.end()) {
            ++out.precincts.added;
            leave_place_that_is_gone(precinct, places);
            out.data.precincts.push_back(std::move(precinct));
            continue;
        }
        out.data.precincts.push_back(
            rules.blank_clears ? std::move(precinct)
                               : completed(*there->second, std::move(precinct))
        );
        leave_place_that_is_gone(out.data.precincts.back(), places);
        ++(out.data.precincts.back() == *there->second ? out.precincts.unchanged
                                                       : out.precincts.changed);
    }
}

}  // namespace

Merged merge(const CityData& present, CityData incoming, const MergeRules& rules) {
    Merged out;
    Renamed renamed;
    merge_places(present, incoming, rules, out, renamed);
    for (auto& precinct : incoming.precincts) {
        if (const auto now = renamed.find(precinct.place); now != renamed.end()) {
            precinct.place = now->second;
        }
    }
    merge_precincts(present, incoming, rules, out);
    std::ranges::sort(out.data.places, {}, &PollingPlace::key);
    std::ranges::sort(out.data.precincts, {}, &Precinct::key);
    return out;
}

Absent usual_absent(const CityData& present, const CityData& incoming) {
    const auto found = Matching(present, incoming).count();
    return found * 2 >= present.places.size() && found > 0 ? Absent::remove : Absent::keep;
}

}  // namespace belfry::city
