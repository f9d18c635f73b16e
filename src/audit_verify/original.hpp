#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "audit_verify/facts.hpp"

/// The second reading of files in makers' formats. Written from the makers' documents and
/// docs/formats/audit-inputs.md, without the first reader's code: whole files in memory, one cell
/// after the other. What cannot be read is a Mismatch.
namespace belfry::audit_verify {

/// A contest, as a maker's file describes it.
struct Race {
    std::string name;
    std::int64_t allowed = 1;
    bool ranked = false;
    std::vector<std::string> choices;

    /// The number of a choice, added where it is new.
    std::size_t choice(const std::string& called);
};

/// How a contest is marked on a card: choices and their ranks (1 where nothing is ranked), in the
/// order of the choices.
struct Vote {
    bool overvoted = false;  ///< So the file says, without saying for whom.
    std::vector<std::pair<std::size_t, int>> ranks;

    /// A choice marked twice has the better rank.
    void mark(std::size_t choice, int rank);

    friend auto operator<=>(const Vote&, const Vote&) = default;
};

/// A card and what it says, by the number of the race.
struct Slip {
    std::string tabulator;
    std::string batch;
    std::string number;  ///< In its batch; empty where that is kept secret.
    std::string imprinted;
    std::string style;
    std::map<std::size_t, Vote> votes;
};

/// All cards of a file.
class Slips {
public:
    std::vector<Race> races;
    /// Votes of cards whose own records are withheld, by race and choice.
    std::map<std::size_t, std::vector<std::int64_t>> withheld;

    std::size_t race(const std::string& name);

    /// Keeps a card unless it stands there already, just so. `by_print`: cards are told apart by
    /// what is printed on them, not by their place.
    void keep(const Slip& slip, bool by_print);

    [[nodiscard]] std::size_t size() const { return slips_.size(); }

    /// The card, without its votes.
    [[nodiscard]] const Slip& slip(std::size_t at) const { return slips_[at].name; }

    [[nodiscard]] const Vote* vote(std::size_t at, std::size_t race) const;

private:
    struct Kept {
        Slip name;
        /// Equal votes are kept once.
        std::vector<std::pair<std::size_t, const Vote*>> votes;
    };

    std::vector<Kept> slips_;
    std::set<Vote> votes_;
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known_;
};

struct ManifestLine {
    std::string jurisdiction;
    Batch batch;
};

/// Votes of one contest by batch; an empty optional is a blank cell.
struct Tallies {
    std::vector<std::string> choices;
    std::vector<std::pair<std::string, std::vector<std::optional<std::int64_t>>>> batches;
};

/// A file, or a member of a zip file.
struct Document {
    std::string name;
    std::string bytes;
};

[[noreturn]] void unreadable(const std::string& file, const std::string& expected);

[[nodiscard]] Slips read_slips(const Document& file);
[[nodiscard]] std::vector<ManifestLine> read_manifest_lines(const Document& file);
[[nodiscard]] Tallies read_tallies(const Document& file);
/// Dominion's records have rows of totals in place of those that are withheld.
[[nodiscard]] bool is_dominion_csv(const Document& file);

// The readers behind read_slips.
[[nodiscard]] Slips dominion_csv(const Document& file);
[[nodiscard]] Slips dominion_json(const std::vector<Document>& files);
[[nodiscard]] Slips ess(const std::vector<Document>& records, const std::vector<Document>& ballots);
[[nodiscard]] Slips clear_ballot(const Document& file);
[[nodiscard]] Slips hart(const std::vector<Document>& cards, const std::vector<Document>& scans);
[[nodiscard]] Slips nist_json(const Document& file);
[[nodiscard]] Slips nist_xml(const Document& file);
[[nodiscard]] Slips raire(const Document& file);

/// A table of whatever kind, its empty lines left out: text in any of the usual encodings, or the
/// first sheet with rows of a workbook. `comma`: the cells are parted by commas, whatever it looks
/// like.
[[nodiscard]] Rows any_table(const Document& file, bool comma = false);
[[nodiscard]] bool is_zip(const std::string& bytes);
[[nodiscard]] bool is_workbook(const Document& file);
[[nodiscard]] std::vector<Document> zip_members(const Document& file);
[[nodiscard]] Rows first_sheet(const Document& file);

/// A text file in UTF-8, without a byte order mark.
[[nodiscard]] std::string in_utf8(const Document& file);

/// Without `="…"` or quotes around it, and without outer blanks.
[[nodiscard]] std::string bare(std::string_view cell);

/// The bare cell; empty where the row is shorter or there is no such column.
[[nodiscard]] std::string bare_at(
    const std::vector<std::string>& row, std::optional<std::size_t> at
);

/// Letters (small), digits and `#` alone.
[[nodiscard]] std::string key_of(std::string_view text);

[[nodiscard]] std::optional<std::size_t> column(
    const std::vector<std::string>& header, const std::vector<std::string>& keys
);

/// A whole number from 0, perhaps with commas before every third digit or ".0" behind it.
[[nodiscard]] std::optional<std::int64_t> counted_number(std::string text);

[[nodiscard]] bool is_blank(const std::vector<std::string>& row);

/// Makes a plain file (its role, jurisdiction and contest are looked at) again from its original.
/// `contests` is the file of contests.
[[nodiscard]] std::string plain_again(
    const File& plain, const Document& original, const std::string& contests
);

}  // namespace belfry::audit_verify
