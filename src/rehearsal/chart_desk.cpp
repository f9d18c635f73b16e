#include "rehearsal/chart_desk.hpp"

#include "documents/picture.hpp"
#include "program/deed.hpp"
#include "rehearsal/charts.hpp"
#include "rehearsal/result_reading.hpp"
#include "rehearsal/run_desk.hpp"

namespace belfry::rehearsal {

namespace {

/// A chart about one cell: `sites`, or a site's day.
Result<std::string> cell_chart(
    store::Connection& db, const ChartWish& wish, const program::Words& words
) {
    const auto run = find_run(db, wish.run);
    if (!run) {
        return program::no_such_thing();
    }
    const auto key = cell_named(*run, wish.scenario, wish.plan);
    if (!key) {
        return std::unexpected(key.error());
    }
    auto cell = load_cell(db, *run, *key);
    if (!cell) {
        return std::unexpected(cell.error());
    }
    name_in_words(cell->run, words);
    if (wish.name == "sites") {
        return sites_chart(sites_of(db, *cell), cell->model.standard.minutes, words);
    }
    constexpr std::string_view of_site = "site-";
    const auto day = wish.name.starts_with(of_site)
                         ? day_of_site(db, *cell, wish.name.substr(of_site.size()))
                         : std::nullopt;
    if (!day) {
        return refuse(
            Refusal::Kind::not_found,
            "no_such_chart",
            "There is no such chart. There are matrix, cost-risk, sites, and for the day of a "
            "site site-NUMBER, with the number that the city gave it."
        );
    }
    return day_chart(*day, words);
}

}  // namespace

Result<std::string> draw_chart(const Workshop& workshop, const ChartWish& wish) {
    const program::Words words(workshop.services.catalog, wish.language);
    if (wish.name != "matrix" && wish.name != "cost-risk") {
        return workshop.services.database.read([&](store::Connection& db) {
            return cell_chart(db, wish, words);
        });
    }
    const auto run = shown_run(workshop, wish.run, wish.language);
    if (!run) {
        return std::unexpected(run.error());
    }
    return wish.name == "matrix" ? matrix_chart(*run, words) : cost_risk_chart(*run, words);
}

Result<std::string> draw_chart(
    const Workshop& workshop, const ChartWish& wish, std::string_view format
) {
    auto svg = draw_chart(workshop, wish);
    if (svg && format == "png") {
        return documents::png_of(*svg);
    }
    return svg;
}

}  // namespace belfry::rehearsal
