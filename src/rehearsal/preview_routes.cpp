#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "rehearsal/plan.hpp"
#include "rehearsal/preview.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/scenario.hpp"
#include "rehearsal/wish_checks.hpp"
#include "simulation/moment.hpp"
#include "simulation/preview.hpp"

namespace belfry::rehearsal {

namespace {

double tenth(double value) {
    return std::round(value * 10) / 10;
}

/// Every station of the city, site by site.
std::vector<AskedStation> stations_of(const simulation::Model& model) {
    std::vector<AskedStation> out;
    for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
        const auto& site = model.sites[i];
        for (std::uint32_t k = 0; k < site.pipeline->stations.size(); ++k) {
            out.push_back({site.id, k, simulation::preview_station(model, i, k)});
        }
    }
    return out;
}

/// A site whose stations were asked as `asked` says, and came to what `seen` says.
PreviewSite preview_of(
    const simulation::SiteModel& site,
    std::span<const AskedStation> asked,
    std::span<const simulation::Preview> seen
) {
    PreviewSite out;
    out.site = site.id;
    out.name = site.name;
    out.voters = site.voters;
    out.opens = simulation::to_text({simulation::minutes_at(site.opens)});
    double worst = -1;
    for (std::size_t k = 0; k < seen.size(); ++k) {
        const auto& station = site.pipeline->stations[k];
        const double share = station.to - station.from;
        const double wait = share * seen[k].mean_wait;
        out.mean_wait += wait;
        out.share_over = std::max(out.share_over, share * seen[k].share_over);
        out.cut_off = out.cut_off || seen[k].cut_off;
        if (wait > worst) {
            worst = wait;
            out.station = station.id;
            out.line_at_close = seen[k].line_at_close;
            out.minutes_to_clear = seen[k].minutes_to_clear;
            out.slot_minutes = asked[k].asked.slot_minutes;
            out.line.clear();
            std::ranges::transform(seen[k].line, std::back_inserter(out.line), tenth);
        }
    }
    return out;
}

/// The city with what is tried. Refuses sites and stations it does not have.
Result<simulation::City> tried(simulation::City city, const PreviewWish& wish) {
    WishChecks check;
    if (wish.factor) {
        check.within("factor", *wish.factor, 0.01, 10);
    }
    if (wish.limit_minutes) {
        check.within("limit_minutes", *wish.limit_minutes, 0, 1'440);
    }
    const auto servers =
        wish.servers.value_or(std::map<std::string, std::map<std::string, std::int64_t>>());
    for (const auto& [id, stations] : servers) {
        const auto path = json::Path().member("servers").member(id);
        const auto site = std::ranges::find(city.sites, id, &simulation::Site::id);
        if (site == city.sites.end()) {
            check.problem(path.text(), "unknown_site", "The city has no such site.");
            continue;
        }
        for (const auto& [station, count] : stations) {
            check.within(path.member(station).text(), static_cast<double>(count), 1, 2'000);
            if (!site->servers) {
                site->servers.emplace();
            }
            (*site->servers)[station] = static_cast<int>(std::clamp<std::int64_t>(count, 1, 2'000));
        }
    }
    if (auto fits = check.result(); !fits) {
        return std::unexpected(fits.error());
    }
    for (auto& site : city.sites) {
        site.voters *= wish.factor.value_or(1);
        if (site.line_at_opening) {
            *site.line_at_opening *= wish.factor.value_or(1);
        }
    }
    return city;
}

std::vector<PreviewSite> previews(const simulation::Model& model, PreviewMemory& memory) {
    const auto asked = stations_of(model);
    const auto seen = memory.of(asked);
    std::vector<PreviewSite> out;
    std::size_t first = 0;
    for (const auto& site : model.sites) {
        const auto count = site.pipeline->stations.size();
        out.push_back(preview_of(
            site, std::span(asked).subspan(first, count), std::span(seen).subspan(first, count)
        ));
        first += count;
    }
    return out;
}

}  // namespace

Result<CityPreview> preview(
    const simulation::City& usual, const PreviewWish& wish, PreviewMemory& memory
) {
    auto city = tried(usual, wish);
    if (!city) {
        return std::unexpected(city.error());
    }
    auto plan = no_plan();
    plan.standard->minutes = wish.limit_minutes.value_or(plan.standard->minutes);
    const auto model = simulation::make_model(*city, ordinary_day(), plan);
    if (!model) {
        return std::unexpected(model.error());
    }
    CityPreview out;
    out.limit_minutes = plan.standard->minutes;
    out.sites = previews(*model, memory);
    for (const auto& site : out.sites) {
        out.voters += site.voters;
        out.mean_wait += site.voters * site.mean_wait;
        out.share_over += site.voters * site.share_over;
        out.sites_over += static_cast<std::int64_t>(site.mean_wait > out.limit_minutes);
    }
    if (out.voters > 0) {
        out.mean_wait /= out.voters;
        out.share_over /= out.voters;
    }
    return out;
}

void add_preview_routes(http::Router& router, const Workshop& workshop) {
    const auto answer = [workshop](const PreviewWish& wish) {
        const auto day = workshop.services.database.read([&](store::Connection& db) {
            return workshop.day->as_of(db);
        });
        return *day ? preview((*day)->city, wish, *workshop.previews)
                    : Result<CityPreview>(std::unexpected(day->error()));
    };
    router.add(http::get<CityPreview>(
        "/api/v1/rehearsal-preview",
        may_see_rehearsals(),
        "A usual day at every site, from exact means of the lines: no simulation, no luck.",
        [answer](const http::Call&) { return answer(PreviewWish()); }
    ));
    auto tried_route = http::post<PreviewWish, CityPreview>(
        "/api/v1/rehearsal-preview",
        may_see_rehearsals(),
        "The same with other numbers of voters or servers, for sliders. Nothing is stored.",
        [answer](const http::Call&, const PreviewWish& wish) { return answer(wish); }
    );
    tried_route.most_body = 1024UL * 1024;
    router.add(std::move(tried_route));
}

}  // namespace belfry::rehearsal
