#include "city/row_cells.hpp"

#include <algorithm>

#include "city/address.hpp"
#include "city/cell.hpp"
#include "city/coordinates.hpp"
#include "text/fold.hpp"

namespace belfry::city {

RowCells::Columns::Columns(const ColumnMapping& mapping) {
    for (std::size_t column = 0; column < mapping.size(); ++column) {
        auto& at = columns_[static_cast<std::size_t>(mapping[column].meaning)];
        at = at.value_or(column);
    }
    columns_[static_cast<std::size_t>(Meaning::ignored)].reset();
}

namespace {

/// `2.886`, `1.234.567`: groups of three digits after the first.
bool has_pointed_groups(std::string_view text) {
    const auto first = text.find('.');
    if (first == 0 || first > 3 || first == std::string_view::npos) {
        return false;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool point = at >= first && (at - first) % 4 == 0;
        if (point ? text[at] != '.' : text[at] < '0' || text[at] > '9') {
            return false;
        }
    }
    return (text.size() - first) % 4 == 0;
}

/// `104.0`
bool ends_with_point_zero(std::string_view text) {
    return text.size() > 2 && text.ends_with(".0") &&
           text.find_first_not_of("0123456789") == text.size() - 2;
}

bool all_end_with_point_zero(const RawTable& table, std::optional<std::size_t> column) {
    bool any = false;
    for (const auto& row : table.rows) {
        const auto cell =
            column && *column < row.cells.size() ? tidy(row.cells[*column]) : std::string();
        if (!cell.empty() && !ends_with_point_zero(cell)) {
            return false;
        }
        any = any || !cell.empty();
    }
    return any;
}

/// The whole number in "≈900", "~ 900", "about 900", "+900", "900*", "900+"; empty where there is
/// none.
std::optional<std::int64_t> count_around(std::string_view cell) {
    const auto trim = [&] {
        while (cell.starts_with(' ')) {
            cell.remove_prefix(1);
        }
        while (cell.ends_with(' ')) {
            cell.remove_suffix(1);
        }
    };
    for (const std::string_view before :
         {"\xE2\x89\x88", "~", "+", "about ", "approx. ", "approx ", "ca. ", "aprox. ", "unos "}) {
        if (text::fold(cell.substr(0, before.size())) == before) {
            cell.remove_prefix(before.size());
            break;
        }
    }
    while (cell.ends_with('*') || cell.ends_with('+')) {
        cell.remove_suffix(1);
    }
    trim();
    return cell.empty() || cell.front() < '0' || cell.front() > '9' ? std::nullopt
                                                                    : count_in_cell(cell);
}

bool is_a_count(Meaning meaning) {
    return meaning == Meaning::expected_voters || (meaning >= Meaning::registered_voters &&
                                                   meaning <= Meaning::election_day_registrations);
}

/// More than this is pointed out, and kept: rather a digit too many than a larger place. Of people
/// six times the registered voters of the largest place in the lists of eight cities (15,123,
/// Fulton County, 2018). Of devices, booths and workers thirteen times the most that a county
/// reported for its mean place: 2,568 booths at 69 vote centers, Bernalillo County (EAC, Election
/// Administration and Voting Surveys, equipment of 2014 and places of 2016). Where that survey has
/// more than 500 a place, it is a slip: 45,441 devices at the 17 places of Webster County.
std::int64_t most_likely(Meaning meaning) {
    constexpr std::int64_t people = 100'000;
    constexpr std::int64_t things = 500;
    return is_a_count(meaning) ? people : things;
}

}  // namespace

void RowCells::Columns::look_at(const RawTable& table) {
    for (const auto meaning :
         {Meaning::place_key,
          Meaning::precinct_key,
          Meaning::building,
          Meaning::zip,
          Meaning::ward,
          Meaning::house_number}) {
        point_zero_[static_cast<std::size_t>(meaning)] =
            all_end_with_point_zero(table, at(meaning));
    }
    for (std::size_t meaning = 0; meaning < columns_.size(); ++meaning) {
        const auto column = columns_.at(meaning);
        if (!column || !is_a_count(static_cast<Meaning>(meaning))) {
            continue;
        }
        bool grouped = false;
        bool otherwise = false;
        for (const auto& row : table.rows) {
            const auto cell = *column < row.cells.size() ? tidy(row.cells[*column]) : std::string();
            const bool groups = has_pointed_groups(cell);
            grouped = grouped || (groups && !count_in_cell(cell));
            otherwise = otherwise || cell.find(',') != std::string::npos ||
                        (!groups && cell.find('.') != std::string::npos);
        }
        pointed_.at(meaning) = grouped && !otherwise;
    }
}

std::string_view RowCells::raw(Meaning meaning) const {
    const auto column = columns_.at(meaning);
    return column && *column < row_.cells.size() ? std::string_view(row_.cells[*column])
                                                 : std::string_view();
}

void RowCells::repair(const std::string& code, const std::string& field, const std::string& value) {
    notes_.push_back({NoteKind::repair, code, field, value});
}

void RowCells::remark(const std::string& code, const std::string& field, const std::string& value) {
    notes_.push_back({NoteKind::remark, code, field, value});
}

std::string RowCells::text(Meaning meaning) {
    const auto cell = raw(meaning);
    auto out = tidy(cell);
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = cell.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return out;
    }
    const auto inner = cell.substr(first, cell.find_last_not_of(blanks) - first + 1);
    if (out.empty()) {
        repair("stands_for_nothing", std::string(json::name_of(meaning)), std::string(inner));
    } else if (out != inner) {
        repair("blanks_tidied", std::string(json::name_of(meaning)));
    }
    if (columns_.has_point_zero(meaning) && ends_with_point_zero(out)) {
        repair("point_zero_cut", std::string(json::name_of(meaning)), out);
        out.resize(out.size() - 2);
    }
    return out;
}

std::optional<std::int64_t> RowCells::count(Meaning meaning) {
    const auto cell = tidy(raw(meaning));
    if (cell.empty()) {
        return {};
    }
    if (columns_.has_pointed_thousands(meaning) && has_pointed_groups(cell)) {
        auto digits = cell;
        std::erase(digits, '.');
        repair("point_is_thousands", std::string(json::name_of(meaning)), cell);
        return count_in_cell(digits);
    }
    const auto value = count_in_cell(cell);
    const std::string field(json::name_of(meaning));
    if (!value) {
        const auto around = count_around(cell);
        repair(around ? "count_around" : "not_a_count", field, cell);
        return around;
    }
    if (*value > most_likely(meaning)) {
        remark("count_unlikely", field, cell);
    }
    return value;
}

namespace {

/// The first line is the name, the others the address.
void read_place_text(RowCells& cells, PollingPlace& place) {
    const auto cell = cells.raw(Meaning::place_text);
    const auto first = cell.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return;
    }
    const auto end = std::min(cell.find_first_of("\r\n", first), cell.size());
    place.name = tidy(cell.substr(first, end - first));
    std::string address;
    std::string_view rest = cell.substr(end);
    while (!rest.empty()) {
        const auto stop = std::min(rest.find_first_of("\r\n"), rest.size());
        const auto line = tidy(rest.substr(0, stop));
        address += address.empty() || line.empty() ? "" : " ";
        address += line;
        rest.remove_prefix(std::min(stop + 1, rest.size()));
    }
    if (!address.empty()) {
        place.address = std::move(address);
        cells.repair("name_and_address_split", "place_text");
    }
}

/// `EUDORA WELTY LIBRARY` with `JACKSON MS 39201` on a line of its own.
void take_town_off_name(RowCells& cells, PollingPlace& place) {
    const auto cell = cells.raw(Meaning::place_name);
    const auto line = cell.find_last_of("\r\n");
    const auto tail = line == std::string_view::npos ? cell : cell.substr(line + 1);
    const auto town = split_address(tail);
    // On one line only what is no more than `JACKSON MS 39206`: longer ones hold a name as well.
    const auto blanks = std::ranges::count(place.name, ' ');
    if (!town || (line == std::string_view::npos && (blanks > 3 || !town->city.empty()))) {
        return;
    }
    place.name = line == std::string_view::npos ? "" : tidy(cell.substr(0, line));
    place.city = place.city.empty() ? town->address : place.city;
    place.state = town->state;
    place.zip = town->zip;
    cells.repair("town_taken_off_name", "place_name");
}

void read_address(RowCells& cells, PollingPlace& place, bool has_blanks) {
    const auto street = cells.text(Meaning::address);
    const auto more = cells.text(Meaning::address_more);
    const auto number = cells.text(Meaning::house_number);
    if (!street.empty() || !more.empty()) {
        place.address = number.empty() ? street : number + " " + street;
        place.address += street.empty() || more.empty() ? "" : ", ";
        place.address += more;
    }
    if (const auto city = cells.text(Meaning::city); !city.empty()) {
        place.city = city;
    }
    if (const auto state = cells.text(Meaning::state); !state.empty()) {
        place.state = state;
    }
    if (auto parts = split_town(place.city)) {
        place.city = std::move(parts->city);
        place.state = place.state.empty() ? parts->state : place.state;
        place.zip = place.zip.empty() ? parts->zip : place.zip;
        cells.repair("city_taken_apart", "city", {});
    }
    if (const auto zip = cells.text(Meaning::zip); !zip.empty()) {
        place.zip = zip;
    }
    if (place.zip.empty() || place.city.empty()) {
        if (auto parts = split_address(place.address)) {
            place.address = parts->address;
            place.city = place.city.empty() ? parts->city : place.city;
            place.state = place.state.empty() ? parts->state : place.state;
            place.zip = parts->zip;
            cells.repair("town_taken_off_address", "address");
        }
    }
    // No street is a number of five digits.
    if (const auto zip = zip_from(place.address, "XX")) {
        place.address.clear();
        place.zip = place.zip.empty() ? *zip : place.zip;
        cells.repair("town_taken_off_address", "address");
    }
    if (!has_blanks && may_lack_blank(place.address)) {
        cells.repair("direction_set_apart", "address", place.address);
        place.address = with_blank(place.address);
        place.provenance["address"] = {Origin::repaired, "direction_set_apart"};
    }
}

void read_zip(RowCells& cells, PollingPlace& place) {
    if (place.zip.empty()) {
        return;
    }
    const auto zip = zip_from(place.zip, place.state);
    if (!zip) {
        cells.remark("zip_unusual", "zip", place.zip);
    } else if (*zip != place.zip) {
        cells.repair("zip_completed", "zip", place.zip);
        place.zip = *zip;
        place.provenance["zip"] = {Origin::repaired, "zip_completed"};
    }
}

/// As the cells of latitude and longitude say, or else the one that has both; empty: nothing stands
/// there, or no position.
std::optional<Position> said_position(const RowCells& cells, std::string_view both) {
    const auto lat = tidy(cells.raw(Meaning::lat));
    const auto lon = tidy(cells.raw(Meaning::lon));
    if (lat.empty() && lon.empty()) {
        return position_in_cell(both);
    }
    const auto north = degrees_in_cell(lat);
    const auto east = degrees_in_cell(lon);
    return north && east ? std::optional(Position{*east, *north}) : std::nullopt;
}

/// What stands there, for a note.
std::string position_as_it_stands(const RowCells& cells, const std::string& both) {
    const auto lat = tidy(cells.raw(Meaning::lat));
    const auto lon = tidy(cells.raw(Meaning::lon));
    return lat.empty() && lon.empty() ? both : lat + ", " + lon;
}

/// Both or none, on the globe, and not the null island. `into` has lat, lon, coord_source.
template <class T>
void read_coordinates(RowCells& cells, T& into) {
    const auto both = tidy(cells.raw(Meaning::position));
    const auto standing = position_as_it_stands(cells, both);
    if (standing.empty()) {
        return;
    }
    const auto said = said_position(cells, both);
    const auto sound = said ? sound_position(said->lat, said->lon) : std::nullopt;
    if (!sound) {
        const bool plane = said && may_be_of_a_plane(said->lat, said->lon);
        cells.repair(plane ? "coordinates_in_plane" : "coordinates_left_out", "lat", standing);
        return;
    }
    const auto repaired = [&](const char* code) {
        cells.repair(code, "lat", standing);
        into.provenance["lat"] = {Origin::repaired, code};
        into.provenance["lon"] = {Origin::repaired, code};
    };
    if (sound->swapped) {
        repaired("coordinates_swapped");
    }
    if (sound->made_west) {
        repaired("longitude_made_west");
    }
    if (sound->web_mercator) {
        repaired("coordinates_from_web_mercator");
    }
    if (sound->millionths) {
        repaired("coordinates_without_point");
    }
    if (sound->elsewhere) {
        cells.remark("coordinates_elsewhere", "lat", standing);
    }
    into.lat = sound->position.lat;
    into.lon = sound->position.lon;
    into.coord_source = tidy(cells.raw(Meaning::coord_source));
    if (into.coord_source.empty()) {
        into.coord_source = "given";
    }
}

void read_hours(RowCells& cells, PollingPlace& place) {
    const auto hours = cells.text(Meaning::hours);
    if (const auto both = hours_in_cell(hours)) {
        place.opens = both->opens;
        place.closes = both->closes;
    } else if (!hours.empty()) {
        cells.repair("hours_not_read", "hours", hours);
    }
    for (const auto& [meaning, member] :
         {std::pair{Meaning::opens, &PollingPlace::opens},
          std::pair{Meaning::closes, &PollingPlace::closes}}) {
        const auto text = cells.text(meaning);
        if (text.empty()) {
            continue;
        }
        place.*member = time_in_cell(text);
        if (!(place.*member)) {
            cells.repair("hours_not_read", std::string(json::name_of(meaning)), text);
        }
    }
    if (place.opens && place.closes && !(*place.opens < *place.closes)) {
        cells.repair(
            "hours_not_read",
            "hours",
            simulation::to_text(*place.opens) + " – " + simulation::to_text(*place.closes)
        );
        place.opens.reset();
        place.closes.reset();
    }
}

PlaceKind kind_of(std::string_view type, PlaceKind usual) {
    const auto folded = text::fold(type);
    if (folded.find("early") != std::string::npos || folded.find("one stop") != std::string::npos) {
        return PlaceKind::early_vote;
    }
    for (const auto* words : {"vote center", "vote_center", "vote centre", "voting center"}) {
        if (folded.find(words) != std::string::npos) {
            return PlaceKind::vote_center;
        }
    }
    return usual;
}

template <class T>
void read_ballots(RowCells& cells, T& into) {
    into.registered_voters = cells.count(Meaning::registered_voters);
    into.ballots_total = cells.count(Meaning::ballots_total);
    into.ballots_election_day = cells.count(Meaning::ballots_election_day);
    into.ballots_early_in_person = cells.count(Meaning::ballots_early_in_person);
    into.ballots_mail = cells.count(Meaning::ballots_mail);
    into.ballots_provisional = cells.count(Meaning::ballots_provisional);
    into.election_day_registrations = cells.count(Meaning::election_day_registrations);
    const auto voters =
        into.registered_voters.value_or(0) + into.election_day_registrations.value_or(0);
    if (into.registered_voters && into.ballots_total.value_or(0) > voters) {
        cells.remark(
            "more_ballots_than_voters",
            "ballots_total",
            std::to_string(*into.ballots_total) + " > " + std::to_string(voters)
        );
    }
}

/// `VERONA TWP._ISD_2536`, `ANDOVER P-1_ISD_11_04`: Minnesota's lists say a precinct once for each
/// school district, and once for each part of one.
std::string without_school_district(RowCells& cells, std::string name, const char* field) {
    const auto at = name.rfind("_ISD_");
    if (at == std::string::npos || at == 0 ||
        name.find_first_not_of("0123456789_", at + 5) != std::string::npos) {
        return name;
    }
    cells.repair("school_district_cut", field, name);
    return tidy(name.substr(0, at));
}

}  // namespace

void point_out_state(const RawRow& row, std::vector<RowNote>& notes) {
    if (row.hidden) {
        notes.push_back({NoteKind::remark, "row_hidden", {}, {}});
    }
    if (row.lost_results > 0) {
        notes.push_back({NoteKind::remark, "results_lost", {}, std::to_string(row.lost_results)});
    }
    const auto broken = std::ranges::find_if(row.cells, [](const std::string& cell) {
        return cell.contains("\xEF\xBF\xBD");
    });
    if (broken != row.cells.end()) {
        notes.push_back({NoteKind::remark, "letter_lost", {}, tidy(*broken)});
    }
}

std::string place_in_words(const RowCells& cells) {
    for (const auto meaning :
         {Meaning::place_name, Meaning::place_text, Meaning::address, Meaning::place_key}) {
        if (auto words = tidy(cells.raw(meaning)); !words.empty()) {
            return words;
        }
    }
    return {};
}

PollingPlace place_in(RowCells& cells, const RawTable& table, bool has_blanks) {
    PollingPlace place;
    place.key = cells.text(Meaning::place_key);
    place.building = cells.text(Meaning::building);
    place.name = cells.text(Meaning::place_name);
    read_place_text(cells, place);
    take_town_off_name(cells, place);
    read_address(cells, place, has_blanks);
    read_zip(cells, place);
    place.location_type = cells.text(Meaning::location_type);
    place.kind = kind_of(place.location_type, table.usual_place);
    read_hours(cells, place);
    place.expected_voters = cells.count(Meaning::expected_voters);
    place.scanners = cells.count(Meaning::scanners);
    place.ballot_marking_devices = cells.count(Meaning::ballot_marking_devices);
    place.epollbooks = cells.count(Meaning::epollbooks);
    place.check_in_stations = cells.count(Meaning::check_in_stations);
    place.voting_booths = cells.count(Meaning::voting_booths);
    place.poll_workers = cells.count(Meaning::poll_workers);
    return place;
}

void read_coordinates_of(RowCells& cells, PollingPlace& place) {
    read_coordinates(cells, place);
}

void read_own_figures(RowCells& cells, PollingPlace& place) {
    read_coordinates(cells, place);
    read_ballots(cells, place);
    place.notes = cells.text(Meaning::notes);
}

Precinct precinct_in(RowCells& cells, bool located) {
    Precinct precinct;
    precinct.key =
        without_school_district(cells, cells.text(Meaning::precinct_key), "precinct_key");
    precinct.name =
        without_school_district(cells, cells.text(Meaning::precinct_name), "precinct_name");
    precinct.tabulator_model = cells.text(Meaning::tabulator_model);
    if (located) {
        read_coordinates(cells, precinct);
    }
    read_ballots(cells, precinct);
    precinct.notes = cells.text(Meaning::notes);
    return precinct;
}

}  // namespace belfry::city
