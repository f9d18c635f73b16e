#include "city/mapping.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>
#include <tuple>

#include "city/cell.hpp"
#include "json/json.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

/// Headings, in the spelling of `plain_heading`, that mean a thing outright. What stands first for
/// a heading counts.
struct Known {
    Meaning meaning;
    std::string_view headings;  ///< Separated by bars.
};

constexpr std::array<Known, 37> dictionary{{
    {Meaning::place_key,
     "site id|polling place id|poll id|pollingplaceid|polling location id|place id|location id|"
     "poll place id|site code|site number|vote center id|location code|polling place code|"
     "polling place number"},
    {Meaning::building, "building id|building|facility id"},
    {Meaning::place_name,
     "name|site name|site|polling place|polling place name|polling location|polling location name|"
     "location name|poll name|poll|place name|place|facility|facility name|vote center|"
     "vote center name|voting location|voting place|address location name|location|poll site|"
     "polling site|pollingplace|polls|sitio|nombre|lugar de votacion|centro de votacion"},
    {Meaning::address,
     "address|street address|site address|polling place address|polling location address|address 1|"
     "address line 1|addr|address line|location address|full address|street|street name|"
     "physical address|poll address|direccion"},
    {Meaning::address_more, "address 2|address line 2|suite|room|unit"},
    {Meaning::house_number, "house num|house number|house no|street number|street num|number street"
    },
    {Meaning::city, "city|town|municipality|address city|town city|city name|ciudad"},
    {Meaning::state, "state|st|address state|state code|cde state|estado"},
    {Meaning::zip, "zip|zip code|zipcode|zip 5|postal code|postcode|address zip|codigo postal"},
    {Meaning::location_type,
     "location type|type|place type|site type|building type|polling place type|facility type"},
    {Meaning::opens, "opens|open|open time|opening time|opening|start time|poll opens"},
    {Meaning::closes, "closes|close|close time|closing time|closing|end time|poll closes"},
    {Meaning::hours, "hours|polling hours|hours open|voting hours|days times open|horario"},
    {Meaning::precinct_list, "precincts|precinct list|precincts served|precinct ids"},
    {Meaning::expected_voters, "expected voters|expected turnout|projected voters"},
    {Meaning::scanners, "scanners|tabulators|optical scanners|ballot scanners|counters"},
    {Meaning::ballot_marking_devices,
     "ballot marking devices|bmd|bmds|marking devices|ballot marking device"},
    {Meaning::epollbooks,
     "epollbooks|e pollbooks|electronic pollbooks|pollbooks|poll pads|epollbook"},
    {Meaning::check_in_stations, "check in stations|checkin stations|check in|check in tables"},
    {Meaning::voting_booths, "voting booths|booths|privacy booths|voting booth"},
    {Meaning::poll_workers, "poll workers|workers|election judges|judges|inspectors|pollworkers"},
    {Meaning::precinct_key,
     "precinct id|precinct|precinct code|precinct number|prec|pct|vtdid|vtd|precinct no|pct code|"
     "precinctid|precinct num|geoid|division|recinto|pctcode"},
    {Meaning::precinct_name, "precinct name|pctname|pct name|precinctname|namelsad"},
    {Meaning::feed_key, "feed id"},
    {Meaning::county, "county|county name|countyname|jurisdiction name|jurisdiction|condado"},
    {Meaning::tabulator_model, "tabulator model|tabmodel|tabulator"},
    {Meaning::lat, "lat|latitude|y|lat wgs 84|latitud"},
    {Meaning::lon, "lon|lng|long|longitude|x|lng wgs 84|longitud"},
    {Meaning::coord_source, "coord source|coordinate source|geocode source"},
    {Meaning::registered_voters,
     "registered voters|registered|active voter count|active voters|registration|reg voters|reg|"
     "reg 7 am|total registered|voters registered|voters|electores inscritos"},
    {Meaning::ballots_total,
     "ballots total|total ballots|ballots cast|total votes|totvoting|turnout|ballots|total voting|"
     "votes cast"},
    {Meaning::ballots_election_day,
     "ballots election day|election day ballots|signatures|election day|election day votes|"
     "election day turnout"},
    {Meaning::ballots_early_in_person,
     "ballots early in person|early in person|early ballots|early votes|early voting ballots"},
    {Meaning::ballots_mail,
     "ballots mail|mail ballots|absentee|absentee ballots|ab mb|vote by mail|mail"},
    {Meaning::ballots_provisional, "ballots provisional|provisional ballots|provisional"},
    {Meaning::election_day_registrations, "election day registrations|edr|same day registrations"},
    {Meaning::notes, "notes|note|comments|comment|directions|remarks|notas"},
}};

/// Belfry's own columns that say what other columns say already.
constexpr std::string_view no_meaning = "precinct count";

/// Lower case words with blanks between: `PollingLocationName`, `Precinct\nCode`, `REG7AM`.
std::string plain_heading(std::string_view heading) {
    std::string spaced;
    char before = ' ';
    for (const char letter : heading) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        const bool digit = letter >= '0' && letter <= '9';
        const bool after_digit = before >= '0' && before <= '9';
        const bool after_lower = before >= 'a' && before <= 'z';
        const bool letter_now = upper || (letter >= 'a' && letter <= 'z');
        const bool letter_before = after_lower || (before >= 'A' && before <= 'Z');
        if ((upper && after_lower) || (digit && letter_before) || (letter_now && after_digit)) {
            spaced += ' ';
        }
        spaced += letter;
        before = letter;
    }
    std::string out;
    for (const char letter : text::fold(spaced)) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (kept) {
            out += letter;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (out.ends_with(' ')) {
        out.pop_back();
    }
    return out;
}

std::vector<std::string> words_of(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        words.push_back(word);
    }
    return words;
}

/// How surely `heading` means the thing of which `known` is one name: 1 when it is that name, less
/// when it only holds all of its words.
double match(const std::string& heading, std::string_view known) {
    if (heading == known) {
        return 1;
    }
    const auto words = words_of(heading);
    // The name or address of something else.
    constexpr std::array<std::string_view, 14> others{
        "batch",
        "file",
        "contest",
        "candidate",
        "clerk",
        "first",
        "last",
        "source",
        "user",
        "official",
        "choice",
        "party",
        "contact",
        "mailing"
    };
    if (std::ranges::any_of(words, [&](const std::string& word) {
            return std::ranges::find(others, word) != others.end();
        })) {
        return 0;
    }
    const auto wanted = words_of(known);
    // One short word inside a longer heading says little: `source state of data`.
    const bool all = !wanted.empty() && std::ranges::all_of(wanted, [&](const auto& word) {
        return std::ranges::find(words, word) != words.end();
    });
    if (!all || words.empty()) {
        return 0;
    }
    const double covered = static_cast<double>(wanted.size()) / static_cast<double>(words.size());
    return covered < 0.5 ? 0 : 0.3 + 0.5 * covered;
}

double confidence_of(const std::string& heading, const Known& known) {
    double best = 0;
    std::string_view rest = known.headings;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('|'), rest.size());
        best = std::max(best, match(heading, rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return best;
}

struct Candidate {
    std::size_t column = 0;
    Meaning meaning = Meaning::ignored;
    double confidence = 0;
};

/// What the cells of a column look like.
struct Content {
    std::size_t filled = 0;
    std::size_t numbers = 0;
    std::size_t several_lines = 0;  ///< A line below the first begins with a house number.
    std::size_t post_boxes = 0;

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
        const auto line = cell.find_first_of("\r\n");
        const auto second = line == std::string::npos ? line : cell.find_first_not_of("\r\n", line);
        content.several_lines += second != std::string::npos &&
                                         std::isdigit(static_cast<unsigned char>(cell[second])) != 0
                                     ? 1U
                                     : 0U;
        content.post_boxes += text::fold(cell).starts_with("po box") ? 1U : 0U;
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

/// The contents of a column against what its heading says.
double judged(double confidence, Meaning meaning, const Content& content) {
    if (is_figure(meaning) && content.filled > 0 && !content.mostly(content.numbers)) {
        return confidence * 0.3;
    }
    if (meaning == Meaning::address && content.post_boxes * 5 > content.filled) {
        return confidence * 0.3;  // where a clerk gets mail, not where people vote
    }
    return content.filled == 0 ? confidence * 0.9 : confidence;
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
        for (const auto& known : dictionary) {
            const double confidence = judged(confidence_of(heading, known), known.meaning, content);
            if (confidence <= 0.4) {
                continue;
            }
            const bool whole =
                known.meaning == Meaning::place_name && content.mostly(content.several_lines);
            found.push_back({column, whole ? Meaning::place_text : known.meaning, confidence});
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

std::size_t known_headers(const std::vector<std::string>& cells) {
    std::size_t known = 0;
    for (const auto& cell : cells) {
        const auto heading = plain_heading(cell);
        known += !heading.empty() &&
                         std::ranges::any_of(
                             dictionary,
                             [&](const Known& one) { return confidence_of(heading, one) >= 1; }
                         )
                     ? 1U
                     : 0U;
    }
    return known;
}

std::string header_key(const RawTable& table) {
    std::string key;
    for (const auto& heading : table.headers) {
        key += plain_heading(heading);
        key += '|';
    }
    return key;
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
