#include "city/read_city.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/check.hpp"
#include "city/address.hpp"
#include "city/cell.hpp"
#include "city/continued.hpp"
#include "city/differences.hpp"
#include "city/far_places.hpp"
#include "city/precinct_list.hpp"
#include "city/row_cells.hpp"
#include "city/table_look.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

class CityReader {
public:
    CityReader(const std::vector<RawTable>& tables, const std::vector<std::string>& known_places)
        : tables_(tables), known_places_(known_places.begin(), known_places.end()) {}

    ReadCity read(const std::vector<ColumnMapping>& mappings) {
        std::vector<RowCells::Columns> columns(mappings.begin(), mappings.end());
        std::vector<std::size_t> order(tables_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [&](std::size_t table) {
            return std::pair(content_of(tables_[table], columns[table]), table);
        });
        for (std::size_t table = 0; table < tables_.size(); ++table) {
            columns[table].look_at(tables_[table]);
            hyphens_in_keys_ =
                hyphens_in_keys_ || has_hyphens_in_keys(tables_[table], columns[table]);
        }
        for (const auto table : order) {
            read_table(table, columns[table]);
        }
        place_listed_precincts();
        assign_buildings(out_.city.places);
        point_out_far_places();
        std::ranges::sort(out_.rows, {}, [](const RowFate& row) {
            return std::pair(row.table, row.line);
        });
        count();
        return std::move(out_);
    }

private:
    void read_table(std::size_t number, const RowCells::Columns& columns) {
        const auto& table = tables_[number];
        const auto content = content_of(table, columns);
        table_ = number;
        seen_.clear();
        in_this_table_.clear();
        has_blanks_ = directions_have_blanks(table, columns);
        hyphens_ = !hyphens_in_keys_ && hyphens_are_ranges(table, columns);
        wards_ = wards_number_anew(table, columns);
        numbers_repeat_ = content == TableContent::places_with_precincts && !wards_ &&
                          numbers_repeat(table, columns);
        headings_ = tidied(table.headers);
        is_wide_ = rows_have_several_cells(table);
        numbers_ = columns_with_numbers(table, columns);
        for (const auto& row : table.before) {
            start(row.line);
            set_aside("above_heading");
        }
        const Continued continued(table, columns);
        for (std::size_t at = 0; at < table.rows.size(); ++at) {
            const auto& row = table.rows[at];
            start(row.line);
            if (content == TableContent::nothing) {
                set_aside(table.hidden ? "sheet_hidden" : "columns_without_meaning");
            } else if (is_worth_reading(table, row)) {
                point_out_state(row, fate().notes);
                const auto whole = continued.whole(at);
                RowCells cells(columns, whole ? *whole : row, fate().notes);
                if (whole) {
                    cells.repair("place_of_row_above", {}, place_in_words(cells));
                }
                read_row(content, cells);
            }
            settle();
        }
    }

    /// Opens the account of a row.
    void start(std::size_t line) {
        RowFate row;
        row.table = table_;
        row.line = line;
        out_.rows.push_back(std::move(row));
    }

    [[nodiscard]] RowFate& fate() { return out_.rows.back(); }

    void set_aside(std::string code, std::string value = {}) {
        fate().fate = Fate::set_aside;
        fate().notes = {{NoteKind::reason, std::move(code), {}, std::move(value)}};
    }

    void settle() {
        auto& row = fate();
        const bool repaired = std::ranges::any_of(row.notes, [](const RowNote& note) {
            return note.kind == NoteKind::repair;
        });
        if (row.fate == Fate::read && repaired) {
            row.fate = Fate::repaired;
        }
    }

    bool is_worth_reading(const RawTable& table, const RawRow& row) {
        if (row.unclosed_quote) {
            set_aside("unclosed_quote");
            return false;
        }
        auto cells = tidied(row.cells);
        const auto filled = std::ranges::find_if_not(cells, &std::string::empty);
        if (filled == cells.end()) {
            set_aside("empty_row");
        } else if (cells == headings_) {
            set_aside("heading_again");
        } else if (is_total(*filled)) {
            set_aside("total_row", *filled);
        } else if (is_aside(cells)) {
            set_aside("only_one_cell", *filled);
        } else if (cells.size() > table.headers.size()) {
            set_aside("more_cells", fmt::format("{} > {}", cells.size(), table.headers.size()));
        } else {
            const auto [first, is_new] = seen_.try_emplace(std::move(cells), row.line);
            if (!is_new) {
                set_aside("same_as_row", std::to_string(first->second));
            }
            return is_new;
        }
        return false;
    }

    /// A note or a heading between rows: one cell where the others have several, and no number of a
    /// place or a precinct.
    bool is_aside(const std::vector<std::string>& cells) const {
        return is_wide_ && !numbers_[cells.size() - 1] && !number_in_cell(cells.back()) &&
               std::ranges::count_if(cells, [](const auto& cell) { return !cell.empty(); }) == 1;
    }

    void read_row(TableContent content, RowCells& cells) {
        switch (content) {
            case TableContent::places:
                read_place_row(cells);
                break;
            case TableContent::places_with_precincts:
                read_whole_row(cells);
                break;
            case TableContent::precincts:
                read_precinct_row(cells);
                break;
            case TableContent::links:
                read_link(cells);
                break;
            case TableContent::nothing:
                break;
        }
    }

    // ---- places

    /// False when the row was set aside.
    bool is_a_place(PollingPlace& place, RowCells& cells) {
        if (text::fold(place.location_type).find("drop") != std::string::npos) {
            set_aside("drop_box");
            return false;
        }
        if (place.name.empty() && place.address.empty() && place.key.empty()) {
            return false;
        }
        if (place.name.empty()) {
            place.name = place.address.empty() ? place.key : place.address;
            cells.repair("named_by_address", "name", place.name);
            place.provenance["name"] = {Origin::repaired, "named_by_address"};
        }
        return true;
    }

    void read_place_row(RowCells& cells) {
        auto place = place_in(cells, tables_[table_], has_blanks_);
        read_own_figures(cells, place);
        const auto listed = listed_in(cells);
        if (stands_for_no_place(place.name)) {
            no_places_.insert(place.key);
            list_precincts(listed, {});
            set_aside("no_place_yet", place.name);
            return;
        }
        if (!is_a_place(place, cells)) {
            if (fate().fate != Fate::set_aside) {
                set_aside("names_nothing");
            }
            return;
        }
        const auto same = find_same(place);
        if (same && !shares_only_its_number(place, *same)) {
            auto& there = out_.city.places[*same];
            if (in_this_table_.contains(there.key)) {
                set_aside("place_again", there.key);
                say_differences(NoteKind::reason, there, place, row_of_place_);
                return;
            }
            fate().place = there.key;
            meet(there, place, row_of_place_);
            list_precincts(listed, there.key);
            return;
        }
        const auto index = add_place(std::move(place), cells);
        list_precincts(listed, out_.city.places[index].key);
    }

    /// A place with a number of its own is another place, even where name and address are the same:
    /// a room, or the same hall during early voting.
    std::optional<std::size_t> find_same(const PollingPlace& place) const {
        if (!place.key.empty()) {
            const auto known = place_by_key_.find(place.key);
            return known == place_by_key_.end() ? std::nullopt : std::optional(known->second);
        }
        const auto known = place_by_likeness_.find(likeness(place) + kind_text(place));
        return known == place_by_likeness_.end() ? std::nullopt : std::optional(known->second);
    }

    /// Another name and another address: a number that was given twice.
    bool shares_only_its_number(const PollingPlace& place, std::size_t other) const {
        const auto& there = out_.city.places[other];
        return in_this_table_.contains(there.key) && !place.address.empty() &&
               likeness(there.name) != likeness(place.name) &&
               likeness(there.address) != likeness(place.address);
    }

    static std::string kind_text(const PollingPlace& place) {
        return place.kind == PlaceKind::early_vote ? "|early" : "";
    }

    std::size_t add_place(PollingPlace place, RowCells& cells) {
        if (!place.key.empty() && place_by_key_.contains(place.key)) {
            cells.repair("place_number_taken", "key", place.key);
            place.key.clear();
        }
        if (place.key.empty()) {
            place.key = free_key();
            place.provenance["key"] = {Origin::repaired, "numbered_here"};
        }
        point_out_spoiled(place.key, "place_key", cells);
        const auto index = out_.city.places.size();
        place_by_key_[place.key] = index;
        place_by_likeness_.try_emplace(likeness(place) + kind_text(place), index);
        in_this_table_.insert(place.key);
        row_of_place_[place.key] = this_row();
        fate().place = place.key;
        out_.city.places.push_back(std::move(place));
        return index;
    }

    std::string free_key() {
        std::string key;
        do {
            key = fmt::format("S{:04}", ++generated_);
        } while (place_by_key_.contains(key) || known_places_.contains(key));
        return key;
    }

    std::vector<std::string> listed_in(RowCells& cells) const {
        auto list = precinct_list(cells.raw(Meaning::precinct_list), hyphens_);
        for (const auto& range : list.ranges) {
            cells.repair("precinct_range", "precinct_list", range);
        }
        for (const auto& key : list.keys) {
            point_out_spoiled(key, "precinct_list", cells);
        }
        return std::move(list.keys);
    }

    static void point_out_spoiled(
        const std::string& number, const std::string& field, RowCells& cells
    ) {
        if (is_spoiled_number(number)) {
            cells.remark("number_spoiled", field, number);
        }
    }

    void list_precincts(const std::vector<std::string>& keys, const std::string& place) {
        for (const auto& key : keys) {
            listed_.emplace_back(key, place);
        }
    }

    /// Precincts that places list and no table describes.
    void place_listed_precincts() {
        for (const auto& [key, place] : listed_) {
            const auto known = precinct_by_key_.find(key);
            if (known == precinct_by_key_.end()) {
                Precinct precinct;
                precinct.key = key;
                precinct.name = key;
                precinct.place = place;
                precinct_by_key_[key] = out_.city.precincts.size();
                out_.city.precincts.push_back(std::move(precinct));
            } else if (auto& there = out_.city.precincts[known->second]; there.place.empty()) {
                there.place = place;
            }
        }
    }

    // ---- precincts

    /// The place of a row that describes place and precinct: one that is known, one that is new, or
    /// none.
    struct Described {
        std::optional<std::size_t> known;
        std::optional<PollingPlace> fresh;

        [[nodiscard]] bool is_none() const { return !known && !fresh; }
    };

    Described described_place(RowCells& cells) {
        auto place = place_in(cells, tables_[table_], has_blanks_);
        if (tables_[table_].kind != TableKind::precincts) {
            read_coordinates_of(cells, place);
        }
        if (stands_for_no_place(place.name)) {
            cells.repair("no_place_yet", "place_name", place.name);
            return {};
        }
        if (!is_a_place(place, cells)) {
            if (fate().fate != Fate::set_aside) {
                cells.remark("no_place_given");
            }
            return {};
        }
        zip_ = place.zip;
        const auto known = place_by_likeness_.find(likeness(place) + kind_text(place));
        if (known == place_by_likeness_.end()) {
            return {{}, std::move(place)};
        }
        auto& there = out_.city.places[known->second];
        meet(there, place, row_of_place_);
        return {known->second, {}};
    }

    /// Its key; a new one is added.
    std::string key_of(Described described, RowCells& cells) {
        if (described.fresh) {
            described.known = add_place(std::move(*described.fresh), cells);
        }
        return described.known ? out_.city.places[*described.known].key : std::string();
    }

    void read_whole_row(RowCells& cells) {
        auto precinct = precinct_in(cells, tables_[table_].kind == TableKind::precincts);
        name_precinct(precinct, cells);
        auto described = described_place(cells);
        if (fate().fate == Fate::set_aside) {
            return;
        }
        if (precinct.key.empty() && described.is_none()) {
            set_aside("names_nothing");
            return;
        }
        // A row that contradicts an earlier one brings no place of its own.
        const auto before = precinct_by_key_.find(precinct.key);
        if (described.fresh && before != precinct_by_key_.end() &&
            table_of_precinct_[precinct.key] == table_ && !is_another(before->second, precinct)) {
            const auto& there = out_.city.precincts[before->second];
            set_aside("precinct_elsewhere", there.key + " → " + there.place);
            return;
        }
        precinct.place = key_of(std::move(described), cells);
        fate().place = precinct.place;
        if (!precinct.key.empty()) {
            add_precinct(std::move(precinct), cells);
        }
    }

    void read_precinct_row(RowCells& cells) {
        auto precinct = precinct_in(cells, true);
        name_precinct(precinct, cells);
        if (precinct.key.empty()) {
            set_aside("names_nothing");
            return;
        }
        const auto place = cells.text(Meaning::place_key);
        if (no_places_.contains(place) && !place.empty()) {
            cells.repair("no_place_yet", "place_key", place);
        } else if (place_by_key_.contains(place) || known_places_.contains(place)) {
            precinct.place = place;
            fate().place = place;
        } else if (!place.empty()) {
            cells.repair("unknown_place", "place_key", place);
        }
        add_precinct(std::move(precinct), cells);
    }

    /// A precinct without a number goes by its name.
    void name_precinct(Precinct& precinct, RowCells& cells) {
        by_name_only_ = precinct.key.empty();
        const auto ward = cells.text(Meaning::ward);
        if (wards_ && !ward.empty() && !precinct.key.empty()) {
            precinct.key = ward + "-" + precinct.key;
            cells.remark("numbered_by_ward", "precinct_key", precinct.key);
        } else if (precinct.key.empty()) {
            precinct.key = precinct.name;
        }
        point_out_spoiled(precinct.key, "precinct_key", cells);
        if (precinct.name.empty()) {
            precinct.name = precinct.key;
        }
        feed_key_ = std::string(cells.raw(Meaning::feed_key));
        county_ = tidy(cells.raw(Meaning::county));
        zip_.clear();
    }

    void add_precinct(Precinct precinct, RowCells& cells) {
        auto known = precinct_by_key_.find(precinct.key);
        if (known != precinct_by_key_.end() && is_another(known->second, precinct)) {
            // The same number in another county, or the same name in another town.
            auto key = fmt::format("{} ({})", precinct.key, county_.empty() ? "2" : county_);
            for (int number = 3; county_.empty(); ++number) {
                const auto taken = precinct_by_key_.find(key);
                if (taken == precinct_by_key_.end() || !is_another(taken->second, precinct)) {
                    break;
                }
                key = fmt::format("{} ({})", precinct.key, number);
            }
            cells.repair("precinct_told_apart", "precinct_key", key);
            precinct.key = std::move(key);
            known = precinct_by_key_.find(precinct.key);
        }
        if (known == precinct_by_key_.end()) {
            fate().precinct = precinct.key;
            remember(precinct);
            out_.city.precincts.push_back(std::move(precinct));
            return;
        }
        auto& there = out_.city.precincts[known->second];
        fate().precinct = there.key;
        if (table_of_precinct_[there.key] != table_) {
            meet(there, precinct, row_of_precinct_);
            return;
        }
        if (!feed_key_.empty()) {
            // A part of it: what links it to a place links the whole.
            precinct_by_feed_.try_emplace(feed_key_, known->second);
        }
        if (there.place.empty() || there.place == precinct.place || precinct.place.empty()) {
            set_aside("precinct_again", there.key);
        } else {
            set_aside("precinct_elsewhere", there.key + " → " + there.place);
            precinct.place = there.place;
        }
        say_differences(NoteKind::reason, there, precinct, row_of_precinct_);
    }

    bool is_another(std::size_t index, const Precinct& precinct) const {
        const auto& there = out_.city.precincts[index];
        const auto county = county_of_precinct_.find(there.key);
        if (!county_.empty() && county != county_of_precinct_.end() && county->second != county_) {
            return true;
        }
        if (!precinct.place.empty() && there.place == precinct.place) {
            return false;
        }
        if (numbers_repeat_) {
            return true;
        }
        if (!by_name_only_) {
            return false;
        }
        const auto place = place_by_key_.find(there.place);
        const auto zip =
            place == place_by_key_.end() ? std::string() : out_.city.places[place->second].zip;
        return !zip.empty() && !zip_.empty() && zip != zip_;
    }

    void remember(const Precinct& precinct) {
        const auto index = out_.city.precincts.size();
        precinct_by_key_[precinct.key] = index;
        table_of_precinct_[precinct.key] = table_;
        row_of_precinct_[precinct.key] = this_row();
        if (!county_.empty()) {
            county_of_precinct_[precinct.key] = county_;
        }
        if (!feed_key_.empty()) {
            precinct_by_feed_[feed_key_] = index;
        }
    }

    /// File and line, as a person finds them.
    [[nodiscard]] std::string this_row() const {
        const auto& table = tables_[table_];
        return fmt::format(
            "{}{}{}, {}",
            table.file,
            table.name.empty() ? "" : ": ",
            table.name,
            out_.rows.back().line
        );
    }

    /// What the row says otherwise than the one that brought `there` in: that one stays.
    template <class T>
    void say_differences(
        NoteKind kind,
        const T& there,
        const T& here,
        const std::unordered_map<std::string, std::string>& rows
    ) {
        const auto row = rows.find(there.key);
        for (auto& difference : differences(there, here)) {
            auto kept = std::move(difference.kept);
            kept += row == rows.end() ? "" : " (" + row->second + ")";
            fate().notes.push_back(
                {kind,
                 "said_otherwise",
                 std::move(difference.field),
                 std::move(difference.said),
                 std::move(kept)}
            );
        }
    }

    /// The place or precinct that an earlier row brought in gets what this one says more; what it
    /// says otherwise is set aside, and said.
    template <class T>
    void meet(T& there, const T& here, const std::unordered_map<std::string, std::string>& rows) {
        say_differences(NoteKind::repair, there, here, rows);
        complete(there, here);
    }

    void read_link(RowCells& cells) {
        const auto wanted = cells.text(Meaning::precinct_key);
        const auto place = cells.text(Meaning::place_key);
        auto precinct = precinct_by_feed_.find(wanted);
        if (precinct == precinct_by_feed_.end()) {
            precinct = precinct_by_key_.find(wanted);
            if (precinct == precinct_by_key_.end()) {
                set_aside("unknown_precinct", wanted);
                return;
            }
        }
        auto& there = out_.city.precincts[precinct->second];
        fate().precinct = there.key;
        if (!place_by_key_.contains(place)) {
            set_aside("unknown_place_of_precinct", place);
        } else if (!there.place.empty() && there.place != place) {
            set_aside("precinct_elsewhere", there.key + " → " + there.place);
        } else {
            there.place = place;
            fate().place = place;
        }
    }

    /// Each at the row that brought it in.
    void point_out_far_places() {
        auto far = far_from_the_others(out_.city.places);
        for (auto& row : out_.rows) {
            const auto found = far.find(row.place);
            if (found != far.end() && row.fate != Fate::set_aside) {
                const auto kilometres = std::to_string(std::lround(found->second));
                row.notes.push_back({NoteKind::remark, "far_from_the_others", "lat", kilometres});
                far.erase(found);
            }
        }
    }

    void count() {
        out_.tables.resize(tables_.size());
        for (const auto& row : out_.rows) {
            auto& counts = out_.tables[row.table];
            ++counts.rows;
            ++(row.fate == Fate::read       ? counts.read
               : row.fate == Fate::repaired ? counts.repaired
                                            : counts.set_aside);
        }
    }

    const std::vector<RawTable>& tables_;
    std::set<std::string, std::less<>> known_places_;
    ReadCity out_;
    std::unordered_map<std::string, std::size_t> place_by_key_;
    std::unordered_map<std::string, std::size_t> place_by_likeness_;
    std::unordered_map<std::string, std::size_t> precinct_by_key_;
    std::unordered_map<std::string, std::size_t> precinct_by_feed_;
    std::unordered_map<std::string, std::size_t> table_of_precinct_;
    std::unordered_map<std::string, std::string> county_of_precinct_;
    std::unordered_map<std::string, std::string> row_of_place_;  ///< That brought it in.
    std::unordered_map<std::string, std::string> row_of_precinct_;
    std::set<std::string, std::less<>> no_places_;             ///< Keys that stand for no place.
    std::vector<std::pair<std::string, std::string>> listed_;  ///< Precinct and its place.
    std::size_t generated_ = 0;

    // Of the table at hand.
    std::size_t table_ = 0;
    bool has_blanks_ = true;
    bool numbers_repeat_ = false;
    bool wards_ = false;            ///< Number their precincts anew.
    bool hyphens_ = false;          ///< Are ranges in lists of precincts.
    bool hyphens_in_keys_ = false;  ///< Of precincts, in any table.
    bool is_wide_ = false;          ///< Most rows have several cells.
    std::vector<bool> numbers_;     ///< Whether a column has the numbers of places or precincts.
    std::vector<std::string> headings_;
    std::unordered_map<std::vector<std::string>, std::size_t, RowHash> seen_;
    std::set<std::string, std::less<>> in_this_table_;

    // Of the row at hand.
    bool by_name_only_ = false;
    std::string feed_key_;
    std::string county_;
    std::string zip_;  ///< Of the place that the row describes.
};

}  // namespace

ReadCity read_city(
    const std::vector<RawTable>& tables,
    const std::vector<ColumnMapping>& mappings,
    const std::vector<std::string>& known_places
) {
    check(tables.size() == mappings.size(), "each table needs a mapping");
    return CityReader(tables, known_places).read(mappings);
}

}  // namespace belfry::city
