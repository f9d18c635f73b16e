#include <charconv>

#include "program/limits.hpp"
#include "rehearsal/brief_desk.hpp"
#include "rehearsal/brief_pages.hpp"
#include "rehearsal/printed.hpp"
#include "rehearsal/reading.hpp"

namespace belfry::rehearsal {

namespace {

/// `?goal=0.95`, which it is without.
Result<double> goal_in(const http::Call& call) {
    const auto text = call.request.query_value("goal").value_or("0.95");
    double goal = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, goal);
    if (read.ec != std::errc() || read.ptr != end || !(goal > 0 && goal < 1)) {
        program::Checked fields;
        fields.problem(
            "goal", "goal_no_probability", "Give a probability between 0 and 1, such as 0.95."
        );
        return std::unexpected(fields.result().error());
    }
    return goal;
}

Result<Brief> brief_for(
    const Workshop& workshop, const http::Call& call, const program::Words& words
) {
    const auto goal = goal_in(call);
    if (!goal) {
        return std::unexpected(goal.error());
    }
    return brief_now(workshop, call.id<Run>("run"), *goal, words);
}

Result<http::Response> on_paper(const Workshop& workshop, const http::Call& call, bool as_page) {
    const auto words = words_of(workshop.services, call);
    const auto brief = brief_for(workshop, call, words);
    if (!brief) {
        return std::unexpected(brief.error());
    }
    const auto size = paper_in(call);
    if (!size) {
        return std::unexpected(size.error());
    }
    return as_page ? printed_page(to_html(*brief, *size, words), *size)
                   : word_file(to_docx(*brief, *size, words), "brief.docx");
}

http::Route with_goal(http::Route route) {
    route.query.push_back(
        {"goal", "With which probability the standard is to be held; 0.95 without.", {}}
    );
    return route;
}

}  // namespace

void add_brief_routes(http::Router& router, const Workshop& workshop) {
    router.add(with_goal(in_a_language(http::get<Brief>(
        "/api/v1/runs/{run}/brief",
        may_see_rehearsals(),
        "The mayor's brief of a run: what was found, how sure it is, and how to get the same "
        "numbers again.",
        [workshop](const http::Call& call) {
            return brief_for(workshop, call, words_of(workshop.services, call));
        }
    ))));
    router.add(with_goal(printed(
        "/api/v1/runs/{run}/brief.html",
        "The mayor's brief on two pages for print.",
        "text/html",
        [workshop](const http::Call& call) { return on_paper(workshop, call, true); }
    )));
    router.add(with_goal(printed(
        "/api/v1/runs/{run}/brief.docx",
        "The mayor's brief as a Word document.",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [workshop](const http::Call& call) { return on_paper(workshop, call, false); }
    )));
}

}  // namespace belfry::rehearsal
