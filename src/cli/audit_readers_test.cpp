// The audit's readers of makers' files and those of its verifier come to the same plain files.
#include "cli/audit_readers.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/random_numbers.hpp"

namespace belfry::cli::readers {
namespace {

std::filesystem::path corpus() {
    const char* sources = std::getenv("BELFRY_SOURCE_DIR");
    return std::filesystem::path(sources != nullptr ? sources : ".") / "tests" / "fuzz" / "corpus";
}

const std::string dominion_header =
    "Port Ellery,5.10\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1),Council (Vote For=2),Council "
    "(Vote For=2),Council (Vote For=2),\"Board (Number of positions=1, Number of "
    "ranks=2)\",\"Board "
    "(Number of positions=1, Number of ranks=2)\",\"Board (Number of positions=1, Number of "
    "ranks=2)\",\"Board (Number of positions=1, Number of ranks=2)\"\n"
    ",,,,,,,Ada,Bea,Cy,Dee,Cy,Ada(1),Bea(1),Ada(2),Bea(2)\n"
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,BallotType,a,b,c,d,e,,,,\n";

/// Small files of every maker, by name.
std::map<std::string, std::string> samples() {
    std::map<std::string, std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus())) {
        const auto folder = entry.path().parent_path().filename().string();
        if (!entry.is_regular_file() || !folder.starts_with("audit_")) {
            continue;
        }
        auto bytes = content_of(entry.path());
        // Files of one export are parted by form feeds there.
        if (const auto cut = bytes.find('\f'); cut != std::string::npos) {
            bytes = together({{"one", bytes.substr(0, cut)}, {"two", bytes.substr(cut + 1)}});
        }
        out[folder + "/" + entry.path().filename().string()] = bytes;
    }
    out["redacted.csv"] = dominion_header +
                          "1,=\"5\",1,1,5-1-1,Mail,7,1,0,1,1,0,1,0,0,1\n"
                          "2,5,1,2,5-1-2,Mail,7,1,1,1,1,1,1,1,0,0\n"
                          "3,5,1,X,5-1-3,Mail,7,0,0,,,,0,0,0,1\n"
                          "Redacted and Aggregated,,,,,,7,12,\"1,030\",4,5,6,7,8,9,1\n"
                          "Redacted and Aggregated,,,,,,8,1,2,,,,,,,\n";
    out["semicolons.csv"] = [&] {
        std::string text =
            "x;5\n;;;;;;Mayor (Vote For=1)\n;;;;;;Ad\xE9le\nCvrNumber;TabulatorNum;"
            "BatchId;RecordId;ImprintedId;BallotType;\r\n1;5;1;1;i;7;1\r\n";
        return text;
    }();
    out["ess.zip"] = together(
        {{"r.csv",
          "Cast Vote Record,Precinct,Ballot Style,Mayor,Council,Council\n"
          "7,p,bs,Ada,Cy,Dee\n9,p,bs,undervote,overvote,Cy\n12,p,bs,,Cy,undervote\nTotal : 3\n"},
         {"b.csv",
          "Ballots,,,\n,,,\nCast Vote Record,Batch,Ballot Status,Tabulator CVR\n"
          "12,B1,x,0002003172\n7,B1,x,2003173\n8,B1,x,0002003170\n9,B2,x,02bc1dc7bc1e7774\n"}}
    );
    out["twice.raire"] =
        "2\nContest,1,3,11,12,13,winner,12\nContest,2,2,21,22\n1,9_8_7,12,11\n"
        "1,b\n2,9_8_7,22\n1,9_8_7,12,11\n1,c,11,11,13,\n";
    return out;
}

TEST(TwoReaders, AgreeOnSmallFilesOfEveryMaker) {
    std::size_t records = 0;
    std::size_t tables = 0;
    for (const auto& [name, bytes] : samples()) {
        records += records_agree(name, bytes) ? 1U : 0U;
        tables += manifests_agree(name, bytes) ? 1U : 0U;
        tables += totals_agree(name, bytes) ? 1U : 0U;
    }
    EXPECT_GE(records, 15U);
    EXPECT_GE(tables, 2U);
}

TEST(TwoReaders, AgreeHoweverATableIsSpelled) {
    const auto plain = samples().at("redacted.csv");
    const auto replaced = [&](const std::string& what, const std::string& by) {
        auto text = plain;
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
            text.replace(at, what.size(), by);
            at += by.size();
        }
        return text;
    };
    std::string wide("\xFF\xFE", 2);
    for (const char c : plain) {
        wide += std::string{c, '\0'};
    }
    for (const auto& bytes :
         {wide,
          "\xEF\xBB\xBF" + plain,
          replaced("\n", "\r\n"),
          replaced("\n", "\r"),
          replaced("Ada", "Ad\xE9le"),
          replaced("Ada", "\"Ada, the \"\"older\"\"\nof two\""),
          plain + ",,,,,,,,,,,,,,,\n\n"}) {
        EXPECT_TRUE(records_agree("spelled.csv", bytes)) << bytes.substr(0, 200);
    }
}

TEST(TwoReaders, AgreeOnEveryFileWithDefectsThatTheFirstStillReads) {
    const auto files = samples();
    audit::Numbers numbers(1'103);
    constexpr std::string_view letters = "0123456789,;\"\n\r\tX:=<>{}[]\\ aA-";
    int read = 0;
    for (const auto& [name, bytes] : files) {
        for (int at = 0; at < 150; ++at) {
            auto changed = bytes;
            const auto place = numbers.below(changed.size());
            const auto letter = letters[numbers.below(letters.size())];
            switch (numbers.below(3)) {
                case 0:
                    changed[place] = letter;
                    break;
                case 1:
                    changed.insert(place, 1, letter);
                    break;
                default:
                    changed.erase(place, 1 + numbers.below(3));
            }
            SCOPED_TRACE(testing::Message() << changed);
            read += records_agree(name, changed) ? 1 : 0;
            read += manifests_agree(name, changed) ? 1 : 0;
            read += totals_agree(name, changed) ? 1 : 0;
            if (HasFailure()) {
                return;
            }
        }
    }
    EXPECT_GT(read, 500);
}

TEST(TwoReaders, OfEssTakeTheTurnInTheBatchForTheCardsPlace) {
    const auto bytes = samples().at("ess.zip");
    documents::Bytes source("ess.zip", bytes);
    const auto imported = audit_files::open_cvr(source);
    ASSERT_TRUE(imported) << imported.error().summary;
    const auto plain =
        plain_records("ess.zip", bytes, contests_in(*imported, audit::AuditMethod::comparison));
    ASSERT_TRUE(plain) << plain.error().summary;
    // Number 8 has no record and still lies between 7 and 12.
    EXPECT_EQ(
        plain->bytes,
        "tabulator,batch,position,imprinted,style,Mayor,Council\n"
        "0002,B1,1,0002003173,bs,1,1;2\n"
        ",B2,1,02bc1dc7bc1e7774,bs,-,!\n"
        "0002,B1,3,0002003172,bs,,1\n"
    );
}

TEST(TwoReaders, OfHartTakeBallotAndSheetForTheCardsPlace) {
    const auto card = [](int ballot, int sheet) {
        return std::pair(
            fmt::format("{}-{}.xml", ballot, sheet),
            fmt::format(
                "<Cvr><Contests><Contest><Name>Mayor</Name><Options><Option><Name>Ada</"
                "Name><Value>1"
                "</Value></Option></Options></Contest></Contests><BatchSequence>{0}</BatchSequence>"
                "<SheetNumber>{1}</SheetNumber><BatchNumber>7</BatchNumber><CvrGuid>g{0}-{1}"
                "</CvrGuid></Cvr>",
                ballot,
                sheet
            )
        );
    };
    const auto positions = [](const std::string& bytes) {
        EXPECT_TRUE(records_agree("hart.zip", bytes));
        documents::Bytes source("hart.zip", bytes);
        const auto imported = audit_files::open_cvr(source);
        const auto plain = plain_records(
            "hart.zip", bytes, contests_in(*imported, audit::AuditMethod::comparison)
        );
        std::vector<std::string> out;
        for (const auto& row : audit_verify::csv_rows(plain->bytes)) {
            out.push_back(row[2]);
        }
        return out;
    };
    using testing::ElementsAre;
    EXPECT_THAT(positions(together({card(4, 1), card(2, 1)})), ElementsAre("position", "4", "2"));
    EXPECT_THAT(
        positions(together({card(10, 1), card(2, 2), card(2, 1)})),
        ElementsAre("position", "3", "2", "1")
    );
}

TEST(TwoReaders, AddUpTheVotesOfWithheldRecords) {
    const auto bytes = samples().at("redacted.csv");
    documents::Bytes source("redacted.csv", bytes);
    const auto imported = audit_files::open_cvr(source);
    ASSERT_TRUE(imported) << imported.error().summary;
    const auto plain =
        plain_records("redacted.csv", bytes, contests_in(*imported, audit::AuditMethod::one_audit));
    ASSERT_TRUE(plain) << plain.error().summary;
    ASSERT_EQ(plain->withheld.size(), 3U);
    EXPECT_EQ(
        plain->withheld[0],
        std::pair(std::string("Mayor"), std::string("tabulator,batch,Ada,Bea\n,,13,1032\n"))
    );
    const auto compared = plain_records(
        "redacted.csv", bytes, contests_in(*imported, audit::AuditMethod::comparison)
    );
    EXPECT_TRUE(compared->withheld.empty());
}

}  // namespace
}  // namespace belfry::cli::readers
