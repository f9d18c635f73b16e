#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/cards.hpp"
#include "audit/event_bodies.hpp"
#include "audit/oneaudit.hpp"
#include "audit/plain_files.hpp"

/// The committed files of an audit, read and put together: every card has a number.
namespace belfry::audit {

/// A batch and where its cards stand in the numbering of all cards.
struct KeptBatch {
    std::size_t jurisdiction = 0;  ///< Among the audit's jurisdictions.
    BatchPlace place;
    std::int64_t first = 0;  ///< Number of its first card.
};

/// Cards are numbered from 0 by jurisdiction, manifest line and position. Phantoms, which stand for
/// cards that should be there, have the numbers after them.
struct AuditInputs {
    AuditTerms terms;
    ContestsFile contests;
    std::vector<KeptBatch> batches;
    std::int64_t cards = 0;
    CardTable records;
    std::vector<std::int32_t> record_of;  ///< By card: its record, −1 without one.
    std::vector<bool> has_records;        ///< By jurisdiction.
    /// By contest and batch: reported votes by choice; empty where none are known or needed.
    std::vector<std::vector<std::vector<std::int64_t>>> batch_votes;
    /// By contest, of ONEAudits: groups of cards without a record of their own of which only the
    /// votes are known — the batches', then what is left of each jurisdiction. No votes: nothing is
    /// known of them.
    std::vector<std::vector<PoolTotals>> pools;
    /// By contest: cards that should be there by its bound, and are not.
    std::vector<std::int64_t> phantoms;
    std::vector<CardPlace> sample;  ///< Drawn elsewhere.

    [[nodiscard]] const KeptBatch& batch_of(std::int64_t card) const;

    /// The record's marks in a contest; empty without a record or without the contest on it.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> marks(
        std::int64_t card, std::size_t contest
    ) const;

    [[nodiscard]] bool has_record(std::int64_t card) const {
        return card < cards && record_of[static_cast<std::size_t>(card)] >= 0;
    }

    /// The group that a card without a record belongs to; null where it has one, is a phantom, or
    /// nothing is known of its group.
    [[nodiscard]] const PoolTotals* pool_of(std::int64_t card, std::size_t contest) const;

    /// The number of a card; empty where no manifest knows its place.
    [[nodiscard]] std::optional<std::int64_t> find(const CardPlace& place) const;

    [[nodiscard]] std::size_t contest_number(std::string_view name) const;
};

/// Reads the committed files; `content` gives the bytes of a path in the bundle. Refuses files that
/// do not fit each other: a record whose batch no manifest knows or that lies beyond its end, two
/// records of one card, totals of an unknown batch. A record without a position is one whose place
/// is withheld: it belongs to its batch, or (where the manifest does not know that) to its
/// jurisdiction.
[[nodiscard]] Result<AuditInputs> read_inputs(
    const AuditTerms& terms,
    const std::vector<CommittedFile>& files,
    const std::function<std::string(const std::string&)>& content
);

/// The part of the cards a sample comes from.
enum class Stratum {
    all,
    compared,  ///< Of jurisdictions with records; a hybrid audit's first stratum.
    polled,    ///< Of jurisdictions without.
};

/// The cards of a contest in the order of their numbers, then its phantoms.
struct ContestCards {
    std::vector<std::int64_t> cards;
    std::int64_t phantoms = 0;  ///< How many of them are phantoms.
    std::int64_t records = 0;   ///< Records among them that hold the contest.
};

[[nodiscard]] ContestCards cards_of(
    const AuditInputs& inputs, std::size_t contest, Stratum stratum = Stratum::all
);

/// Number of the first phantom of a contest.
[[nodiscard]] std::int64_t first_phantom(const AuditInputs& inputs, std::size_t contest);

}  // namespace belfry::audit
