#include "audit_bundle/test_audit.hpp"

#include <algorithm>

#include "audit/plain_files.hpp"
#include "audit_bundle/reading_sheet.hpp"

namespace belfry::audit_bundle {

namespace {

audit::CommittedFile file_of(audit::FileRole role, std::string jurisdiction, std::int64_t rows) {
    audit::CommittedFile file;
    file.role = role;
    file.jurisdiction = std::move(jurisdiction);
    file.rows = rows;
    file.format = "test";
    return file;
}

std::vector<std::int64_t> votes_in(const Paper& batch, std::size_t contest, std::size_t choices) {
    std::vector<std::int64_t> votes(choices, 0);
    for (const auto& card : batch.cards) {
        for (std::size_t choice = 0; choice < choices; ++choice) {
            votes[choice] += card[contest] == std::to_string(choice + 1) ? 1 : 0;
        }
    }
    return votes;
}

}  // namespace

void TestAudit::commit_all() {
    const auto add =
        [&](audit::CommittedFile file, const std::string& name, const std::string& bytes) {
            const auto now = deed();
            const auto added = bundle_->commit(std::move(file), name, bytes, now.by, now.at);
            ASSERT_TRUE(added) << added.error().summary;
        };
    const auto& contests = election_.contests;
    add(file_of(audit::FileRole::contests, "", std::ssize(contests.contests)),
        "contests.json",
        json::canonical(json::write(contests)));
    for (const auto& jurisdiction : election_.terms.jurisdictions) {
        std::vector<audit::BatchPlace> places;
        std::vector<std::string> header{"tabulator", "batch", "position", "imprinted", "style"};
        for (const auto& contest : contests.contests) {
            header.push_back(contest.name);
        }
        auto records = audit::csv_line(header);
        std::int64_t cards = 0;
        for (const auto& batch : election_.batches) {
            if (batch.jurisdiction != jurisdiction) {
                continue;
            }
            places.push_back({"Box 1", "", batch.batch, std::ssize(batch.cards)});
            for (std::size_t at = 0; at < batch.cards.size(); ++at) {
                const auto place =
                    election_.withheld.contains(batch.batch) ? "" : std::to_string(at + 1);
                std::vector<std::string> row{"", batch.batch, place, "", "1"};
                row.insert(row.end(), batch.cards[at].begin(), batch.cards[at].end());
                records += audit::csv_line(row);
                ++cards;
            }
        }
        add(file_of(audit::FileRole::manifest, jurisdiction, std::ssize(places)),
            jurisdiction + ".csv",
            audit::manifest_text(places));
        if (election_.records[jurisdiction]) {
            add(file_of(audit::FileRole::records, jurisdiction, cards),
                jurisdiction + "-records.csv",
                records);
        }
        for (std::size_t at = 0; election_.totals && at < contests.contests.size(); ++at) {
            const auto& contest = contests.contests[at];
            std::vector<audit::BatchVotes> totals;
            for (const auto& batch : election_.batches) {
                if (batch.jurisdiction == jurisdiction) {
                    totals.push_back({"", batch.batch, votes_in(batch, at, contest.choices.size())}
                    );
                }
            }
            auto file = file_of(audit::FileRole::batch_totals, jurisdiction, std::ssize(totals));
            file.contest = contest.name;
            add(file, jurisdiction + "-totals.csv", audit::batch_totals_text(contest, totals));
        }
    }
}

audit::Reading TestAudit::paper(const audit::DrawnItem& item) const {
    const auto batch = std::ranges::find_if(election_.batches, [&](const Paper& paper) {
        return paper.jurisdiction == item.jurisdiction && paper.batch == item.batch;
    });
    audit::Reading out;
    for (std::size_t at = 0; at < election_.contests.contests.size(); ++at) {
        const auto& contest = election_.contests.contests[at];
        if (std::ranges::find(item.contests, contest.name) == item.contests.end()) {
            continue;
        }
        audit::ContestReading reading{contest.name, audit::Sight::counted, {}};
        if (item.position == 0) {
            const auto votes = votes_in(*batch, at, contest.choices.size());
            for (std::size_t choice = 0; choice < votes.size(); ++choice) {
                reading.votes[contest.choices[choice].name] = votes[choice];
            }
            out.push_back(reading);
            continue;
        }
        auto cell = batch->cards[static_cast<std::size_t>(item.position - 1)][at];
        if (cell == "-" || cell == "!" || cell.empty()) {
            reading.sight = cell == "-"   ? audit::Sight::blank
                            : cell == "!" ? audit::Sight::overvoted
                                          : audit::Sight::not_on_card;
            out.push_back(reading);
            continue;
        }
        // Numbers of choices become their names.
        std::string words;
        for (const char c : cell) {
            words += c == '>' || c == ';' ? std::string(1, c)
                                          : contest.choices[static_cast<std::size_t>(c - '1')].name;
        }
        out.push_back(*reading_of(contest, false, words));
    }
    return out;
}

void TestAudit::read_all() {
    std::vector<std::int64_t> open;
    for (const auto* const item : audit::open_items(progress())) {
        open.push_back(item->item.item);
    }
    for (const auto item : open) {
        for (const auto* const reader : {"Ann", "Ben"}) {
            const auto entered = read(item, reader);
            ASSERT_TRUE(entered) << entered.error().summary;
        }
    }
}

}  // namespace belfry::audit_bundle
