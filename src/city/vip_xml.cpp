#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "city/kml.hpp"
#include "city/other_file.hpp"
#include "city/raw_table.hpp"
#include "city/xml_nodes.hpp"
#include "text/fold.hpp"

/// Feeds of the Voting Information Project in XML, versions 3, 5 and 6, whatever the prefix of
/// their names.
namespace belfry::city {

namespace {

std::string text_at(const pugi::xml_node& node, std::string_view name) {
    return child_of(node, name).text().get();
}

bool is_true(const pugi::xml_node& node, const char* name) {
    const auto text = text_at(node, name);
    return text == "true" || text == "1" || text == "yes" || text == "YES";
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        words.push_back(std::move(word));
    }
    return words;
}

class Feed {
public:
    explicit Feed(const std::string& file) {
        for (auto* table : {&places_, &precincts_, &links_}) {
            table->file = file;
            table->format = FileFormat::vip_xml;
        }
        places_.name = "PollingLocation";
        places_.kind = TableKind::places;
        places_.headers = {
            "site_id",
            "name",
            "address",
            "city",
            "state",
            "zip",
            "lat",
            "lon",
            "coord_source",
            "location_type",
            "opens",
            "closes",
            "hours"
        };
        precincts_.name = "Precinct";
        precincts_.kind = TableKind::precincts;
        precincts_.headers = {"feed_id", "precinct_id", "precinct_name", "notes"};
        links_.name = "PollingLocationIds";
        links_.kind = TableKind::links;
        links_.headers = {"precinct_id", "polling_location_id"};
    }

    void learn_hours(const pugi::xml_node& node) {
        const auto schedule = child_of(node, "Schedule");
        // Several schedules are those of early voting: none of them is the day's.
        if (!schedule || schedule.next_sibling(schedule.name())) {
            return;
        }
        const auto hours = child_of(schedule, "Hours");
        hours_[node.attribute("id").value()] = {
            text_at(hours, "StartTime").substr(0, 5), text_at(hours, "EndTime").substr(0, 5)
        };
    }

    void add_place(const pugi::xml_node& node) {
        const std::string id = node.attribute("id").value();
        const bool drop_box = is_true(node, "IsDropBox");
        const bool early = is_true(node, "IsEarlyVoting");
        RawRow row{places_.rows.size() + 1, std::vector<std::string>(places_.headers.size())};
        row.cells[0] = id;
        row.cells[1] = text_at(node, "Name");
        add_address(row, node);
        const auto point = child_of(node, "LatLng");
        row.cells[6] = text_at(point, "Latitude");
        row.cells[7] = text_at(point, "Longitude");
        row.cells[8] = text_at(point, "Source");
        if (row.cells[8].empty() && !row.cells[6].empty()) {
            row.cells[8] = "vip_feed";
        }
        row.cells[9] = drop_box ? "drop_box" : early ? "early_vote" : "polling_place";
        if (const auto known = hours_.find(text_at(node, "HoursOpenId")); known != hours_.end()) {
            row.cells[10] = known->second.first;
            row.cells[11] = known->second.second;
        }
        if (drop_box || early) {
            not_on_the_day_.push_back(id);
        }
        places_.rows.push_back(std::move(row));
    }

    void add_precinct(const pugi::xml_node& node) {
        const std::string id = node.attribute("id").value();
        const auto number = text_at(node, "Number");
        precincts_.rows.push_back(
            {precincts_.rows.size() + 1,
             {id,
              number.empty() ? id : number,
              text_at(node, "Name"),
              is_true(node, "IsMailOnly") ? "mail ballot precinct" : ""}}
        );
        wanted_.emplace_back(id, words_of(text_at(node, "PollingLocationIds")));
    }

    // ---- version 3: names in small letters, the address as an element of its own

    void add_older_place(const pugi::xml_node& node, bool early) {
        const std::string id = node.attribute("id").value();
        RawRow row{places_.rows.size() + 1, std::vector<std::string>(places_.headers.size())};
        auto address = child_of(node, "address");
        const auto lines = address ? address : node;
        row.cells[0] = id;
        row.cells[1] = text_at(lines, "location_name");
        if (row.cells[1].empty()) {
            row.cells[1] = text_at(node, "name");
        }
        for (const char* name : {"line1", "line2", "line3"}) {
            const auto line = text_at(lines, name);
            row.cells[2] += row.cells[2].empty() || line.empty() ? "" : ", ";
            row.cells[2] += line;
        }
        row.cells[3] = text_at(lines, "city");
        row.cells[4] = text_at(lines, "state");
        row.cells[5] = text_at(lines, "zip");
        row.cells[9] = early ? "early_vote" : "polling_place";
        row.cells[12] = text_at(node, "polling_hours");
        if (early) {
            not_on_the_day_.push_back(id);
        }
        places_.rows.push_back(std::move(row));
    }

    void add_older_precinct(const pugi::xml_node& node) {
        const std::string id = node.attribute("id").value();
        const auto number = text_at(node, "number");
        const bool by_mail = is_true(node, "mail_only");
        precincts_.rows.push_back(
            {precincts_.rows.size() + 1,
             {id,
              number.empty() ? id : number,
              text_at(node, "name"),
              by_mail ? "mail ballot precinct" : ""}}
        );
        std::vector<std::string> places;
        for (const auto& child : node.children()) {
            if (local_name(child) == "polling_location_id") {
                places.emplace_back(child.text().get());
            }
        }
        wanted_.emplace_back(id, std::move(places));
    }

    /// False for what says nothing about places and precincts.
    bool add(const pugi::xml_node& node) {
        const auto name = local_name(node);
        if (name == "PollingLocation") {
            add_place(node);
        } else if (name == "Precinct") {
            add_precinct(node);
        } else if (name == "polling_location" || name == "early_vote_site") {
            add_older_place(node, name == "early_vote_site");
        } else if (name == "precinct") {
            add_older_precinct(node);
        } else {
            return false;
        }
        return true;
    }

    /// Each precinct's place on the day: the first that is neither a drop box nor for early voting.
    std::vector<RawTable> take() {
        for (const auto& [precinct, places] : wanted_) {
            for (const auto& place : places) {
                if (std::ranges::find(not_on_the_day_, place) == not_on_the_day_.end()) {
                    links_.rows.push_back({links_.rows.size() + 1, {precinct, place}});
                }
            }
        }
        std::vector<RawTable> out;
        for (auto* table : {&places_, &precincts_, &links_}) {
            if (!table->rows.empty()) {
                out.push_back(std::move(*table));
            }
        }
        return out;
    }

private:
    static void add_address(RawRow& row, const pugi::xml_node& node) {
        if (const auto whole = child_of(node, "AddressStructured")) {
            std::string lines = text_at(whole, "Line1");
            for (const char* more : {"Line2", "Line3"}) {
                const auto line = text_at(whole, more);
                lines += line.empty() ? "" : ", " + line;
            }
            for (const char* part :
                 {"HouseNumber",
                  "HouseNumberSuffix",
                  "StreetDirection",
                  "StreetName",
                  "StreetSuffix",
                  "AddressDirection"}) {
                const auto word = text_at(whole, part);
                lines += lines.empty() || word.empty() ? "" : " ";
                lines += word;
            }
            row.cells[2] = lines;
            row.cells[3] = text_at(whole, "City");
            row.cells[4] = text_at(whole, "State");
            row.cells[5] = text_at(whole, "Zip");
            return;
        }
        for (const auto& line : node.children()) {
            if (local_name(line) != "AddressLine") {
                continue;
            }
            row.cells[2] += row.cells[2].empty() ? "" : ", ";
            row.cells[2] += line.text().get();
        }
    }

    RawTable places_;
    RawTable precincts_;
    RawTable links_;
    std::map<std::string, std::pair<std::string, std::string>> hours_;
    std::vector<std::string> not_on_the_day_;
    std::vector<std::pair<std::string, std::vector<std::string>>> wanted_;
};

bool is_web_page(const SourceFile& file) {
    const auto head = text::fold(std::string_view(file.bytes).substr(0, 500));
    return head.find("<html") != std::string::npos ||
           head.find("<!doctype html") != std::string::npos;
}

std::unexpected<Refusal> other_xml(const SourceFile& file) {
    if (is_web_page(file)) {
        return refuse(
            Refusal::Kind::invalid,
            "file_is_web_page",
            file.name +
                " is a web page, not a list, whatever its name says. Open it in a spreadsheet "
                "program and save it as .xlsx or CSV, or fetch the list itself."
        );
    }
    return refuse(
        Refusal::Kind::invalid,
        "file_is_no_vip_feed",
        file.name +
            " is no feed of the Voting Information Project: it holds neither PollingLocation nor "
            "Precinct."
    );
}

/// XML that is broken, most often as the file was cut off.
std::unexpected<Refusal> broken_xml(const SourceFile& file, const pugi::xml_parse_result& parsed) {
    if (is_web_page(file)) {
        return other_xml(file);
    }
    const auto offset = std::min(static_cast<std::size_t>(parsed.offset), file.bytes.size());
    const auto line =
        1 + std::count(
                file.bytes.begin(), file.bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n'
            );
    return refuse(
        Refusal::Kind::invalid,
        "file_xml_broken",
        fmt::format(
            "{} is broken XML at line {} ({}). If the file ends there, fetch it again.",
            file.name,
            line,
            parsed.description()
        )
    );
}

}  // namespace

Result<std::vector<RawTable>> read_xml(const SourceFile& file) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(file.bytes.data(), file.bytes.size());
    if (!parsed) {
        return broken_xml(file, parsed);
    }
    const auto root = document.document_element();
    if (local_name(root) == "kml") {
        const auto features = features_of_kml(root);
        return features.empty() ? refuse(
                                      Refusal::Kind::invalid,
                                      "file_has_no_rows",
                                      file.name + " is KML without a place or an area in it."
                                  )
                                : table_of_features(file.name, FileFormat::kml, features);
    }
    Feed feed(file.name);
    for (const auto& node : root.children()) {
        if (local_name(node) == "HoursOpen") {
            feed.learn_hours(node);
        }
    }
    std::size_t count = 0;
    for (const auto& node : root.children()) {
        count += feed.add(node) ? 1U : 0U;
        if (count > most_rows) {
            return refuse(
                Refusal::Kind::too_large,
                "file_too_long",
                fmt::format("{} has more than {} places and precincts.", file.name, most_rows)
            );
        }
    }
    if (count == 0) {
        if (auto other = refusal_of_xml(file.name, text::fold(root.name()))) {
            return std::unexpected(std::move(*other));
        }
        return other_xml(file);
    }
    return feed.take();
}

}  // namespace belfry::city
