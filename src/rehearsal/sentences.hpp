#pragma once

#include <string>
#include <vector>

#include "rehearsal/phrases.hpp"
#include "simulation/plan.hpp"

namespace belfry::rehearsal {

/// What was set, read back: "E-pollbooks are down at a third of the sites from 7:00 to 9:30." The
/// disruption must be valid (simulation/validation.hpp).
[[nodiscard]] std::string sentence_of(
    const Speech& speech, const simulation::Disruption& disruption
);
[[nodiscard]] std::string sentence_of(const Speech& speech, const simulation::Measure& measure);

/// The goal: "Nobody at a site waits longer than 30 minutes."
[[nodiscard]] std::string sentence_of(const Speech& speech, const simulation::Standard& standard);

template <class T>
[[nodiscard]] std::vector<std::string> sentences_of(
    const Speech& speech, const std::vector<T>& things
) {
    std::vector<std::string> out;
    for (const auto& thing : things) {
        out.push_back(sentence_of(speech, thing));
    }
    return out;
}

}  // namespace belfry::rehearsal
