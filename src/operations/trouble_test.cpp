#include "operations/trouble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/test_accounts.hpp"

namespace belfry::operations {
namespace {

using namespace std::chrono_literals;
using accounts::InboxAlert;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

class Trouble : public accounts::AnaAndBo {
protected:
    /// What is told of a disk with so much room, and of no certificate.
    std::vector<InboxAlert> told(std::uintmax_t free_bytes) {
        tell_of_trouble(
            services(),
            text::Catalog::embedded(),
            {disk_finding(free_bytes), {"certificate", FindingState::good, "not_here"}}
        );
        return accounts().take_alerts();
    }

    auto to_ana(const char* what) {
        return ElementsAre(testing::AllOf(
            Field(&InboxAlert::reader, ana().value), Field(&InboxAlert::text, HasSubstr(what))
        ));
    }

    static constexpr std::uintmax_t low = 999'000'000;
    static constexpr std::uintmax_t full = 99'000'000;
};

TEST_P(Trouble, IsToldToAdministratorsOnceAndAgainWhileItStands) {
    EXPECT_THAT(told(5'000'000'000), IsEmpty());
    EXPECT_THAT(told(low), to_ana("Free space: Only"));
    EXPECT_THAT(told(low), IsEmpty());
    accounts().clock().advance(24h * 7 - 1s);
    EXPECT_THAT(told(low), IsEmpty());
    accounts().clock().advance(1s);
    EXPECT_THAT(told(low), to_ana("Make room soon."));
    EXPECT_THAT(told(full), to_ana("Saving will soon be refused.")) << "worse: at once";
    accounts().clock().advance(24h - 1s);
    EXPECT_THAT(told(full), IsEmpty());
    accounts().clock().advance(1s);
    EXPECT_THAT(told(full), to_ana("Saving"));
    EXPECT_TRUE(services().record.verify());
}

TEST_P(Trouble, IsSaidInTheReadersLanguage) {
    accounts().edit(ana(), [](store::Connection& db, accounts::Account& account) {
        account.language = "es";
        save_account(db, account);
    });
    EXPECT_THAT(told(full), to_ana("Espacio libre: "));
}

TEST_P(Trouble, OfTheCertificateIsToldBesideThatOfTheDisk) {
    const auto now = accounts().clock().now();
    const auto count = [&](Instant until) {
        return tell_of_trouble(
            services(),
            text::Catalog::embedded(),
            {disk_finding(full),
             certificate_finding(until, now),
             {"mail", FindingState::bad, "failing"}}
        );
    };
    EXPECT_EQ(count(now + 24h * 29), 2U);
    EXPECT_EQ(count(now + 24h * 29), 0U);
    EXPECT_EQ(count(now - 1s), 1U) << "it is over";
}

INSTANTIATE_TEST_SUITE_P(Engines, Trouble, store::all_engines(), store::engine_name);

TEST(Disks, AreLookedAtWhereTheDataLie) {
    EXPECT_TRUE(disk_finding(std::filesystem::path("/")));
    EXPECT_FALSE(disk_finding(std::filesystem::path("/no/such/folder")));
}

}  // namespace
}  // namespace belfry::operations
