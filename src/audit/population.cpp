#include "audit/population.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"

namespace belfry::audit {

namespace {

/// Cards with a record of their own that hold a contest, and the sums of its assertions over them.
/// Equal marks are reckoned once; sums are taken in the order in which marks were first met.
class Sums {
public:
    explicit Sums(std::span<const Assertion> assertions) : assertions_(assertions) {}

    void add(Marks marks) {
        // Equal marks share storage in the table.
        const auto [found, fresh] = known_.try_emplace(marks.data(), patterns_.size());
        if (fresh) {
            patterns_.push_back({marks, 0});
        }
        ++patterns_[found->second].cards;
        ++cards_;
    }

    [[nodiscard]] std::int64_t cards() const { return cards_; }

    [[nodiscard]] double total(std::size_t assertion) const {
        double out = 0.0;
        for (const auto& pattern : patterns_) {
            out +=
                assort(assertions_[assertion], pattern.marks) * static_cast<double>(pattern.cards);
        }
        return out;
    }

private:
    struct Pattern {
        Marks marks;
        std::int64_t cards = 0;
    };

    std::span<const Assertion> assertions_;
    std::unordered_map<const std::uint8_t*, std::size_t> known_;
    std::vector<Pattern> patterns_;
    std::int64_t cards_ = 0;
};

Refusal too_many(const ContestHeader& contest, std::int64_t shown, std::int64_t bound) {
    return {
        Refusal::Kind::invalid,
        "audit_more_cards_than_bound",
        fmt::format(
            "{} cards show the contest \"{}\", but at most {} can hold it. Find out which number "
            "is "
            "wrong before anything is drawn.",
            shown,
            contest.name,
            bound
        ),
        {{"cards",
          "audit_more_cards_than_bound",
          "Find out which number is wrong.",
          {{"shown", std::to_string(shown)}, {"bound", std::to_string(bound)}}}},
        {}
    };
}

struct PoolSums {
    std::int64_t cards = 0;
    std::int64_t with_contest = 0;
};

PoolSums sums_of(std::span<const PoolTotals> pools) {
    PoolSums out;
    for (const auto& pool : pools) {
        out.cards += pool.cards;
        out.with_contest += pool.cards_with_contest.value_or(pool.cards);
    }
    return out;
}

}  // namespace

Result<Population> population_of(
    const CardTable& table,
    std::size_t contest,
    const CardBound& bound,
    std::span<const Assertion> assertions,
    std::span<const PoolTotals> pools
) {
    Sums sums(assertions);
    std::int64_t in_pools = 0;  // Cards of the table that are known by their pool only.
    for (std::size_t card = 0; card < table.size(); ++card) {
        in_pools += table.pool(card) ? 1 : 0;
    }
    table.for_each(contest, [&](std::size_t card, Marks marks) {
        if (in_pools == 0 || !table.pool(card)) {
            sums.add(marks);
        }
    });
    const auto pooled = sums_of(pools);
    const auto own = static_cast<std::int64_t>(table.size()) - in_pools;
    Population out;
    out.records = bound.use_style ? sums.cards() : own;
    out.pooled = pooled.cards;
    const auto shown = bound.use_style ? sums.cards() + pooled.with_contest : own + pooled.cards;
    if (shown > bound.cards) {
        return std::unexpected(too_many(table.contests()[contest], shown, bound.cards));
    }
    out.phantoms = bound.cards - shown;
    const auto cards = static_cast<double>(out.cards());
    for (std::size_t at = 0; at < assertions.size(); ++at) {
        // Phantoms and records without the contest count one half each.
        double total =
            sums.total(at) + 0.5 * static_cast<double>(out.records - sums.cards() + out.phantoms);
        for (const auto& pool : pools) {
            const auto mean = pool_mean(assertions[at], pool);
            if (!mean && pool.cards > 0) {
                return refuse(
                    Refusal::Kind::invalid,
                    "audit_rankings_in_pools",
                    "Totals of a group of cards do not tell how choices were ranked."
                );
            }
            total += mean.value_or(0.5) * static_cast<double>(pool.cards);
        }
        const double mean = cards > 0.0 ? total / cards : 0.5;
        out.means.push_back({mean, 2.0 * mean - 1.0, upper_bound(assertions[at])});
    }
    return out;
}

namespace {

/// Styles as they are found: which style a card has after one more contest.
class StyleNumbers {
public:
    std::uint32_t with(std::uint32_t style, std::uint32_t contest) {
        const auto [found, fresh] = next_.try_emplace({style, contest}, 0);
        if (fresh) {
            found->second = static_cast<std::uint32_t>(styles_.size());
            auto contests = styles_[style];
            contests.push_back(contest);
            styles_.push_back(std::move(contests));
        }
        return found->second;
    }

    [[nodiscard]] std::vector<std::vector<std::uint32_t>> take() && { return std::move(styles_); }

private:
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> next_;
    std::vector<std::vector<std::uint32_t>> styles_{{}};
};

}  // namespace

CardStyles styles_of(
    const CardTable& table,
    std::span<const std::size_t> contests,
    std::span<const std::int64_t> phantoms
) {
    check(contests.size() == phantoms.size(), "every contest has a number of phantoms");
    const auto most = std::ranges::max_element(phantoms);
    const auto added = most == phantoms.end() ? 0 : static_cast<std::size_t>(*most);
    CardStyles out;
    out.style_of.assign(table.size() + added, 0);
    StyleNumbers numbers;
    for (std::size_t at = 0; at < contests.size(); ++at) {
        const auto contest = static_cast<std::uint32_t>(at);
        // Neighbours are mostly of one style: the last step is remembered.
        std::uint32_t from = 0;
        std::uint32_t to = numbers.with(0, contest);
        const auto hold = [&](std::size_t card) {
            auto& style = out.style_of[card];
            if (style != from) {
                from = style;
                to = numbers.with(from, contest);
            }
            style = to;
        };
        table.for_each(contests[at], [&](std::size_t card, Marks) { hold(card); });
        for (std::int64_t phantom = 0; phantom < phantoms[at]; ++phantom) {
            hold(table.size() + static_cast<std::size_t>(phantom));
        }
    }
    out.contests_of = std::move(numbers).take();
    return out;
}

}  // namespace belfry::audit
