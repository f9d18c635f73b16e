// The terms, the seed and the draws.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "audit_verify/facts.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit_verify {

void check_terms(Facts& facts, const json::Value& body) {
    only(
        body,
        {"title",
         "election",
         "election_day",
         "jurisdictions",
         "risk_limit",
         "gamma",
         "sampling",
         "with_replacement",
         "card_styles"}
    );
    facts.jurisdictions = texts(body, "jurisdictions");
    facts.risk_limit = number(body, "risk_limit");
    facts.gamma = number(body, "gamma");
    facts.sampling = text(body, "sampling");
    const std::set<std::string> samplers{"consistent", "counter", "hash", "index", "elsewhere"};
    if (!samplers.contains(facts.sampling)) {
        differs("sampling", "a known sampler", facts.sampling);
    }
    facts.replacement = flag(body, "with_replacement");
    facts.styles = flag(body, "card_styles");
    if (!(facts.risk_limit > 0.0 && facts.risk_limit < 1.0)) {
        differs("risk_limit", "between 0 and 1", fmt::format("{}", facts.risk_limit));
    }
    if (!(facts.gamma > 1.0)) {
        differs("gamma", "above 1", fmt::format("{}", facts.gamma));
    }
}

void check_seed(Facts& facts, const json::Value& body) {
    only(body, {"rolls", "seed"});
    if (!facts.commitments_closed) {
        differs("kind", "commitments_closed before the seed", "seed_rolled");
    }
    if (!facts.seed.empty()) {
        differs("seed", "one seed", "a second one");
    }
    std::string digits;
    for (const auto& roll : list(body, "rolls")) {
        only(roll, {"digit", "by"});
        const auto digit = whole(roll, "digit");
        if (digit < 0 || digit > 9 || text(roll, "by").empty()) {
            differs("rolls", "digits with names", std::to_string(digit));
        }
        digits += static_cast<char>('0' + digit);
    }
    same("rolls", 20, static_cast<std::int64_t>(digits.size()));
    same("seed", digits, text(body, "seed"));
    facts.seed = digits;
}

namespace {

/// Contests for which a card has to be read.
std::vector<std::string> asked_of(const Facts& facts, std::int64_t place) {
    const auto& card = facts.cards[static_cast<std::size_t>(place)];
    std::vector<std::string> out;
    for (std::size_t at = 0; at < facts.contests.size(); ++at) {
        const auto& contest = facts.contests[at];
        const bool in_batches =
            contest.method == "batch_comparison" || contest.method == "fixed_percentage";
        if (in_batches || facts.prepared[at].standing != "decided" ||
            facts.full_counts.contains(contest.name) ||
            !facts.may_hold(at, facts.batches[card.batch].jurisdiction)) {
            continue;
        }
        if (!facts.styles || !card.recorded || card.marks[at]) {
            out.push_back(contest.name);
        }
    }
    return out;
}

/// What an item of the round must say.
Item expected_item(const Facts& facts, std::size_t contest, std::int64_t place, bool batch) {
    Item out;
    const auto cards = static_cast<std::int64_t>(facts.cards.size());
    if (!batch && place >= cards) {
        auto left = place - cards;
        std::size_t at = 0;
        while (left >= facts.phantoms[at]) {
            left -= facts.phantoms[at++];
        }
        out.batch = facts.contests[at].name;
        out.position = left + 1;
        out.phantom = true;
        out.contests = {out.batch};
        out.state = "lost";
        return out;
    }
    const auto number = batch ? static_cast<std::size_t>(place)
                              : facts.cards[static_cast<std::size_t>(place)].batch;
    const auto& kept = facts.batches[number];
    out.jurisdiction = kept.jurisdiction;
    out.container = kept.container;
    out.tabulator = kept.tabulator;
    out.batch = kept.name;
    if (batch) {
        out.contests = {facts.contests[contest].name};
        return out;
    }
    const auto& card = facts.cards[static_cast<std::size_t>(place)];
    out.position = card.position;
    out.imprinted = card.recorded ? card.imprinted : "";
    out.contests = asked_of(facts, place);
    return out;
}

Item item_of(const json::Value& body) {
    only(
        body,
        {"item",
         "jurisdiction",
         "container",
         "tabulator",
         "batch",
         "position",
         "imprinted",
         "phantom",
         "contests"}
    );
    Item out;
    out.jurisdiction = text(body, "jurisdiction");
    out.container = text(body, "container");
    out.tabulator = text(body, "tabulator");
    out.batch = text(body, "batch");
    out.position = whole(body, "position");
    out.imprinted = text(body, "imprinted");
    out.phantom = flag(body, "phantom");
    out.contests = texts(body, "contests");
    return out;
}

void same_item(const Item& expected, const Item& found) {
    same("items.jurisdiction", expected.jurisdiction, found.jurisdiction);
    same("items.container", expected.container, found.container);
    same("items.tabulator", expected.tabulator, found.tabulator);
    same("items.batch", expected.batch, found.batch);
    same("items.position", expected.position, found.position);
    same("items.imprinted", expected.imprinted, found.imprinted);
    same("items.phantom", expected.phantom, found.phantom);
    same("items.contests", csv_row(expected.contests), csv_row(found.contests));
}

/// As spreadsheets must not take a name for a formula.
std::string harmless(const std::string& name) {
    const auto first = name.find_first_not_of(" \t\r\n\v\f");
    bool runs = !name.empty() && (name[0] == '\t' || name[0] == '\r');
    for (const std::string opening : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
        runs = runs ||
               (first != std::string::npos && name.compare(first, opening.size(), opening) == 0);
    }
    return runs ? "'" + name : name;
}

/// The retrieval list of the newest items, in the order of the shelves.
std::string expected_list(const Facts& facts, std::size_t first_item) {
    std::vector<std::string> header{
        "item", "jurisdiction", "container", "tabulator", "batch", "position", "imprinted"
    };
    for (const auto& contest : facts.contests) {
        header.push_back(harmless(contest.name));
    }

    struct Row {
        std::size_t shelf = 0;
        std::size_t batch = 0;
        std::int64_t position = 0;
        std::size_t item = 0;

        auto operator<=>(const Row&) const = default;
    };

    std::vector<Row> rows;
    for (auto at = first_item; at < facts.items.size(); ++at) {
        const auto& item = facts.items[at];
        if (item.phantom) {
            continue;
        }
        Row row{facts.batches.size(), facts.batches.size(), item.position, at};
        for (auto batch = facts.batches.size(); batch-- > 0;) {
            const auto& kept = facts.batches[batch];
            if (kept.jurisdiction == item.jurisdiction && kept.container == item.container) {
                row.shelf = batch;
            }
            if (kept.jurisdiction == item.jurisdiction && kept.tabulator == item.tabulator &&
                kept.name == item.batch) {
                row.batch = batch;
            }
        }
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    auto out = csv_row(header);
    for (const auto& row : rows) {
        const auto& item = facts.items[row.item];
        std::vector<std::string> cells{
            std::to_string(row.item + 1),
            harmless(item.jurisdiction),
            harmless(item.container),
            harmless(item.tabulator),
            harmless(item.batch),
            item.position == 0 ? "whole batch" : std::to_string(item.position),
            harmless(item.imprinted)
        };
        for (const auto& contest : facts.contests) {
            const bool asked =
                std::find(item.contests.begin(), item.contests.end(), contest.name) !=
                item.contests.end();
            cells.push_back(asked ? "" : ".");
        }
        out += csv_row(cells);
    }
    return out;
}

std::vector<Ticket> expected_tickets(
    const Facts& facts,
    std::size_t contest,
    const std::string& stratum,
    const std::vector<Draw>& before,
    std::size_t count
) {
    const auto& method = facts.contests[contest].method;
    if (method == "batch_comparison" || method == "fixed_percentage") {
        std::vector<std::int64_t> batches;
        for (const auto& draw : before) {
            batches.push_back(draw.place);
        }
        return tickets_of_batches(facts, contest, batches, count);
    }
    std::vector<std::int64_t> cards;
    for (const auto place : facts.populations[contest]) {
        const bool real = place < static_cast<std::int64_t>(facts.cards.size());
        const bool recorded =
            real &&
            facts.with_records.contains(
                facts.batches[facts.cards[static_cast<std::size_t>(place)].batch].jurisdiction
            );
        if (stratum.empty() || recorded == (stratum == "compared")) {
            cards.push_back(place);
        }
    }
    const auto all = tickets_of_cards(facts, cards, before.size() + count);
    return {
        all.begin() + static_cast<std::ptrdiff_t>(std::min(before.size(), all.size())), all.end()
    };
}

std::string key_of(const Facts& facts, std::size_t contest, std::int64_t place) {
    const auto& method = facts.contests[contest].method;
    const bool batch = method == "batch_comparison" || method == "fixed_percentage";
    return batch ? fmt::format("batch {} {}", contest, place) : fmt::format("card {}", place);
}

/// What a round states, and what was drawn so far: for following its draws one by one.
struct Following {
    std::size_t first = 0;  ///< Items before this round.
    std::vector<Item> stated;
    std::map<std::string, std::int64_t> known;  ///< Item of a card or batch.
};

Following following(const Facts& facts, const json::Value& body) {
    Following out;
    out.first = facts.items.size();
    for (const auto& each : list(body, "items")) {
        out.stated.push_back(item_of(each));
        same(
            "items.item",
            static_cast<std::int64_t>(out.first + out.stated.size()),
            whole(each, "item")
        );
    }
    for (const auto& [name, draws] : facts.draws) {
        const auto contest = facts.contest(name.substr(0, name.find('\x1f')));
        for (const auto& draw : draws) {
            out.known[key_of(facts, contest, draw.place)] = draw.item;
        }
    }
    return out;
}

/// The item of a card or batch that was drawn; a new one has to be the next that is stated.
std::int64_t item_for(Facts& facts, Following& round, std::size_t contest, std::int64_t place) {
    const auto key = key_of(facts, contest, place);
    const auto [found, fresh] =
        round.known.emplace(key, static_cast<std::int64_t>(facts.items.size()) + 1);
    if (fresh) {
        const auto item = expected_item(facts, contest, place, key.starts_with("batch"));
        const auto index = facts.items.size() - round.first;
        if (index >= round.stated.size()) {
            differs("items", "an item for every card drawn", "fewer");
        }
        same_item(item, round.stated[index]);
        facts.items.push_back(item);
    }
    return found->second;
}

void check_draw(Facts& facts, Following& round, const json::Value& body) {
    only(body, {"contest", "stratum", "before", "picks"});
    const auto contest = facts.contest(text(body, "contest"));
    const auto stratum = text(body, "stratum");
    auto& draws = facts.draws[facts.contests[contest].name + "\x1f" + stratum];
    same("draws.before", static_cast<std::int64_t>(draws.size()), whole(body, "before"));
    const auto& picks = list(body, "picks");
    const auto tickets = expected_tickets(facts, contest, stratum, draws, picks.size());
    same(
        "draws.picks",
        static_cast<std::int64_t>(tickets.size()),
        static_cast<std::int64_t>(picks.size())
    );
    for (std::size_t at = 0; at < tickets.size(); ++at) {
        only(picks[at], {"item", "ticket"});
        const auto item = item_for(facts, round, contest, tickets[at].place);
        same("draws.picks.item", item, whole(picks[at], "item"));
        same("draws.picks.ticket", tickets[at].ticket, text(picks[at], "ticket"));
        draws.push_back({item, tickets[at].place, facts.rounds + 1});
    }
}

}  // namespace

void check_round(Facts& facts, const json::Value& body) {
    only(body, {"round", "items", "draws", "list_sha256"});
    if (facts.seed.empty() || facts.closed) {
        differs("kind", "a round after the seed, before the end", "round_drawn");
    }
    if (facts.rounds > 0 && (facts.measured != facts.rounds || !facts.current)) {
        differs("kind", fmt::format("round {} measured first", facts.rounds), "round_drawn");
    }
    same("round", facts.rounds + 1, whole(body, "round"));
    auto round = following(facts, body);
    for (const auto& each : list(body, "draws")) {
        check_draw(facts, round, each);
    }
    same(
        "items",
        static_cast<std::int64_t>(facts.items.size() - round.first),
        static_cast<std::int64_t>(round.stated.size())
    );
    const auto path = fmt::format("lists/round-{}.csv", facts.rounds + 1);
    const auto expected = expected_list(facts, round.first);
    same("list_sha256", crypto::to_hex(crypto::sha256(expected)), text(body, "list_sha256"));
    const auto found = facts.files->find(path);
    if (found == facts.files->end() || found->second != expected) {
        throw Mismatch{"list_sha256", "the list of the round", "another or none", path};
    }
    ++facts.rounds;
    facts.current = false;
}

}  // namespace belfry::audit_verify
