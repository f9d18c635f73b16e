#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "audit/cards.hpp"
#include "audit/contest.hpp"
#include "documents/table_stream.hpp"

/// What came of reading a file of an audit: nothing is guessed in silence.
namespace belfry::audit_files {

enum class NoteKind {
    noticed,    ///< Worth knowing; nothing was changed.
    repaired,   ///< Read after a change.
    set_aside,  ///< Not read.
};
BOOST_DESCRIBE_ENUM(NoteKind, noticed, repaired, set_aside)

/// What a record is told apart by.
enum class Identifier {
    place,    ///< Tabulator, batch and number in it: what cards are drawn by.
    printed,  ///< What is printed on the card: a label.
    number,   ///< The record's number in the export: a label.
};
BOOST_DESCRIBE_ENUM(Identifier, place, printed, number)

/// An identifier that stands in the files already, and where.
struct Repetition {
    Identifier identifier = Identifier::place;
    std::string value;
    std::string file;
    std::size_t line = 0;  ///< 0 where the whole file is the record, or records are counted.
    std::string element;   ///< "Sessions[3]", of files whose records are counted and not lines.

    friend bool operator==(const Repetition&, const Repetition&) = default;
};
BOOST_DESCRIBE_STRUCT(Repetition, (), (identifier, value, file, line, element))

/// Something about a file or a row of it, and what was done about it.
struct Note {
    NoteKind kind = NoteKind::noticed;
    std::string file;
    std::size_t line = 0;  ///< Of the file, or row of a workbook; 0 where the whole file is meant.
    std::string column;
    std::string what;
    std::optional<Repetition> repeats = {};  ///< What stands elsewhere already.

    friend bool operator==(const Note&, const Note&) = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (kind, file, line, column, what, repeats))

/// A file that was read, and how it is written.
struct FileForm {
    std::string name;
    std::string format;  ///< "Dominion CSV 5.2.16.1"
    std::uint64_t bytes = 0;
    /// Of text tables.
    std::optional<documents::TextForm> text;
    /// The sheet of a workbook that was read.
    std::optional<std::string> sheet;

    friend bool operator==(const FileForm&, const FileForm&) = default;
};
BOOST_DESCRIBE_STRUCT(FileForm, (), (name, format, bytes, text, sheet))

/// How a contest stands in the records. Cards = blank + fewer + full + overvoted; cards that do
/// not hold the contest are in none of them.
struct ContestSummary {
    std::string name;
    int votes_allowed = 1;
    int ranks = 0;
    std::int64_t cards = 0;
    std::int64_t blank = 0;      ///< No choice marked.
    std::int64_t fewer = 0;      ///< Fewer marks than allowed.
    std::int64_t overvoted = 0;  ///< Counts for nobody.
    /// Votes; of ranked contests first ranks.
    std::vector<audit::Choice> choices;
    /// As the file says, where it does.
    std::optional<std::string> reported_winner;

    friend bool operator==(const ContestSummary&, const ContestSummary&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ContestSummary,
    (),
    (name, votes_allowed, ranks, cards, blank, fewer, overvoted, choices, reported_winner)
)

struct GroupSummary {
    std::string name;  ///< Empty where the file does not say how a card was cast.
    std::int64_t cards = 0;

    friend bool operator==(const GroupSummary&, const GroupSummary&) = default;
};
BOOST_DESCRIBE_STRUCT(GroupSummary, (), (name, cards))

/// What was read: rows = read + set_aside.
struct Summary {
    std::string format;  ///< Of the first file.
    std::vector<FileForm> files;
    std::int64_t rows = 0;  ///< Records in the files, whatever they call them.
    std::int64_t read = 0;
    std::int64_t repaired = 0;    ///< Read after a repair; also counted in `read`.
    std::int64_t set_aside = 0;   ///< Not read, with a note.
    std::int64_t duplicates = 0;  ///< Of those set aside: stood in the files already.
    /// Cards that were read though another one has the same printed identifier or record number.
    std::int64_t repeated_labels = 0;
    /// Marks that the scanner could not tell, or that no person has decided on: no votes.
    std::int64_t ambiguous = 0;
    /// Records that people changed after the scan; the changed ones were read.
    std::int64_t adjudicated = 0;
    std::int64_t cards = 0;
    std::vector<ContestSummary> contests;
    std::vector<GroupSummary> groups;
    std::vector<Note> notes;  ///< The first thousand.
    std::int64_t notes_left_out = 0;

    void note(Note note);

    /// Counts a row that is not read, and says why.
    void put_aside(Note why);
};
BOOST_DESCRIBE_STRUCT(
    Summary,
    (),
    (format,
     files,
     rows,
     read,
     repaired,
     set_aside,
     duplicates,
     repeated_labels,
     ambiguous,
     adjudicated,
     cards,
     contests,
     groups,
     notes,
     notes_left_out)
)

/// Totals of cards whose single records were withheld from the file, by contest; empty where the
/// contest is not on these cards.
struct WithheldTotals {
    std::string style;
    std::size_t line = 0;
    std::vector<std::optional<std::vector<std::int64_t>>> votes;
};

struct ImportedCards {
    audit::CardTable cards;
    Summary summary;
    std::vector<WithheldTotals> withheld;
};

/// Writes cards, contests and groups of the table into its summary.
void summarise(ImportedCards& imported);

/// How a table was written, for the summary.
[[nodiscard]] FileForm form_of(
    const documents::Source& source, std::string format, const documents::TableForm& form
);

/// A refusal that names file, line and column, and what would be right.
[[nodiscard]] std::unexpected<Refusal> refuse_file(
    std::string_view file, std::size_t line, std::string_view column, std::string advice
);

}  // namespace belfry::audit_files
