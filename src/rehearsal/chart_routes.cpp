#include "rehearsal/chart_desk.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/result_reading.hpp"

namespace belfry::rehearsal {

namespace {

/// What the path's `sites.png` asks for.
struct Asked {
    ChartWish chart;
    std::string format;
};

Result<Asked> asked_for(const Services& services, const http::Call& call) {
    const auto file = call.text("chart");
    const auto dot = file.rfind('.');
    Asked out;
    out.format = dot == std::string::npos ? "" : file.substr(dot + 1);
    if (out.format != "svg" && out.format != "png") {
        return refuse(Refusal::Kind::not_found, "no_such_chart", "There is no such chart.");
    }
    const auto scenario = id_in(call, "scenario");
    const auto plan = id_in(call, "plan");
    if (!scenario || !plan) {
        return std::unexpected(!scenario ? scenario.error() : plan.error());
    }
    out.chart = {
        call.id<Run>("run"), file.substr(0, dot), *scenario, *plan, language_of(services, call)
    };
    return out;
}

http::Response answer(const Workshop& workshop, const http::Call& call) {
    const auto asked = asked_for(workshop.services, call);
    if (!asked) {
        return http::problem_response(asked.error());
    }
    const auto picture = draw_chart(workshop, asked->chart, asked->format);
    if (!picture) {
        return http::problem_response(picture.error());
    }
    const auto* const type = asked->format == "png" ? "image/png" : "image/svg+xml";
    return http::download(*picture, type, call.text("chart"));
}

}  // namespace

void add_chart_routes(http::Router& router, const Workshop& workshop) {
    http::Route route{
        http::Method::get,
        "/api/v1/runs/{run}/charts/{chart:text}",
        may_see_rehearsals(),
        "A chart as SVG or PNG: `sites.svg`, `site-NUMBER.svg` (a site's day), `matrix.png`, "
        "`cost-risk.png`.",
        [workshop](const http::Call& call) {
            return answer(workshop, call);
        }
    };
    route.output_type = "image/svg+xml";
    router.add(in_a_language(of_a_cell(std::move(route))));
}

}  // namespace belfry::rehearsal
