#include "city/mapping.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

#include "city/cell.hpp"
#include "city/coordinates.hpp"
#include "city/heading.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "json/json.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

/// Belfry's own columns that say what other columns say already.
constexpr std::string_view no_meaning = "precinct count";

struct Candidate {
    std::size_t column = 0;
    Meaning meaning = Meaning::ignored;
    double confidence = 0;
};

/// What the cells of a column look like.
struct Content {
    std::size_t filled = 0;
    std::size_t numbers = 0;
    std::size_t degrees = 0;        ///< Numbers as well.
    std::size_t several_lines = 0;  ///< A line below the first begins with a house number.
    std::size_t post_boxes = 0;
    std::size_t positions = 0;  ///< Latitude and longitude in one cell.
    std::size_t times = 0;      ///< One time, not two.

    [[nodiscard]] bool mostly(std::size_t count) const { return filled > 0 && count * 2 > filled; }
};

Content content_of(const RawTable& table, std::size_t column) {
    constexpr std::size_t looked_at = 200;
    Content content;
    for (std::size_t at = 0; at < std::min(table.rows.size(), looked_at); ++at) {
        const auto& cells = table.rows[at].cells;
        if (column >= cells.size()) {
            continue;
        }
        const auto& cell = cells[column];
        if (tidy(cell).empty()) {
            continue;
        }
        ++content.filled;
        content.numbers += number_in_cell(cell) ? 1U : 0U;
        content.degrees += degrees_in_cell(cell) ? 1U : 0U;
        const auto line = cell.find_first_of("\r\n");
        const auto second = line == std::string::npos ? line : cell.find_first_not_of("\r\n", line);
        content.several_lines += second != std::string::npos &&
                                         std::isdigit(static_cast<unsigned char>(cell[second])) != 0
                                     ? 1U
                                     : 0U;
        content.post_boxes += text::fold(cell).starts_with("po box") ? 1U : 0U;
        content.positions += position_in_cell(cell) ? 1U : 0U;
        content.times += time_in_cell(cell) ? 1U : 0U;
    }
    return content;
}

bool is_figure(Meaning meaning) {
    switch (meaning) {
        case Meaning::lat:
        case Meaning::lon:
        case Meaning::registered_voters:
        case Meaning::ballots_total:
        case Meaning::ballots_election_day:
        case Meaning::ballots_early_in_person:
        case Meaning::ballots_mail:
        case Meaning::ballots_provisional:
        case Meaning::election_day_registrations:
        case Meaning::expected_voters:
        case Meaning::scanners:
        case Meaning::ballot_marking_devices:
        case Meaning::epollbooks:
        case Meaning::check_in_stations:
        case Meaning::voting_booths:
        case Meaning::poll_workers:
            return true;
        default:
            return false;
    }
}

/// In a table of areas or of a feed's precincts a bare name is the precinct's.
Meaning in_table(Meaning meaning, const std::string& heading, TableKind kind) {
    if (kind == TableKind::places) {
        return heading == "id" ? Meaning::place_key : meaning;
    }
    if (kind == TableKind::precincts) {
        if (heading == "name") {
            return Meaning::precinct_name;
        }
        if (heading == "number") {
            return Meaning::precinct_key;
        }
        return heading == "id" ? Meaning::feed_key : meaning;
    }
    return meaning;
}

/// A figure that is no number in most cells, coordinates aside: these have many forms.
bool contradicts(Meaning meaning, const Content& content) {
    if (meaning == Meaning::position) {
        return !content.mostly(content.positions);
    }
    const bool degrees = meaning == Meaning::lat || meaning == Meaning::lon;
    return is_figure(meaning) && content.filled > 0 &&
           !content.mostly(degrees ? content.degrees : content.numbers);
}

/// The contents of a column against what its heading says.
double judged(double confidence, Meaning meaning, const Content& content) {
    if (contradicts(meaning, content)) {
        return confidence * 0.3;
    }
    if (meaning == Meaning::address && content.post_boxes * 5 > content.filled) {
        return confidence * 0.3;  // where a clerk gets mail, not where people vote
    }
    return content.filled == 0 ? confidence * 0.9 : confidence;
}

/// "Polling place" with an address below its name, "Location" that is a position, "Hours open" that
/// is when it opens.
Meaning by_contents(Meaning meaning, const Content& content) {
    if (meaning == Meaning::place_name && content.mostly(content.several_lines)) {
        return Meaning::place_text;
    }
    if (meaning == Meaning::hours && content.mostly(content.times)) {
        return Meaning::opens;
    }
    if (meaning == Meaning::place_name && content.filled > 0 && content.numbers == content.filled) {
        return Meaning::place_key;
    }
    const bool text = meaning == Meaning::place_name || meaning == Meaning::address;
    return text && content.mostly(content.positions) ? Meaning::position : meaning;
}

std::vector<Candidate> candidates_of(const RawTable& table) {
    std::vector<Candidate> found;
    for (std::size_t column = 0; column < table.headers.size(); ++column) {
        const auto heading = plain_heading(table.headers[column]);
        if (heading.empty() || heading == no_meaning) {
            continue;
        }
        const auto content = content_of(table, column);
        if (const auto own = in_table(Meaning::ignored, heading, table.kind);
            own != Meaning::ignored) {
            found.push_back({column, own, 1});
            continue;
        }
        for (const auto& guess : guesses_of(heading)) {
            const double confidence = judged(guess.confidence, guess.meaning, content);
            if (confidence > 0.4) {
                found.push_back({column, by_contents(guess.meaning, content), confidence});
            }
        }
    }
    return found;
}

}  // namespace

ColumnMapping propose_mapping(const RawTable& table) {
    ColumnMapping mapping;
    for (const auto& heading : table.headers) {
        mapping.push_back({heading, Meaning::ignored, 0});
    }
    if (table.hidden) {
        return mapping;
    }
    auto candidates = candidates_of(table);
    std::ranges::sort(candidates, {}, [](const Candidate& one) {
        return std::tuple(-one.confidence, one.column, one.meaning);
    });
    std::vector<Meaning> given;
    for (const auto& candidate : candidates) {
        auto& column = mapping[candidate.column];
        const bool taken = std::ranges::find(given, candidate.meaning) != given.end();
        if (taken || column.meaning != Meaning::ignored) {
            continue;
        }
        column.meaning = candidate.meaning;
        column.confidence = candidate.confidence;
        given.push_back(candidate.meaning);
    }
    return mapping;
}

std::string header_key(const RawTable& table) {
    // PostgreSQL's indices take no longer ones.
    constexpr std::size_t longest = 2000;
    std::string key;
    for (const auto& heading : table.headers) {
        key += plain_heading(heading);
        key += '|';
    }
    return key.size() <= longest ? key : "sha256:" + crypto::to_hex(crypto::sha256(key));
}

std::string decision_key(const RawTable& table) {
    const auto headings = header_key(table);
    return table.name.empty() ? headings : table.name + '\n' + headings;
}

bool says_something(const ColumnMapping& mapping) {
    return std::ranges::any_of(mapping, [](const ColumnMeaning& column) {
        constexpr std::array saying{
            Meaning::place_key,
            Meaning::place_name,
            Meaning::place_text,
            Meaning::address,
            Meaning::precinct_key,
            Meaning::precinct_name
        };
        return std::ranges::find(saying, column.meaning) != saying.end();
    });
}

Result<void> check_mapping(const RawTable& table, const ColumnMapping& mapping) {
    json::Problems problems;
    const auto columns = json::Path().member("columns");
    if (mapping.size() != table.headers.size()) {
        problems.push_back(
            {columns.text(),
             "mapping_other_columns",
             "Give each column of the table a meaning, in the table's order.",
             {{"count", std::to_string(table.headers.size())}}}
        );
        return refuse_fields(std::move(problems));
    }
    std::vector<Meaning> given;
    for (std::size_t at = 0; at < mapping.size(); ++at) {
        const auto meaning = mapping[at].meaning;
        if (meaning == Meaning::ignored) {
            continue;
        }
        if (std::ranges::find(given, meaning) != given.end()) {
            problems.push_back(
                {columns.element(at).member("meaning").text(),
                 "meaning_given_twice",
                 "Another column has this meaning already.",
                 {}}
            );
        }
        given.push_back(meaning);
    }
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

}  // namespace belfry::city
