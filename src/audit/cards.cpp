#include "audit/cards.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace belfry::audit {

std::uint32_t CardTable::Words::number(std::string_view word) {
    const auto [found, fresh] =
        known_.try_emplace(std::string(word), static_cast<std::uint32_t>(words_.size()));
    if (fresh) {
        words_.emplace_back(word);
    }
    return found->second;
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
        columns_.emplace_back().codes.resize(names_.size(), 0);
    }
    for (const auto& each : header.choices) {
        choice(*place, each);
    }
    return *place;
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

std::size_t CardTable::add_card(const CardName& name) {
    StoredName stored;
    stored.tabulator = words_.number(name.tabulator);
    stored.batch = words_.number(name.batch);
    stored.style = words_.number(name.style);
    stored.text = static_cast<std::uint32_t>(texts_.size());
    constexpr std::size_t longest = 0xFFFF;
    check(
        name.record.size() <= longest && name.imprinted.size() <= longest, "a card's id is short"
    );
    stored.record = static_cast<std::uint16_t>(name.record.size());
    stored.imprinted = static_cast<std::uint16_t>(name.imprinted.size());
    texts_ += name.record;
    texts_ += name.imprinted;
    names_.push_back(stored);
    for (auto& column : columns_) {
        column.codes.push_back(0);
    }
    return names_.size() - 1;
}

void CardTable::set_marks(std::size_t contest, Marks marks) {
    auto& column = columns_[contest];
    std::vector<std::uint8_t> pattern(marks.begin(), marks.end());
    // Trailing blanks are left out, so that a choice found later does not split equal patterns.
    while (!pattern.empty() && pattern.back() == 0) {
        pattern.pop_back();
    }
    const auto [found, fresh] = column.known.try_emplace(
        std::move(pattern), static_cast<std::uint32_t>(column.patterns.size() + 1)
    );
    if (fresh) {
        column.patterns.push_back(found->first);
    }
    column.codes.back() = found->second;
}

void CardTable::set_pool(std::uint32_t pool) {
    names_.back().pool = pool + 1;
}

std::optional<std::vector<std::uint8_t>> CardTable::marks(std::size_t card, std::size_t contest)
    const {
    const auto& column = columns_[contest];
    if (column.codes[card] == 0) {
        return {};
    }
    auto out = column.patterns[column.codes[card] - 1];
    out.resize(std::max(out.size(), contests_[contest].choices.size()), 0);
    return out;
}

CardName CardTable::name(std::size_t card) const {
    const auto& stored = names_[card];
    return {
        words_.word(stored.tabulator),
        words_.word(stored.batch),
        texts_.substr(stored.text, stored.record),
        texts_.substr(stored.text + stored.record, stored.imprinted),
        words_.word(stored.style)
    };
}

std::optional<std::uint32_t> CardTable::pool(std::size_t card) const {
    const auto pool = names_[card].pool;
    return pool == 0 ? std::nullopt : std::optional(pool - 1);
}

std::int64_t CardTable::cards_with(std::size_t contest) const {
    return std::ranges::count_if(columns_[contest].codes, [](auto code) { return code != 0; });
}

std::vector<std::int64_t> CardTable::tally(std::size_t contest) const {
    const auto& column = columns_[contest];
    std::vector<std::int64_t> by_pattern(column.patterns.size() + 1, 0);
    for (const auto code : column.codes) {
        ++by_pattern[code];
    }
    const auto& header = contests_[contest];
    std::vector<std::int64_t> out(header.choices.size(), 0);
    for (std::size_t at = 0; at < column.patterns.size(); ++at) {
        const auto& pattern = column.patterns[at];
        const auto wanted = [&](std::uint8_t rank) {
            return header.ranks > 0 ? rank == 1 : rank != 0;
        };
        if (std::ranges::count_if(pattern, wanted) >
            (header.ranks > 0 ? 1 : header.votes_allowed)) {
            continue;
        }
        for (std::size_t each = 0; each < pattern.size(); ++each) {
            if (wanted(pattern[each])) {
                out[each] += by_pattern[at + 1];
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
    const auto& column = columns_[contest];
    std::vector<std::int64_t> by_pattern(column.patterns.size() + 1, 0);
    for (const auto code : column.codes) {
        ++by_pattern[code];
    }
    std::map<std::vector<std::size_t>, std::int64_t> counted;
    for (std::size_t at = 0; at < column.patterns.size(); ++at) {
        counted[preferences_of(column.patterns[at])] += by_pattern[at + 1];
    }
    std::vector<RankedBallots> out;
    for (auto& [preferences, count] : counted) {
        out.push_back({count, preferences});
    }
    return out;
}

}  // namespace belfry::audit
