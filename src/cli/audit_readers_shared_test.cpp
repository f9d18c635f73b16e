// The audit's readers and its verifier's, on public files of every maker, good and broken.
#include <algorithm>
#include <set>

#include "base/shared_data.hpp"
#include "cli/audit_readers.hpp"

namespace belfry::cli::readers {
namespace {

TEST(TwoReadersOfRealFiles, Agree) {
    BELFRY_NEEDS_SHARED_DATA();
    std::size_t records = 0;
    std::size_t tables = 0;
    for (const auto* const folder : {"audit", "defects", "cdf/nist-test-data/synthetic"}) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(shared_data() / folder)) {
            if (!entry.is_regular_file() || entry.file_size() > 1'000'000) {
                continue;
            }
            const auto name = entry.path().filename().string();
            const auto bytes = content_of(entry.path());
            records += records_agree(name, bytes) ? 1U : 0U;
            tables += manifests_agree(name, bytes) ? 1U : 0U;
            tables += totals_agree(name, bytes) ? 1U : 0U;
        }
    }
    EXPECT_GE(records, 20U);
    EXPECT_GE(tables, 10U);
}

TEST(TwoReadersOfRealFiles, AgreeOnExportsOfSeveralFiles) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto zipped = [](const std::vector<std::string>& names) {
        std::vector<std::pair<std::string, std::string>> files;
        for (const auto& name : names) {
            files.emplace_back(name.substr(name.rfind('/') + 1), shared_text(name));
        }
        return together(files);
    };
    EXPECT_TRUE(records_agree(
        "ess.zip",
        zipped(
            {"audit/formats/ess-cvr.csv",
             "audit/formats/ess-ballots-1.csv",
             "audit/formats/ess-ballots-2.csv"}
        )
    ));
    EXPECT_TRUE(records_agree(
        "hart.zip",
        zipped(
            {"audit/formats/shangrla-test_Hart_CVR_1.xml",
             "audit/formats/shangrla-test_Hart_CVR_2.xml",
             "audit/formats/hart-scanned-ballot-information.csv"}
        )
    ));
    std::vector<std::string> san_francisco;
    for (const auto& entry :
         std::filesystem::directory_iterator(shared_data() / "audit/sf-2024-dominion-json")) {
        if (entry.path().extension() == ".json") {
            san_francisco.push_back(
                "audit/sf-2024-dominion-json/" + entry.path().filename().string()
            );
        }
    }
    std::ranges::sort(san_francisco);
    EXPECT_TRUE(records_agree("sf.zip", zipped(san_francisco)));
}

}  // namespace
}  // namespace belfry::cli::readers
