#include "operations/trouble.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"

namespace belfry::operations {

namespace {

/// Each is an object of the record by its place here: never put another before them.
constexpr std::array<std::string_view, 2> told_of{"disk", "certificate"};

std::string action_of(const Observation& observation) {
    return "trouble." + observation.detail;
}

/// Whether its turn to be told has not come yet.
bool is_known(
    accounts::Services& services, const record::Object& object, const Observation& observation
) {
    const std::chrono::days pause{observation.state == FindingState::bad ? 1 : 7};
    const auto newest = services.record.history(object, 1);
    return !newest.empty() && newest.front().action == action_of(observation) &&
           services.clock.now() - newest.front().at < pause;
}

void tell(
    accounts::Services& services,
    const text::Catalog& catalog,
    const record::Object& object,
    const Observation& observation
) {
    const record::Deed deed{record::Actor::belfry(), action_of(observation), object};
    std::ignore = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
        const accounts::Alert alert{accounts::AlertKind::server_trouble, {}, {}, {}};
        auto alerts = accounts::to_administrators(w.db(), alert, {});
        for (auto& each : alerts) {
            const auto reader = accounts::find_account(w.db(), each.to);
            const auto finding = said(observation, catalog, reader ? reader->language : "en");
            each.values = {{"title", finding.title}, {"detail", finding.detail}};
        }
        return accounts::tell(services, w, alerts);
    });
}

}  // namespace

std::size_t tell_of_trouble(
    accounts::Services& services,
    const text::Catalog& catalog,
    const std::vector<Observation>& found
) {
    std::size_t told = 0;
    for (const auto& each : found) {
        const auto* const place = std::ranges::find(told_of, each.key);
        if (each.state == FindingState::good || place == told_of.end()) {
            continue;
        }
        const record::Object object{"trouble", place - told_of.begin() + 1};
        if (!is_known(services, object, each)) {
            tell(services, catalog, object, each);
            ++told;
        }
    }
    return told;
}

}  // namespace belfry::operations
