// Looking after the data from the command line: people, backups, keys, the log, and what goes
// wrong.
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/test_command.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "rehearsal/thing_store.hpp"
#include "store/sqlite_session.hpp"
#include "store/test_database.hpp"
#include "transparency/code.hpp"
#include "transparency/publication.hpp"
#include "web/house.hpp"

namespace belfry::cli {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

using Words = std::vector<std::string>;

/// A data folder with the fictional city.
class CareOfData : public testing::Test {
protected:
    [[nodiscard]] fs::path folder() const { return place_.folder(); }

    [[nodiscard]] fs::path data() const { return folder() / "data"; }

    [[nodiscard]] std::string file(const std::string& name) const { return folder() / name; }

    [[nodiscard]] std::string written(const std::string& name, const std::string& text) const {
        std::ofstream(file(name), std::ios::binary) << text;
        return file(name);
    }

    static std::string content(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    [[nodiscard]] Said belfry(Words words) const {
        words.insert(words.end(), {"--data", data()});
        return ask(std::move(words));
    }

    /// What it says with --json; one object a line.
    [[nodiscard]] std::vector<json::Object> objects(Words words) const {
        words.emplace_back("--json");
        const auto said = belfry(std::move(words));
        std::vector<json::Object> out;
        std::istringstream lines(said.out.empty() ? said.error : said.out);
        for (std::string line; std::getline(lines, line);) {
            const auto object = json::parse(line);
            EXPECT_TRUE(object && object->is_object()) << line;
            out.push_back(object->as_object());
        }
        return out;
    }

    void load() const { ASSERT_EQ(belfry({"demo", "load"}).code, done); }

    /// The first line of what a command printed.
    static std::string line_of(const Said& said) { return said.out.substr(0, said.out.find('\n')); }

private:
    store::TestPlace place_{store::Engine::sqlite};
};

TEST_F(CareOfData, NeedsDataAndMakesNone) {
    for (const auto& words : std::vector<Words>{
             {"backup"},
             {"drill"},
             {"user", "list"},
             {"log", "checkpoint"},
             {"record", "head"},
             {"plans", "list"}
         }) {
        const auto said = belfry(words);
        EXPECT_EQ(said.code, refused) << words.front();
        EXPECT_THAT(said.error, HasSubstr("no data of Belfry in")) << words.front();
    }
    EXPECT_FALSE(fs::exists(data()));
}

TEST_F(CareOfData, MakesBackupsTriesThemAndPutsThemBack) {
    load();
    EXPECT_THAT(belfry({"drill"}).error, HasSubstr("There is no backup."));
    const auto made = belfry({"backup"});
    ASSERT_EQ(made.code, done) << made.error;
    const fs::path backup = line_of(made);
    ASSERT_TRUE(fs::exists(backup)) << made.out;
    EXPECT_THAT(belfry({"backup", "list"}).out, StartsWith(backup.filename().string()));
    const auto tried = belfry({"drill"});
    EXPECT_EQ(tried.code, done) << tried.error;
    EXPECT_THAT(tried.out, HasSubstr("came back"));
    const auto back = belfry({"restore", backup.filename()});
    ASSERT_EQ(back.code, done) << back.error;
    EXPECT_THAT(back.out, StartsWith("Restored. What was there before lies in "));
    EXPECT_EQ(belfry({"log", "verify"}).code, done);
    EXPECT_EQ(belfry({"restore", file("nothing")}).code, refused);
    fs::resize_file(backup, fs::file_size(backup) / 2);
    for (const auto* act : {"drill", "restore"}) {
        const auto cut = belfry({act, backup});
        EXPECT_EQ(cut.code, refused) << act;
        EXPECT_NE(cut.error, "") << act;
    }
}

TEST_F(CareOfData, SaysWhatSomebodyChangedBehindItAndDoesNotGoDown) {
    load();
    ASSERT_EQ(belfry({"log", "key"}).code, done);
    const fs::path backup = line_of(belfry({"backup"}));
    const auto database = data() / "belfry.db";
    const auto altered = [&](const fs::path& to, const std::string& sql) {
        for (const auto* part : {"", "-wal", "-shm"}) {
            fs::remove(fs::path(to.string() + part));
        }
        fs::copy_file(backup, to);
        store::open_sqlite(to, store::SqliteRole::writer)->script(sql);
    };
    for (const std::string sql : {
             "UPDATE account SET roles = 'administrator' WHERE id = 3",
             "UPDATE step SET status_reason = 'forged' WHERE number = 9",
             "UPDATE decision SET question_text = 'forged' WHERE question_text IS NOT NULL",
             "UPDATE record_node SET hash = x'00'",
             "UPDATE record_head SET peaks = x'0102'",
             "UPDATE record_head SET size = size + 1",
             "DELETE FROM record_head",
         }) {
        altered(database, sql);
        const auto verified = belfry({"log", "verify"});
        EXPECT_EQ(verified.code, found) << sql << verified.out;
        EXPECT_NE(verified.error, "") << sql;
    }
    EXPECT_EQ(belfry({"log", "checkpoint"}).code, found) << "no head";
    const auto copy = file("copy.backup");
    altered(copy, "UPDATE record_entry SET action = 'task.forge' WHERE seq = 5");
    const auto restored = belfry({"restore", copy});
    EXPECT_EQ(restored.code, found);
    EXPECT_THAT(restored.out, StartsWith("Restored. What was there before lies in "));
    EXPECT_THAT(restored.error, HasSubstr("changed outside of Belfry"));
    const auto key = data() / "belfry.key";
    fs::rename(key, file("key.away"));
    EXPECT_THAT(belfry({"log", "key"}).error, HasSubstr("Put it back from where you keep it"));
    EXPECT_FALSE(fs::exists(key));
    fs::rename(file("key.away"), key);
    fs::resize_file(database, 0);
    EXPECT_THAT(belfry({"log", "verify"}).error, HasSubstr("the data were lost"));
    EXPECT_EQ(fs::file_size(database), 0U);
    fs::rename(database, data() / "belfry.db.restoring.part");
    EXPECT_THAT(
        web::open_house({.data = data(), .database = {}}).error().summary,
        HasSubstr("ended in the middle")
    );
    EXPECT_FALSE(fs::exists(database));
}

TEST_F(CareOfData, EncryptsBackupsToWhomeverItIsTold) {
    load();
    EXPECT_EQ(belfry({"backup-settings", "--recipient", "age1nobody"}).code, refused);
    const std::string secret =
        "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    const std::string recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    const auto set = belfry(
        {"backup-settings",
         "--recipient",
         recipient,
         "--at",
         "03:15",
         "--keep",
         "3",
         "--drill-on",
         "friday"}
    );
    ASSERT_EQ(set.code, done) << set.error;
    EXPECT_THAT(set.out, HasSubstr("Each night at 03:15, 3 are kept; a drill on friday."));
    EXPECT_THAT(belfry({"backup-settings"}).out, HasSubstr("Encrypted to " + recipient));
    const fs::path backup = line_of(belfry({"backup"}));
    EXPECT_THAT(backup.string(), testing::EndsWith(".age"));
    EXPECT_THAT(content(backup), StartsWith("age-encryption.org/v1"));
    EXPECT_EQ(belfry({"drill"}).code, refused) << "nobody but who has the identity opens it";
    EXPECT_EQ(belfry({"restore", backup}).code, refused);
    EXPECT_EQ(belfry({"restore", backup, "--identity", file("none")}).code, refused);
    const auto wrong = belfry({"restore", backup, "--identity", written("wrong", "no identity\n")});
    EXPECT_EQ(wrong.code, refused);
    EXPECT_THAT(wrong.error, HasSubstr(file("wrong") + ": "));
    const auto identity = written("identity", "# kept apart\n" + secret + "\n");
    EXPECT_EQ(belfry({"drill", "--identity", identity}).code, done);
    EXPECT_EQ(belfry({"restore", backup, "--identity", identity}).code, done);
    EXPECT_THAT(
        belfry({"backup-settings", "--recipient", "none"}).out, HasSubstr("Not encrypted.")
    );
}

TEST_F(CareOfData, SaysWhetherTheSettingsFileKeepsItsSecret) {
    load();
    const auto file = data() / "belfry.toml";
    std::ofstream(file) << "database = \"postgres://belfry:secret@db/belfry\"\n";
    ::setenv("BELFRY_CONFIG", file.c_str(), 1);
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_THAT(belfry({"doctor"}).out, HasSubstr("holds no password that others may read"));
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
    const auto open = belfry({"doctor"});
    EXPECT_EQ(open.code, found);
    EXPECT_THAT(open.out, HasSubstr("BAD        Settings file: " + file.string()));
    EXPECT_THAT(open.out, HasSubstr("Run: chmod 600"));
    fs::remove(file);
    EXPECT_THAT(belfry({"doctor"}).out, testing::Not(HasSubstr("Settings file")));
    ::unsetenv("BELFRY_CONFIG");
}

TEST_F(CareOfData, RenewsTheKeyAndSaysWhenItIsTheWrongOne) {
    load();
    EXPECT_EQ(belfry({"log", "key"}).code, done) << "seals the log's keys";
    const auto before = content(data() / "belfry.key");
    const auto renewed = belfry({"key", "renew"});
    ASSERT_EQ(renewed.code, done) << renewed.error;
    EXPECT_NE(content(data() / "belfry.key"), before);
    EXPECT_EQ(content(data() / "belfry.key.old"), before);
    EXPECT_EQ(belfry({"log", "checkpoint"}).code, done);
    fs::permissions(data() / "belfry.key", fs::perms::others_read, fs::perm_options::add);
    const auto loose = belfry({"user", "list"});
    EXPECT_EQ(loose.code, refused);
    EXPECT_THAT(loose.error, HasSubstr("chmod 600"));
    EXPECT_EQ(belfry({"log", "checkpoint"}).code, refused);
    EXPECT_EQ(belfry({"doctor"}).code, found);
    fs::permissions(data() / "belfry.key", fs::perms::others_read, fs::perm_options::remove);
    {
        const auto server = web::open_house({.data = data()});
        ASSERT_TRUE(server);
        EXPECT_EQ(belfry({"key", "renew"}).code, in_use) << "it would go on with the old key";
        EXPECT_EQ(belfry({"backup"}).code, done) << "this works beside it";
        EXPECT_NE(belfry({"restore", "none"}).code, done);
    }
    fs::remove(data() / "belfry.key");
    const auto lost = belfry({"key", "lost"});
    EXPECT_EQ(lost.code, done) << lost.error;
}

TEST_F(CareOfData, InvitesPeopleAndTakesTheirRightsAway) {
    load();
    const auto add = [&](Words more) {
        Words words{"user", "add", "ana@city.example", "--name", "Ana"};
        words.insert(words.end(), more.begin(), more.end());
        return belfry(words);
    };
    EXPECT_EQ(add({"--roles", "king"}).code, refused);
    const auto never = add({"--roles", "mayor", "--until", "tomorrow"});
    EXPECT_EQ(never.code, refused);
    EXPECT_THAT(never.error, HasSubstr("YYYY-MM-DD"));
    const auto made = add({"--roles", "mayor,staff", "--url", "https://belfry.city.example"});
    ASSERT_EQ(made.code, done) << made.error;
    EXPECT_THAT(made.out, HasSubstr("https://belfry.city.example/invitation#"));
    for (const auto* act : {"disable", "enable", "reset-link"}) {
        const auto said = belfry({"user", act, "nobody@city.example"});
        EXPECT_EQ(said.code, refused) << act;
        EXPECT_NE(said.error, "") << act;
    }
    EXPECT_EQ(
        belfry({"user", "set-roles", "nobody@city.example", "--roles", "mayor"}).code, refused
    );
    EXPECT_EQ(
        belfry({"user", "set-roles", "ana@city.example", "--roles", "emperor"}).code, refused
    );
    EXPECT_THAT(belfry({"user", "list"}).out, HasSubstr("ana@city.example"));
    EXPECT_FALSE(objects({"user", "list"}).empty());
}

TEST_F(CareOfData, ShowsTheLogToWhoeverWantsToCheckIt) {
    load();
    const auto checkpoint = belfry({"log", "checkpoint"});
    ASSERT_EQ(checkpoint.code, done) << checkpoint.error;
    const auto kept = written("kept.txt", checkpoint.out);
    const auto key = std::string(objects({"log", "key"}).at(0).at("log").as_string());
    const auto good = ask({"log", "verify", "--checkpoint", kept, "--key", key});
    EXPECT_EQ(good.code, done) << good.error;
    EXPECT_THAT(good.out, HasSubstr("0 of 0 witnesses"));
    const auto more = belfry({"log", "verify", "--checkpoint", kept});
    EXPECT_EQ(more.code, done) << more.error;
    EXPECT_THAT(more.out, HasSubstr("all good"));
    EXPECT_EQ(
        belfry({"log", "verify", "--checkpoint", written("other.txt", "no checkpoint")}).code, found
    );
    EXPECT_EQ(ask({"log", "verify", "--checkpoint", file("none"), "--key", key}).code, refused);
    EXPECT_EQ(ask({"log", "verify", "--checkpoint", file("other.txt"), "--key", key}).code, found);
    EXPECT_EQ(ask({"log", "verify", "--checkpoint", kept, "--key", "no key"}).code, refused);
    EXPECT_EQ(
        ask({"log", "verify", "--checkpoint", kept, "--key", key, "--witness", "no key"}).code,
        refused
    );
    const auto itself =
        ask({"log", "verify", "--checkpoint", kept, "--key", key, "--witness", key});
    EXPECT_EQ(itself.code, refused) << "a log is no witness of itself";
    EXPECT_THAT(itself.error, HasSubstr("no witness's key"));
    EXPECT_EQ(ask({"log", "verify", "--checkpoint", file("none"), "--key", key}).code, refused);
    EXPECT_EQ(belfry({"log", "verify", "--checkpoint", file("none")}).code, refused);
    for (const auto& words : std::vector<Words>{
             {"--proof", "p"},
             {"--document", "d"},
             {"--proof", "p", "--document", "d"},
             {"--key", key},
             {"--against", kept, "--key", key},
             {"--against", kept, "--checkpoint", kept},
             {"--against", kept, "--checkpoint", kept, "--key", key, "--document", "d"}
         }) {
        Words all{"log", "verify"};
        all.insert(all.end(), words.begin(), words.end());
        EXPECT_EQ(belfry(all).code, wrong_usage) << words.front();
    }
    const auto both = Words{"log", "verify", "--checkpoint", kept, "--against", kept, "--key", key};
    const auto one = ask(both);
    EXPECT_EQ(one.code, done) << one.error;
    EXPECT_THAT(one.out, HasSubstr("does not show two histories"));
    auto with_no_proof = both;
    with_no_proof.insert(with_no_proof.end(), {"--proof", kept});
    EXPECT_EQ(ask(with_no_proof).code, refused) << "a checkpoint is no proof";
    EXPECT_EQ(belfry({"log", "new-epoch"}).code, refused) << "nothing was lost";
    EXPECT_EQ(belfry({"log", "address", "ftp://vote.city.example"}).code, refused);
    const auto named = belfry({"log", "address", "https://vote.city.example"});
    EXPECT_EQ(named.code, done) << named.error;
    EXPECT_THAT(named.out, HasSubstr("vote.city.example"));
}

TEST_F(CareOfData, ProvesEntriesAndDocuments) {
    load();
    EXPECT_EQ(belfry({"log", "prove"}).code, wrong_usage);
    EXPECT_EQ(belfry({"log", "prove", "x", "--entry", "1"}).code, wrong_usage);
    EXPECT_EQ(belfry({"log", "prove", "--entry", "99999999"}).code, refused);
    EXPECT_EQ(belfry({"log", "prove", file("none")}).code, refused);
    const auto never = belfry({"log", "prove", written("never.html", "never published")});
    EXPECT_EQ(never.code, refused);
    EXPECT_THAT(never.error, HasSubstr("never published"));
    const auto shown = belfry({"log", "prove", "--entry", "1"});
    ASSERT_EQ(shown.code, done) << shown.error;
    EXPECT_THAT(shown.out, StartsWith("c2sp.org/tlog-proof@v1\nindex 0\n"));
    EXPECT_EQ(belfry({"log", "prove", "--entry", "1", "--output", file("1.proof")}).code, done);
    EXPECT_THAT(content(file("1.proof")), StartsWith("c2sp.org/tlog-proof@v1\nindex 0\n"));
    const auto nowhere = belfry({"log", "prove", "--entry", "1", "--output", file("no/1.proof")});
    EXPECT_EQ(nowhere.code, failed);
    EXPECT_THAT(nowhere.error, HasSubstr("cannot be written"));
}

TEST_F(CareOfData, HoldsADocumentToTheTextOfItsCode) {
    load();
    const std::string page = "<p>Polls open at 7</p>";
    const auto document = written("4.html", page);
    const auto key = std::string(objects({"log", "key"}).at(0).at("log").as_string());
    const auto code = transparency::code_text(key, "/steps/4", page);
    const Words verify{"log", "verify", "--document", document, "--code"};
    const auto with = [&](const std::string& text, Words more = {}) {
        auto words = verify;
        words.push_back(text);
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    const auto never = belfry(with(code));
    EXPECT_EQ(never.code, found);
    EXPECT_THAT(never.out, HasSubstr("this is /steps/4 of the code"));
    EXPECT_THAT(never.error, HasSubstr("never published"));
    {
        const auto house = web::open_house({.data = data()}).value();
        ASSERT_TRUE(transparency::commit(
            *house->database, *house->record, {{"/steps/4", crypto::to_hex(crypto::sha256(page))}}
        ));
    }
    const auto good = belfry(with("https://vote.city.example/verify#" + code));
    EXPECT_EQ(good.code, done) << good.error;
    EXPECT_THAT(good.out, HasSubstr("Published at /steps/4 by entry"));
    // Where there are no data: the document alone, or with a proof.
    const auto alone = ask(with(code, {"--data", file("nothing")}));
    EXPECT_EQ(alone.code, done) << alone.error;
    EXPECT_THAT(alone.out, Not(HasSubstr("Published")));
    ASSERT_EQ(belfry({"log", "prove", document, "--output", file("4.proof")}).code, done);
    const Words proved{"--proof", file("4.proof"), "--key", key};
    const auto elsewhere = ask(with(code, proved));
    EXPECT_EQ(elsewhere.code, done) << elsewhere.error;
    EXPECT_THAT(elsewhere.out, HasSubstr("this is /steps/4 of the code"));
    EXPECT_THAT(elsewhere.out, HasSubstr("committed at"));
    EXPECT_THAT(elsewhere.out, Not(HasSubstr("another key")));
    const auto renamed =
        ask(with(transparency::code_text("old.example/belfry/log+1a2b3c4d+A", "/", page), proved));
    EXPECT_EQ(renamed.code, done) << renamed.error;
    EXPECT_THAT(renamed.out, HasSubstr("another key"));
    // Of another document, or no code.
    const auto other = transparency::code_text(key, "/steps/4", "another page");
    for (const auto& more : {Words{}, proved}) {
        const auto refused_one = ask(with(other, more));
        EXPECT_EQ(refused_one.code, found);
        EXPECT_THAT(refused_one.error, HasSubstr("not /steps/4 of the code"));
        EXPECT_EQ(ask(with("BELFRY-1;x", more)).code, refused);
    }
    EXPECT_EQ(ask({"log", "verify", "--code", code, "--document", file("none")}).code, refused);
    EXPECT_EQ(ask({"log", "verify", "--code", code}).code, wrong_usage);
    EXPECT_EQ(ask(with(code, {"--proof", file("4.proof")})).code, wrong_usage);
    EXPECT_EQ(ask(with(code, {"--checkpoint", document, "--key", key})).code, wrong_usage);
}

TEST_F(CareOfData, NamesAnEntryThatWasChanged) {
    load();
    ASSERT_EQ(belfry({"record", "verify"}).code, done);
    {
        const auto location = web::Place{.data = data()}.location();
        const auto session = store::open_sqlite(location.file, store::SqliteRole::writer);
        EXPECT_EQ(
            session->execute("UPDATE record_entry SET entry = entry || ' ' WHERE seq = 3"), 1
        );
    }
    const auto said = belfry({"record", "verify"});
    EXPECT_EQ(said.code, found) << said.out;
    EXPECT_EQ(belfry({"doctor", "--full"}).code, found);
}

TEST_F(CareOfData, FailsWhereNobodyCanReadWhatItSays) {
    load();
    std::fflush(stdout);
    const int kept = ::dup(STDOUT_FILENO);
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    ASSERT_GE(full, 0);
    ::dup2(full, STDOUT_FILENO);
    testing::internal::CaptureStderr();
    Words words{"belfry", "log", "key", "--data", data()};
    std::vector<char*> pointers;
    for (auto& word : words) {
        pointers.push_back(word.data());
    }
    const Program program{"1.2.3", {}};
    const int code = run(program, pointers);
    std::fflush(stdout);
    std::clearerr(stdout);
    ::dup2(kept, STDOUT_FILENO);
    ::close(kept);
    ::close(full);
    EXPECT_EQ(code, failed);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("disk full"));
}

TEST_F(CareOfData, WritesThePublicPagesAndTheApiDocument) {
    load();
    const auto pages = belfry({"export-portal", file("pages")});
    ASSERT_EQ(pages.code, done) << pages.error;
    EXPECT_TRUE(fs::exists(folder() / "pages/index.html"));
    const auto nowhere = belfry({"export-portal", "/proc/nowhere"});
    EXPECT_EQ(nowhere.code, failed);
    EXPECT_THAT(nowhere.error, HasSubstr("/proc/nowhere")) << "what cannot be written is named";
    const auto document = json::parse(ask({"openapi"}).out);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->at("openapi"), json::Value("3.1.0"));
    EXPECT_EQ(ask({"version"}).out, "belfry 1.2.3\n");
    EXPECT_EQ(ask({"version", "--json"}).out, "{\"version\":\"1.2.3\"}\n");
    EXPECT_THAT(ask({"completion", "bash"}).out, HasSubstr("complete"));
    EXPECT_EQ(belfry({"demo", "remove"}).code, done);
    EXPECT_EQ(belfry({"demo", "load", "--language", "xx"}).code, wrong_usage);
}

/// The number of a plan with ballots for emergencies, as the web app would have made it.
std::string add_plan(const fs::path& data) {
    const auto house = web::open_house({.data = data}).value();
    const auto number = house->record->write(
        {record::Actor::belfry(), "plan.create", {"plan", 0}},
        [&](record::Writing& w) -> Result<std::int64_t> {
            simulation::Measure ballots;
            ballots.id = "paper";
            ballots.kind = simulation::MeasureKind::emergency_ballots;
            ballots.count = 50;
            rehearsal::Plan plan;
            plan.id = {w.object().id};
            plan.name = "Paper on hand";
            plan.measures = {ballots};
            plan.revision = w.revision();
            plan.updated_at = w.at();
            rehearsal::save(w.db(), plan);
            return plan.id.value;
        }
    );
    return std::to_string(number.value());
}

TEST_F(CareOfData, ReadsPlansBackAndExportsThem) {
    load();
    const auto number = add_plan(data());
    EXPECT_THAT(belfry({"plans", "list"}).out, HasSubstr("Paper on hand"));
    EXPECT_THAT(belfry({"plans", "show", number}).out, HasSubstr("Paper on hand"));
    EXPECT_EQ(objects({"plans", "show", number}).at(0).at("name"), json::Value("Paper on hand"));
    EXPECT_TRUE(json::parse(belfry({"plans", "export", number}).out));
    EXPECT_THAT(belfry({"export", "plans"}).out, HasSubstr("Paper on hand"));
    EXPECT_TRUE(json::parse(belfry({"export", "scenarios", "--format", "json"}).out));
    const auto book = belfry({"export", "plans", "--format", "xlsx", "--output", file("p.xlsx")});
    EXPECT_EQ(book.code, done) << book.error;
    EXPECT_THAT(content(file("p.xlsx")), StartsWith("PK"));
    EXPECT_EQ(belfry({"export", "runs"}).code, done);
    const auto compared = belfry({"plans", "compare", "0", number, "--days", "64"});
    EXPECT_EQ(compared.code, done) << compared.error;
    EXPECT_THAT(compared.out, HasSubstr("Paper on hand"));
    const auto cards = belfry({"plans", "protocol", number, "--output", file("cards.html")});
    EXPECT_EQ(cards.code, done) << cards.error;
    EXPECT_THAT(content(file("cards.html")), HasSubstr("<html"));
}

TEST_F(CareOfData, RefusesPlansAndRunsThatAreNotThere) {
    load();
    for (const auto& words : std::vector<Words>{
             {"plans", "show", "999999"},
             {"plans", "export", "999999"},
             {"plans", "compare", "0", "999999", "--days", "64"},
             {"plans", "protocol", "999999"},
             {"export", "plans", "--format", "svg"},
             {"export", "chart", "999999"},
             {"export", "results", "999999"},
             {"rehearse", "--run", "999999"}
         }) {
        const auto said = belfry(words);
        EXPECT_EQ(said.code, refused) << words[0] << ' ' << words[1] << said.out;
        EXPECT_NE(said.error, "") << words[0] << ' ' << words[1];
    }
    const auto nowhere = belfry({"export", "plans", "--output", file("no/p.csv")});
    EXPECT_EQ(nowhere.code, failed);
    EXPECT_THAT(nowhere.error, HasSubstr("no/p.csv: No such file"));
}

TEST_F(CareOfData, SaysAndChangesWhatIsKnownOfTheElection) {
    load();
    const auto shown = belfry({"election", "show"});
    ASSERT_EQ(shown.code, done) << shown.error;
    EXPECT_NE(shown.out, "");
    EXPECT_EQ(belfry({"election", "set", file("none")}).code, refused);
    EXPECT_EQ(belfry({"election", "set", written("bad.json", "{")}).code, refused);
    EXPECT_EQ(
        belfry({"election", "set", written("odd.json", R"({"colour":"red"})")}).code, refused
    );
    EXPECT_EQ(belfry({"election", "fit", file("none")}).code, refused);
    EXPECT_EQ(belfry({"election", "fit", written("log.csv", "a,b\n1,2\n")}).code, refused);
    EXPECT_EQ(belfry({"import-undo", "999999"}).code, refused);
    EXPECT_EQ(belfry({"import", file("none.csv")}).code, refused);
}

TEST_F(CareOfData, ListsRequestsAndRefusesPackagesThatAreNone) {
    load();
    EXPECT_EQ(belfry({"records", "requests"}).code, done);
    const auto none = belfry({"records", "package", "999999", "--output", file("p.zip")});
    EXPECT_EQ(none.code, refused);
    EXPECT_FALSE(fs::exists(file("p.zip")));
    EXPECT_EQ(ask({"records", "verify", file("none.zip")}).code, refused);
    EXPECT_EQ(ask({"records", "verify", written("text.zip", "no zip")}).code, found);
}

}  // namespace
}  // namespace belfry::cli
