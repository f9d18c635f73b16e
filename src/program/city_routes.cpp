#include "program/city_routes.hpp"

#include "accounts/routes.hpp"
#include "program/change.hpp"
#include "program/city_store.hpp"
#include "program/likely_zone.hpp"

namespace belfry::program {

namespace {

using ShownCity = http::Versioned<City>;

ShownCity versioned(City city) {
    const auto revision = city.revision;
    return {std::move(city), revision};
}

Result<ShownCity> show(const Services& services, const http::Call&) {
    return versioned(services.database.read(find_city));
}

City with(City city, const CityEdit& edit) {
    city.name = edit.name;
    city.state = edit.state;
    if (edit.time_zone) {
        city.time_zone = *edit.time_zone;
    } else if (const auto likely = likely_zone(edit.state); likely && !city.configured) {
        city.time_zone = likely->zone;
    }
    city.next_election = edit.next_election;
    city.configured = true;
    city.fictional = false;
    return city;
}

Result<ShownCity> edit(const Services& services, const http::Call& call, const CityEdit& wish) {
    const auto deed = change_by(call, "city.update", {"city", 1});
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<ShownCity> {
            const auto before = find_city(writing.db());
            if (auto fits = check_city_edit(wish, before, writing.at()); !fits) {
                return std::unexpected(fits.error());
            }
            auto after = with(before, wish);
            after.revision = writing.revision();
            save_city(writing.db(), after);
            disclose_changes(writing, before, after);
            return versioned(std::move(after));
        });
    });
}

}  // namespace

void add_city_routes(http::Router& router, const Services& services) {
    router.add(http::get<ShownCity>(
        "/api/v1/city",
        http::Access::signed_in().open_to(std::string(accounts::wall_screen)),
        "The city; before the first run one without a name.",
        std::bind_front(show, services)
    ));
    router.add(http::put<CityEdit, ShownCity>(
        "/api/v1/city",
        http::Access::needs("city_edit"),
        "Answers the questions of the first run, or changes them later.",
        std::bind_front(edit, services)
    ));
}

}  // namespace belfry::program
