#pragma once

#include <vector>

#include "audit_files/record_watch.hpp"

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
    /// `place` and `label` are the columns of a card's place in its batch and of what is printed on
    /// it.
    CardKeeper(ImportedCards& imported, std::string_view place, std::string_view label)
        : imported_(imported), watch_(imported), place_(place), label_(label) {}

    /// Adds the card, or sets an equal repetition aside. Refuses one that disagrees with the record
    /// that is there. True where the card was added.
    [[nodiscard]] Result<bool> keep(
        const audit::CardNameView& name,
        const std::vector<ContestRecord>& record,
        const RecordOrigin& origin
    );

private:
    [[nodiscard]] bool equal(std::size_t card, const std::vector<ContestRecord>& record) const;
    [[nodiscard]] Result<bool> repeated(
        std::size_t before,
        const audit::CardNameView& name,
        const std::vector<ContestRecord>& record,
        const RecordOrigin& origin
    );

    ImportedCards& imported_;
    RecordWatch watch_;
    std::string_view place_;
    std::string_view label_;
};

}  // namespace belfry::audit_files
