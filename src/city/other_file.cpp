#include "city/other_file.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/fold.hpp"

namespace belfry::city {

namespace {

using namespace std::string_view_literals;

/// A code, and the sentence that follows the file's name.
struct Other {
    std::string_view code;
    std::string_view sentence;
};

constexpr Other old_workbook{
    "file_is_old_workbook",
    " is a workbook of a form that cannot be read here (.xls, .xlsb, Numbers). Open it in a "
    "spreadsheet program and save it as .xlsx or CSV."
};
constexpr Other protected_workbook{
    "file_is_protected",
    " is protected with a password. Open it, take the password off, and save it as .xlsx or CSV."
};
constexpr Other document{
    "file_is_document",
    " is a document (PDF, Word), not a list. Ask for the list that it was made of as .xlsx or "
    "CSV, or copy its table into a spreadsheet and save that."
};
constexpr Other picture{
    "file_is_picture", " is a picture. Ask for the list that it shows as .xlsx or CSV."
};
constexpr Other packed{
    "file_is_packed",
    " is packed in a form that cannot be opened here. Unpack it and choose the lists in it, or "
    "pack them as .zip."
};
constexpr Other database{
    "file_is_database", " is a database. Export its table of places or precincts as CSV or .xlsx."
};
constexpr Other shapefile{
    "file_is_shapefile",
    " is part of a shapefile. Export it as GeoJSON in WGS 84 (EPSG:4326), or its table as CSV."
};
constexpr Other open_document{
    "file_is_opendocument", " is an OpenDocument file. Save it as .xlsx or CSV."
};
constexpr Other other_map{
    "file_is_other_map",
    " is a map of a form that cannot be read here. Export it as GeoJSON in WGS 84 (EPSG:4326)."
};

struct Signature {
    std::size_t at;
    std::string_view bytes;
    Other what;
};

constexpr std::array<Signature, 23> signatures{{
    {0, "%PDF"sv, document},
    {0, "{\\rtf"sv, document},
    {0, "\xFF\xD8\xFF"sv, picture},
    {0, "\x89PNG"sv, picture},
    {0, "GIF8"sv, picture},
    {0, "II*\0"sv, picture},
    {0, "MM\0*"sv, picture},
    {8, "WEBP"sv, picture},
    {4, "ftypheic"sv, picture},
    {4, "ftypmif1"sv, picture},
    {4, "ftypavif"sv, picture},
    {0, "\x1F\x8B"sv, packed},
    {0, "Rar!\x1A"sv, packed},
    {0, "7z\xBC\xAF\x27\x1C"sv, packed},
    {0, "BZh9"sv, packed},
    {0,
     "\xFD"
     "7zXZ"sv,
     packed},
    {0, "\x28\xB5\x2F\xFD"sv, packed},
    {257, "ustar"sv, packed},
    {0, "SQLite format 3\0"sv, database},
    {4, "Standard Jet DB"sv, database},
    {4, "Standard ACE DB"sv, database},
    {0, "PAR1"sv, database},
    {0, "\0\0\x27\x0A"sv, shapefile},
}};

Refusal refusal(const std::string& name, const Other& what) {
    return refuse(Refusal::Kind::invalid, std::string(what.code), name + std::string(what.sentence))
        .error();
}

/// As the names of streams stand in an OLE file.
std::string in_utf16(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        out += letter;
        out += '\0';
    }
    return out;
}

/// Excel's and Word's files of before 2007, and what newer ones are wrapped in under a password.
Other of_compound_file(std::string_view bytes) {
    const auto holds = [&](std::string_view stream) {
        return bytes.contains(in_utf16(stream));
    };
    if (holds("EncryptedPackage")) {
        return protected_workbook;
    }
    return holds("WordDocument") || holds("PowerPoint Document") || holds("__substg1.0_")
               ? document
               : old_workbook;
}

bool is_part_of_shapefile(const std::string& name) {
    const auto folded = text::fold(name);
    return std::ranges::any_of(std::array{".shp"sv, ".shx"sv, ".dbf"sv}, [&](auto ending) {
        return folded.ends_with(ending);
    });
}

}  // namespace

std::optional<Refusal> refusal_of_other(const SourceFile& file) {
    const std::string_view bytes = file.bytes;
    if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) {
        return refusal(file.name, of_compound_file(bytes));
    }
    for (const auto& known : signatures) {
        if (bytes.size() >= known.at && bytes.substr(known.at).starts_with(known.bytes)) {
            return refusal(file.name, known.what);
        }
    }
    // Their tables have no signature, but bytes that no text has.
    if (is_part_of_shapefile(file.name) && bytes.contains('\0')) {
        return refusal(file.name, shapefile);
    }
    return {};
}

std::optional<Refusal> refusal_of_archive(
    const std::string& name, const std::vector<std::string>& members
) {
    const auto has = [&](std::string_view member) {
        return std::ranges::find(members, member) != members.end();
    };
    if (has("content.xml") && has("mimetype")) {
        return refusal(name, open_document);
    }
    if (has("word/document.xml") || has("ppt/presentation.xml")) {
        return refusal(name, document);
    }
    if (has("xl/workbook.bin") || has("Index/Document.iwa")) {
        return refusal(name, old_workbook);
    }
    return {};
}

std::optional<Refusal> refusal_of_xml(const std::string& name, std::string_view element) {
    if (element == "workbook") {
        return refusal(name, old_workbook);
    }
    const bool map = element == "gpx" || element == "osm" || element == "featurecollection" ||
                     element.ends_with(":featurecollection") || element == "svg";
    return map ? std::optional(refusal_of_other_map(name)) : std::nullopt;
}

Refusal refusal_of_other_map(const std::string& name) {
    return refusal(name, other_map);
}

}  // namespace belfry::city
