#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/event.hpp"
#include "audit/event_bodies.hpp"
#include "audit/sentence.hpp"

/// Where an audit stands, by its events alone; `advance` is the one book of its rules.
namespace belfry::audit {

/// How far the reading of a drawn card or batch has come.
enum class ItemStage {
    waiting,      ///< Nobody has read it.
    half_read,    ///< One reading is sealed; a second person has to read it.
    both_read,    ///< The second reading is sealed too; they are opened next.
    differing,    ///< The two readings differ; they have to be settled.
    settled,      ///< It counts as read.
    looked_once,  ///< It was not found; somebody else looks again.
    not_found,    ///< It was not found twice: it counts against the outcome.
};

struct ItemProgress {
    DrawnItem item;
    ItemStage stage = ItemStage::waiting;
    std::vector<ReadingSealed> sealed;
    std::vector<OpenedReading> opened;     ///< Both, once both are in.
    std::vector<std::string> searched_by;  ///< Who looked for it, search by search.
    Reading reading;                       ///< Once it is settled.
};

/// What an audit was until now.
struct Progress {
    std::int64_t events = 0;
    std::string head = std::string(no_event);  ///< Hash of the last event.
    Instant last;                              ///< When the last event was.
    AuditTerms terms;
    std::vector<CommittedFile> files;
    std::optional<Preparation> preparation;
    std::string seed;
    std::vector<RoundDrawn> rounds;
    std::vector<ItemProgress> items;         ///< Item n stands at n − 1.
    std::optional<Measurement> measurement;  ///< The newest; empty while readings are newer.
    int measured_round = 0;
    std::map<std::string, FullCountOrdered> full_counts;
    std::map<std::string, FullCountRecorded> counted;
    std::optional<Closing> closing;
    std::string closing_head;
    std::vector<Signature> signatures;

    [[nodiscard]] const ItemProgress* find(std::int64_t item) const;
};

/// Takes one more event in. Refuses what does not follow, and leaves `progress` as it was: a wrong
/// hash or number, a time before the last, a step out of order (saying what comes next), a person
/// who may not do it.
[[nodiscard]] Result<void> advance(Progress& progress, const Event& event);

/// All events from the first on. A refusal names the event.
[[nodiscard]] Result<Progress> replay(const std::vector<std::string>& event_texts);

/// The next event of an audit, made to follow.
[[nodiscard]] Event next_event(
    const Progress& progress,
    EventKind kind,
    json::Value body,
    std::vector<std::string> by,
    Instant at
);

/// What has to be done next, with the command that does it.
struct NextStep {
    Sentence sentence;
    std::string command;

    /// "measure the risk."
    [[nodiscard]] std::string words(std::string_view language = "en") const {
        return said(sentence, language);
    }
};

[[nodiscard]] NextStep next_step(const Progress& progress);

/// Items that still need people: not settled, not given up.
[[nodiscard]] std::vector<const ItemProgress*> open_items(const Progress& progress);

/// The risk of a contest in the newest measurement.
[[nodiscard]] const ContestRisk* risk_of(const Progress& progress, std::string_view contest);

/// Where every contest ends, as things stand; what `audit_closed` must say.
[[nodiscard]] Closing closing_of(const Progress& progress);

/// Refuses a reading that leaves a contest of the item out, names choices twice, or says of a card
/// what can only be said of a batch.
[[nodiscard]] Result<void> check_reading(const DrawnItem& item, const Reading& reading);

}  // namespace belfry::audit
