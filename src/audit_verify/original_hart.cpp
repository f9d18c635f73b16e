// Hart: a file of XML a card, and a table of how they were scanned.
#include <algorithm>

#include <fmt/format.h>

#include "audit_verify/original_xml.hpp"

namespace belfry::audit_verify {

namespace {

struct Scan {
    std::string imprinted;
    std::string workstation;
};

void read_scans(const Document& file, std::map<std::string, Scan>& scans) {
    const auto rows = any_table(file);
    if (rows.size() < 2) {
        unreadable(file.name, "a header below the line of the format");
    }
    const auto& header = rows[1];
    const auto id = column(header, {"cvrid", "#cvrid"});
    const auto imprinted = column(header, {"uniqueidentifier"});
    const auto workstation = column(header, {"workstation", "#workstation"});
    for (std::size_t at = 2; at < rows.size(); ++at) {
        if (is_blank(rows[at]) || key_of(rows[at][0]) == "endofworksheet") {
            continue;
        }
        const auto guid = bare_at(rows[at], id);
        const Scan scan{bare_at(rows[at], imprinted), bare_at(rows[at], workstation)};
        const auto kept = scans.emplace(guid, scan).first;
        if (guid.empty() || kept->second.imprinted != scan.imprinted) {
            unreadable(file.name, "one identifier for each record");
        }
    }
}

/// Chosen names; an option without a name is somebody who was written in.
std::vector<std::string> chosen(const Document& file, const pugi::xml_node& contest) {
    std::vector<std::string> out;
    for (const auto& option : all_of(contest, "Option")) {
        const auto value = child_words(option, "Value");
        if (value == "0") {
            continue;
        }
        if (value != "1") {
            unreadable(file.name, "0 or 1 as a value");
        }
        const auto named = child_words(option, "Name");
        const auto called = named.empty() ? "Write-in" : named;
        auto name = called;
        for (int again = 2; std::find(out.begin(), out.end(), name) != out.end(); ++again) {
            name = fmt::format("{} ({})", called, again);
        }
        out.push_back(name);
    }
    return out;
}

void read_contest(const Document& file, const pugi::xml_node& contest, Slips& out, Slip& slip) {
    const auto name = child_words(contest, "Name");
    if (name.empty()) {
        unreadable(file.name, "a name of each contest");
    }
    const auto count = [&](const char* of) {
        const auto words = child_words(contest, of);
        const auto number = words.empty() ? std::optional<std::int64_t>(0) : counted_number(words);
        if (!number) {
            unreadable(file.name, "a number of votes");
        }
        return *number;
    };
    const auto names = chosen(file, contest);
    const auto place = out.race(name);
    auto& race = out.races[place];
    Vote vote;
    for (const auto& each : names) {
        vote.mark(race.choice(each), 1);
    }
    if (count("Overvotes") > 0) {
        vote = {true, {}};
    } else {
        const auto all = static_cast<std::int64_t>(names.size()) + count("Undervotes");
        race.allowed = std::max(race.allowed, std::min<std::int64_t>(all, 255));
    }
    slip.votes[place] = vote;
}

}  // namespace

Slips hart(const std::vector<Document>& cards, const std::vector<Document>& scans) {
    std::map<std::string, Scan> scanned;
    for (const auto& file : scans) {
        read_scans(file, scanned);
    }
    Slips out;
    for (const auto& file : cards) {
        const auto document = parsed_xml(file);
        const auto roots = children_of(document, "Cvr");
        if (roots.size() != 1) {
            unreadable(file.name, "an element Cvr");
        }
        const auto& card = roots[0];
        const auto guid = child_words(card, "CvrGuid");
        if (guid.empty()) {
            unreadable(file.name, "a CvrGuid");
        }
        Slip slip;
        const auto scan = scanned.find(guid);
        slip.imprinted = scan == scanned.end() ? guid : scan->second.imprinted;
        slip.tabulator = scan == scanned.end() ? "" : scan->second.workstation;
        slip.batch = child_words(card, "BatchNumber");
        const auto sequence = child_words(card, "BatchSequence");
        const auto sheet = child_words(card, "SheetNumber");
        slip.number = (sequence.empty() ? guid : sequence) + (sheet.empty() ? "" : "/" + sheet);
        for (const auto& party : all_of(card, "Party")) {
            for (const auto& name : children_of(party, "Name")) {
                slip.style = bare(words_of(name));
            }
        }
        for (const auto& contest : all_of(card, "Contest")) {
            read_contest(file, contest, out, slip);
        }
        out.keep(slip, false);
    }
    return out;
}

}  // namespace belfry::audit_verify
