// Hand readings that were recorded by another program.
#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "audit/plain_files.hpp"
#include "audit_bundle/reading_sheet.hpp"
#include "audit_bundle/steps.hpp"
#include "json/json.hpp"

namespace belfry::audit_bundle {

namespace {

struct RecordedName {
    std::string description;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(RecordedName, (), (description, id))

struct RecordedBallot {
    std::string id;
    std::map<std::string, std::map<std::string, json::Value>> votes;
};
BOOST_DESCRIBE_STRUCT(RecordedBallot, (), (id, votes))

struct Recorded {
    std::optional<std::vector<RecordedName>> contests;
    std::optional<std::vector<RecordedName>> candidates;
    std::vector<RecordedBallot> ballots;
};
BOOST_DESCRIBE_STRUCT(Recorded, (), (contests, candidates, ballots))

/// Names by number; a number without a name is its own.
class Names {
public:
    Names(
        const audit::ContestsFile& contests, const std::optional<std::vector<RecordedName>>& names
    )
        : contests_(contests) {
        for (const auto& each : names.value_or(std::vector<RecordedName>())) {
            names_.emplace(std::to_string(each.id), each.description);
        }
    }

    [[nodiscard]] std::string of(const std::string& number) const {
        const auto found = names_.find(number);
        return audit::spelled(contests_, found == names_.end() ? number : found->second);
    }

private:
    const audit::ContestsFile& contests_;
    std::map<std::string, std::string> names_;
};

/// Where a drawn card lies, as recorders write it: `99807-3-2`.
std::string place_of(const audit::DrawnItem& item) {
    return item.tabulator.empty()
               ? fmt::format("{}-{}", item.batch, item.position)
               : fmt::format("{}-{}-{}", item.tabulator, item.batch, item.position);
}

/// The rank of a mark; empty where the choice is not marked, 0 where it cannot be read.
std::optional<std::int64_t> rank_of(const json::Value& mark) {
    if (mark.is_bool()) {
        return mark.get_bool() ? std::optional<std::int64_t>(1) : std::nullopt;
    }
    if (!mark.is_int64() || mark.get_int64() < 0 || mark.get_int64() > 250) {
        return 0;
    }
    return mark.get_int64() == 0 ? std::nullopt : std::optional(mark.get_int64());
}

class RecordedReader {
public:
    RecordedReader(
        const audit::ContestsFile& contests, const audit::Progress& progress, const Recorded& file
    )
        : contests_(contests),
          contest_names_(contests, file.contests),
          candidate_names_(contests, file.candidates) {
        for (const auto& each : progress.items) {
            if (!each.item.phantom && each.item.position > 0) {
                items_.emplace(place_of(each.item), &each.item);
            }
        }
    }

    [[nodiscard]] Result<SheetRow> row(const RecordedBallot& ballot) const;

private:
    [[nodiscard]] Result<audit::ContestReading> reading(
        const std::string& contest, const RecordedBallot& ballot
    ) const;

    const audit::ContestsFile& contests_;
    Names contest_names_;
    Names candidate_names_;
    std::map<std::string, const audit::DrawnItem*> items_;
};

Result<audit::ContestReading> RecordedReader::reading(
    const std::string& contest, const RecordedBallot& ballot
) const {
    const auto terms = std::ranges::find(contests_.contests, contest, &audit::ContestTerms::name);
    const auto votes = std::ranges::find_if(ballot.votes, [&](const auto& each) {
        return contest_names_.of(each.first) == contest;
    });
    audit::ContestReading out{contest, audit::Sight::not_on_card, {}};
    if (votes == ballot.votes.end()) {
        return out;
    }
    const bool ranked = terms->rule == audit::CountingRule::instant_runoff;
    for (const auto& [candidate, mark] : votes->second) {
        const auto rank = rank_of(mark);
        if (rank == 0) {
            return refuse(
                Refusal::Kind::invalid,
                "audit_reading_text",
                fmt::format("the mark of {} is no rank from 1 to 250.", candidate)
            );
        }
        const auto& name = candidate_names_.of(candidate);
        const bool listed =
            std::ranges::find(terms->choices, name, &audit::Choice::name) != terms->choices.end();
        if (rank) {
            // Of several who are not listed the best rank is kept; they count for nobody.
            auto& kept =
                out.votes.try_emplace(listed ? name : std::string(other_choice), ranked ? *rank : 1)
                    .first->second;
            kept = std::min(kept, ranked ? *rank : 1);
        }
    }
    out.sight = out.votes.empty() ? audit::Sight::blank : audit::Sight::marked;
    return out;
}

Result<SheetRow> RecordedReader::row(const RecordedBallot& ballot) const {
    auto place = ballot.id;
    std::ranges::replace(place, '_', '-');
    const auto item = items_.find(place);
    if (item == items_.end()) {
        return refuse(
            Refusal::Kind::invalid, "audit_no_item", "this card is not among those drawn."
        );
    }
    SheetRow out;
    out.item = item->second->item;
    for (const auto& contest : item->second->contests) {
        auto read = reading(contest, ballot);
        if (!read) {
            return std::unexpected(read.error());
        }
        out.reading.push_back(*std::move(read));
    }
    return out;
}

}  // namespace

Result<std::vector<SheetRow>> read_recorded(
    std::string_view bytes,
    std::string_view file,
    const audit::ContestsFile& contests,
    const audit::Progress& progress
) {
    const auto recorded = json::parse_as<Recorded>(bytes);
    if (!recorded) {
        auto refusal = recorded.error();
        refusal.summary = fmt::format("{}: {}", file, refusal.summary);
        return std::unexpected(std::move(refusal));
    }
    const RecordedReader reader(contests, progress, *recorded);
    std::vector<SheetRow> out;
    for (const auto& ballot : recorded->ballots) {
        auto row = reader.row(ballot);
        if (!row) {
            return audit::refuse_plain(
                file, 0, "", fmt::format("ballot {}: {}", ballot.id, row.error().summary)
            );
        }
        out.push_back(*std::move(row));
    }
    return out;
}

}  // namespace belfry::audit_bundle
