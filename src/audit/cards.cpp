#include "audit/cards.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/check.hpp"

namespace belfry::audit {

std::uint32_t CardTable::Words::number(std::string_view word, std::uint32_t last) {
    if (last < words_.size() && words_[last] == word) {
        return last;
    }
    if (const auto found = known_.find(word); found != known_.end()) {
        return found->second;
    }
    const auto number = static_cast<std::uint32_t>(words_.size());
    known_.emplace(word, number);
    words_.emplace_back(word);
    return number;
}

std::size_t CardTable::Words::bytes() const {
    std::size_t out = words_.capacity() * sizeof(std::string);
    for (const auto& word : words_) {
        // Once in the list and once as a key, which has a link and a number beside it.
        out += 2 * word.capacity() + sizeof(std::string) + 3 * sizeof(void*);
    }
    return out;
}

std::optional<std::size_t> CardTable::find_contest(std::string_view name) const {
    const auto found = std::ranges::find(contests_, name, &ContestHeader::name);
    if (found == contests_.end()) {
        return {};
    }
    return static_cast<std::size_t>(found - contests_.begin());
}

std::size_t CardTable::add_contest(const ContestHeader& header) {
    auto place = find_contest(header.name);
    if (!place) {
        place = contests_.size();
        auto& made = contests_.emplace_back(header);
        made.choices.clear();
        choice_places_.emplace_back();
        votes_.emplace_back();
    }
    for (const auto& each : header.choices) {
        choice(*place, each);
    }
    return *place;
}

void CardTable::describe_contest(std::size_t contest, const ContestHeader& header) {
    const auto namesake = find_contest(header.name);
    check(!namesake || *namesake == contest, "two contests of one name");
    auto& mine = contests_[contest];
    check(header.choices.size() >= mine.choices.size(), "a choice has lost its name");
    mine = header;
    choice_places_[contest].clear();
    for (std::size_t at = 0; at < mine.choices.size(); ++at) {
        check(
            choice_places_[contest].try_emplace(mine.choices[at], at).second, "two equal choices"
        );
    }
}

void CardTable::allow(std::size_t contest, int votes_allowed, int ranks) {
    auto& header = contests_[contest];
    header.votes_allowed = std::max(header.votes_allowed, votes_allowed);
    header.ranks = std::max(header.ranks, ranks);
}

std::size_t CardTable::choice(std::size_t contest, std::string_view name) {
    auto& choices = contests_[contest].choices;
    const auto [found, fresh] =
        choice_places_[contest].try_emplace(std::string(name), choices.size());
    if (fresh) {
        choices.emplace_back(name);
    }
    return found->second;
}

std::size_t CardTable::add_card(const CardNameView& name) {
    const auto before = names_.empty() ? StoredName() : names_.back();
    StoredName stored;
    stored.tabulator = words_.number(name.tabulator, before.tabulator);
    stored.batch = words_.number(name.batch, before.batch);
    stored.style = words_.number(name.style, before.style);
    stored.group = words_.number(name.group, before.group);
    stored.precinct = words_.number(name.precinct, before.precinct);
    stored.text = texts_.size();
    stored.record = static_cast<std::uint32_t>(name.record.size());
    stored.imprinted = static_cast<std::uint32_t>(name.imprinted.size());
    texts_ += name.record;
    texts_ += name.imprinted;
    names_.push_back(stored);
    return names_.size() - 1;
}

std::uint32_t CardTable::pattern(std::size_t contest, Marks marks) {
    auto& votes = votes_[contest];
    std::vector<std::uint8_t> pattern(marks.begin(), marks.end());
    // Trailing blanks are left out, so that a choice found later does not split equal patterns.
    while (!pattern.empty() && pattern.back() == 0) {
        pattern.pop_back();
    }
    const auto [found, fresh] = votes.known.try_emplace(
        std::move(pattern), static_cast<std::uint32_t>(votes.patterns.size() + 1)
    );
    if (fresh) {
        votes.patterns.push_back({found->first, false});
    }
    return found->second;
}

void CardTable::set_marks(std::size_t contest, Marks marks) {
    set_pattern(contest, pattern(contest, marks));
}

void CardTable::set_marks_of(std::size_t card, std::size_t contest, Marks marks) {
    votes_[contest].column.set(card, pattern(contest, marks));
}

void CardTable::set_overvoted(std::size_t contest) {
    auto& votes = votes_[contest];
    if (votes.overvoted == 0) {
        votes.patterns.push_back({{}, true});
        votes.overvoted = static_cast<std::uint32_t>(votes.patterns.size());
    }
    set_pattern(contest, votes.overvoted);
}

void CardTable::set_pool(std::uint32_t pool) {
    names_.back().pool = pool + 1;
}

std::optional<std::vector<std::uint8_t>> CardTable::marks(std::size_t card, std::size_t contest)
    const {
    const auto code = votes_[contest].column.at(card);
    if (code == 0) {
        return {};
    }
    auto out = votes_[contest].patterns[code - 1].marks;
    out.resize(std::max(out.size(), contests_[contest].choices.size()), 0);
    return out;
}

bool CardTable::counts_for_nobody(std::size_t contest, const Pattern& pattern) const {
    if (pattern.overvoted) {
        return true;
    }
    const auto& header = contests_[contest];
    if (header.ranks == 0) {
        return std::ranges::count_if(pattern.marks, [](auto mark) { return mark != 0; }) >
               header.votes_allowed;
    }
    std::array<bool, 256> given{};
    return std::ranges::any_of(pattern.marks, [&](auto rank) {
        return rank != 0 && std::exchange(given[rank], true);
    });
}

bool CardTable::overvoted(std::size_t card, std::size_t contest) const {
    const auto code = votes_[contest].column.at(card);
    return code != 0 && counts_for_nobody(contest, votes_[contest].patterns[code - 1]);
}

CardNameView CardTable::view(std::size_t card) const {
    const auto& stored = names_[card];
    const std::string_view texts(texts_);
    return {
        words_.word(stored.tabulator),
        words_.word(stored.batch),
        texts.substr(stored.text, stored.record),
        texts.substr(stored.text + stored.record, stored.imprinted),
        words_.word(stored.style),
        words_.word(stored.group),
        words_.word(stored.precinct)
    };
}

CardName CardTable::name(std::size_t card) const {
    const auto seen = view(card);
    return {
        std::string(seen.tabulator),
        std::string(seen.batch),
        std::string(seen.record),
        std::string(seen.imprinted),
        std::string(seen.style),
        std::string(seen.group),
        std::string(seen.precinct)
    };
}

std::optional<std::uint32_t> CardTable::pool(std::size_t card) const {
    const auto pool = names_[card].pool;
    return pool == 0 ? std::nullopt : std::optional(pool - 1);
}

std::vector<std::int64_t> CardTable::by_pattern(std::size_t contest) const {
    std::vector<std::int64_t> out(votes_[contest].patterns.size(), 0);
    votes_[contest].column.for_each([&](std::size_t, std::uint32_t code) { ++out[code - 1]; });
    return out;
}

std::int64_t CardTable::cards_with(std::size_t contest) const {
    const auto counted = by_pattern(contest);
    return std::accumulate(counted.begin(), counted.end(), std::int64_t{0});
}

ContestCounts CardTable::counts(std::size_t contest) const {
    const auto counted = by_pattern(contest);
    const auto& header = contests_[contest];
    ContestCounts out;
    for (std::size_t at = 0; at < counted.size(); ++at) {
        const auto& pattern = votes_[contest].patterns[at];
        const auto marked =
            std::ranges::count_if(pattern.marks, [](auto mark) { return mark != 0; });
        auto& into = counts_for_nobody(contest, pattern)                  ? out.overvoted
                     : marked == 0                                        ? out.blank
                     : header.ranks == 0 && marked < header.votes_allowed ? out.fewer
                                                                          : out.full;
        into += counted[at];
    }
    return out;
}

std::map<std::string, std::int64_t> CardTable::groups() const {
    std::map<std::uint32_t, std::int64_t> counted;
    for (const auto& name : names_) {
        ++counted[name.group];
    }
    std::map<std::string, std::int64_t> out;
    for (const auto& [word, cards] : counted) {
        out[words_.word(word)] = cards;
    }
    return out;
}

std::size_t CardTable::bytes() const {
    auto out = names_.capacity() * sizeof(StoredName) + texts_.capacity() + words_.bytes();
    for (const auto& votes : votes_) {
        out += votes.column.bytes();
        for (const auto& pattern : votes.patterns) {
            // Once in the list and once as a key of the map, which has its links beside it.
            out += 2 * (pattern.marks.capacity() + sizeof(Pattern)) + 4 * sizeof(void*);
        }
    }
    return out;
}

std::vector<std::int64_t> CardTable::tally(std::size_t contest) const {
    const auto counted = by_pattern(contest);
    const auto& header = contests_[contest];
    std::vector<std::int64_t> out(header.choices.size(), 0);
    for (std::size_t at = 0; at < counted.size(); ++at) {
        const auto& pattern = votes_[contest].patterns[at].marks;
        const auto wanted = [&](std::uint8_t rank) {
            return header.ranks > 0 ? rank == 1 : rank != 0;
        };
        if (std::ranges::count_if(pattern, wanted) >
            (header.ranks > 0 ? 1 : header.votes_allowed)) {
            continue;
        }
        for (std::size_t each = 0; each < pattern.size(); ++each) {
            if (wanted(pattern[each])) {
                out[each] += counted[at];
            }
        }
    }
    return out;
}

namespace {

std::vector<std::size_t> preferences_of(Marks marks) {
    std::vector<std::size_t> out;
    const auto highest = marks.empty() ? std::uint8_t{0} : std::ranges::max(marks);
    for (unsigned rank = 1; rank <= highest; ++rank) {
        std::optional<std::size_t> only;
        for (std::size_t at = 0; at < marks.size(); ++at) {
            if (marks[at] == rank) {
                if (only) {
                    return out;  // Two choices of one rank: what follows cannot be counted.
                }
                only = at;
            }
        }
        if (only) {
            out.push_back(*only);
        }
    }
    return out;
}

}  // namespace

std::vector<RankedBallots> CardTable::rankings(std::size_t contest) const {
    const auto by_number = by_pattern(contest);
    std::map<std::vector<std::size_t>, std::int64_t> counted;
    for (std::size_t at = 0; at < by_number.size(); ++at) {
        counted[preferences_of(votes_[contest].patterns[at].marks)] += by_number[at];
    }
    std::vector<RankedBallots> out;
    for (auto& [preferences, count] : counted) {
        out.push_back({count, preferences});
    }
    return out;
}

}  // namespace belfry::audit
