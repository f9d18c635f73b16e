#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "transparency/ask.hpp"
#include "transparency/cosigner.hpp"

namespace belfry::transparency {

/// The doubts of a witness that its peers' logs have not explained yet: one for each log. In memory
/// only, or anybody could make the record grow; whoever sent a checkpoint comes again.
class PendingDoubts {
public:
    /// `tell` puts an alarm before people, inside the write that keeps it; after it, `changed`.
    PendingDoubts(Services services, Ask ask, TellAlarm tell, std::function<void()> changed);

    /// From any thread. Nothing while one of the same log is pending, and of submissions from
    /// another size only from the third on for what is held.
    void hear(Doubt doubt);

    /// Asks the logs, and raises the alarm where one forked, or three times in a minute did not
    /// explain itself: it may be away, or in the middle of writing. One thread at a time.
    void look_into();

private:
    struct Pending {
        Doubt doubt;
        int tries = 0;
        std::chrono::steady_clock::time_point next = {};
    };

    /// How often a log went on from another size than the one that is held of it.
    struct Missed {
        std::uint64_t held = 0;
        int times = 0;
    };

    bool settle(Pending& pending);

    Services services_;
    Ask ask_;
    TellAlarm tell_;
    std::function<void()> changed_;
    std::mutex mutex_;
    std::map<std::string, Pending> pending_;  ///< By the log's name.
    std::map<std::string, Missed> missed_;    ///< By the log's name.
};

}  // namespace belfry::transparency
