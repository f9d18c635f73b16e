#include "release_packages/package.hpp"

#include <array>
#include <set>
#include <span>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/qr_code.hpp"
#include "json/json.hpp"
#include "release_packages/test_log.hpp"
#include "release_verify/contents.hpp"
#include "release_verify/verify.hpp"

namespace belfry::release_packages {
namespace {

using release_verify::verify;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string secret_phone = "+1 555 0142 call only the sheriff";
const std::string short_secret = "no";

/// A package of four entries of a log of ten: two fields under one exemption, one under another,
/// one removed by law.
class ReleasePackage : public testing::Test {
protected:
    void SetUp() override {
        log_.add({"city", 1}, "city.update", {{"name", json::Value("Port Ellery")}});
        entries_.push_back(log_.add(
            {"task", 12},
            "task.create",
            {{"title", json::Value("Locks & <keys> for \"the\" vault")},
             {"details", json::Value(secret_phone)},
             {"due", json::Value("2026-10-01")}}
        ));
        log_.add({"task", 13}, "task.create", {{"title", json::Value("Something else")}});
        entries_.push_back(log_.add(
            {"task", 12},
            "task.update",
            {{"state", json::Value(short_secret)}, {"details", json::Value("=SUM(A1)\nsecond line")}
            }
        ));
        entries_.push_back(log_.add({"task", 12}, "task.nudge", {}));
        entries_.push_back(log_.add(
            {"note", 20},
            "note.create",
            {{"text", json::Value("Mrs. Doe called")},
             {"author", json::Object{{"id", 7}}},
             {"pinned", json::Value(true)},
             {"step", json::Value(3)}}
        ));
        withhold(entries_[0], 1, "E1");
        withhold(entries_[1], 0, "E1");
        withhold(entries_[3], 1, "E2");
        entries_[3].fields[0].disclosure.clear();
        entries_[3].fields[0].removed = "Minn. Stat. 13.43";
        for (int i = 0; i < 3; ++i) {
            log_.add({"step", 1}, "step.update", {{"owner", json::Value(i)}});
        }
    }

    [[nodiscard]] Package package() const {
        return {
            .release = 90,
            .request = 31,
            .title = "Everything on the vault",
            .city = "Port Ellery",
            .language = "en",
            .origin = TestLog::origin,
            .log_key = log_.key_text(),
            .received = Date(std::chrono::year(2026), std::chrono::month(11), std::chrono::day(2)),
            .due = Date(std::chrono::year(2026), std::chrono::month(11), std::chrono::day(17)),
            .made_at = Instant(std::chrono::milliseconds(1'794'000'000'000)),
            .scope = {"vault", {"task", "note"}, {}, {}},
            .outside = 2,
            .exemptions =
                {{"E1", "Minn. Stat. 13.37", "Security information"},
                 {"E2", "Minn. Stat. 13.43", "Personnel data"}},
            .entries = entries_,
        };
    }

    PackageFiles files() { return log_.proved(files_of(package(), catalog()), entries_); }

    static const text::Catalog& catalog() { return text::Catalog::embedded(); }

    /// What the second reader finds wrong; empty: nothing.
    std::string fault(const PackageFiles& files) {
        const auto verified = verify(zipped(files), {log_.key_text(), {}});
        return verified ? "" : verified.error().code;
    }

    /// As a forger would: makes the manifest fit the files again.
    static void forge_manifest(PackageFiles& files) {
        auto manifest = json::parse(files.at("manifest.json")).value();
        auto& listed = manifest.as_object().at("files").as_array();
        json::Array kept;
        for (auto& each : listed) {
            const std::string name(each.at("name").as_string());
            if (const auto found = files.find(name); found != files.end()) {
                each.as_object()["sha256"] = crypto::to_hex(crypto::sha256(found->second));
                kept.push_back(each);
            }
        }
        listed = std::move(kept);
        files["manifest.json"] = json::canonical(manifest);
    }

    /// As one who may write in the record would: commits to the forged files.
    PackageFiles committed(PackageFiles files) {
        forge_manifest(files);
        return log_.proved(std::move(files), entries_);
    }

    static void replace(std::string& text, std::string_view from, std::string_view to) {
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
    }

    TestLog log_;
    std::vector<PackageEntry> entries_;
};

TEST_F(ReleasePackage, IsFoundGoodByTheSecondReaderWhoCountsWhatIsWithheldAndWhy) {
    const auto verified = verify(zipped(files()), {log_.key_text(), {}});
    ASSERT_TRUE(verified) << verified.error().summary;
    EXPECT_EQ(verified->origin, TestLog::origin);
    EXPECT_TRUE(verified->key_given);
    EXPECT_EQ(verified->size, 10U);
    EXPECT_EQ(verified->release, 90U);
    EXPECT_EQ(verified->request, 31U);
    EXPECT_EQ(verified->entries, 4U);
    EXPECT_EQ(verified->released, 5U);
    EXPECT_EQ(verified->withheld, 3U);
    EXPECT_EQ(verified->removed, 1U);
    EXPECT_EQ(verified->outside, 2U);
    using release_verify::Withheld;
    EXPECT_THAT(
        verified->exemptions,
        ElementsAre(
            Withheld{"E1", "Minn. Stat. 13.37", "Security information", 2},
            Withheld{"E2", "Minn. Stat. 13.43", "Personnel data", 1}
        )
    );
    EXPECT_TRUE(verified->gaps.empty());
    EXPECT_EQ(verified->committed_at.substr(0, 4), "2026");
}

TEST_F(ReleasePackage, IsCheckedWithItsOwnKeyWhereTheReaderNamesNoneAndSaysSo) {
    const auto verified = verify(zipped(files()), {});
    ASSERT_TRUE(verified);
    EXPECT_FALSE(verified->key_given);
    TestLog other(2);
    const auto foreign = verify(zipped(files()), {other.key_text(), {}});
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, "release_checkpoint_not_signed");
    EXPECT_EQ(verify(zipped(files()), {"nonsense", {}}).error().code, "release_key_unreadable");
}

TEST_F(ReleasePackage, ProofsAreThoseThatAnyoneChecksWithTheLogsOwnTools) {
    const auto all = files();
    const transparency::Trust trust{log_.key(), {}};
    const auto manifest = transparency::verify_document(
        all.find(manifest_proof_name)->second, all.at("manifest.json"), trust
    );
    ASSERT_TRUE(manifest);
    EXPECT_EQ(manifest->document, "manifest.json");
    for (const auto& entry : entries_) {
        EXPECT_TRUE(transparency::verify_document(
            all.at(entry_proof_file(entry.sequence)), all.at(entry_file(entry.sequence)), trust
        ));
    }
}

TEST_F(ReleasePackage, HoldsAWithheldValueNowhereAndItsLengthNeither) {
    const auto all = files();
    const auto zip = zipped(all);
    const auto digest_input = json::canonical(json::Value(secret_phone));
    for (const auto& needle :
         {secret_phone,
          digest_input,
          crypto::to_base64url(crypto::bytes_of(secret_phone)),
          std::string("Mrs. Doe"),
          std::string("sheriff")}) {
        EXPECT_EQ(zip.find(needle), std::string::npos);
        for (const auto& [name, bytes] : all) {
            EXPECT_EQ(bytes.find(needle), std::string::npos) << name;
        }
    }
    // No disclosure in it says a withheld name.
    const auto fields = json::parse(all.at("fields.json")).value();
    for (const auto& entry : fields.at("entries").as_array()) {
        for (const auto& field : entry.at("fields").as_array()) {
            if (const auto* disclosure = field.as_object().if_contains("disclosure")) {
                EXPECT_THAT(
                    shown_value(disclosure->as_string()), testing::Not(HasSubstr("sheriff"))
                );
            }
        }
    }
    // A long value and a short one leave the same bytes but for digests.
    const auto& page = all.at("index.html");
    std::size_t bars = 0;
    for (auto at = page.find(bar); at != std::string::npos; at = page.find(bar, at + 1)) {
        bars += page.substr(at + bar.size(), 1) == "<" ? 1U : 0U;
    }
    EXPECT_EQ(bars, 4U);
}

TEST_F(ReleasePackage, SecretsOfAnyLengthMakePackagesOfOneLength) {
    std::vector<std::size_t> lengths;
    for (const std::size_t length : {1U, 2000U}) {
        TestLog log;
        auto entry =
            log.add({"task", 1}, "task.create", {{"title", json::Value(std::string(length, 'x'))}});
        withhold(entry, 0, "E1");
        auto one = package();
        one.entries = {entry};
        std::size_t bytes = 0;
        for (const auto& [name, content] : files_of(one, catalog())) {
            // Its squares are those of a digest of digests: as many as chance will have.
            bytes += name == code_name ? 0 : content.size();
        }
        lengths.push_back(bytes);
    }
    EXPECT_EQ(lengths[0], lengths[1]);
}

TEST_F(ReleasePackage, NamesAnAlteredValue) {
    auto all = files();
    const auto altered = record::disclosure_of({}, "due", json::Value("2026-10-31"));
    replace(all["fields.json"], entries_[0].fields[2].disclosure, altered);
    EXPECT_EQ(fault(all), "release_file_altered");
    forge_manifest(all);
    EXPECT_EQ(fault(all), "release_not_committed");
    EXPECT_EQ(fault(committed(all)), "release_value_altered");
    all = files();
    replace(all["fields.json"], entries_[0].fields[2].disclosure, "AAAA");
    EXPECT_EQ(fault(committed(all)), "release_value_altered");
}

TEST_F(ReleasePackage, NamesASwappedBar) {
    // The bars of two entries change places.
    auto all = files();
    const auto one = entries_[0].fields[1].digest;
    const auto other = entries_[1].fields[0].digest;
    replace(all["fields.json"], one, "first");
    replace(all["fields.json"], other, one);
    replace(all["fields.json"], "first", other);
    EXPECT_EQ(fault(committed(all)), "release_bar_foreign");
    // A bar is laid over a released value, by somebody who makes everything else fit.
    all = files();
    replace(
        all["fields.json"],
        fmt::format(R"({{"disclosure":"{}"}})", entries_[0].fields[2].disclosure),
        fmt::format(R"({{"digest":"{}","mark":"E1","name":"due"}})", entries_[0].fields[2].digest)
    );
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
    // A bar says another exemption.
    all = files();
    replace(all["fields.json"], R"("mark":"E2")", R"("mark":"E1")");
    replace(all["index.html"], R"(href="#E2">E2<)", R"(href="#E1">E1<)");
    replace(all["released.csv"], ",E2,", ",E1,");
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
    replace(all["released.csv"], ",E1,Minn. Stat. 13.43", ",E1,Minn. Stat. 13.37");
    EXPECT_EQ(fault(committed(all)), "release_counts_differ");
    replace(all["manifest.json"], R"("fields":2)", R"("fields":3)");
    replace(all["manifest.json"], R"("fields":1)", R"("fields":0)");
    EXPECT_EQ(fault(all), "release_file_altered");
    forge_manifest(all);
    EXPECT_EQ(fault(all), "release_not_committed");
    // … or one that is nowhere explained.
    all = files();
    replace(all["fields.json"], R"("mark":"E2")", R"("mark":"E9")");
    EXPECT_EQ(fault(committed(all)), "release_bar_foreign");
}

TEST_F(ReleasePackage, NamesADroppedBar) {
    auto all = files();
    replace(
        all["fields.json"],
        fmt::format(
            R"({{"digest":"{}","mark":"E1","name":"details"}},)", entries_[0].fields[1].digest
        ),
        ""
    );
    EXPECT_EQ(fault(committed(all)), "release_field_missing");
}

TEST_F(ReleasePackage, NamesADroppedEntry) {
    auto all = files();
    all.erase(entry_file(entries_[1].sequence));
    EXPECT_EQ(fault(all), "release_file_missing");
    EXPECT_EQ(fault(committed(all)), "release_entry_missing");
    // The forger drops it everywhere.
    auto fewer = package();
    fewer.entries.erase(fewer.entries.begin() + 1);
    auto forged = files_of(fewer, catalog());
    const auto good = files();
    for (const auto& [name, bytes] : good) {
        if (name.ends_with(".tlog-proof") && name != entry_proof_file(entries_[1].sequence)) {
            forged.emplace(name, bytes);
        }
    }
    EXPECT_EQ(fault(forged), "release_not_committed");
}

TEST_F(ReleasePackage, NamesAForeignEntry) {
    // Of another log, with everything that belongs to it.
    TestLog other(2);
    other.add({"task", 12}, "task.create", {});
    auto foreign = other.add({"task", 12}, "task.create", {{"title", json::Value("Bribes")}});
    auto more = package();
    more.entries[0] = foreign;
    auto all = files_of(more, catalog());
    for (const auto& [name, bytes] : files()) {
        if (name.ends_with(".tlog-proof")) {
            all.emplace(name, bytes);
        }
    }
    EXPECT_EQ(fault(all), "release_not_committed");
    all = committed(all);
    EXPECT_EQ(fault(all), "release_entry_foreign");
    all[entry_proof_file(2)] = other.proof(2);
    EXPECT_EQ(fault(all), "release_checkpoint_not_signed");
    // Another entry of the same log under its name.
    all = files();
    all[entry_file(entries_[1].sequence)] = entries_[0].text;
    EXPECT_EQ(fault(committed(all)), "release_entry_foreign");
}

TEST_F(ReleasePackage, IsCommittedByTheReleaseOfItsRequestAndByNoOtherEntry) {
    const auto all = files();
    const auto fault_by = [&](const TestLog::Commitment& by) {
        return fault(log_.proved(all, entries_, by));
    };
    EXPECT_EQ(fault_by({}), "");
    // Whoever may comment can write the manifest's hash into the record.
    EXPECT_EQ(fault_by({{"comment", 4}, "comment.create", "text"}), "release_not_committed");
    EXPECT_EQ(fault_by({.object = {"records_request", 32}}), "release_not_committed");
    EXPECT_EQ(fault_by({.action = "records_request.update"}), "release_not_committed");
    EXPECT_EQ(fault_by({.field = "title"}), "release_not_committed");
}

TEST_F(ReleasePackage, NamesAPageOrATableThatSaysSomethingElse) {
    for (const auto* file : {"index.html", "released.csv"}) {
        auto all = files();
        replace(all[file], "2026-10-01", "2026-10-02");
        EXPECT_EQ(fault(committed(all)), "release_page_differs") << file;
    }
    auto all = files();
    replace(all["index.html"], "the vault", "the attic");
    EXPECT_EQ(fault(all), "release_file_altered");
}

TEST_F(ReleasePackage, NamesAPageThatHoldsMoreThanWordsOrAnotherOrderOfThem) {
    struct Forgery {
        std::string_view from;
        std::string_view to;
    };

    std::string deep;
    for (int level = 0; level < 5000; ++level) {
        deep += "<b>";
    }
    deep += "x";
    for (int level = 0; level < 5000; ++level) {
        deep += "</b>";
    }
    const auto forgeries = std::to_array<Forgery>({
        {bar, "███████████"},
        {"</section>", "</section><script>alert(1)</script>"},
        {"</section>", "</section><SCRIPT>alert(1)</SCRIPT>"},
        {"</section>", "</section><svg></svg>"},
        {"</section>", "</section><!-- hidden -->"},
        {"</section>", "</section><![CDATA[hidden]]>"},
        {"</section>", "</section><?run this?>"},
        {"</section>", "</section><section id=\"more\"></section>"},
        {"<h1>", "<h1 onclick=\"run()\">"},
        {"<h1>", "<h1 style=\"display:none\">"},
        {"<p>", "<p><a href=\"https://example.com\">x</a>"},
        {"<!DOCTYPE html>", "<!DOCTYPE html [<!ENTITY x \"y\">]>"},
        {"</html>", "</html>more"},
        {"<td>",
         "<td>"
         "2026</td><td>"},
        {"<th scope=\"row\">", "<th>x</th><th scope=\"row\">"},
        {"</table>\n</section>", "</table>\n<table></table>\n</section>"},
        {"<tr ", "words<tr "},
        {"task.create", "task.delete"},
        {"</section>", deep},
    });
    EXPECT_EQ(fault(committed(files())), "");
    for (const auto& [from, to] : forgeries) {
        auto all = files();
        replace(all["index.html"], from, to == deep ? deep + "</section>" : std::string(to));
        EXPECT_EQ(fault(committed(all)), "release_page_differs") << to.substr(0, 60);
    }
}

TEST_F(ReleasePackage, ShowsACodeThatSaysTheDigestOfItsPage) {
    auto one = package();
    const auto unknown = files_of(one, catalog());
    const auto& page = unknown.at("index.html");
    const auto key = log_.key_text();
    const auto text = fmt::format(
        "BELFRY-1;{};records-request-31-package-90/index.html;{}",
        key.substr(0, key.find('+', key.find('+') + 1)),
        crypto::to_hex(crypto::sha256(page))
    );
    EXPECT_EQ(code_of(one, page), text);
    EXPECT_EQ(unknown.at("code.svg"), accounts::qr_svg(text));
    EXPECT_THAT(page, HasSubstr("<img src=\"code.svg\""));
    one.address = "https://vote.city.example";
    one.language = "es";
    const auto known = files_of(one, catalog());
    const auto leads = code_of(one, known.at("index.html"));
    EXPECT_THAT(leads, testing::StartsWith("https://vote.city.example/es/verify#BELFRY-1;"));
    EXPECT_EQ(leads.find(' '), std::string::npos);
    EXPECT_EQ(known.at("code.svg"), accounts::qr_svg(leads));
    EXPECT_EQ(fault(log_.proved(known, entries_)), "");
}

TEST_F(ReleasePackage, IsGoodWhenItWasMadeBeforeThereWereCodes) {
    auto all = files();
    all.erase("code.svg");
    auto& page = all["index.html"];
    const auto from = page.find("<p><img");
    ASSERT_NE(from, std::string::npos);
    page.erase(from, page.find("</p>", from) + 5 - from);
    EXPECT_EQ(fault(committed(all)), "");
}

TEST_F(ReleasePackage, NamesACodeThatIsAnotherIsNotShownOrIsMoreThanAPicture) {
    auto all = files();
    all["code.svg"] = accounts::qr_svg("https://evil.example/verify");
    EXPECT_EQ(fault(all), "release_file_altered");
    forge_manifest(all);
    EXPECT_EQ(fault(all), "release_not_committed");
    all = files();
    all.erase("code.svg");
    EXPECT_EQ(fault(all), "release_file_missing");
    EXPECT_EQ(fault(committed(all)), "release_file_missing");

    struct Forgery {
        std::string file;
        std::string_view from;
        std::string_view to;
    };

    const auto forgeries = std::to_array<Forgery>({
        {"index.html", "<img src=\"code.svg\"", "<img src=\"https://evil.example/code.svg\""},
        {"index.html", "<img src=\"code.svg\"", "<img src=\"entries/2.json\""},
        {"index.html", "<img src=\"code.svg\"", "<img src=\"code.svg\" onload=\"run()\""},
        {"index.html", "<img src=\"code.svg\"", "<img src=\"code.svg\" style=\"width:100%\""},
        {"index.html", "<img src=\"code.svg\"", "<img srcset=\"code.svg\""},
        {"index.html", "<p><img", "<p><img src=\"code.svg\" alt=\"\"/><img"},
        {"index.html", "<p><img", "<p></p><img"},
        {"code.svg", "</svg>", "<script>alert(1)</script></svg>"},
        {"code.svg", "</svg>", "<image href=\"https://evil.example/\"/></svg>"},
        {"code.svg", "</svg>", "words</svg>"},
        {"code.svg", "</svg>", "</svg><svg></svg>"},
        {"code.svg", "<path", "<path onclick=\"run()\""},
        {"code.svg", "<svg ", "<svg onload=\"run()\" "},
        {"code.svg", "<svg ", "<!DOCTYPE svg><svg "},
        {"code.svg", "<svg ", "<?run this?><svg "},
        {"code.svg", "<svg ", "<html "},
    });
    for (const auto& [file, from, to] : forgeries) {
        all = files();
        replace(all[file], from, to);
        EXPECT_EQ(fault(committed(all)), "release_page_differs") << to;
    }
    // A code that lies there and is not shown.
    all = files();
    auto& page = all["index.html"];
    const auto at = page.find("<p><img");
    page.erase(at, page.find("</p>", at) + 5 - at);
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
}

TEST_F(ReleasePackage, NamesACodeThatSaysSomethingElse) {
    const auto own = files();
    const auto text = code_of(package(), own.at("index.html"));
    const auto with = [&](const std::string& said) {
        auto all = own;
        all["code.svg"] = accounts::qr_svg(said);
        return fault(committed(all));
    };
    for (const auto* leads :
         {"",
          "https://vote.city.example/verify#",
          "https://vote.city.example/es/verify#",
          "http://vote.city.example:8080/verify#"}) {
        EXPECT_EQ(with(leads + text), "") << leads;
    }
    for (const auto* leads :
         {"https://evil.example/verify#",
          "https://vote.city.example.evil.example/verify#",
          "https://vote.city.example@evil.example/verify#",
          "https://vote.city.example:80@evil.example/verify#",
          "https://vote.city.example/other#",
          "https://vote.city.example/verify",
          "vote.city.example/verify#",
          "x"}) {
        EXPECT_EQ(with(leads + text), "release_page_differs") << leads;
    }
    // Of another city, of another package of this one, of another page, and more than that.
    auto other = package();
    other.log_key = TestLog(2).key_text();
    EXPECT_EQ(with(code_of(other, own.at("index.html"))), "release_page_differs");
    other = package();
    ++other.release;
    EXPECT_EQ(with(code_of(other, own.at("index.html"))), "release_page_differs");
    EXPECT_EQ(with(code_of(package(), "another page")), "release_page_differs");
    EXPECT_EQ(with(text + "0"), "release_page_differs");
    EXPECT_EQ(with("hello"), "release_page_differs");
    const auto stranger = files_of(other, catalog());
    auto all = own;
    all["code.svg"] = stranger.at("code.svg");
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
    // A square more or less, or twice, or outside: a telephone may well mend it.
    const auto& svg = own.at("code.svg");
    const auto square = svg.find("M", svg.find("#000"));
    const auto next = svg.find("M", square + 1);
    const auto first = svg.substr(square, next - square);
    for (const auto& changed :
         {svg.substr(0, square) + svg.substr(next),
          svg.substr(0, square) + first + svg.substr(square),
          svg.substr(0, square) + "M12 12h1v1h-1z" + svg.substr(square),
          svg.substr(0, square) + "M0 0h1v1h-1z" + svg.substr(square),
          svg.substr(0, square) + "M5 4h1v2h-1z" + svg.substr(next),
          svg.substr(0, square) + "M-5 4h1v1h-1z" + svg.substr(square)}) {
        all["code.svg"] = changed;
        EXPECT_EQ(fault(committed(all)), "release_page_differs") << changed.substr(0, 300);
    }
}

TEST(PictureOfACode, IsReadBackInEverySize) {
    // As many bytes as each version of a code holds.
    constexpr auto full =
        std::to_array<std::size_t>({14,   26,   42,   62,   84,   106,  122,  152,  180,  213,
                                    251,  287,  331,  362,  412,  450,  504,  560,  624,  666,
                                    711,  779,  857,  911,  997,  1059, 1125, 1190, 1264, 1370,
                                    1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331});
    std::string text;
    std::set<std::size_t> sizes;
    for (const auto length : full) {
        while (text.size() < length) {
            text += static_cast<char>('!' + text.size() * 31 % 94);
        }
        const auto svg = accounts::qr_svg(text);
        ASSERT_EQ(release_verify::text_of_picture(svg), text);
        sizes.insert(std::stoul(svg.substr(svg.find("0 0 ") + 4)));
    }
    EXPECT_EQ(sizes.size(), 40U) << "versions";
}

TEST_F(ReleasePackage, NamesATableWhoseOtherColumnsOrLastRowDiffer) {
    const auto good = files();
    auto all = good;
    replace(all["released.csv"], "task/12", "task/13");
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
    all = good;
    replace(all["released.csv"], "task.create", "task.delete");
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
    all = good;
    replace(all["released.csv"], "2026-", "2025-");
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
    all = good;
    replace(all["released.csv"], "E1,Minn. Stat. 13.37", "E1,Minn. Stat. 13.99");
    EXPECT_EQ(fault(committed(all)), "release_page_differs");
    for (const auto* more : {"9,more", "\"9", "9"}) {
        all = good;
        all["released.csv"] += more;
        EXPECT_EQ(fault(committed(all)), "release_page_differs") << more;
    }
}

TEST_F(ReleasePackage, NamesWhatIsMissingUnknownOrNoPackageAtAll) {
    const auto good = files();
    for (const auto& [name, bytes] : good) {
        auto all = good;
        all.erase(name);
        EXPECT_NE(fault(all), "") << name;
        all = good;
        all[name].pop_back();
        EXPECT_NE(fault(all), "") << name;
    }
    auto all = good;
    all["more.txt"] = "hello";
    EXPECT_EQ(fault(all), "release_file_unknown");
    EXPECT_EQ(verify("PK no", {}).error().code, "release_not_a_package");
    EXPECT_EQ(verify("", {}).error().code, "release_not_a_package");
    all = good;
    all["../evil"] = "x";
    EXPECT_EQ(fault(all), "release_not_a_package");
    all = good;
    replace(all["manifest.json"], "belfry-release-1", "belfry-release-2");
    EXPECT_EQ(fault(all), "release_not_a_package");
}

TEST_F(ReleasePackage, NoticesEachChangedByteOfEachFile) {
    SeededRandom random(7);
    const auto good = files();
    const auto below = [&](std::size_t limit) {
        std::array<std::byte, 8> bytes{};
        random.fill(bytes);
        std::size_t out = 0;
        for (const auto byte : bytes) {
            out = out << 8U | std::to_integer<std::size_t>(byte);
        }
        return out % limit;
    };
    for (const auto& [name, bytes] : good) {
        for (int trial = 0; trial < 12; ++trial) {
            auto all = good;
            auto& changed = all[name][below(bytes.size())];
            changed = static_cast<char>(changed ^ static_cast<char>(1U << below(7)));
            EXPECT_NE(fault(all), "") << name;
        }
    }
}

TEST_F(ReleasePackage, TakesADamagedZipFileForWhatItIsAndABombForNone) {
    SeededRandom random(8);
    const auto good = zipped(files());
    for (std::size_t at = 0; at < good.size(); at += 37) {
        auto bad = good;
        random.fill(std::as_writable_bytes(std::span(bad)).subspan(at, 1));
        static_cast<void>(verify(bad, {log_.key_text(), {}}));
        static_cast<void>(verify(bad.substr(0, at), {log_.key_text(), {}}));
    }
    auto all = files();
    const auto summary = [&](std::size_t mebibytes) {
        all["index.html"] = std::string(mebibytes * 1024 * 1024, 'x');
        EXPECT_EQ(fault(all), "release_not_a_package");
        return verify(zipped(all), {log_.key_text(), {}}).error().summary;
    };
    EXPECT_THAT(summary(8), HasSubstr("packed tighter"));
    EXPECT_THAT(summary(65), HasSubstr("larger than"));
}

TEST_F(ReleasePackage, SaysWhichChangesOfAnObjectAreNotInIt) {
    auto fewer = package();
    fewer.entries = {entries_[1]};
    const auto all = log_.proved(files_of(fewer, catalog()), fewer.entries);
    const auto verified = verify(zipped(all), {log_.key_text(), {}});
    ASSERT_TRUE(verified) << verified.error().summary;
    EXPECT_THAT(verified->gaps, ElementsAre(release_verify::Gap{"task/12", 1, 1}));
}

TEST_F(ReleasePackage, SpeaksSpanish) {
    auto spanish = package();
    spanish.language = "es";
    const auto all = log_.proved(files_of(spanish, catalog()), entries_);
    EXPECT_EQ(fault(all), "");
    EXPECT_THAT(all.at("index.html"), HasSubstr("lang=\"es\""));
}

}  // namespace
}  // namespace belfry::release_packages
