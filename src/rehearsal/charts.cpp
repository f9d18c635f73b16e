#include "rehearsal/charts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "rehearsal/phrases.hpp"
#include "rehearsal/svg.hpp"
#include "text/characters.hpp"
#include "text/markdown.hpp"

namespace belfry::rehearsal {

namespace {

constexpr double width = 760;
constexpr double top = 56;
constexpr const char* ink = "stroke=\"#1f4e79\" stroke-width=\"2\" fill=\"none\"";
constexpr const char* thin = "stroke=\"#c6cace\" stroke-width=\"1\"";
constexpr const char* limit_style =
    "stroke=\"#b00020\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\"";
constexpr std::size_t most_bars = 20;
constexpr std::size_t most_name = 34;

std::string share(double value) {
    return percent(value) + '%';
}

std::string short_name(const std::string& name) {
    return text::shorten(name, most_name);
}

/// A round number at or above `value` to end an axis with.
double axis_end(double value) {
    const double power = std::pow(10, std::floor(std::log10(std::max(1.0, value))));
    for (const double step : {1.0, 2.0, 5.0, 10.0}) {
        if (value <= step * power) {
            return step * power;
        }
    }
    return 10 * power;
}

/// From values to pixels.
struct Scale {
    double low = 0;
    double high = 1;
    double from = 0;
    double until = 1;

    [[nodiscard]] double at(double value) const {
        return from + (until - from) * (value - low) / (high - low);
    }
};

/// Dollars for an axis.
std::string dollars(double cents) {
    return money_in_words(Money::dollars(std::llround(cents / 100)));
}

struct RiskPoint {
    std::string name;
    double cents = 0;
    Figure holds;
};

/// The cell in which each plan of a comparison does worst.
std::vector<RiskPoint> worst_cells(const Run& run) {
    std::vector<RiskPoint> out;
    for (const auto& plan : run.inputs.plans) {
        const RunCell* worst = nullptr;
        for (const auto& cell : run.cells) {
            if (cell.plan == plan.id &&
                (worst == nullptr || cell.p_all_hold.value < worst->p_all_hold.value)) {
                worst = &cell;
            }
        }
        if (worst != nullptr) {
            out.push_back({plan.name, worst->cost_cents.value, worst->p_all_hold});
        }
    }
    return out;
}

std::vector<RiskPoint> risk_points(const Run& run) {
    if (!run.optimization) {
        return worst_cells(run);
    }
    std::vector<RiskPoint> out;
    for (const auto& looked : run.optimization->curve) {
        out.push_back({{}, looked.cost_cents, looked.p_all_hold});
    }
    if (run.optimization->best) {
        const auto& best = *run.optimization->best;
        out.push_back({dollars(best.cost_cents), best.cost_cents, best.p_all_hold});
    }
    return out;
}

void draw_band(
    Svg& svg,
    const SiteDayBands& day,
    const Scale& x,
    const Scale& y,
    std::pair<double Bands::*, double Bands::*> ends,
    const char* style
) {
    std::vector<Point> points;
    std::vector<Point> back;
    for (std::size_t i = 0; i < day.slots.size(); ++i) {
        const auto bands = day.slots[i].wait.value_or(Bands());
        const auto at = x.at(static_cast<double>(i) + 0.5);
        points.push_back({at, y.at(bands.*ends.second)});
        back.push_back({at, y.at(bands.*ends.first)});
    }
    points.insert(points.end(), back.rbegin(), back.rend());
    svg.path(points, true, style);
}

/// How often all sites hold, in a field of the matrix; a dash where nobody knows yet.
void draw_cell(Svg& svg, Point at, double column, const RunCell* cell) {
    const double holds = cell != nullptr ? cell->p_all_hold.value : 0;
    svg.rectangle(
        {at.x + 3, at.y + 3},
        column - 6,
        50,
        fmt::format("fill=\"#1f6f43\" fill-opacity=\"{:.2f}\" stroke=\"#1f6f43\"", 0.35 * holds)
    );
    const auto middle = at.x + column / 2;
    svg.text({middle, at.y + 27}, cell != nullptr ? share(holds) : "–", Anchor::middle, 16);
    if (cell != nullptr) {
        const auto interval =
            fmt::format("{}–{}", percent(cell->p_all_hold.low), share(cell->p_all_hold.high));
        svg.text({middle, at.y + 45}, interval, Anchor::middle, 11);
    }
}

}  // namespace

std::string sites_chart(
    const std::vector<RunSite>& sites, double limit_minutes, const program::Words& words
) {
    auto worst = sites;
    std::ranges::sort(worst, [](const RunSite& a, const RunSite& b) {
        return std::tuple(a.p_holds.value, -a.p90.value, a.site) <
               std::tuple(b.p_holds.value, -b.p90.value, b.site);
    });
    worst.resize(std::min(worst.size(), most_bars));
    const text::Catalog::Values values{
        {"minutes", number(limit_minutes)},
        {"count", std::to_string(worst.size())},
        {"site", worst.empty() ? "" : worst.front().name},
        {"percent", worst.empty() ? "" : percent(worst.front().p_holds.value)}
    };
    const auto title = words.say("rehearsal.chart.sites", values);
    const double bottom = top + 24 * static_cast<double>(worst.size());
    Svg svg(width, bottom + 44, title, words.say("rehearsal.chart.sites.description", values));
    svg.strong({16, 28}, title);
    const Scale x{0, 1, 270, width - 70};
    for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        svg.line({x.at(tick), top - 8}, {x.at(tick), bottom}, thin);
        svg.text({x.at(tick), bottom + 18}, share(tick), Anchor::middle, 12);
    }
    for (std::size_t i = 0; i < worst.size(); ++i) {
        const auto& site = worst[i];
        const double y = top + 24 * static_cast<double>(i);
        svg.text({262, y + 13}, short_name(site.name), Anchor::end);
        svg.rectangle({x.from, y + 2}, x.at(site.p_holds.value) - x.from, 14, "fill=\"#7fa7cf\"");
        svg.line({x.at(site.p_holds.low), y + 9}, {x.at(site.p_holds.high), y + 9}, ink);
        svg.text({width - 62, y + 13}, share(site.p_holds.value));
    }
    return std::move(svg).finished();
}

std::string day_chart(const SiteDayBands& day, const program::Words& words) {
    double most = day.limit_minutes * 1.2;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < day.slots.size(); ++i) {
        const auto bands = day.slots[i].wait.value_or(Bands());
        most = std::max(most, bands.p90);
        if (bands.p90 > day.slots[worst].wait.value_or(Bands()).p90) {
            worst = i;
        }
    }
    const auto peak = day.slots.empty() ? DaySlot() : day.slots[worst];
    const text::Catalog::Values values{
        {"site", day.figures.name},
        {"scenario", day.scenario},
        {"plan", day.plan},
        {"minutes", number(day.limit_minutes)},
        {"at", peak.from},
        {"median", number(peak.wait.value_or(Bands()).p50)},
        {"p90", number(peak.wait.value_or(Bands()).p90)},
    };
    const auto title = words.say("rehearsal.chart.day", values);
    Svg svg(width, 380, title, words.say("rehearsal.chart.day.description", values));
    svg.strong({16, 28}, title);
    const Scale x{0, std::max(1.0, static_cast<double>(day.slots.size())), 60, width - 24};
    const Scale y{0, axis_end(most), 330, top + 8};
    for (int tick = 0; tick <= 4; ++tick) {
        const double value = y.high * tick / 4;
        svg.line({x.from, y.at(value)}, {x.until, y.at(value)}, thin);
        svg.text({x.from - 8, y.at(value) + 4}, number(value), Anchor::end, 12);
    }
    for (std::size_t i = 0; i < day.slots.size(); i += 8) {
        svg.text({x.at(static_cast<double>(i)), 350}, day.slots[i].from, Anchor::middle, 12);
    }
    draw_band(svg, day, x, y, {&Bands::p10, &Bands::p90}, "fill=\"#d6e4f2\"");
    draw_band(svg, day, x, y, {&Bands::p25, &Bands::p75}, "fill=\"#9dbfe0\"");
    std::vector<Point> median;
    for (std::size_t i = 0; i < day.slots.size(); ++i) {
        median.push_back(
            {x.at(static_cast<double>(i) + 0.5), y.at(day.slots[i].wait.value_or(Bands()).p50)}
        );
    }
    svg.path(median, false, ink);
    svg.line({x.from, y.at(day.limit_minutes)}, {x.until, y.at(day.limit_minutes)}, limit_style);
    svg.text({16, 372}, words.say("rehearsal.chart.day.legend", values), Anchor::start, 12);
    return std::move(svg).finished();
}

std::string matrix_chart(const Run& run, const program::Words& words) {
    const auto title = words.say("rehearsal.chart.matrix");
    std::string said;
    for (const auto& cell : run.cells) {
        const auto scenario = std::ranges::find(run.inputs.scenarios, cell.scenario, &RunInput::id);
        const auto plan = std::ranges::find(run.inputs.plans, cell.plan, &RunInput::id);
        said +=
            fmt::format("{} — {}: {}. ", scenario->name, plan->name, share(cell.p_all_hold.value));
    }
    const auto rows = static_cast<double>(run.inputs.scenarios.size());
    Svg svg(width, top + 34 + rows * 56 + 30, title, said);
    svg.strong({16, 28}, title);
    const double column = (width - 216) / static_cast<double>(run.inputs.plans.size());
    for (std::size_t p = 0; p < run.inputs.plans.size(); ++p) {
        const auto most = static_cast<std::size_t>(column / 8);
        svg.text(
            {200 + column * (static_cast<double>(p) + 0.5), top + 18},
            text::shorten(run.inputs.plans[p].name, most),
            Anchor::middle
        );
    }
    for (std::size_t s = 0; s < run.inputs.scenarios.size(); ++s) {
        const double y = top + 34 + 56 * static_cast<double>(s);
        svg.text({16, y + 32}, text::shorten(run.inputs.scenarios[s].name, 24));
        for (std::size_t p = 0; p < run.inputs.plans.size(); ++p) {
            const auto cell = std::ranges::find_if(run.cells, [&](const RunCell& c) {
                return c.scenario == run.inputs.scenarios[s].id && c.plan == run.inputs.plans[p].id;
            });
            draw_cell(
                svg,
                {200 + column * static_cast<double>(p), y},
                column,
                cell == run.cells.end() ? nullptr : &*cell
            );
        }
    }
    return std::move(svg).finished();
}

std::string cost_risk_chart(const Run& run, const program::Words& words) {
    const auto points = risk_points(run);
    const auto title = words.say("rehearsal.chart.cost_risk");
    double most = 100;
    std::string said;
    for (const auto& point : points) {
        most = std::max(most, point.cents / 100);
        said += fmt::format(
            "{}{}: {}. ",
            point.name.empty() ? "" : point.name + ", ",
            dollars(point.cents),
            share(point.holds.value)
        );
    }
    Svg svg(width, 400, title, said);
    svg.strong({16, 28}, title);
    const Scale x{0, axis_end(most), 70, width - 40};
    const Scale y{0, 1, 340, top + 8};
    for (int tick = 0; tick <= 4; ++tick) {
        svg.line({x.from, y.at(tick / 4.0)}, {x.until, y.at(tick / 4.0)}, thin);
        svg.text({x.from - 8, y.at(tick / 4.0) + 4}, share(tick / 4.0), Anchor::end, 12);
        const double value = x.high * tick / 4;
        svg.text({x.at(value), 362}, dollars(100 * value), Anchor::middle, 12);
    }
    if (run.optimization) {
        const auto goal = y.at(run.optimization->probability);
        svg.line({x.from, goal}, {x.until, goal}, limit_style);
    }
    for (const auto& point : points) {
        const double at = x.at(point.cents / 100);
        svg.line({at, y.at(point.holds.low)}, {at, y.at(point.holds.high)}, ink);
        svg.circle({at, y.at(point.holds.value)}, 5, "fill=\"#1f4e79\"");
        const bool right = at > (x.from + x.until) / 2;
        svg.text(
            {at + (right ? -9 : 9), y.at(point.holds.value) - 7},
            text::shorten(point.name, most_name),
            right ? Anchor::end : Anchor::start,
            12
        );
    }
    svg.text({(x.from + x.until) / 2, 388}, words.say("rehearsal.chart.cost"), Anchor::middle, 12);
    return std::move(svg).finished();
}

}  // namespace belfry::rehearsal
