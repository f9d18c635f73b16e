#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bug.hpp"
#include "base/seeded_random.hpp"
#include "demand.hpp"
#include "jobs/job_store.hpp"
#include "jobs/jobs.hpp"
#include "program/local_time.hpp"
#include "record/record.hpp"
#include "record/verify.hpp"
#include "simulated_disk.hpp"
#include "store/backup.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witnesses.hpp"
#include "watch.hpp"

/// Rounds ask each witness on a thread of its own: with a small stack of its own each begins at a
/// tenth of the cost.
extern "C" const char* __asan_default_options();  // NOLINT(bugprone-reserved-identifier)

extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
    return "min_uar_stack_size_log=16:max_uar_stack_size_log=16:quarantine_size_mb=16";
}

/// A city's server, three peers that watch its record, its clock and all their disks in one
/// process, all from one seed: writes, jobs, backups, restores, kills, power cuts, failing calls,
/// steps of the clock, rounds of the witnesses and lies told to them. A model that is a few sets
/// says what must be true.
namespace belfry::faults {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr std::string_view zone = "America/New_York";

/// The server's machine.
const std::string machine = "server";

const store::Migration lines{
    900,
    "lines",
    "CREATE TABLE line (id INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT",
    "CREATE TABLE line (id BIGINT PRIMARY KEY, number BIGINT NOT NULL)",
};

store::Migrations all_migrations() {
    return store::joined(
        {store::migrations_from(record::sql_files()),
         jobs::migrations(),
         transparency::migrations(),
         {lines}}
    );
}

jobs::LocalTime new_york() {
    return {
        [](Instant when) { return program::local_day(zone, when); },
        [](Date day, std::chrono::minutes at) { return program::moment_of(zone, day, at); },
    };
}

class Simulation {
public:
    Simulation(std::uint64_t seed, fs::path folder)
        : chance_(seed),
          watched_(std::move(folder)),
          folder_(watched_ / machine),
          random_(seed),
          disk_(SimulatedDisk::install()) {
        fs::create_directories(folder_);
        random_.fill(key_);
        disk_.watch(watched_, seed);
        watch_ = std::make_unique<Watch>(watched_, clock_, chance_());
    }

    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;
    Simulation(Simulation&&) = delete;
    Simulation& operator=(Simulation&&) = delete;

    ~Simulation() {
        stop();
        watch_.reset();
        disk_.watch({}, 0);
        std::error_code ignored;
        fs::remove_all(watched_, ignored);
    }

    void run(int acts) {
        start();
        watch_->pin_all(*record_);
        watch_->enter_key(keys());
        pass_a_change_of_clocks();
        for (step_ = 1; step_ <= acts; ++step_) {
            act();
            if (pick(3) == 0) {
                act_of_witnesses();
            }
            watch_->look(*database_, keys());
        }
        restart(Ending::clean);
        finish_jobs();
        // The clock has been years ahead and behind: the nights go on all the same.
        pass_three_nights(program::plus_days(program::local_day(zone, clock_.now()), 3));
        come_to_a_quorum();
    }

    /// Which act is under way, counted from 1; 0: the first start; above the number of acts: the
    /// end.
    int step() const { return step_; }

    std::size_t acknowledged() const { return acknowledged_.size(); }

    int crashes() const { return crashes_; }

    int refused() const { return refused_; }

    Watch::Tally witnessed() const { return watch_->tally(); }

private:
    std::uint64_t pick(std::uint64_t below) { return chance_() % below; }

    // ---- the server

    void start(bool on_an_old_copy = false) {
        auto opened =
            store::open({store::Engine::sqlite, folder_ / "belfry.db", {}, {}}, all_migrations());
        demand(opened.has_value(), "the data are refused");
        database_ = std::move(opened->database);
        record_ = std::make_unique<record::Record>(
            *database_, std::move(opened->writer), clock_, random_
        );
        // Two servers share the queue, as on PostgreSQL; either may fall silent.
        for (const auto* name : {"one", "two"}) {
            auto queue = std::make_unique<jobs::Jobs>(
                *database_,
                *record_,
                clock_,
                jobs::Settings{.server = fmt::format("{}.{}", name, starts_), .local = new_york()}
            );
            for (const auto* kind : {"work", "nightly"}) {
                queue->add({kind, true, [this](jobs::Work& work) -> Result<json::Value> {
                                ++runs_[work.id().value];
                                return json::Value(work.id().value);
                            }});
            }
            queue->repeat({"nightly", {.at = 2h + 30min}, 24h});
            servers_.push_back(std::move(queue));
        }
        ++starts_;
        start_witnesses(on_an_old_copy);
    }

    /// As the real server does: before anything is written the witnesses are asked.
    void start_witnesses(bool on_an_old_copy) {
        witnesses_ = std::make_unique<transparency::Witnesses>(transparency::WitnessServices{
            .log = services(),
            .alarm = [](record::Writing&, const transparency::Alarm&) {},
            .pace = [] { return 15min; },
            .changed = [] {},
            .ask = watch_->ask()
        });
        record_->refuse_when([this](const record::Deed& deed) {
            return witnesses_->refusal_of(deed);
        });
        watch_->follow(*database_, on_an_old_copy);
        if (starts_ == 1) {
            witnesses_->look_back();  // makes the keys; there is nobody to ask yet
            read_keys();
        } else {
            read_keys();
            ask_witnesses([this] { witnesses_->look_back(); });
        }
    }

    transparency::Services services() {
        return {*database_, *record_, clock_, random_, key_, [](store::Connection&) {
                    return std::string("https://vote.city.example");
                }};
    }

    const transparency::Keys& keys() const { return *keys_; }

    void read_keys() { keys_ = transparency::open_keys(services()).value(); }

    void stop() {
        if (record_) {
            record_->refuse_when({});
        }
        witnesses_.reset();
        servers_.clear();
        record_.reset();
        database_.reset();
    }

    void restart(Ending ending) {
        if (ending != Ending::clean) {
            disk_.cut_off(machine);
            ++crashes_;
        }
        stop();
        disk_.restart(machine, ending);
        start();
        look();
    }

    // ---- what may happen

    void act() {
        const auto what = pick(100);
        if (what < 45) {
            write();
        } else if (what < 57) {
            work();
        } else if (what < 65) {
            step_clock();
        } else if (what < 75) {
            break_disk();
        } else if (what < 80) {
            disk_.plan(machine, {});
        } else if (what < 86) {
            restart(Ending::power_cut);
        } else if (what < 91) {
            restart(Ending::kill);
        } else if (what < 94) {
            restart(Ending::clean);
        } else if (what < 97) {
            back_up();
        } else {
            restore();
        }
    }

    /// A person's, who may not write while entries are known to be lost.
    void write() {
        const auto number = ++newest_;
        try {
            const auto made = record_->write(
                {record::Actor::account(1), "line.add", {"line"}},
                [&](record::Writing& w) -> Result<std::int64_t> {
                    sent_.insert(number);
                    w.db().execute(
                        "INSERT INTO line (id, number) VALUES ($1, $2)", w.object().id, number
                    );
                    w.set("number", number);
                    return w.object().id;
                }
            );
            demand(made.has_value() != witnesses_->read_only(), "a write was refused, or was not");
            if (made) {
                acknowledged_.insert(number);
                watch_->follow(*database_);
            }
        } catch (const store::SqlError&) {
            demand(disk_.has_failed(machine), "a well disk refuses a write");
            ++refused_;
        }
    }

    void work() {
        auto& server = *servers_[pick(servers_.size())];
        try {
            if (pick(2) == 0) {
                const auto asked = server.enqueue("work", json::Object(), std::nullopt);
                demand(asked.has_value(), "a job was refused");
                jobs_.insert(asked->job.id.value);
            } else {
                server.tick();
                server.run_next();
            }
        } catch (const store::SqlError&) {
            demand(disk_.has_failed(machine), "a well disk refuses the queue");
        }
    }

    void step_clock() {
        constexpr std::array<std::chrono::seconds, 8> steps{
            61s, 1h, -1h, 24h, 24h * 365, -24h * 365, 24h * 8, -61s
        };
        clock_.advance(steps.at(pick(steps.size())));
    }

    void break_disk() {
        disk_.plan(
            machine,
            {static_cast<int>(1 + pick(60)), pick(2) == 0 ? SQLITE_FULL : SQLITE_IOERR, pick(2) == 0
            }
        );
    }

    void back_up() {
        const auto due = acknowledged_;
        const auto jobs = jobs_;
        const auto file = folder_ / "copy";
        try {
            database_->back_up(file);
        } catch (const std::exception&) {
            demand(disk_.has_failed(machine), "a well disk refuses a backup");
            return;
        }
        copy_ = Copy{due, jobs, sent_};
        disk_.forget_one(file);
    }

    /// An old copy comes back: what came later is gone, and whoever is asked and holds more says
    /// so.
    void restore() {
        if (!copy_) {
            return;
        }
        stop();
        disk_.plan(machine, {});
        const store::Location place{store::Engine::sqlite, folder_ / "belfry.db", {}, {}};
        const auto aside = folder_ / fmt::format("aside.{}", starts_);
        const auto restored = store::restore(place, folder_ / "copy", all_migrations(), aside);
        demand(restored.has_value(), "a good backup is refused");
        disk_.forget(machine);
        acknowledged_ = copy_->acknowledged;
        jobs_ = copy_->jobs;
        sent_ = copy_->sent;
        start(true);
        look();
    }

    // ---- witnesses

    void act_of_witnesses() {
        const auto what = pick(100);
        if (what < 40) {
            go_round();
        } else if (what < (witnesses_->read_only() ? 70 : 45)) {
            mend_the_log();
        } else {
            watch_->act(keys());
        }
    }

    template <class Act>
    void ask_witnesses(Act act) {
        watch_->begin_asking(*database_, keys().identity.origin);
        try {
            act();
        } catch (const store::SqlError&) {
            demand(disk_.has_failed(machine), "a well disk refuses what witnesses say");
            return;
        }
        watch_->end_asking(*database_, witnesses_->read_only());
    }

    void go_round() {
        watch_->follow(*database_);
        ask_witnesses([this] { round_ = witnesses_->round(); });
    }

    /// Administrators do what the page asks of them: where entries are lost a new epoch begins, and
    /// all enter the log's key as it is.
    void mend_the_log() {
        try {
            if (witnesses_->read_only()) {
                const auto begun = witnesses_->accept_loss(record::Actor::account(1));
                // An epoch that began when the disk failed is not begun again.
                demand(begun || begun.error().code == "nothing_lost", "a loss cannot be accepted");
                if (begun) {
                    watch_->count_epoch();
                }
            }
        } catch (const store::SqlError&) {
            demand(disk_.has_failed(machine), "a well disk refuses a new epoch");
        }
        read_keys();
        watch_->enter_key(keys());
    }

    /// Whatever was before: with all there and well, all of them cosign the log as it is.
    void come_to_a_quorum() {
        constexpr int most_epochs = 20;
        watch_->end_faults();
        watch_->look(*database_, keys());
        round_ = {};
        for (int i = 0; i < most_epochs && round_.cosigned < 3; ++i) {
            mend_the_log();
            go_round();
            watch_->look(*database_, keys());
        }
        demand(round_.cosigned == 3, "the witnesses do not come to a quorum any more");
        demand(!witnesses_->read_only(), "people may not write though all witnesses agree");
    }

    // ---- what must be true

    void look() {
        std::map<std::int64_t, int> found;
        database_->reading([&](store::Connection& db) {
            db.query("SELECT number FROM line", [&](const store::Row& row) {
                return ++found[row.integer(0)];
            });
            const auto verified = record::verify_log(db);
            demand(verified.has_value(), "the record does not verify");
            for (const auto id : jobs_) {
                demand(jobs::find_job(db, {id}).has_value(), fmt::format("job {} is lost", id));
            }
        });
        for (const auto number : acknowledged_) {
            demand(found.contains(number), fmt::format("line {} is lost", number));
        }
        for (const auto& [number, times] : found) {
            demand(times == 1, fmt::format("line {} is there {} times", number, times));
            demand(sent_.contains(number), fmt::format("line {} was never written", number));
        }
    }

    std::int64_t nightly_jobs() {
        return database_->read([](store::Connection& db) {
            return db.value<std::int64_t>("SELECT count(*) FROM job WHERE kind = 'nightly'")
                .value();
        });
    }

    /// Three nights, an hour at a time: three jobs, whatever the clocks do meanwhile.
    void pass_three_nights(Date day) {
        clock_.set(program::moment_of(zone, program::plus_days(day, -1), 0min));
        servers_.front()->tick();
        const auto before = nightly_jobs();
        const auto end = program::moment_of(zone, program::plus_days(day, 2), 0min);
        while (clock_.now() < end) {
            for (auto& server : servers_) {
                server->tick();
                server->run_next();
            }
            clock_.advance(1h);
        }
        const auto made = nightly_jobs() - before;
        demand(made == 3, fmt::format("{} nightly jobs in three nights at {}", made, to_iso(day)));
    }

    /// Around one of the two odd days of a year.
    void pass_a_change_of_clocks() {
        constexpr std::array<std::string_view, 6> changes{
            "2026-11-01", "2027-03-14", "2027-11-07", "2028-03-12", "2028-11-05", "2032-11-07"
        };
        pass_three_nights(*date_from_iso(changes.at(pick(changes.size()))));
    }

    void finish_jobs() {
        for (int i = 0; i < 5; ++i) {
            clock_.advance(2min);
            for (auto& server : servers_) {
                server->tick();
                while (server->run_next()) {
                }
            }
        }
        for (const auto id : jobs_) {
            const auto found = servers_.front()->find({id});
            demand(
                found && found->job.state == jobs::JobState::done,
                fmt::format("job {} is not done", id)
            );
            demand(runs_[id] > 0, fmt::format("job {} is done and never ran", id));
        }
        look();
    }

    struct Copy {
        std::set<std::int64_t> acknowledged;
        std::set<std::int64_t> jobs;
        std::set<std::int64_t> sent;
    };

    std::mt19937_64 chance_;
    fs::path watched_;  ///< All machines' folders.
    fs::path folder_;   ///< The server's.
    FixedClock clock_{*instant_from_iso("2026-10-20T12:00:00Z")};
    SeededRandom random_;
    SimulatedDisk& disk_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<record::Record> record_;
    std::vector<std::unique_ptr<jobs::Jobs>> servers_;
    crypto::SealingKey key_{};
    std::unique_ptr<Watch> watch_;
    std::unique_ptr<transparency::Witnesses> witnesses_;
    std::optional<transparency::Keys> keys_;
    transparency::Round round_;
    std::optional<Copy> copy_;
    std::set<std::int64_t> acknowledged_;
    std::set<std::int64_t> sent_;
    std::set<std::int64_t> jobs_;
    std::map<std::int64_t, int> runs_;
    std::int64_t newest_ = 0;
    int starts_ = 0;
    int step_ = 0;
    int crashes_ = 0;
    int refused_ = 0;
};

fs::path own_folder() {
    return fs::temp_directory_path() / fmt::format("belfry-simulator.{}", ::getpid());
}

/// A test that cannot fail shows nothing: a disk that lies about its syncs has to be found out. In
/// a process of its own, as data that are torn may also end the program.
bool finds_a_disk_that_lies(std::uint64_t seed, int acts) {
    const auto child = ::fork();
    if (child == 0) {
        check(std::freopen("/dev/null", "w", stderr) != nullptr, "no /dev/null");
        Simulation simulation(seed, own_folder());
        SimulatedDisk::install().lie();
        try {
            simulation.run(acts);
        } catch (const std::exception&) {
            std::_Exit(1);
        }
        std::_Exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    fs::remove_all(fs::temp_directory_path() / fmt::format("belfry-simulator.{}", child));
    return status != 0;
}

struct Tally {
    std::size_t acknowledged = 0;
    int crashes = 0;
    int refused = 0;
    Watch::Tally witnessed;
    int bad = 0;
};

void run_one(std::uint64_t seed, int acts, Tally& tally) {
    Simulation simulation(seed, own_folder());
    try {
        const BugsAreThrown alone;
        simulation.run(acts);
    } catch (const std::exception& failure) {
        const bool over = simulation.step() > acts;
        fmt::print(
            "seed {}, {}: {}\n",
            seed,
            over ? "at the end" : fmt::format("act {} of {}", simulation.step(), acts),
            failure.what()
        );
        ++tally.bad;
    }
    tally.witnessed.add(simulation.witnessed());
    tally.acknowledged += simulation.acknowledged();
    tally.crashes += simulation.crashes();
    tally.refused += simulation.refused();
}

int run_all(std::uint64_t first, std::uint64_t count, int acts) {
    int found = 0;
    for (auto seed = first; seed < first + 10 && found == 0; ++seed) {
        found += finds_a_disk_that_lies(seed, acts) ? 1 : 0;
    }
    Tally tally;
    for (auto seed = first; seed < first + count; ++seed) {
        run_one(seed, acts, tally);
    }
    fmt::print(
        "simulator: {} seeds from {}, {} lines there at the end, {} crashes, {} writes refused; "
        "witnesses: {} cosigned, {} quorums, {} lies, {} forks proved, {} losses seen, {} epochs; "
        "{} "
        "bad; a disk that lies {} found out\n",
        count,
        first,
        tally.acknowledged,
        tally.crashes,
        tally.refused,
        tally.witnessed.cosigned,
        tally.witnessed.quorums,
        tally.witnessed.lies,
        tally.witnessed.forks_proved,
        tally.witnessed.losses,
        tally.witnessed.epochs,
        tally.bad,
        found > 0 ? "was" : "was NOT"
    );
    // Few seeds need not meet everything.
    const bool met_all = count < 50 || tally.witnessed.met_all();
    return tally.bad == 0 && tally.crashes > 0 && found > 0 && met_all ? 0 : 1;
}

}  // namespace
}  // namespace belfry::faults

/// fault_simulator [FIRST SEED] [SEEDS] [ACTS]
int main(int count, char** words) {
    const auto number = [&](int at, std::uint64_t otherwise) {
        return at < count ? std::strtoull(words[at], nullptr, 10) : otherwise;
    };
    return belfry::faults::run_all(number(1, 1), number(2, 200), static_cast<int>(number(3, 50)));
}
