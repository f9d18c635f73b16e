#include <atomic>
#include <map>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "accounts/password.hpp"
#include "accounts/qr_code.hpp"
#include "accounts/rate_limit.hpp"
#include "accounts/secret.hpp"
#include "accounts/turns.hpp"
#include "crypto/bytes.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;

std::string refused_because(std::string_view password, bool second_factor = false) {
    const auto checked = check_password(
        password, second_factor, {"Ana Peña", "ana.pena@portellery.example", "Port Ellery"}, "next"
    );
    return checked ? "" : checked.error().problems.at(0).code;
}

TEST(Password, IsLongOrHasASecondFactor) {
    EXPECT_EQ(refused_because("fourteen-chars"), "password_too_short");
    EXPECT_EQ(refused_because("fifteen-chars-x"), "");
    EXPECT_EQ(refused_because("seven-7", true), "password_too_short");
    EXPECT_EQ(refused_because("eight-8s", true), "");
}

TEST(Password, CountsCharactersNotBytes) {
    EXPECT_EQ(refused_because("ñandúñandú-öäüß"), "") << "15 characters";
    EXPECT_EQ(refused_because("日本語日本語"), "password_too_short") << "18 bytes, 6 characters";
}

TEST(Password, MayHave64CharactersAndUpTo1024Bytes) {
    std::string text;
    for (int i = 0; text.size() < 1024; ++i) {
        text += std::to_string(i * 7919) + "x";
    }
    EXPECT_EQ(refused_because(text.substr(0, 64)), "");
    EXPECT_EQ(refused_because(text.substr(0, 1024)), "");
    EXPECT_EQ(refused_because(text.substr(0, 1024) + "x"), "password_too_long");
}

TEST(Password, NeedsNoKindsOfCharacters) {
    EXPECT_EQ(refused_because("onlylettersinlowercase"), "");
    EXPECT_EQ(refused_because("            spaces   are fine"), "");
}

TEST(Password, IsNotOneThatManyPeopleUse) {
    for (const auto* common :
         {"PasswordPassword",
          "P@ssw0rd!!!!!!!!",
          "password123456789",
          "aaaaaaaaaaaaaaa",
          "abcabcabcabcabcabc",
          "123456789012345",
          "qwertyuiopqwertyuiop",
          "Election2026!!!!",
          "electionsecurity2026",
          "contraseña12345",
          "abcdefghijklmnop",
          "zyxwvutsrqponmlk",
          "correcthorsebatterystaple",
          "ElectionDay2026ElectionDay2026"}) {
        EXPECT_EQ(refused_because(common), "password_common") << common;
    }
    EXPECT_EQ(refused_because("Password1", true), "password_common");
    EXPECT_EQ(refused_because("the ballot box stood open"), "");
}

TEST(Password, IsNotBuiltFromWhatAnybodyKnows) {
    EXPECT_EQ(refused_because("PortEllery-2026"), "password_from_names");
    EXPECT_EQ(refused_because("portElleryAnaPena1"), "password_from_names");
    EXPECT_EQ(refused_because("portellery-wharf-lantern"), "");
}

TEST(QrCode, HasItsThreeFinderPatterns) {
    const auto svg = qr_svg("otpauth://totp/Belfry:x");
    EXPECT_THAT(svg, testing::StartsWith("<svg xmlns="));
    EXPECT_THAT(svg, testing::Not(testing::HasSubstr("style")));
    EXPECT_THAT(svg, testing::HasSubstr("M4 4h1v1h-1zM5 4h1v1h-1z"));
    EXPECT_THAT(svg, testing::Not(testing::HasSubstr("M5 5h1v1h-1z"))) << "white inside the frame";
}

TEST(CsrfToken, BelongsToOneSession) {
    EXPECT_NE(csrf_token("a"), csrf_token("b"));
    EXPECT_NE(csrf_token("a"), "a");
}

TEST(RecoveryCode, MayBeTypedLoosely) {
    SystemRandom random;
    const auto codes = new_recovery_codes(random);
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_EQ(codes[0].size(), 34U);
    auto typed = codes[0];
    std::ranges::transform(typed, typed.begin(), [](char c) {
        return c == '-' ? ' ' : static_cast<char>(std::tolower(c));
    });
    EXPECT_EQ(kept_recovery_code(typed), kept_recovery_code(codes[0]));
    EXPECT_NE(kept_recovery_code(codes[0]), kept_recovery_code(codes[1]));
}

TEST(RecoveryCode, HasEnoughBitsForAPlainDigest) {
    SystemRandom random;
    std::map<char, int> letters;
    for (int i = 0; i < 100; ++i) {
        for (const auto& code : new_recovery_codes(random)) {
            EXPECT_EQ(std::ranges::count(code, '-'), 6) << code;
            for (const char c : code) {
                letters[c] += c == '-' ? 0 : 1;
            }
        }
    }
    // 28 of 32 letters that are all as likely: 140 bits.
    EXPECT_EQ(std::erase_if(letters, [](const auto& each) { return each.first == '-'; }), 1U);
    EXPECT_EQ(letters.size(), 32U);
    for (const auto& [letter, count] : letters) {
        EXPECT_NEAR(count, 28'000 / 32, 200) << letter;
    }
}

TEST(RecoveryCode, OfEarlierReleasesIsKeptAsBefore) {
    EXPECT_EQ(
        kept_recovery_code("abcd-efgh ijkl-mnop"),
        crypto::sha256("belfry recovery code ABCDEFGHIJKLMNOP")
    );
}

TEST(RateLimit, LetsSoManyThroughAndThenAsTimeAllows) {
    RateLimit limit(3, 60s);
    const RateLimit::Time start{1000s};
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(limit.take("a", start));
    }
    EXPECT_FALSE(limit.take("a", start));
    EXPECT_TRUE(limit.take("b", start)) << "another key";
    EXPECT_FALSE(limit.take("a", start + 19s));
    EXPECT_TRUE(limit.take("a", start + 21s));
    EXPECT_FALSE(limit.take("a", start + 22s));
    EXPECT_GE(limit.wait("a", start + 22s), 18s) << "one comes back every 20 seconds";
    EXPECT_LE(limit.wait("a", start + 22s), 19s);
    EXPECT_EQ(limit.wait("new", start), 1s);
    EXPECT_FALSE(limit.take("a", start)) << "time never goes back";
    limit.give_back("a", start + 22s);
    EXPECT_TRUE(limit.take("a", start + 22s));
}

TEST(RateLimit, StaysBoundedWhenManyKeysCome) {
    RateLimit limit(2, 60s, 3);
    const RateLimit::Time start{1000s};
    for (const auto* key : {"a", "b", "c", "d", "e"}) {
        EXPECT_TRUE(limit.take(key, start));
    }
    EXPECT_FALSE(limit.take("f", start)) << "d, e and f share one count";
    EXPECT_TRUE(limit.take("a", start)) << "a has its own";
    EXPECT_TRUE(limit.take("f", start + 3600s));
}

/// The definition, naively: tries in the window that slides along cannot exceed twice the limit.
RC_GTEST_PROP(RateLimit, NeverLetsMoreThanTwiceTheLimitThroughInOnePeriod, ()) {
    RateLimit limit(5, 60s);
    RateLimit::Time now{1000s};
    std::vector<RateLimit::Time> passed;
    for (const int wait : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30))) {
        now += std::chrono::seconds(wait);
        if (limit.take("x", now)) {
            passed.push_back(now);
        }
        const auto recent = std::ranges::count_if(passed, [&](auto at) { return at > now - 60s; });
        RC_ASSERT(recent <= 10);
    }
}

TEST(Network, IsWhatOneHouseholdHas) {
    EXPECT_EQ(network_of("192.0.2.77"), "192.0.2.0/24");
    EXPECT_EQ(network_of("::ffff:192.0.2.77"), "192.0.2.0/24");
    EXPECT_EQ(network_of("2001:db8:1:2:3::4"), network_of("2001:db8:1:2:ffff::1"));
    EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
    EXPECT_EQ(network_of("somewhere"), "somewhere");
}

TEST(Turns, LetTwoWorkSomeWaitAndRefuseTheRest) {
    Turns turns(2, 3);
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    std::atomic<int> refused = 0;
    std::atomic<bool> go = false;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i) {
        threads.emplace_back([&] {
            const auto done = turns.run([&] {
                most = std::max<int>(most, ++inside);
                while (!go) {
                    std::this_thread::sleep_for(1ms);
                }
                --inside;
                return 1;
            });
            refused += done ? 0 : 1;
        });
    }
    while (refused < 7) {
        std::this_thread::sleep_for(1ms);
    }
    go = true;
    threads.clear();
    EXPECT_EQ(refused, 7);
    EXPECT_LE(most, 2);
}

}  // namespace
}  // namespace belfry::accounts
