#pragma once

#include <string>
#include <vector>

#include "audit/event_bodies.hpp"

namespace belfry::audit {

/// Who won by the reported votes: choices, of D'Hondt as "name: seats", of a share the first choice
/// where it reached it.
[[nodiscard]] std::vector<std::string> winners_of(const ContestTerms& contest);

/// Says who won by the votes of a full hand count and whether that is what was reported. Votes must
/// be given for every choice and no other. Of ranked contests, and where the count ends in a tie,
/// `counted.winners` has to say who won: rounds or a lot decide there.
[[nodiscard]] Result<FullCountRecorded> judge_full_count(
    const ContestTerms& contest, FullCountRecorded counted
);

}  // namespace belfry::audit
