#include "program/deed.hpp"
#include "rehearsal/export.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/result_reading.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/wide_table.hpp"

namespace belfry::rehearsal {

namespace {

constexpr auto xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A list whose files have a column for each end of an interval.
template <class Item, class Handle>
http::Route wide_list(std::string path, std::string summary, Handle handle) {
    auto route = http::list<Item>(
        std::move(path),
        may_see_rehearsals(),
        std::move(summary),
        [handle](const http::Call& call) { return handle(call); }
    );
    route.handler = [handle](const http::Call& call) {
        const auto listing = Result<http::Listing<Item>>(handle(call));
        const auto format = http::detail::format_of(call.request);
        if (!listing || !format || *format == "json") {
            return http::detail::answer_list<Item>(call, listing);
        }
        return http::detail::as_file(call.request, *format, wide_table(listing->items));
    };
    return route;
}

Result<http::Listing<RunSite>> sites(const Workshop& workshop, const http::Call& call) {
    return workshop.services.database.read(
        [&](store::Connection& db) -> Result<http::Listing<RunSite>> {
            const auto cell = cell_in(db, call);
            if (!cell) {
                return std::unexpected(cell.error());
            }
            return http::Listing<RunSite>{sites_of(db, *cell), {}};
        }
    );
}

Result<RunSlots> slots(const Workshop& workshop, const http::Call& call) {
    const auto cell =
        workshop.services.database.read([&](store::Connection& db) { return cell_in(db, call); });
    if (!cell) {
        return std::unexpected(cell.error());
    }
    return slots_of(*cell);
}

Result<SiteDayBands> site_day(const Workshop& workshop, const http::Call& call) {
    return workshop.services.database.read([&](store::Connection& db) -> Result<SiteDayBands> {
        auto cell = cell_in(db, call);
        if (!cell) {
            return std::unexpected(cell.error());
        }
        name_in_words(cell->run, words_of(workshop.services, call));
        auto day = day_of_site(db, *cell, call.text("site"));
        if (!day) {
            return program::no_such_thing();
        }
        return std::move(*day);
    });
}

Result<http::Listing<SiteDifference>> differences(
    const Workshop& workshop, const http::Call& call
) {
    using Out = Result<http::Listing<SiteDifference>>;
    return workshop.services.database.read([&](store::Connection& db) -> Out {
        const auto first = cell_in(db, call, "first");
        if (!first) {
            return std::unexpected(first.error());
        }
        const auto second = cell_in(db, call, "second");
        if (!second) {
            return std::unexpected(second.error());
        }
        auto rows = differences_of(db, *first, *second);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        return http::Listing<SiteDifference>{std::move(*rows), {}};
    });
}

http::Response whole_file(
    const Workshop& workshop, const http::Call& call, const std::string& format
) {
    const auto file =
        export_results(workshop, call.id<Run>("run"), format, language_of(workshop.services, call));
    if (!file) {
        return http::problem_response(file.error());
    }
    const auto name = "run-" + call.text("run") + '.' + format;
    const auto* type = format == "json"  ? "application/json"
                       : format == "csv" ? "text/csv; charset=utf-8"
                                         : xlsx_type;
    return http::download(*file, type, name);
}

void add_files(http::Router& router, const Workshop& workshop) {
    for (const std::string format : {"json", "csv", "xlsx"}) {
        http::Route route{
            http::Method::get,
            "/api/v1/runs/{run}/results." + format,
            may_see_rehearsals(),
            "All results of a run as one file: every site under every plan in every scenario.",
            [workshop, format](const http::Call& call) {
                return whole_file(workshop, call, format);
            }
        };
        route.output_type = format == "json"  ? "application/json"
                            : format == "csv" ? "text/csv"
                                              : xlsx_type;
        router.add(in_a_language(std::move(route)));
    }
}

}  // namespace

void add_result_routes(http::Router& router, const Workshop& workshop) {
    router.add(of_a_cell(wide_list<RunSite>(
        "/api/v1/runs/{run}/sites",
        "What one plan in one scenario came to at each site.",
        std::bind_front(sites, workshop)
    )));
    router.add(of_a_cell(http::get<RunSlots>(
        "/api/v1/runs/{run}/slots",
        may_see_rehearsals(),
        "Waits and lines of all sites through the day, in slots: for a map.",
        std::bind_front(slots, workshop)
    )));
    router.add(of_a_cell(in_a_language(http::get<SiteDayBands>(
        "/api/v1/runs/{run}/sites/{site:text}",
        may_see_rehearsals(),
        "The day of one site as bands of percentiles over the days.",
        std::bind_front(site_day, workshop)
    ))));
    auto route = wide_list<SiteDifference>(
        "/api/v1/runs/{run}/differences",
        "What changes at each site from one plan to another: first less second, on the same days.",
        std::bind_front(differences, workshop)
    );
    route.query.push_back(
        {"scenario", "Number of the scenario, 0 an ordinary day; else the run's first.", {}}
    );
    route.query.push_back({"first", "Number of the first plan, 0 none.", {}});
    route.query.push_back({"second", "Number of the plan it is compared with, 0 none.", {}});
    router.add(std::move(route));
    add_files(router, workshop);
}

}  // namespace belfry::rehearsal
