#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "city/raw_table.hpp"

/// Feeds of the Voting Information Project in XML, versions 5 and 6.
namespace belfry::city {

namespace {

std::string text_at(const pugi::xml_node& node, const char* name) {
    return node.child(name).text().get();
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
            "closes"
        };
        precincts_.name = "Precinct";
        precincts_.kind = TableKind::precincts;
        precincts_.headers = {"feed_id", "precinct_id", "precinct_name", "notes"};
        links_.name = "PollingLocationIds";
        links_.kind = TableKind::links;
        links_.headers = {"precinct_id", "polling_location_id"};
    }

    void learn_hours(const pugi::xml_node& node) {
        const auto schedule = node.child("Schedule");
        // Several schedules are those of early voting: none of them is the day's.
        if (!schedule || schedule.next_sibling("Schedule")) {
            return;
        }
        const auto hours = schedule.child("Hours");
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
        const auto point = node.child("LatLng");
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
        if (const auto whole = node.child("AddressStructured")) {
            std::string lines = text_at(whole, "Line1");
            for (const char* more : {"Line2", "Line3"}) {
                const auto line = text_at(whole, more);
                lines += line.empty() ? "" : ", " + line;
            }
            row.cells[2] = lines;
            row.cells[3] = text_at(whole, "City");
            row.cells[4] = text_at(whole, "State");
            row.cells[5] = text_at(whole, "Zip");
            return;
        }
        for (const auto& line : node.children("AddressLine")) {
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

std::unexpected<Refusal> other_xml(const std::string& name, std::string_view why) {
    return refuse(
        Refusal::Kind::invalid,
        "file_is_no_vip_feed",
        fmt::format("{} is no feed of the Voting Information Project: {}.", name, why)
    );
}

}  // namespace

Result<std::vector<RawTable>> read_vip_xml(const SourceFile& file) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(file.bytes.data(), file.bytes.size());
    if (!parsed) {
        return other_xml(
            file.name, fmt::format("{} at byte {}", parsed.description(), parsed.offset)
        );
    }
    const auto root = document.document_element();
    Feed feed(file.name);
    for (const auto& node : root.children("HoursOpen")) {
        feed.learn_hours(node);
    }
    std::size_t count = 0;
    for (const auto& node : root.children()) {
        const std::string_view name = node.name();
        if (name == "PollingLocation") {
            feed.add_place(node);
            ++count;
        } else if (name == "Precinct") {
            feed.add_precinct(node);
            ++count;
        }
        if (count > most_rows) {
            return refuse(
                Refusal::Kind::too_large,
                "file_too_long",
                fmt::format("{} has more than {} places and precincts.", file.name, most_rows)
            );
        }
    }
    if (count == 0) {
        return other_xml(file.name, "it holds neither PollingLocation nor Precinct");
    }
    return feed.take();
}

}  // namespace belfry::city
