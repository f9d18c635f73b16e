#include "accounts/sums.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "record/record.hpp"

namespace belfry::accounts {

namespace {

using record::Deed;
using record::SumScope;

/// The account that acts; empty: Belfry.
std::optional<std::int64_t> account_of(const record::Actor& actor) {
    constexpr std::string_view kind = "account/";
    std::int64_t id = 0;
    if (!actor.opaque.starts_with(kind)) {
        return {};
    }
    std::from_chars(
        actor.opaque.data() + kind.size(), actor.opaque.data() + actor.opaque.size(), id
    );
    return id;
}

/// The account whose row this is; empty where there is no such row yet.
std::optional<std::int64_t> owner_of(
    store::Connection& db, std::string_view table, const record::Object& object
) {
    return db.value<std::int64_t>(
        fmt::format("SELECT account FROM {} WHERE id = $1", table), object.id
    );
}

/// Most deeds change what one account has: its own, that of the row's owner, or of the one who acts
/// and makes the row.
std::optional<SumScope> accounts_touched_by(store::Connection& db, const Deed& deed) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> owned{
        {{"passkey", "passkey"}, {"session", "session"}, {"token", "api_token"}}
    };
    constexpr std::array<std::string_view, 6> of_all{
        "accounts", "calendar_feed", "demo", "key", "sessions", "setup"
    };
    const auto& kind = deed.object.kind;
    if (deed.action.ends_with(".use")) {
        return {};
    }
    if (kind == "account") {
        return SumScope{deed.object.id};
    }
    if (const auto* known = std::ranges::find(owned, kind, &decltype(owned)::value_type::first);
        known != owned.end()) {
        const auto owner = owner_of(db, known->second, deed.object);
        return SumScope{owner ? owner : account_of(deed.actor)};
    }
    return std::ranges::find(of_all, kind) == of_all.end() ? std::nullopt
                                                           : std::optional(SumScope());
}

std::optional<SumScope> settings_touched_by(store::Connection& /*db*/, const Deed& deed) {
    constexpr std::array<std::string_view, 3> kinds{"mail_settings", "identity_provider", "key"};
    return std::ranges::find(kinds, deed.object.kind) == kinds.end() ? std::nullopt
                                                                     : std::optional(SumScope());
}

std::optional<SumScope> screens_touched_by(store::Connection& /*db*/, const Deed& deed) {
    return deed.object.kind == "screen" && deed.action != "screen.use"
               ? std::optional(SumScope{deed.object.id})
               : std::nullopt;
}

}  // namespace

const record::Sums account_sums{
    .kind = "account",
    .rows =
        {{.table = "account",
          .number = "id",
          .field = "'entry'",
          .words = {"email", "email_key", "title", "agency", "expires_on", "passkey_asked_at"}},
         {.table = "account",
          .number = "id",
          .field = "'password'",
          .words = {"password_hash"},
          .where = "password_hash IS NOT NULL"},
         {.table = "account",
          .number = "id",
          .field = "'totp'",
          .words = {},
          .bytes = {"totp", "totp_offer"},
          .where = "totp IS NOT NULL OR totp_offer IS NOT NULL"},
         {.table = "passkey",
          .number = "account",
          .field = "'passkey/' || CAST(id AS TEXT)",
          .words = {"name", "party", "user_handle", "can_be_backed_up"},
          .bytes = {"credential", "public_key"}},
         {.table = "api_token",
          .number = "account",
          .field = "'token/' || CAST(id AS TEXT)",
          .words = {"name", "read_only", "expires_on", "created_at"},
          .bytes = {"digest"}},
         {.table = "recovery_code",
          .number = "account",
          .field = "'recovery_code/'",
          .words = {},
          .bytes = {"digest"}},
         {.table = "identity",
          .number = "account",
          .field = "'identity/'",
          .words = {"issuer", "subject"}},
         {.table = "secret_link",
          .number = "account",
          .field = "'link/'",
          .words = {"kind", "expires_at"},
          .bytes = {"digest"},
          .where = "account <> 0"},
         {.table = "session",
          .number = "account",
          .field = "'session/' || CAST(id AS TEXT)",
          .words = {"started_at"},
          .bytes = {"digest"}}},
    .touched_by = accounts_touched_by,
};

const record::Sums setting_sums{
    .kind = "setting",
    .rows =
        {{.table = "mail_settings",
          .number = "id",
          .field = "'mail_password'",
          .words = {},
          .bytes = {"password"},
          .where = "password IS NOT NULL"},
         {.table = "identity_provider",
          .number = "id",
          .field = "'identity_provider'",
          .words = {"name", "issuer", "client", "own_network"},
          .bytes = {"secret"}}},
    .touched_by = settings_touched_by,
};

const record::Sums screen_sums{
    .kind = "screen",
    .rows =
        {{.table = "screen",
          .number = "id",
          .field = "'entry'",
          .words =
              {"name", "pages", "language", "pairing_ends_at", "made_by", "expires_on", "paired_at"
              },
          .bytes = {"pairing", "digest"}}},
    .touched_by = screens_touched_by,
};

std::span<const record::Sums* const> all_sums() {
    static const std::array all{&account_sums, &setting_sums, &screen_sums};
    return all;
}

}  // namespace belfry::accounts
