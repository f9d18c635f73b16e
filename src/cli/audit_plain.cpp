// From the files that scanners and counties write to the plain files of an audit.
#include <algorithm>

#include <fmt/format.h>

#include "audit/plain_files.hpp"
#include "audit_files/open.hpp"
#include "cli/audit_inside.hpp"

namespace belfry::cli {

namespace {

bool is_plain(const std::string& bytes, std::string_view header) {
    return bytes.starts_with(header) && bytes.find('\r') == std::string::npos;
}

std::vector<std::string> notes_of(const audit_files::Summary& summary) {
    std::vector<std::string> out;
    for (const auto& note : summary.notes) {
        out.push_back(note.line > 0 ? fmt::format("line {}: {}", note.line, note.what) : note.what);
    }
    if (summary.notes_left_out > 0) {
        out.push_back(fmt::format("and {} notes more", summary.notes_left_out));
    }
    return out;
}

}  // namespace

Result<PlainFile> plain_manifest(
    const std::string& file, const std::string& bytes, const std::string& jurisdiction
) {
    if (is_plain(bytes, "container,tabulator,batch,cards\n")) {
        const auto batches = audit::read_manifest_text(bytes, file);
        if (!batches) {
            return std::unexpected(batches.error());
        }
        return PlainFile{bytes, "belfry manifest 1", std::ssize(*batches), false, {}};
    }
    documents::Bytes source(file, bytes);
    const auto manifest = audit_files::read_manifest(source);
    if (!manifest) {
        return std::unexpected(manifest.error());
    }
    // A state's manifest lists several counties: only the lines of this one are meant.
    std::vector<audit::BatchPlace> batches;
    for (const auto& batch : manifest->batches) {
        if (batch.jurisdiction.empty() || batch.jurisdiction == jurisdiction) {
            batches.push_back({batch.container, batch.tabulator, batch.batch, batch.cards});
        }
    }
    if (batches.empty()) {
        return audit::refuse_plain(
            file, 0, "", fmt::format("The manifest has no batch of {}.", jurisdiction)
        );
    }
    return PlainFile{
        audit::manifest_text(batches),
        manifest->summary.format,
        std::ssize(batches),
        true,
        notes_of(manifest->summary)
    };
}

Result<PlainFile> plain_records(
    const std::string& file, const std::string& bytes, const audit::ContestsFile& contests
) {
    if (is_plain(bytes, "tabulator,batch,position,imprinted,style")) {
        audit::CardTable cards;
        const auto count = audit::read_records_text(bytes, file, contests, cards);
        if (!count) {
            return std::unexpected(count.error());
        }
        return PlainFile{bytes, "belfry records 1", *count, false, {}};
    }
    documents::Bytes source(file, bytes);
    const auto imported = audit_files::open_cvr(source);
    if (!imported) {
        return std::unexpected(imported.error());
    }
    auto text = audit::records_text(imported->cards, contests, file);
    if (!text) {
        return std::unexpected(text.error());
    }
    return PlainFile{
        *std::move(text),
        imported->summary.format,
        static_cast<std::int64_t>(imported->cards.size()),
        true,
        notes_of(imported->summary)
    };
}

Result<PlainFile> plain_totals(
    const std::string& file,
    const std::string& bytes,
    const audit::ContestsFile& contests,
    const audit::ContestTerms& contest
) {
    if (is_plain(bytes, "tabulator,batch,")) {
        const auto batches = audit::read_batch_totals_text(bytes, file, contest);
        if (!batches) {
            return std::unexpected(batches.error());
        }
        return PlainFile{bytes, "belfry batch_totals 1", std::ssize(*batches), false, {}};
    }
    documents::Bytes source(file, bytes);
    const auto tallies = audit_files::read_batch_tallies(source);
    if (!tallies) {
        return std::unexpected(tallies.error());
    }
    std::vector<std::size_t> columns;
    for (const auto& choice : contest.choices) {
        const auto found = std::ranges::find_if(tallies->choices, [&](const std::string& name) {
            return audit::spelled(contests, name) == choice.name;
        });
        if (found == tallies->choices.end()) {
            return audit::refuse_plain(file, 1, choice.name, "There is no column for this choice.");
        }
        columns.push_back(static_cast<std::size_t>(found - tallies->choices.begin()));
    }
    std::vector<audit::BatchVotes> batches;
    for (const auto& tally : tallies->batches) {
        audit::BatchVotes votes{"", tally.batch, {}};
        for (const auto column : columns) {
            // Blank: the choice is not on the batch's cards; nobody can have voted for it there.
            votes.votes.push_back(tally.votes[column].value_or(0));
        }
        batches.push_back(std::move(votes));
    }
    return PlainFile{
        audit::batch_totals_text(contest, batches),
        tallies->summary.format,
        std::ssize(batches),
        true,
        notes_of(tallies->summary)
    };
}

std::optional<std::string> plain_again(const audit_verify::Original& original) {
    const auto contests = json::parse_as<audit::ContestsFile>(original.contests);
    const auto contest =
        contests
            ? std::ranges::find(contests->contests, original.contest, &audit::ContestTerms::name)
            : std::vector<audit::ContestTerms>::const_iterator();
    Result<PlainFile> plain = PlainFile();
    if (original.role == "manifest") {
        plain = plain_manifest(original.path, original.bytes, original.jurisdiction);
    } else if (original.role == "records" && contests) {
        plain = plain_records(original.path, original.bytes, *contests);
    } else if (original.role == "batch_totals" && contests && contest != contests->contests.end()) {
        plain = plain_totals(original.path, original.bytes, *contests, *contest);
    } else {
        return {};
    }
    return plain ? std::optional(std::move(plain->bytes)) : std::nullopt;
}

}  // namespace belfry::cli
