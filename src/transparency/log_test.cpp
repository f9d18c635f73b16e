#include "transparency/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/bug.hpp"
#include "record/entry.hpp"
#include "record/test_record.hpp"
#include "transparency/live_values.hpp"
#include "transparency/log_store.hpp"
#include "transparency/proof_file.hpp"

namespace belfry::transparency {
namespace {

using testing::HasSubstr;

class RecordAsLog : public record::RecordTest {
protected:
    void SetUp() override {
        record::RecordTest::SetUp();
        if (!IsSkipped()) {
            start(migrations());
            test().random().fill(key_);
        }
    }

    [[nodiscard]] Services services() {
        return {
            test().database(),
            test().record(),
            test().clock(),
            test().random(),
            key_,
            [this](store::Connection&) {
                return public_url_;
            }
        };
    }

    /// So many entries about one thing.
    void write(int entries) {
        for (int i = 0; i < entries; ++i) {
            const auto written = test().record().write(
                {record::Actor::belfry(), "thing.update", {"thing", 1}},
                [&](record::Writing& writing) -> Result<void> {
                    writing.set("number", i);
                    return {};
                }
            );
            ASSERT_TRUE(written);
        }
    }

    static http::Request asking(std::vector<std::string> path) {
        http::Request request;
        request.path = std::move(path);
        return request;
    }

    static std::string body_of(const std::optional<http::Response>& answer) {
        const auto* shared = std::get_if<http::SharedBody>(&answer.value().body);
        return shared != nullptr ? **shared : std::get<std::string>(answer->body);
    }

    Identity identity() { return test().database().read(find_identity).value(); }

    VerifierKey log_key() { return verifier_key(identity().log_key).value(); }

    crypto::SealingKey key_{};
    std::string public_url_;
};

TEST_P(RecordAsLog, MakesItsKeysOnceAndSealsThem) {
    const auto first = open_keys(services());
    ASSERT_TRUE(first);
    const auto again = open_keys(services());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->identity, first->identity);
    EXPECT_EQ(again->log.public_key(), first->log.public_key());
    EXPECT_NE(first->log.public_key(), first->witness.public_key());
    EXPECT_EQ(first->identity.origin, "localhost/belfry/log");
    key_[0] ^= std::byte{1};
    EXPECT_EQ(open_keys(services()).error().code, "log_key_sealed");
}

TEST_P(RecordAsLog, KeepsItsKeysWhenTheKeyFileIsRenewedAndGetsNewOnesWhenItIsLost) {
    const auto before = open_keys(services()).value();
    const auto renew = [&](const accounts::OldKeys& old) {
        crypto::SealingKey fresh{};
        test().random().fill(fresh);
        const auto renewed = test().record().write(
            {record::Actor::belfry(), "key.renew", {"key", 1}},
            [&](record::Writing& writing) {
                return renew_log_keys(writing, test().random(), old, fresh);
            }
        );
        ASSERT_TRUE(renewed);
        key_ = fresh;
    };
    renew({crypto::SealingKey(), key_});
    const auto sealed_again = open_keys(services()).value();
    EXPECT_EQ(sealed_again.identity.log_key, before.identity.log_key);
    EXPECT_EQ(sealed_again.witness.public_key(), before.witness.public_key());
    renew({});
    const auto other = open_keys(services()).value();
    EXPECT_EQ(other.identity.origin, before.identity.origin);
    EXPECT_NE(other.identity.log_key, before.identity.log_key);
    EXPECT_TRUE(test().database().read([&](store::Connection& db) {
        return opens_log_keys(db, key_) == true;
    }));
}

TEST_P(RecordAsLog, IsNamedAfterTheHostOnceThatIsKnown) {
    ASSERT_TRUE(open_keys(services()));
    public_url_ = "https://vote.city.example:8443";
    const auto named = open_keys(services());
    ASSERT_TRUE(named);
    EXPECT_EQ(named->identity.origin, "vote.city.example/belfry/log");
    EXPECT_EQ(log_key().name, named->identity.origin);
    EXPECT_EQ(
        verifier_key(named->identity.witness_key).value().name, "vote.city.example/belfry/witness"
    );
    const auto refused = change_address(
        services(), {record::Actor::belfry(), "log.update", {"log", 1}}, "javascript:alert(1)"
    );
    EXPECT_FALSE(refused);
}

TEST_P(RecordAsLog, SignsWhatItHoldsAndShowsEachEntryInTheTree) {
    write(300);
    Log log(services());
    log.start();
    const auto answer = log.answer_at_once(asking({"checkpoint"}));
    const auto opened = open_checkpoint(body_of(answer), log_key());
    ASSERT_TRUE(opened);
    const auto head = test().record().head();
    EXPECT_EQ(opened->checkpoint.head, (crypto::merkle::Head{head.size, head.root}));
    // The first full tile, with the entries under it.
    const auto hashes = body_of(log.answer(asking({"tile", "0", "000"})));
    const auto entries = body_of(log.answer(asking({"tile", "entries", "000"})));
    ASSERT_EQ(hashes.size(), 256U * 32);
    std::size_t at = 0;
    for (std::size_t i = 0; i < 256; ++i) {
        const auto length = std::size_t{static_cast<unsigned char>(entries[at])} << 8U |
                            static_cast<unsigned char>(entries[at + 1]);
        const auto leaf = record::leaf_of(std::string_view(entries).substr(at + 2, length));
        at += 2 + length;
        EXPECT_EQ(
            crypto::to_hex(leaf),
            crypto::to_hex(crypto::bytes_of(std::string_view(hashes).substr(i * 32, 32)))
        );
    }
    EXPECT_EQ(at, entries.size());
}

TEST_P(RecordAsLog, AnswersAPieceFromMemoryTheSecondTime) {
    write(20);
    Log log(services());
    log.start();
    const std::vector<std::string> path{"tile", "entries", "000.p", "7"};
    EXPECT_FALSE(log.answer_at_once(asking(path)));
    const auto read = body_of(log.answer(asking(path)));
    EXPECT_EQ(body_of(log.answer_at_once(asking(path))), read);
    // A smaller width is cut from the same piece; a prefix names the same log.
    const auto less =
        log.answer_at_once(asking({"belfry", "log", "tile", "entries", "000.p", "3"}));
    EXPECT_TRUE(read.starts_with(body_of(less)));
    EXPECT_THAT(
        std::string(less->headers.find("Cache-Control").value_or("")), HasSubstr("immutable")
    );
}

TEST_P(RecordAsLog, HasNoPieceBeyondWhatIsSigned) {
    write(5);
    Log log(services());
    log.start();
    const auto size = log.newest().value().checkpoint.head.size;
    const auto wide = std::to_string(size + 1);
    EXPECT_EQ(log.answer(asking({"tile", "0", "000.p", wide}))->status, 404);
    EXPECT_EQ(log.answer(asking({"tile", "0", "000"}))->status, 404);
    EXPECT_EQ(log.answer(asking({"tile", "9", "000"}))->status, 404);
    EXPECT_FALSE(log.answer(asking({"steps", "4"})));
}

TEST_P(RecordAsLog, ProvesWhatWasPublishedAndNothingElse) {
    Log log(services());
    log.start();
    const std::string page = "<p>We are ready.</p>";
    const auto digest = crypto::to_hex(crypto::sha256(page));
    log.publish({{"/steps/4", digest}, {"/es/", crypto::to_hex(crypto::sha256("es"))}});
    const auto proof = body_of(log.answer_at_once(asking({"steps", "4.tlog-proof"})));
    const Trust trust{log_key(), {}};
    const auto proved = verify_document(proof, page, trust);
    ASSERT_TRUE(proved) << proved.error().code;
    EXPECT_EQ(proved->document, "/steps/4");
    EXPECT_EQ(proved->at, test().clock().now());
    EXPECT_EQ(verify_document(proof, page + " ", trust).error().code, "proof_of_another");
    const auto spanish = body_of(log.answer_at_once(asking({"es", "index.tlog-proof"})));
    EXPECT_TRUE(verify_document(spanish, "es", trust));
    EXPECT_EQ(verify_document(spanish, page, trust).error().code, "proof_of_another");
    // By its digest, whatever stands at its address now.
    log.publish({{"/steps/4", crypto::to_hex(crypto::sha256("later"))}});
    const auto kept = body_of(log.answer(asking({"proofs", digest + ".tlog-proof"})));
    EXPECT_TRUE(verify_document(kept, page, trust));
    EXPECT_EQ(log.answer_at_once(asking({"steps", "5.tlog-proof"}))->status, 404);
    // The log's own name leads to the same.
    EXPECT_EQ(
        body_of(log.answer_at_once(asking({"belfry", "log", "es", "index.tlog-proof"}))),
        body_of(log.answer_at_once(asking({"es", "index.tlog-proof"})))
    );
    const auto named = asking({"belfry", "log", "proofs", digest + ".tlog-proof"});
    EXPECT_TRUE(is_piece(named));
    EXPECT_EQ(body_of(log.answer(named)), kept);
}

TEST_P(RecordAsLog, IsNotBelievedWhenAnythingInAProofIsAnother) {
    Log log(services());
    log.start();
    write(9);
    log.publish({{"/", crypto::to_hex(crypto::sha256("page"))}});
    const auto proof = body_of(log.answer_at_once(asking({"index.tlog-proof"})));
    const Trust trust{log_key(), {}};
    ASSERT_TRUE(verify_document(proof, "page", trust));
    auto refused = 0;
    for (std::size_t i = 0; i < proof.size(); ++i) {
        auto bytes = proof;
        bytes[i] = bytes[i] == 'A' ? 'B' : 'A';
        refused += verify_document(bytes, "page", trust) ? 0 : 1;
    }
    EXPECT_EQ(refused, static_cast<int>(proof.size()));
    EXPECT_FALSE(verify_document("", "page", trust));
}

TEST_P(RecordAsLog, CommitsAPageOnlyWhenItIsAnother) {
    Log log(services());
    log.start();
    const Documents documents{{"/", std::string(64, 'a')}, {"/report", std::string(64, 'b')}};
    log.publish(documents);
    const auto size = test().record().head().size;
    log.publish(documents);
    EXPECT_EQ(test().record().head().size, size);
    log.publish({{"/", std::string(64, 'c')}, {"/report", std::string(64, 'b')}});
    EXPECT_EQ(test().record().head().size, size + 1);
    // What was shown before may be shown again.
    log.publish(documents);
    EXPECT_EQ(test().record().head().size, size + 2);
    EXPECT_EQ(test().database().read(current_publications).size(), 2U);
}

TEST_P(RecordAsLog, BeginsAnewUnderAnotherNameAndSaysWhatWasLost) {
    const auto before = open_keys(services()).value().identity;
    const auto after =
        begin_epoch(services(), record::Actor::account(1), 0, json::Object{{"size", 17}});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->epoch, 2);
    EXPECT_EQ(after->origin, "localhost/belfry/log-2");
    EXPECT_NE(after->log_key, before.log_key);
    EXPECT_EQ(after->witness_key, before.witness_key);
    const auto history = test().record().history({"log", 1}, 1);
    ASSERT_EQ(history.size(), 1U);
    const auto lost =
        std::ranges::find(history.front().changes, "lost", &record::HistoryEntry::Change::field);
    ASSERT_NE(lost, history.front().changes.end());
    EXPECT_EQ(lost->after, json::Value(json::Object{{"size", 17}}));
}

const std::vector<LiveTable> the_log_table{
    {"log", "log_identity", "id", {"address", "origin", "epoch", "log_key", "witness_key"}}
};

TEST_P(RecordAsLog, NamesTheValueThatSomebodyChangedBehindTheRecord) {
    ASSERT_TRUE(open_keys(services()));
    const auto verified = [&] {
        return test().database().read([](store::Connection& db) {
            return verify_live_values(db, the_log_table);
        });
    };
    const auto good = verified();
    ASSERT_TRUE(good) << good.error().summary;
    EXPECT_EQ(good->values, 5U);
    test().alter("UPDATE log_identity SET epoch = 2");
    EXPECT_THAT(verified().error().summary, HasSubstr("“epoch” of log/1"));
    test().alter("DELETE FROM log_identity");
    EXPECT_THAT(verified().error().summary, HasSubstr("log/1 is gone"));
}

TEST_P(RecordAsLog, SignsNoHeadThatCannotBe) {
    write(5);
    ASSERT_TRUE(open_keys(services()));
    test().alter("UPDATE record_head SET size = 9223372036854775807");
    const BugsAreThrown alone;
    EXPECT_THROW(test().database().read(head_of), Bug);
}

using Said = std::pair<std::string_view, json::Value>;

TEST_P(RecordAsLog, NamesAValueOfWhichTheRecordNeverSaidAnything) {
    const auto verified = [&](std::vector<std::string_view> columns,
                              std::vector<LivePart> parts,
                              std::vector<LiveDefault> defaults) {
        const LiveTable table{
            "log",
            "log_identity",
            "id",
            std::move(columns),
            "",
            std::move(parts),
            std::move(defaults)
        };
        return test().database().read([&](store::Connection& db) {
            return verify_live_values(db, std::vector{table});
        });
    };
    ASSERT_TRUE(open_keys(services()));
    EXPECT_THAT(verified({"revision"}, {}, {}).error().summary, HasSubstr("“revision” of log/1"));
    EXPECT_TRUE(verified({"revision"}, {}, {{"revision", "1"}}));
    const auto say = [&](const std::vector<Said>& values) {
        ASSERT_TRUE(test().record().write(
            {record::Actor::account(1), "log.update", {"log", 1}},
            [&](record::Writing& w) -> Result<void> {
                for (const auto& [field, value] : values) {
                    w.disclose(field, value);
                }
                return {};
            }
        ));
    };
    // Members of an object, and a list that a column holds as words.
    test().alter("UPDATE log_identity SET address = 'mayor staff', log_key = 'why'");
    say({{"asked", json::Object{{"text", "why"}}}, {"address", json::Array{"mayor", "staff"}}});
    const auto both = [&] {
        return verified({"address"}, {{"log_key", "asked", "text"}}, {});
    };
    const auto good = both();
    ASSERT_TRUE(good) << good.error().summary;
    EXPECT_EQ(good->values, 2U);
    test().alter("UPDATE log_identity SET address = 'administrator staff'");
    EXPECT_THAT(both().error().summary, HasSubstr("“address”"));
    test().alter("UPDATE log_identity SET address = 'mayor staff', log_key = 'how'");
    EXPECT_THAT(both().error().summary, HasSubstr("“log_key”"));
    say({{"asked", json::Value()}});
    EXPECT_THAT(both().error().summary, HasSubstr("“log_key”"));
}

TEST_P(RecordAsLog, NamesTheObjectWhoseBytesAreNotThoseOfItsSum) {
    ASSERT_TRUE(open_keys(services()));
    const bool lite = GetParam() == store::Engine::sqlite;
    const LiveTable table{
        .kind = "log",
        .table = "log_identity",
        .id = "id",
        .content = lite ? "SELECT id, log_key, CAST(origin AS BLOB) FROM log_identity"
                        : "SELECT id, log_key, convert_to(origin, 'UTF8') FROM log_identity"
    };
    const auto verified = [&] {
        return test().database().read([&](store::Connection& db) {
            return verify_live_values(db, std::vector{table});
        });
    };
    test().alter(
        "UPDATE log_identity SET log_key = '" + crypto::to_hex(crypto::sha256("a log")) +
        "', origin = 'a log'"
    );
    EXPECT_TRUE(verified());
    test().alter("UPDATE log_identity SET origin = 'a lie'");
    EXPECT_THAT(verified().error().summary, HasSubstr("the bytes of log/1"));
}

INSTANTIATE_TEST_SUITE_P(Engines, RecordAsLog, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::transparency
