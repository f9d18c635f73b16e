#include "audit_files/dominion_session.hpp"

namespace belfry::audit_files {

namespace ondemand = simdjson::ondemand;

namespace {

void read_conditions(ondemand::value value, DominionRecord& into) {
    for (auto condition : value.get_array()) {
        into.conditions.push_back(number_of(condition.value()));
    }
}

/// A mark or contest that does not say whose it is cannot be guessed.
void expect_named(bool named) {
    if (!named) {
        throw simdjson::simdjson_error(simdjson::NO_SUCH_FIELD);
    }
}

void read_mark(ondemand::object object, DominionRecord& into) {
    auto& mark = into.marks.emplace_back();
    bool named = false;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "CandidateId") {
            mark.candidate = number_of(field.value());
            named = true;
        } else if (key == "Rank") {
            mark.rank = number_of(field.value());
        } else if (key == "IsVote") {
            mark.is_vote = field.value().get_bool();
        } else if (key == "IsAmbiguous") {
            mark.is_ambiguous = field.value().get_bool();
        } else if (key == "OutstackConditionIds") {
            read_conditions(field.value(), into);
        }
    }
    expect_named(named);
}

void read_contest(ondemand::object object, DominionRecord& into) {
    DominionContest contest;
    contest.begin = into.marks.size();
    bool named = false;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "Id") {
            contest.id = number_of(field.value());
            named = true;
        } else if (key == "Overvotes") {
            contest.overvotes = number_of(field.value());
        } else if (key == "Undervotes") {
            contest.undervotes = number_of(field.value());
        } else if (key == "Marks") {
            into.marks.resize(contest.begin);  // Of a member that stands twice the last counts.
            for (auto mark : field.value().get_array()) {
                read_mark(mark.get_object(), into);
            }
        } else if (key == "OutstackConditionIds") {
            read_conditions(field.value(), into);
        }
    }
    expect_named(named);
    contest.end = into.marks.size();
    into.contests.push_back(contest);
}

void clear_contests(DominionRecord& into) {
    into.cards = 0;
    into.contests.clear();
    into.marks.clear();
}

void read_contests(ondemand::value value, DominionRecord& into) {
    ++into.cards;
    for (auto contest : value.get_array()) {
        read_contest(contest.get_object(), into);
    }
}

void read_record(ondemand::value value, DominionRecord& into) {
    into.clear();
    if (value.is_null().value()) {
        return;
    }
    into.is_there = true;
    for (auto field : value.get_object()) {
        const ondemand::raw_json_string key = field.key();
        if (key == "IsCurrent") {
            into.is_current = field.value().get_bool();
        } else if (key == "BallotTypeId") {
            into.ballot_type = number_of(field.value());
        } else if (key == "PrecinctPortionId") {
            into.precinct = number_of(field.value());
        } else if (key == "Contests") {
            clear_contests(into);
            read_contests(field.value(), into);  // Before 5.10 there were no cards in between.
        } else if (key == "Cards") {
            clear_contests(into);
            for (auto card : field.value().get_array()) {
                for (auto part : card.get_object()) {
                    const ondemand::raw_json_string named = part.key();
                    if (named == "Contests") {
                        read_contests(part.value(), into);
                    } else if (named == "OutstackConditionIds") {
                        read_conditions(part.value(), into);
                    }
                }
            }
        }
    }
}

}  // namespace

void read_session(ondemand::object object, DominionSession& into) {
    into.clear();
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "TabulatorId") {
            into.tabulator = text_of(field.value());
        } else if (key == "BatchId") {
            into.batch = text_of(field.value());
        } else if (key == "RecordId") {
            into.record = text_of(field.value());
        } else if (key == "CountingGroupId") {
            into.group = number_of(field.value());
        } else if (key == "ImageMask") {
            into.image = text_of(field.value());
        } else if (key == "UniqueVotingIdentifier") {
            into.voting_id = text_of(field.value());
        } else if (key == "Original") {
            read_record(field.value(), into.original);
        } else if (key == "Modified") {
            read_record(field.value(), into.modified);
        }
    }
}

}  // namespace belfry::audit_files
