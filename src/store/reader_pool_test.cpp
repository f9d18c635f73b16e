#include "store/reader_pool.hpp"

#include "store/sqlite_session.hpp"
#include "store/test_notes.hpp"

namespace belfry::store {
namespace {

/// The sessions are real; the clock and the count of those that are open are the test's.
class ReaderPools : public testing::Test {
protected:
    /// `deep` reads, each inside the one before: so many sessions at once.
    void read_at_once(int deep) {
        pool_.read([&](Connection& db) {
            EXPECT_EQ(db.value<std::int64_t>("SELECT count(*) FROM note"), 0);
            if (deep > 1) {
                read_at_once(deep - 1);
            }
        });
    }

    TestPlace place_{Engine::sqlite};
    Opened opened_ = std::move(open(place_.location(), {notes}).value());
    ReaderPool::Time now_;
    int opens_ = 0;
    ReaderPool pool_{
        [this] {
            ++opens_;
            return open_sqlite(place_.location().file, SqliteRole::reader);
        },
        [this] {
            return now_;
        }
    };
};

TEST_F(ReaderPools, OpenNothingTwiceWhileItIsWanted) {
    for (int i = 0; i < 5; ++i) {
        read_at_once(20);
        now_ += ReaderPool::kept_for;
    }
    EXPECT_EQ(opens_, 20);
}

TEST_F(ReaderPools, CloseWhatNobodyWantedForAWhile) {
    read_at_once(20);
    for (int i = 0; i < 3; ++i) {
        now_ += ReaderPool::kept_for;
        read_at_once(2);
    }
    EXPECT_EQ(opens_, 20);
    read_at_once(20);
    EXPECT_EQ(opens_, 20 + 18) << "two were wanted all the time";
}

TEST_F(ReaderPools, KeepWhatWasWantedOnceMeanwhile) {
    for (int i = 0; i < 20; ++i) {
        now_ += ReaderPool::kept_for / 4;
        read_at_once(i % 2 == 0 ? 10 : 1);
    }
    EXPECT_EQ(opens_, 10);
}

TEST_F(ReaderPools, TakeBackTheSessionOfAReadThatFailed) {
    EXPECT_THROW(
        pool_.read([](Connection&) { throw std::runtime_error("no"); }), std::runtime_error
    );
    read_at_once(1);
    EXPECT_EQ(opens_, 1);
}

}  // namespace
}  // namespace belfry::store
