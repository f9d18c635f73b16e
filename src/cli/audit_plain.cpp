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

/// Votes of all withheld records by the contest's choices; none where it stands on none of them.
Result<std::optional<audit::BatchVotes>> withheld_votes(
    const audit_files::ImportedCards& imported,
    const audit::ContestsFile& contests,
    const audit::ContestTerms& contest,
    const std::string& file
) {
    const auto& headers = imported.cards.contests();
    const auto header = std::ranges::find_if(headers, [&](const audit::ContestHeader& each) {
        return audit::spelled(contests, each.name) == contest.name;
    });
    const auto place = static_cast<std::size_t>(header - headers.begin());
    std::optional<audit::BatchVotes> out;
    for (const auto& row : imported.withheld) {
        if (header == headers.end() || !row.votes[place]) {
            continue;
        }
        if (!out) {
            out = audit::BatchVotes{"", "", std::vector<std::int64_t>(contest.choices.size(), 0)};
        }
        for (std::size_t at = 0; at < row.votes[place]->size(); ++at) {
            const auto votes = (*row.votes[place])[at];
            const auto name = audit::spelled(contests, header->choices[at]);
            const auto choice = std::ranges::find(contest.choices, name, &audit::Choice::name);
            if (choice != contest.choices.end()) {
                out->votes[static_cast<std::size_t>(choice - contest.choices.begin())] += votes;
            } else if (votes > 0) {
                return audit::refuse_plain(
                    file,
                    row.line,
                    contest.name,
                    fmt::format(
                        "The withheld records have {} votes for “{}”, whom the file of contests "
                        "does "
                        "not list; add it there.",
                        votes,
                        name
                    )
                );
            }
        }
    }
    return out;
}

/// Of contests that compare cards with the averages of groups: the group of the cards whose records
/// are withheld.
Result<void> add_withheld(
    const audit_files::ImportedCards& imported,
    const audit::ContestsFile& contests,
    const std::string& file,
    PlainFile& into
) {
    for (const auto& contest : contests.contests) {
        if (contest.method != audit::AuditMethod::one_audit) {
            continue;
        }
        const auto votes = withheld_votes(imported, contests, contest, file);
        if (!votes) {
            return std::unexpected(votes.error());
        }
        if (*votes) {
            into.withheld.emplace_back(contest.name, audit::batch_totals_text(contest, {**votes}));
        }
    }
    return {};
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
    PlainFile out{
        *std::move(text),
        imported->summary.format,
        static_cast<std::int64_t>(imported->cards.size()),
        true,
        notes_of(imported->summary)
    };
    if (auto added = add_withheld(*imported, contests, file, out); !added) {
        return std::unexpected(added.error());
    }
    return out;
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

}  // namespace belfry::cli
