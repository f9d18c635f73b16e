#include "city/heading.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "city/cell.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

/// Headings, in the spelling of `plain_heading`, that mean a thing outright. What stands first for
/// a heading counts.
struct Known {
    Meaning meaning;
    std::string_view headings;  ///< Separated by bars.
};

constexpr std::array<Known, 39> dictionary{{
    {Meaning::place_key,
     "site id|polling place id|poll id|pollingplaceid|polling location id|place id|location id|"
     "poll place id|site code|site number|vote center id|location code|polling place code|"
     "polling place number|poll number|location number|place number|polling location number|"
     "polling location code|poll code|pp id|pp number|pp code|loc id|loc number|site key|"
     "poll site id|poll site number|polling site id|polling site number|vote center number|"
     "voting location id|voting place id|facility code|facility number|numero del centro|"
     "numero de centro|id del centro|loc|site number code|numero de sitio|codigo del centro|id del "
     "sitio|clave del centro"},
    {Meaning::building, "building id|building|facility id|building number|building code|edificio"},
    {Meaning::place_name,
     "name|site name|site|polling place|polling place name|polling location|polling location name|"
     "location name|poll name|poll|place name|place|facility|facility name|vote center|"
     "vote center name|voting location|voting place|address location name|location|poll site|"
     "polling site|pollingplace|polls|placename|sitename|pollname|pp name|polling site name|"
     "poll site name|poll place|poll place name|polling pl|voting location name|name location|"
     "voting place name|polling place description|location description|building name|venue|"
     "venue name|landmark|sitio|nombre|lugar|lugar de votacion|centro de votacion|"
     "colegio de votacion|nombre del centro|colegio|nombre del centro de votacion|nombre del "
     "sitio|nombre del lugar|nombre del lugar de votacion|centro|centro electoral|local|local de "
     "votacion|recinto de votacion|colegio electoral|sede|nombre del colegio|precinct location"},
    {Meaning::address,
     "address|street address|site address|polling place address|polling location address|address 1|"
     "address line 1|addr|address line|location address|full address|street|street name|"
     "physical address|poll address|addr 1|address line one|site addr|poll addr|pp address|"
     "facility address|voting location address|vote center address|poll site address|"
     "polling site address|venue address|line 1|street addr|direccion|direccion "
     "fisica|calle|domicilio|ubicacion|direccion del centro|direccion del centro de "
     "votacion|street address 1|site street address"},
    {Meaning::address_more, "address 2|address line 2|suite|room|unit|addr 2|line 2|room name"},
    {Meaning::house_number,
     "house number|street number|number street|address number|building street number"},
    {Meaning::city,
     "city|town|municipality|address city|town city|city name|polling place city|site city|"
     "location city|ciudad|pueblo|municipio|city state zip|city st zip|city state|city state zip "
     "code|town state zip|city zip|ciudad estado zip|ciudad estado codigo postal|ciudad "
     "estado|localidad"},
    {Meaning::state, "state|st|address state|state code|cde state|estado"},
    {Meaning::zip,
     "zip|zip code|zipcode|zip 5|postal code|postcode|address zip|polling place zip|site zip|"
     "codigo postal|zip plus 4|cp|zona postal"},
    {Meaning::location_type,
     "location type|type|place type|site type|building type|polling place type|facility type|"
     "tipo|tipo de lugar"},
    {Meaning::opens,
     "opens|open|open time|opening time|opening|start time|poll opens|time open|hora de apertura|"
     "abre|apertura|hora de inicio|opens at|polls open|abre a las"},
    {Meaning::closes,
     "closes|close|close time|closing time|closing|end time|poll closes|time close|"
     "hora de cierre|cierra|cierre|hora de termino|hora de fin|closes at|polls close|cierra a las"},
    {Meaning::hours,
     "hours|polling hours|hours open|voting hours|days times open|hours of operation|horario|"
     "horas|hrs|poll hours|polling place hours|election day hours|horario de votacion|horas de "
     "votacion"},
    {Meaning::precinct_list,
     "precincts|precinct list|precincts served|precinct ids|precincts assigned|"
     "assigned precincts|precinct numbers|wards precincts|recintos|precintos|pcts|pct "
     "list|precs|prec list|precincts voting here|precincts included|pct numbers|precincts at "
     "location|recintos asignados|precintos asignados|lista de precintos|lista de recintos"},
    {Meaning::expected_voters,
     "expected voters|expected turnout|projected voters|projected turnout|electores "
     "esperados|expected ed voters|votantes esperados|participacion esperada"},
    {Meaning::scanners,
     "scanners|tabulators|optical scanners|ballot scanners|counters|scanner count|"
     "number of scanners|precinct scanners|escaneres|tabuladoras|scanner|number of "
     "tabulators|tabulator count|scan units|numero de escaneres|numero de tabuladoras"},
    {Meaning::ballot_marking_devices,
     "ballot marking devices|bmd|bmds|marking devices|ballot marking device|bmd count|"
     "number of bmds|accessible devices|ada machines|number of accessible devices|accessible "
     "voting machines|dispositivos accesibles|dispositivos de marcado|maquinas accesibles"},
    {Meaning::epollbooks,
     "epollbooks|e pollbooks|electronic pollbooks|pollbooks|poll pads|epollbook|epb|epbs|"
     "electronic poll books|poll books|libros electronicos|number of epollbooks|epollbook "
     "count|number of e pollbooks|number of pollbooks|number of poll pads|libros electronicos de "
     "votantes|padrones electronicos|listas electronicas"},
    {Meaning::check_in_stations,
     "check in stations|checkin stations|check in|check in tables|check in lines|"
     "registration tables|number of check in stations|check in station|mesas de "
     "registro|estaciones de registro|puestos de registro"},
    {Meaning::voting_booths,
     "voting booths|booths|privacy booths|voting booth|voting stations|casetas|number of "
     "booths|booth count|number of voting booths|casetas de votacion|cabinas|cabinas de "
     "votacion|numero de casetas"},
    {Meaning::poll_workers,
     "poll workers|workers|election judges|judges|inspectors|pollworkers|election officers|"
     "election workers|staff|number of poll workers|funcionarios de colegio|number of "
     "workers|number of pollworkers|poll worker count|funcionarios|funcionarios de "
     "mesa|trabajadores electorales|oficiales electorales|numero de funcionarios"},
    {Meaning::precinct_key,
     "precinct id|precinct|precinct code|precinct number|prec|pct|vtdid|vtd|pct code|"
     "precinctid|geoid|division|recinto|pctcode|pct number|prec number|precinct key|"
     "voting district|voting precinct|election district|ward precinct|wd pct|"
     "ward and precinct|precinct split|unidad|unidad electoral|precinto|numero de precinto|numero "
     "de recinto|seccion electoral|precinto electoral|codigo de precinto"},
    {Meaning::precinct_name,
     "precinct name|pctname|pct name|precinctname|namelsad|prec name|precinct description|"
     "nombre del precinto"},
    {Meaning::ward, "ward|wd|ward number|wards|ward code|ward id|barrio"},
    {Meaning::feed_key, "feed id"},
    {Meaning::county, "county|county name|countyname|jurisdiction name|jurisdiction|condado"},
    {Meaning::tabulator_model, "tabulator model|tabmodel|tabulator"},
    {Meaning::lat,
     "lat|latitude|y|lat wgs 84|latitud|y coord|y coordinate|point y|lat dd|lat y|latitude y"},
    {Meaning::lon,
     "lon|lng|long|longitude|x|lng wgs 84|longitud|x coord|x coordinate|point x|lon dd|long dd|lon "
     "x|long x|longitude x"},
    {Meaning::position,
     "the geom|geom|wkt|geometry|coordinates|lat lon|lat long|lat lng|latitude longitude|location "
     "1|geolocation|geo point|geocoded column|geo location|point|coordenadas"},
    {Meaning::coord_source, "coord source|coordinate source|geocode source"},
    {Meaning::registered_voters,
     "registered voters|registered|active voter count|active voters|registration|reg voters|reg|"
     "reg 7 am|total registered|voters registered|voters|total registered voters|"
     "number of registered voters|number registered|registered voter count|voter count|"
     "registered electors|electors|total voters|voter registration|registration total|"
     "active registered voters|total registration|electores inscritos|electores|inscritos|votantes "
     "inscritos|votantes registrados|electores registrados|padron|padron electoral|votantes|number "
     "of voters|reg voter count|voters reg"},
    {Meaning::ballots_total,
     "ballots total|total ballots|ballots cast|total votes|totvoting|turnout|ballots|total voting|"
     "votes cast|total ballots cast|voters voting|total turnout|total voted|voted|"
     "papeletas emitidas|boletas emitidas|votos emitidos|total de votos|total de "
     "papeletas|papeletas|boletas|participacion"},
    {Meaning::ballots_election_day,
     "ballots election day|election day ballots|signatures|election day|election day votes|"
     "election day turnout|ed ballots|polling place ballots|election day in person|votos el dia de "
     "la eleccion|papeletas del dia de la eleccion|ed votes|voted election day"},
    {Meaning::ballots_early_in_person,
     "ballots early in person|early in person|early ballots|early votes|early voting ballots|"
     "early voting|advance in person|early|voto anticipado|voto adelantado|votacion "
     "anticipada|voted early|ev ballots"},
    {Meaning::ballots_mail,
     "ballots mail|mail ballots|absentee|absentee ballots|ab mb|vote by mail|mail|absentee by mail|"
     "vbm|mail in|mail in ballots|voto por correo|papeletas por correo|boletas por correo|votos "
     "por correo|voto ausente|voted by mail|by mail|voters by mail"},
    {Meaning::ballots_provisional,
     "ballots provisional|provisional ballots|provisional|papeletas provisionales|boletas "
     "provisionales|votos provisionales|provisionales"},
    {Meaning::election_day_registrations, "election day registrations|edr|same day registrations"},
    {Meaning::notes, "notes|note|comments|comment|directions|remarks|notas|observaciones"},
}};

std::vector<std::string> words_of(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        words.push_back(word);
    }
    return words;
}

/// The dictionary, cut into words once.
struct Name {
    Meaning meaning;
    std::string text;
    std::vector<std::string> words;
};

std::vector<Name> cut_up() {
    std::vector<Name> out;
    for (const auto& known : dictionary) {
        std::string_view rest = known.headings;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('|'), rest.size());
            out.push_back({known.meaning, plain_heading(rest.substr(0, end)), {}});
            out.back().words = words_of(out.back().text);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return out;
}

const std::vector<Name>& names() {
    static const auto all = cut_up();
    return all;
}

std::set<std::string, std::less<>> texts_of(const std::vector<Name>& all) {
    std::set<std::string, std::less<>> texts;
    for (const auto& name : all) {
        texts.insert(name.text);
    }
    return texts;
}

/// The name, address or part of something else.
bool is_of_something_else(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 17> others{
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
        "mailing",
        "percent",
        "rate",
        "percentage"
    };
    return std::ranges::any_of(words, [&](const std::string& word) {
        return std::ranges::find(others, word) != others.end();
    });
}

/// Less than 1: the heading only holds all words of the name.
double partly(const std::vector<std::string>& words, const Name& name) {
    const bool all = std::ranges::all_of(name.words, [&](const auto& word) {
        return std::ranges::find(words, word) != words.end();
    });
    // "x" is a longitude, "x 17" is anything.
    const bool letter = name.text.size() == 1;
    if (!all || words.empty() || letter) {
        return 0;
    }
    // One short word inside a longer heading says little: `source state of data`.
    const double covered =
        static_cast<double>(name.words.size()) / static_cast<double>(words.size());
    return covered < 0.5 ? 0 : 0.3 + 0.5 * covered;
}

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/// "N.º", "Nº" and "N°" are numbers, in Spanish.
std::string with_number_words(std::string_view heading) {
    std::string out(heading);
    for (const std::string_view sign : {".\xC2\xBA", ".\xC2\xB0", "\xC2\xBA", "\xC2\xB0"}) {
        for (auto at = out.find(sign); at != std::string::npos; at = out.find(sign, at)) {
            const bool number = at > 0 && (out[at - 1] == 'N' || out[at - 1] == 'n');
            out.replace(
                number ? at - 1 : at, sign.size() + (number ? 1U : 0U), number ? " number " : " "
            );
        }
    }
    return out;
}

/// With blanks where a new word begins, and words for the signs.
std::string spaced(std::string_view heading) {
    std::string out;
    char before = ' ';
    for (const char letter : heading) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        const bool digit = letter >= '0' && letter <= '9';
        const bool after_digit = before >= '0' && before <= '9';
        const bool after_lower = before >= 'a' && before <= 'z';
        if ((upper && after_lower) || (digit && is_letter(before)) ||
            (is_letter(letter) && after_digit)) {
            out += ' ';
        }
        if (letter == '#' || letter == '%') {
            out += letter == '#' ? " number " : " percent ";
        } else {
            out += letter;
        }
        before = letter;
    }
    return out;
}

/// Words that databases cut short.
std::string_view spelled_out(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 15> short_words{{
        {"no", "number"},
        {"num", "number"},
        {"nbr", "number"},
        {"numero", "number"},
        {"nm", "name"},
        {"nme", "name"},
        {"addr", "address"},
        {"adr", "address"},
        {"loc", "location"},
        {"locn", "location"},
        {"cnt", "count"},
        {"lst", "list"},
        {"pp", "polling place"},
        {"ppl", "polling place"},
        {"vtrs", "voters"},
    }};
    const auto found =
        std::ranges::find(short_words, word, [](const auto& pair) { return pair.first; });
    return found == short_words.end() ? word : found->second;
}

/// How well headings are understood: the sum of the best confidence of each meaning.
double understood(const std::vector<std::string>& headings) {
    std::map<Meaning, double> best;
    for (const auto& heading : headings) {
        for (const auto& guess : guesses_of(plain_heading(heading))) {
            auto& there = best[guess.meaning];
            there = std::max(there, guess.confidence);
        }
    }
    double sum = 0;
    for (const auto& [meaning, confidence] : best) {
        sum += confidence;
    }
    return sum;
}

/// Whether the first row is one of the list: nothing in it is a heading, and a column that has a
/// number there has numbers in nearly all other rows.
bool has_no_heading(const std::vector<RawRow>& rows) {
    constexpr std::size_t looked_at = 100;
    const auto& first = rows.front().cells;
    const auto until = std::min(rows.size(), looked_at);
    if (until < 3 || understood(first) >= 1 || std::ranges::any_of(first, is_known_heading)) {
        return false;
    }
    for (std::size_t column = 0; column < first.size(); ++column) {
        std::size_t numbers = 0;
        for (std::size_t at = 0; at < until; ++at) {
            const auto& cells = rows[at].cells;
            numbers += column < cells.size() && number_in_cell(cells[column]) ? 1U : 0U;
        }
        if (number_in_cell(first[column]) && numbers * 10 >= until * 9) {
            return true;
        }
    }
    return false;
}

/// Each heading with the group above it; a group reaches to the next, as merged cells do.
std::vector<std::string> with_groups(
    const std::vector<std::string>& groups, std::vector<std::string> headings
) {
    std::string group;
    for (std::size_t at = 0; at < std::max(headings.size(), groups.size()); ++at) {
        if (at < groups.size() && !is_blank(groups[at])) {
            group = groups[at];
        }
        if (at >= headings.size()) {
            headings.emplace_back();
        }
        if (is_blank(headings[at])) {
            // A heading over two rows stands in the upper one.
            headings[at] = at < groups.size() ? groups[at] : std::string();
        } else if (!group.empty()) {
            headings[at] = group + " " + headings[at];
        }
    }
    return headings;
}

bool has_figures(const std::vector<std::string>& cells) {
    return std::ranges::any_of(cells, [](const std::string& cell) {
        return cell.find_first_of("0123456789") != std::string::npos;
    });
}

/// Whether the row below a heading only divides some of its columns: nothing below the first one,
/// and words where the heading is empty.
bool divides(const std::vector<std::string>& heading, const std::vector<std::string>& below) {
    if (!is_blank(below.front())) {
        return false;
    }
    for (std::size_t at = 1; at < below.size(); ++at) {
        if (!is_blank(below[at]) && (at >= heading.size() || is_blank(heading[at]))) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string plain_heading(std::string_view heading) {
    std::string letters;
    for (const char letter : text::fold(spaced(with_number_words(heading)))) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        letters += kept ? letter : ' ';
    }
    std::string out;
    for (const auto& word : words_of(letters)) {
        out += out.empty() ? "" : " ";
        out += spelled_out(word);
    }
    return out;
}

bool is_known_heading(const std::string& heading) {
    static const auto texts = texts_of(names());
    return texts.contains(plain_heading(heading));
}

std::vector<HeadingGuess> guesses_of(const std::string& plain) {
    const auto words = words_of(plain);
    const bool elsewhere = is_of_something_else(words);
    std::map<Meaning, double> best;
    for (const auto& name : names()) {
        const double confidence = plain == name.text ? 1 : elsewhere ? 0 : partly(words, name);
        if (confidence > 0) {
            auto& there = best[name.meaning];
            there = std::max(there, confidence);
        }
    }
    std::vector<HeadingGuess> out;
    for (const auto& [meaning, confidence] : best) {
        out.push_back({meaning, confidence});
    }
    return out;
}

HeadingRow heading_row(const std::vector<RawRow>& rows) {
    constexpr std::size_t looked_at = 30;
    std::size_t best = 0;
    std::ptrdiff_t best_known = 1;
    for (std::size_t at = 0; at < std::min(rows.size(), looked_at); ++at) {
        const auto known = std::ranges::count_if(rows[at].cells, is_known_heading);
        if (known > best_known) {
            best = at;
            best_known = known;
        }
    }
    if (best == 0 && has_no_heading(rows)) {
        HeadingRow none{{}, {}};
        for (std::size_t column = 1; column <= rows.front().cells.size(); ++column) {
            none.headings.push_back(std::to_string(column));
        }
        return none;
    }
    HeadingRow out{best, rows[best].cells};
    const auto better = [&](const std::vector<std::string>& headings) {
        return understood(headings) > understood(out.headings);
    };
    if (best + 1 < rows.size() && !rows[best + 1].cells.empty() &&
        !has_figures(rows[best + 1].cells)) {
        const auto& below = rows[best + 1].cells;
        if (auto grouped = with_groups(out.headings, below);
            divides(out.headings, below) || better(grouped)) {
            return {std::optional(best + 1), std::move(grouped)};
        }
    }
    if (best > 0) {
        if (auto grouped = with_groups(rows[best - 1].cells, out.headings); better(grouped)) {
            out.headings = std::move(grouped);
        }
    }
    return out;
}

}  // namespace belfry::city
