// ES&S: a table of records, and tables of where the cards lie.
#include <algorithm>
#include <array>
#include <charconv>

#include "audit_verify/original.hpp"

namespace belfry::audit_verify {

namespace {

struct Lies {
    std::string tabulator;
    std::string batch;
    std::string imprinted;
    std::string style;
};

bool all_digits(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// The header that begins with “Cast Vote Record”, and the rows below it but for the last, which
/// counts them.
std::pair<std::vector<std::string>, Rows> framed(const Document& file) {
    const auto rows = any_table(file);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (key_of(rows[at][0]) != "castvoterecord") {
            continue;
        }
        Rows body;
        for (auto below = at + 1; below < rows.size(); ++below) {
            if (!is_blank(rows[below]) && !bare(rows[below][0]).starts_with("Total") &&
                key_of(rows[below][0]) != "endofworksheet") {
                body.push_back(rows[below]);
            }
        }
        return {rows[at], body};
    }
    unreadable(file.name, "a header that begins with Cast Vote Record");
}

/// Spreadsheets take zeros from the front of a number of ten digits.
std::string printed(const std::vector<std::string>& header, const std::vector<std::string>& row) {
    auto text = bare_at(row, column(header, {"tabulatorcvr"}));
    while (all_digits(text) && text.size() < 10) {
        text.insert(text.begin(), '0');
    }
    return text;
}

Lies lies(const std::vector<std::string>& header, const std::vector<std::string>& row) {
    Lies out;
    out.imprinted = printed(header, row);
    out.tabulator = bare_at(row, column(header, {"machine"}));
    if (out.tabulator.empty() && all_digits(out.imprinted) && out.imprinted.size() == 10) {
        out.tabulator = out.imprinted.substr(0, 4);
    }
    out.batch = bare_at(row, column(header, {"batch"}));
    return out;
}

std::string record_number(
    const std::string& file,
    const std::vector<std::string>& header,
    const std::vector<std::string>& row
) {
    auto number = bare_at(row, column(header, {"castvoterecord"}));
    if (!all_digits(number)) {
        unreadable(file, "the number of a cast vote record");
    }
    return number;
}

/// Columns that say something of the card; the others are contests.
bool about_the_card(const std::string& heading) {
    constexpr std::array<std::string_view, 19> known{
        "",
        "castvoterecord",
        "batch",
        "ballotstatus",
        "originalballotexception",
        "remainingballotexception",
        "writeintype",
        "resultsreport",
        "ballotstyle",
        "reportinggroup",
        "tabulatorcvr",
        "auditnumber",
        "type",
        "pollplace",
        "pollplaceid",
        "precinct",
        "precinctid",
        "machine",
        "adjudicatedby"
    };
    return std::find(known.begin(), known.end(), key_of(heading)) != known.end();
}

void read_places(const Document& file, std::map<std::string, Lies>& places) {
    const auto [header, rows] = framed(file);
    for (const auto& row : rows) {
        auto place = lies(header, row);
        place.style = bare_at(row, column(header, {"ballotstyle"}));
        if (place.batch.empty() || place.imprinted.empty()) {
            unreadable(file.name, "the batch of each card");
        }
        const auto number = record_number(file.name, header, row);
        const auto found = places.emplace(number, place).first;
        if (found->second.batch != place.batch || found->second.imprinted != place.imprinted) {
            unreadable(file.name, "one place for record " + number);
        }
    }
}

/// Numbers go through the whole election: a card's place in its batch is its turn among the
/// batch's numbers.
std::map<std::string, std::string> turns(const std::map<std::string, Lies>& places) {
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> batches;
    for (const auto& [number, place] : places) {
        batches[{place.tabulator, place.batch}].push_back(number);
    }
    std::map<std::string, std::string> out;
    for (auto& [batch, numbers] : batches) {
        std::sort(numbers.begin(), numbers.end(), [](const auto& one, const auto& other) {
            const auto digits = [](const std::string& text) {
                return text.substr(std::min(text.find_first_not_of('0'), text.size()));
            };
            const auto a = digits(one);
            const auto b = digits(other);
            return std::tuple(a.size(), a, one) < std::tuple(b.size(), b, other);
        });
        for (std::size_t at = 0; at < numbers.size(); ++at) {
            out[numbers[at]] = std::to_string(at + 1);
        }
    }
    return out;
}

}  // namespace

Slips ess(const std::vector<Document>& records, const std::vector<Document>& ballots) {
    std::map<std::string, Lies> places;
    for (const auto& file : ballots) {
        read_places(file, places);
    }
    const auto turn = turns(places);
    Slips out;
    for (const auto& file : records) {
        const auto [header, rows] = framed(file);
        std::map<std::size_t, std::size_t> races;
        std::map<std::size_t, std::int64_t> columns;
        for (std::size_t at = 0; at < header.size(); ++at) {
            if (!about_the_card(header[at])) {
                races[at] = out.race(bare(header[at]));
                auto& race = out.races[races[at]];
                race.allowed = std::max(race.allowed, ++columns[races[at]]);
            }
        }
        for (const auto& row : rows) {
            const auto number = record_number(file.name, header, row);
            const auto found = places.find(number);
            const auto place = found == places.end() ? lies(header, row) : found->second;
            Slip slip{place.tabulator, place.batch, "", place.imprinted, "", {}};
            slip.number = found == places.end() ? number : turn.at(number);
            slip.style = bare_at(row, column(header, {"ballotstyle"}));
            slip.style = slip.style.empty() ? place.style : slip.style;
            for (const auto& [at, race] : races) {
                const auto text = bare_at(row, at);
                if (text.empty()) {
                    continue;
                }
                auto& vote = slip.votes[race];
                if (key_of(text) == "overvote") {
                    vote.overvoted = true;
                } else if (key_of(text) != "undervote") {
                    vote.mark(out.races[race].choice(text), 1);
                }
            }
            for (auto& [race, vote] : slip.votes) {
                vote = vote.overvoted ? Vote{true, {}} : vote;
            }
            out.keep(slip, false);
        }
    }
    return out;
}

}  // namespace belfry::audit_verify
