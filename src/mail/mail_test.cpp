#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "mail/message.hpp"
#include "mail/smtp.hpp"
#include "mail/smtp_server.hpp"

namespace belfry::mail {
namespace {

using testing::HasSubstr;

Message a_message() {
    return {
        .from = {"Belfry", "belfry@city.example"},
        .to = {"Ana Peña", "ana@city.example"},
        .subject = "Una decisión espera",
        .text = "Hola Ana,\n\nuna decisión espera.\n.\nBelfry\n",
        .key = "a1b2",
        .at = Instant(std::chrono::milliseconds(1'795'621'236'000)),
    };
}

std::filesystem::path folder(const char* name) {
    const auto path = std::filesystem::path(testing::TempDir()) / "belfry_mail" / name;
    std::filesystem::remove_all(path);
    return path;
}

/// Undoes quoted-printable, plainly: a slow reference for the writer.
std::string read_quoted_printable(const std::string& text) {
    const auto joined = std::regex_replace(text, std::regex("=\r\n"), "");
    std::string out;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        if (joined[i] == '=') {
            out += static_cast<char>(std::stoi(joined.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            out += joined[i];
        }
    }
    return out;
}

TEST(Mailbox, IsPlainLocalPartAndDomain) {
    for (const auto* good : {"a@b", "ana.o'neil+belfry@sub.city-1.example", "x_y@10.example"}) {
        EXPECT_TRUE(is_mailbox(good)) << good;
    }
    for (const auto* bad :
         {"",
          "ana",
          "@city.example",
          "ana@",
          "a b@c",
          "ana@city..example",
          "ana@-city",
          ".a@b",
          "a..b@c",
          "ana@city.example\r\nBcc: x@y",
          "peña@city.example",
          "<ana@city.example>",
          "a@b,c@d",
          "\"a\"@b",
          "-ana@city.example",
          "ana@[10.0.0.1]"}) {
        EXPECT_FALSE(is_mailbox(bad)) << bad;
    }
    EXPECT_FALSE(is_mailbox(std::string(65, 'a') + "@b"));
    EXPECT_FALSE(is_mailbox("a@" + std::string(254, 'b')));
}

TEST(Address, IsReadWithAndWithoutAName) {
    EXPECT_EQ(address_from("ana@city.example"), (Address{"", "ana@city.example"}));
    EXPECT_EQ(address_from(" Ana Peña <ana@b> "), (Address{"Ana Peña", "ana@b"}));
    EXPECT_EQ(address_from("\"City, of\" <ana@b>"), (Address{"City, of", "ana@b"}));
    EXPECT_FALSE(address_from(""));
    EXPECT_FALSE(address_from("Ana"));
    EXPECT_FALSE(address_from("A\nB <ana@b>"));
    EXPECT_FALSE(address_from("<ana@b> x"));
}

TEST(DateField, IsAsTheStandardWritesIt) {
    EXPECT_EQ(
        date_field(Instant(std::chrono::milliseconds(1'795'621'236'000))),
        "Wed, 25 Nov 2026 15:40:36 +0000"
    );
    EXPECT_EQ(date_field(Instant()), "Thu, 01 Jan 1970 00:00:00 +0000");
}

TEST(HeaderText, EncodesWhatIsNotPlain) {
    EXPECT_EQ(header_text("Two decisions wait"), "Two decisions wait");
    EXPECT_EQ(header_text("Peña 2"), "=?UTF-8?Q?Pe=C3=B1a_2?=");
    EXPECT_EQ(header_text("=?utf-8?q?fake?="), "=?UTF-8?Q?=3D=3Futf=2D8=3Fq=3Ffake=3F=3D?=");
}

RC_GTEST_PROP(
    HeaderText, NeverHasALineOver78BytesOrABreakWithoutFolding, (const std::string& text)
) {
    const auto field = header_text(text);
    std::size_t start = 0;
    for (auto end = field.find("\r\n"); end != std::string::npos; end = field.find("\r\n", start)) {
        RC_ASSERT(end - start <= 78U);
        RC_ASSERT(field.at(end + 2) == ' ');
        start = end + 2;
    }
    RC_ASSERT(field.size() - start <= 78U);
    RC_ASSERT(std::ranges::all_of(field, [](char c) {
        return (c >= 0x20 && c < 0x7F) || c == '\r' || c == '\n';
    }));
}

RC_GTEST_PROP(QuotedPrintable, ReadsBackAsItWas, ()) {
    const auto text = *rc::gen::container<std::string>(rc::gen::oneOf(
        rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string("= .\ta\xC3\xB1"))
    ));
    std::string with_ends;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
            with_ends += '\r';
        }
        with_ends += text[i];
    }
    const auto encoded = quoted_printable(text);
    RC_ASSERT(read_quoted_printable(encoded) == with_ends);
    std::size_t column = 0;
    for (const char c : encoded) {
        column = c == '\n' ? 0 : column + 1;
        RC_ASSERT(column <= 77U);  // 76 and the CR
    }
}

TEST(Message, RefusesToBecomeOtherHeaderFields) {
    for (const auto* evil : {"x\r\nBcc: everybody@b", "x\nBcc: y", "x\rBcc: y", "x\x7F", "x\x01"}) {
        auto subject = a_message();
        subject.subject = evil;
        EXPECT_FALSE(to_mime(subject)) << evil;
        auto name = a_message();
        name.to.name = evil;
        EXPECT_FALSE(to_mime(name)) << evil;
        auto sender = a_message();
        sender.from.name = evil;
        EXPECT_FALSE(to_mime(sender)) << evil;
        auto mailbox = a_message();
        mailbox.to.mailbox = std::string("a@b") + evil;
        EXPECT_FALSE(to_mime(mailbox)) << evil;
        auto key = a_message();
        key.key = evil;
        EXPECT_FALSE(to_mime(key)) << evil;
    }
    EXPECT_TRUE(to_mime(a_message()));
}

TEST(Message, QuotesNamesWithSpecialCharacters) {
    auto message = a_message();
    message.to.name = "O\"Neil, \\Ana <x@y>";
    EXPECT_THAT(*to_mime(message), HasSubstr(R"("O\"Neil, \\Ana <x@y>")"));
}

TEST(Message, ShowsPlainTextToProgramsWithoutHtml) {
    auto message = a_message();
    message.html = "<p>Hola</p>";
    const auto mime = *to_mime(message);
    EXPECT_LT(mime.find("text/plain"), mime.find("text/html"));
    EXPECT_THAT(mime, HasSubstr("multipart/alternative"));
    EXPECT_THAT(mime, HasSubstr("Auto-Submitted: auto-generated"));
}

TEST(Host, IsANameOrAnAddress) {
    for (const auto* good : {"mail.city.example", "10.0.0.1", "[fe80::1]", "localhost"}) {
        EXPECT_TRUE(is_host(good)) << good;
    }
    for (const auto* bad :
         {"", "a b", "a/b", "a@b", "a:25", "-a", "[::1", "a\r\nb", "[x]", "..", "a..b", ".a"}) {
        EXPECT_FALSE(is_host(bad)) << bad;
    }
}

TEST(Smtp, HandsAMessageToARealServer) {
    const SmtpServer server(folder("plain"), MailSecurity::none);
    auto message = a_message();
    message.html = "<p>Hola</p>";
    const auto sent = send(server.address(), message);
    ASSERT_TRUE(sent) << sent.error().summary;
    const auto taken = server.taken();
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_THAT(taken[0], testing::StartsWith("belfry@city.example\nana@city.example\nFrom: "));
    EXPECT_THAT(taken[0], HasSubstr("Subject: =?UTF-8?Q?Una_decisi=C3=B3n_espera?=\r\n"));
    EXPECT_THAT(taken[0], HasSubstr("una decisi=C3=B3n espera.\r\n.\r\nBelfry\r\n"));
}

TEST(Smtp, SignsInOverTlsFromTheFirstByte) {
    const SmtpServer server(folder("tls"), MailSecurity::tls, "belfry", "p:ss wörd");
    const auto sent = send(server.address(), a_message());
    ASSERT_TRUE(sent) << sent.error().summary;
    EXPECT_EQ(server.taken().size(), 1U);
}

TEST(Smtp, SignsInAfterStarttls) {
    const SmtpServer server(folder("starttls"), MailSecurity::starttls, "belfry", "secret");
    const auto sent = send(server.address(), a_message());
    ASSERT_TRUE(sent) << sent.error().summary;
    EXPECT_EQ(server.taken().size(), 1U);

    auto wrong = server.address();
    wrong.password = "guess";
    EXPECT_EQ(send(wrong, a_message()).error().code, "mail_sign_in_failed");

    auto stranger = server.address();
    stranger.authorities.clear();
    EXPECT_EQ(send(stranger, a_message()).error().code, "mail_not_protected");
    EXPECT_EQ(server.taken().size(), 1U);
}

TEST(Smtp, SendsNothingWhenTheServerOffersNoProtection) {
    const SmtpServer server(folder("unprotected"), MailSecurity::none);
    auto address = server.address();
    address.security = MailSecurity::starttls;
    EXPECT_EQ(send(address, a_message()).error().code, "mail_not_protected");
    EXPECT_TRUE(server.taken().empty());
}

TEST(Smtp, SaysWhatTheServerSaid) {
    const SmtpServer server(folder("nobody"), MailSecurity::none);
    auto message = a_message();
    message.to.mailbox = "nobody@city.example";
    const auto sent = send(server.address(), message);
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code, "mail_not_taken");
    EXPECT_THAT(sent.error().summary, HasSubstr("550"));
}

TEST(Smtp, KeepsThePasswordFromAnUnprotectedWay) {
    const MailServer server{"mail.city.example", 25, MailSecurity::none, "belfry", "secret", {}};
    EXPECT_EQ(send(server, a_message()).error().code, "mail_not_protected");
}

TEST(Smtp, SaysWhenNobodyListens) {
    std::uint16_t closed = 0;
    {
        const SmtpServer server(folder("closed"), MailSecurity::none);
        closed = server.address().port;
    }
    EXPECT_EQ(
        send({"127.0.0.1", closed, MailSecurity::none, {}, {}, {}}, a_message()).error().code,
        "mail_unreachable"
    );
}

}  // namespace
}  // namespace belfry::mail
