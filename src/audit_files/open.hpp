#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "audit_files/colorado.hpp"
#include "audit_files/contest_files.hpp"
#include "audit_files/manifest.hpp"
#include "audit_files/report.hpp"

/// The front door: files are recognised by what is in them, never by their names.
namespace belfry::audit_files {

enum class Kind {
    dominion_csv,
    dominion_json,  ///< Records or one of the manifests beside them.
    ess_records,
    ess_ballots,
    clear_ballot,
    hart_card,
    hart_scanned,
    nist_xml,
    nist_json,
    raire,
    manifest,
    contest_totals,
    standard_contests,
    batch_tallies,
    colorado_contests,
    colorado_selection,
    colorado_targets,
    batch_counts,
    canonical_contests,
    zip,  ///< Of such files.
    unknown,
};
BOOST_DESCRIBE_ENUM(
    Kind,
    dominion_csv,
    dominion_json,
    ess_records,
    ess_ballots,
    clear_ballot,
    hart_card,
    hart_scanned,
    nist_xml,
    nist_json,
    raire,
    manifest,
    contest_totals,
    standard_contests,
    batch_tallies,
    colorado_contests,
    colorado_selection,
    colorado_targets,
    batch_counts,
    canonical_contests,
    zip,
    unknown
)

struct Recognised {
    std::string file;
    Kind kind = Kind::unknown;
    std::string why;  ///< "The fourth row names CvrNumber, TabulatorNum, BatchId and RecordId."

    friend bool operator==(const Recognised&, const Recognised&) = default;
};
BOOST_DESCRIBE_STRUCT(Recognised, (), (file, kind, why))

/// What a file is, from its beginning. Refuses only what cannot be read at all.
[[nodiscard]] Result<Recognised> recognise(documents::Source& source);

/// Whether files of this kind hold records of cards, or belong to such.
[[nodiscard]] bool is_about_records(Kind kind);

/// What is in a file that holds no records.
using OtherFile = std::variant<
    Manifest,
    ReportedContests,
    StandardContests,
    BatchTallies,
    ColoradoContests,
    ColoradoSelections,
    ColoradoTargets,
    BatchCounts,
    CanonicalContests>;

/// Everything that was in the files given, members of zip files among them.
struct OpenedFiles {
    std::vector<Recognised> files;
    std::optional<ImportedCards> cards;
    std::vector<OtherFile> others;
    /// Members of zip files that are none of these kinds, and were not read.
    std::vector<std::string> passed_over;
};

/// Reads files that belong together: the records of one voting system, with what says where cards
/// lie and how things are called, and any tables of an audit. Refuses a file of an unknown kind,
/// and records of two voting systems.
[[nodiscard]] Result<OpenedFiles> open_files(std::span<documents::Source* const> files);

/// Reads records of cards from one file or zip file.
[[nodiscard]] Result<ImportedCards> open_cvr(documents::Source& source);

}  // namespace belfry::audit_files
