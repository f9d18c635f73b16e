#include "accounts/sign_in_settings.hpp"

#include "accounts/permission.hpp"
#include "accounts/who_changed.hpp"

namespace belfry::accounts {

namespace {

struct Range {
    const char* field;
    int value;
    int least;
    int most;
};

std::vector<Refusal::Problem> problems_of(const SignInSettingsChange& change) {
    std::vector<Refusal::Problem> problems;
    for (const auto& [field, value, least, most] : {
             Range{"passkey_grace_days", change.passkey_grace_days, 0, 90},
             Range{"proof_minutes", change.proof_minutes, 5, 60},
             Range{"dormant_days", change.dormant_days, 30, 730},
         }) {
        if (value < least || value > most) {
            problems.push_back(
                {field,
                 "not_in_range",
                 "Give a number in this range.",
                 {{"least", std::to_string(least)}, {"most", std::to_string(most)}}}
            );
        }
    }
    return problems;
}

void save(store::Connection& db, const SignInSettings& settings) {
    db.execute("DELETE FROM sign_in_settings WHERE id = 1");
    db.execute(
        "INSERT INTO sign_in_settings (id, passkey_grace_days, proof_minutes, dormant_days,"
        " revision) VALUES (1, $1, $2, $3, $4)",
        settings.passkey_grace_days,
        settings.proof_minutes,
        settings.dormant_days,
        settings.revision
    );
}

}  // namespace

SignInSettings sign_in_settings(store::Connection& db) {
    return db
        .query_one(
            "SELECT passkey_grace_days, proof_minutes, dormant_days, revision"
            " FROM sign_in_settings WHERE id = 1",
            [](const store::Row& row) {
                return SignInSettings{
                    row.get<int>(0), row.get<int>(1), row.get<int>(2), row.integer(3)
                };
            }
        )
        .value_or(SignInSettings());
}

Result<SignInSettings> change_sign_in_settings(
    Services& services,
    const Acting& by,
    const SignInSettingsChange& change,
    std::optional<record::Revision> based_on
) {
    if (auto problems = problems_of(change); !problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    const record::Deed deed{
        by.actor(), "sign_in_settings.update", {"sign_in_settings", 1}, based_on
    };
    return saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& w) -> Result<SignInSettings> {
            const SignInSettings next{
                change.passkey_grace_days, change.proof_minutes, change.dormant_days, w.revision()
            };
            save(w.db(), next);
            w.set("passkey_grace_days", next.passkey_grace_days);
            w.set("proof_minutes", next.proof_minutes);
            w.set("dormant_days", next.dormant_days);
            return next;
        });
    });
}

std::optional<Instant> passkey_due(const Account& account, const SignInSettings& settings) {
    if (account.passkeys > 0 || !account.passkey_asked_at || !wants_passkey(account.roles)) {
        return {};
    }
    return *account.passkey_asked_at + std::chrono::days(settings.passkey_grace_days);
}

}  // namespace belfry::accounts
