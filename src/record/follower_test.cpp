#include "record/follower.hpp"

#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "record/test_record.hpp"

namespace belfry::record {
namespace {

using namespace std::chrono_literals;

class Followers : public RecordTest {
protected:
    static std::uint64_t write(Record& record, int entries = 1) {
        return record
            .write(
                {Actor::belfry(), "box.add", {"box"}},
                [&](Writing& w) -> Result<std::uint64_t> {
                    for (int i = 1; i < entries; ++i) {
                        EXPECT_TRUE(w.also({Actor::belfry(), "box.add", {"box"}}));
                    }
                    return static_cast<std::uint64_t>(w.object().id);
                }
            )
            .value();
    }

    /// Waits until the newest entry heard is `sequence`; no longer than five seconds.
    void await(std::uint64_t sequence) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 5s, [&] { return !heard_.empty() && heard_.back() == sequence; });
    }

    Follower::Listener listener() {
        return [this](const Written& written) {
            const std::scoped_lock lock(mutex_);
            heard_.push_back(written.sequence);
            changed_.notify_all();
        };
    }

    std::vector<std::uint64_t> heard() {
        const std::scoped_lock lock(mutex_);
        return heard_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::uint64_t> heard_;
};

TEST_P(Followers, HearEveryEntryOfThisProcessAtOnce) {
    auto& test = start();
    Follower follower(test.database(), test.record(), 1h);
    follower.on_written(listener());
    follower.start(0);
    write(test.record());
    write(test.record(), 2);
    await(3);
    EXPECT_EQ(heard(), (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST_P(Followers, BeginWhereTheyAreToldTo) {
    auto& test = start();
    write(test.record(), 5);
    Follower follower(test.database(), test.record(), 1h);
    follower.on_written(listener());
    follower.start(3);
    EXPECT_EQ(heard(), (std::vector<std::uint64_t>{4, 5}));
}

TEST_P(Followers, HearWhatAnotherProcessWrites) {
    auto& test = start();
    auto opened = store::open(
        test.place().location(), store::migrations_from(sql_files()), store::Opener::command
    );
    ASSERT_TRUE(opened);
    Record other(*opened->database, std::move(opened->writer), test.clock(), test.random());
    Follower follower(test.database(), test.record(), 20ms);
    follower.on_written(listener());
    follower.start(0);
    write(other);
    await(1);
    write(test.record());
    write(other);
    await(3);
    EXPECT_EQ(heard(), (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST_P(Followers, HearMoreThanTheyReadAtOnce) {
    auto& test = start();
    for (int i = 0; i < 5; ++i) {
        write(test.record(), 250);
    }
    Follower follower(test.database(), test.record(), 1h);
    follower.on_written(listener());
    follower.start(0);
    EXPECT_EQ(heard().size(), 1250U);
    EXPECT_EQ(follower.catch_up(), 1250U);
    EXPECT_EQ(heard().back(), 1250U);
}

TEST_P(Followers, WaitForWhatIsMissing) {
    auto& test = start();
    write(test.record(), 4);
    test.alter("DELETE FROM record_entry WHERE seq = 3");
    Follower follower(test.database(), test.record(), 1h);
    follower.on_written(listener());
    follower.start(0);
    EXPECT_EQ(heard(), (std::vector<std::uint64_t>{1, 2}));
}

TEST_P(Followers, HearTheSameEntryAgainWhenAListenerFailed) {
    auto& test = start();
    int calls = 0;
    Follower follower(test.database(), test.record(), 5ms);
    follower.on_written([&](const Written&) {
        if (++calls == 1) {
            throw store::SqlError("the server is lost");
        }
    });
    follower.on_written(listener());
    follower.start(0);
    write(test.record());
    await(1);
    EXPECT_EQ(heard(), (std::vector<std::uint64_t>{1}));
}

INSTANTIATE_TEST_SUITE_P(Engines, Followers, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::record
