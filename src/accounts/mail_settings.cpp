#include "accounts/mail_settings.hpp"

#include <algorithm>

#include "accounts/account.hpp"
#include "accounts/columns.hpp"
#include "accounts/outbox.hpp"
#include "accounts/who_changed.hpp"
#include "crypto/bytes.hpp"
#include "text/catalog.hpp"
#include "text/characters.hpp"

namespace belfry::accounts {

namespace {

struct Row {
    MailSettings settings;
    std::optional<store::Bytes> password;
};

Row read_row(store::Connection& db) {
    return db
        .query_one(
            "SELECT host, port, security, username, password, sender, public_url, revision"
            " FROM mail_settings WHERE id = 1",
            [](const store::Row& row) {
                auto password = row.get<std::optional<store::Bytes>>(4);
                return Row{
                    {
                        .host = row.get<std::string>(0),
                        .port = row.get<int>(1),
                        .security = named_at<MailSecurity>(row, 2),
                        .username = row.get<std::string>(3),
                        .password_set = password.has_value(),
                        .sender = row.get<std::string>(5),
                        .public_url = row.get<std::string>(6),
                        .revision = row.integer(7),
                    },
                    std::move(password)
                };
            }
        )
        .value_or(Row());
}

void save_row(store::Connection& db, const Row& row) {
    db.execute("DELETE FROM mail_settings WHERE id = 1");
    db.execute(
        "INSERT INTO mail_settings (id, host, port, security, username, password, sender,"
        " public_url, revision) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)",
        row.settings.host,
        row.settings.port,
        json::name_of(row.settings.security),
        row.settings.username,
        row.password,
        row.settings.sender,
        row.settings.public_url,
        row.settings.revision
    );
}

bool is_web_address(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.starts_with(scheme)) {
            const auto rest = text.substr(scheme.size());
            const auto colon = rest.find_last_of(':');
            const bool port = colon != std::string_view::npos && !rest.ends_with(']');
            const auto digits = port ? rest.substr(colon + 1) : std::string_view("1");
            return mail::is_host(port ? rest.substr(0, colon) : rest) && !digits.empty() &&
                   digits.size() <= 5 &&
                   digits.find_first_not_of("0123456789") == std::string_view::npos;
        }
    }
    return false;
}

std::vector<Refusal::Problem> problems_of(const MailSettingsChange& change, const Row& before) {
    std::vector<Refusal::Problem> problems;
    if (!mail::is_host(change.host)) {
        problems.push_back({"host", "not_a_host", "Give the mail server's name.", {}});
    }
    if (change.port < 1 || change.port > 65535) {
        problems.push_back({"port", "not_a_port", "Give a number from 1 to 65535.", {}});
    }
    if (change.username.size() > 250 || text::has_hidden_characters(change.username)) {
        problems.push_back({"username", "control_character", "Leave out line breaks.", {}});
    }
    if (!mail::address_from(change.sender)) {
        problems.push_back({"sender", "not_an_email", "Give an e-mail address.", {}});
    }
    if (!is_web_address(change.public_url)) {
        problems.push_back(
            {"public_url", "not_a_web_address", "Give an address such as https://…", {}}
        );
    }
    if (!change.username.empty() && change.security == MailSecurity::none &&
        !mail::is_this_machine(change.host)) {
        problems.push_back(
            {"security", "mail_not_protected", "A password needs a protected way.", {}}
        );
    }
    const bool same_server = change.host == before.settings.host &&
                             change.port == before.settings.port &&
                             change.security == before.settings.security;
    if (before.password && !change.password && !same_server) {
        problems.push_back({"password", "password_again", "Give the password again.", {}});
    }
    return problems;
}

/// An empty host switches e-mail off, whatever else is filled in.
bool switches_off(const MailSettingsChange& change) {
    return change.host.empty();
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) {
        url.pop_back();
    }
    return url;
}

std::optional<store::Bytes> sealed_password(
    Services& services, const MailSettingsChange& change, const Row& before
) {
    if (!change.password) {
        return before.password;
    }
    if (change.password->empty()) {
        return {};
    }
    return crypto::seal(
        services.key, mail_password_context, crypto::bytes_of(*change.password), services.random
    );
}

void disclose(record::Writing& w, const MailSettings& settings) {
    w.set("host", settings.host);
    w.set("port", settings.port);
    w.set("security", settings.security);
    w.set("username", settings.username);
    w.set("password_set", settings.password_set);
    w.set("sender", settings.sender);
    w.set("public_url", settings.public_url);
}

}  // namespace

MailSettings mail_settings(store::Connection& db) {
    return read_row(db).settings;
}

bool sends_mail(store::Connection& db) {
    return !mail_settings(db).host.empty();
}

std::optional<Mailer> mailer(const Services& services, store::Connection& db) {
    const auto row = read_row(db);
    const auto sender = mail::address_from(row.settings.sender);
    if (row.settings.host.empty() || !sender) {
        return {};
    }
    Mailer out{{}, *sender};
    out.server.host = row.settings.host;
    out.server.port = static_cast<std::uint16_t>(row.settings.port);
    out.server.security = row.settings.security;
    out.server.username = row.settings.username;
    const auto open = row.password
                          ? crypto::unseal(services.key, mail_password_context, *row.password)
                          : std::nullopt;
    if (open) {  // else the key was lost, and the mail server will say that it wants a password
        out.server.password.assign(reinterpret_cast<const char*>(open->data()), open->size());
    }
    return out;
}

Result<MailSettings> change_mail_settings(
    Services& services,
    const Acting& by,
    const MailSettingsChange& change,
    std::optional<record::Revision> based_on
) {
    auto wish = change;
    wish.public_url = without_slash(wish.public_url);
    return saying_who(services.database, [&] {
        return services.record.write(
            {by.actor(), "mail_settings.update", {"mail_settings", 1}, based_on},
            [&](record::Writing& w) -> Result<MailSettings> {
                const auto before = read_row(w.db());
                if (auto problems = problems_of(wish, before);
                    !switches_off(wish) && !problems.empty()) {
                    return refuse_fields(std::move(problems));
                }
                Row after;
                if (switches_off(wish)) {
                    after.settings.public_url =
                        is_web_address(wish.public_url) ? wish.public_url : "";
                } else {
                    after.password = sealed_password(services, wish, before);
                    after.settings = {
                        .host = wish.host,
                        .port = wish.port,
                        .security = wish.security,
                        .username = wish.username,
                        .password_set = after.password.has_value(),
                        .sender = wish.sender,
                        .public_url = wish.public_url,
                    };
                }
                after.settings.revision = w.revision();
                save_row(w.db(), after);
                forget_test(w.db());
                disclose(w, after.settings);
                return after.settings;
            }
        );
    });
}

Result<void> send_test_mail(Services& services, const Acting& by, const MailTest& test) {
    auto out = services.database.read([&](store::Connection& db) { return mailer(services, db); });
    if (!out) {
        return refuse(
            Refusal::Kind::conflict, "mail_off", "First say which server takes Belfry's mail."
        );
    }
    if (!mail::is_mailbox(test.to)) {
        return refuse_fields({{"to", "not_an_email", "Give an e-mail address.", {}}});
    }
    const auto& catalog = text::Catalog::embedded();
    out->server.whole_time = std::chrono::seconds(20);
    auto key = crypto::random_token(services.random);
    std::erase_if(key, [](char c) { return c == '-' || c == '_'; });
    auto sent = mail::send(
        out->server,
        {
            .from = out->sender,
            .to = {"", test.to},
            .subject = catalog.say(by.language, "mail.test_subject"),
            .text = catalog.say(by.language, "mail.test_text"),
            .key = std::move(key),
            .at = services.clock.now(),
        }
    );
    const auto noted = services.record.write(
        {by.actor(), "outbox.test", {"outbox", 1}},
        [&](record::Writing& w) -> Result<void> {
            note_test(w, sent);
            return {};
        }
    );
    check(noted.has_value(), "noting how a test went was refused");
    return sent;
}

std::string link_base(Services& services, const std::string& origin) {
    const auto url =
        services.database.read([](store::Connection& db) { return mail_settings(db).public_url; });
    return url.empty() ? origin : url;
}

}  // namespace belfry::accounts
