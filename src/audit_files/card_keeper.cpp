#include "audit_files/card_keeper.hpp"

#include <algorithm>

#include <fmt/format.h>

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

Result<void> CardKeeper::keep(
    const audit::CardNameView& name, const std::vector<ContestRecord>& record, Note where
) {
    const bool told_apart =
        by_ == KnownCards::By::imprinted ? !name.imprinted.empty() : !name.record.empty();
    if (const auto before = told_apart ? known_.find(name) : std::nullopt) {
        const auto called = by_ == KnownCards::By::imprinted ? name.imprinted : name.record;
        if (!equal(*before, record)) {
            return refuse_file(
                where.file,
                where.line,
                where.column,
                fmt::format(
                    "The card {} was read already, with other votes. Export the records again.",
                    called
                )
            );
        }
        ++imported_.summary.duplicates;
        where.what = fmt::format(
            "The card {} was read already, with the same votes; this record is left out.", called
        );
        imported_.summary.put_aside(std::move(where));
        return {};
    }
    const auto card = imported_.cards.add_card(name);
    for (const auto& each : record) {
        if (each.overvoted) {
            imported_.cards.set_overvoted(each.contest);
        } else {
            imported_.cards.set_marks(each.contest, each.marks);
        }
    }
    if (told_apart) {
        known_.add(card);
    }
    ++imported_.summary.read;
    return {};
}

}  // namespace belfry::audit_files
