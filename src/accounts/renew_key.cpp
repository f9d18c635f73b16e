#include "accounts/renew_key.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "accounts/account.hpp"
#include "accounts/key_file.hpp"
#include "accounts/mail_settings.hpp"
#include "accounts/outbox.hpp"
#include "accounts/provider.hpp"
#include "accounts/sealed_values.hpp"
#include "accounts/sign_in.hpp"

namespace belfry::accounts {

namespace {

/// A sealed value that an old key opens, and one that none does.
class Renewal {
public:
    Renewal(const OldKeys& old, crypto::SealingKey fresh, Random& random)
        : old_(old), fresh_(fresh), random_(random) {}

    /// Sealed anew; empty when no old key opens it.
    [[nodiscard]] std::optional<store::Bytes> again(
        std::string_view context, const store::Bytes& sealed
    ) {
        for (const auto& key : old_) {
            if (const auto open = crypto::unseal(key, context, sealed)) {
                ++done_.sealed;
                return crypto::seal(fresh_, context, *open, random_);
            }
        }
        ++done_.given_up;
        return {};
    }

    /// Something that nobody knows: a second factor that is still asked for and never given. Codes
    /// for recovery and a link still let its owner in.
    [[nodiscard]] store::Bytes unknown(std::string_view context) {
        std::array<std::byte, 20> secret{};
        random_.fill(secret);
        return crypto::seal(fresh_, context, secret, random_);
    }

    [[nodiscard]] const RenewedKey& done() const { return done_; }

private:
    const OldKeys& old_;
    crypto::SealingKey fresh_;
    Random& random_;
    RenewedKey done_;
};

struct SealedRow {
    std::int64_t id;
    store::Bytes value;
};

std::vector<SealedRow> sealed_rows(store::Connection& db, const char* sql) {
    return db.query(sql, [](const store::Row& row) {
        return SealedRow{row.integer(0), row.bytes(1)};
    });
}

void renew_second_factors(store::Connection& db, Renewal& renewal) {
    for (const auto& row :
         sealed_rows(db, "SELECT id, totp FROM account WHERE totp IS NOT NULL ORDER BY id")) {
        const auto context = totp_context({row.id});
        const auto again = renewal.again(context, row.value);
        db.execute(
            "UPDATE account SET totp = $2 WHERE id = $1",
            row.id,
            again ? *again : renewal.unknown(context)
        );
    }
    // An offer that was not taken up is made again by asking for it.
    db.execute("UPDATE account SET totp_offer = NULL WHERE totp_offer IS NOT NULL");
}

void renew_mail(store::Connection& db, Renewal& renewal) {
    for (const auto& row :
         sealed_rows(db, "SELECT id, password FROM mail_settings WHERE password IS NOT NULL")) {
        db.execute(
            "UPDATE mail_settings SET password = $2 WHERE id = $1",
            row.id,
            renewal.again(mail_password_context, row.value)
        );
    }

    struct Letter {
        std::string key;
        store::Bytes content;
    };

    const auto letters = db.query(
        "SELECT key, content FROM outgoing_mail WHERE content IS NOT NULL ORDER BY key",
        [](const store::Row& row) { return Letter{row.get<std::string>(0), row.bytes(1)}; }
    );
    for (const auto& letter : letters) {
        const auto again = renewal.again(outgoing_mail_context(letter.key), letter.content);
        if (again) {
            db.execute("UPDATE outgoing_mail SET content = $2 WHERE key = $1", letter.key, *again);
        } else {
            db.execute("DELETE FROM outgoing_mail WHERE key = $1", letter.key);
        }
    }
}

void renew_provider(store::Connection& db, Renewal& renewal) {
    for (const auto& row :
         sealed_rows(db, "SELECT id, secret FROM identity_provider WHERE secret IS NOT NULL")) {
        db.execute(
            "UPDATE identity_provider SET secret = $2 WHERE id = $1",
            row.id,
            renewal.again(provider_secret_context, row.value)
        );
    }
}

std::unexpected<Refusal> wrong_key(const std::filesystem::path& file, bool missing) {
    return refuse(
        Refusal::Kind::conflict,
        missing ? "key_file_missing" : "key_file_other",
        fmt::format(
            "{} {}. Put the right one back; if it is lost, run `belfry key lost`.",
            file.string(),
            missing ? "is missing" : "is another key than the data were sealed with"
        )
    );
}

std::filesystem::path with_ending(const std::filesystem::path& file, std::string_view ending) {
    return file.string() + std::string(ending);
}

/// Where the keys lie that were renewed: `.old`, `.old-2` … Each opens the backups of its time.
std::filesystem::path name_of_old(const std::filesystem::path& file, int number) {
    return with_ending(file, number == 1 ? ".old" : fmt::format(".old-{}", number));
}

/// The numbers of those that lie there, the newest first; somebody may have taken some away.
std::vector<int> numbers_of_old(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const auto start = file.filename().string() + ".old";
    std::vector<int> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        int number = 1;
        if (name.starts_with(start + "-")) {
            std::from_chars(name.data() + start.size() + 1, name.data() + name.size(), number);
        }
        if (name == name_of_old(file, number).filename()) {
            out.push_back(number);
        }
    }
    std::ranges::sort(out, std::greater());
    return out;
}

/// The number after the newest; where no number comes after it, the first that is free.
std::filesystem::path free_name(const std::filesystem::path& file) {
    const auto there = numbers_of_old(file);
    int number = 1;
    if (!there.empty() && there.front() < std::numeric_limits<int>::max()) {
        number = there.front() + 1;
    } else {
        while (std::ranges::find(there, number) != there.end()) {
            ++number;
        }
    }
    return name_of_old(file, number);
}

/// The key file where it is usable, and those before it, the newest first.
Result<OldKeys> keys_beside(const KeyHolder& holder, OldKey old) {
    OldKeys keys;
    if (std::filesystem::exists(holder.file)) {
        const auto key = open_key_file(holder.file, holder.random);
        if (!key && old == OldKey::there) {
            return std::unexpected(key.error());
        }
        if (key) {
            keys.push_back(*key);
        }
    }
    for (const int number : numbers_of_old(holder.file)) {
        if (const auto key = open_key_file(name_of_old(holder.file, number), holder.random)) {
            keys.push_back(*key);
        }
    }
    return keys;
}

/// Refuses, unless the key is given up for lost, where something is sealed that none of them opens.
Result<OldKeys> old_keys(const KeyHolder& holder, OldKey old) {
    auto keys = keys_beside(holder, old);
    if (!keys || old == OldKey::lost) {
        return keys;
    }
    const bool missing = !std::filesystem::exists(holder.file);
    const bool fits = std::ranges::any_of(*keys, [&](const crypto::SealingKey& key) {
        return holder.database.read([&](store::Connection& db) { return try_key(db, key); }) !=
               KeyFit::does_not_open;
    });
    return fits ? std::move(keys) : wrong_key(holder.file, missing);
}

void put_in_place(const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) {
        std::filesystem::rename(file, free_name(file));
    }
    std::filesystem::rename(with_ending(file, ".new"), file);
}

bool opens(const KeyHolder& holder, const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        return false;
    }
    const auto key = open_key_file(file, holder.random);
    return key && holder.database.read([&](store::Connection& db) { return try_key(db, *key); }) ==
                      KeyFit::opens;
}

}  // namespace

Result<RenewedKey> renew_key(const KeyHolder& holder, OldKey old) {
    const auto fresh_file = with_ending(holder.file, ".new");
    if (!opens(holder, holder.file) && opens(holder, fresh_file)) {
        put_in_place(holder.file);  // a renewal that stopped between its write and these names
        return RenewedKey();
    }
    if (std::filesystem::exists(fresh_file)) {
        // May be the only key that opens what a renewal sealed before it stopped.
        std::filesystem::rename(fresh_file, free_name(holder.file));
    }
    const auto before = old_keys(holder, old);
    if (!before) {
        return std::unexpected(before.error());
    }
    const auto fresh = open_key_file(fresh_file, holder.random);
    if (!fresh) {
        return std::unexpected(fresh.error());
    }
    Renewal renewal(*before, *fresh, holder.random);
    const auto written = holder.record.write(
        {record::Actor::belfry(), "key.renew", {"key", 1}},
        [&](record::Writing& w) -> Result<void> {
            renew_second_factors(w.db(), renewal);
            renew_mail(w.db(), renewal);
            renew_provider(w.db(), renewal);
            w.set("lost", old == OldKey::lost);
            w.set("sealed", renewal.done().sealed);
            w.set("given_up", renewal.done().given_up);
            return holder.others ? holder.others(w, *before, *fresh) : Result<void>();
        }
    );
    check(written.has_value(), "renewing the key was refused");
    put_in_place(holder.file);
    return renewal.done();
}

}  // namespace belfry::accounts
