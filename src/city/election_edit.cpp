#include "city/election_edit.hpp"

#include "json/json.hpp"

namespace belfry::city {

namespace {

/// What the edit says of this member, where both have one of this name and type.
template <class Said, class Own>
void take_over(Election& election, const ElectionEdit& edit) {
    const auto& said = edit.*Said::pointer;
    auto& own = election.*Own::pointer;
    if constexpr (std::is_same_v<
                      std::remove_cvref_t<decltype(*said)>,
                      std::remove_cvref_t<decltype(own)>>) {
        if (said && std::string_view(Said::name) == Own::name) {
            own = *said;
        }
    }
}

}  // namespace

Result<Election> edited(Election election, const ElectionEdit& edit) {
    boost::mp11::mp_for_each<json::detail::MembersOf<ElectionEdit>>([&](auto said) {
        boost::mp11::mp_for_each<json::detail::MembersOf<Election>>([&](auto own) {
            take_over<decltype(said), decltype(own)>(election, edit);
        });
    });
    if (edit.time_zone) {
        election.time_zone_rule =
            edit.time_zone->empty() ? std::nullopt : std::optional(program::ZoneRule::said);
    }
    if (auto fits = check_election(election); !fits) {
        return std::unexpected(fits.error());
    }
    return election;
}

}  // namespace belfry::city
