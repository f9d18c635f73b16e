#include "accounts/provider.hpp"

#include "accounts/account.hpp"
#include "accounts/who_changed.hpp"
#include "crypto/secret.hpp"
#include "mail/smtp.hpp"
#include "text/characters.hpp"

namespace belfry::accounts {

namespace {

constexpr std::size_t most_text = 500;

struct Row {
    IdentityProvider settings;
    std::optional<store::Bytes> secret;
};

Row read_row(store::Connection& db) {
    return db
        .query_one(
            "SELECT name, issuer, client, secret, own_network, revision FROM identity_provider"
            " WHERE id = 1",
            [](const store::Row& row) {
                auto secret = row.get<std::optional<store::Bytes>>(3);
                return Row{
                    {
                        .name = row.get<std::string>(0),
                        .issuer = row.get<std::string>(1),
                        .client = row.get<std::string>(2),
                        .secret_set = secret.has_value(),
                        .own_network = row.integer(4) != 0,
                        .return_to = {},
                        .revision = row.integer(5),
                    },
                    std::move(secret)
                };
            }
        )
        .value_or(Row());
}

void save_row(store::Connection& db, const Row& row) {
    db.execute("DELETE FROM identity_provider WHERE id = 1");
    db.execute(
        "INSERT INTO identity_provider (id, name, issuer, client, secret, own_network, revision)"
        " VALUES (1, $1, $2, $3, $4, $5, $6)",
        row.settings.name,
        row.settings.issuer,
        row.settings.client,
        row.secret,
        row.settings.own_network,
        row.settings.revision
    );
}

std::vector<Refusal::Problem> problems_of(const IdentityProviderChange& change, const Row& before) {
    std::vector<Refusal::Problem> problems;
    if (change.issuer.empty()) {
        return problems;
    }
    check_name(problems, "name", change.name, false);
    if (!is_issuer(change.issuer, change.own_network)) {
        problems.push_back(
            {"issuer", "not_a_secure_link", "Give an address that begins with https://.", {}}
        );
    }
    if (change.client.empty() || change.client.size() > most_text ||
        text::has_hidden_characters(change.client)) {
        problems.push_back({"client", "required", "Fill this in.", {}});
    }
    if (before.secret && !change.secret && change.issuer != before.settings.issuer) {
        problems.push_back({"secret", "secret_again", "Give the secret again.", {}});
    }
    if (change.secret && change.secret->size() > most_text) {
        problems.push_back({"secret", "too_long", "Make this shorter.", {{"most", "500"}}});
    }
    return problems;
}

Row changed_row(const Services& services, const Row& before, const IdentityProviderChange& change) {
    Row row{
        {
            .name = change.name,
            .issuer = change.issuer,
            .client = change.client,
            .secret_set = false,
            .own_network = change.own_network,
            .return_to = {},
            .revision = 0,
        },
        before.secret
    };
    if (change.secret || change.issuer.empty()) {
        row.secret.reset();
    }
    if (!change.issuer.empty() && !change.secret.value_or("").empty()) {
        row.secret = crypto::seal(
            services.key, provider_secret_context, crypto::bytes_of(*change.secret), services.random
        );
    }
    row.settings.secret_set = row.secret.has_value();
    return row;
}

}  // namespace

bool is_issuer(std::string_view url, bool own_network) {
    constexpr std::string_view secure = "https://";
    constexpr std::string_view plain = "http://";
    const bool here = own_network && url.starts_with(plain);
    if (url.size() > most_text || !(here || url.starts_with(secure)) ||
        url.find_first_of("?#@ \\") != std::string_view::npos || text::has_hidden_characters(url)) {
        return false;
    }
    const auto rest = url.substr(here ? plain.size() : secure.size());
    const auto host = rest.substr(0, rest.find('/'));
    const auto colon = host.ends_with(']') ? std::string_view::npos : host.rfind(':');
    const auto name = host.substr(0, colon);
    const auto port = colon == std::string_view::npos ? std::string_view() : host.substr(colon + 1);
    return mail::is_host(name) && (!here || mail::is_this_machine(name)) &&
           port.find_first_not_of("0123456789") == std::string_view::npos;
}

IdentityProvider identity_provider(store::Connection& db) {
    return read_row(db).settings;
}

std::string provider_secret(const Services& services, store::Connection& db) {
    const auto row = read_row(db);
    const auto secret = row.secret
                            ? crypto::unseal(services.key, provider_secret_context, *row.secret)
                            : std::nullopt;
    return secret ? std::string(reinterpret_cast<const char*>(secret->data()), secret->size()) : "";
}

Result<IdentityProvider> change_identity_provider(
    Services& services,
    const Acting& by,
    const IdentityProviderChange& change,
    std::optional<record::Revision> based_on
) {
    const record::Deed deed{
        by.actor(), "identity_provider.update", {"identity_provider", 1}, based_on
    };
    return saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& w) -> Result<IdentityProvider> {
            const auto before = read_row(w.db());
            if (auto problems = problems_of(change, before); !problems.empty()) {
                return refuse_fields(std::move(problems));
            }
            auto row = changed_row(services, before, change);
            row.settings.revision = w.revision();
            save_row(w.db(), row);
            w.set("name", row.settings.name);
            w.set("issuer", row.settings.issuer);
            w.set("client", row.settings.client);
            w.set("own_network", row.settings.own_network);
            return row.settings;
        });
    });
}

std::optional<Id<Account>> find_identity(
    store::Connection& db, const std::string& issuer, const std::string& subject
) {
    return db.query_one(
        "SELECT account FROM identity WHERE issuer = $1 AND subject = $2",
        [](const store::Row& row) { return row.get<Id<Account>>(0); },
        issuer,
        subject
    );
}

bool has_identity(store::Connection& db, const std::string& issuer, Id<Account> account) {
    return db
        .value<std::int64_t>(
            "SELECT account FROM identity WHERE issuer = $1 AND account = $2 LIMIT 1",
            issuer,
            account
        )
        .has_value();
}

void add_identity(
    store::Connection& db,
    const std::string& issuer,
    const std::string& subject,
    Id<Account> account,
    Instant now
) {
    db.execute(
        "INSERT INTO identity (issuer, subject, account, linked_at) VALUES ($1, $2, $3, $4)",
        issuer,
        subject,
        account,
        now
    );
}

void delete_identities(store::Connection& db, Id<Account> account) {
    db.execute("DELETE FROM identity WHERE account = $1", account);
}

}  // namespace belfry::accounts
