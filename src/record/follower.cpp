#include "record/follower.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "record/ledger.hpp"

namespace belfry::record {

namespace {

constexpr std::size_t most_at_once = 500;

/// Between two looks, however much is written.
constexpr std::chrono::milliseconds between_looks{5};

/// Given by the writing thread, which may outlive the follower.
struct Signal {
    std::mutex mutex;
    std::condition_variable_any given;
    bool written = false;

    void give() {
        {
            const std::scoped_lock lock(mutex);
            written = true;
        }
        given.notify_one();
    }

    void wait(const std::stop_token& stop, std::chrono::milliseconds most) {
        std::unique_lock lock(mutex);
        given.wait_for(lock, stop, most, [&] { return written; });
        written = false;
    }
};

}  // namespace

struct Follower::Inside {
    store::Database& database;
    std::chrono::milliseconds pace;
    std::shared_ptr<Signal> signal = std::make_shared<Signal>();
    std::vector<Listener> listeners = {};
    std::mutex reading = {};
    std::uint64_t heard = 0;
    std::jthread thread = {};

    /// Whether there may be more.
    bool hear_some() {
        const auto entries =
            database.read([&](auto& db) { return activity_after(db, heard, most_at_once); });
        for (const auto& entry : entries) {
            if (entry.sequence != heard + 1) {
                return false;  // what is missing comes before what follows it
            }
            for (const auto& listener : listeners) {
                listener(entry);
            }
            heard = entry.sequence;
        }
        return entries.size() == most_at_once;
    }

    std::uint64_t catch_up() {
        const std::scoped_lock lock(reading);
        while (hear_some()) {
        }
        return heard;
    }

    void follow(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            signal->wait(stop, pace);
            try {
                catch_up();
            } catch (const std::exception&) {
                continue;  // the database is lost: nothing is, and the next look finds it
            }
            std::this_thread::sleep_for(between_looks);
        }
    }
};

Follower::Follower(store::Database& database, Record& record, std::chrono::milliseconds pace)
    : inside_(new Inside{database, pace}) {
    record.on_written([signal = inside_->signal](const Written&) { signal->give(); });
}

Follower::~Follower() = default;

void Follower::on_written(Listener listener) {
    inside_->listeners.push_back(std::move(listener));
}

void Follower::start(std::uint64_t after) {
    auto& in = *inside_;
    in.heard = after;
    in.catch_up();
    in.thread = std::jthread([&in](const std::stop_token& stop) { in.follow(stop); });
}

std::uint64_t Follower::catch_up() {
    return inside_->catch_up();
}

}  // namespace belfry::record
