#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "city/election.hpp"
#include "city/place.hpp"

/// What the city's files do not say, by stated rules. Nothing estimated is ever stored: it follows
/// from what is known and is replaced by giving the figure.
///
/// Each rule is a code with three sentences in the catalogs: `estimate.<code>` (what is done),
/// `estimate.<code>.source` and `estimate.<code>.instead` (how to replace it).
namespace belfry::city {

/// Every code, in the order in which rules are tried.
[[nodiscard]] std::span<const std::string_view> estimate_rules();

/// How the rules that need the whole city see it.
struct CityRatios {
    double election_day_share = 0;  ///< Of all ballots.
    double turnout_on_the_day = 0;  ///< Ballots on the day by registered voters.
    bool own = false;               ///< From the city's own figures.

    friend bool operator==(const CityRatios&, const CityRatios&) = default;
};

[[nodiscard]] CityRatios ratios_of(const CityData& data, const EstimateFigures& figures);

/// Whether people vote there on Election Day: not where voting is early only, nor at what stands
/// for no place.
[[nodiscard]] bool is_on_the_day(const PollingPlace& place);

/// The city with every figure that the rehearsal needs; `provenance` of each that was estimated
/// names the rule. Figures that are there stay. Places where nobody votes on the day
/// get nothing.
[[nodiscard]] CityData estimated(CityData data, const Election& election);

/// How often a rule filled a field.
struct RuleUse {
    std::string rule;
    std::string field;
    std::int64_t places = 0;

    friend bool operator==(const RuleUse&, const RuleUse&) = default;
};
BOOST_DESCRIBE_STRUCT(RuleUse, (), (rule, field, places))

/// In the order of estimate_rules().
[[nodiscard]] std::vector<RuleUse> rule_uses(const CityData& data);

}  // namespace belfry::city
