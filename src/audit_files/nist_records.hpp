#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit_files/card_keeper.hpp"

/// NIST SP 1500-103 as values: both spellings, XML and JSON, are read into them.
namespace belfry::audit_files {

struct NistPosition {
    bool indicated = false;
    /// "yes", "no", "unknown"; empty where absent.
    std::string allocable;
    std::int64_t votes = 1;
    std::int64_t rank = 0;  ///< 0: none.
    bool write_in = false;
};

struct NistSelection {
    std::string id;  ///< Empty for a mark that belongs to no selection.
    std::int64_t option = 0;
    std::int64_t rank = 0;
    std::optional<std::int64_t> total;
    std::vector<NistPosition> positions;
};

struct NistContestRecord {
    std::string id;
    std::int64_t overvotes = 0;
    std::int64_t undervotes = 0;
    bool says_overvoted = false;
    std::vector<NistSelection> selections;
};

struct NistSnapshot {
    std::string id;
    std::string type;
    std::vector<NistContestRecord> contests;
};

struct NistCvr {
    std::string current;
    std::string batch;
    std::string sequence;
    std::string unique;
    std::string audit_id;
    std::string printed_id;
    std::string device;
    std::string style;
    std::string unit;
    std::vector<NistSnapshot> snapshots;
};

struct NistContest {
    std::string id;
    std::string name;
    std::string variation;
    std::string party;
    std::optional<std::int64_t> votes_allowed;

    struct Selection {
        std::string id;
        std::string text;                     ///< Of a ballot measure.
        std::vector<std::string> candidates;  ///< Or parties, by their identifiers.
        bool write_in = false;
    };

    std::vector<Selection> selections;
};

/// What the Election, Party and GpUnit parts say. They may stand behind the records.
struct NistDefinitions {
    std::vector<NistContest> contests;
    std::unordered_map<std::string, std::string> names;  ///< Of candidates and parties.
    std::string version;
};

/// Turns records into cards, and names things once the whole file is read.
class NistCards {
public:
    explicit NistCards(std::string file) : file_(std::move(file)) {}

    [[nodiscard]] Result<void> take(const NistCvr& cvr, std::size_t line);

    /// Whether no record was taken.
    [[nodiscard]] bool is_empty() const { return out_.summary.rows == 0; }

    [[nodiscard]] ImportedCards finish(const NistDefinitions& definitions, FileForm form);

private:
    struct Contest {
        std::size_t place = 0;
        int ranks = 0;
        std::unordered_map<std::string, std::size_t> choices;
    };

    Contest& contest(const std::string& id);
    std::size_t choice(Contest& contest, const NistSelection& selection);
    ContestRecord record(const NistContestRecord& given);
    void note(NoteKind kind, std::size_t line, std::string_view column, std::string what);
    void watch_label(const NistCvr& cvr, const RecordOrigin& origin);
    /// The name, with the contest's identifier behind it where another contest has the same.
    [[nodiscard]] std::string unlike_others(
        const NistContest& given, std::size_t place, std::string name
    ) const;
    void describe(
        Contest& mine,
        const NistContest& given,
        const NistDefinitions& definitions,
        const std::string& name
    );

    std::string file_;
    ImportedCards out_;
    CardKeeper keeper_{out_, "BatchSequenceId", "BallotAuditId"};
    std::unordered_map<std::string, std::size_t> unique_;  ///< CVRs by UniqueId, a label.
    std::unordered_map<std::string, Contest> contests_;
    std::map<std::string, std::int64_t> weighted_;  ///< Contests with several votes on one choice.
};

}  // namespace belfry::audit_files
