#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "audit_bundle/steps.hpp"
#include "audit_verify/verify.hpp"
#include "base/seeded_random.hpp"

/// Test support: a small election with its paper, and an audit of it that can be run step by step.
namespace belfry::audit_bundle {

/// A folder that is gone when this is; in memory where the system has one there, as these tests are
/// about rules and not about disks.
class TemporaryFolder {
public:
    TemporaryFolder() {
        const std::filesystem::path memory = "/dev/shm";
        const auto home =
            std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
        auto name = (home / "belfry-audit-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::system_error(errno, std::generic_category(), "no temporary folder");
        }
        path_ = name;
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// What is on the paper: for each card, by contest, the cell of a record ("2", "-", "2>1", "").
struct Paper {
    std::string jurisdiction;
    std::string batch;
    std::vector<std::vector<std::string>> cards;
};

/// An election of two jurisdictions, and what is audited about it.
struct Election {
    audit::AuditTerms terms;
    audit::ContestsFile contests;
    std::vector<Paper> batches;
    std::map<std::string, bool> records{{"North", true}, {"South", true}};
    bool totals = false;
    /// Batches whose cards have records without a place: withheld for secrecy.
    std::set<std::string> withheld;
};

/// Contest "Mayor" with Ada, Bea and Cy over `cards` cards; of every ten cards six are for Ada,
/// three for Bea, one is blank. Cards of both jurisdictions, 20 to a batch.
[[nodiscard]] inline Election mayor(audit::AuditMethod method, std::int64_t cards = 400) {
    Election out;
    out.terms.title = "Audit of the mayor's election";
    out.terms.election = "Municipal election";
    out.terms.jurisdictions = {"North", "South"};
    audit::ContestTerms contest;
    contest.name = "Mayor";
    contest.method = method;
    contest.cards = cards;
    contest.choices = {{"Ada", 0}, {"Bea", 0}, {"Cy", 0}};
    for (std::int64_t card = 0; card < cards; ++card) {
        if (card % 20 == 0) {
            const bool north = card < cards / 2;
            out.batches.push_back(
                {north ? "North" : "South", "B" + std::to_string(card / 20 + 1), {}}
            );
        }
        const auto kind = card * 7 % 10;
        out.batches.back().cards.push_back({kind < 6 ? "1" : kind < 9 ? "2" : "-"});
        contest.choices[0].votes += kind < 6 ? 1 : 0;
        contest.choices[1].votes += kind >= 6 && kind < 9 ? 1 : 0;
    }
    out.contests.contests = {contest};
    return out;
}

/// An audit on its way through the steps, in a folder of its own.
class TestAudit {
public:
    explicit TestAudit(Election election) : election_(std::move(election)) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    [[nodiscard]] Election& election() { return election_; }

    [[nodiscard]] Bundle& bundle() { return *bundle_; }

    [[nodiscard]] const audit::Progress& progress() const { return bundle_->progress(); }

    Deed deed(std::vector<std::string> by = {"Clerk"}) {
        now_ += std::chrono::seconds(1);
        return {std::move(by), now_};
    }

    void open() {
        auto made = Bundle::create(folder_, election_.terms, {"Clerk"}, now_);
        ASSERT_TRUE(made) << made.error().summary;
        bundle_ = std::make_unique<Bundle>(*std::move(made));
    }

    /// Lets go of the folder and opens it again, as another command would.
    void reopen() {
        bundle_.reset();
        auto opened = Bundle::open(folder_);
        ASSERT_TRUE(opened) << opened.error().summary;
        bundle_ = std::make_unique<Bundle>(*std::move(opened));
    }

    void let_go() { bundle_.reset(); }

    void commit_all();

    void close() {
        const auto closed = close_commitments(*bundle_, deed());
        ASSERT_TRUE(closed) << closed.error().summary;
    }

    void seed(const std::string& digits = "31415926535897932384") {
        std::vector<audit::Roll> rolls;
        for (const char digit : digits) {
            rolls.push_back({digit - '0', rolls.size() % 2 == 0 ? "Ann" : "Ben"});
        }
        const auto rolled = roll_seed(*bundle_, rolls, deed());
        ASSERT_TRUE(rolled) << rolled.error().summary;
    }

    void draw_round(const std::map<std::string, std::int64_t>& sizes = {}) {
        const auto round = draw(*bundle_, sizes, deed());
        ASSERT_TRUE(round) << round.error().summary;
    }

    /// What the paper says of an item.
    [[nodiscard]] audit::Reading paper(const audit::DrawnItem& item) const;

    Result<Entered> read(std::int64_t item, const std::string& reader) {
        return enter(
            *bundle_, item, reader, paper(progress().find(item)->item), random_, deed().at
        );
    }

    Result<Entered> read(
        std::int64_t item, const std::string& reader, const audit::Reading& reading
    ) {
        return enter(*bundle_, item, reader, reading, random_, deed().at);
    }

    /// Two people read everything that is open.
    void read_all();

    const audit::ContestRisk& measure_round() {
        const auto measured = measure(*bundle_, deed());
        EXPECT_TRUE(measured) << measured.error().summary;
        return progress().measurement->contests.front();
    }

    void until_seeded() {
        open();
        commit_all();
        close();
        seed();
    }

    [[nodiscard]] audit_verify::Verified verified() const {
        return audit_verify::verify(public_files(folder_));
    }

private:
    TemporaryFolder home_;
    std::filesystem::path folder_ = home_.path() / "audit";
    Election election_;
    std::unique_ptr<Bundle> bundle_;
    SeededRandom random_{7};
    Instant now_ = *instant_from_iso("2026-11-10T09:00:00Z");
};

/// The code of a refusal; `accepted` where there is none.
template <class T>
std::string code(const Result<T>& result) {
    return result ? "accepted" : result.error().code;
}

/// As gtest prints it.
inline std::string words(const audit_verify::Verified& verified) {
    if (!verified.finding) {
        return "everything follows";
    }
    const auto& finding = *verified.finding;
    return "event " + std::to_string(finding.event) + ", " + finding.file + ", " + finding.field +
           ": expected " + finding.expected + ", found " + finding.found;
}

}  // namespace belfry::audit_bundle
