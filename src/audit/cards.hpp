#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "audit/assertion.hpp"
#include "audit/card_column.hpp"
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

/// Where a card lies and what it is called. Empty where the file does not say.
template <class Text>
struct BasicCardName {
    Text tabulator{};
    Text batch{};
    Text record{};     ///< Its number in the batch; empty where the file keeps it secret.
    Text imprinted{};  ///< What is printed on the card; empty where nothing is.
    Text style{};      ///< Ballot type or style.
    Text group{};      ///< How it was cast: "Mail", "Election Day".
    Text precinct{};

    /// A look at it, for as long as it lives.
    template <class Other>
        requires(std::is_same_v<Other, std::string_view> && !std::is_same_v<Text, Other>)
    operator BasicCardName<Other>() const {  // NOLINT(google-explicit-constructor)
        return {tabulator, batch, record, imprinted, style, group, precinct};
    }

    friend bool operator==(const BasicCardName&, const BasicCardName&) = default;
};

using CardName = BasicCardName<std::string>;
using CardNameView = BasicCardName<std::string_view>;

/// How the cards that hold a contest were marked. Each card is in one of the four counts.
struct ContestCounts {
    std::int64_t blank = 0;      ///< No choice marked.
    std::int64_t fewer = 0;      ///< Fewer choices than allowed; of ranked contests never.
    std::int64_t full = 0;       ///< As many as allowed.
    std::int64_t overvoted = 0;  ///< More than allowed, or two choices at one rank.

    [[nodiscard]] std::int64_t cards() const { return blank + fewer + full + overvoted; }

    friend bool operator==(const ContestCounts&, const ContestCounts&) = default;
};

/// Records of cards, in the file's order.
class CardTable {
public:
    /// Adds a contest and gives its place; a contest of this name that is there already is kept and
    /// its list of choices grows by what is new.
    std::size_t add_contest(const ContestHeader& header);

    /// Gives a contest its name and terms, and its choices theirs, where a file tells them after
    /// the cards. `header.choices` are those there already, in their order, then new ones. The
    /// name and the choices must be unlike all others.
    void describe_contest(std::size_t contest, const ContestHeader& header);

    /// More votes were found to be allowed, or more ranks, than the contest was added with.
    void allow(std::size_t contest, int votes_allowed, int ranks);

    /// The place of a choice in a contest, added when it is new.
    std::size_t choice(std::size_t contest, std::string_view name);

    /// Begins the next card; marks are then set for it. Returns its place.
    std::size_t add_card(const CardNameView& name);

    /// The last card holds the contest, with these marks (one rank or 1 for each choice; 0 none).
    void set_marks(std::size_t contest, Marks marks);
    void set_marks_of(std::size_t card, std::size_t contest, Marks marks);

    /// The last card holds the contest and was overvoted; its record does not say for whom.
    void set_overvoted(std::size_t contest);

    /// The number of a pattern of marks, for set_pattern: whoever meets equal marks again and again
    /// need not spell them out.
    [[nodiscard]] std::uint32_t pattern(std::size_t contest, Marks marks);

    void set_pattern(std::size_t contest, std::uint32_t pattern) {
        votes_[contest].column.set(names_.size() - 1, pattern);
    }

    /// The card's pattern; 0 where its record does not hold the contest.
    [[nodiscard]] std::uint32_t pattern_of(std::size_t card, std::size_t contest) const {
        return votes_[contest].column.at(card);
    }

    /// The last card belongs to a pool whose single records were withheld.
    void set_pool(std::uint32_t pool);

    [[nodiscard]] std::size_t size() const { return names_.size(); }

    [[nodiscard]] const std::vector<ContestHeader>& contests() const { return contests_; }

    [[nodiscard]] std::optional<std::size_t> find_contest(std::string_view name) const;

    /// The card's marks; empty where its record does not hold the contest.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> marks(
        std::size_t card, std::size_t contest
    ) const;

    /// Whether the card counts for nobody: marked for more than allowed, or said to be. Of ranked
    /// contests: two choices at one rank.
    [[nodiscard]] bool overvoted(std::size_t card, std::size_t contest) const;

    [[nodiscard]] CardName name(std::size_t card) const;

    /// The same, valid until the next card is added.
    [[nodiscard]] CardNameView view(std::size_t card) const;

    /// The pool of a card; empty for one with a record of its own.
    [[nodiscard]] std::optional<std::uint32_t> pool(std::size_t card) const;

    /// Cards whose record holds the contest.
    [[nodiscard]] std::int64_t cards_with(std::size_t contest) const;

    /// How those cards were marked.
    [[nodiscard]] ContestCounts counts(std::size_t contest) const;

    /// Cards by how they were cast, in the order of their names.
    [[nodiscard]] std::map<std::string, std::int64_t> groups() const;

    /// Reported votes by choice. Cards with more marks than allowed count for nobody; of ranked
    /// contests first ranks are counted.
    [[nodiscard]] std::vector<std::int64_t> tally(std::size_t contest) const;

    /// Different rankings of a contest with how many cards show each, for RAIRE. Ranks with two
    /// marks end a ranking; gaps are closed up.
    [[nodiscard]] std::vector<RankedBallots> rankings(std::size_t contest) const;

    /// Memory that cards, names and marks take, in bytes.
    [[nodiscard]] std::size_t bytes() const;

    /// Calls `each(card, marks)` for every card that holds the contest; equal marks share storage.
    /// Marks of an overvote that the record does not spell out are all zero.
    template <class Each>
    void for_each(std::size_t contest, Each each) const {
        const auto& votes = votes_[contest];
        votes.column.for_each([&](std::size_t card, std::uint32_t code) {
            each(card, Marks(votes.patterns[code - 1].marks));
        });
    }

private:
    struct Pattern {
        std::vector<std::uint8_t> marks;
        bool overvoted = false;  ///< Without saying for whom.
    };

    /// Marks are few and repeat: each card holds the number of its pattern, 0 for "not on the
    /// card".
    struct Votes {
        CardColumn column;
        std::vector<Pattern> patterns;
        std::map<std::vector<std::uint8_t>, std::uint32_t> known;
        std::uint32_t overvoted = 0;  ///< Code of the pattern without marks; 0 while there is none.
    };

    /// Texts that repeat are kept once.
    class Words {
    public:
        /// `last` is the number that this kind of text had on the card before.
        std::uint32_t number(std::string_view word, std::uint32_t last);

        [[nodiscard]] const std::string& word(std::uint32_t number) const { return words_[number]; }

        [[nodiscard]] std::size_t bytes() const;

    private:
        struct Hash : std::hash<std::string_view> {
            using is_transparent = void;
        };

        std::vector<std::string> words_;
        std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> known_;
    };

    struct StoredName {
        std::uint64_t text = 0;  ///< Where record and imprinted id begin in texts_.
        std::uint32_t record = 0;
        std::uint32_t imprinted = 0;
        std::uint32_t tabulator = 0;
        std::uint32_t batch = 0;
        std::uint32_t style = 0;
        std::uint32_t group = 0;
        std::uint32_t precinct = 0;
        std::uint32_t pool = 0;  ///< 0: none; otherwise the pool's number plus one.
    };

    /// Cards by pattern, in the order of the patterns.
    [[nodiscard]] std::vector<std::int64_t> by_pattern(std::size_t contest) const;
    [[nodiscard]] bool counts_for_nobody(std::size_t contest, const Pattern& pattern) const;

    std::vector<ContestHeader> contests_;
    std::vector<std::unordered_map<std::string, std::size_t>> choice_places_;
    std::vector<Votes> votes_;
    std::vector<StoredName> names_;
    Words words_;
    std::string texts_;
};

}  // namespace belfry::audit
