#include "city/raw_table.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "city/cell.hpp"
#include "city/heading.hpp"
#include "city/other_file.hpp"
#include "city/several_tables.hpp"
#include "documents/sheets.hpp"
#include "documents/zip.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

using namespace std::string_view_literals;

std::string base_name(const std::string& name) {
    return text::fold(name.substr(name.find_last_of("/\\") + 1));
}

/// A printed report: few delimiters, and columns made of blanks.
bool is_fixed_width(std::string_view text, char delimiter) {
    std::size_t lines = 0;
    std::size_t aligned = 0;
    std::size_t split = 0;
    while (!text.empty() && lines < 400) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto first = line.find_first_not_of(" \t\r\f");
        if (first == std::string_view::npos) {
            continue;
        }
        ++lines;
        split += line.find(delimiter) != std::string_view::npos ? 1U : 0U;
        const auto last = line.find_last_not_of(" \t\r\f");
        aligned += line.substr(first, last - first).find("   ") != std::string_view::npos ? 1U : 0U;
    }
    return lines > 2 && aligned * 2 > lines && split * 2 < aligned;
}

/// Splits off the heading. Refuses a table without rows below it.
Result<void> take_heading(RawTable& table) {
    auto heading = table.rows.empty() ? HeadingRow() : heading_row(table.rows);
    if (table.rows.size() > 1 && !heading.at) {
        table.headers = std::move(heading.headings);
        return {};
    }
    const auto at = heading.at.value_or(0);
    if (table.rows.size() < at + 2) {
        return refuse(
            Refusal::Kind::invalid,
            "file_has_no_rows",
            fmt::format("{} has no rows below a heading.", table.file)
        );
    }
    const auto head = table.rows.begin() + static_cast<std::ptrdiff_t>(at);
    table.headers = std::move(heading.headings);
    while (!table.headers.empty() && is_blank(table.headers.back())) {
        table.headers.pop_back();
    }
    table.before.assign(std::make_move_iterator(table.rows.begin()), std::make_move_iterator(head));
    table.rows.erase(table.rows.begin(), head + 1);
    set_rows_apart(table);
    return {};
}

std::unexpected<Refusal> too_long(const std::string& name) {
    return refuse(
        Refusal::Kind::too_large,
        "file_too_long",
        fmt::format(
            "{} has more than {} rows. Leave out what is not about places or precincts, or give it "
            "as several files.",
            name,
            most_rows
        )
    );
}

std::unexpected<Refusal> too_wide(const std::string& name, std::size_t line, std::size_t columns) {
    const auto summary = fmt::format(
        "{}: line {} has {} columns; a list may have {}. Leave out the columns that are not about "
        "places or precincts.",
        name,
        line,
        columns,
        most_columns
    );
    return refuse(
        Refusal::Kind::too_large,
        "file_too_wide",
        summary,
        {{"",
          "file_too_wide",
          summary,
          {{"file", name}, {"line", std::to_string(line)}, {"count", std::to_string(columns)}}}}
    );
}

/// Rows until a quotation mark has no pair: all that follows it would be one cell. What is left of
/// the text is then what follows the line with the mark; nothing where the end was reached.
struct Stretch {
    std::string_view rest;
    std::size_t line = 0;  ///< Of the file: where the rest begins, counted from 0.
    bool fits = true;
    std::size_t wide_line = 0;  ///< Which has too many columns; 0: none.
    std::size_t columns = 0;    ///< As many as that has.
};

/// Whether text follows a closing quotation mark that closed lines further down: `"Hall` … `School
/// "The Old"`. The mark that opened has no pair then, and the lines between are rows of their own.
bool swallows_lines(std::string_view raw, char delimiter) {
    std::size_t at = 0;
    while (at < raw.size()) {
        bool lines = false;
        if (raw[at] == '"') {
            for (++at; at < raw.size(); ++at) {
                lines = lines || raw[at] == '\n' || raw[at] == '\r';
                const bool doubled = raw[at] == '"' && at + 1 < raw.size() && raw[at + 1] == '"';
                if (doubled) {
                    ++at;
                } else if (raw[at] == '"') {
                    break;
                }
            }
            at = std::min(at + 1, raw.size());
        }
        const auto end = std::min(raw.find(delimiter, at), raw.size());
        if (lines && !is_blank(raw.substr(at, end - at))) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

Stretch read_stretch(
    std::string_view text, char delimiter, std::size_t line, std::vector<RawRow>& rows
) {
    Stretch out;
    documents::read_rows(text, delimiter, [&](const documents::DelimitedRow& row) {
        out.fits = rows.size() <= most_rows && row.fields.size() <= most_columns;
        if (!out.fits) {
            out.wide_line = row.fields.size() > most_columns ? line + row.line : 0;
            out.columns = row.fields.size();
            return false;
        }
        const bool whole = !row.unclosed_quote && !swallows_lines(row.raw, delimiter);
        if (whole) {
            rows.push_back({line + row.line, {row.fields.begin(), row.fields.end()}});
            return true;
        }
        const auto end = std::min(row.raw.find_first_of("\r\n"), row.raw.size());
        rows.push_back({line + row.line, {std::string(row.raw.substr(0, end))}, true});
        // What the mark swallowed is read again.
        out.rest = text.substr(static_cast<std::size_t>(row.raw.data() - text.data()) + end);
        const std::size_t ends = out.rest.starts_with("\r\n") ? 2 : 1;
        out.rest.remove_prefix(std::min(ends, out.rest.size()));
        out.line = line + row.line;
        return false;
    });
    return out;
}

Result<void> read_lines(std::string_view text, char delimiter, RawTable& table) {
    constexpr int most_unclosed = 50;
    Stretch left{text, 0, true, 0, 0};
    for (int unclosed = 0; !left.rest.empty(); ++unclosed) {
        if (unclosed > most_unclosed) {
            return refuse(
                Refusal::Kind::invalid,
                "file_quotes_broken",
                table.file +
                    " has quotation marks without a pair in many rows. Save the list anew as CSV."
            );
        }
        left = read_stretch(left.rest, delimiter, left.line, table.rows);
        if (!left.fits) {
            return left.wide_line > 0 ? too_wide(table.file, left.wide_line, left.columns)
                                      : too_long(table.file);
        }
    }
    return {};
}

Result<std::vector<RawTable>> read_delimited(SourceFile file, FileFormat format) {
    auto plain = documents::plain_text(std::move(file.bytes), file.name);
    if (!plain) {
        return std::unexpected(plain.error());
    }
    const char delimiter = plain->form.delimiter.front();
    if (is_fixed_width(plain->text, delimiter)) {
        return refuse(
            Refusal::Kind::invalid,
            "file_is_fixed_width",
            file.name +
                " is a printed report with columns made of blanks. Ask for the same list "
                "as CSV, or open it in a spreadsheet program as text with fixed width and "
                "save it as CSV."
        );
    }
    RawTable table;
    table.file = file.name;
    table.format = format;
    table.form = plain->form;
    if (auto read = read_lines(plain->text, delimiter, table); !read) {
        return std::unexpected(read.error());
    }
    if (auto headed = take_heading(table); !headed) {
        return std::unexpected(headed.error());
    }
    return tables_apart(std::move(table));
}

/// Of what unpacks in memory.
constexpr documents::ZipLimits zip_limits{
    .most_members = 10'000, .most_bytes = 128U << 20U, .most_ratio = 250, .free_bytes = 64U << 20U
};

Result<std::vector<RawTable>> read_sheets(const SourceFile& file) {
    documents::Bytes bytes(file.name, file.bytes);
    auto sheets = documents::read_sheets(bytes, zip_limits);
    if (!sheets) {
        return std::unexpected(sheets.error());
    }
    std::vector<RawTable> out;
    bool lost_results = false;
    for (auto& sheet : *sheets) {
        RawTable table;
        table.file = file.name;
        table.name = sheet.name;
        table.format = FileFormat::workbook;
        table.hidden = sheet.hidden;
        table.merged = std::move(sheet.merged);
        if (sheet.rows.size() > most_rows) {
            return too_long(file.name);
        }
        for (auto& row : sheet.rows) {
            if (row.cells.size() > most_columns) {
                return too_wide(file.name, row.number, row.cells.size());
            }
            lost_results = lost_results || row.lost_results > 0;
            table.rows.push_back(
                {row.number, std::move(row.cells), false, row.hidden, row.lost_results}
            );
        }
        // Sheets of explanations and empty ones are no reason to refuse the others.
        if (take_heading(table)) {
            std::ranges::move(tables_apart(std::move(table)), std::back_inserter(out));
        }
    }
    const bool nothing = std::ranges::all_of(out, [](const RawTable& table) {
        return std::ranges::all_of(table.rows, [](const RawRow& row) {
            return std::ranges::all_of(row.cells, is_blank);
        });
    });
    if (lost_results && nothing) {
        return refuse(
            Refusal::Kind::invalid,
            "file_lost_results",
            file.name +
                " holds formulas without their results, as some programs write them. Open it in a "
                "spreadsheet program, save it there, and bring it in again."
        );
    }
    if (out.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "file_has_no_rows",
            fmt::format("{} has no rows below a heading.", file.name)
        );
    }
    // A sheet that nobody sees counts where it is the only one.
    if (std::ranges::all_of(out, &RawTable::hidden)) {
        for (auto& table : out) {
            table.hidden = false;
        }
    }
    return out;
}

/// What lies beside the lists in an archive and is none: explanations, pictures, parts of a
/// shapefile. A `.txt` may be a list.
bool is_beside(const std::string& name) {
    const auto file = base_name(name);
    const auto point = file.rfind('.');
    const auto ending = point == std::string::npos ? std::string() : file.substr(point + 1);
    constexpr std::array<std::string_view, 18> beside{
        "md",
        "pdf",
        "doc",
        "docx",
        "rtf",
        "htm",
        "html",
        "png",
        "jpg",
        "xsd",
        "shp",
        "shx",
        "dbf",
        "prj",
        "cpg",
        "sbn",
        "sbx",
        "qmd"
    };
    return file.starts_with('.') || file.starts_with("readme") || file.starts_with("license") ||
           std::ranges::find(beside, ending) != beside.end();
}

std::unexpected<Refusal> no_list_in(const SourceFile& file, const documents::Zip& archive) {
    const bool shapefile = std::ranges::any_of(archive.members(), [](const auto& member) {
        return base_name(member.name).ends_with(".shp");
    });
    if (shapefile) {
        return refuse(
            Refusal::Kind::invalid,
            "file_is_shapefile",
            file.name +
                " is a shapefile. Export it as GeoJSON in WGS 84 (EPSG:4326), or its "
                "table as CSV."
        );
    }
    return refuse(
        Refusal::Kind::invalid, "file_has_no_rows", fmt::format("{} holds no list.", file.name)
    );
}

/// Adds the files of an archive; folders, hidden files of other systems and what is no list are
/// left out.
Result<void> unpack(SourceFile file, std::vector<SourceFile>& into) {
    documents::Bytes bytes(file.name, file.bytes);
    const auto archive = documents::Zip::open(bytes, zip_limits);
    if (!archive) {
        return std::unexpected(archive.error());
    }
    const auto& members = archive->members();
    const auto has = [&](std::string_view name) {
        return std::ranges::find(members, name, &documents::ZipMember::name) != members.end();
    };
    if (has("xl/workbook.xml")) {
        into.push_back(std::move(file));
        return {};
    }
    std::vector<std::string> names(members.size());
    std::ranges::transform(members, names.begin(), &documents::ZipMember::name);
    if (auto other = refusal_of_archive(file.name, names)) {
        return std::unexpected(std::move(*other));
    }
    const auto before = into.size();
    for (std::size_t place = 0; place < members.size(); ++place) {
        const auto& name = members[place].name;
        if (name.starts_with("__MACOSX") || is_beside(name)) {
            continue;
        }
        const auto member = archive->member(place);
        auto content = documents::head_of(*member, members[place].size);
        if (!content) {
            return std::unexpected(content.error());
        }
        into.push_back({file.name + "/" + name, std::move(*content)});
    }
    return into.size() > before ? Result<void>() : no_list_in(file, *archive);
}

Result<std::vector<SourceFile>> unpacked(std::vector<SourceFile> files) {
    std::vector<SourceFile> out;
    for (auto& file : files) {
        if (!documents::is_zip(file.bytes)) {
            out.push_back(std::move(file));
        } else {
            const auto name = file.name;
            if (auto taken = unpack(std::move(file), out); !taken) {
                return about_file(std::move(taken.error()), name);
            }
        }
    }
    return out;
}

/// The first byte that is none of a mark or blank.
char first_letter(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    const auto at = bytes.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? '\0' : bytes[at];
}

/// Whether nothing stands in it, marks and blanks aside.
bool is_empty(std::string_view bytes) {
    return bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF\xFE\xFF\0"sv) == std::string_view::npos;
}

Result<std::vector<RawTable>> read_one(SourceFile file) {
    if (documents::is_zip(file.bytes)) {
        return read_sheets(file);
    }
    if (auto other = refusal_of_other(file)) {
        return std::unexpected(std::move(*other));
    }
    if (is_empty(file.bytes)) {
        return refuse(
            Refusal::Kind::invalid, "file_has_no_rows", fmt::format("{} is empty.", file.name)
        );
    }
    switch (first_letter(file.bytes)) {
        case '{':
        case '\x1E':
            return read_json(file);
        case '[':
            if (file.bytes.contains('{')) {
                return read_json(file);
            }
            break;
        case '<':
            return read_xml(file);
        default:
            break;
    }
    if (!is_vip_text(file.name)) {
        return read_delimited(std::move(file), FileFormat::delimited);
    }
    const auto kind = kind_of_vip_text(file.name);
    if (!kind) {
        return std::vector<RawTable>();
    }
    auto tables = read_delimited(std::move(file), FileFormat::vip_text);
    if (tables) {
        auto& table = tables->front();
        table.kind = *kind;
        if (base_name(table.file) == "early_vote_site.txt") {
            table.usual_place = PlaceKind::early_vote;
        }
    }
    return tables;
}

}  // namespace

std::unexpected<Refusal> about_file(Refusal refusal, const std::string& name) {
    if (refusal.problems.empty()) {
        refusal.problems.push_back({"", refusal.code, refusal.summary, {{"file", name}}});
    }
    return std::unexpected(std::move(refusal));
}

bool is_vip_text(const std::string& name) {
    static const std::vector<std::string> feed{
        "polling_location.txt",
        "precinct.txt",
        "precinct_polling_location.txt",
        "early_vote_site.txt",
        "precinct_early_vote_site.txt",
        "locality.txt",
        "state.txt",
        "source.txt",
        "election.txt",
        "election_administration.txt",
        "election_official.txt",
        "locality_early_vote_site.txt",
        "state_early_vote_site.txt",
        "precinct_split.txt",
        "precinct_split_polling_location.txt",
        "street_segment.txt",
        "contest.txt",
        "candidate.txt",
        "ballot.txt",
        "electoral_district.txt",
        "precinct_electoral_district.txt",
        "precinct_split_electoral_district.txt",
        "referendum.txt",
        "ballot_response.txt"
    };
    return std::ranges::find(feed, base_name(name)) != feed.end();
}

std::optional<TableKind> kind_of_vip_text(const std::string& name) {
    const auto file = base_name(name);
    if (file == "polling_location.txt" || file == "early_vote_site.txt") {
        return TableKind::places;
    }
    if (file == "precinct.txt") {
        return TableKind::precincts;
    }
    return file == "precinct_polling_location.txt" ? std::optional(TableKind::links) : std::nullopt;
}

Result<std::vector<RawTable>> read_tables(std::vector<SourceFile> files) {
    auto open = unpacked(std::move(files));
    if (!open) {
        return std::unexpected(open.error());
    }
    std::vector<RawTable> out;
    for (auto& file : *open) {
        const auto name = file.name;
        auto tables = read_one(std::move(file));
        if (!tables) {
            return about_file(std::move(tables.error()), name);
        }
        std::ranges::move(*tables, std::back_inserter(out));
    }
    return out;
}

}  // namespace belfry::city
