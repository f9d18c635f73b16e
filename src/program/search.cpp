#include "program/search.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "program/named.hpp"
#include "program/people.hpp"
#include "program/snippet.hpp"
#include "program/step.hpp"
#include "program/stored.hpp"
#include "store/search_index.hpp"
#include "text/fold.hpp"

namespace belfry::program {

namespace {

/// How many more are fetched than shown, as some may not be seen by this caller.
constexpr std::size_t spare = 4;

/// What one must hold to find things of a kind; of other kinds nothing is found.
bool may_find(const http::Caller& caller, std::string_view kind) {
    static const std::map<std::string_view, std::string_view> needed{
        {"task", "program_see"},
        {"decision", "program_see"},
        {"note", "program_see"},
        {"comment", "program_see"},
        {"attachment", "program_see"},
        {"calendar_event", "program_see"},
    };
    const auto found = needed.find(kind);
    return found != needed.end() && caller.may(found->second);
}

/// Steps are named in the reader's language, so they are not in the index.
void find_steps(std::vector<SearchHit>& hits, const Words& words, std::string_view query) {
    for (int step = 1; step <= step_count; ++step) {
        auto title = step_title(words, step);
        if (matches(title, query)) {
            const auto number = std::to_string(step);
            hits.push_back(
                {"step",
                 step,
                 fmt::format("{}. {}", number, title),
                 words.say("step." + number + ".duty"),
                 "/steps/" + number}
            );
        }
    }
}

void find_people(std::vector<SearchHit>& hits, store::Connection& db, std::string_view query) {
    for (const auto& [id, person] : everybody(db)) {
        if (matches(person.name + ' ' + person.title, query)) {
            hits.push_back(
                {"account", id, person.name, person.title, "/people/" + std::to_string(id)}
            );
        }
    }
}

std::string text_of(store::Connection& db, const record::Object& object) {
    if (object.kind == "task") {
        return find_task(db, {object.id}).value().details;
    }
    if (object.kind == "decision") {
        return find_decision(db, {object.id}).value().why;
    }
    if (object.kind == "note") {
        return find_note(db, {object.id}).value().text;
    }
    if (object.kind == "comment") {
        return find_comment(db, {object.id}).value().text;
    }
    if (object.kind == "calendar_event") {
        return find_event(db, {object.id}).value().details;
    }
    return {};
}

void find_indexed(
    std::vector<SearchHit>& hits,
    store::Connection& db,
    const http::Caller& caller,
    const Words& words,
    std::string_view query,
    std::size_t most
) {
    for (const auto& hit : store::search::find(db, text::fold(query), most * spare)) {
        const record::Object object{hit.kind, hit.id};
        if (hits.size() >= most || !may_find(caller, hit.kind)) {
            continue;
        }
        if (auto named = name_of_object(db, object, words)) {
            hits.push_back(
                {hit.kind,
                 hit.id,
                 std::move(named->title),
                 snippet(text_of(db, object), query),
                 std::move(named->link)}
            );
        }
    }
}

}  // namespace

SearchAnswer search(
    store::Connection& db,
    const http::Caller& caller,
    const Words& words,
    std::string_view query,
    std::size_t most,
    const std::vector<Finder>& finders
) {
    constexpr std::size_t most_steps = 3;
    SearchAnswer answer;
    if (caller.may("program_see")) {
        find_steps(answer.hits, words, query);
    }
    answer.hits.resize(std::min(answer.hits.size(), most_steps));
    if (caller.may("people_see")) {
        find_people(answer.hits, db, query);
    }
    std::vector<SearchHit> indexed;
    find_indexed(indexed, db, caller, words, query, most);
    std::vector<SearchHit> looked_through;
    for (const auto& find : finders) {
        for (auto& hit : find(db, caller, words, query)) {
            looked_through.push_back(std::move(hit));
        }
    }
    // Half of the room that is left, or what the others leave: neither crowds the other out.
    const auto room = most - std::min(most, answer.hits.size());
    const auto left = room - std::min(room, indexed.size());
    looked_through.resize(std::min(looked_through.size(), std::max(room / 2, left)));
    std::ranges::move(looked_through, std::back_inserter(answer.hits));
    std::ranges::move(indexed, std::back_inserter(answer.hits));
    answer.hits.resize(std::min(answer.hits.size(), most));
    return answer;
}

}  // namespace belfry::program
