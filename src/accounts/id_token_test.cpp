#include "accounts/id_token.hpp"

#include <functional>

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "crypto/bytes.hpp"
#include "crypto/signature.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;

const Instant noon{std::chrono::sys_days(std::chrono::year(2026) / 11 / 3) + 12h};

std::int64_t unix_seconds(Instant when) {
    return std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count();
}

std::string encoded(std::string_view raw) {
    return crypto::to_base64url(crypto::bytes_of(raw));
}

/// A provider with one Ed25519 key, and a token of it that is right until a test bends it.
struct ProviderToken {
    json::Object header{{"alg", "EdDSA"}, {"kid", "one"}};
    json::Object claims{
        {"iss", "https://login.city.example"},
        {"aud", "belfry"},
        {"sub", "bo"},
        {"nonce", "n"},
        {"email", "bo@city.example"},
        {"email_verified", true},
        {"exp", unix_seconds(noon + 5min)},
        {"iat", unix_seconds(noon)},
    };

    static const crypto::SigningKey& key() {
        static const auto key = crypto::signing_key(std::string(64, '7')).value();
        return key;
    }

    [[nodiscard]] std::string written() const {
        const auto text =
            encoded(boost::json::serialize(header)) + "." + encoded(boost::json::serialize(claims));
        return text + "." + crypto::to_base64url(*crypto::from_hex(key().sign(text)));
    }
};

NamedKey provider_key(const std::string& id = "one") {
    return {
        id,
        {crypto::KeyAlgorithm::eddsa,
         crypto::from_hex(ProviderToken::key().public_key()).value(),
         {}}
    };
}

const ExpectedToken asked_for{"https://login.city.example", "belfry", "n", noon};

/// Empty when it was believed.
std::optional<TokenFlaw> flaw_of_token(
    std::string_view token,
    const std::vector<NamedKey>& keys = {provider_key()},
    const ExpectedToken& expects = asked_for
) {
    const auto claims = check_id_token(token, keys, expects);
    return claims ? std::nullopt : std::optional(claims.error());
}

/// One thing that is changed in a good token, and what comes of it.
struct BentToken {
    const char* what;
    std::function<void(ProviderToken&)> bend;
    std::optional<TokenFlaw> flaw;
};

void expect_of_each(const std::vector<BentToken>& list) {
    for (const auto& [what, bend, flaw] : list) {
        ProviderToken token;
        ASSERT_EQ(flaw_of_token(token.written()), std::nullopt);
        bend(token);
        EXPECT_EQ(flaw_of_token(token.written()), flaw) << what;
    }
}

TEST(IdToken, IsForThisProgramOrNotBelieved) {
    expect_of_each({
        {"of no issuer", [](ProviderToken& t) { t.claims.erase("iss"); }, TokenFlaw::issuer},
        {"for nobody", [](ProviderToken& t) { t.claims.erase("aud"); }, TokenFlaw::audience},
        {"for a number", [](ProviderToken& t) { t.claims["aud"] = 7; }, TokenFlaw::audience},
        {"for another", [](ProviderToken& t) { t.claims["aud"] = "other"; }, TokenFlaw::audience},
        {"for a list of it alone",
         [](ProviderToken& t) { t.claims["aud"] = json::Array{"belfry"}; },
         {}},
        {"for an empty list",
         [](ProviderToken& t) { t.claims["aud"] = json::Array(); },
         TokenFlaw::audience},
        {"for a list of others",
         [](ProviderToken& t) { t.claims["aud"] = json::Array{"one", 2}; },
         TokenFlaw::audience},
        {"for several, presented to nobody",
         [](ProviderToken& t) { t.claims["aud"] = json::Array{"other", "belfry"}; },
         TokenFlaw::audience},
        {"for several, presented to it",
         [](ProviderToken& t) {
             t.claims["aud"] = json::Array{"other", "belfry"};
             t.claims["azp"] = "belfry";
         },
         {}},
        {"for several, presented to another",
         [](ProviderToken& t) {
             t.claims["aud"] = json::Array{"other", "belfry"};
             t.claims["azp"] = "other";
         },
         TokenFlaw::audience},
        {"presented to another",
         [](ProviderToken& t) { t.claims["azp"] = "x"; },
         TokenFlaw::audience},
        {"presented to no text", [](ProviderToken& t) { t.claims["azp"] = 1; }, TokenFlaw::audience
        },
    });
}

TEST(IdToken, IsOfNowOrNotBelieved) {
    expect_of_each({
        {"without an end", [](ProviderToken& t) { t.claims.erase("exp"); }, TokenFlaw::form},
        {"with an end in words",
         [](ProviderToken& t) { t.claims["exp"] = "later"; },
         TokenFlaw::form},
        {"with an end beyond all time",
         [](ProviderToken& t) { t.claims["exp"] = 1e300; },
         TokenFlaw::form},
        {"with an end before all time",
         [](ProviderToken& t) { t.claims["exp"] = -1e12; },
         TokenFlaw::form},
        {"without a beginning", [](ProviderToken& t) { t.claims.erase("iat"); }, TokenFlaw::form},
        {"ended a minute ago",
         [](ProviderToken& t) { t.claims["exp"] = unix_seconds(noon - clock_skew); },
         TokenFlaw::expired},
        {"ended as a slow clock sees it",
         [](ProviderToken& t) { t.claims["exp"] = unix_seconds(noon - clock_skew + 1s); },
         {}},
        {"made too long ago, however late its end",
         [](ProviderToken& t) {
             t.claims["iat"] = unix_seconds(noon - oldest_token - clock_skew - 1s);
         },
         TokenFlaw::expired},
        {"made as long ago as may be",
         [](ProviderToken& t) { t.claims["iat"] = unix_seconds(noon - oldest_token - clock_skew); },
         {}},
        {"made later than now",
         [](ProviderToken& t) { t.claims["iat"] = unix_seconds(noon + clock_skew + 1s); },
         TokenFlaw::too_early},
        {"good from later on",
         [](ProviderToken& t) { t.claims["nbf"] = unix_seconds(noon + clock_skew + 1s); },
         TokenFlaw::too_early},
        {"good from now on",
         [](ProviderToken& t) { t.claims["nbf"] = static_cast<double>(unix_seconds(noon)) + 0.5; },
         {}},
        {"good from nobody knows when",
         [](ProviderToken& t) { t.claims["nbf"] = "soon"; },
         TokenFlaw::too_early},
    });
}

TEST(IdToken, AnswersTheRequestAndNamesSomebodyOrIsNotBelieved) {
    expect_of_each({
        {"another nonce", [](ProviderToken& t) { t.claims["nonce"] = "m"; }, TokenFlaw::nonce},
        {"no nonce", [](ProviderToken& t) { t.claims.erase("nonce"); }, TokenFlaw::nonce},
        {"nobody", [](ProviderToken& t) { t.claims.erase("sub"); }, TokenFlaw::subject},
        {"an empty name", [](ProviderToken& t) { t.claims["sub"] = ""; }, TokenFlaw::subject},
        {"the longest name", [](ProviderToken& t) { t.claims["sub"] = std::string(255, 's'); }, {}},
        {"a longer one",
         [](ProviderToken& t) { t.claims["sub"] = std::string(256, 's'); },
         TokenFlaw::subject},
    });
    ProviderToken token;
    token.claims["nonce"] = "";
    auto nothing_asked = asked_for;
    nothing_asked.nonce = "";
    EXPECT_EQ(flaw_of_token(token.written(), {provider_key()}, nothing_asked), TokenFlaw::nonce)
        << "an empty nonce answers nothing";
}

TEST(IdToken, IsThreePartsOfSignedJson) {
    const auto good = ProviderToken().written();
    const auto dot = good.find('.');
    const auto last = good.rfind('.');
    for (const auto& token : std::vector<std::string>{
             "",
             "text",
             good.substr(0, last),
             good + ".more",
             "!" + good,
             encoded("[]") + good.substr(dot),
             encoded("{") + good.substr(dot),
             good.substr(0, dot) + ".!" + good.substr(last),
             good.substr(0, dot) + "." + encoded("7") + good.substr(last),
             good + std::string(std::size_t{32} * 1024, 'A'),
         }) {
        EXPECT_EQ(flaw_of_token(token), TokenFlaw::form) << token.substr(0, 80);
    }
    EXPECT_EQ(flaw_of_token(good.substr(0, last) + ".!"), TokenFlaw::signature);
    EXPECT_EQ(flaw_of_token(good.substr(0, last) + "."), TokenFlaw::signature);
    expect_of_each({
        {"no algorithm", [](ProviderToken& t) { t.header.erase("alg"); }, TokenFlaw::algorithm},
        {"the algorithm none",
         [](ProviderToken& t) { t.header["alg"] = "none"; },
         TokenFlaw::algorithm},
        {"a shared secret",
         [](ProviderToken& t) { t.header["alg"] = "HS256"; },
         TokenFlaw::algorithm},
        {"rules that have to be kept",
         [](ProviderToken& t) { t.header["crit"] = json::Array{"exp"}; },
         TokenFlaw::form},
        {"a key that is not there",
         [](ProviderToken& t) { t.header["kid"] = "two"; },
         TokenFlaw::key},
        {"its key for another algorithm",
         [](ProviderToken& t) { t.header["alg"] = "ES256"; },
         TokenFlaw::key},
        {"a name of a key that is no text", [](ProviderToken& t) { t.header["kid"] = 1; }, {}},
    });
}

TEST(IdToken, WithoutTheNameOfAKeyIsOfTheOnlyOne) {
    ProviderToken token;
    token.header.erase("kid");
    EXPECT_EQ(flaw_of_token(token.written()), std::nullopt);
    EXPECT_EQ(flaw_of_token(token.written(), {}), TokenFlaw::key);
    EXPECT_EQ(flaw_of_token(token.written(), {provider_key(), provider_key("two")}), TokenFlaw::key)
        << "which of them is not said";
    EXPECT_EQ(
        flaw_of_token(ProviderToken().written(), {provider_key(), provider_key("two")}),
        std::nullopt
    );
    EXPECT_EQ(
        flaw_of_token(ProviderToken().written(), {provider_key(), provider_key()}), TokenFlaw::key
    ) << "two of one name";
    EXPECT_EQ(key_named_in(ProviderToken().written()), "one");
    EXPECT_EQ(key_named_in(token.written()), std::nullopt);
    EXPECT_EQ(key_named_in("no token"), std::nullopt);
    EXPECT_EQ(key_named_in("a.b.c"), std::nullopt);
}

TEST(IdToken, AWrittenAsP256HasASignatureOfSixtyFourBytes) {
    const NamedKey key{
        "one", {crypto::KeyAlgorithm::es256, crypto::Bytes(32, std::byte{1}), crypto::Bytes(32)}
    };
    ProviderToken token;
    token.header["alg"] = "ES256";
    EXPECT_EQ(flaw_of_token(token.written(), {key}), TokenFlaw::signature)
        << "no point of the curve";
    const auto text = token.written();
    EXPECT_EQ(flaw_of_token(text.substr(0, text.size() - 4), {key}), TokenFlaw::signature);
}

TEST(IdToken, GivesWhatItSaysOfSomebodyAndNoMore) {
    ProviderToken token;
    auto claims = check_id_token(token.written(), {provider_key()}, asked_for);
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->subject, "bo");
    EXPECT_EQ(claims->email, "bo@city.example");
    EXPECT_TRUE(claims->email_verified);
    EXPECT_FALSE(claims->authenticated_at);
    token.claims["auth_time"] = unix_seconds(noon - 2h);
    for (const auto& said : std::vector<json::Value>{false, "true", 1, nullptr}) {
        token.claims["email_verified"] = said;
        claims = check_id_token(token.written(), {provider_key()}, asked_for);
        ASSERT_TRUE(claims);
        EXPECT_FALSE(claims->email_verified) << said;
        EXPECT_EQ(claims->authenticated_at, noon - 2h);
    }
    token.claims.erase("email_verified");
    token.claims.erase("email");
    claims = check_id_token(token.written(), {provider_key()}, asked_for);
    ASSERT_TRUE(claims);
    EXPECT_FALSE(claims->email_verified);
    EXPECT_EQ(claims->email, "");
}

TEST(KeySet, IsAListOfKeysWithALimit) {
    for (const auto& set :
         std::vector<json::Value>{"text", json::Object(), json::Object{{"keys", "none"}}}) {
        EXPECT_FALSE(read_key_set(set)) << set;
    }
    EXPECT_TRUE(read_key_set(json::Object{{"keys", json::Array(64, json::Object())}}));
    EXPECT_FALSE(read_key_set(json::Object{{"keys", json::Array(65, json::Object())}}));
}

TEST(KeySet, HoldsTheKeysForSignaturesOnly) {
    const std::string number = encoded(std::string(32, '\1'));
    const json::Object curve{{"kty", "EC"}, {"crv", "P-256"}, {"x", number}, {"y", number}};
    const json::Object edwards{{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", number}};
    const json::Object rsa{{"kty", "RSA"}, {"n", encoded(std::string(256, '\xFF'))}, {"e", "AQAB"}};
    const auto kept = [](json::Object key, std::string_view name = {}, std::string_view value = {}
                      ) {
        if (!name.empty()) {
            key[name] = value;
        }
        return read_key_set(json::Object{{"keys", json::Array{7, key}}})->size();
    };
    for (const auto& [key, algorithm] :
         {std::pair(curve, "ES256"), std::pair(edwards, "EdDSA"), std::pair(rsa, "RS256")}) {
        EXPECT_EQ(kept(key), 1U) << algorithm;
        EXPECT_EQ(kept(key, "alg", algorithm), 1U);
        EXPECT_EQ(kept(key, "use", "sig"), 1U);
        EXPECT_EQ(kept(key, "alg", "PS512"), 0U) << "for another algorithm";
        EXPECT_EQ(kept(key, "use", "enc"), 0U) << "to encrypt with";
        EXPECT_EQ(kept(key, "kty", "oct"), 0U) << "a shared secret";
    }
    EXPECT_EQ(kept(curve, "crv", "P-384"), 0U);
    EXPECT_EQ(kept(edwards, "crv", "X25519"), 0U);
    EXPECT_EQ(kept(curve, "y", "AAAA"), 0U) << "too short";
    EXPECT_EQ(kept(edwards, "x", "!"), 0U) << "no base64url";
    auto without = edwards;
    without.erase("x");
    EXPECT_EQ(kept(without), 0U);
    EXPECT_EQ(kept(rsa, "n", number), 0U) << "a key of 256 bits";
}

}  // namespace
}  // namespace belfry::accounts
