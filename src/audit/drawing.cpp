#include "audit/drawing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "audit/batch_sampler.hpp"
#include "audit/consistent_sampler.hpp"
#include "audit/counter_sampler.hpp"
#include "audit/hash_sampler.hpp"
#include "audit/preparation.hpp"
#include "audit/python_text.hpp"
#include "base/check.hpp"

namespace belfry::audit {

namespace {

/// A card or batch by its number, and what chose it.
struct Chosen {
    std::int64_t number = 0;
    std::string ticket;
};

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::size_t contest_of_phantom(const AuditInputs& inputs, std::int64_t card) {
    std::size_t contest = 0;
    auto next = inputs.cards + inputs.phantoms[0];
    while (card >= next) {
        next += inputs.phantoms[++contest];
    }
    return contest;
}

/// The id that a card's ticket is made from.
std::string id_of(const AuditInputs& inputs, std::int64_t card) {
    if (card >= inputs.cards) {
        const auto contest = contest_of_phantom(inputs, card);
        return arlo_ballot_id(
            "",
            {},
            inputs.contests.contests[contest].name,
            card - first_phantom(inputs, contest) + 1
        );
    }
    const auto& batch = inputs.batch_of(card);
    return arlo_ballot_id(
        inputs.terms.jurisdictions[batch.jurisdiction],
        unless_empty(batch.place.tabulator),
        batch.place.batch,
        card - batch.first + 1
    );
}

/// Draws from a list of cards. `span` counts the draws of earlier rounds in.
class CardDraw {
public:
    CardDraw(const AuditInputs& inputs, std::string_view seed, std::vector<std::int64_t> cards)
        : inputs_(inputs), seed_(seed), cards_(std::move(cards)) {}

    std::vector<Chosen> take(DrawSpan span) const {
        switch (inputs_.terms.sampling) {
            case Sampling::consistent:
                return consistent(span);
            case Sampling::counter:
                return counter(span);
            case Sampling::hash:
                return hash(span);
            case Sampling::index:
                return index(span);
            case Sampling::elsewhere:
                return elsewhere(span);
        }
        return {};
    }

private:
    std::vector<Chosen> consistent(DrawSpan span) const {
        std::vector<std::string> ids;
        ids.reserve(cards_.size());
        for (const auto card : cards_) {
            ids.push_back(id_of(inputs_, card));
        }
        std::vector<Chosen> out;
        for (auto& draw : draw_consistent(seed_, ids, span, inputs_.terms.with_replacement)) {
            out.push_back({cards_[draw.index], std::move(draw.ticket)});
        }
        return out;
    }

    std::vector<Chosen> counter(DrawSpan span) const {
        const NumberRange range{1, static_cast<std::int64_t>(cards_.size())};
        const auto skip = static_cast<std::int64_t>(span.skip);
        const auto count = static_cast<std::int64_t>(span.count);
        const auto picks = inputs_.terms.with_replacement
                               ? draw_with_replacement(seed_, range, skip, count)
                               : draw_without_replacement(seed_, range, skip, count);
        std::vector<Chosen> out;
        for (const auto pick : picks) {
            out.push_back({cards_[static_cast<std::size_t>(pick - 1)], std::to_string(pick)});
        }
        return out;
    }

    std::vector<Chosen> hash(DrawSpan span) const {
        const auto phantoms =
            std::accumulate(inputs_.phantoms.begin(), inputs_.phantoms.end(), std::int64_t{0});
        const auto numbers =
            sample_numbers(seed_, static_cast<std::size_t>(inputs_.cards + phantoms));
        auto order = cards_;
        std::ranges::sort(order, {}, [&](std::int64_t card) {
            return numbers[static_cast<std::size_t>(card)];
        });
        std::vector<Chosen> out;
        for (auto at = span.skip; at < std::min(order.size(), span.skip + span.count); ++at) {
            out.push_back({order[at], numbers[static_cast<std::size_t>(order[at])].decimal()});
        }
        return out;
    }

    /// Cards stand in the order of their records; those without come after them.
    std::vector<Chosen> index(DrawSpan span) const {
        auto order = cards_;
        std::ranges::sort(order, {}, [&](std::int64_t card) {
            const auto record = inputs_.has_record(card)
                                    ? inputs_.record_of[static_cast<std::size_t>(card)]
                                    : std::numeric_limits<std::int32_t>::max();
            return std::pair(record, card);
        });
        HashGenerator generator(seed_);
        const auto picks = sample_by_index(
            generator,
            static_cast<std::int64_t>(order.size()),
            span.skip + span.count,
            inputs_.terms.with_replacement
        );
        std::vector<Chosen> out;
        for (auto at = span.skip; at < picks.size(); ++at) {
            out.push_back(
                {order[static_cast<std::size_t>(picks[at] - 1)], std::to_string(picks[at])}
            );
        }
        return out;
    }

    std::vector<Chosen> elsewhere(DrawSpan span) const {
        std::vector<Chosen> out;
        std::size_t seen = 0;
        for (const auto& place : inputs_.sample) {
            const auto card = inputs_.find(place);
            if (!card || !std::ranges::binary_search(cards_, *card)) {
                continue;
            }
            if (seen >= span.skip && seen < span.skip + span.count) {
                out.push_back({*card, ""});
            }
            ++seen;
        }
        return out;
    }

    const AuditInputs& inputs_;
    std::string_view seed_;
    std::vector<std::int64_t> cards_;
};

/// Draws batches: by error bounds, or (a fixed share) every batch with an equal chance.
std::vector<Chosen> take_batches(
    const AuditInputs& inputs,
    const ContestTerms& contest,
    std::string_view seed,
    const std::vector<std::size_t>& drawn_before,
    std::size_t count
) {
    const auto batches = batches_of(inputs, inputs.contest_number(contest.name));
    std::vector<Chosen> out;
    if (contest.method == AuditMethod::fixed_percentage) {
        std::vector<std::string> ids;
        for (const auto batch : batches.numbers) {
            ids.push_back(arlo_batch_id(
                inputs.terms.jurisdictions[inputs.batches[batch].jurisdiction],
                batch_name(inputs, batch)
            ));
        }
        for (auto& draw : draw_consistent(seed, ids, {drawn_before.size(), count}, false)) {
            out.push_back(
                {static_cast<std::int64_t>(batches.numbers[draw.index]), std::move(draw.ticket)}
            );
        }
        return out;
    }
    std::vector<DrawableBatch> drawable;
    for (std::size_t at = 0; at < batches.numbers.size(); ++at) {
        const auto batch = batches.numbers[at];
        drawable.push_back(
            {inputs.terms.jurisdictions[inputs.batches[batch].jurisdiction],
             batch_name(inputs, batch),
             batch_error_bound(batches.terms, batches.tallies[at])}
        );
    }
    std::vector<std::size_t> before;
    for (const auto batch : drawn_before) {
        before.push_back(static_cast<std::size_t>(
            std::ranges::find(batches.numbers, batch) - batches.numbers.begin()
        ));
    }
    for (auto& pick : draw_batches(seed, drawable, before, count)) {
        out.push_back(
            {static_cast<std::int64_t>(batches.numbers[pick.index]), std::move(pick.ticket)}
        );
    }
    return out;
}

using ItemKey = std::tuple<std::string, std::string, std::string, std::int64_t, std::string>;

/// Cards are looked at once for all contests; a batch is counted for one contest at a time.
ItemKey key_of(const DrawnItem& item) {
    return {
        item.jurisdiction,
        item.tabulator,
        item.batch,
        item.position,
        item.position == 0 ? item.contests.front() : std::string()
    };
}

/// Puts a round together: new items get numbers, those drawn before keep theirs.
class RoundMaker {
public:
    RoundMaker(const AuditInputs& inputs, const Progress& progress)
        : inputs_(inputs), progress_(progress) {
        for (const auto& each : progress.items) {
            known_.emplace(key_of(each.item), each.item.item);
        }
        round_.round = progress.rounds.empty() ? 1 : progress.rounds.back().round + 1;
    }

    void add(std::size_t contest, std::int64_t draws);

    RoundDrawn finish() {
        round_.list_sha256 = hash_of(retrieval_list(inputs_, round_));
        return std::move(round_);
    }

private:
    [[nodiscard]] std::int64_t before(std::string_view contest, std::string_view stratum) const;
    [[nodiscard]] std::vector<std::size_t> batches_before(std::string_view contest) const;
    void add_stratum(std::size_t contest, Stratum stratum, std::int64_t draws);
    void add_picks(ContestDraw draw, std::vector<Chosen> chosen, std::size_t contest);
    [[nodiscard]] DrawnItem card_item(std::int64_t card) const;
    [[nodiscard]] DrawnItem batch_item(std::size_t batch, const std::string& contest) const;
    [[nodiscard]] bool asked(std::int64_t card, std::size_t contest) const;

    const AuditInputs& inputs_;
    const Progress& progress_;
    RoundDrawn round_;
    std::map<ItemKey, std::int64_t> known_;
};

std::int64_t RoundMaker::before(std::string_view contest, std::string_view stratum) const {
    std::int64_t sum = 0;
    for (const auto& round : progress_.rounds) {
        for (const auto& draw : round.draws) {
            if (draw.contest == contest && draw.stratum == stratum) {
                sum += static_cast<std::int64_t>(draw.picks.size());
            }
        }
    }
    return sum;
}

std::vector<std::size_t> RoundMaker::batches_before(std::string_view contest) const {
    std::vector<std::size_t> out;
    for (const auto& round : progress_.rounds) {
        for (const auto& draw : round.draws) {
            for (const auto& pick : draw.picks) {
                if (draw.contest == contest) {
                    out.push_back(batch_number(inputs_, progress_.find(pick.item)->item));
                }
            }
        }
    }
    return out;
}

bool RoundMaker::asked(std::int64_t card, std::size_t contest) const {
    const auto& terms = inputs_.contests.contests[contest];
    const auto& batch = inputs_.batch_of(card);
    const auto& prepared = progress_.preparation->contests[contest];
    if (counts_batches(terms.method) || prepared.standing != Auditability::decided ||
        progress_.full_counts.contains(terms.name) ||
        !may_hold(terms, inputs_.terms.jurisdictions[batch.jurisdiction])) {
        return false;
    }
    return !inputs_.terms.card_styles || !inputs_.has_record(card) ||
           inputs_.marks(card, contest).has_value();
}

DrawnItem RoundMaker::card_item(std::int64_t card) const {
    DrawnItem item;
    if (card >= inputs_.cards) {
        const auto contest = contest_of_phantom(inputs_, card);
        item.phantom = true;
        item.batch = inputs_.contests.contests[contest].name;
        item.position = card - first_phantom(inputs_, contest) + 1;
        item.contests = {item.batch};
        return item;
    }
    const auto& batch = inputs_.batch_of(card);
    item.jurisdiction = inputs_.terms.jurisdictions[batch.jurisdiction];
    item.container = batch.place.container;
    item.tabulator = batch.place.tabulator;
    item.batch = batch.place.batch;
    item.position = card - batch.first + 1;
    if (inputs_.has_record(card)) {
        const auto record = inputs_.record_of[static_cast<std::size_t>(card)];
        item.imprinted = inputs_.records.name(static_cast<std::size_t>(record)).imprinted;
    }
    for (std::size_t at = 0; at < inputs_.contests.contests.size(); ++at) {
        if (asked(card, at)) {
            item.contests.push_back(inputs_.contests.contests[at].name);
        }
    }
    return item;
}

DrawnItem RoundMaker::batch_item(std::size_t batch, const std::string& contest) const {
    const auto& kept = inputs_.batches[batch];
    DrawnItem item;
    item.jurisdiction = inputs_.terms.jurisdictions[kept.jurisdiction];
    item.container = kept.place.container;
    item.tabulator = kept.place.tabulator;
    item.batch = kept.place.batch;
    item.contests = {contest};
    return item;
}

void RoundMaker::add_picks(ContestDraw draw, std::vector<Chosen> chosen, std::size_t contest) {
    const auto& terms = inputs_.contests.contests[contest];
    for (auto& each : chosen) {
        auto item = counts_batches(terms.method)
                        ? batch_item(static_cast<std::size_t>(each.number), terms.name)
                        : card_item(each.number);
        const auto next =
            static_cast<std::int64_t>(progress_.items.size() + round_.items.size()) + 1;
        const auto [found, fresh] = known_.try_emplace(key_of(item), next);
        if (fresh) {
            item.item = next;
            round_.items.push_back(std::move(item));
        }
        draw.picks.push_back({found->second, std::move(each.ticket)});
    }
    round_.draws.push_back(std::move(draw));
}

void RoundMaker::add_stratum(std::size_t contest, Stratum stratum, std::int64_t draws) {
    const auto& name = inputs_.contests.contests[contest].name;
    ContestDraw draw;
    draw.contest = name;
    draw.stratum = stratum == Stratum::all        ? ""
                   : stratum == Stratum::compared ? "compared"
                                                  : "polled";
    draw.before = before(name, draw.stratum);
    const CardDraw cards(inputs_, progress_.seed, cards_of(inputs_, contest, stratum).cards);
    const auto count = std::max<std::int64_t>(0, draws - draw.before);
    auto chosen =
        cards.take({static_cast<std::size_t>(draw.before), static_cast<std::size_t>(count)});
    add_picks(std::move(draw), std::move(chosen), contest);
}

void RoundMaker::add(std::size_t contest, std::int64_t draws) {
    const auto& terms = inputs_.contests.contests[contest];
    if (has_strata(terms.method)) {
        const auto parts = split(strata_of(inputs_, contest), draws);
        add_stratum(contest, Stratum::compared, parts.compared);
        add_stratum(contest, Stratum::polled, parts.polled);
    } else if (counts_batches(terms.method)) {
        ContestDraw draw;
        draw.contest = terms.name;
        draw.before = before(terms.name, "");
        auto chosen = take_batches(
            inputs_,
            terms,
            progress_.seed,
            batches_before(terms.name),
            static_cast<std::size_t>(std::max<std::int64_t>(0, draws - draw.before))
        );
        add_picks(std::move(draw), std::move(chosen), contest);
    } else {
        add_stratum(contest, Stratum::all, draws);
    }
}

std::int64_t drawn_before(const Progress& progress, std::string_view contest) {
    std::int64_t sum = 0;
    for (const auto& round : progress.rounds) {
        for (const auto& draw : round.draws) {
            sum += draw.contest == contest ? static_cast<std::int64_t>(draw.picks.size()) : 0;
        }
    }
    return sum;
}

/// What a contest's next size would be, without a wish.
RoundSize size_by_rule(
    const AuditInputs& inputs, const Progress& progress, const PreparedContest& contest
) {
    const auto* const risk = risk_of(progress, contest.contest);
    if (progress.rounds.empty() || risk == nullptr) {
        return first_round(inputs, contest);
    }
    return {risk->next, risk->next_rule};
}

bool wants_cards(const Progress& progress, const PreparedContest& contest) {
    if (contest.standing != Auditability::decided ||
        progress.full_counts.contains(contest.contest)) {
        return false;
    }
    const auto* const risk = risk_of(progress, contest.contest);
    return progress.rounds.empty() || (risk != nullptr && risk->verdict == Verdict::more);
}

std::unexpected<Refusal> refuse_size(std::string summary) {
    return refuse(Refusal::Kind::conflict, "audit_size", std::move(summary));
}

}  // namespace

Result<RoundDrawn> draw_round(
    const AuditInputs& inputs,
    const Progress& progress,
    const std::map<std::string, std::int64_t>& sizes
) {
    RoundMaker maker(inputs, progress);
    bool any = false;
    std::size_t wishes = 0;
    for (std::size_t at = 0; at < progress.preparation->contests.size(); ++at) {
        const auto& contest = progress.preparation->contests[at];
        const auto wish = sizes.find(contest.contest);
        const bool wants = wants_cards(progress, contest);
        if (wish != sizes.end()) {
            ++wishes;
        }
        if (!wants) {
            if (wish != sizes.end()) {
                return refuse_size(fmt::format("{} needs no further draws.", contest.contest));
            }
            continue;
        }
        const auto by_rule = size_by_rule(inputs, progress, contest).draws;
        auto draws = wish == sizes.end() ? by_rule : wish->second;
        if (inputs.contests.contests[at].method == AuditMethod::minerva &&
            !progress.rounds.empty() && draws != by_rule) {
            return refuse_size(fmt::format(
                "{}: Minerva's rounds are fixed in advance; this one goes up to {} draws.",
                contest.contest,
                by_rule
            ));
        }
        if (inputs.terms.sampling == Sampling::elsewhere) {
            draws = static_cast<std::int64_t>(inputs.sample.size());
        }
        const auto before = drawn_before(progress, contest.contest);
        const bool repeats =
            inputs.terms.with_replacement && !counts_batches(inputs.contests.contests[at].method);
        const auto most = most_draws(inputs, contest);
        if (draws <= before || (!repeats && draws > most)) {
            return refuse_size(fmt::format(
                "{}: give more than the {} draws that were made{}.",
                contest.contest,
                before,
                repeats ? std::string() : fmt::format(", and at most {}", most)
            ));
        }
        maker.add(at, draws);
        any = true;
    }
    if (wishes != sizes.size()) {
        return refuse_size("A size is given for a contest that there is not.");
    }
    if (!any) {
        return refuse_size("No contest needs further draws.");
    }
    return maker.finish();
}

std::int64_t most_draws(const AuditInputs& inputs, const PreparedContest& contest) {
    const auto number = inputs.contest_number(contest.contest);
    if (counts_batches(inputs.contests.contests[number].method)) {
        return static_cast<std::int64_t>(batches_of(inputs, number).numbers.size());
    }
    return contest.population;
}

std::int64_t card_of(const AuditInputs& inputs, const DrawnItem& item) {
    if (item.phantom) {
        return first_phantom(inputs, inputs.contest_number(item.batch)) + item.position - 1;
    }
    const auto card = inputs.find({item.jurisdiction, item.tabulator, item.batch, item.position});
    check(card.has_value(), "drawn cards stand in a manifest");
    return *card;
}

std::size_t batch_number(const AuditInputs& inputs, const DrawnItem& item) {
    for (std::size_t at = 0; at < inputs.batches.size(); ++at) {
        const auto& batch = inputs.batches[at];
        if (batch.place.batch == item.batch && batch.place.tabulator == item.tabulator &&
            inputs.terms.jurisdictions[batch.jurisdiction] == item.jurisdiction) {
            return at;
        }
    }
    check(false, "drawn batches stand in a manifest");
    return 0;
}

std::string batch_name(const AuditInputs& inputs, std::size_t batch) {
    const auto& mine = inputs.batches[batch];
    const auto namesakes = std::ranges::count_if(inputs.batches, [&](const KeptBatch& other) {
        return other.jurisdiction == mine.jurisdiction && other.place.batch == mine.place.batch;
    });
    return namesakes == 1 ? mine.place.batch
                          : fmt::format("{} {}", mine.place.tabulator, mine.place.batch);
}

Strata strata_of(const AuditInputs& inputs, std::size_t contest) {
    return {
        static_cast<std::int64_t>(cards_of(inputs, contest, Stratum::compared).cards.size()),
        static_cast<std::int64_t>(cards_of(inputs, contest, Stratum::polled).cards.size())
    };
}

Strata split(const Strata& cards, std::int64_t draws) {
    const auto all = cards.compared + cards.polled;
    const auto compared = (draws * cards.compared + all - 1) / all;
    return {std::min(compared, cards.compared), std::min(draws - compared, cards.polled)};
}

}  // namespace belfry::audit
