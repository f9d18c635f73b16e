// A bundle in which anything was changed does not pass; one that was interrupted does.
#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <functional>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit_bundle/test_audit.hpp"

namespace belfry::audit_bundle {
namespace {

using audit::AuditMethod;

/// An audit in which every kind of event occurs.
std::map<std::string, std::string> eventful() {
    TestAudit audit(mayor(AuditMethod::comparison, 100));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 6}});
    EXPECT_TRUE(not_found(audit.bundle(), 1, "", audit.deed({"Ann"})));
    EXPECT_TRUE(not_found(audit.bundle(), 1, "", audit.deed({"Ben"})));
    EXPECT_TRUE(audit.read(2, "Ann"));
    EXPECT_TRUE(audit.read(2, "Ben"));
    EXPECT_TRUE(wrong_card(audit.bundle(), 2, "Another batch.", audit.deed({"Ann", "Ben"})));
    const audit::Reading blank{{"Mayor", audit::Sight::blank, {}}};
    const audit::Reading over{{"Mayor", audit::Sight::overvoted, {}}};
    EXPECT_TRUE(audit.read(3, "Ann", blank));
    EXPECT_TRUE(audit.read(3, "Ben", over));
    EXPECT_TRUE(settle(
        audit.bundle(), {3, audit::Settlement::agreement, "", blank}, audit.deed({"Ann", "Ben"})
    ));
    audit.read_all();
    audit.measure_round();
    EXPECT_TRUE(order_full_count(audit.bundle(), "Mayor", "A show.", audit.deed()));
    audit::FullCountRecorded counted;
    counted.contest = "Mayor";
    counted.votes = audit.election().contests.contests[0].choices;
    EXPECT_TRUE(record_full_count(audit.bundle(), counted, audit.deed({"Ann", "Ben"})));
    EXPECT_TRUE(close(audit.bundle(), audit.deed()));
    audit::Signature signature;
    signature.name = "Clerk";
    EXPECT_TRUE(sign(audit.bundle(), signature, audit.deed()));
    return public_files(audit.folder());
}

TEST(Tampering, EveryKindOfEventIsThere) {
    const auto files = eventful();
    ASSERT_TRUE(audit_verify::verify(files).holds) << words(audit_verify::verify(files));
    std::set<std::string> kinds;
    for (const auto& [path, bytes] : files) {
        if (path.starts_with("events/")) {
            kinds.emplace(json::name_of(audit::read_event(bytes)->kind));
        }
    }
    EXPECT_EQ(kinds.size(), json::all_of<audit::EventKind>().size());
}

/// The events that may be named when a byte of a file is changed: an event itself, or the next,
/// whose `previous` it was; what committed to a file; none for the head.
std::pair<std::int64_t, std::int64_t> where_it_shows(
    const std::map<std::string, std::string>& files, const std::string& path
) {
    if (path == "head") {
        return {0, 0};
    }
    std::int64_t number = 0;
    for (const auto& [name, bytes] : files) {
        if (!name.starts_with("events/")) {
            continue;
        }
        ++number;
        const auto event = *audit::read_event(bytes);
        const bool speaks_of_it =
            (event.kind == audit::EventKind::file_committed &&
             event.body.at("path").as_string() == path) ||
            (event.kind == audit::EventKind::round_drawn && path.starts_with("lists/"));
        if (name == path || speaks_of_it) {
            const bool last =
                number == std::count_if(files.begin(), files.end(), [](const auto& f) {
                    return f.first.starts_with("events/");
                });
            // A change of the last event that breaks no rule shows at the head.
            return {last ? 0 : number, name == path ? number + 1 : number};
        }
    }
    return {-1, -1};
}

TEST(Tampering, AnyChangedByteOfAnyFileIsCaughtAndTheEventNamed) {
    const auto files = eventful();
    SeededRandom random(11);
    std::size_t tried = 0;
    for (const auto& [path, bytes] : files) {
        // Every byte of small files, some of larger ones.
        const std::size_t every = bytes.size() > 600 ? bytes.size() / 25 : 17;
        for (std::size_t at = bytes.size() % every; at < bytes.size(); at += every) {
            auto changed = files;
            std::array<std::byte, 1> mask{};
            random.fill(mask);
            const auto flip = std::to_integer<unsigned>(mask[0]) | 1U;
            changed[path][at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ flip);
            const auto result = audit_verify::verify(changed);
            ASSERT_TRUE(result.finding) << path << " at " << at;
            const auto named = result.finding->event;
            const auto [first, last] = where_it_shows(files, path);
            EXPECT_TRUE(named >= first && named <= last)
                << path << " at " << at << ": " << words(result);
            ++tried;
        }
    }
    EXPECT_GT(tried, 400U);
}

TEST(Tampering, MissingAndForeignFilesAreCaught) {
    const auto files = eventful();
    for (const auto& [path, bytes] : files) {
        auto without = files;
        without.erase(path);
        EXPECT_FALSE(audit_verify::verify(without).holds) << path;
    }
    for (const auto* const foreign : {"files/99-more.csv", "events/000999.json", "events/x"}) {
        auto more = files;
        more[foreign] = "x";
        EXPECT_FALSE(audit_verify::verify(more).holds) << foreign;
    }
}

TEST(Tampering, WhatALinkPointsToIsNotOfTheBundle) {
    TestAudit audit(mayor(AuditMethod::comparison, 40));
    audit.until_seeded();
    EXPECT_TRUE(links_in(audit.folder()).empty());
    const auto manifest = audit.progress().files.at(1).path;
    const auto elsewhere = audit.folder().parent_path() / "elsewhere.csv";
    std::filesystem::rename(audit.folder() / manifest, elsewhere);
    std::filesystem::create_symlink(elsewhere, audit.folder() / manifest);
    std::filesystem::create_symlink("..", audit.folder() / "up");
    EXPECT_THAT(links_in(audit.folder()), testing::UnorderedElementsAre(manifest, "up"));
    const auto result = audit.verified();
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(result.finding->file, manifest);
    std::filesystem::remove(elsewhere);
}

/// Puts a changed body into an event and makes the hashes after it fit again: only the rules can
/// still catch it.
std::map<std::string, std::string> rewritten(
    std::map<std::string, std::string> files,
    const std::string& kind,
    std::string_view at,
    const json::Value& value
) {
    std::string previous(audit::no_event);
    std::int64_t events = 0;
    bool changed = false;
    for (auto& [path, bytes] : files) {
        if (!path.starts_with("events/")) {
            continue;
        }
        auto event = *audit::read_event(bytes);
        event.previous = previous;
        if (!changed && json::name_of(event.kind) == kind) {
            event.body.at_pointer(at) = value;
            changed = true;
        }
        bytes = audit::text_of(event);
        previous = audit::hash_of(bytes);
        ++events;
    }
    EXPECT_TRUE(changed) << kind;
    files["head"] = std::to_string(events) + " " + previous + "\n";
    return files;
}

/// Kind of event, place in its body (a JSON pointer), what stands there now, and the kind of event
/// that does not follow where it is another. No verdict of this audit hangs on its risk limit and
/// on γ: only the signature does.
constexpr std::string_view forgeries = R"json([
  ["audit_opened", "/risk_limit", 0.5, "signed"],
  ["audit_opened", "/gamma", 1.5, "signed"],
  ["audit_opened", "/sampling", "hash", "round_drawn"],
  ["file_committed", "/sha256", "aaaaaaaa"],
  ["file_committed", "/bytes", 1],
  ["file_committed", "/role", "original", "commitments_closed"],
  ["commitments_closed", "/cards", 101],
  ["commitments_closed", "/files", "aaaaaaaa"],
  ["commitments_closed", "/contests/0/claims/0/margin", 0.9],
  ["commitments_closed", "/contests/0/claims/0/words", "Bea has more votes than Ada."],
  ["seed_rolled", "/rolls/0/digit", 9],
  ["seed_rolled", "/seed", "00000000000000000000"],
  ["round_drawn", "/items/0/position", 999],
  ["round_drawn", "/items/0/contests", []],
  ["round_drawn", "/draws/0/picks/0/ticket", "0.1"],
  ["round_drawn", "/draws/0/before", 3],
  ["round_drawn", "/list_sha256", "aaaaaaaa"],
  ["reading_sealed", "/reader", "Zoe"],
  ["readings_opened", "/agree", false],
  ["readings_opened", "/first/reading/0/votes", {"Cy": 1}],
  ["reading_settled", "/how", "by lot"],
  ["card_missing", "/search", 2],
  ["wrong_card", "/item", 5],
  ["risk_measured", "/contests/0/p_value", 0.01],
  ["risk_measured", "/contests/0/verdict", "confirmed"],
  ["risk_measured", "/contests/0/not_found", 0],
  ["risk_measured", "/contests/0/formula", "BRAVO (Lindeman, Stark and Yates 2012)"],
  ["risk_measured", "/contests/0/next", 7],
  ["risk_measured", "/contests/0/next_rule", "as many as one likes"],
  ["risk_measured", "/contests/0/claims/0/words", "All is well."],
  ["full_count_ordered", "/contest", "Sheriff"],
  ["full_count_recorded", "/same_outcome", false],
  ["audit_closed", "/contests/0/verdict", "confirmed"],
  ["signed", "/head", "aaaaaaaa"]
])json";

/// The first event of a kind.
std::int64_t first_of(const std::map<std::string, std::string>& files, const std::string& kind) {
    std::int64_t number = 0;
    for (const auto& [path, bytes] : files) {
        if (path.starts_with("events/")) {
            ++number;
            if (json::name_of(audit::read_event(bytes)->kind) == kind) {
                return number;
            }
        }
    }
    return -1;
}

TEST(Forgery, OfEveryKindOfEventIsNamedEvenWhenAllHashesFit) {
    const auto files = eventful();
    std::set<std::string> kinds;
    const auto table = *json::parse(forgeries);
    for (const auto& each : table.as_array()) {
        const auto& row = each.as_array();
        const std::string kind(row[0].as_string());
        const std::string at(row[1].as_string());
        kinds.insert(kind);
        const auto result = audit_verify::verify(rewritten(files, kind, at, row[2]));
        EXPECT_FALSE(result.holds) << kind << ": " << at;
        if (result.finding) {
            const auto expected = row.size() > 3 ? std::string(row[3].as_string()) : kind;
            EXPECT_EQ(result.finding->event, first_of(files, expected))
                << kind << ", " << at << ": " << words(result);
        }
    }
    EXPECT_EQ(kinds.size(), json::all_of<audit::EventKind>().size());
}

/// Where in a body something else could stand, and what; of lists in the first element alone.
void find_leaves(
    const json::Value& value,
    const std::string& at,
    std::vector<std::pair<std::string, json::Value>>& out
) {
    if (const auto* const object = value.if_object()) {
        for (const auto& [name, member] : *object) {
            find_leaves(member, at + "/" + std::string(name), out);
        }
    } else if (const auto* const list = value.if_array()) {
        if (!list->empty()) {
            find_leaves(list->front(), at + "/0", out);
        }
    } else if (value.is_string()) {
        out.emplace_back(at, std::string(value.get_string()) + "x");
    } else if (value.is_bool()) {
        out.emplace_back(at, !value.get_bool());
    } else if (value.is_int64()) {
        out.emplace_back(at, value.get_int64() + 1);
    } else if (value.is_double()) {
        out.emplace_back(at, value.get_double() + 0.125);
    }
}

TEST(Forgery, OfAnyMemberIsCaughtWhereItStandsUnlessOnlyASignatureCanVouchForIt) {
    const auto files = eventful();
    const auto signed_at = first_of(files, "signed");
    std::set<std::string> caught_later;
    for (const auto& kind : json::all_of<audit::EventKind>()) {
        const std::string name(json::name_of(kind));
        const auto here = first_of(files, name);
        const auto event = *audit::read_event(files.at(fmt::format("events/{:06}.json", here)));
        std::vector<std::pair<std::string, json::Value>> leaves;
        find_leaves(event.body, "", leaves);
        for (const auto& [at, value] : leaves) {
            const auto result = audit_verify::verify(rewritten(files, name, at, value));
            const bool at_once = result.finding && result.finding->event == here;
            if (!at_once) {
                caught_later.insert(name + at);
                EXPECT_TRUE(here == signed_at || (result.finding && result.finding->event > here))
                    << name << at;
            }
        }
    }
    // What people say of themselves and of what they did, and terms that show where they are used.
    EXPECT_THAT(
        caught_later,
        testing::IsSubsetOf(
            {"audit_opened/title",
             "audit_opened/election",
             "audit_opened/jurisdictions/0",
             "audit_opened/risk_limit",
             "audit_opened/gamma",
             "audit_opened/with_replacement",
             "audit_opened/card_styles",
             "file_committed/format",
             "file_committed/jurisdiction",
             "file_committed/contest",
             "seed_rolled/rolls/0/by",
             "reading_sealed/item",
             "reading_sealed/reader",
             "reading_sealed/digest",
             "reading_settled/reason",
             "card_missing/item",
             "card_missing/note",
             "wrong_card/reason",
             "full_count_ordered/reason",
             "full_count_recorded/votes/0/votes",
             "signed/name",
             "signed/role"}
        )
    );
}

/// An audit with a manifest in a maker's format; `plain` is what is said to follow from it.
std::map<std::string, std::string> translated_manifest(const std::string& plain) {
    TestAudit audit(mayor(AuditMethod::comparison, 40));
    audit.open();
    const auto add = [&](audit::FileRole role, const std::string& text, const std::string& from) {
        audit::CommittedFile file;
        file.role = role;
        file.jurisdiction = "North";
        file.format = "test";
        file.rows = std::ranges::count(text, '\n') - 1;
        file.made_from = from;
        const auto now = audit.deed();
        return *audit.bundle().commit(file, "manifest.csv", text, now.by, now.at);
    };
    const auto original =
        add(audit::FileRole::original, "Batch Name,Number of Ballots\r\n=\"B1\",\"1,020\"\r\n", "");
    add(audit::FileRole::manifest, plain, original.sha256);
    return public_files(audit.folder());
}

TEST(Forgery, OfATimeThatThereIsNotIsNamed) {
    const auto files = eventful();
    const auto last = std::ranges::count_if(files, [](const auto& file) {
        return file.first.starts_with("events/");
    });
    const auto path = fmt::format("events/{:06}.json", last);
    for (const auto* const at :
         {"2999-13-01T00:00:00.000Z",
          "2999-02-29T00:00:00.000Z",
          "2999-01-01T24:00:00.000Z",
          "2999-01-01T00:60:00.000Z",
          "2999-0a-01T00:00:00.000Z",
          "2999-01-01 00:00:00.000Z",
          "2999-01-01T00:00:00.000+"}) {
        auto changed = files;
        auto event = json::parse(files.at(path))->as_object();
        event["at"] = at;
        changed[path] = json::canonical(event) + "\n";
        const auto result = audit_verify::verify(changed);
        ASSERT_TRUE(result.finding) << at;
        EXPECT_EQ(result.finding->event, last) << at;
        EXPECT_EQ(result.finding->field, "at") << at;
    }
}

TEST(Forgery, OfAPlainFileThatItsOriginalDoesNotSayIsNamed) {
    const std::string header = "container,tabulator,batch,cards\n";
    const auto right = translated_manifest(header + ",,B1,1020\n");
    EXPECT_TRUE(audit_verify::verify(right).holds) << words(audit_verify::verify(right));
    for (const auto* const forged : {",,B1,20\n", ",,B2,1020\n", ",,B1,1020\n,,B2,20\n", ""}) {
        const auto result = audit_verify::verify(translated_manifest(header + forged));
        ASSERT_TRUE(result.finding) << forged;
        EXPECT_EQ(result.finding->event, 3);
        EXPECT_EQ(result.finding->field, "made_from");
    }
}

TEST(Forgery, OfABatchThatDiffersIsNamedWhereNoRiskIsLimited) {
    auto election = mayor(AuditMethod::fixed_percentage);
    election.contests.contests[0].batches_share = 0.1;
    TestAudit audit(election);
    audit.until_seeded();
    for (auto& batch : audit.election().batches) {
        batch.cards[0][0] = "2";
    }
    audit.draw_round();
    audit.read_all();
    EXPECT_THAT(audit.measure_round().claims[0].words, testing::HasSubstr("reported"));
    const auto files = public_files(audit.folder());
    ASSERT_TRUE(audit_verify::verify(files).holds) << words(audit_verify::verify(files));
    const auto result = audit_verify::verify(rewritten(
        files,
        "risk_measured",
        "/contests/0/claims/0/words",
        json::Value("North, batch B1: the same.")
    ));
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(result.finding->field, "claims.words");
}

/// Runs the work in a process that dies at its `fatal`-th step on the disk.
bool survives(
    const std::filesystem::path& folder, int fatal, const std::function<void(Bundle&)>& work
) {
    const auto child = ::fork();
    if (child == 0) {
        int left = fatal;
        Bundle::watch_steps([&] {
            if (--left == 0) {
                ::raise(SIGKILL);
            }
        });
        auto bundle = Bundle::open(folder);
        if (bundle) {
            work(*bundle);
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status);
}

TEST(Interruption, BetweenAnyTwoStepsLeavesAValidBundle) {
    for (int fatal = 1; fatal < 200; ++fatal) {
        TestAudit audit(mayor(AuditMethod::comparison, 40));
        audit.until_seeded();
        audit.draw_round({{"Mayor", 2}});
        audit.let_go();
        const bool finished = survives(audit.folder(), fatal, [&](Bundle& bundle) {
            SeededRandom random(static_cast<std::uint64_t>(fatal));
            const auto at = bundle.progress().last;
            static_cast<void>(finish_readings(bundle, at));
            const audit::Reading ada{{"Mayor", audit::Sight::marked, {{"Ada", 1}}}};
            for (const auto* const reader : {"Ann", "Ben"}) {
                static_cast<void>(enter(bundle, 1, reader, ada, random, at));
            }
        });
        audit.reopen();
        ASSERT_TRUE(finish_readings(audit.bundle(), audit.deed().at)) << "at step " << fatal;
        EXPECT_TRUE(audit.verified().holds)
            << "at step " << fatal << ": " << words(audit.verified());
        // Whoever was interrupted can go on.
        const auto stage = audit.progress().find(1)->stage;
        EXPECT_THAT(
            stage,
            testing::AnyOf(
                audit::ItemStage::waiting, audit::ItemStage::half_read, audit::ItemStage::settled
            )
        );
        if (finished) {
            EXPECT_EQ(stage, audit::ItemStage::settled);
            EXPECT_GT(fatal, 10);
            return;
        }
    }
    FAIL() << "the steps never came to an end";
}

/// Kills the work at every step. What is left says by itself what it is and what puts it right, and
/// opening it does. Gives the findings, in order.
std::vector<audit_verify::Finding> findings_of_interruptions(
    const std::function<void(TestAudit&)>& before, const std::function<void(Bundle&)>& work
) {
    std::vector<audit_verify::Finding> out;
    for (int fatal = 1; fatal < 100; ++fatal) {
        TestAudit audit(mayor(AuditMethod::comparison, 40));
        before(audit);
        audit.let_go();
        const bool finished = survives(audit.folder(), fatal, work);
        const auto left = audit.verified();
        if (left.finding) {
            EXPECT_THAT(left.finding->repair, testing::HasSubstr("nothing is lost"))
                << "at step " << fatal << ": " << words(left);
            out.push_back(*left.finding);
        }
        audit.reopen();
        EXPECT_TRUE(audit.verified().holds)
            << "at step " << fatal << ": " << words(audit.verified());
        if (finished) {
            EXPECT_FALSE(left.finding) << words(left);
            return out;
        }
        work(audit.bundle());
        EXPECT_TRUE(audit.verified().holds)
            << "the work again after step " << fatal << ": " << words(audit.verified());
    }
    ADD_FAILURE() << "the steps never came to an end";
    return out;
}

TEST(Interruption, BetweenAnEventAndItsHeadIsNamedAndMended) {
    const auto found = findings_of_interruptions(
        [](TestAudit& audit) {
            audit.open();
            audit.commit_all();
        },
        [](Bundle& bundle) {
            const Deed clerk{{"Clerk"}, bundle.progress().last};
            static_cast<void>(close_commitments(bundle, clerk));
        }
    );
    const auto head = std::ranges::find(found, "head", &audit_verify::Finding::field);
    ASSERT_NE(head, found.end());
    EXPECT_EQ(head->file, "head");
    TestAudit whole(mayor(AuditMethod::comparison, 40));
    whole.open();
    whole.commit_all();
    const auto& progress = whole.progress();
    EXPECT_EQ(
        head->found,
        fmt::format("{0} {1} (event {0}, which is not the last)", progress.events, progress.head)
    );
    EXPECT_THAT(head->expected, testing::StartsWith(fmt::format("{} ", progress.events + 1)));
    EXPECT_THAT(
        head->repair, testing::HasSubstr(fmt::format("All {} events", progress.events + 1))
    );
}

TEST(Interruption, OfACommitmentLeavesNoFileThatStandsInTheWay) {
    const auto found = findings_of_interruptions(
        [](TestAudit& audit) { audit.open(); },
        [](Bundle& bundle) {
            audit::CommittedFile file;
            file.role = audit::FileRole::original;
            file.jurisdiction = "North";
            // Given again it may have another name.
            const auto name = fmt::format("{}.csv", ::getpid());
            static_cast<void>(bundle.commit(file, name, "a,b\n", {"Clerk"}, bundle.progress().last)
            );
        }
    );
    EXPECT_TRUE(std::ranges::any_of(found, [](const audit_verify::Finding& each) {
        return each.file.starts_with("files/01-") && each.file.ends_with(".csv");
    }));
}

TEST(Interruption, OfADrawLeavesNoListThatStandsInTheWay) {
    const auto found = findings_of_interruptions(
        [](TestAudit& audit) { audit.until_seeded(); },
        [](Bundle& bundle) {
            static_cast<void>(draw(bundle, {{"Mayor", 2}}, {{"Clerk"}, bundle.progress().last}));
        }
    );
    EXPECT_TRUE(std::ranges::any_of(found, [](const audit_verify::Finding& each) {
        return each.file == "lists/round-1.csv";
    }));
}

TEST(Interruption, LeavesAHeadThatIsBehindOrEmptyAndNeverAForeignOne) {
    TestAudit audit(mayor(AuditMethod::comparison, 40));
    audit.until_seeded();
    const auto head = audit.folder() / "head";
    const auto write = [&](const std::string& text) {
        audit.let_go();
        std::ofstream(head, std::ios::binary) << text;
        return Bundle::open(audit.folder()).has_value();
    };
    const auto right = *audit.bundle().content("head");
    const auto early = *audit::read_event(*audit.bundle().content("events/000003.json"));
    EXPECT_TRUE(write(""));
    EXPECT_TRUE(write("2 " + early.previous + "\n"));
    EXPECT_FALSE(write("2 " + std::string(64, 'e') + "\n"));
    EXPECT_FALSE(write("99 " + early.previous + "\n"));
    EXPECT_TRUE(write(right));
    std::filesystem::remove(head);
    EXPECT_FALSE(Bundle::open(audit.folder()));
    const auto verified = audit.verified();
    ASSERT_TRUE(verified.finding);
    EXPECT_EQ(verified.finding->file, "head");
    EXPECT_EQ(verified.finding->found, "no such file");
    EXPECT_THAT(verified.finding->repair, testing::HasSubstr("ask for the events"));
}

}  // namespace
}  // namespace belfry::audit_bundle
