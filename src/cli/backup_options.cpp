#include "cli/backup_options.hpp"

#include <CLI/CLI.hpp>

namespace belfry::cli {

namespace {

void add_making(CLI::App& app, const BackupOptions& options, const AddCommand& add) {
    auto& place = options.place;
    auto& wish = options.wish;
    auto* make =
        add(app, "backup", "Make a backup in DATA/backups", [&place, &wish](const Output& out) {
            return wish.file == "list" ? backup_list(place, out) : backup(place, out);
        });
    make->add_option("action", wish.file, "`list` shows those that are kept")
        ->check(CLI::IsMember({"list"}));
    make->footer(R"(
A backup is one complete, consistent file, made while others read and write; its
SHA-256 lies beside it. With recipients (`belfry backup-settings`) it is encrypted
with age. A running server makes one each night. Keep copies elsewhere, and
belfry.key apart from them: a backup does not hold it.)");
}

void add_settings(CLI::App& app, const BackupOptions& options, const AddCommand& add) {
    auto& place = options.place;
    auto& wish = options.wish;
    auto* settings =
        add(app,
            "backup-settings",
            "When backups are made, for whom, how many are kept",
            [&place, &wish](const Output& out) { return backup_settings(place, wish, out); });
    settings->add_option(
        "--recipient", wish.recipients, "age1…, several times; `none`: do not encrypt"
    );
    settings->add_option("--at", wish.at, "Each night at this time: 02:30");
    settings->add_option("--keep", wish.keep, "How many are kept");
    settings->add_option("--drill-on", wish.drill_on, "Day of the weekly drill")
        ->check(CLI::IsMember(
            {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
        ));
    settings->footer(R"(
Examples:
  age-keygen -o identity.txt            on another machine; it prints age1…
  belfry backup-settings --recipient age1… --data /var/lib/belfry

Only whoever has an identity can open what is encrypted from then on: keep two,
in two places, and none of them on this server.)");
}

void add_restoring(CLI::App& app, const BackupOptions& options, const AddCommand& add) {
    auto& place = options.place;
    auto& wish = options.wish;
    constexpr auto* identity = "File of age identities, where it is encrypted";
    auto* back = add(
        app,
        "restore",
        "Put a backup in the place of the data",
        [&place, &wish](const Output& out) { return restore(place, wish.file, wish.identity, out); }
    );
    back->add_option("backup", wish.file, "File, or name in DATA/backups")->required();
    back->add_option("--identity", wish.identity, identity);
    back->footer(R"(
Examples:
  belfry backup list --data /var/lib/belfry         what there is
  belfry restore belfry-20261125T023000Z.backup --data /var/lib/belfry
  belfry restore belfry-20261125T023000Z.backup.age --identity /media/stick/identity.txt

Stop Belfry first. The backup is checked before anything is touched; an SQLite
file that is there is kept beside the restored one. A backup of PostgreSQL goes
into an empty PostgreSQL database (--database), one of SQLite into a folder.)");
    auto* tried = add(
        app,
        "drill",
        "Restore a backup into an empty place, look, and throw it away",
        [&place, &wish](const Output& out) { return drill(place, wish.file, wish.identity, out); }
    );
    tried->add_option("backup", wish.file, "File, or name in DATA/backups; without it the newest");
    tried->add_option("--identity", wish.identity, identity);
    tried->footer(R"(
Verifies the whole permanent record of the backup and that it is the beginning of
the one in use, and counts the rows. What came of it is noted. A running server
does it each week. Ends with 5 when the backup did not come back.)");
}

void add_key(CLI::App& app, const BackupOptions& options, const AddCommand& add) {
    auto& place = options.place;
    auto* key = app.add_subcommand("key", "The key file that seals secrets in the database");
    key->require_subcommand(1);
    add(*key, "renew", "Make a new key and seal everything with it", [&place](const Output& out) {
        return renew_key(place, false, out);
    });
    add(*key,
        "lost",
        "Make a new key where the old one is gone for good",
        [&place](const Output& out) { return renew_key(place, true, out); });
    key->footer(R"(
Stop Belfry first. The old key stays beside the new one as belfry.key.old (then
belfry.key.old-2, …): backups of its time need it.
`lost` gives up what only the old key opens: the mail server's password and mail
that waits. Authenticator apps no longer work then; recovery codes and
`belfry user reset-link --without-second-factor` let people in.)");
}

}  // namespace

void add_backups(CLI::App& app, const BackupOptions& options, const AddCommand& on_data) {
    add_making(app, options, on_data);
    add_settings(app, options, on_data);
    add_restoring(app, options, on_data);
    add_key(app, options, on_data);
}

}  // namespace belfry::cli
