#include "audit_files/hart.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "audit_files/card_keeper.hpp"
#include "audit_files/table.hpp"
#include "documents/xml.hpp"

namespace belfry::audit_files {

namespace {

using documents::DelimitedRow;

constexpr std::uint64_t most_card_bytes = 4U << 20U;

struct HartContest {
    std::string name;
    std::vector<std::string> chosen;
    std::int64_t undervotes = 0;
    std::int64_t overvotes = 0;
    std::size_t line = 0;
};

struct HartCard {
    std::string batch;
    std::string sequence;
    std::string guid;
    std::string sheet;
    std::string precinct;
    std::string party;
    std::vector<HartContest> contests;
};

/// Hears one card's XML.
class CardListener final : public documents::XmlListener {
public:
    explicit CardListener(std::string_view file) : file_(file) {}

    HartCard card;

    void opened(std::string_view name, const documents::XmlAttributes&) override {
        if (path_.empty() && name != "Cvr") {
            fail("", fmt::format("The outermost element is “{}”; a Hart card's is “Cvr”.", name));
            return;
        }
        path_.emplace_back(name);
        if (name == "Contest") {
            card.contests.emplace_back().line = line;
        } else if (name == "Option") {
            option_.clear();
            value_.clear();
        }
    }

    void closed(std::string_view name, std::string_view text) override {
        path_.pop_back();
        const std::string_view parent = path_.empty() ? std::string_view() : path_.back();
        const auto trimmed = documents::without_guard(text);
        if (parent == "Cvr") {
            of_card(name, trimmed);
        } else if (parent == "PrecinctSplit" && name == "Name") {
            card.precinct = trimmed;
        } else if (parent == "Party" && name == "Name") {
            card.party = trimmed;
        } else if (parent == "Option") {
            if (name == "Name") {
                option_ = trimmed;
            } else if (name == "Value") {
                value_ = trimmed;
            }
        } else if (name == "Option") {
            choose();
        } else if (parent == "Contest" && !card.contests.empty()) {
            of_contest(name, trimmed);
        }
    }

private:
    void fail(std::string_view field, std::string advice) {
        problem = refuse_file(file_, line, field, std::move(advice)).error();
    }

    void of_card(std::string_view name, std::string_view text) {
        if (name == "BatchNumber") {
            card.batch = text;
        } else if (name == "BatchSequence") {
            card.sequence = text;
        } else if (name == "CvrGuid") {
            card.guid = text;
        } else if (name == "SheetNumber") {
            card.sheet = text;
        }
    }

    void of_contest(std::string_view name, std::string_view text) {
        auto& contest = card.contests.back();
        if (name == "Name") {
            contest.name = text;
        } else if (name == "Undervotes" || name == "Overvotes") {
            const auto count = whole_number(text);
            if (!count || *count > 255) {
                fail(name, fmt::format("“{}” is no number of votes.", text));
                return;
            }
            (name == "Undervotes" ? contest.undervotes : contest.overvotes) = *count;
        }
    }

    void choose() {
        if (card.contests.empty() || value_ == "0") {
            return;
        }
        if (value_ != "1") {
            fail("Value", fmt::format("“{}” is neither 0 nor 1.", value_));
            return;
        }
        auto name = option_.empty() ? std::string("Write-in") : option_;
        const auto& there = card.contests.back().chosen;
        for (int number = 2; std::ranges::find(there, name) != there.end(); ++number) {
            name = fmt::format("{} ({})", option_.empty() ? "Write-in" : option_, number);
        }
        card.contests.back().chosen.push_back(std::move(name));
    }

    std::string file_;
    std::vector<std::string> path_;
    std::string option_;
    std::string value_;
};

struct Scan {
    std::string imprinted;
    std::string workstation;
    std::string group;
    bool used = false;
};

class HartReader {
public:
    HartReader() : keeper_(out_, "BatchSequence", "UniqueIdentifier") {}

    Result<void> scanned(documents::Source& source) {
        const auto rows = out_.summary.rows;
        TableReader table(source, out_.summary);
        std::optional<std::size_t> id;
        std::size_t imprinted = 0;
        const auto read = table.read(
            "Hart scanned ballot information",
            [&](const Columns& columns) {
                // Headers begin with a hash: "#CvrId".
                id = columns.find({"cvrid", "#cvrid"});
                if (!id) {
                    id = table.need("CvrId", {"cvrid"});
                }
                imprinted = table.need("UniqueIdentifier", {"uniqueidentifier"});
            },
            [&](const DelimitedRow& row) { scan(table, row, *id, imprinted); },
            1
        );
        out_.summary.rows = rows;  // These rows are no records.
        return read;
    }

    Result<void> card(documents::Source& source) {
        ++out_.summary.rows;
        if (source.size() > most_card_bytes) {
            return refuse_file(source.name(), 0, "", "A card's XML file has at most 4 MiB.");
        }
        CardListener listener(source.name());
        if (const auto read = documents::read_xml(source, listener); !read) {
            return read;
        }
        return keep(source, listener.card);
    }

    ImportedCards finish(std::size_t files, std::size_t scan_tables, std::uint64_t bytes) {
        out_.summary.files.push_back({fmt::format("{} XML files", files), "Hart XML", bytes, {}, {}}
        );
        const auto idle =
            std::ranges::count_if(scans_, [](const auto& scan) { return !scan.second.used; });
        if (idle > 0) {
            note(fmt::format("{} scanned ballots have no record (XML file).", idle));
        }
        if (scan_tables > 0 && without_scan_ > 0) {
            note(fmt::format(
                "{} records stand in no scanned ballot information: their printed identifier is "
                "not known.",
                without_scan_
            ));
        }
        if (scan_tables == 0) {
            note("No scanned ballot information was given: printed identifiers are not known.");
        }
        note("Choices are known from the records alone: one that nobody chose is not listed.");
        summarise(out_);
        return std::move(out_);
    }

private:
    void note(std::string what) {
        out_.summary.note({NoteKind::noticed, "", 0, "", std::move(what)});
    }

    void scan(TableReader& table, const DelimitedRow& row, std::size_t id, std::size_t imprinted) {
        const std::string guid(cell(row, id));
        if (guid.empty()) {
            table.refuse(row.line, "CvrId", "The cell is blank.");
            return;
        }
        const auto& columns = table.columns();
        const Scan scan{
            std::string(cell(row, imprinted)),
            std::string(cell(row, columns.find({"workstation", "#workstation"}))),
            std::string(cell(row, columns.find({"votingtype"}))),
            false
        };
        // A ballot has a row for each of its pages.
        const auto [found, fresh] = scans_.try_emplace(guid, scan);
        if (!fresh && found->second.imprinted != scan.imprinted) {
            table.refuse(
                row.line,
                "UniqueIdentifier",
                fmt::format(
                    "The record {} has another identifier further up: “{}”.",
                    guid,
                    found->second.imprinted
                )
            );
        }
    }

    Result<void> keep(const documents::Source& source, const HartCard& card) {
        std::vector<ContestRecord> record;
        for (const auto& contest : card.contests) {
            if (contest.name.empty()) {
                return refuse_file(
                    source.name(), contest.line, "Contest", "A contest has no Name."
                );
            }
            record.push_back(votes(contest));
        }
        if (card.guid.empty()) {
            return refuse_file(source.name(), 0, "CvrGuid", "The card has no CvrGuid.");
        }
        const auto found = scans_.find(card.guid);
        const bool known = found != scans_.end();
        without_scan_ += known ? 0 : 1;
        if (known) {
            found->second.used = true;
        }
        // The sheets of one ballot have one place in the batch and one guid.
        auto number = card.sequence.empty() ? card.guid : card.sequence;
        if (!card.sheet.empty()) {
            number += "/" + card.sheet;
        }
        const auto kept = keeper_.keep(
            {known ? std::string_view(found->second.workstation) : std::string_view(),
             card.batch,
             number,
             known ? std::string_view(found->second.imprinted) : std::string_view(card.guid),
             card.party,
             known ? std::string_view(found->second.group) : std::string_view(),
             card.precinct},
            record,
            {source.name(), 0, {}, 0}
        );
        return kept ? Result<void>() : std::unexpected(kept.error());
    }

    ContestRecord votes(const HartContest& contest) {
        const auto allowed = static_cast<std::int64_t>(contest.chosen.size()) + contest.undervotes;
        const auto place = out_.cards.add_contest({contest.name, 1, 0, {}});
        ContestRecord out{place, {}, contest.overvotes > 0};
        if (contest.overvotes == 0) {
            out_.cards.allow(place, static_cast<int>(std::clamp<std::int64_t>(allowed, 1, 255)), 0);
        }
        for (const auto& name : contest.chosen) {
            const auto choice = out_.cards.choice(place, name);
            out.marks.resize(std::max(out.marks.size(), choice + 1), 0);
            out.marks[choice] = 1;
        }
        return out;
    }

    ImportedCards out_;
    CardKeeper keeper_;
    std::unordered_map<std::string, Scan> scans_;
    std::int64_t without_scan_ = 0;
};

}  // namespace

Result<ImportedCards> read_hart(
    std::span<documents::Source* const> cards, std::span<documents::Source* const> scanned
) {
    if (cards.empty()) {
        return refuse_file(
            scanned.empty() ? "" : scanned.front()->name(),
            0,
            "",
            "This says how ballots were scanned. Add the zip file with the cards' XML, too."
        );
    }
    HartReader reader;
    std::uint64_t bytes = 0;
    for (auto* source : scanned) {
        if (const auto read = reader.scanned(*source); !read) {
            return std::unexpected(read.error());
        }
    }
    for (auto* source : cards) {
        bytes += source->size();
        if (const auto read = reader.card(*source); !read) {
            return std::unexpected(read.error());
        }
    }
    return reader.finish(cards.size(), scanned.size(), bytes);
}

}  // namespace belfry::audit_files
