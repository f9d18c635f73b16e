// Clear Ballot: a card a row, a choice a column.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "audit_verify/original.hpp"

namespace belfry::audit_verify {

namespace {

struct Column {
    std::size_t at = 0;
    std::size_t race = 0;
    std::size_t choice = 0;
};

/// "Choice_1_1:Mayor:Vote For 1:Ada:DEM": the contest ends at the last ":Vote For ", the choice at
/// the last colon.
Column column_of(Slips& out, const std::string& file, const std::string& heading, std::size_t at) {
    const auto begin = heading.find(':');
    const auto terms = heading.rfind(":Vote For ");
    if (begin == std::string::npos || terms == std::string::npos || terms <= begin) {
        unreadable(file, "Choice_<id>:<contest>:Vote For <n>:<choice>:<party>");
    }
    const auto number = terms + 10;
    const auto colon = heading.find(':', number);
    int allowed = 0;
    std::from_chars(heading.data() + number, heading.data() + heading.size(), allowed);
    if (colon == std::string::npos || allowed < 1 || allowed > 255) {
        unreadable(file, "Choice_<id>:<contest>:Vote For <n>:<choice>:<party>");
    }
    const auto rest = heading.substr(colon + 1);
    const auto called = rest.substr(0, rest.rfind(':'));
    const auto races = out.races.size();
    Column column{at, out.race(heading.substr(begin + 1, terms - begin - 1)), 0};
    auto& race = out.races[column.race];
    if (out.races.size() > races) {
        race.allowed = allowed;
    }
    auto name = called;
    for (int again = 2;
         std::find(race.choices.begin(), race.choices.end(), name) != race.choices.end();
         ++again) {
        name = fmt::format("{} ({})", called, again);
    }
    column.choice = race.choice(name);
    return column;
}

}  // namespace

Slips clear_ballot(const Document& file) {
    const auto rows = any_table(file);
    const auto& header = rows[0];
    Slips out;
    std::vector<Column> columns;
    for (std::size_t at = 0; at < header.size(); ++at) {
        if (const auto heading = bare(header[at]); heading.starts_with("Choice_")) {
            columns.push_back(column_of(out, file.name, heading, at));
        }
    }
    for (std::size_t at = 1; at < rows.size(); ++at) {
        const auto& row = rows[at];
        if (is_blank(row) || key_of(row[0]) == "endofworksheet") {
            continue;
        }
        const auto named = [&](const std::string& key) {
            return bare_at(row, column(header, {key}));
        };
        Slip slip{
            named("scancomputername"),
            named("boxid"),
            named("boxposition"),
            named("ballotid"),
            named("ballotstyleid"),
            {}
        };
        std::set<std::size_t> blank;
        for (const auto& each : columns) {
            const auto text = bare_at(row, each.at);
            if (text == "1") {
                slip.votes[each.race].mark(each.choice, 1);
            } else if (text == "0") {
                slip.votes[each.race];
            } else if (text.empty()) {
                blank.insert(each.race);
            } else {
                unreadable(file.name, "0, 1 or nothing for a vote");
            }
        }
        for (const auto race : blank) {
            if (slip.votes.contains(race)) {
                unreadable(file.name, "a contest that is on the card or is not");
            }
        }
        out.keep(slip, false);
    }
    return out;
}

}  // namespace belfry::audit_verify
