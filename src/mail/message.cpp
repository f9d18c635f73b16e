#include "mail/message.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace belfry::mail {

namespace {

constexpr std::size_t longest_line = 76;
constexpr std::size_t longest_encoded_text = 75 - std::string_view("=?UTF-8?Q?text?=").size() + 4;

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x7F;
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_local_part(std::string_view local) {
    constexpr std::string_view atoms = "!#$%&'*+-/=?^_`{|}~.";
    return !local.empty() && local.size() <= 64 && local.front() != '.' && local.back() != '.' &&
           !local.contains("..") && std::ranges::all_of(local, [&](char c) {
               return is_letter_or_digit(c) || atoms.contains(c);
           });
}

bool is_domain(std::string_view domain) {
    return !domain.empty() && domain.size() <= 253 && is_letter_or_digit(domain.front()) &&
           is_letter_or_digit(domain.back()) && !domain.contains("..") &&
           std::ranges::all_of(domain, [](char c) {
               return is_letter_or_digit(c) || c == '.' || c == '-';
           });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

/// The bytes of the first character of `text`, which is not empty.
std::string_view first_character(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
        ++length;
    }
    return text.substr(0, std::min<std::size_t>(length, 4));
}

/// RFC 2047, 4.2: letters and digits as they are, the rest as bytes.
std::string q_encoded(std::string_view character) {
    std::string out;
    for (const char c : character) {
        if (is_letter_or_digit(c)) {
            out += c;
        } else {
            out += c == ' ' ? "_" : fmt::format("={:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + '"';
}

std::string mailbox_field(const Address& address) {
    if (address.name.empty()) {
        return address.mailbox;
    }
    const bool ascii = std::ranges::all_of(address.name, is_plain) && address.name.size() <= 60;
    const auto name = ascii ? in_quotes(address.name) : header_text(address.name);
    return fmt::format("{}\r\n <{}>", name, address.mailbox);
}

std::string part(std::string_view type, std::string_view text) {
    return fmt::format(
        "Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
        type,
        quoted_printable(text)
    );
}

std::string body_of(const Message& message) {
    if (!message.html) {
        return part("text/plain", message.text);
    }
    // "=_" cannot occur in quoted-printable, so the boundary cannot occur in a part.
    constexpr std::string_view boundary = "=_belfry_part";
    return fmt::format(
        "Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n"
        "--{0}\r\n{1}\r\n--{0}\r\n{2}\r\n--{0}--\r\n",
        boundary,
        part("text/plain", message.text),
        part("text/html", *message.html)
    );
}

Result<void> check_address(const Address& address, std::string_view field) {
    if (!is_mailbox(address.mailbox)) {
        return refuse_fields({{std::string(field), "not_an_email", "Give an e-mail address.", {}}});
    }
    if (std::ranges::any_of(address.name, is_control)) {
        return refuse_fields(
            {{std::string(field), "control_character", "Leave out line breaks.", {}}}
        );
    }
    return {};
}

Result<void> check_message(const Message& message) {
    if (auto from = check_address(message.from, "from"); !from) {
        return from;
    }
    if (auto to = check_address(message.to, "to"); !to) {
        return to;
    }
    if (message.subject.size() > most_subject || std::ranges::any_of(message.subject, is_control)) {
        return refuse_fields({{"subject", "control_character", "Leave out line breaks.", {}}});
    }
    if (message.key.empty() || !std::ranges::all_of(message.key, is_letter_or_digit)) {
        return refuse_fields({{"key", "control_character", "Use letters and digits.", {}}});
    }
    if (message.text.size() + message.html.value_or("").size() > most_body) {
        return refuse_fields({{"text", "too_long", "Make the message shorter.", {}}});
    }
    return {};
}

}  // namespace

bool is_mailbox(std::string_view mailbox) {
    const auto at = mailbox.rfind('@');
    // What begins with a dash would be an option to programs that send mail.
    return mailbox.size() <= most_mailbox && at != std::string_view::npos &&
           !mailbox.starts_with('-') && is_local_part(mailbox.substr(0, at)) &&
           is_domain(mailbox.substr(at + 1));
}

std::optional<Address> address_from(std::string_view text) {
    text = trimmed(text);
    if (is_mailbox(text)) {
        return Address{{}, std::string(text)};
    }
    const auto open = text.find('<');
    if (open == std::string_view::npos || text.back() != '>') {
        return {};
    }
    auto name = trimmed(text.substr(0, open));
    const auto mailbox = text.substr(open + 1, text.size() - open - 2);
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') {
        name = name.substr(1, name.size() - 2);
    }
    if (!is_mailbox(mailbox) || std::ranges::any_of(name, is_control) || name.size() > 100) {
        return {};
    }
    return Address{std::string(name), std::string(mailbox)};
}

std::string header_text(std::string_view text) {
    const bool looks_encoded = text.contains("=?");
    if (std::ranges::all_of(text, is_plain) && text.size() <= 60 && !looks_encoded) {
        return std::string(text);
    }
    std::string out;
    std::string word;
    const auto finish_word = [&] {
        out += fmt::format("{}=?UTF-8?Q?{}?=", out.empty() ? "" : "\r\n ", word);
        word.clear();
    };
    while (!text.empty()) {
        const auto character = first_character(text);
        const auto encoded = q_encoded(character);
        if (word.size() + encoded.size() > longest_encoded_text) {
            finish_word();
        }
        word += encoded;
        text.remove_prefix(character.size());
    }
    finish_word();
    return out;
}

std::string quoted_printable(std::string_view text) {
    std::string out;
    std::size_t column = 0;
    const auto put = [&](std::string_view piece) {
        if (column + piece.size() > longest_line - 1) {
            out += "=\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n' || (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')) {
            i += c == '\r' ? 1 : 0;
            out += "\r\n";
            column = 0;
            continue;
        }
        const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
        if (is_plain(c) && c != '=' && !(c == ' ' && ends_line)) {
            put({&c, 1});
        } else {
            put(fmt::format("={:02X}", static_cast<unsigned char>(c)));
        }
    }
    return out;
}

std::string date_field(Instant when) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    const auto day = std::chrono::floor<std::chrono::days>(when);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(when - day));
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} +0000",
        days.at(std::chrono::weekday(day).c_encoding()),
        static_cast<unsigned>(date.day()),
        months.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()),
        time.hours().count(),
        time.minutes().count(),
        time.seconds().count()
    );
}

Result<std::string> to_mime(const Message& message) {
    if (auto checked = check_message(message); !checked) {
        return std::unexpected(checked.error());
    }
    const auto domain = message.from.mailbox.substr(message.from.mailbox.rfind('@') + 1);
    return fmt::format(
        "From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID:\r\n <{}@{}>\r\n"
        "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n{}",
        mailbox_field(message.from),
        mailbox_field(message.to),
        header_text(message.subject),
        date_field(message.at),
        message.key,
        domain,
        body_of(message)
    );
}

}  // namespace belfry::mail
