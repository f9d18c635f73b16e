#include "program/deed.hpp"
#include "rehearsal/charts.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/result_reading.hpp"
#include "rehearsal/run_desk.hpp"

namespace belfry::rehearsal {

namespace {

std::unexpected<Refusal> no_such_chart() {
    return refuse(Refusal::Kind::not_found, "no_such_chart", "There is no such chart.");
}

/// A chart about one cell: `sites`, or a site's day.
Result<std::string> cell_chart(
    const Workshop& workshop, const http::Call& call, const std::string& name
) {
    const auto words = words_of(workshop.services, call);
    return workshop.services.database.read([&](store::Connection& db) -> Result<std::string> {
        auto cell = cell_in(db, call);
        if (!cell) {
            return std::unexpected(cell.error());
        }
        name_in_words(cell->run, words);
        if (name == "sites") {
            return sites_chart(sites_of(db, *cell), cell->model.standard.minutes, words);
        }
        constexpr std::string_view of_site = "site-";
        const auto day = name.starts_with(of_site)
                             ? day_of_site(db, *cell, name.substr(of_site.size()))
                             : std::nullopt;
        if (!day) {
            return no_such_chart();
        }
        return day_chart(*day, words);
    });
}

Result<std::string> chart(const Workshop& workshop, const http::Call& call) {
    auto name = call.text("chart");
    constexpr std::string_view ending = ".svg";
    if (!name.ends_with(ending)) {
        return no_such_chart();
    }
    name.resize(name.size() - ending.size());
    if (name != "matrix" && name != "cost-risk") {
        return cell_chart(workshop, call, name);
    }
    const auto words = words_of(workshop.services, call);
    const auto run = shown_run(workshop, call.id<Run>("run"), words.language());
    if (!run) {
        return std::unexpected(run.error());
    }
    return name == "matrix" ? matrix_chart(*run, words) : cost_risk_chart(*run, words);
}

}  // namespace

void add_chart_routes(http::Router& router, const Workshop& workshop) {
    http::Route route{
        http::Method::get,
        "/api/v1/runs/{run}/charts/{chart:text}",
        may_see_rehearsals(),
        "A chart as SVG: `sites.svg`, `site-NUMBER.svg` (a site's day), `matrix.svg`, "
        "`cost-risk.svg`.",
        [workshop](const http::Call& call) {
            const auto svg = chart(workshop, call);
            return svg ? http::download(*svg, "image/svg+xml", call.text("chart"))
                       : http::problem_response(svg.error());
        }
    };
    route.output_type = "image/svg+xml";
    router.add(in_a_language(of_a_cell(std::move(route))));
}

}  // namespace belfry::rehearsal
