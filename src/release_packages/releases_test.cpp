#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/qr_code.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "record/entry.hpp"
#include "release_packages/package.hpp"
#include "release_packages/release_store.hpp"
#include "release_packages/review.hpp"
#include "release_packages/test_releases.hpp"
#include "release_verify/archive.hpp"
#include "release_verify/verify.hpp"

namespace belfry::release_packages {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

INSTANTIATE_TEST_SUITE_P(Engines, Releases, store::all_engines(), store::engine_name);

TEST_P(Releases, LeadFromARequestToAPackageThatAnyoneChecks) {
    const auto request = ask("vault");
    const auto shown = city().get(official, request);
    EXPECT_EQ(shown.at("request").at("due").as_string(), "2026-11-17");
    EXPECT_EQ(shown.at("skipped").at(0).at("name").as_string(), "veterans");
    EXPECT_EQ(shown.at("days_left").as_int64(), 14);

    const auto found = act(request, "/search");
    ASSERT_EQ(found.status, 200) << found.text;
    EXPECT_EQ(found.at("standing").at("entries").as_int64(), 3);
    EXPECT_EQ(act(request, "/packages").code(), "release_undecided");
    decide_all(request, "details");
    const auto made = act(request, "/packages");
    ASSERT_EQ(made.status, 200) << made.text;
    EXPECT_EQ(made.at("packages").as_int64(), 1);

    const auto zip = download(request);
    ASSERT_EQ(zip.status, 200) << zip.text;
    EXPECT_THAT(
        std::string(zip.headers.find("Content-Disposition").value_or("")), HasSubstr("attachment")
    );
    const auto verified = release_verify::verify(zip.text, {keys_.identity.log_key, {}});
    ASSERT_TRUE(verified) << verified.error().summary;
    EXPECT_EQ(verified->entries, 3U);
    EXPECT_EQ(verified->withheld, 2U);
    EXPECT_EQ(verified->removed, 0U);
    EXPECT_EQ(verified->exemptions.at(0).citation, "Minn. Stat. 13.37");
    EXPECT_TRUE(city().services().record.verify());

    const auto files = release_verify::unpack(zip.text).value();
    for (const auto* secret : {"Keymaker", "555-0142", "Rita", "White"}) {
        EXPECT_EQ(zip.text.find(secret), std::string::npos);
        for (const auto& [name, bytes] : files) {
            EXPECT_EQ(bytes.find(secret), std::string::npos) << name << ": " << secret;
        }
    }
    EXPECT_THAT(files.at("index.html"), HasSubstr("Change the lock of the vault"));
    const auto key = keys_.identity.log_key;
    EXPECT_EQ(
        files.at("code.svg"),
        accounts::qr_svg(fmt::format(
            "https://vote.city.example/verify#BELFRY-1;{};{}-package-1/index.html;{}",
            key.substr(0, key.find('+', key.find('+') + 1)),
            "records-request-" + request.substr(request.rfind('/') + 1),
            crypto::to_hex(crypto::sha256(files.at("index.html")))
        ))
    );
    // The record grows; the package stays what it was, with a newer checkpoint.
    add_task("Later", "much");
    const auto again = release_verify::verify(download(request).text, {keys_.identity.log_key, {}});
    ASSERT_TRUE(again) << again.error().summary;
    EXPECT_GT(again->size, verified->size);
    EXPECT_EQ(again->committed_at, verified->committed_at);
}

TEST_P(Releases, FindByWordsKindsAndDaysAndOnlyWhatTheCallerMaySee) {
    EXPECT_EQ(act(ask("vault lock"), "/search").at("standing").at("entries").as_int64(), 1);
    EXPECT_EQ(
        act(ask("vault", {{"kinds", json::Array{"note"}}}), "/search")
            .at("standing")
            .at("entries")
            .as_int64(),
        1
    );
    EXPECT_EQ(
        act(ask("", {{"kinds", json::Array{"decision"}}}), "/search")
            .at("standing")
            .at("entries")
            .as_int64(),
        0
    );
    EXPECT_EQ(
        act(ask("", {{"until", "2026-11-02"}}), "/search").at("standing").at("entries").as_int64(),
        0
    );
    EXPECT_EQ(
        act(ask("", {{"since", "2026-11-03"}, {"until", "2026-11-03"}}), "/search")
            .at("standing")
            .at("entries")
            .as_int64(),
        4
    );
    const auto wrong = city().post(
        official,
        "/records/requests",
        R"({"title": "x", "received": "2026-11-05", "days": 0, "kinds": ["session"],
            "since": "2026-11-03", "until": "2026-11-02"})"
    );
    EXPECT_EQ(wrong.status, 422);
    std::vector<std::string> fields;
    for (const auto& problem : wrong.at("problems").as_array()) {
        fields.emplace_back(problem.at("field").as_string());
    }
    EXPECT_THAT(fields, ElementsAre("received", "days", "until", "kinds"));
}

TEST_P(Releases, KeepDecisionsWhenSearchedAnewAndLeaveOutWhatWasNotAskedFor) {
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    add_task("Air the vault", "Soon");
    const auto found = act(request, "/search");
    EXPECT_EQ(found.at("standing").at("entries").as_int64(), 4);
    EXPECT_EQ(found.at("standing").at("withheld").as_int64(), 2);
    EXPECT_GT(found.at("standing").at("undecided").as_int64(), 0);
    const auto lines = city().get(official, request + "/review").at("items").as_array();
    const auto last = lines.back().at("entry").as_int64();
    EXPECT_EQ(
        act(request, "/left-out", R"({"entries": [1], "outside": true})").code(), "not_in_request"
    );
    const auto left =
        act(request, "/left-out", fmt::format(R"({{"entries": [{}], "outside": true}})", last));
    EXPECT_EQ(left.at("standing").at("outside").as_int64(), 1);
    EXPECT_EQ(left.at("standing").at("undecided").as_int64(), 0);
    ASSERT_EQ(act(request, "/packages").status, 200);
    const auto verified =
        release_verify::verify(download(request).text, {keys_.identity.log_key, {}});
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->outside, 1U);
    EXPECT_EQ(verified->entries, 3U);
}

TEST_P(Releases, AreRefusedWhereAWithheldValueStandsInWhatIsGivenOut) {
    city().post(
        city().staff, "/steps/2/notes", R"({"text": "Vault: ask mr. keymaker, 555-0142 twice"})"
    );
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    const auto refused = act(request, "/packages");
    EXPECT_EQ(refused.code(), "release_repeats");
    EXPECT_EQ(refused.at("problems").at(0).at("code").as_string(), "repeated_in_entry");
    EXPECT_EQ(act(request, "/packages", R"({"repeats_are_right": true})").status, 200);
}

/// A value of one text under a decision.
ReviewedField value_of(std::int64_t position, const std::string& text, FieldState state) {
    const auto name = "field" + std::to_string(position);
    return {position, name, record::disclosure_of({}, name, json::Value(text)), state};
}

ReviewedEntry entry_with(std::vector<ReviewedField> fields) {
    return {.sequence = 7, .text = {}, .fields = std::move(fields)};
}

TEST(Repeats, AreFoundWholeWithoutRegardToCaseAccentsAndBlanks) {
    const auto found = repeats_in(
        {entry_with(
            {value_of(0, "Call  Jos\u00e9\n P\u00e9rez ", FieldState::withhold),
             value_of(1, "we should call JOSE PEREZ today", FieldState::release),
             value_of(2, "call Jose", FieldState::release)}
        )},
        "Of call jose\tperez"
    );
    EXPECT_THAT(
        found, ElementsAre(Repeat{7, "field0", 0, "title"}, Repeat{7, "field0", 7, "field1"})
    );
}

TEST(Repeats, AreOfSixCharactersHoweverManyBytesTheyTake) {
    const auto count = [](const std::string& text) {
        return repeats_in({entry_with({value_of(0, text, FieldState::withhold)})}, "x" + text)
            .size();
    };
    EXPECT_EQ(count("\u0416\u0416\u0416\u0416\u0416"), 0U);
    EXPECT_EQ(count("\u0416\u0416\u0416\u0416\u0416\u0416"), 1U);
    EXPECT_EQ(count("12345      "), 0U);
}

TEST(Repeats, EndAtTwenty) {
    std::vector<ReviewedField> fields;
    for (std::int64_t position = 0; position < 10; ++position) {
        fields.push_back(value_of(position, "the same words", FieldState::withhold));
        fields.push_back(value_of(position + 100, "the same words", FieldState::release));
    }
    EXPECT_EQ(repeats_in({entry_with(std::move(fields))}, "").size(), most_repeats);
}

TEST_P(Releases, WantAnExemptionInForceWhenDecidedAndWhenMade) {
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    city().clock().advance(std::chrono::hours(24 * 90));
    EXPECT_EQ(act(request, "/packages").code(), "exemption_not_in_force");
    const auto line = city().get(official, request + "/review").at("items").at(0);
    const auto wish = [&](std::string_view rest) {
        return fmt::format(
            R"({{"fields": [{{"entry": {}, "position": 0}}], {}}})",
            line.at("entry").as_int64(),
            rest
        );
    };
    const auto expired =
        act(request,
            "/decisions",
            wish(fmt::format(R"("state": "withhold", "exemption": {})", exemption)));
    EXPECT_EQ(expired.at("problems").at(0).at("code").as_string(), "exemption_not_in_force");
    EXPECT_EQ(act(request, "/decisions", wish(R"("state": "withhold")")).status, 422);
    EXPECT_EQ(act(request, "/decisions", wish(R"("state": "removed")")).status, 422);
    EXPECT_EQ(
        act(request,
            "/decisions",
            R"({"fields": [{"entry": 1, "position": 0}], "state": "release"})")
            .code(),
        "not_in_request"
    );
}

TEST_P(Releases, ForgetAPackageOnceAValueInItIsGoneByLaw) {
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    act(request, "/packages");
    city().alter(
        "UPDATE record_disclosure SET disclosure = NULL WHERE field = 'title' AND seq IN"
        " (SELECT seq FROM release_given)"
    );
    EXPECT_EQ(download(request).code(), "release_gone");
    const auto list = city().get(official, request + "/packages");
    EXPECT_FALSE(list.at("items").at(0).at("available").as_bool());
    city()
        .services()
        .record
        .write(
            {record::Actor::belfry(), "test.forget", {"test", 2}},
            [](record::Writing& writing) -> Result<void> {
                forget_removed(writing.db());
                return {};
            }
        )
        .value();
    EXPECT_EQ(
        city().services().database.read([](store::Connection& db) {
            return db.value<std::int64_t>(
                "SELECT count(*) FROM release_package WHERE content IS NOT NULL"
            );
        }),
        0
    );
    // A new package says that they were removed.
    EXPECT_EQ(act(request, "/packages").status, 200);
    const auto verified =
        release_verify::verify(download(request, 2).text, {keys_.identity.log_key, {}});
    ASSERT_TRUE(verified) << verified.error().summary;
    EXPECT_EQ(verified->removed, 2U);
    EXPECT_EQ(verified->withheld, 2U);
}

TEST_P(Releases, AreGoneWithTheTitleOfTheirRequest) {
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    ASSERT_EQ(act(request, "/packages").status, 200);
    ASSERT_EQ(download(request).status, 200);
    city().alter(
        "UPDATE record_disclosure SET disclosure = NULL WHERE field = 'title' AND seq IN"
        " (SELECT seq FROM record_entry WHERE object_kind = 'records_request')"
    );
    EXPECT_EQ(download(request).code(), "release_gone");
    ASSERT_EQ(act(request, "/packages").status, 200) << "a new one is made without it";
    EXPECT_EQ(download(request, 2).status, 200);
}

TEST_P(Releases, DoNotFindWhoAskedUnlessRequestsAreAskedFor) {
    const auto earlier = ask("lock");
    const auto request = ask("");
    act(request, "/search");
    const auto kinds_of = [&](const std::string& of) {
        std::set<std::string> out;
        const auto lines = city().get(official, of + "/review");
        for (const auto& line : lines.at("items").as_array()) {
            const std::string object(line.at("object").as_string());
            out.insert(object.substr(0, object.find('/')));
        }
        return out;
    };
    EXPECT_FALSE(kinds_of(request).contains("records_request"));
    const auto asked_for = ask("", {{"kinds", json::Array{"records_request"}}});
    act(asked_for, "/search");
    EXPECT_TRUE(kinds_of(asked_for).contains("records_request"));
    const auto own = asked_for.substr(std::string("/records/requests/").size());
    EXPECT_FALSE(
        city().get(official, asked_for + "/review").text.contains("records_request/" + own + "\"")
    ) << "the request itself";
}

TEST_P(Releases, AreRefusedWhileTheTitleSaysWhoAsked) {
    const auto request = ask("vault", {{"title", "What RITA  reporter wants of the vault"}});
    act(request, "/search");
    decide_all(request, "details");
    const auto refused = act(request, "/packages");
    EXPECT_EQ(refused.code(), "release_repeats");
    EXPECT_EQ(refused.at("problems").at(0).at("code").as_string(), "requester_in_title");
    EXPECT_EQ(act(request, "/packages", R"({"repeats_are_right": true})").status, 200);
}

TEST_P(Releases, AreGoneWithTheCommitmentOfTheirManifest) {
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    ASSERT_EQ(act(request, "/packages").status, 200);
    city().alter("UPDATE record_disclosure SET disclosure = NULL WHERE field = 'manifest.json'");
    const auto gone = download(request);
    EXPECT_EQ(gone.status, 409);
    EXPECT_EQ(gone.code(), "release_gone");
}

TEST_P(Releases, AreNotKeptWhereAValueWasRemovedWhileTheyWereMade) {
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    ASSERT_EQ(act(request, "/packages").status, 200);
    city().alter(
        "UPDATE record_disclosure SET disclosure = NULL WHERE field = 'title' AND seq IN"
        " (SELECT seq FROM release_given)"
    );
    const auto kept = city().services().record.write(
        {record::Actor::belfry(), "test.release", {"test", 2}},
        [](record::Writing& writing) -> Result<void> {
            auto& db = writing.db();
            const auto owner =
                db.value<std::int64_t>("SELECT request FROM release_package").value();
            auto again = find_release(db, Id<RecordsRequest>{owner}, 1).value();
            again.number = 2;
            const auto given = db.query(
                "SELECT seq, position FROM release_given ORDER BY seq, position",
                [](const store::Row& row) { return FieldRef{row.integer(0), row.integer(1)}; }
            );
            return add_release(db, again, "zip", given);
        }
    );
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, "release_gone");
    EXPECT_EQ(city().get(official, request + "/packages").count(), 1U);
}

TEST_P(Releases, KeepAWithheldDigestWhereSeveralValuesWereRemoved) {
    const auto request = ask("lock");
    act(request, "/search");
    city().alter(
        "UPDATE record_disclosure SET disclosure = NULL WHERE seq IN"
        " (SELECT seq FROM release_item) AND field <> 'title'"
    );
    decide_all(request, "title");
    ASSERT_EQ(act(request, "/packages").status, 200);
    const auto verified =
        release_verify::verify(download(request).text, {keys_.identity.log_key, {}});
    ASSERT_TRUE(verified) << verified.error().summary;
    EXPECT_EQ(verified->withheld, 1U);
    EXPECT_GT(verified->removed, 1U);
}

TEST_P(Releases, AreClosedWithAPackageOrWithANote) {
    const auto request = ask("vault");
    EXPECT_EQ(act(request, "/closing", R"({"state": "answered"})").status, 422);
    EXPECT_EQ(act(request, "/closing", R"({"state": "denied"})").status, 422);
    act(request, "/search");
    decide_all(request, "details");
    act(request, "/packages");
    const auto closed = act(request, "/closing", R"({"state": "answered"})");
    ASSERT_EQ(closed.status, 200) << closed.text;
    EXPECT_EQ(closed.at("request").at("closed_on").as_string(), "2026-11-03");
    EXPECT_EQ(act(request, "/search").code(), "request_closed");
    EXPECT_EQ(act(request, "/packages").code(), "request_closed");
    EXPECT_EQ(act(request, "/closing", R"({"state": "open"})").status, 200);
    EXPECT_EQ(act(request, "/search").status, 200);
    EXPECT_EQ(
        city().get(official, "/records/requests").all("state"), std::vector<std::string>{"open"}
    );
}

TEST_P(Releases, AreReadByTheAuditorAndNobodyElseWithoutTheRight) {
    const auto request = ask("vault");
    act(request, "/search");
    decide_all(request, "details");
    act(request, "/packages");
    EXPECT_EQ(city().get(city().auditor, "/records/requests").count(), 1U);
    EXPECT_EQ(city().get(city().auditor, request + "/packages/1").status, 200);
    EXPECT_EQ(city().get(city().auditor, request + "/review").status, 403);
    EXPECT_EQ(city().get(city().observer, request).status, 403);
    EXPECT_EQ(city().act(city().mayor, request, "/search", "{}").status, 403);
    EXPECT_EQ(city().post(official, request + "/search", "{}").status, 428);
    EXPECT_EQ(
        city().call(official, http::Method::get, "/api/v1" + request + "/review?format=csv").status,
        200
    );
    EXPECT_EQ(city().get(official, "/records/requests/999").status, 404);
    EXPECT_EQ(city().get(official, request + "/packages/9").status, 404);
}

}  // namespace
}  // namespace belfry::release_packages
