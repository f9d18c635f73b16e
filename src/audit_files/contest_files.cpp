#include "audit_files/contest_files.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "audit_files/table.hpp"

namespace belfry::audit_files {

namespace {

using documents::DelimitedRow;

/// The numbers that all rows of a contest share.
struct Terms {
    std::optional<std::size_t> winners;
    std::optional<std::size_t> votes_allowed;
    std::optional<std::size_t> cards;
};

class TotalsReader {
public:
    explicit TotalsReader(documents::Source& source) : table_(source, out_.summary) {}

    Result<ReportedContests> read() {
        const auto done = table_.read(
            "Contest totals",
            [this](const Columns& columns) {
                contest_ = table_.need("contest_name", {"contestname", "contest"});
                choice_ = table_.need("choice", {"choice", "choicename", "candidate"});
                votes_ = table_.need("votes", {"votes", "totalvotes"});
                terms_ = {
                    columns.find({"winners", "winnersallowed", "numberofwinners"}),
                    columns.find({"votesallowed", "votefor"}),
                    columns.find({"cards", "ballotcardcount", "totalballotscast"})
                };
            },
            [this](const DelimitedRow& row) { choice(row); }
        );
        if (!done) {
            return std::unexpected(done.error());
        }
        out_.summary.format = out_.summary.files.front().format;
        return std::move(out_);
    }

private:
    void choice(const DelimitedRow& row) {
        const std::string name(cell(row, contest_));
        const std::string choice(cell(row, choice_));
        if (name.empty() || choice.empty()) {
            table_.refuse(
                row.line,
                table_.columns().spelled()[name.empty() ? contest_ : choice_],
                "The cell is blank."
            );
            return;
        }
        const auto votes = table_.number(row, votes_);
        const auto [found, fresh] = places_.try_emplace(name, out_.contests.size());
        if (fresh) {
            out_.contests.emplace_back().name = name;
        }
        auto& contest = out_.contests[found->second];
        take(row, terms_.winners, contest.winners, fresh);
        take(row, terms_.votes_allowed, contest.votes_allowed, fresh);
        take(row, terms_.cards, contest.cards, fresh);
        if (std::ranges::find(contest.choices, choice, &audit::Choice::name) !=
            contest.choices.end()) {
            table_.refuse(
                row.line,
                table_.columns().spelled()[choice_],
                fmt::format("“{}” stands further up for this contest already.", choice)
            );
            return;
        }
        contest.choices.push_back({choice, votes});
        ++out_.summary.read;
    }

    template <class Number>
    void take(
        const DelimitedRow& row, std::optional<std::size_t> column, Number& into, bool fresh
    ) {
        if (!column || table_.refused()) {
            return;
        }
        const auto value = table_.number(row, *column);
        constexpr std::int64_t most = 2'000'000'000;
        if (!table_.refused() && (value > most || (!fresh && value != into))) {
            table_.refuse(
                row.line,
                table_.columns().spelled()[*column],
                fmt::format("Here stands {}, further up {} for the same contest.", value, into)
            );
            return;
        }
        into = static_cast<Number>(value);
    }

    ReportedContests out_;
    TableReader table_;
    std::size_t contest_ = 0;
    std::size_t choice_ = 0;
    std::size_t votes_ = 0;
    Terms terms_;
    std::map<std::string, std::size_t> places_;
};

class TalliesReader {
public:
    explicit TalliesReader(documents::Source& source)
        : source_(source), table_(source, out_.summary) {}

    Result<BatchTallies> read() {
        const auto done = table_.read(
            "Batch tallies",
            [this](const Columns& columns) { header(columns); },
            [this](const DelimitedRow& row) { batch(row); }
        );
        if (!done) {
            return std::unexpected(done.error());
        }
        out_.summary.format = out_.summary.files.front().format;
        return std::move(out_);
    }

private:
    void header(const Columns& columns) {
        batch_ = table_.need("Batch Name", {"batchname", "batch"});
        for (std::size_t at = 0; at < columns.size(); ++at) {
            if (at != batch_) {
                out_.choices.push_back(columns.spelled()[at]);
            }
        }
        if (std::set(out_.choices.begin(), out_.choices.end()).size() != out_.choices.size()) {
            table_.refuse(1, "", "Two columns have one name.");
        }
    }

    void batch(const DelimitedRow& row) {
        BatchTally mine{std::string(cell(row, batch_)), {}};
        for (std::size_t at = 0; at < table_.columns().size() && !table_.refused(); ++at) {
            if (at != batch_) {
                mine.votes.push_back(
                    cell(row, at).empty() ? std::nullopt : std::optional(table_.number(row, at))
                );
            }
        }
        if (table_.refused()) {
            return;
        }
        if (plain_name(mine.batch).starts_with("total")) {
            totals(row, mine);
            return;
        }
        if (mine.batch.empty() || !known_.insert(mine.batch).second) {
            table_.refuse(
                row.line,
                table_.columns().spelled()[batch_],
                mine.batch.empty() ? std::string("The batch has no name.")
                                   : fmt::format("Batch {} stands further up already.", mine.batch)
            );
            return;
        }
        ++out_.summary.read;
        out_.batches.push_back(std::move(mine));
    }

    void totals(const DelimitedRow& row, const BatchTally& totals) {
        for (std::size_t at = 0; at < totals.votes.size(); ++at) {
            std::int64_t sum = 0;
            for (const auto& each : out_.batches) {
                sum += each.votes[at].value_or(0);
            }
            if (totals.votes[at].value_or(sum) != sum) {
                table_.refuse(
                    row.line,
                    out_.choices[at],
                    fmt::format(
                        "The total is {}, but the batches add up to {}.", *totals.votes[at], sum
                    )
                );
                return;
            }
        }
        out_.summary.put_aside(
            {NoteKind::set_aside,
             std::string(source_.name()),
             row.line,
             "",
             "A row of totals; it agrees with the batches."}
        );
    }

    documents::Source& source_;
    BatchTallies out_;
    TableReader table_;
    std::size_t batch_ = 0;
    std::set<std::string> known_;
};

}  // namespace

Result<ReportedContests> read_contest_totals(documents::Source& source) {
    return TotalsReader(source).read();
}

Result<StandardContests> read_standard_contests(documents::Source& source) {
    StandardContests out;
    TableReader table(source, out.summary);
    std::size_t contest = 0;
    std::size_t where = 0;
    const auto done = table.read(
        "Standardized contests",
        [&](const Columns&) {
            contest = table.need("Contest Name", {"contestname", "contest"});
            where = table.need("Jurisdictions", {"jurisdictions", "jurisdiction"});
        },
        [&](const DelimitedRow& row) {
            StandardContest mine{std::string(cell(row, contest)), false, {}};
            const auto text = cell(row, where);
            if (mine.name.empty() || text.empty()) {
                table.refuse(
                    row.line,
                    table.columns().spelled()[mine.name.empty() ? contest : where],
                    "The cell is blank."
                );
                return;
            }
            if (std::ranges::find(out.contests, mine.name, &StandardContest::name) !=
                out.contests.end()) {
                table.refuse(
                    row.line,
                    table.columns().spelled()[contest],
                    fmt::format("“{}” stands further up already.", mine.name)
                );
                return;
            }
            mine.everywhere = plain_name(text) == "all";
            for (std::size_t at = 0; !mine.everywhere && at <= text.size();) {
                const auto end = std::min(text.find(',', at), text.size());
                if (const auto one = documents::without_guard(text.substr(at, end - at));
                    !one.empty()) {
                    mine.jurisdictions.emplace_back(one);
                }
                at = end + 1;
            }
            out.contests.push_back(std::move(mine));
            ++out.summary.read;
        }
    );
    if (!done) {
        return std::unexpected(done.error());
    }
    out.summary.format = out.summary.files.front().format;
    return out;
}

Result<BatchTallies> read_batch_tallies(documents::Source& source) {
    return TalliesReader(source).read();
}

}  // namespace belfry::audit_files
