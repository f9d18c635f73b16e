#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/cards.hpp"
#include "audit/terms.hpp"
#include "base/refusal.hpp"

/// The plain forms in which an audit keeps what it is about: CSV in UTF-8 that anybody can read and
/// check without knowing the maker of the scanners. docs/formats/audit-bundle.md describes them.
namespace belfry::audit {

/// A batch of cards as a jurisdiction keeps it.
struct BatchPlace {
    std::string container;
    std::string tabulator;  ///< Empty where batches are not told apart by it.
    std::string batch;
    std::int64_t cards = 0;

    friend bool operator==(const BatchPlace&, const BatchPlace&) = default;
};

/// Votes of one contest in one batch.
struct BatchVotes {
    std::string tabulator;
    std::string batch;
    std::vector<std::int64_t> votes;  ///< In the contest's order of choices.

    friend bool operator==(const BatchVotes&, const BatchVotes&) = default;
};

/// A card that was drawn elsewhere.
struct CardPlace {
    std::string jurisdiction;
    std::string tabulator;
    std::string batch;
    std::int64_t position = 0;

    friend bool operator==(const CardPlace&, const CardPlace&) = default;
};

/// A refusal that names file, line (0: the whole file) and column, and what would be right.
[[nodiscard]] std::unexpected<Refusal> refuse_plain(
    std::string_view file, std::size_t line, std::string_view column, std::string_view advice
);

/// One line of CSV, RFC 4180, with LF.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

/// `container,tabulator,batch,cards`
[[nodiscard]] std::string manifest_text(const std::vector<BatchPlace>& batches);
[[nodiscard]] Result<std::vector<BatchPlace>> read_manifest_text(
    std::string_view text, std::string_view file
);

/// `tabulator,batch,position,imprinted,style` and a column for each contest under audit. A cell is
/// empty where the card does not have the contest, `-` without a valid mark, `!` overvoted; else
/// the numbers of the choices, `2` or `1;3`, and of a ranked contest in order, `2>1>3`. A record
/// without a position is one whose place is withheld.
[[nodiscard]] Result<std::string> records_text(
    const CardTable& cards, const ContestsFile& contests, std::string_view file
);

/// Adds the cards to `into`, with marks as assertions take them: nothing where too many are marked,
/// ranks closed up. Contests are added in the order of `contests`, so that they have its numbers.
[[nodiscard]] Result<std::int64_t> read_records_text(
    std::string_view text, std::string_view file, const ContestsFile& contests, CardTable& into
);

/// `tabulator,batch` and a column for each choice; a row without either is about every card of the
/// jurisdiction that has neither a record nor a batch with a row of its own.
[[nodiscard]] std::string batch_totals_text(
    const ContestTerms& contest, const std::vector<BatchVotes>& batches
);
[[nodiscard]] Result<std::vector<BatchVotes>> read_batch_totals_text(
    std::string_view text, std::string_view file, const ContestTerms& contest
);

/// `jurisdiction,tabulator,batch,position`
[[nodiscard]] std::string sample_text(const std::vector<CardPlace>& cards);
[[nodiscard]] Result<std::vector<CardPlace>> read_sample_text(
    std::string_view text, std::string_view file
);

}  // namespace belfry::audit
