#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rehearsal/protocol.hpp"
#include "rehearsal/protocol_reach.hpp"

/// Sentences of the protocol (presets/protocol/).
namespace belfry::rehearsal {

/// "5:30 p.m."; past midnight the hours begin again.
[[nodiscard]] std::string wall_clock(const program::Words& words, simulation::ClockTime time);

/// A sentence that ends in a time of day ends in one full stop.
[[nodiscard]] std::string one_stop(std::string sentence);

/// "November 3, 2026".
[[nodiscard]] std::string long_date(const program::Words& words, Date date);

/// The lines of a text that is a list.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// What the words of one measure's cards depend on.
class MeasureWords {
public:
    MeasureWords(
        const simulation::Measure& measure,
        const simulation::City& city,
        const simulation::Standard& standard,
        const program::Words& words
    );

    [[nodiscard]] std::string title() const;

    /// As the role sees it: those of the city hear of it from a polling place.
    [[nodiscard]] std::string trigger(ProtocolRole role) const;

    /// Empty when the measure takes effect at once.
    [[nodiscard]] std::string delay() const;

    /// What is held ready, `count` units of it; without a count, of what has none.
    [[nodiscard]] std::string ready(std::optional<int> count) const;

    /// What the cards say: the number where it is the same everywhere, else where to look it up.
    [[nodiscard]] std::string ready_on_cards(const Reach& reach) const;

    [[nodiscard]] std::vector<std::string> act(ProtocolRole role) const;
    [[nodiscard]] std::vector<std::string> write_down(ProtocolRole role) const;
    [[nodiscard]] std::vector<std::string> never(ProtocolRole role) const;
    [[nodiscard]] std::string back_to_normal(ProtocolRole role) const;

private:
    [[nodiscard]] std::string say(std::string_view what, std::string_view who) const;
    [[nodiscard]] std::string seen_at_a_site() const;

    const simulation::Measure& measure_;
    const program::Words& words_;
    std::string kind_;
    text::Catalog::Values values_;
};

/// "{city} · {election}" of a city that has no name yet, without the mark that would stand first.
[[nodiscard]] std::string without_empty_head(std::string line);

}  // namespace belfry::rehearsal
