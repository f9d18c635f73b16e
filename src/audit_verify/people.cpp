// What people read, looked for and settled.
#include <algorithm>

#include <fmt/format.h>

#include "audit_verify/facts.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit_verify {

namespace {

/// A name without what people write now so, now so: A–Z as a–z, runs of blanks as one.
std::string person(std::string_view name) {
    std::string out;
    for (const char each : name) {
        const bool blank = static_cast<unsigned char>(each) <= ' ';
        if (blank && (out.empty() || out.back() == ' ')) {
            continue;
        }
        const bool capital = each >= 'A' && each <= 'Z';
        out.push_back(blank ? ' ' : capital ? static_cast<char>(each - 'A' + 'a') : each);
    }
    if (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

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

void needs_people(const std::vector<std::string>& by, std::size_t number) {
    std::set<std::string> names;
    for (const auto& name : by) {
        names.insert(person(name));
    }
    if (names.size() < number || names.contains("")) {
        differs("by", fmt::format("{} people", number), fmt::format("{}", fmt::join(by, ", ")));
    }
}

void check_seal(Facts& facts, const json::Value& body, const std::vector<std::string>& by) {
    only(body, {"item", "reader", "digest"});
    auto& item = item_at(facts, body);
    const auto reader = text(body, "reader");
    needs_state(item, {"waiting", "half", "looked"});
    if (by != std::vector{reader} || person(reader).empty()) {
        differs("by", reader, fmt::format("{}", fmt::join(by, ", ")));
    }
    if (!item.seals.empty() && person(item.seals[0].first) == person(reader)) {
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
            if (person(name) == person(item.seals[0].first) ||
                person(name) == person(item.seals[1].first)) {
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
    const bool again = std::any_of(by.begin(), by.end(), [&](const std::string& name) {
        return person(name) == person(item.searcher);
    });
    if (!first && again) {
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

}  // namespace belfry::audit_verify
