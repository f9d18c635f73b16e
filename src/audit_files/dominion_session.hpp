#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit_files/bulk_json.hpp"

/// A session of a Dominion JSON export as it stands there, before names and rules.
namespace belfry::audit_files {

struct DominionMark {
    std::int64_t candidate = 0;
    std::int64_t rank = 1;
    bool is_vote = true;
    bool is_ambiguous = false;
};

struct DominionContest {
    std::int64_t id = 0;
    std::int64_t overvotes = 0;
    std::optional<std::int64_t> undervotes;  ///< Versions before 5.10 do not say.
    std::size_t begin = 0;                   ///< Of its marks.
    std::size_t end = 0;
};

/// A session's Original or Modified record. Emptied and filled again: it keeps its memory.
struct DominionRecord {
    bool is_there = false;
    bool is_current = false;
    std::int64_t ballot_type = 0;
    std::int64_t precinct = 0;
    std::size_t cards = 0;
    std::vector<DominionContest> contests;
    std::vector<DominionMark> marks;
    std::vector<std::int64_t> conditions;

    void clear() {
        is_there = is_current = false;
        ballot_type = precinct = 0;
        cards = 0;
        contests.clear();
        marks.clear();
        conditions.clear();
    }
};

struct DominionSession {
    std::string tabulator;
    std::string batch;
    std::string record;
    std::string image;
    std::string voting_id;
    std::int64_t group = 0;
    DominionRecord original;
    DominionRecord modified;

    void clear() {
        tabulator.clear();
        batch.clear();
        record.clear();
        image.clear();
        voting_id.clear();
        group = 0;
        original.clear();
        modified.clear();
    }
};

/// Fills `into` with a session. Throws simdjson_error where a member is of another kind.
void read_session(simdjson::ondemand::object object, DominionSession& into);

}  // namespace belfry::audit_files
