#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/assertion.hpp"
#include "audit/raire.hpp"

/// Cast vote records, held by contest: a million cards with dozens of contests in some hundred MiB.
namespace belfry::audit {

/// A contest as a file of records describes it. Votes are counted by tally().
struct ContestHeader {
    std::string name;
    int votes_allowed = 1;
    int ranks = 0;  ///< 0: plain votes; otherwise how many ranks a voter may give.
    std::vector<std::string> choices;

    friend bool operator==(const ContestHeader&, const ContestHeader&) = default;
};

/// Where a card lies and what it is called.
struct CardName {
    std::string tabulator;
    std::string batch;
    std::string record;     ///< Its number in the batch; empty where the file keeps it secret.
    std::string imprinted;  ///< What is printed on the card; empty where nothing is.
    std::string style;      ///< Ballot type or style.

    friend bool operator==(const CardName&, const CardName&) = default;
};

/// Records of cards, in the file's order.
class CardTable {
public:
    /// Adds a contest and gives its place; a contest of this name that is there already is kept and
    /// its list of choices grows by what is new.
    std::size_t add_contest(const ContestHeader& header);

    /// The place of a choice in a contest, added when it is new.
    std::size_t choice(std::size_t contest, std::string_view name);

    /// Begins the next card; marks are then set for it. Returns its place.
    std::size_t add_card(const CardName& name);

    /// The last card holds the contest, with these marks (one rank or 1 for each choice; 0 none).
    void set_marks(std::size_t contest, Marks marks);

    /// The last card belongs to a pool whose single records were withheld.
    void set_pool(std::uint32_t pool);

    [[nodiscard]] std::size_t size() const { return names_.size(); }

    [[nodiscard]] const std::vector<ContestHeader>& contests() const { return contests_; }

    [[nodiscard]] std::optional<std::size_t> find_contest(std::string_view name) const;

    /// The card's marks; empty where its record does not hold the contest.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> marks(
        std::size_t card, std::size_t contest
    ) const;

    [[nodiscard]] CardName name(std::size_t card) const;

    /// The pool of a card; empty for one with a record of its own.
    [[nodiscard]] std::optional<std::uint32_t> pool(std::size_t card) const;

    /// Cards whose record holds the contest.
    [[nodiscard]] std::int64_t cards_with(std::size_t contest) const;

    /// Reported votes by choice. Cards with more marks than allowed count for nobody; of ranked
    /// contests first ranks are counted.
    [[nodiscard]] std::vector<std::int64_t> tally(std::size_t contest) const;

    /// Different rankings of a contest with how many cards show each, for RAIRE. Ranks with two
    /// marks end a ranking; gaps are closed up.
    [[nodiscard]] std::vector<RankedBallots> rankings(std::size_t contest) const;

    /// Calls `each(card, marks)` for every card that holds the contest; equal marks share storage.
    template <class Each>
    void for_each(std::size_t contest, Each each) const {
        const auto& column = columns_[contest];
        for (std::size_t card = 0; card < column.codes.size(); ++card) {
            if (column.codes[card] != 0) {
                each(card, Marks(column.patterns[column.codes[card] - 1]));
            }
        }
    }

private:
    /// Marks are few and repeat: each card holds the number of its pattern, 0 for "not on the
    /// card".
    struct Column {
        std::vector<std::uint32_t> codes;
        std::vector<std::vector<std::uint8_t>> patterns;
        std::map<std::vector<std::uint8_t>, std::uint32_t> known;
    };

    /// Texts that repeat are kept once.
    class Words {
    public:
        std::uint32_t number(std::string_view word);

        [[nodiscard]] const std::string& word(std::uint32_t number) const { return words_[number]; }

    private:
        std::vector<std::string> words_;
        std::unordered_map<std::string, std::uint32_t> known_;
    };

    struct StoredName {
        std::uint32_t tabulator = 0;
        std::uint32_t batch = 0;
        std::uint32_t style = 0;
        std::uint32_t pool = 0;  ///< 0: none; otherwise the pool's number plus one.
        std::uint32_t text = 0;  ///< Where record and imprinted id begin in texts_.
        std::uint16_t record = 0;
        std::uint16_t imprinted = 0;
    };

    std::vector<ContestHeader> contests_;
    std::vector<std::unordered_map<std::string, std::size_t>> choice_places_;
    std::vector<Column> columns_;
    std::vector<StoredName> names_;
    Words words_;
    std::string texts_;
};

}  // namespace belfry::audit
