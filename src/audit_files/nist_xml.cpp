#include <algorithm>

#include <fmt/format.h>

#include "audit_files/nist.hpp"
#include "audit_files/nist_records.hpp"
#include "audit_files/table.hpp"
#include "documents/xml.hpp"

namespace belfry::audit_files {

namespace {

constexpr std::string_view namespace_of_version_1 = "1500-103";

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    constexpr std::string_view blanks = " \t\r\n";
    for (auto at = text.find_first_not_of(blanks); at != std::string_view::npos;
         at = text.find_first_not_of(blanks, at)) {
        const auto end = std::min(text.find_first_of(blanks, at), text.size());
        out.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

/// Hears a CastVoteRecordReport.
class ReportListener final : public documents::XmlListener {
public:
    explicit ReportListener(std::string_view file) : cards(std::string(file)), file_(file) {}

    NistDefinitions definitions;
    NistCards cards;

    void opened(std::string_view name, const documents::XmlAttributes& attributes) override {
        if (path_.empty() && name != "CastVoteRecordReport") {
            fail(
                "",
                fmt::format(
                    "The outermost element is “{}”; it should be CastVoteRecordReport ({}).",
                    name,
                    namespace_of_version_1
                )
            );
            return;
        }
        path_.emplace_back(name);
        const auto id = std::ranges::find(
            attributes, std::string_view("ObjectId"), &documents::XmlAttributes::value_type::first
        );
        const std::string object(id == attributes.end() ? std::string_view() : id->second);
        if (name == "CVR" && path_.size() == 2) {
            cvr_ = {};
            cvr_line_ = line;
        } else if (name == "CVRSnapshot") {
            cvr_.snapshots.emplace_back().id = object;
        } else if (name == "Contest" && is_in("Election")) {
            definitions.contests.emplace_back().id = object;
        } else if (name == "ContestSelection" && is_in("Contest") &&
                   !definitions.contests.empty()) {
            definitions.contests.back().selections.emplace_back().id = object;
        } else if (name == "Candidate" || name == "Party") {
            object_ = object;
        }
        begin_votes(name);
    }

    void closed(std::string_view name, std::string_view text) override {
        path_.pop_back();
        const std::string_view parent = path_.empty() ? std::string_view() : path_.back();
        const auto trimmed = documents::without_guard(text);
        if (name == "CVR" && path_.size() == 1) {
            if (auto taken = cards.take(cvr_, cvr_line_); !taken) {
                problem = std::move(taken.error());
            }
        } else if (parent == "CVR") {
            of_cvr(name, trimmed);
        } else if (parent == "CVRSnapshot" && name == "Type") {
            cvr_.snapshots.back().type = trimmed;
        } else if (parent == "CVRContest") {
            of_contest_record(name, trimmed);
        } else if (parent == "CVRContestSelection") {
            of_selection_record(name, trimmed);
        } else if (parent == "SelectionPosition") {
            of_position(name, trimmed);
        } else {
            of_definition(parent, name, trimmed);
        }
    }

private:
    void fail(std::string_view field, std::string advice) {
        problem = refuse_file(file_, line, field, std::move(advice)).error();
    }

    [[nodiscard]] bool is_in(std::string_view parent) const {
        return path_.size() >= 2 && path_[path_.size() - 2] == parent;
    }

    void begin_votes(std::string_view name) {
        if (name == "CVRContest" && is_in("CVRSnapshot")) {
            cvr_.snapshots.back().contests.emplace_back();
        } else if (name == "CVRContestSelection" && is_in("CVRContest")) {
            cvr_.snapshots.back().contests.back().selections.emplace_back();
        } else if (name == "SelectionPosition" && is_in("CVRContestSelection")) {
            selection().positions.emplace_back();
        } else if (name == "CVRWriteIn" && is_in("SelectionPosition")) {
            selection().positions.back().write_in = true;
        } else if (name.starts_with("CVRS") || name.starts_with("CVRC") ||
                   name == "SelectionPosition") {
            // What is not where it belongs would be added to something else.
            const bool placed = name == "CVRSnapshot" && is_in("CVR") && path_.size() == 3;
            if (!placed) {
                fail(name, "This element does not belong here.");
            }
        }
    }

    NistSelection& selection() { return cvr_.snapshots.back().contests.back().selections.back(); }

    std::int64_t number(std::string_view name, std::string_view text) {
        const auto out = whole_number(text);
        if (!out) {
            fail(name, fmt::format("“{}” is no whole number.", text));
        }
        return out.value_or(0);
    }

    void of_cvr(std::string_view name, std::string_view text) {
        if (name == "CurrentSnapshotId") {
            cvr_.current = text;
        } else if (name == "BatchId") {
            cvr_.batch = text;
        } else if (name == "BatchSequenceId") {
            cvr_.sequence = text;
        } else if (name == "UniqueId") {
            cvr_.unique = text;
        } else if (name == "BallotAuditId") {
            cvr_.audit_id = text;
        } else if (name == "BallotPrePrintedId") {
            cvr_.printed_id = text;
        } else if (name == "CreatingDeviceId") {
            cvr_.device = text;
        } else if (name == "BallotStyleId") {
            cvr_.style = text;
        } else if (name == "BallotStyleUnitId") {
            cvr_.unit = text;
        }
    }

    void of_contest_record(std::string_view name, std::string_view text) {
        auto& contest = cvr_.snapshots.back().contests.back();
        if (name == "ContestId") {
            contest.id = text;
        } else if (name == "Overvotes") {
            contest.overvotes = number(name, text);
        } else if (name == "Undervotes") {
            contest.undervotes = number(name, text);
        } else if (name == "Status" && text == "overvoted") {
            contest.says_overvoted = true;
        }
    }

    void of_selection_record(std::string_view name, std::string_view text) {
        if (name == "ContestSelectionId") {
            selection().id = text;
        } else if (name == "OptionPosition") {
            selection().option = number(name, text);
        } else if (name == "Rank") {
            selection().rank = number(name, text);
        } else if (name == "TotalNumberVotes") {
            selection().total = number(name, text);
        }
    }

    void of_position(std::string_view name, std::string_view text) {
        auto& position = selection().positions.back();
        if (name == "HasIndication") {
            position.indicated = text == "yes";
        } else if (name == "IsAllocable") {
            position.allocable = text;
        } else if (name == "NumberVotes") {
            position.votes = number(name, text);
        } else if (name == "Rank") {
            position.rank = number(name, text);
        }
    }

    void of_definition(std::string_view parent, std::string_view name, std::string_view text) {
        if (parent == "CastVoteRecordReport" && name == "Version") {
            definitions.version = text;
        } else if ((parent == "Candidate" || parent == "Party") && name == "Name") {
            definitions.names[object_] = text;
        } else if (parent == "Contest" && !definitions.contests.empty()) {
            auto& contest = definitions.contests.back();
            if (name == "Name") {
                contest.name = text;
            } else if (name == "VoteVariation") {
                contest.variation = text;
            } else if (name == "PrimaryPartyId") {
                contest.party = text;
            } else if (name == "VotesAllowed") {
                contest.votes_allowed = number(name, text);
            }
        } else if (parent == "ContestSelection" && !definitions.contests.empty() &&
                   !definitions.contests.back().selections.empty()) {
            auto& described = definitions.contests.back().selections.back();
            if (name == "Selection") {
                described.text = text;
            } else if (name == "IsWriteIn") {
                described.write_in = text == "true" || text == "1";
            } else if (name == "CandidateIds" || name == "PartyIds") {
                for (auto& id : words_of(text)) {
                    described.candidates.push_back(std::move(id));
                }
            }
        }
    }

    std::string file_;
    std::vector<std::string> path_;
    NistCvr cvr_;
    std::size_t cvr_line_ = 1;
    std::string object_;
};

}  // namespace

Result<ImportedCards> read_nist_xml(documents::Source& source) {
    ReportListener listener(source.name());
    if (const auto read = documents::read_xml(source, listener); !read) {
        return std::unexpected(read.error());
    }
    if (listener.cards.is_empty()) {
        return refuse_file(source.name(), 0, "CVR", "The report holds no record.");
    }
    return listener.cards.finish(
        listener.definitions,
        {std::string(source.name()),
         "NIST SP 1500-103 XML " + listener.definitions.version,
         source.size(),
         {},
         {}}
    );
}

}  // namespace belfry::audit_files
