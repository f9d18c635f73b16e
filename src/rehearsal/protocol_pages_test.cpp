#include "rehearsal/protocol_pages.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "documents/test_zip.hpp"
#include "rehearsal/test_protocol.hpp"

namespace belfry::rehearsal {
namespace {

using documents::PaperSize;
using testing::HasSubstr;
using testing::Not;

std::string html(const Protocol& protocol, Copies copies = Copies::masters) {
    std::string out;
    const auto reader = test::words(protocol.language.c_str());
    write_html(protocol, copies, PaperSize::letter, reader, [&](std::string_view part) {
        out += part;
    });
    return out;
}

std::size_t pages_of(const std::string& html) {
    std::size_t pages = 0;
    for (auto at = html.find("<section"); at != std::string::npos;
         at = html.find("<section", at + 1)) {
        ++pages;
    }
    return pages;
}

TEST(ProtocolPages, OfTheCityAreCoverEachCardOnceEachPlaceAndEachSheet) {
    const auto made = test::protocol(test::every_measure());
    EXPECT_EQ(pages_of(html(made)), 1 + made.cards.size() + made.sites.size() + made.sheets.size());
}

TEST(ProtocolPages, SayHowManyCopiesOfACardAreNeeded) {
    const auto page = html(test::protocol(test::every_measure()));
    EXPECT_THAT(page, HasSubstr("For every polling place: 3 copies."));
    EXPECT_THAT(page, HasSubstr("For: Library, Fire Station."));
}

TEST(ProtocolPages, AsSetsHaveEachPlacesOwnCardsOneAfterTheOther) {
    const auto made = test::protocol(test::every_measure());
    std::size_t pages = 1;
    for (const auto& card : made.cards) {
        pages += works_at_a_site(card.role) ? 0U : 1U;
    }
    for (const auto& site : made.sites) {
        pages += 1 + site.cards.size() + site.sheets.size();
    }
    EXPECT_EQ(pages_of(html(made, Copies::sets)), pages);
}

TEST(ProtocolPages, OfOnePlaceAreItsSet) {
    const auto one = for_site(test::protocol(test::every_measure()), "3");
    ASSERT_TRUE(one.has_value());
    const auto page = html(*one);
    EXPECT_EQ(pages_of(page), 1 + one->cards.size() + one->sites[0].sheets.size());
    EXPECT_THAT(page, HasSubstr("<title>Emergency protocol: Chapel</title>"));
    EXPECT_THAT(page, Not(HasSubstr("Library")));
    EXPECT_THAT(page, Not(HasSubstr("copies")));
}

TEST(ProtocolPages, HaveTheRunningHeadOnEveryPage) {
    const auto made = test::protocol({});
    EXPECT_EQ(
        made.running,
        "Port Ellery · General election, November 3, 2026 · Plan B · plan 3fa9c1d2e4b5"
    );
    const auto page = html(made);
    std::size_t heads = 0;
    for (auto at = page.find(made.running); at != std::string::npos;
         at = page.find(made.running, at + 1)) {
        ++heads;
    }
    EXPECT_EQ(heads, pages_of(page));
}

TEST(ProtocolPages, FillInWhoIsKnownAndLeaveRoomForTheOthers) {
    auto facts = test::facts();
    facts.contacts = {
        {ProtocolRole::election_office, "", "Front desk", "555-0199"},
        {ProtocolRole::chief_judge, "1", "Ana Ruiz", "555-0100"},
        {ProtocolRole::chief_judge, "2", "Bo Lund", "555-0101"},
    };
    const auto reader = test::words();
    const auto whole = protocol_of(test::plan(test::every_measure()), test::city(), facts, reader);
    const auto page = html(*for_site(whole, "1"));
    EXPECT_THAT(page, HasSubstr("<td>Name: Front desk</td><td>Phone: 555-0199</td>"));
    EXPECT_THAT(page, HasSubstr("<td>Name: Ana Ruiz</td><td>Phone: 555-0100</td>"));
    EXPECT_THAT(page, HasSubstr("<td>Name: </td><td>Phone: </td>"));
    EXPECT_THAT(page, Not(HasSubstr("Bo Lund")));
}

TEST(ProtocolPages, AreHarmlessWhateverANameHolds) {
    auto city = test::city();
    city.sites[0].name = "<script>alert(1)</script> & \"Hall\"";
    const auto reader = test::words();
    const auto made = protocol_of(test::plan({}), city, test::facts(), reader);
    const auto page = html(made);
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Hall&quot;"));
}

TEST(ProtocolPages, AsWordDocumentHaveTheSameHeadings) {
    const auto made = test::protocol(test::every_measure(), "es");
    const auto reader = test::words("es");
    const auto file = to_docx(made, Copies::masters, PaperSize::a4, reader);
    const documents::Unzipped archive(file);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(archive.at("word/document.xml").c_str()));
    EXPECT_EQ(
        document.select_nodes("//w:pStyle[@w:val='Heading1']").size(),
        1 + made.cards.size() + made.sites.size() + made.sheets.size()
    );
    EXPECT_EQ(document.select_nodes("//w:br").size(), pages_of(html(made)) - 1);
    pugi::xml_document head;
    ASSERT_TRUE(head.load_string(archive.at("word/header1.xml").c_str()));
    EXPECT_EQ(std::string(head.select_node("//w:t").node().text().as_string()), made.running);
}

TEST(ProtocolPages, OfManyPlacesAreMadeWithoutHoldingThem) {
    auto city = test::city();
    city.sites[0].copies = 300;
    const auto reader = test::words();
    const auto made = protocol_of(test::plan(test::every_measure()), city, test::facts(), reader);
    std::size_t bytes = 0;
    std::size_t most = 0;
    write_html(made, Copies::sets, PaperSize::letter, reader, [&](std::string_view part) {
        bytes += part.size();
        most = std::max(most, part.size());
    });
    EXPECT_GT(bytes, 5'000'000U);
    EXPECT_LT(most, 100'000U);
}

}  // namespace
}  // namespace belfry::rehearsal
