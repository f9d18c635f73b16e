#include "store/gathered_log.hpp"

#include <csignal>
#include <fstream>

#include <sys/resource.h>

#include "store/test_notes.hpp"

namespace belfry::store {
namespace {

/// How often this process has asked the system to write so far; empty where that is not told.
std::optional<long> writes_so_far() {
    std::ifstream told("/proc/self/io");
    std::string name;
    long count = 0;
    while (told >> name >> count) {
        if (name == "syscw:") {
            return count;
        }
    }
    return {};
}

class GatheredLogs : public testing::Test {
protected:
    void write_notes(std::int64_t first, int count) {
        opened_->writer->write([&](Connection& db) {
            for (auto id = first; id < first + count; ++id) {
                add_note(db, id, 3000);
            }
        });
    }

    std::int64_t count() { return note_count(*opened_->database); }

    void SetUp() override { open_again(); }

    void open_again() {
        opened_.reset();
        opened_ = std::move(open(place_.location(), {notes}).value());
    }

    TestPlace place_{Engine::sqlite};
    std::optional<Opened> opened_;
};

TEST_F(GatheredLogs, AreWrittenAtOnce) {
    write_notes(1, 1);
    const auto before = writes_so_far();
    if (!before) {
        GTEST_SKIP() << "the system does not count writes";
    }
    write_notes(2, 20);
    EXPECT_LE(*writes_so_far() - *before, 6) << "20 pages, each with a header, are 40";
    EXPECT_EQ(count(), 21);
}

TEST_F(GatheredLogs, TakeMoreThanIsGatheredAtOnce) {
    write_notes(1, 500);
    write_notes(501, 1);
    EXPECT_EQ(count(), 501);
}

TEST_F(GatheredLogs, TakeMoreThanTheCacheHoldsWhichIsWrittenBeforeTheCommit) {
    write_notes(1, 8000);
    opened_->writer->write([](Connection& db) {
        db.execute("UPDATE note SET text = text || 'y'");
        db.execute("UPDATE note SET text = text || 'z' WHERE id <= 20");
    });
    EXPECT_EQ(count(), 8000);
    open_again();
    const auto ending = [&](const std::string& end) {
        return opened_->database->read([&](Connection& db) {
            return db.value<int>("SELECT count(*) FROM note WHERE text LIKE $1", "%x" + end)
                .value();
        });
    };
    EXPECT_EQ(ending("y"), 7980);
    EXPECT_EQ(ending("yz"), 20);
}

/// No file may grow beyond this size, as long as this lives.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes) {
        check(::getrlimit(RLIMIT_FSIZE, &before_) == 0, "no limit is known");
        const rlimit small{bytes, before_.rlim_max};
        before_handler_ = std::signal(SIGXFSZ, SIG_IGN);
        check(::setrlimit(RLIMIT_FSIZE, &small) == 0, "no limit can be set");
    }

    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;
    SmallFiles(SmallFiles&&) = delete;
    SmallFiles& operator=(SmallFiles&&) = delete;

    ~SmallFiles() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, before_handler_);
    }

private:
    rlimit before_{};
    void (*before_handler_)(int) = SIG_DFL;
};

TEST_F(GatheredLogs, WriteNothingOfACommitThatDidNotGetIntoTheFile) {
    write_notes(1, 1);
    for (const int size : {1, 20, 200, 8000}) {
        const SmallFiles small(200'000);
        if (size > 20) {
            EXPECT_THROW(write_notes(1000, size), DiskFull) << size;
        } else {
            write_notes(100 + size, size);
        }
    }
    EXPECT_EQ(count(), 22);
    write_notes(1000, 200);
    EXPECT_EQ(count(), 222);
    open_again();
    EXPECT_EQ(count(), 222);
}

}  // namespace
}  // namespace belfry::store
