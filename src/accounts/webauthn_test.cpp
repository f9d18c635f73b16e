#include "accounts/webauthn.hpp"

#include <functional>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "accounts/test_authenticator.hpp"
#include "accounts/w3c_vectors.hpp"
#include "json/json.hpp"

namespace belfry::accounts {
namespace {

const Party example{"example.org", "https://example.org"};
const Party city{"vote.city.example", "https://vote.city.example"};
constexpr auto challenge = "Y2hhbGxlbmdl";

/// Empty when it was believed.
template <class T>
std::optional<Flaw> flaw_in(const Believed<T>& believed) {
    return believed ? std::nullopt : std::optional(believed.error());
}

KnownCredential known_of(const NewCredential& made) {
    return {made.id, made.public_key, made.sign_count, made.can_be_backed_up};
}

TEST(WebAuthn, AgreesWithThePublishedVectorsOfNewPasskeys) {
    const std::pair<w3c::Registration, w3c::Authentication> both[] = {
        {w3c::none_es256_made, w3c::none_es256_used},
        {w3c::packed_self_es256_made, w3c::packed_self_es256_used},
    };
    for (const auto& [made, used] : both) {
        SCOPED_TRACE(used.name);
        const auto credential =
            check_attestation({made.client_data, made.attestation_object}, example, made.challenge);
        ASSERT_TRUE(credential) << static_cast<int>(credential.error());
        EXPECT_TRUE(credential->can_be_backed_up);
        EXPECT_TRUE(credential->backed_up);
        const auto use = check_assertion(
            {crypto::to_base64url(credential->id),
             used.client_data,
             used.authenticator_data,
             used.signature,
             {}},
            known_of(*credential),
            example,
            used.challenge,
            false
        );
        ASSERT_TRUE(use) << static_cast<int>(use.error());
        EXPECT_FALSE(use->user_verified);
    }
}

TEST(WebAuthn, AgreesWithThePublishedVectorsOfOtherAlgorithms) {
    for (const auto& used : {w3c::packed_rs256_used, w3c::packed_eddsa_used}) {
        SCOPED_TRACE(used.name);
        const auto id = crypto::Bytes(4);
        const auto key = crypto::from_base64url(used.public_key).value();
        const Assertion given{
            crypto::to_base64url(id), used.client_data, used.authenticator_data, used.signature, {}
        };
        const bool backed_up = used.name == std::string_view("packed.RS256");
        const auto use =
            check_assertion(given, {id, key, 0, backed_up}, example, used.challenge, false);
        EXPECT_TRUE(use) << static_cast<int>(use.error());
        auto other = given;
        other.signature.front() = other.signature.front() == 'A' ? 'B' : 'A';
        EXPECT_EQ(
            flaw_in(check_assertion(other, {id, key, 0, backed_up}, example, used.challenge, false)
            ),
            Flaw::signature
        );
    }
}

/// One thing that is wrong, and what it is called.
struct Broken {
    const char* what;
    std::function<void(TestAuthenticator&, Party&, std::string&)> bend;
    Flaw flaw;
};

const std::vector<Broken>& broken_in_both() {
    using Phone = TestAuthenticator;
    static const std::vector<Broken> list{
        {"another kind", [](Phone& p, Party&, auto&) { p.type = "payment.get"; }, Flaw::type},
        {"another challenge", [](Phone&, Party&, auto& c) { c = "b3RoZXI"; }, Flaw::challenge},
        {"another page",
         [](Phone&, Party& p, auto&) { p.origin = "https://vote.city.example.evil.example"; },
         Flaw::origin},
        {"not over TLS",
         [](Phone&, Party& p, auto&) { p.origin = "http://vote.city.example"; },
         Flaw::origin},
        {"in a frame of another site",
         [](Phone& p, Party&, auto&) { p.more_client_data = R"(,"crossOrigin":true)"; },
         Flaw::origin},
        {"said in another way to be in a frame",
         [](Phone& p, Party&, auto&) { p.more_client_data = R"(,"crossOrigin":"no")"; },
         Flaw::origin},
        {"below another page",
         [](Phone& p, Party&, auto&) {
             p.more_client_data = R"(,"topOrigin":"https://a.example")";
         },
         Flaw::origin},
        {"for another site", [](Phone&, Party& p, auto&) { p.id = "city.example"; }, Flaw::party},
        {"nobody there", [](Phone& p, Party&, auto&) { p.bits = Phone::verified; }, Flaw::presence},
        {"backed up, and cannot be",
         [](Phone& p, Party&, auto&) { p.bits |= Phone::backed_up; },
         Flaw::backup_state},
    };
    return list;
}

TEST(WebAuthn, RefusesANewPasskeyWithAnyOnePartWrong) {
    for (const auto& [what, bend, flaw] : broken_in_both()) {
        TestAuthenticator phone;
        phone.self_attested = true;
        auto party = city;
        std::string answers = challenge;
        ASSERT_TRUE(check_attestation(phone.make(party, answers), city, challenge));
        bend(phone, party, answers);
        EXPECT_EQ(flaw_in(check_attestation(phone.make(party, answers), city, challenge)), flaw)
            << what;
    }
    TestAuthenticator liar;
    liar.self_attested = true;
    liar.signed_by = "something else";
    EXPECT_EQ(
        flaw_in(check_attestation(liar.make(city, challenge), city, challenge)), Flaw::attestation
    );
    TestAuthenticator phone;
    auto given = phone.make(city, challenge);
    EXPECT_EQ(flaw_in(check_attestation(given, city, "")), Flaw::challenge);
    for (auto* part : {&given.client_data, &given.attestation_object}) {
        const auto whole = *part;
        *part = whole.substr(0, whole.size() - 4);
        EXPECT_EQ(flaw_in(check_attestation(given, city, challenge)), Flaw::encoding);
        *part = whole + "AAAA";
        EXPECT_EQ(flaw_in(check_attestation(given, city, challenge)), Flaw::encoding);
        *part = "not base64url!";
        EXPECT_EQ(flaw_in(check_attestation(given, city, challenge)), Flaw::encoding);
        *part = whole;
    }
}

TEST(WebAuthn, RefusesAUseWithAnyOnePartWrong) {
    for (const auto& [what, bend, flaw] : broken_in_both()) {
        TestAuthenticator phone;
        const auto made = check_attestation(phone.make(city, challenge), city, challenge).value();
        auto party = city;
        std::string answers = challenge;
        ASSERT_TRUE(
            check_assertion(phone.use(party, answers), known_of(made), city, challenge, true)
        );
        bend(phone, party, answers);
        EXPECT_EQ(
            flaw_in(
                check_assertion(phone.use(party, answers), known_of(made), city, challenge, true)
            ),
            flaw
        ) << what;
    }
}

TEST(WebAuthn, RefusesAUseThatIsNotTheKnownPasskeys) {
    TestAuthenticator phone;
    phone.count = 7;
    const auto made = check_attestation(phone.make(city, challenge), city, challenge).value();
    const auto flaw_of = [&](const Assertion& given, bool verified = true) {
        return flaw_in(check_assertion(given, known_of(made), city, challenge, verified));
    };
    phone.count = 8;
    EXPECT_EQ(flaw_of(phone.use(city, challenge)), std::nullopt) << "fine";
    phone.count = 7;
    EXPECT_EQ(flaw_of(phone.use(city, challenge)), Flaw::counter) << "as often as before";
    phone.count = 0;
    EXPECT_EQ(flaw_of(phone.use(city, challenge)), Flaw::counter) << "counts no more";
    phone.count = 9;
    phone.bits = TestAuthenticator::present;
    EXPECT_EQ(flaw_of(phone.use(city, challenge)), Flaw::verification);
    EXPECT_EQ(flaw_of(phone.use(city, challenge), false), std::nullopt) << "a second factor";
    phone.bits = TestAuthenticator::present | TestAuthenticator::verified |
                 TestAuthenticator::can_be_backed_up;
    EXPECT_EQ(flaw_of(phone.use(city, challenge)), Flaw::backup_state) << "another kind of key";
    phone.bits = TestAuthenticator::present | TestAuthenticator::verified;
    phone.signed_by = "something else";
    EXPECT_EQ(flaw_of(phone.use(city, challenge)), Flaw::signature);
    phone.signed_by.reset();
    phone.credential = "another credential";
    EXPECT_EQ(flaw_of(phone.use(city, challenge)), Flaw::credential);
    TestAuthenticator other;
    other.count = 9;
    EXPECT_EQ(flaw_of(other.use(city, challenge)), Flaw::signature) << "another key";
}

/// What comes of a new passkey whose authenticator data are bent like this.
std::optional<Flaw> flaw_of_data(const std::function<void(std::string&)>& bend) {
    TestAuthenticator phone;
    phone.bend_data = bend;
    return flaw_in(check_attestation(phone.make(city, challenge), city, challenge));
}

/// The bits that say what follows, at their place in the authenticator data.
char& bits_in(std::string& data) {
    return data.at(32);
}

TEST(WebAuthn, ReadsAuthenticatorDataToTheirEndAndNotBeyond) {
    std::size_t whole = 0;
    ASSERT_EQ(flaw_of_data([&](std::string& data) { whole = data.size(); }), std::nullopt);
    for (std::size_t size = 0; size < whole; ++size) {
        EXPECT_EQ(flaw_of_data([&](std::string& data) { data.resize(size); }), Flaw::encoding)
            << size << " bytes of " << whole;
    }
    EXPECT_EQ(flaw_of_data([](std::string& data) { data += 'x'; }), Flaw::encoding);
    EXPECT_EQ(
        flaw_of_data([](std::string& data) {
            bits_in(data) = TestAuthenticator::present | TestAuthenticator::verified;
        }),
        Flaw::encoding
    ) << "it does not say that there is a passkey";
    EXPECT_EQ(
        flaw_of_data([](std::string& data) {
            data.resize(37);
            bits_in(data) = TestAuthenticator::present | TestAuthenticator::verified;
        }),
        Flaw::encoding
    ) << "there is no passkey";
}

TEST(WebAuthn, TakesExtensionsOnlyAsAMap) {
    const auto with = [](const std::string& extensions) {
        return flaw_of_data([&](std::string& data) {
            bits_in(data) = static_cast<char>(128 | 64 | 4 | 1);
            data += extensions;
        });
    };
    EXPECT_EQ(with("\xa1" + TestAuthenticator::text("x") + "\xf5"), std::nullopt);
    EXPECT_EQ(with(""), Flaw::encoding);
    EXPECT_EQ(with("\xf5"), Flaw::encoding) << "no map";
    EXPECT_EQ(with("\xa1"), Flaw::encoding) << "cut off";
}

TEST(WebAuthn, TakesNamesOfPasskeysUpToTheirLimit) {
    const auto with = [](std::size_t size) {
        TestAuthenticator phone;
        phone.credential = std::string(size, 'c');
        return flaw_in(check_attestation(phone.make(city, challenge), city, challenge));
    };
    EXPECT_EQ(with(0), Flaw::encoding);
    EXPECT_EQ(with(1), std::nullopt);
    EXPECT_EQ(with(1023), std::nullopt);
    EXPECT_EQ(with(1024), Flaw::encoding);
}

TEST(WebAuthn, TakesNoKeyOfAKindThatWasNotAskedFor) {
    EXPECT_EQ(
        flaw_of_data([](std::string& data) {
            // ES384 (-35) in the place of ES256.
            data.replace(data.find("\x03\x26", 37), 2, "\x03\x38\x22");
        }),
        Flaw::algorithm
    );
}

TEST(WebAuthn, TakesNoAttestationButNoneAndItsOwn) {
    const auto text = TestAuthenticator::text;
    const auto packed = text("fmt") + text("packed") + text("attStmt");
    const auto alg = text("alg") + "\x26";
    const auto sig = text("sig") + TestAuthenticator::bytes("a signature that nobody has made");
    const std::tuple<const char*, unsigned, std::string> statements[] = {
        {"nothing", 0, ""},
        {"no format", 1, text("attStmt") + "\xa0"},
        {"no statement", 1, text("fmt") + text("none")},
        {"a format that is a number", 2, text("fmt") + "\x07" + text("attStmt") + "\xa0"},
        {"a statement that is none", 2, text("fmt") + text("none") + text("attStmt") + "\x07"},
        {"none that says something", 2, text("fmt") + text("none") + text("attStmt") + "\xa1" + alg
        },
        {"another maker's", 2, text("fmt") + text("fido-u2f") + text("attStmt") + "\xa2" + alg + sig
        },
        {"a certificate", 2, packed + "\xa3" + alg + sig + text("x5c") + "\x80"},
        {"no algorithm", 2, packed + "\xa2" + text("a") + "\x26" + sig},
        {"another algorithm", 2, packed + "\xa2" + text("alg") + "\x27" + sig},
        {"no signature", 2, packed + "\xa2" + alg + text("x5c") + "\x80"},
        {"a signature in words", 2, packed + "\xa2" + alg + text("sig") + text("signed")},
        {"a false signature", 2, packed + "\xa2" + alg + sig},
    };
    for (const auto& [what, members, statement] : statements) {
        TestAuthenticator phone;
        phone.attestation = statement;
        phone.attestation_members = members;
        EXPECT_EQ(
            flaw_in(check_attestation(phone.make(city, challenge), city, challenge)),
            Flaw::attestation
        ) << what;
    }
}

TEST(WebAuthn, ReadsNoPartThatIsNotBase64urlOrTooLong) {
    TestAuthenticator phone;
    const auto made = check_attestation(phone.make(city, challenge), city, challenge).value();
    const auto good = phone.use(city, challenge);
    for (auto part :
         {&Assertion::id,
          &Assertion::client_data,
          &Assertion::authenticator_data,
          &Assertion::signature}) {
        for (const auto& text : {std::string("not base64url!"), std::string(16388, 'A')}) {
            auto given = good;
            given.*part = text;
            EXPECT_EQ(
                flaw_in(check_assertion(given, known_of(made), city, challenge, true)),
                Flaw::encoding
            );
        }
    }
    auto given = phone.make(city, challenge);
    given.attestation_object = TestAuthenticator::base64("\x07");
    EXPECT_EQ(flaw_in(check_attestation(given, city, challenge)), Flaw::encoding) << "a number";
    given.attestation_object = TestAuthenticator::base64("\xa0");
    EXPECT_EQ(flaw_in(check_attestation(given, city, challenge)), Flaw::encoding) << "empty";
}

TEST(WebAuthn, FindsTheChallengeWhereThereIsOne) {
    EXPECT_EQ(challenge_in(TestAuthenticator::base64(R"({"challenge":"abc"})")), "abc");
    for (const auto* text : {"", "[]", "{", "{}", R"({"challenge":7})"}) {
        EXPECT_EQ(challenge_in(TestAuthenticator::base64(text)), std::nullopt) << text;
    }
    EXPECT_EQ(challenge_in("not base64url!"), std::nullopt);
}

RC_GTEST_PROP(
    WebAuthn, NeverBelievesWhatWasAltered, (const std::string& noise, std::uint16_t where)
) {
    RC_PRE(!noise.empty());
    static TestAuthenticator phone;
    static const auto made =
        check_attestation(phone.make(city, challenge), city, challenge).value();
    auto given = phone.use(city, challenge);
    std::string* parts[] = {&given.client_data, &given.authenticator_data, &given.signature};
    auto& part = *parts[where % 3];
    const auto before = part;
    part.replace(where % part.size(), noise.size(), noise);
    RC_PRE(part != before);
    RC_ASSERT(!check_assertion(given, known_of(made), city, challenge, true).has_value());
}

}  // namespace
}  // namespace belfry::accounts
