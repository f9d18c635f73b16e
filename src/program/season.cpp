#include "program/season.hpp"

#include "program/local_time.hpp"

namespace belfry::program {

Phase phase_on(Date today, std::optional<Date> election) {
    constexpr int train_from = 180;
    constexpr int rehearse_from = 90;
    constexpr int voting_from = 45;
    constexpr int audit_until = -30;
    if (!election) {
        return Phase::plan;
    }
    const auto days = days_between(today, *election);
    if (days > train_from) {
        return Phase::plan;
    }
    if (days > rehearse_from) {
        return Phase::train;
    }
    if (days > voting_from) {
        return Phase::rehearse;
    }
    if (days > 0) {
        return Phase::early_voting;
    }
    if (days == 0) {
        return Phase::election_day;
    }
    return days >= audit_until ? Phase::audit : Phase::learn;
}

}  // namespace belfry::program
