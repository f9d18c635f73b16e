#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "audit_files/open.hpp"
#include "audit_files/table.hpp"
#include "documents/zip.hpp"

namespace belfry::audit_files {

namespace {

using Head = std::vector<std::vector<std::string>>;

Columns columns_of(const std::vector<std::string>& row) {
    return Columns({row.begin(), row.end()});
}

/// The first rows of a table.
Result<Head> head_rows(documents::Source& source) {
    constexpr std::size_t looked_at = 10;
    Head out;
    const auto take = [&](const documents::DelimitedRow& row) {
        out.emplace_back(row.fields.begin(), row.fields.end());
        return out.size() < looked_at;
    };
    const auto head = documents::head_of(source, 256 * 1024);
    if (!head) {
        return std::unexpected(head.error());
    }
    if (documents::is_zip(*head)) {
        const auto read = documents::read_workbook(source, take);
        if (!read) {
            return std::unexpected(read.error());
        }
        return out;
    }
    // The beginning is enough: the whole may be large.
    auto plain = documents::plain_text(*head, source.name());
    if (!plain) {
        return std::unexpected(plain.error());
    }
    documents::read_rows(plain->text, plain->form.delimiter.front(), take);
    return out;
}

Recognised as(const documents::Source& source, Kind kind, std::string why) {
    return {std::string(source.name()), kind, std::move(why)};
}

std::optional<Recognised> by_first_row(const documents::Source& source, const Columns& first) {
    struct Sign {
        Kind kind;
        std::vector<const char*> columns;  ///< As plain_name gives them.
        const char* why;
    };

    static const std::vector<Sign> signs = {
        {Kind::clear_ballot,
         {"boxid", "boxposition", "ballotid"},
         "The header names BoxID, BoxPosition and BallotID."},
        {Kind::colorado_contests,
         {"contestname", "auditreason", "optimisticsamplestoaudit"},
         "The header names audit_reason and optimistic_samples_to_audit."},
        {Kind::colorado_selection,
         {"contestname", "contestcvrids"},
         "The header names contest_cvr_ids."},
        {Kind::batch_counts,
         {"batchid", "countpermanifest", "countpercvrfile"},
         "The header names count_per_manifest and count_per_cvr_file."},
        {Kind::canonical_contests,
         {"contestname", "contestchoices"},
         "The header names ContestName and ContestChoices."},
        {Kind::standard_contests,
         {"contestname", "jurisdictions"},
         "The header names Contest Name and Jurisdictions."},
        {Kind::contest_totals,
         {"contestname", "choice", "votes"},
         "The header names contest, choice and votes."},
        {Kind::contest_totals,
         {"contest", "choice", "votes"},
         "The header names contest, choice and votes."},
    };
    for (const auto& sign : signs) {
        if (std::ranges::all_of(sign.columns, [&](const char* name) {
                return first.has({name});
            })) {
            return as(source, sign.kind, sign.why);
        }
    }
    const bool batch = first.has({"batchname", "batchid", "batchnumber", "batch"});
    const bool count = first.has(
        {"numberofballots", "numballots", "totalballots", "ballotcount", "numberofcards", "numcards"
        }
    );
    if (batch && (count || (first.has({"county"}) && first.has({"recordid"})))) {
        return as(source, Kind::manifest, "The header names a batch and its number of ballots.");
    }
    if (first.has({"batchname"}) && first.size() > 1) {
        return as(source, Kind::batch_tallies, "The header names Batch Name and choices.");
    }
    return {};
}

Recognised by_rows(const documents::Source& source, const Head& rows) {
    if (rows.size() >= 4) {
        const auto fourth = columns_of(rows[3]);
        if (fourth.has({"tabulatornum"}) && fourth.has({"batchid"}) && fourth.has({"recordid"})) {
            return as(
                source,
                Kind::dominion_csv,
                "The fourth row names TabulatorNum, BatchId and RecordId."
            );
        }
    }
    if (rows.size() >= 2 && rows[0].size() == 1 && rows[1].front() == "Contest") {
        return as(source, Kind::raire, "A number of contests, and then “Contest,…”.");
    }
    if (!rows.empty() && plain_name(rows[0].front()).starts_with("#formatversion")) {
        return as(source, Kind::hart_scanned, "The first line says #FormatVersion.");
    }
    for (const auto& row : rows) {
        if (plain_name(row.front()) != "castvoterecord") {
            continue;
        }
        const auto columns = columns_of(row);
        const bool places = columns.has({"batch"}) && columns.has({"ballotstatus"});
        return places
                   ? as(source,
                        Kind::ess_ballots,
                        "A header of Cast Vote Record, Batch and Ballot "
                        "Status.")
                   : as(source, Kind::ess_records, "A header that begins with Cast Vote Record.");
    }
    if (!rows.empty()) {
        if (auto known = by_first_row(source, columns_of(rows[0]))) {
            return *known;
        }
    }
    if (rows.size() >= 2) {
        const auto second = columns_of(rows[1]);
        if (second.has({"lowestwinner"}) && second.has({"highestloser"})) {
            return as(
                source,
                Kind::colorado_targets,
                "The second row names Lowest Winner and Highest Loser."
            );
        }
    }
    return as(
        source,
        Kind::unknown,
        rows.empty() ? std::string("It is empty.")
                     : fmt::format("Its first row says: {}.", fmt::join(rows[0], ", "))
    );
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

Recognised by_json(const documents::Source& source, std::string_view head) {
    if (has(head, "\"Sessions\"") || has(head, "\"List\"")) {
        return as(source, Kind::dominion_json, "JSON with Sessions, or a manifest's List.");
    }
    if (has(head, "CVRSnapshot") || has(head, "CVR.CastVoteRecordReport") || has(head, "\"CVR.")) {
        return as(source, Kind::nist_json, "JSON with the parts of a CastVoteRecordReport.");
    }
    return as(source, Kind::unknown, "JSON without Sessions, List or CVR.");
}

Recognised by_xml(const documents::Source& source, std::string_view head) {
    if (has(head, "CastVoteRecordReport")) {
        return as(source, Kind::nist_xml, "Its outermost element is CastVoteRecordReport.");
    }
    if (has(head, "<Cvr ") || has(head, "<Cvr>")) {
        return as(source, Kind::hart_card, "Its outermost element is Cvr.");
    }
    return as(source, Kind::unknown, "XML that is neither CastVoteRecordReport nor Cvr.");
}

/// The beginning in UTF-8, without white space in front.
std::string plain_beginning(const std::string& head) {
    std::string out;
    const auto encoding = documents::encoding_of_mark(head);
    const std::size_t mark = encoding == documents::Encoding::utf8       ? 0
                             : encoding == documents::Encoding::utf8_bom ? 3
                                                                         : 2;
    documents::append_utf8(out, std::string_view(head).substr(mark), encoding);
    out.erase(0, std::min(out.find_first_not_of(" \t\r\n"), out.size()));
    return out;
}

}  // namespace

Result<Recognised> recognise(documents::Source& source) {
    const auto head = documents::head_of(source, 64 * 1024);
    if (!head) {
        return std::unexpected(head.error());
    }
    if (head->empty()) {
        return as(source, Kind::unknown, "It is empty.");
    }
    if (documents::is_zip(*head)) {
        const auto zip = documents::Zip::open(source);
        if (!zip) {
            return std::unexpected(zip.error());
        }
        if (std::ranges::find(zip->members(), "xl/workbook.xml", &documents::ZipMember::name) ==
            zip->members().end()) {
            return as(source, Kind::zip, "A zip file that is no workbook.");
        }
    } else if (const auto beginning = plain_beginning(*head); beginning.starts_with('{')) {
        return by_json(source, beginning);
    } else if (beginning.starts_with('<')) {
        return by_xml(source, beginning);
    }
    const auto rows = head_rows(source);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    return by_rows(source, *rows);
}

}  // namespace belfry::audit_files
