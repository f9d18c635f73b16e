#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "accounts/person_ref.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "json/json.hpp"

namespace belfry::jobs {

enum class JobState { queued, running, done, failed, cancelled };
BOOST_DESCRIBE_ENUM(JobState, queued, running, done, failed, cancelled)

/// Work that takes longer than an answer may: a backup, a rehearsal, the weekly brief.
struct Job {
    Id<Job> id;
    std::string kind;
    std::string title;  ///< In the reader's language.
    JobState state = JobState::queued;
    std::int64_t done = 0;
    std::int64_t of = 0;  ///< 0: nobody knows.
    std::string message;  ///< What it does now, or why it failed, in the reader's language.
    json::Value result;   ///< null until there is one; a cancelled job keeps what was done.
    std::optional<accounts::PersonRef> asked_by;  ///< Absent: Belfry's own schedule.
    Instant created_at;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(
    Job,
    (),
    (id,
     kind,
     title,
     state,
     done,
     of,
     message,
     result,
     asked_by,
     created_at,
     started_at,
     finished_at)
)

/// A sentence of the catalog and what fills its blanks. An empty key says nothing.
struct Message {
    std::string key;
    std::map<std::string, std::string> values;

    friend bool operator==(const Message&, const Message&) = default;
};

/// A job as it is stored: its sentences are still keys.
struct StoredJob {
    Job job;
    Message message;
    json::Value input;
    bool cancel_asked = false;
    std::int64_t attempts = 0;
};

[[nodiscard]] inline bool is_over(JobState state) {
    return state != JobState::queued && state != JobState::running;
}

}  // namespace belfry::jobs
