#include "public_records/redaction.hpp"

#include <fstream>
#include <functional>

#include "public_records/hold_store.hpp"
#include "public_records/redaction_act.hpp"
#include "public_records/test_records.hpp"

namespace belfry::public_records {
namespace {

using namespace std::chrono;

constexpr Date day = 2026y / 11 / 3;

RedactionWish wish() {
    return {{}, "5 ILCS 140/7(1)(b)", "A private telephone number", {}, {{"task/1", {}, {}}}};
}

TEST(Redaction, WantsTwoApproversWhoAreNeitherTheProposerNorOnePerson) {
    const auto one = proposed({}, wish(), 1, Instant(), day).value();
    EXPECT_EQ(one.state, RedactionState::proposed);
    EXPECT_EQ(one.effective_on, day);
    EXPECT_EQ(approved(one, 1, Instant()).error().code, "own_redaction");
    const auto first = approved(one, 2, Instant()).value();
    EXPECT_EQ(first.state, RedactionState::proposed);
    EXPECT_FALSE(is_due(first, day));
    EXPECT_EQ(approved(first, 2, Instant()).error().code, "approved_already");
    EXPECT_EQ(approved(first, 1, Instant()).error().code, "own_redaction");
    const auto second = approved(first, 3, Instant()).value();
    EXPECT_EQ(second.state, RedactionState::approved);
    EXPECT_TRUE(is_due(second, day));
    EXPECT_EQ(approved(second, 4, Instant()).error().code, "redaction_over");
}

TEST(Redaction, WaitsForItsDay) {
    auto later = wish();
    later.effective_on = 2026y / 11 / 10;
    auto one = proposed({}, later, 1, Instant(), day).value();
    one = approved(approved(one, 2, Instant()).value(), 3, Instant()).value();
    EXPECT_FALSE(is_due(one, 2026y / 11 / 9));
    EXPECT_TRUE(is_due(one, 2026y / 11 / 10));
    later.effective_on = 2026y / 11 / 2;
    EXPECT_FALSE(proposed({}, later, 1, Instant(), day).has_value());
}

TEST(Redaction, IsWithdrawnByItsProposerAndDeclinedByOthers) {
    const auto one = proposed({}, wish(), 1, Instant(), day).value();
    EXPECT_EQ(withdrawn(one, {"No"}, 2, Instant()).error().code, "not_own_redaction");
    EXPECT_EQ(declined(one, {"No"}, 1, Instant()).error().code, "own_redaction_declined");
    const auto gone = declined(one, {"Not covered by this statute"}, 2, Instant()).value();
    EXPECT_EQ(gone.state, RedactionState::declined);
    EXPECT_EQ(approved(gone, 3, Instant()).error().code, "redaction_over");
    EXPECT_EQ(withdrawn(gone, {"No"}, 1, Instant()).error().code, "redaction_over");
}

TEST(Redaction, PutsABarWhoseLengthSaysNothing) {
    EXPECT_EQ(bar_of("5 ILCS 140/7"), "█████ (5 ILCS 140/7)");
}

/// A task with a telephone number in it, once and no longer.
class Redactions : public RecordsTest {
protected:
    void SetUp() override {
        RecordsTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        task_ = city()
                    .post(
                        chief,
                        "/steps/2/tasks",
                        R"({"title": "Ring Quillfeather", "details": "At 5550142 in the evening"})"
                    )
                    .id();
        path_ = "/tasks/" + std::to_string(task_);
        object_ = "task/" + std::to_string(task_);
    }

    program::Answer propose(const json::Object& target, json::Object rest = {}) {
        auto about = target;
        about["object"] = object_;
        rest["statute"] = "5 ILCS 140/7(1)(b)";
        rest["reason"] = "A private telephone number";
        rest["targets"] = json::Array{about};
        return city().post(chief, "/records/redactions", json::canonical(rest));
    }

    program::Answer approve(std::int64_t as, std::int64_t redaction) {
        const auto one = "/records/redactions/" + std::to_string(redaction);
        return city().act(as, one, "/approval", {});
    }

    /// Proposed by the chief of staff, approved by the election official and the mayor.
    program::Answer redact(const json::Object& target) {
        const auto made = propose(target);
        EXPECT_EQ(made.status, 201) << made.text;
        EXPECT_EQ(approve(official, made.id()).status, 200);
        return approve(city().mayor, made.id());
    }

    [[nodiscard]] std::string verified() {
        const auto head = city().services().record.verify();
        return head ? "good" : head.error().summary;
    }

    [[nodiscard]] std::size_t found(const std::string& word) {
        return city().get(chief, "/search?q=" + word).at("hits").as_array().size();
    }

    std::int64_t task_ = 0;
    std::string path_;
    std::string object_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Redactions, store::all_engines(), store::engine_name);

const json::Object details{{"fields", json::Array{"details"}}};

TEST_P(Redactions, RemoveAValueEverywhereAndLeaveEveryProof) {
    ASSERT_EQ(found("5550142"), 1U);
    const auto before = city().services().record.head();
    const auto done = redact(details);
    ASSERT_EQ(done.status, 200) << done.text;
    EXPECT_EQ(done.at("state").as_string(), "executed");

    EXPECT_EQ(verified(), "good");
    EXPECT_GT(city().services().record.head().size, before.size);
    EXPECT_EQ(found("5550142"), 0U);
    EXPECT_EQ(found("Quillfeather"), 1U) << "what stays is still found";
    const auto task = city().get(chief, path_);
    EXPECT_EQ(task.at("details").as_string(), "█████ (5 ILCS 140/7(1)(b))");
    EXPECT_EQ(task.at("title").as_string(), "Ring Quillfeather");
    const auto history = city().get(chief, "/history/" + object_);
    EXPECT_FALSE(history.text.contains("5550142"));
    EXPECT_TRUE(history.text.contains(R"x("after_redacted":"5 ILCS 140/7(1)(b)")x"))
        << history.text;
    EXPECT_TRUE(history.text.contains("task.redact"));
    EXPECT_TRUE(history.text.contains("Ring Quillfeather"));
}

TEST_P(Redactions, LeaveNoTraceInTheTables) {
    ASSERT_EQ(redact(details).status, 200);
    const auto traces = city().services().database.read([](store::Connection& db) {
        std::int64_t out = 0;
        for (const auto* where :
             {"task WHERE details",
              "record_disclosure WHERE disclosure",
              "search_entry WHERE text",
              "inbox_item WHERE text"}) {
            out += db.value<std::int64_t>(
                         std::string("SELECT count(*) FROM ") + where + " LIKE '%5550142%'"
            )
                       .value();
        }
        return out;
    });
    EXPECT_EQ(traces, 0);
}

TEST_P(Redactions, NeedTwoOthersAndAFreshLook) {
    const auto made = propose(details);
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(approve(chief, made.id()).code(), "own_redaction");
    EXPECT_EQ(approve(city().staff, made.id()).status, 403);
    ASSERT_EQ(approve(official, made.id()).status, 200);
    EXPECT_EQ(approve(official, made.id()).code(), "approved_already");
    EXPECT_EQ(city().get(chief, path_).at("details").as_string(), "At 5550142 in the evening");
    EXPECT_EQ(city().get(city().mayor, "/records").at("for_me").as_int64(), 1);
    EXPECT_EQ(city().get(official, "/records").at("for_me").as_int64(), 0);
    EXPECT_EQ(
        execute(services(), {made.id()}, record::Actor::belfry()).error().code, "redaction_not_due"
    );
    const auto path = "/records/redactions/" + std::to_string(made.id());
    ASSERT_EQ(
        city().act(city().mayor, path, "/refusal", R"({"reason": "Not private"})").status, 200
    );
    EXPECT_EQ(approve(city().admin, made.id()).code(), "redaction_over");
    EXPECT_EQ(city().get(chief, path_).at("details").as_string(), "At 5550142 in the evening");
}

TEST_P(Redactions, TakeOnlyTheValuesThatAreNamed) {
    const auto tag = city().get(chief, path_).tag();
    ASSERT_EQ(city().patch(chief, path_, R"({"details": "At the office"})", tag).status, 200);
    const auto view = city().get(chief, "/records/objects/" + object_);
    const auto& values = view.at("values").as_array();
    const auto first = std::ranges::find_if(values, [](const json::Value& value) {
        return value.at("value") == json::Value("At 5550142 in the evening");
    });
    ASSERT_NE(first, values.end());
    const json::Object only{
        {"values", json::Array{json::Object{{"entry", first->at("entry")}, {"field", "details"}}}}
    };
    ASSERT_EQ(redact(only).status, 200);
    EXPECT_EQ(city().get(chief, path_).at("details").as_string(), "At the office");
    const auto history = city().get(chief, "/history/" + object_).text;
    EXPECT_FALSE(history.contains("5550142"));
    EXPECT_TRUE(history.contains("At the office"));
    EXPECT_EQ(verified(), "good");
}

TEST_P(Redactions, ShowBeforeExactlyWhatGoesAndWhatStays) {
    const auto made = propose(details);
    const auto preview =
        city().get(city().mayor, "/records/redactions/" + std::to_string(made.id()) + "/preview");
    ASSERT_EQ(preview.status, 200) << preview.text;
    std::vector<std::string> goes;
    std::vector<std::string> stays;
    const auto& record = preview.at("records").as_array().front();
    for (const auto& value : record.at("values").as_array()) {
        (value.at("goes").as_bool() ? goes : stays).emplace_back(value.at("field").as_string());
    }
    EXPECT_THAT(goes, testing::ElementsAre("details"));
    EXPECT_THAT(stays, testing::Contains("title"));
    EXPECT_FALSE(record.at("newer").as_bool());
    city().patch(chief, path_, R"({"details": "At 5550143"})", city().get(chief, path_).tag());
    EXPECT_TRUE(city()
                    .get(chief, "/records/redactions/" + std::to_string(made.id()) + "/preview")
                    .at("records")
                    .as_array()
                    .front()
                    .at("newer")
                    .as_bool());
}

TEST_P(Redactions, MakeAFormThatWasOpenAClash) {
    const auto tag = city().get(chief, path_).tag();
    ASSERT_EQ(redact(details).status, 200);
    EXPECT_EQ(city().patch(chief, path_, R"({"title": "Ring"})", tag).code(), "changed_meanwhile");
    const auto now = city().get(chief, path_);
    EXPECT_EQ(city().patch(chief, path_, R"({"title": "Ring"})", now.tag()).status, 200);
    EXPECT_EQ(verified(), "good");
}

TEST_P(Redactions, AreRefusedWhereALegalHoldKeepsTheRecord) {
    const auto made = propose(details);
    ASSERT_EQ(approve(official, made.id()).status, 200);
    ASSERT_EQ(
        city()
            .post(chief, "/records/holds", R"({"matter": "Doe v. City", "scope": "everything"})")
            .status,
        201
    );
    EXPECT_EQ(approve(city().mayor, made.id()).code(), "held");
    EXPECT_EQ(propose(details).code(), "held");
    EXPECT_EQ(city().get(chief, path_).at("details").as_string(), "At 5550142 in the evening");
}

TEST_P(Redactions, AreRefusedWhileRetentionRunsUnlessItsSeriesAllowsThem) {
    const auto assign = [&](bool allowed) {
        const auto series = city().post(
            chief,
            "/records/series",
            json::canonical(json::Object{
                {"name", "Election records"},
                {"citation", "52 U.S.C. 20701"},
                {"starts_with", "creation"},
                {"period", 22},
                {"unit", "months"},
                {"disposition", "destroy"},
                {"redaction_allowed", allowed}
            })
        );
        return city().post(
            chief,
            "/records/assignments",
            json::canonical(json::Object{{"series", series.id()}, {"object_kind", "task"}})
        );
    };
    const auto strict = assign(false);
    ASSERT_EQ(strict.status, 201) << strict.text;
    EXPECT_EQ(propose(details).code(), "retention_runs");
    ASSERT_EQ(
        city().remove(chief, "/records/assignments/" + std::to_string(strict.id())).status, 204
    );
    ASSERT_EQ(assign(true).status, 201);
    EXPECT_EQ(propose({}, {{"kind", "disposition"}}).code(), "retention_runs");
    EXPECT_EQ(redact(details).status, 200);

    city().clock().set(sys_days(2028y / 9 / 4) + hours(17));
    const auto over = propose({}, {{"kind", "disposition"}});
    ASSERT_EQ(over.status, 201) << over.text;
    EXPECT_EQ(city().get(chief, "/records/due").count(), 1U);
    ASSERT_EQ(approve(official, over.id()).status, 200);
    ASSERT_EQ(approve(city().mayor, over.id()).at("state").as_string(), "executed");
    EXPECT_EQ(city().get(chief, path_).at("title").as_string(), "█████ (5 ILCS 140/7(1)(b))");
    EXPECT_EQ(verified(), "good");
}

TEST_P(Redactions, AreCarriedOutOnTheirDay) {
    const auto made = propose(details, {{"effective_on", "2026-11-10"}});
    ASSERT_EQ(made.status, 201) << made.text;
    ASSERT_EQ(approve(official, made.id()).status, 200);
    EXPECT_EQ(approve(city().mayor, made.id()).at("state").as_string(), "approved");
    EXPECT_EQ(execute_due(services()), 0U);
    city().clock().set(sys_days(2026y / 11 / 10) + hours(17));
    EXPECT_EQ(execute_due(services()), 1U);
    EXPECT_EQ(execute_due(services()), 0U);
    EXPECT_EQ(found("5550142"), 0U);
}

TEST_P(Redactions, AreRefusedOnceAnApproverMayNotApproveAnyMore) {
    const auto made = propose(details, {{"effective_on", "2026-11-10"}});
    ASSERT_EQ(approve(official, made.id()).status, 200);
    ASSERT_EQ(approve(city().mayor, made.id()).at("state").as_string(), "approved");
    city().clock().set(sys_days(2026y / 11 / 10) + hours(17));
    const auto set_mayor = [&](const std::function<void(accounts::Account&)>& change) {
        city()
            .services()
            .record
            .write(
                {record::Actor::belfry(), "account.update", {"account", city().mayor}},
                [&](record::Writing& writing) -> Result<void> {
                    auto account = accounts::find_account(writing.db(), {city().mayor}).value();
                    change(account);
                    accounts::save_account(writing.db(), account);
                    return {};
                }
            )
            .value();
    };
    const auto refused = [&] {
        EXPECT_EQ(execute_due(services()), 0U);
        const auto done = execute(services(), {made.id()}, record::Actor::belfry());
        return done ? std::string() : done.error().code;
    };
    set_mayor([](accounts::Account& account) { account.state = accounts::PersonState::disabled; });
    EXPECT_EQ(refused(), "approval_lapsed");
    set_mayor([](accounts::Account& account) {
        account.state = accounts::PersonState::active;
        account.roles = {accounts::Role::planner};
    });
    EXPECT_EQ(refused(), "approval_lapsed");
    EXPECT_EQ(city().get(chief, path_).at("details").as_string(), "At 5550142 in the evening");
    set_mayor([](accounts::Account& account) { account.roles = {accounts::Role::mayor}; });
    EXPECT_EQ(execute_due(services()), 1U);
}

TEST_P(Redactions, AreNotApprovedAfterSomebodyWhoMayNotApproveAnyMore) {
    const auto made = propose(details);
    ASSERT_EQ(approve(official, made.id()).status, 200);
    city().alter("UPDATE account SET state = 'disabled' WHERE id = " + std::to_string(official));
    EXPECT_EQ(approve(city().mayor, made.id()).code(), "approval_lapsed");
}

/// A hold that is placed between the second approval and its carrying out.
TEST_P(Redactions, StayApprovedWhereTheyCannotBeCarriedOutAtOnce) {
    const auto made = propose(details);
    ASSERT_EQ(approve(official, made.id()).status, 200);
    city().services().record.forbid_when([](store::Connection&, const record::Deed& deed) {
        return deed.action == record::redaction_action ? std::optional(held()) : std::nullopt;
    });
    const auto second = approve(city().mayor, made.id());
    ASSERT_EQ(second.status, 200) << second.text;
    EXPECT_EQ(second.at("state").as_string(), "approved");
    EXPECT_EQ(city().get(chief, path_).at("details").as_string(), "At 5550142 in the evening");
    city().services().record.forbid_when([](store::Connection&, const record::Deed&) {
        return std::optional<Refusal>();
    });
    EXPECT_EQ(execute_due(services()), 1U);
}

TEST_P(Redactions, OfAFileTakeTheFile) {
    const auto file = city().call(
        chief,
        http::Method::post,
        "/api/v1/attachments?object=" + object_ + "&name=Quill.txt",
        "5550142",
        {{"Content-Type", "application/octet-stream"}}
    );
    ASSERT_EQ(file.status, 201) << file.text;
    object_ = "attachment/" + std::to_string(file.id());
    ASSERT_EQ(redact({{"fields", json::Array{"sha256", "name"}}}).status, 200);
    EXPECT_EQ(city().count("attachment"), 0);
    EXPECT_EQ(city().count("attachment_content"), 0);
    EXPECT_EQ(verified(), "good");
}

TEST_P(Redactions, ReachWhatWasDeleted) {
    ASSERT_EQ(city().remove(chief, path_, city().get(chief, path_).tag()).status, 204);
    ASSERT_EQ(redact({}).status, 200);
    EXPECT_FALSE(city().get(chief, "/history/" + object_).text.contains("Quillfeather"));
    EXPECT_EQ(verified(), "good");
}

TEST_P(Redactions, ReachWhatInboxesRepeat) {
    const auto comment = city().post(
        city().staff,
        "/comments",
        json::canonical(json::Object{{"object", object_}, {"text", "Her number is 5550142"}})
    );
    ASSERT_EQ(comment.status, 201) << comment.text;
    city().alter(
        "INSERT INTO inbox_item (id, account, kind, actor, object_kind, object_id, text, at, "
        "is_read)"
        " VALUES (900, 1, 'comment', 2, 'task', " +
        std::to_string(task_) + ", 'Her number is…', 0, 0), (901, 1, 'comment', 2, 'task', " +
        std::to_string(task_) + ", 'Fine', 0, 0)"
    );
    object_ = "comment/" + std::to_string(comment.id());
    ASSERT_EQ(redact({}).status, 200);
    const auto texts = city().services().database.read([](store::Connection& db) {
        return db.query(
            "SELECT text FROM inbox_item WHERE id IN (900, 901) ORDER BY id",
            [](const store::Row& row) { return row.get<std::string>(0); }
        );
    });
    EXPECT_EQ(texts, (std::vector<std::string>{"█████ (5 ILCS 140/7(1)(b))", "Fine"}));
}

TEST_P(Redactions, OfADeletedCommentReachWhatInboxesRepeat) {
    const auto comment = city().post(
        city().staff,
        "/comments",
        json::canonical(json::Object{{"object", object_}, {"text", "Her number is 5550142"}})
    );
    ASSERT_EQ(comment.status, 201) << comment.text;
    city().alter(
        "INSERT INTO inbox_item (id, account, kind, actor, object_kind, object_id, text, at, "
        "is_read)"
        " VALUES (900, 1, 'comment', 2, 'task', " +
        std::to_string(task_) + ", 'Her number is 5550142', 0, 0)"
    );
    const auto path = "/comments/" + std::to_string(comment.id());
    ASSERT_EQ(city().remove(city().staff, path, comment.tag()).status, 204);
    object_ = "comment/" + std::to_string(comment.id());
    ASSERT_EQ(redact({}).at("state").as_string(), "executed");
    const auto text = city().services().database.read([](store::Connection& db) {
        return db.value<std::string>("SELECT text FROM inbox_item WHERE id = 900");
    });
    EXPECT_EQ(text, "█████ (5 ILCS 140/7(1)(b))");
}

TEST_P(Redactions, NameValuesThatAreThereAndCanGo) {
    EXPECT_EQ(propose({{"fields", json::Array{"state"}}}).status, 422);
    EXPECT_EQ(propose({{"fields", json::Array{"nothing"}}}).status, 422);
    object_ = "task/99999";
    EXPECT_EQ(propose(details).status, 422);
    object_ = "session/1";
    EXPECT_EQ(propose(details).status, 422);
    EXPECT_EQ(city().count("redaction"), 0);
}

/// Text that was redacted must not lie in the file either: SQLite leaves what it deletes where it
/// was unless it is told, or was built, to overwrite it.
TEST(RedactedText, IsNotInTheFileAnyMore) {
    record::TestRecord place(
        store::Engine::sqlite, store::joined({store::migrations_from(store::sql_files())})
    );
    const std::string words = "quillfeather5550142";
    const record::Object task{"task", 17};
    place.record()
        .write(
            {record::Actor::account(1), "task.create", task},
            [&](record::Writing& writing) -> Result<void> {
                writing.set("details", words);
                store::search::put(writing.db(), {"task", 17, words, words});
                return {};
            }
        )
        .value();
    const auto disclosure = place.database().read([](store::Connection& db) {
        return db.value<std::string>("SELECT disclosure FROM record_disclosure WHERE seq = 1");
    });
    ASSERT_TRUE(disclosure.has_value());
    place.restart();
    place.record()
        .write(
            {record::Actor::account(2), std::string(record::redaction_action), {"redaction"}},
            [&](record::Writing& writing) -> Result<void> {
                EXPECT_TRUE(record::remove_disclosure(writing.db(), task, {1, "details"}));
                store::search::remove(writing.db(), "task", 17);
                store::search::forget_traces(writing.db());
                return {};
            }
        )
        .value();
    place.stop();
    const auto file = place.place().location().file;
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    ASSERT_FALSE(bytes.empty());
    EXPECT_EQ(bytes.find("quillfeather"), std::string::npos) << "in the index";
    EXPECT_EQ(bytes.find(disclosure->substr(40)), std::string::npos) << "in the record";
    place.restart();
}

}  // namespace
}  // namespace belfry::public_records
