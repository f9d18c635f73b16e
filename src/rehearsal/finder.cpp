#include <algorithm>

#include <fmt/format.h>

#include "program/snippet.hpp"
#include "rehearsal/result_reading.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/run_store.hpp"
#include "rehearsal/thing_store.hpp"

namespace belfry::rehearsal {

namespace {

/// Of each kind: who wants more of them opens their list.
constexpr std::size_t most_of_a_kind = 4;
/// Older runs are found in their list.
constexpr std::int64_t most_runs = 200;

using Hits = std::vector<program::SearchHit>;

template <class Thing>
void find_named(
    Hits& hits, const std::vector<Thing>& things, const char* kind, std::string_view query
) {
    std::size_t found = 0;
    for (const auto& thing : things) {
        if (found < most_of_a_kind && program::matches(thing.name, query)) {
            ++found;
            hits.push_back(
                {kind,
                 thing.id.value,
                 thing.name,
                 thing.note,
                 fmt::format("/{}s/{}", kind, thing.id.value)}
            );
        }
    }
}

template <class Seen>
std::string names_of(const std::vector<Seen>& all) {
    std::string out;
    for (const auto& one : all) {
        out += (out.empty() ? "" : ", ") + one.name;
    }
    return out;
}

void find_runs(
    Hits& hits, store::Connection& db, const program::Words& words, std::string_view query
) {
    std::size_t found = 0;
    for (auto& run : list_runs(db, most_runs)) {
        name_in_words(run, words);
        const auto title =
            words.say("rehearsal.run_number", {{"number", std::to_string(run.id.value)}});
        const auto about = names_of(run.inputs.plans) + " · " + names_of(run.inputs.scenarios);
        if (found < most_of_a_kind && program::matches(title + ' ' + about, query)) {
            ++found;
            hits.push_back(
                {"run", run.id.value, title, about, fmt::format("/runs/{}", run.id.value)}
            );
        }
    }
}

}  // namespace

program::Finder finder() {
    return [](store::Connection& db,
              const http::Caller& caller,
              const program::Words& words,
              std::string_view query) {
        Hits hits;
        if (query.empty() || !caller.may("rehearsals_see")) {
            return hits;
        }
        find_named(hits, list_plans(db), "plan", query);
        find_named(hits, list_scenarios(db), "scenario", query);
        find_runs(hits, db, words, query);
        return hits;
    };
}

}  // namespace belfry::rehearsal
