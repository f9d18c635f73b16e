#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rehearsal/contact_store.hpp"
#include "rehearsal/test_rehearsal.hpp"

/// Who is to be called: kept sealed, printed for those who may.
namespace belfry::rehearsal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(PhoneNumbers, AreDigitsAndWhatPeopleWriteBetweenThem) {
    for (const auto* good :
         {"911", "555-0100", "+1 (612) 555-0100 ext. 4", "612.555.0100 x12", "612/555-0100"}) {
        EXPECT_TRUE(is_phone_number(good)) << good;
    }
    for (const auto* bad : {"", "12", "call Ana", "555-0100 (Ana)", "<b>555</b>"}) {
        EXPECT_FALSE(is_phone_number(bad)) << bad;
    }
    EXPECT_FALSE(is_phone_number(std::string(41, '5')));
}

TEST(ContactChecks, NameTheRowTheFieldAndWhatIsWrong) {
    const std::vector<ProtocolContact> contacts{
        {ProtocolRole::chief_judge, "S1", "Ana Ruiz", "555-0100"},
        {ProtocolRole::chief_judge, "S1", "Ben Ode", "555-0101"},
        {ProtocolRole::police, "S1", "Desk", "911"},
        {ProtocolRole::greeter, "S9", "Cy", ""},
        {ProtocolRole::press, "", "", ""},
        {ProtocolRole::depot, "", "Dee", "ask at the door"},
    };
    std::vector<std::string> found;
    for (const auto& problem : problems_of(contacts, {"S1"})) {
        found.push_back(problem.field + " " + problem.code);
    }
    EXPECT_THAT(
        found,
        ElementsAre(
            "contacts[1].role contact_given_twice",
            "contacts[2].place role_of_the_city",
            "contacts[3].place contact_place_unknown",
            "contacts[4].name required",
            "contacts[5].phone phone_unusual"
        )
    );
}

class ProtocolContacts : public RehearsalTest {
protected:
    static constexpr const char* two =
        R"({"contacts": [{"role": "chief_judge", "place": "S2", "name": " Ana Ruiz ", "phone": "555-0100"},)"
        R"( {"role": "election_office", "place": "", "name": "Front desk", "phone": "555-0199"}]})";

    program::Answer put(const std::string& body, const std::string& tag) {
        return city().call(
            test().planner,
            http::Method::put,
            "/api/v1/protocol-contacts",
            body,
            {{"Content-Type", "application/json"}, {"If-Match", tag}}
        );
    }
};

TEST_P(ProtocolContacts, ArePrintedForThoseWhoMayAndLieSealed) {
    const auto none = get("/protocol-contacts");
    EXPECT_EQ(none.at("contacts").as_array().size(), 0U);
    const auto kept = put(two, none.tag());
    ASSERT_EQ(kept.status, 200) << kept.text;
    EXPECT_EQ(kept.at("contacts").at(0).at("name"), "Ana Ruiz");
    EXPECT_EQ(put(two, none.tag()).status, 409) << "based on an older revision";
    EXPECT_EQ(
        put(R"({"contacts": [{"role": "press", "place": "", "name": "P", "phone": "?"}]})",
            kept.tag())
            .status,
        422
    );

    const auto plan = test().add("/plans", R"({"name": "Plan B", "measures": []})");
    const auto page = fmt::format("/plans/{}/protocol.html?copies=sets&site=S2", plan);
    EXPECT_THAT(get(page).text, HasSubstr("555-0100"));
    EXPECT_THAT(get(page).text, HasSubstr("Front desk"));
    const auto reader = city().add_person("Rae Reader", accounts::Role::mayor);
    EXPECT_THAT(city().get(reader, page).text, Not(HasSubstr("555-0100")));
    EXPECT_EQ(city().get(reader, "/protocol-contacts").status, 403);

    const auto sealed = city().services().database.read([](store::Connection& db) {
        return db.value<store::Bytes>("SELECT sealed FROM protocol_contacts").value();
    });
    const std::string_view bytes(reinterpret_cast<const char*>(sealed.data()), sealed.size());
    EXPECT_EQ(bytes.find("555"), std::string_view::npos);
}

TEST_P(ProtocolContacts, AreSealedWithANewKeyOrStayAsTheyAre) {
    ASSERT_EQ(put(two, get("/protocol-contacts").tag()).status, 200);
    auto& services = test().workshop().services;
    const crypto::SealingKey old{};
    crypto::SealingKey fresh{};
    fresh.fill(std::byte{7});
    const auto renew = [&](const std::vector<crypto::SealingKey>& from,
                           const crypto::SealingKey& to) {
        const auto done = services.record.write(
            {record::Actor::belfry(), "key.renew", {"key", 1}, std::nullopt},
            [&](record::Writing& writing) -> Result<void> {
                return renew_contacts(writing, services.random, from, to);
            }
        );
        ASSERT_TRUE(done);
    };
    const auto with = [&](const crypto::SealingKey& key) {
        return services.database.read([&](store::Connection& db) { return load_contacts(db, key); }
        );
    };
    renew({fresh, old}, fresh);
    EXPECT_FALSE(with(old).readable);
    EXPECT_EQ(with(fresh).contacts.size(), 2U);
    renew({}, old);
    EXPECT_FALSE(with(old).readable);
    EXPECT_EQ(with(fresh).contacts.size(), 2U) << "the key that opens them may be found";
}

INSTANTIATE_TEST_SUITE_P(Engines, ProtocolContacts, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::rehearsal
