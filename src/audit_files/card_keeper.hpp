#pragma once

#include <vector>

#include "audit_files/known_cards.hpp"
#include "audit_files/table.hpp"

namespace belfry::audit_files {

/// What a record says of one contest.
struct ContestRecord {
    std::size_t contest = 0;
    std::vector<std::uint8_t> marks;
    bool overvoted = false;  ///< Without saying for whom.
};

/// Puts records of cards into the table and watches for those that are there already.
class CardKeeper {
public:
    CardKeeper(ImportedCards& imported, KnownCards::By by)
        : imported_(imported), known_(imported.cards, by), by_(by) {}

    /// Adds the card, or sets an equal repetition aside with a note at `where`. Refuses one that
    /// disagrees with the record that is there.
    [[nodiscard]] Result<void> keep(
        const audit::CardNameView& name, const std::vector<ContestRecord>& record, Note where
    );

private:
    [[nodiscard]] bool equal(std::size_t card, const std::vector<ContestRecord>& record) const;

    ImportedCards& imported_;
    KnownCards known_;
    KnownCards::By by_;
};

}  // namespace belfry::audit_files
