#include "web/standing.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

namespace belfry::web {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds longest{10};

/// What people write all day and what ends no session. Of any other kind it is not certain.
constexpr std::array<std::string_view, 18> harmless{
    "attachment",
    "calendar_event",
    "comment",
    "decision",
    "import",
    "inbox",
    "job",
    "log",
    "note",
    "place",
    "plan",
    "publication",
    "reminder",
    "run",
    "scenario",
    "step",
    "sum",
    "task",
};

}  // namespace

void Standing::notice(const record::Written& written) {
    const bool use = written.action == "session.use" || written.action == "token.use";
    if (!use && std::ranges::find(harmless, written.object.kind) == harmless.end()) {
        ++noticed_;
    }
}

void Standing::spare(http::EventBody& body) const {
    struct Said {
        std::uint64_t noticed = 0;
        Clock::time_point when;
    };

    const auto yes = std::make_shared<Said>();
    body.surely_allowed = [this, yes] {
        return noticed_.load() == yes->noticed && Clock::now() - yes->when <= longest;
    };
    body.still_allowed = [this, yes, holds = std::move(body.still_allowed)] {
        // Before the question: what is noticed meanwhile may not be in the answer.
        const Said asked{noticed_.load(), Clock::now()};
        if (!holds()) {
            return false;
        }
        *yes = asked;
        return true;
    };
}

}  // namespace belfry::web
