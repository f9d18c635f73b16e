#include "web/standing.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace belfry::web {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds longest{10};

/// What people write all day and what ends no session. Of any other kind it is not certain.
constexpr std::array<std::string_view, 17> harmless{
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
    "task",
};

}  // namespace

void Standing::notice(const record::Written& written) {
    const bool use = written.action == "session.use" || written.action == "token.use";
    if (!use && std::ranges::find(harmless, written.object.kind) == harmless.end()) {
        ++noticed_;
    }
}

std::function<bool()> Standing::asked_when_needed(std::function<bool()> holds) const {
    return [this, holds = std::move(holds), seen = std::uint64_t{0}, when = Clock::time_point()](
           ) mutable {
        const auto noticed = noticed_.load();
        const auto now = Clock::now();
        if (noticed != seen || now - when > longest) {
            if (!holds()) {
                return false;
            }
            seen = noticed;
            when = now;
        }
        return true;
    };
}

}  // namespace belfry::web
