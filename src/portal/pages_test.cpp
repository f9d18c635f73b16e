#include "portal/pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/qr_code.hpp"
#include "portal/html.hpp"
#include "transparency/code.hpp"
#include "transparency/publication.hpp"

namespace belfry::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

PublicView small_city() {
    PublicView view;
    view.city.name = "Port <b>Ellery</b>";
    view.city.next_election =
        Date{std::chrono::year(2027), std::chrono::November, std::chrono::day(2)};
    view.updated = Date{std::chrono::year(2026), std::chrono::November, std::chrono::day(25)};
    for (int number = 1; number <= program::step_count; ++number) {
        view.steps.push_back({number, program::StepStatus::late});
    }
    return view;
}

Pages pages_of(const PublicView& view) {
    return render(view, text::Catalog::embedded());
}

TEST(PublicPages, EscapeWhatPeopleWrote) {
    const auto pages = pages_of(small_city());
    for (const auto& [address, content] : pages) {
        EXPECT_THAT(content, Not(HasSubstr("<b>"))) << address;
    }
    EXPECT_THAT(pages.at("/"), HasSubstr("Port &lt;b&gt;Ellery&lt;/b&gt;"));
}

TEST(PublicPages, ShowNoStatusUntilTheCityPublishesIt) {
    auto view = small_city();
    EXPECT_THAT(pages_of(view).at("/"), Not(HasSubstr("Behind schedule")));
    EXPECT_THAT(pages_of(view).at("/steps/3"), Not(HasSubstr("Behind schedule")));
    view.pages.published = true;
    EXPECT_THAT(pages_of(view).at("/"), HasSubstr("Behind schedule"));
    EXPECT_THAT(pages_of(view).at("/es/steps/3"), HasSubstr("Con retraso"));
}

TEST(PublicPages, CarryNoScriptStyleAttributeFormOrForeignAddress) {
    auto view = small_city();
    view.pages = {true, "+1 555 0100", "report@city.example", "https://city.example/report", 3};
    for (const auto& [address, content] : pages_of(view)) {
        if (!is_document(address)) {
            continue;
        }
        for (const auto* unwanted : {"<script", " style=", "<form", "http://", "url(", "@import"}) {
            EXPECT_THAT(content, Not(HasSubstr(unwanted))) << address;
        }
    }
}

TEST(PublicPages, LeadFromEachDocumentToItsProofAndItsCheck) {
    auto view = small_city();
    EXPECT_THAT(pages_of(view).at("/steps/4"), Not(HasSubstr("tlog-proof"))) << "no log yet";
    view.log_key = "vote.city.example/belfry/log+12345678+A";
    view.address = "https://vote.city.example";
    const auto pages = pages_of(view);
    EXPECT_THAT(pages.at("/steps/4"), HasSubstr("href=\"/steps/4.tlog-proof\""));
    EXPECT_THAT(pages.at("/steps/4"), HasSubstr("href=\"/verify#/steps/4\""));
    EXPECT_THAT(pages.at("/es/"), HasSubstr("href=\"/es/index.tlog-proof\""));
    EXPECT_THAT(pages.at("/es/"), HasSubstr("href=\"/es/verify#/es/\""));
    EXPECT_THAT(pages.at("/es/"), HasSubstr("src=\"/codes/es/index.svg\""));
    EXPECT_THAT(pages.at("/codes/es/index.svg"), HasSubstr("<svg"));
    EXPECT_THAT(pages.at("/codes/steps/4.svg"), HasSubstr("<svg"));
}

TEST(PublicPages, HaveACodeEachAlsoWhereNobodyHasSaidAnAddress) {
    auto view = small_city();
    view.log_key = "localhost/belfry/log+12345678+A";
    const auto pages = pages_of(view);
    std::size_t documents = 0;
    for (const auto& [address, content] : pages) {
        if (!is_document(address)) {
            continue;
        }
        ++documents;
        const auto code = "/codes" + address + (address.ends_with('/') ? "index.svg" : ".svg");
        EXPECT_THAT(content, HasSubstr("<img src=\"" + code + "\"")) << address;
        ASSERT_TRUE(pages.contains(code)) << code;
        EXPECT_FALSE(is_document(code)) << "else it would be committed, and need a code itself";
        // Of the very bytes that are published and committed.
        const auto text = transparency::code_text(view.log_key, address, content);
        EXPECT_THAT(text, testing::StartsWith("BELFRY-1;localhost/belfry/log+12345678;" + address));
        EXPECT_EQ(pages.at(code), accounts::qr_svg(text)) << address;
    }
    EXPECT_EQ(documents, 2U * (2U + program::step_count));
    EXPECT_THAT(pages.at("/es/steps/4"), HasSubstr("alt=\"Código con la huella"));
}

TEST(PublicPages, HaveCodesThatLeadToTheirCheckWhereTheAddressIsKnown) {
    auto view = small_city();
    view.log_key = "vote.city.example/belfry/log+12345678+A";
    view.address = "https://vote.city.example";
    const auto pages = pages_of(view);
    EXPECT_EQ(
        pages.at("/codes/steps/4.svg"),
        accounts::qr_svg("https://vote.city.example/verify#/steps/4")
    );
    EXPECT_EQ(
        pages.at("/codes/es/index.svg"),
        accounts::qr_svg("https://vote.city.example/es/verify#/es/")
    );
    view.log_key.clear();
    for (const auto& [address, content] : pages_of(view)) {
        EXPECT_FALSE(address.starts_with("/codes/")) << "nothing to hold it against: " << address;
    }
}

TEST(PublicPages, TakeTheTextOfACodeWhereDocumentsAreVerified) {
    const auto pages = pages_of(small_city());
    for (const auto* page :
         {"/verify", "/es/verify", "/verify-offline.html", "/es/verify-offline.html"}) {
        EXPECT_THAT(
            pages.at(page), HasSubstr("<textarea rows=\"3\" spellcheck=\"false\" id=\"code\"")
        ) << page;
    }
}

TEST(PublicPages, RunTheProgramsOwnScriptWhereDocumentsAreVerified) {
    auto view = small_city();
    view.log_key = "vote.city.example/belfry/log+12345678+A";
    view.witness_keys = {"county.example/belfry/witness+12345678+B<"};
    const auto pages = pages_of(view);
    for (const auto* page : {"/verify", "/es/verify"}) {
        const auto& content = pages.at(page);
        EXPECT_THAT(content, HasSubstr("<script src=\"/verify.js\"></script>"));
        EXPECT_EQ(content.find("<script"), content.rfind("<script"));
        EXPECT_THAT(content, HasSubstr("county.example/belfry/witness+12345678+B&lt;"));
    }
    // To be kept: nothing in it comes from elsewhere.
    for (const auto* page : {"/verify-offline.html", "/es/verify-offline.html"}) {
        EXPECT_THAT(pages.at(page), HasSubstr("tlog-proof@v1"));
        for (const auto* unwanted : {" src=", " href=", "http://", "https://", "@import"}) {
            EXPECT_THAT(pages.at(page), Not(HasSubstr(unwanted))) << page;
        }
    }
}

TEST(PublicPages, SayWhenAWitnessSawAnotherRecord) {
    auto view = small_city();
    EXPECT_THAT(pages_of(view).at("/"), Not(HasSubstr("class=\"alarm\"")));
    view.log_alarm = true;
    EXPECT_THAT(pages_of(view).at("/es/report"), HasSubstr("class=\"alarm\""));
}

TEST(PublicPages, ExistInEveryLanguageForEveryStep) {
    const auto pages = pages_of(small_city());
    for (const auto& language : text::Catalog::embedded().languages()) {
        const std::string root = language == "en" ? "/" : "/" + language + "/";
        EXPECT_THAT(pages.at(root), HasSubstr("<html lang=\"" + language + "\""));
        EXPECT_TRUE(pages.contains(root + "report"));
        for (int number = 1; number <= program::step_count; ++number) {
            EXPECT_TRUE(pages.contains(root + "steps/" + std::to_string(number)));
        }
    }
    EXPECT_THAT(pages.at("/es/"), HasSubstr("2 de noviembre de 2027"));
}

TEST(PublicPages, AreMissedInTheLanguageOfTheAddress) {
    const auto missing = render_missing(small_city(), text::Catalog::embedded());
    EXPECT_THAT(missing.at(""), HasSubstr("<html lang=\"en\""));
    EXPECT_THAT(missing.at("es"), HasSubstr("<html lang=\"es\""));
    EXPECT_THAT(missing.at("es"), HasSubstr("href=\"/es/\""));
}

TEST(PublicPages, SayHowToReport) {
    auto view = small_city();
    view.pages.report_phone = "555 0100";
    EXPECT_THAT(pages_of(view).at("/report"), HasSubstr("href=\"tel:555 0100\""));
    EXPECT_THAT(pages_of(view).at("/report"), Not(HasSubstr("mailto:")));
}

TEST(PublicPages, TellWhoFindsAWeaknessWhomToTell) {
    auto view = small_city();
    EXPECT_FALSE(pages_of(view).contains("/.well-known/security.txt"));
    view.contacts_hold_until = Date{std::chrono::year(2027), std::chrono::May, std::chrono::day(1)};
    view.pages.report_phone = "+1 555 0100";
    view.pages.report_email = "safe@city.example";
    view.pages.report_url = "https://city.example/report";
    EXPECT_EQ(
        pages_of(view).at("/.well-known/security.txt"),
        "Contact: https://city.example/report\n"
        "Contact: mailto:safe@city.example\n"
        "Contact: tel:+15550100\n"
        "Expires: 2027-05-01T00:00:00Z\n"
        "Preferred-Languages: en, es\n"
    );
}

TEST(PublicPagesChange, RefusesWhatIsNoTelephoneAddressOrSecureLink) {
    PublicPagesChange change;
    change.report_phone = "call me";
    change.report_email = "nobody";
    change.report_url = "javascript:alert(1)";
    const auto refused = changed({}, change);
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& problem : refused.error().problems) {
        fields.push_back(problem.field);
    }
    EXPECT_THAT(fields, testing::ElementsAre("report_phone", "report_email", "report_url"));
}

TEST(PublicPagesChange, TakesALinkOnlyToAHost) {
    PublicPagesChange change;
    for (const auto* good : {"", "https://city.example", "https://city.example:8443/a?b=c#d"}) {
        change.report_url = good;
        EXPECT_TRUE(changed({}, change)) << good;
    }
    for (const auto* bad :
         {"https://",
          "https:///a",
          "https://?a",
          "https://a..b",
          "https://user@city.example",
          "https://a\"onclick=x",
          "https://a/'b",
          "http://city.example",
          "//city.example"}) {
        change.report_url = bad;
        EXPECT_FALSE(changed({}, change)) << bad;
    }
}

TEST(PublicPagesChange, LeavesAloneWhatIsAbsent) {
    PublicPages before{true, "555 0100", "a@city.example", "https://city.example", 4};
    PublicPagesChange change;
    change.published = false;
    auto after = before;
    after.published = false;
    EXPECT_EQ(changed(before, change), after);
}

TEST(Html, EscapesTextForElementsAndAttributes) {
    Html html;
    html.raw("<a title=\"").attribute("\"><&'").raw("\">").text("<i>").raw("</a>");
    EXPECT_EQ(html.str(), "<a title=\"&quot;&gt;&lt;&amp;&#39;\">&lt;i&gt;</a>");
}

}  // namespace
}  // namespace belfry::portal
