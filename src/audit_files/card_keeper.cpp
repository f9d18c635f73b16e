#include "audit_files/card_keeper.hpp"

#include <algorithm>

namespace belfry::audit_files {

bool CardKeeper::equal(std::size_t card, const std::vector<ContestRecord>& record) const {
    const auto& cards = imported_.cards;
    std::size_t there = 0;
    for (std::size_t contest = 0; contest < cards.contests().size(); ++contest) {
        there += cards.pattern_of(card, contest) != 0 ? 1U : 0U;
    }
    return there == record.size() && std::ranges::all_of(record, [&](const auto& mine) {
               const auto marks = cards.marks(card, mine.contest);
               if (!marks) {
                   return false;
               }
               if (mine.overvoted) {
                   return cards.overvoted(card, mine.contest);
               }
               auto wanted = mine.marks;
               wanted.resize(std::max(wanted.size(), marks->size()), 0);
               return *marks == wanted;
           });
}

Result<bool> CardKeeper::keep(
    const audit::CardNameView& name,
    const std::vector<ContestRecord>& record,
    const RecordOrigin& origin
) {
    if (const auto before = watch_.at_place(name)) {
        return repeated(*before, name, record, origin);
    }
    watch_.keep(name, origin, label_);
    imported_.cards.add_card(name);
    for (const auto& each : record) {
        if (each.overvoted) {
            imported_.cards.set_overvoted(each.contest);
        } else {
            imported_.cards.set_marks(each.contest, each.marks);
        }
    }
    ++imported_.summary.read;
    return true;
}

Result<bool> CardKeeper::repeated(
    std::size_t before,
    const audit::CardNameView& name,
    const std::vector<ContestRecord>& record,
    const RecordOrigin& origin
) {
    if (!equal(before, record)) {
        return watch_.refuse_repeated(before, name, origin, place_);
    }
    watch_.set_aside(before, name, origin, place_);
    return false;
}

}  // namespace belfry::audit_files
