// The seed, the draws and what people read.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "audit_verify/facts.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "crypto/signature.hpp"

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

namespace {

Item& item_at(Facts& facts, const json::Value& body) {
    const auto number = whole(body, "item");
    if (facts.closed || number < 1 || number > static_cast<std::int64_t>(facts.items.size()) ||
        facts.items[static_cast<std::size_t>(number - 1)].phantom) {
        differs("item", "a drawn card or batch of an open audit", std::to_string(number));
    }
    return facts.items[static_cast<std::size_t>(number - 1)];
}

void needs_state(const Item& item, const std::vector<std::string>& states) {
    if (std::find(states.begin(), states.end(), item.state) == states.end()) {
        differs("item", fmt::format("{}", fmt::join(states, " or ")), item.state);
    }
}

void needs_people(const std::vector<std::string>& by, std::size_t number) {
    const std::set<std::string> names(by.begin(), by.end());
    if (names.size() < number || names.contains("")) {
        differs("by", fmt::format("{} people", number), fmt::format("{}", fmt::join(by, ", ")));
    }
}

/// The reading of an item, contest by contest.
std::map<std::string, Sight> reading_of(const Item& item, const json::Value& body) {
    std::map<std::string, Sight> out;
    if (!body.is_array()) {
        differs("reading", "a list", "something else");
    }
    for (const auto& each : body.get_array()) {
        only(each, {"contest", "sight", "votes"});
        const auto name = text(each, "contest");
        const bool asked =
            std::find(item.contests.begin(), item.contests.end(), name) != item.contests.end();
        Sight sight{text(each, "sight"), {}};
        const auto& votes = member(each, "votes");
        if (!votes.is_object()) {
            differs("reading.votes", "an object", "something else");
        }
        for (const auto& vote : votes.get_object()) {
            if (!vote.value().is_int64() || vote.value().get_int64() < 0) {
                differs("reading.votes", "a number", "something else");
            }
            sight.votes[std::string(vote.key())] = vote.value().get_int64();
        }
        const bool batch = item.position == 0;
        const bool known = batch ? sight.sight == "counted"
                                 : sight.sight == "blank" || sight.sight == "overvoted" ||
                                       sight.sight == "not_on_card" ||
                                       sight.sight == "cannot_agree" || sight.sight == "marked";
        if (!asked || !known || !out.emplace(name, sight).second ||
            (!batch && (sight.sight == "marked") != !sight.votes.empty())) {
            differs("reading", "what the item is asked for", name + ": " + sight.sight);
        }
    }
    same(
        "reading",
        static_cast<std::int64_t>(item.contests.size()),
        static_cast<std::int64_t>(out.size())
    );
    return out;
}

}  // namespace

void check_seal(Facts& facts, const json::Value& body, const std::vector<std::string>& by) {
    only(body, {"item", "reader", "digest"});
    auto& item = item_at(facts, body);
    const auto reader = text(body, "reader");
    needs_state(item, {"waiting", "half", "looked"});
    if (by != std::vector{reader} || reader.empty()) {
        differs("by", reader, fmt::format("{}", fmt::join(by, ", ")));
    }
    if (!item.seals.empty() && item.seals[0].first == reader) {
        differs("reader", "somebody who has not read it", reader);
    }
    item.seals.emplace_back(reader, text(body, "digest"));
    item.state = item.seals.size() == 2 ? "both" : "half";
}

void check_opened(Facts& facts, const json::Value& body) {
    only(body, {"item", "first", "second", "agree"});
    auto& item = item_at(facts, body);
    needs_state(item, {"both"});
    std::vector<std::string> said;
    for (std::size_t turn = 0; turn < 2; ++turn) {
        const auto& opened = member(body, turn == 0 ? "first" : "second");
        only(opened, {"reader", "salt", "reading"});
        json::Object sealed{
            {"item", whole(body, "item")},
            {"reader", text(opened, "reader")},
            {"reading", member(opened, "reading")},
            {"salt", text(opened, "salt")},
        };
        same("reader", item.seals[turn].first, text(opened, "reader"));
        same(
            "digest",
            item.seals[turn].second,
            crypto::to_hex(crypto::sha256(json::canonical(sealed)))
        );
        item.reading = reading_of(item, member(opened, "reading"));
        said.push_back(json::canonical(member(opened, "reading")));
    }
    same("agree", said[0] == said[1], flag(body, "agree"));
    item.state = said[0] == said[1] ? "settled" : "differing";
    facts.current = false;
}

void check_settled(Facts& facts, const json::Value& body, const std::vector<std::string>& by) {
    only(body, {"item", "how", "reason", "reading"});
    auto& item = item_at(facts, body);
    needs_state(item, {"differing"});
    const auto how = text(body, "how");
    if (how == "third_reading") {
        needs_people(by, 1);
        for (const auto& name : by) {
            if (name == item.seals[0].first || name == item.seals[1].first) {
                differs("by", "somebody who has not read it", name);
            }
        }
    } else {
        same("how", "agreement", how);
        needs_people(by, 2);
    }
    item.reading = reading_of(item, member(body, "reading"));
    item.state = "settled";
    facts.current = false;
}

void check_missing(Facts& facts, const json::Value& body, const std::vector<std::string>& by) {
    only(body, {"item", "search", "note"});
    auto& item = item_at(facts, body);
    needs_state(item, {"waiting", "looked"});
    needs_people(by, 1);
    const bool first = item.state == "waiting";
    same("search", first ? 1 : 2, whole(body, "search"));
    if (!first && std::find(by.begin(), by.end(), item.searcher) != by.end()) {
        differs("by", "somebody else than who looked first", item.searcher);
    }
    item.searcher = first ? by.front() : item.searcher;
    item.state = first ? "looked" : "lost";
    facts.current = false;
}

void check_wrong(Facts& facts, const json::Value& body, const std::vector<std::string>& by) {
    only(body, {"item", "reason"});
    auto& item = item_at(facts, body);
    needs_people(by, 2);
    if (item.state == "waiting" || text(body, "reason").empty()) {
        differs("item", "a card that was read, and a reason", item.state);
    }
    item.state = "waiting";
    item.seals.clear();
    item.reading.clear();
    item.searcher.clear();
    facts.current = false;
}

void check_order(Facts& facts, const json::Value& body) {
    only(body, {"contest", "reason"});
    const auto name = text(body, "contest");
    static_cast<void>(facts.contest(name));
    if (!facts.commitments_closed || facts.closed || !facts.full_counts.insert(name).second) {
        differs("contest", "one that is not counted in full yet", name);
    }
}

void check_closing(Facts& facts, const json::Value& body) {
    only(body, {"contests"});
    if (facts.closed || !facts.commitments_closed) {
        differs("kind", "an open audit", "audit_closed");
    }
    const auto& contests = list(body, "contests");
    same(
        "contests",
        static_cast<std::int64_t>(facts.contests.size()),
        static_cast<std::int64_t>(contests.size())
    );
    for (std::size_t at = 0; at < contests.size(); ++at) {
        only(contests[at], {"contest", "verdict", "p_value"});
        const auto& name = facts.contests[at].name;
        same("contest", name, text(contests[at], "contest"));
        std::string verdict = "more";
        double p = 1.0;
        const auto& standing = facts.prepared[at].standing;
        if (standing == "no_losers") {
            verdict = "nothing_to_audit";
        } else if (standing != "decided") {
            verdict = "full_count";
        }
        if (facts.current && facts.verdicts.contains(name)) {
            p = facts.verdicts[name].second;
            verdict = standing == "decided" ? facts.verdicts[name].first : verdict;
        }
        verdict = facts.full_counts.contains(name) ? "full_count" : verdict;
        if (facts.counted.contains(name)) {
            verdict = facts.counted[name] ? "counted_same" : "counted_other";
        }
        same("verdict", verdict, text(contests[at], "verdict"));
        close("p_value", p, number(contests[at], "p_value"));
        if (verdict == "more" || verdict == "full_count") {
            differs("verdict", "a finished contest", fmt::format("{}: {}", name, verdict));
        }
    }
    facts.closed = true;
}

void check_signature(Facts& facts, const json::Value& body) {
    only(body, {"name", "role", "head", "public_key", "signature"});
    if (!facts.closed || text(body, "name").empty()) {
        differs("kind", "a closed audit and a name", "signed");
    }
    same("head", facts.closing_hash, text(body, "head"));
    const auto key = text(body, "public_key");
    const auto signature = text(body, "signature");
    if (key.empty() != signature.empty() ||
        (!key.empty() && !crypto::signature_holds(key, facts.closing_hash, signature))) {
        differs("signature", "one that belongs to the key and the audit", signature);
    }
}

}  // namespace belfry::audit_verify
