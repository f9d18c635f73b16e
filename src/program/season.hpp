#pragma once

#include <optional>

#include <boost/describe.hpp>

#include "base/instant.hpp"

namespace belfry::program {

/// The year's rhythm, in its order.
enum class Phase { plan, train, rehearse, early_voting, election_day, audit, learn };
BOOST_DESCRIBE_ENUM(Phase, plan, train, rehearse, early_voting, election_day, audit, learn)

/// Where the city stands, by days to the next election (docs/program.md gives the reasons):
///
///     more than 180  plan       180–91  train      90–46  rehearse     45–1  early_voting
///     0  election_day           1–30 days after  audit     later  learn
///
/// Without a date: plan. Federal law has ballots for military and overseas voters sent 45 days
/// before the election (52 U.S.C. 20302(a)(8)): from that day on people vote.
[[nodiscard]] Phase phase_on(Date today, std::optional<Date> election);

}  // namespace belfry::program
