// Zip files, and the workbooks that are such.
#include <algorithm>
#include <charconv>
#include <memory>

#include <zip.h>

#include "audit_verify/original_xml.hpp"

namespace belfry::audit_verify {

namespace {

pugi::xml_document part_of(const std::vector<Document>& members, const std::string& name) {
    for (const auto& member : members) {
        if (member.name == name) {
            return parsed_xml(member);
        }
    }
    return {};
}

std::vector<Document> members_of(const Document& file) {
    zip_error_t error;
    zip_error_init(&error);
    auto* const source = zip_source_buffer_create(file.bytes.data(), file.bytes.size(), 0, &error);
    auto* const archive =
        source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr) {
        zip_source_free(source);
        zip_error_fini(&error);
        unreadable(file.name, "a zip file");
    }
    const std::unique_ptr<zip_t, void (*)(zip_t*)> closes(archive, zip_discard);
    std::vector<Document> out;
    // What unpacks to very much more than it was is no export.
    const std::uint64_t most_bytes = 250 * file.bytes.size() + (1U << 20U);
    std::uint64_t all_bytes = 0;
    for (zip_int64_t at = 0; at < zip_get_num_entries(archive, 0); ++at) {
        const auto index = static_cast<zip_uint64_t>(at);
        zip_stat_t stat;
        if (zip_stat_index(archive, index, 0, &stat) != 0 || stat.size > most_bytes - all_bytes) {
            unreadable(file.name, "a zip file");
        }
        all_bytes += stat.size;
        std::string bytes(stat.size, '\0');
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> member(
            zip_fopen_index(archive, index, 0), zip_fclose
        );
        if (!member || zip_fread(member.get(), bytes.data(), stat.size) !=
                           static_cast<zip_int64_t>(stat.size)) {
            unreadable(file.name, "a whole zip file");
        }
        out.push_back({stat.name, std::move(bytes)});
    }
    return out;
}

/// "AB12" → 27.
std::size_t place_of(const std::string& reference, std::size_t otherwise) {
    std::size_t out = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') {
            break;
        }
        out = out * 26 + static_cast<std::size_t>(c - 'A') + 1;
    }
    return out == 0 ? otherwise : out - 1;
}

Rows rows_of_sheet(const pugi::xml_document& sheet, const std::vector<std::string>& texts) {
    Rows rows;
    for (const auto& row : all_of(sheet, "row")) {
        std::vector<std::string> cells;
        for (const auto& cell : all_of(row, "c")) {
            const auto place = place_of(attribute_of(cell, "r"), cells.size());
            if (place >= 16'384) {
                unreadable("workbook", "at most 16,384 cells in a row");
            }
            cells.resize(std::max(cells.size(), place + 1));
            std::string value;
            std::vector<pugi::xml_node> parts = all_of(cell, "v");
            for (const auto& text : all_of(cell, "t")) {
                parts.push_back(text);
            }
            for (const auto& part : parts) {
                value += words_of(part);
            }
            const auto type = attribute_of(cell, "t");
            if (type == "s") {
                const auto number = counted_number(value);
                if (!number || *number >= static_cast<std::int64_t>(texts.size())) {
                    unreadable("workbook", "texts that are there");
                }
                value = texts[static_cast<std::size_t>(*number)];
            } else if (type == "b") {
                value = value == "1" ? "TRUE" : "FALSE";
            }
            cells[place] = value;
        }
        if (std::any_of(cells.begin(), cells.end(), [](const auto& c) { return !c.empty(); })) {
            rows.push_back(cells);
        }
    }
    return rows;
}

}  // namespace

bool is_zip(const std::string& bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

std::vector<Document> zip_members(const Document& file) {
    return members_of(file);
}

bool is_workbook(const Document& file) {
    if (!is_zip(file.bytes)) {
        return false;
    }
    const auto members = members_of(file);
    return std::any_of(members.begin(), members.end(), [](const Document& member) {
        return member.name == "xl/workbook.xml";
    });
}

Rows first_sheet(const Document& file) {
    const auto members = members_of(file);
    const auto book = part_of(members, "xl/workbook.xml");
    const auto relations = part_of(members, "xl/_rels/workbook.xml.rels");
    const auto shared = part_of(members, "xl/sharedStrings.xml");
    std::vector<std::string> texts;
    for (const auto& entry : all_of(shared, "si")) {
        std::string text;
        // How a word is pronounced (rPh) is no part of it.
        for (const auto& part : all_of(entry, "t", "rPh")) {
            text += words_of(part);
        }
        texts.push_back(text);
    }
    for (const auto& sheet : all_of(book, "sheet")) {
        std::string target;
        for (const auto& relation : all_of(relations, "Relationship")) {
            if (attribute_of(relation, "Id") == attribute_of(sheet, "id")) {
                target = attribute_of(relation, "Target");
            }
        }
        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        auto rows = rows_of_sheet(part_of(members, target), texts);
        if (!rows.empty()) {
            return rows;
        }
    }
    unreadable(file.name, "a workbook with a sheet that has rows");
}

}  // namespace belfry::audit_verify
