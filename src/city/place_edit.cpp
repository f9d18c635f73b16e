#include "city/place_edit.hpp"

#include "program/limits.hpp"
#include "simulation/field_checks.hpp"
#include "text/characters.hpp"

namespace belfry::city {

namespace {

/// Sets the field of that name. A cleared one has no provenance: it is estimated again.
template <class Said>
void set_field(PollingPlace& place, const char* name, const Said& said) {
    boost::mp11::mp_for_each<json::detail::MembersOf<PollingPlace>>([&](auto member) {
        auto& field = place.*member.pointer;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, Said>) {
            if (std::string_view(member.name) != name || field == said) {
                return;
            }
            field = said;
            place.provenance[name] = {Origin::changed, ""};
            if (said == Said{} && !std::is_same_v<Said, PlaceKind>) {
                place.provenance.erase(name);
            }
        }
    });
}

void check_fields(const PollingPlace& place, json::Problems& problems) {
    simulation::FieldChecks check(problems);
    const json::Path root;
    if (place.name.find_first_not_of(" \t\r\n") == std::string::npos) {
        check.problem(root.member("name"), "required", "Fill this in.");
    }
    boost::mp11::mp_for_each<json::detail::MembersOf<PlaceEdit>>([&](auto member) {
        boost::mp11::mp_for_each<json::detail::MembersOf<PollingPlace>>([&](auto own) {
            if (std::string_view(own.name) != member.name) {
                return;
            }
            const auto& field = place.*own.pointer;
            using Field = std::remove_cvref_t<decltype(field)>;
            if constexpr (std::is_same_v<Field, std::optional<std::int64_t>>) {
                check.within(field, 0, 1e6, root.member(own.name));
            } else if constexpr (std::is_same_v<Field, std::string>) {
                if (text::has_hidden_characters(field, text::Lines::many)) {
                    problems.push_back(
                        {own.name, "control_character", "Leave out control characters.", {}}
                    );
                }
                if (field.size() > program::most_reason) {
                    problems.push_back(
                        {own.name,
                         "too_long",
                         "Use fewer characters.",
                         {{"most", std::to_string(program::most_reason)}}}
                    );
                }
            }
        });
    });
    check.coordinates(place.lat, place.lon, root);
    if (place.opens && place.closes && !(*place.opens < *place.closes)) {
        check.problem(
            root.member("closes"), "closes_before_opening", "Polls must close after they open."
        );
    }
}

}  // namespace

Result<PollingPlace> edited(PollingPlace place, const PlaceEdit& edit) {
    const auto before = std::pair(place.lat, place.lon);
    boost::mp11::mp_for_each<json::detail::MembersOf<PlaceEdit>>([&](auto member) {
        const auto& said = edit.*member.pointer;
        if (said) {
            set_field(place, member.name, *said);
        }
    });
    if (before != std::pair(place.lat, place.lon)) {
        place.coord_source = place.lat ? "own" : "";
        place.provenance["coord_source"] = {Origin::changed, ""};
    }
    json::Problems problems;
    check_fields(place, problems);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return place;
}

}  // namespace belfry::city
