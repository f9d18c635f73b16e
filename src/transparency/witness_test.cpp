#include <array>
#include <atomic>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/test_record.hpp"
#include "transparency/cosigner.hpp"
#include "transparency/log_store.hpp"
#include "transparency/submission.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witness_store.hpp"
#include "transparency/witnesses.hpp"

namespace belfry::transparency {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A log that is no Belfry: its tree, and what it signs.
class ForeignLog {
public:
    explicit ForeignLog(std::uint64_t seed = 9, std::string name = origin)
        : random_{seed}, key_(crypto::new_signing_key(random_)), name_(std::move(name)) {}

    void grow(const std::string& entry) {
        for (const auto& node : crypto::merkle::append(
                 frontier_, crypto::merkle::leaf_hash(crypto::bytes_of(entry))
             )) {
            nodes_[{node.level, node.index}] = node.hash;
        }
    }

    [[nodiscard]] std::string key() const {
        return text_of(verifier_of(name_, Algorithm::ed25519, key_));
    }

    [[nodiscard]] std::string checkpoint() const {
        const Checkpoint now{name_, {frontier_.size, crypto::merkle::root_of(frontier_)}};
        return text_of(Note{text_of(now), {sign(text_of(now), name_, key_)}});
    }

    /// What it submits to a witness that holds `old_size` of it.
    [[nodiscard]] std::string submission(std::uint64_t old_size) const {
        Submission out{old_size, {}, checkpoint()};
        if (old_size > 0 && old_size < frontier_.size) {
            out.proof = crypto::merkle::consistency_proof(
                old_size,
                frontier_.size,
                [this](unsigned level, std::uint64_t index) { return nodes_.at({level, index}); }
            );
        }
        return text_of(out);
    }

    static inline const std::string origin = "town.example/belfry/log";

private:
    SeededRandom random_;
    crypto::SigningKey key_;
    std::string name_;
    crypto::merkle::Frontier frontier_;
    std::map<std::pair<unsigned, std::uint64_t>, crypto::Digest> nodes_;
};

/// A witness that is no Belfry and cosigns whatever it is sent.
class ForeignWitness {
public:
    explicit ForeignWitness(std::uint64_t seed)
        : random_{seed},
          name_(fmt::format("w{}.example/belfry/witness", seed)),
          key_(crypto::new_signing_key(random_)) {}

    [[nodiscard]] PeerWish wish() const {
        const auto key = text_of(verifier_of(name_, Algorithm::cosignature, key_));
        return {name_, PeerLevel::city, "https://" + name_, "", key};
    }

    [[nodiscard]] http::Reply answer(const http::Question& question) const {
        const auto submission = read_submission(question.body).value();
        const auto note = read_note(submission.checkpoint).value();
        return {200, line_of(cosign(note.text, name_, key_, SystemClock().now()))};
    }

    [[nodiscard]] bool is_asked(const http::Question& question) const {
        return question.url == "https://" + name_ + "/add-checkpoint";
    }

private:
    SeededRandom random_;
    std::string name_;
    crypto::SigningKey key_;
};

/// Reads another one, or fails.
class FailingDatabase final : public store::Database {
public:
    explicit FailingDatabase(store::Database& under) : under_(under) {}

    [[nodiscard]] store::Engine engine() const override { return under_.engine(); }

    void reading(const std::function<void(store::Connection&)>& work) override {
        if (fails) {
            throw store::SqlError("the disk does not answer");
        }
        under_.reading(work);
    }

    void back_up(const std::filesystem::path& file) override { under_.back_up(file); }

    std::atomic<bool> fails = false;

private:
    store::Database& under_;
};

class Witnessing : public record::RecordTest {
protected:
    void SetUp() override {
        record::RecordTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        start(migrations());
        test().random().fill(key_);
        keys_ = open_keys(services()).value();
        for (const auto* entry : {"a", "b", "c"}) {
            log_.grow(entry);
        }
    }

    [[nodiscard]] Services services() {
        return {
            test().database(),
            test().record(),
            test().clock(),
            test().random(),
            key_,
            [](store::Connection&) {
                return std::string();
            }
        };
    }

    void pin(const PeerWish& wish) {
        const auto pinned = test().record().write(
            {record::Actor::account(1), "witness.add", {"witness"}},
            [&](record::Writing& writing) -> Result<void> {
                auto peer = checked(wish).value();
                peer.id = {writing.object().id};
                save_peer(writing.db(), peer);
                return {};
            }
        );
        ASSERT_TRUE(pinned);
    }

    void pin_the_log() {
        pin(
            {.name = "The town",
             .level = PeerLevel::city,
             .url = "https://town.example/witness",
             .log_key = log_.key(),
             .witness_key = ""}
        );
    }

    http::Response submit(const std::string& body) {
        return add_checkpoint(
            services(),
            *keys_,
            [this](record::Writing&, const Alarm& alarm) { told_.push_back(alarm.kind); },
            [this](const Doubt& doubt) { doubts_.push_back(doubt); },
            body
        );
    }

    [[nodiscard]] SignedCheckpoint checkpoint_now() {
        return test().database().read([&](store::Connection& db) {
            return checkpoint_of(db, *keys_);
        });
    }

    static std::string body_of(const http::Response& answer) {
        return std::get<std::string>(answer.body);
    }

    std::vector<Alarm> alarms() { return test().database().read(all_alarms); }

    ForeignLog log_;
    crypto::SealingKey key_{};
    std::optional<Keys> keys_;
    std::vector<AlarmKind> told_;
    std::vector<Doubt> doubts_;
};

TEST_P(Witnessing, CosignsAPinnedLogAndKeepsWhatItCosigned) {
    pin_the_log();
    const auto answer = submit(log_.submission(0));
    EXPECT_EQ(answer.status, 200);
    const auto signatures = read_signatures(body_of(answer));
    ASSERT_TRUE(signatures);
    ASSERT_EQ(signatures->size(), 1U);
    const auto witness = verifier_key(keys_->identity.witness_key).value();
    const auto note = read_note(log_.checkpoint()).value();
    EXPECT_TRUE(holds(note.text, signatures->front(), witness));
    EXPECT_EQ(cosigned_at(signatures->front()), test().clock().now());
    const auto held = held_checkpoint(services(), ForeignLog::origin);
    EXPECT_EQ(held.status, 200);
    EXPECT_TRUE(signature_by(read_note(body_of(held)).value(), witness));
    log_.grow("d");
    EXPECT_EQ(submit(log_.submission(3)).status, 200);
    EXPECT_THAT(alarms(), IsEmpty());
}

TEST_P(Witnessing, AnswersAsTheProtocolSays) {
    EXPECT_EQ(submit("nothing").status, 400);
    EXPECT_EQ(submit(log_.submission(0)).status, 404);
    EXPECT_EQ(held_checkpoint(services(), ForeignLog::origin).status, 404);
    pin_the_log();
    auto unsigned_one = log_.submission(0);
    unsigned_one[unsigned_one.size() - 10] ^= 1;
    EXPECT_EQ(submit(unsigned_one).status, 403);
    EXPECT_EQ(submit(log_.submission(4)).status, 400);
    const auto too_far = submit(log_.submission(2));
    EXPECT_EQ(too_far.status, 409);
    EXPECT_EQ(body_of(too_far), "0\n");
    EXPECT_EQ(too_far.headers.find("Content-Type"), "text/x.tlog.size");
    EXPECT_EQ(submit(log_.submission(0)).status, 200);
    EXPECT_EQ(body_of(submit(log_.submission(0))), "3\n");
}

TEST_P(Witnessing, WritesNothingForAHeadItHasCosigned) {
    pin_the_log();
    ASSERT_EQ(submit(log_.submission(0)).status, 200);
    const auto size = test().record().head().size;
    test().clock().advance(std::chrono::minutes(1));
    const auto again = submit(log_.submission(3));
    ASSERT_EQ(again.status, 200);
    const auto signatures = read_signatures(body_of(again)).value();
    const auto witness = verifier_key(keys_->identity.witness_key).value();
    EXPECT_TRUE(holds(read_note(log_.checkpoint())->text, signatures.at(0), witness));
    EXPECT_EQ(cosigned_at(signatures.at(0)), test().clock().now());
    EXPECT_EQ(test().record().head().size, size);
}

TEST_P(Witnessing, KnowsTheRootOfTheEmptyLog) {
    const Submission empty{0, {}, ""};
    EXPECT_EQ(judge(empty, {0, crypto::sha256("x")}, {}).answer, Answer::malformed);
    EXPECT_EQ(judge(empty, {0, crypto::sha256("")}, {}).answer, Answer::cosign);
}

TEST_P(Witnessing, KeepsAForkAsProofAndTellsOfItOnce) {
    pin_the_log();
    ForeignLog liar;
    for (const auto* entry : {"a", "b", "another", "d", "e"}) {
        liar.grow(entry);
    }
    ASSERT_EQ(submit(log_.submission(0)).status, 200);
    EXPECT_EQ(submit(liar.submission(3)).status, 422);
    ASSERT_EQ(alarms().size(), 1U);
    const auto alarm = alarms().front();
    EXPECT_EQ(alarm.kind, AlarmKind::fork);
    const auto key = verifier_key(log_.key()).value();
    const auto held = open_checkpoint(alarm.held, key);
    const auto submitted = open_checkpoint(alarm.submitted, key);
    ASSERT_TRUE(held && submitted);
    EXPECT_EQ(held->checkpoint.head.size, 3U);
    EXPECT_EQ(submitted->checkpoint.head.size, 5U);
    EXPECT_TRUE(
        shows_fork(held->checkpoint.head, submitted->checkpoint.head, proof_in(alarm.proof).value())
    );
    EXPECT_THAT(doubts_, IsEmpty());
    EXPECT_EQ(submit(liar.submission(3)).status, 422);
    EXPECT_THAT(told_, ElementsAre(AlarmKind::fork));
    // It goes on watching the history that it knows.
    log_.grow("d");
    EXPECT_EQ(submit(log_.submission(3)).status, 200);
    const auto closed = close(
        services(),
        {record::Actor::account(1), "log_alarm.close", {"log_alarm", alarm.id.value}},
        alarm.id,
        1
    );
    ASSERT_TRUE(closed);
    EXPECT_THAT(test().database().read(open_alarms), IsEmpty());
    EXPECT_EQ(alarms().size(), 1U) << "the proof is kept";
}

TEST_P(Witnessing, DoubtsWhatIsSignedAndNotShownToContinueWhatIsHeld) {
    pin_the_log();
    ASSERT_EQ(submit(log_.submission(0)).status, 200);
    log_.grow("d");
    ASSERT_EQ(submit(log_.submission(3)).status, 200);
    // From four entries on a proof leaves the old root out.
    ForeignLog liar;
    for (const auto* entry : {"a", "b", "another", "d", "e"}) {
        liar.grow(entry);
    }
    EXPECT_EQ(submit(liar.submission(4)).status, 422);
    EXPECT_THAT(alarms(), IsEmpty());
    ASSERT_EQ(doubts_.size(), 1U);
    EXPECT_EQ(doubts_.front().peer.name, "The town");
    EXPECT_EQ(doubts_.front().held.checkpoint.head.size, 4U);
    EXPECT_EQ(doubts_.front().submitted.checkpoint.head.size, 5U);
    // A proof that was changed on its way, or by whoever found the checkpoint.
    log_.grow("e");
    log_.grow("f");
    auto changed = read_submission(log_.submission(4)).value();
    changed.proof.front()[0] ^= std::byte{1};
    EXPECT_EQ(submit(text_of(changed)).status, 422);
    EXPECT_EQ(doubts_.size(), 2U);
    EXPECT_EQ(submit(log_.submission(4)).status, 200);
}

TEST_P(Witnessing, AlarmsWhereALogDoesNotExplainItself) {
    const auto unreachable = "http://127.0.0.1:9/witness";
    pin({"The town", PeerLevel::city, unreachable, log_.key(), ""});
    int changed = 0;
    Witnesses witnesses(
        {services(),
         [this](record::Writing&, const Alarm& alarm) { told_.push_back(alarm.kind); },
         [] { return std::chrono::seconds(3600); },
         [&] {
             ++changed;
         }}
    );
    witnesses.start();
    witnesses.stop();
    const auto send = [&](const std::string& body) {
        http::Request request;
        request.method = http::Method::post;
        request.path = {"witness", "add-checkpoint"};
        request.body = body;
        return witnesses.answer(request).value().status;
    };
    ASSERT_EQ(send(log_.submission(0)), 200);
    log_.grow("d");
    ASSERT_EQ(send(log_.submission(3)), 200);
    ForeignLog liar;
    for (const auto* entry : {"a", "b", "another", "d", "e"}) {
        liar.grow(entry);
    }
    EXPECT_EQ(send(liar.submission(4)), 422);
    for (int look = 0; look < 3; ++look) {
        EXPECT_THAT(alarms(), IsEmpty()) << "it may be away for a moment: " << look;
        witnesses.look_into_doubts();
        witnesses.look_into_doubts();  // at once is no other try
        test().clock().advance(std::chrono::seconds(31));
    }
    ASSERT_EQ(alarms().size(), 1U);
    EXPECT_EQ(alarms().front().kind, AlarmKind::unexplained);
    EXPECT_EQ(alarms().front().peer, "The town");
    EXPECT_EQ(alarms().front().proof, "");
    EXPECT_THAT(told_, ElementsAre(AlarmKind::unexplained));
    EXPECT_EQ(changed, 1);
    EXPECT_FALSE(witnesses.read_only()) << "another's fault stops nobody here";
    witnesses.look_into_doubts();
    EXPECT_EQ(alarms().size(), 1U);
}

TEST_P(Witnessing, KeepsWhatEnoughCosignedWhileTheLastIsStillSilent) {
    const std::array<ForeignWitness, 3> peers{
        ForeignWitness(1), ForeignWitness(2), ForeignWitness(3)
    };
    for (const auto& peer : peers) {
        pin(peer.wish());
    }
    const auto signatures = [&] {
        const auto enough = test().database().read([&](store::Connection& db) {
            return find_quorum(db, keys_->identity.origin);
        });
        return enough ? read_note(enough->note)->signatures.size() : 0;
    };
    // It answers once the two others' cosignatures are kept; or after all, when they are not.
    const SystemClock real;
    auto log = services();
    bool kept = false;
    Witnesses witnesses(
        {{log.database, log.record, real, log.random, log.key, log.public_url},
         {},
         [] { return std::chrono::seconds(3600); },
         [] {},
         [&](const http::Question& question) -> std::expected<http::Reply, std::string> {
             const auto asked = std::ranges::find_if(peers, [&](const ForeignWitness& peer) {
                 return peer.is_asked(question);
             });
             if (asked == peers.end()) {
                 return std::unexpected("not found");
             }
             if (asked == peers.begin()) {
                 for (int i = 0; i < 100 && !kept; ++i) {
                     std::this_thread::sleep_for(std::chrono::milliseconds(100));
                     kept = signatures() == 3;  // the log's own too
                 }
             }
             return asked->answer(question);
         }}
    );
    witnesses.look_back();
    const auto round = witnesses.round();
    EXPECT_TRUE(kept);
    EXPECT_EQ(round.asked, 3);
    EXPECT_EQ(round.cosigned, 3);
    EXPECT_EQ(signatures(), 4U);
}

TEST_P(Witnessing, LetsNobodyWriteUntilTheDatabaseSaysWhetherEntriesAreLost) {
    pin(ForeignWitness(1).wish());
    FailingDatabase database(test().database());
    auto log = services();
    const Checkpoint more{keys_->identity.origin, {1000, crypto::sha256("lost")}};
    const auto held = text_of(Note{text_of(more), {sign(text_of(more), more.origin, keys_->log)}});
    bool breaks = true;
    std::vector<std::string> failures;
    Witnesses witnesses(
        {.log = {database, log.record, log.clock, log.random, log.key, log.public_url},
         .alarm = [](record::Writing&, const Alarm&) {},
         .pace = [] { return std::chrono::seconds(3600); },
         .changed = [] {},
         .ask = [&](const http::Question&) -> std::expected<http::Reply, std::string> {
             database.fails = breaks;
             return http::Reply{200, held};
         },
         .failure =
             [&](std::string_view what) {
                 failures.emplace_back(what);
             }}
    );
    witnesses.start();
    witnesses.stop();
    database.fails = false;
    EXPECT_THAT(failures, ElementsAre("the disk does not answer"));
    const record::Deed task{record::Actor::account(1), "task.add", {"task"}};
    EXPECT_FALSE(witnesses.read_only());
    ASSERT_TRUE(witnesses.refusal_of(task));
    EXPECT_EQ(witnesses.refusal_of(task)->code, "record_not_compared");
    EXPECT_FALSE(witnesses.refusal_of({record::Actor::account(1), "session.start", {"session"}}));
    EXPECT_FALSE(witnesses.refusal_of({record::Actor::belfry(), "job.start", {"job", 3}}));
    breaks = false;
    witnesses.look_back();
    ASSERT_TRUE(witnesses.refusal_of(task));
    EXPECT_EQ(witnesses.refusal_of(task)->code, "record_read_only");
}

TEST_P(Witnessing, LooksBackAgainByItselfAfterTheDatabaseFailed) {
    pin(ForeignWitness(1).wish());
    FailingDatabase database(test().database());
    auto log = services();
    std::atomic<int> asked = 0;
    Witnesses witnesses(
        {.log = {database, log.record, log.clock, log.random, log.key, log.public_url},
         .alarm = {},
         .pace = [] { return std::chrono::hours(48); },
         .changed = [] {},
         .ask = [&](const http::Question&) -> std::expected<http::Reply, std::string> {
             database.fails = ++asked == 1;
             return http::Reply{200, text_of(checkpoint_now().note)};
         }}
    );
    witnesses.start();
    database.fails = false;
    const record::Deed task{record::Actor::account(1), "task.add", {"task"}};
    EXPECT_TRUE(witnesses.refusal_of(task));
    for (int i = 0; i < 100 && witnesses.refusal_of(task); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    EXPECT_FALSE(witnesses.refusal_of(task));
    witnesses.stop();
}

TEST_P(Witnessing, DoubtsALogThatNeverGoesOnFromTheSizeHeld) {
    pin({"The town", PeerLevel::city, "http://town.example/witness", log_.key(), ""});
    int asked = 0;
    Witnesses witnesses(
        {.log = services(),
         .alarm = [](record::Writing&, const Alarm&) {},
         .pace = [] { return std::chrono::seconds(3600); },
         .changed = [] {},
         .ask = [&](const http::Question&) -> std::expected<http::Reply, std::string> {
             ++asked;
             return std::unexpected("nobody is there");
         }}
    );
    witnesses.look_back();
    const auto send = [&](const std::string& body) {
        http::Request request;
        request.method = http::Method::post;
        request.path = {"witness", "add-checkpoint"};
        request.body = body;
        const auto status = witnesses.answer(request).value().status;
        witnesses.look_into_doubts();
        return status;
    };
    ASSERT_EQ(send(log_.submission(0)), 200);
    ForeignLog liar;
    for (const auto* entry : {"a", "b", "another", "d", "e"}) {
        liar.grow(entry);
    }
    EXPECT_EQ(send(liar.submission(2)), 409);
    EXPECT_EQ(send(liar.submission(0)), 409);
    log_.grow("d");
    EXPECT_EQ(send(log_.submission(3)), 200) << "twice may happen: it was told the size";
    EXPECT_EQ(send(liar.submission(2)), 409);
    EXPECT_EQ(send(liar.submission(2)), 409);
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(send(liar.submission(5)), 409);
    EXPECT_GT(asked, 0) << "the third time in a row the log has to explain itself";
    for (int look = 0; look < 3; ++look) {
        test().clock().advance(std::chrono::seconds(31));
        witnesses.look_into_doubts();
    }
    ASSERT_EQ(alarms().size(), 1U);
    EXPECT_EQ(alarms().front().kind, AlarmKind::unexplained);
}

TEST_P(Witnessing, KnowsTheEpochInALogsName) {
    EXPECT_EQ(epoch_in("a.example/belfry/log"), (Epoch{"a.example/belfry/log", 1}));
    EXPECT_EQ(epoch_in("a.example/belfry/log-12"), (Epoch{"a.example/belfry/log", 12}));
    for (const auto* other :
         {"",
          "/belfry/log",
          "a.example/log",
          "a.example/belfry/log-1",
          "a.example/belfry/log-02",
          "a.example/belfry/log-",
          "a.example/belfry/log2",
          "a.example/belfry/log-2x"}) {
        EXPECT_FALSE(epoch_in(other)) << other;
    }
}

TEST_P(Witnessing, TellsOfALaterEpoch) {
    const auto later = [this](const std::string& origin) {
        return later_checkpoint(services(), origin);
    };
    std::string newest;
    for (const auto* name :
         {"town.example/belfry/log",
          "town.example/belfry/log-3",
          "town.example/belfry/log-2",
          "other.example/belfry/log-9"}) {
        ForeignLog log(9, name);
        log.grow("a");
        pin({"A town", PeerLevel::city, "https://town.example/witness", log.key(), ""});
        ASSERT_EQ(submit(log.submission(0)).status, 200);
        newest = std::string_view(name).ends_with("-3") ? log.checkpoint() : newest;
    }
    const auto first = later("town.example/belfry/log");
    EXPECT_EQ(first.status, 200);
    EXPECT_THAT(body_of(first), testing::StartsWith(newest));
    EXPECT_EQ(body_of(later("town.example/belfry/log-2")), body_of(first));
    EXPECT_EQ(later("town.example/belfry/log-3").status, 404);
    EXPECT_EQ(later("town.example/belfry/log-4").status, 404);
    EXPECT_EQ(later("a log").status, 404);
}

/// A copy from before an epoch has nothing of what witnesses hold under the new name, and all of
/// what they hold under the old one.
TEST_P(Witnessing, IsReadOnlyOnACopyFromBeforeAnEpoch) {
    pin(ForeignWitness(1).wish());
    const auto& origin = keys_->identity.origin;
    const auto note_of = [&](const std::string& name, const crypto::SigningKey& key) {
        const Checkpoint head{name, {2, crypto::sha256("another history")}};
        return text_of(Note{text_of(head), {sign(text_of(head), name, key)}});
    };
    std::string later;
    int status = 404;
    Witnesses witnesses(
        {.log = services(),
         .alarm = [](record::Writing&, const Alarm&) {},
         .pace = [] { return std::chrono::seconds(3600); },
         .changed = [] {},
         .ask = [&](const http::Question& question) -> std::expected<http::Reply, std::string> {
             if (!question.body.empty()) {
                 return http::Reply{status, "This witness does not know that log.\n"};
             }
             return question.url.contains("?after=")
                        ? http::Reply{200, later}
                        : http::Reply{200, text_of(checkpoint_now().note)};
         }}
    );
    // Of somebody else, of another log, of an epoch before this one's: nobody makes it up.
    SeededRandom random(5);
    for (const auto& note :
         {note_of(origin + "-3", crypto::new_signing_key(random)),
          note_of("other.example/belfry/log-3", keys_->log),
          note_of(origin + "/belfry/log-3", keys_->log)}) {
        later = note;
        witnesses.look_back();
        EXPECT_FALSE(witnesses.read_only()) << note;
    }
    later = note_of(origin + "-3", keys_->log);
    witnesses.round();
    EXPECT_TRUE(witnesses.read_only()) << "a witness that was away at the start says so later";
    ASSERT_EQ(alarms().size(), 1U);
    EXPECT_EQ(alarms().front().kind, AlarmKind::rollback);
    EXPECT_EQ(alarms().front().origin, origin);
    EXPECT_EQ(alarms().front().held, later);
    // What goes on from here is no part of the epochs that others have seen.
    const auto epoch = witnesses.accept_loss(record::Actor::account(1));
    ASSERT_TRUE(epoch);
    EXPECT_EQ(epoch->epoch, 4);
    EXPECT_EQ(epoch->origin, origin + "-4");
    EXPECT_FALSE(witnesses.read_only());
    witnesses.look_back();
    EXPECT_FALSE(witnesses.read_only());
}

TEST_P(Witnessing, RefusesPeopleWhileEntriesAreLostUntilANewEpochSaysSo) {
    EXPECT_EQ(accept_loss(services(), record::Actor::account(1)).error().code, "nothing_lost");
    raise(
        services(),
        {.kind = AlarmKind::rollback,
         .origin = keys_->identity.origin,
         .peer = "The county",
         .held = "a note",
         .submitted = "another"},
        [](record::Writing&, const Alarm&) {}
    );
    Witnesses witnesses({services(), {}, {}, [] {
                         }});
    witnesses.look();
    const record::Deed task{record::Actor::account(1), "task.add", {"task"}};
    EXPECT_TRUE(witnesses.read_only());
    EXPECT_EQ(witnesses.refusal_of(task)->code, "record_read_only");
    EXPECT_TRUE(witnesses.refusal_of({record::Actor::belfry(), "publication.add", {"publication"}})
    );
    EXPECT_FALSE(witnesses.refusal_of({record::Actor::account(1), "session.start", {"session"}}));
    EXPECT_FALSE(witnesses.refusal_of({record::Actor::belfry(), "job.start", {"job", 3}}));
    const auto alarm = alarms().front();
    EXPECT_EQ(
        close(
            services(),
            {record::Actor::account(1), "log_alarm.close", {"log_alarm", alarm.id.value}},
            alarm.id,
            1
        )
            .error()
            .code,
        "loss_not_accepted"
    );
    EXPECT_EQ(
        change_address(
            services(), {record::Actor::account(1), "log.update", {"log", 1}}, "https://new.example"
        )
            .error()
            .code,
        "loss_not_accepted"
    );
    EXPECT_FALSE(witnesses.refusal_of({record::Actor::account(1), "passkey.make", {"passkey"}}));
    const auto epoch = witnesses.accept_loss(record::Actor::account(1));
    ASSERT_TRUE(epoch) << epoch.error().code;
    EXPECT_EQ(epoch->epoch, 2);
    EXPECT_FALSE(witnesses.read_only());
    EXPECT_FALSE(witnesses.refusal_of(task));
    EXPECT_EQ(alarms().front().closed_by, 1);
}

TEST_P(Witnessing, CountsNoWitnessTwiceAndNotItself) {
    pin_the_log();
    const auto fields_of = [this](const PeerWish& wish) {
        const auto peer = checked(wish).value();
        const auto fits =
            test().database().read([&](store::Connection& db) { return check_keys(db, peer); });
        std::vector<std::string> fields;
        for (const auto& problem : fits ? std::vector<Refusal::Problem>() : fits.error().problems) {
            fields.push_back(problem.field + ' ' + problem.code);
        }
        return fields;
    };
    PeerWish wish{
        .name = "The town again",
        .level = PeerLevel::city,
        .url = "https://other.example/witness",
        .log_key = log_.key(),
        .witness_key = keys_->identity.witness_key
    };
    EXPECT_THAT(
        fields_of(wish), ElementsAre("witness_key key_is_own", "log_key key_already_pinned")
    );
    wish.log_key = keys_->identity.log_key;
    wish.witness_key = "";
    EXPECT_THAT(fields_of(wish), ElementsAre("log_key key_is_own"));
    wish.log_key = text_of(verifier_of(
        "village.example/belfry/log", Algorithm::ed25519, crypto::new_signing_key(test().random())
    ));
    EXPECT_THAT(fields_of(wish), IsEmpty());
}

TEST_P(Witnessing, PinsNoSecondLogOfOneName) {
    pin_the_log();
    const auto code_of = [this](Id<Peer> id, const std::string& log_key) -> std::string {
        auto peer = checked({"A town", PeerLevel::city, "https://a.example", log_key, ""}).value();
        peer.id = id;
        const auto fits =
            test().database().read([&](store::Connection& db) { return check_keys(db, peer); });
        return fits ? "" : fits.error().problems.at(0).code;
    };
    const auto town = test().database().read(all_peers).at(0);
    const auto renewed = ForeignLog(10);
    EXPECT_EQ(code_of({}, renewed.key()), "log_name_taken");
    EXPECT_EQ(code_of(town.id, renewed.key()), "") << "its own key, renewed";
    EXPECT_EQ(code_of({}, ForeignLog(9, "town.example/belfry/log-2").key()), "")
        << "a new epoch has another name";
}

TEST_P(Witnessing, MeansTheFirstOfTwoLogsOfOneName) {
    pin_the_log();
    ForeignLog second(10);
    second.grow("x");
    const std::string url = "https://second.example/witness";
    pin({"The second", PeerLevel::city, url, second.key(), ""});  // by an earlier Belfry
    ASSERT_EQ(submit(log_.submission(0)).status, 200);
    EXPECT_EQ(submit(second.submission(0)).status, 403);
    log_.grow("d");
    EXPECT_EQ(submit(log_.submission(3)).status, 200);
    EXPECT_THAT(alarms(), IsEmpty());
}

TEST_P(Witnessing, PinsOnlyKeysOfTheirKindAtWebAddresses) {
    const PeerWish good{
        .name = "The county",
        .level = PeerLevel::county,
        .url = "https://county.example:8443/witness/",
        .log_key = log_.key(),
        .witness_key = keys_->identity.witness_key
    };
    const auto pinned = checked(good);
    ASSERT_TRUE(pinned);
    EXPECT_EQ(pinned->url, "https://county.example:8443/witness");
    const auto fields_of = [](const PeerWish& wish) {
        std::vector<std::string> fields;
        for (const auto& problem : checked(wish).error().problems) {
            fields.push_back(problem.field);
        }
        return fields;
    };
    auto bad = good;
    bad.witness_key = good.log_key;
    bad.log_key = good.witness_key;
    EXPECT_THAT(fields_of(bad), ElementsAre("log_key", "witness_key"));
    for (const auto* url :
         {"file:///etc/passwd", "https://", "county.example", "https://county.example/?x", ""}) {
        bad = good;
        bad.url = url;
        EXPECT_THAT(fields_of(bad), ElementsAre("url")) << url;
    }
    bad = {
        .name = "", .level = PeerLevel::state, .url = good.url, .log_key = "", .witness_key = ""
    };
    EXPECT_THAT(fields_of(bad), ElementsAre("name", "witness_key"));
}

INSTANTIATE_TEST_SUITE_P(Engines, Witnessing, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::transparency
