#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "record/record.hpp"
#include "store/database.hpp"

namespace belfry::record {

/// Hears every entry of the record, once and in order, whoever wrote it: this process, another
/// server of the same database, or a command beside the server.
///
/// It reads the record itself. A write of this process wakes it; for those of others it looks every
/// `pace`. Entries are numbered without a gap, and a writer holds its lock until its entries can be
/// read, so whoever has heard an entry has heard all before it.
class Follower {
public:
    using Listener = std::function<void(const Written&)>;

    Follower(
        store::Database& database,
        Record& record,
        std::chrono::milliseconds pace = std::chrono::milliseconds(500)
    );
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;
    Follower(Follower&&) = delete;
    Follower& operator=(Follower&&) = delete;

    /// No listener is called any more once this has ended.
    ~Follower();

    /// Called for each entry, on one thread at a time; may read, must not write. Before start().
    void on_written(Listener listener);

    /// Hears what comes behind entry `after`, at first in the calling thread.
    void start(std::uint64_t after);

    /// Hears now what is new, in the calling thread; gives the newest entry heard. Throws when the
    /// database fails.
    std::uint64_t catch_up();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::record
