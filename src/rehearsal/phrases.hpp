#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "program/words.hpp"
#include "simulation/scenario.hpp"

/// Parts of the sentences that read back scenarios and plans: `a third`, `from 7:00 to 9:30`.
namespace belfry::rehearsal {

/// In whose language, and what the places are called.
struct Speech {
    program::Words words;
    std::map<std::string, std::string> sites;  ///< Name by id.

    [[nodiscard]] std::string site(const std::string& id) const;
};

[[nodiscard]] Speech speech_of(program::Words words, const simulation::City& city);

/// Without digits that say nothing: `2`, `1.5`, `12,000`.
[[nodiscard]] std::string number(double value);

/// Of a share, as it stands before a percent sign: `12.5`.
[[nodiscard]] std::string percent(double share);

/// `a third`, `20%`.
[[nodiscard]] std::string share_in_words(const Speech& speech, double share);

/// `2 hours 30 minutes`; what is drawn, with its spread.
[[nodiscard]] std::string minutes_in_words(const Speech& speech, double minutes);
[[nodiscard]] std::string duration_in_words(
    const Speech& speech, const simulation::Distribution& duration
);

/// `7:00`; past midnight the hours go on.
[[nodiscard]] std::string clock_in_words(simulation::ClockTime time);

/// `at all sites`, `at Fire Station and Library`.
[[nodiscard]] std::string where_in_words(
    const Speech& speech, const std::optional<simulation::Where>& where
);

/// `from 7:00 to 9:30`, `all day`.
[[nodiscard]] std::string when_in_words(
    const Speech& speech, const simulation::Disruption& disruption
);

/// `scanners, e-pollbooks and printers`.
[[nodiscard]] std::string list_in_words(
    const Speech& speech, const std::vector<std::string>& texts
);
[[nodiscard]] std::string equipment_in_words(
    const Speech& speech, const std::vector<simulation::Equipment>& equipment
);

/// `$84,000`, `$12.50`.
[[nodiscard]] std::string money_in_words(Money money);

}  // namespace belfry::rehearsal
