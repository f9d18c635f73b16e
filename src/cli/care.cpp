#include <optional>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "accounts/renew_key.hpp"
#include "base/bug.hpp"
#include "cli/commands.hpp"
#include "cli/file_source.hpp"
#include "operations/backup_settings.hpp"
#include "operations/drill.hpp"
#include "operations/encrypted_file.hpp"
#include "rehearsal/contact_store.hpp"
#include "text/catalog.hpp"
#include "transparency/identity.hpp"

/// Looking after the data: backup, restore, doctor, record.
namespace belfry::cli {

namespace {

std::string hex(std::span<const std::byte> bytes) {
    std::string out;
    for (const auto byte : bytes) {
        out += fmt::format("{:02x}", static_cast<unsigned>(byte));
    }
    return out;
}

std::string_view mark(operations::FindingState state) {
    using operations::FindingState;
    switch (state) {
        case FindingState::good:
            return "good     ";
        case FindingState::attention:
            return "attention";
        case FindingState::bad:
            return "BAD      ";
    }
    return {};
}

/// Says what failed: disk, database or network.
int guarded(const Output& out, const std::function<int()>& work) {
    try {
        return work();
    } catch (const std::system_error& error) {
        return out.fail(error.what());
    } catch (const store::SqlError& error) {
        return out.fail(error.what());
    } catch (const Bug& bug) {
        const auto damaged = refuse(
            Refusal::Kind::conflict,
            "data_damaged",
            fmt::format(
                "The data are damaged: {}. Restore the newest backup with `belfry restore`, which"
                " keeps what is there now beside it.",
                bug.what()
            )
        );
        static_cast<void>(out.refuse(damaged.error()));
        return found;
    }
}

}  // namespace

int with_house(
    const web::Place& place,
    const Output& out,
    const std::function<int(web::House&)>& work,
    Data data
) {
    return guarded(out, [&] {
        // A command is given up alone; the server says for itself where it may be.
        std::optional<BugsAreThrown> alone;
        if (data != Data::served) {
            alone.emplace();
        }
        auto house = data == Data::there_already ? web::open_existing_house(place)
                     : data == Data::served      ? web::open_house(place)
                                                 : web::open_house(place, store::Opener::command);
        return house ? work(**house) : out.refuse(house.error());
    });
}

int backup(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto settings = house.database->read(operations::backup_settings);
        const auto made = house.backups.make(
            *house.database, house.clock.now(), recipients_of(settings), house.random
        );
        const auto file = (house.backups.folder() / made.name).string();
        auto object = json::write(made).as_object();
        object["file"] = file;
        out.say(
            fmt::format(
                "{}\n{}, sha256 {}",
                file,
                operations::size_text(static_cast<std::uintmax_t>(made.size)),
                made.sha256
            ),
            object
        );
        return done;
    });
}

int backup_list(const web::Place& place, const Output& out) {
    for (const auto& each : operations::Backups(place.backups()).list()) {
        out.say(
            fmt::format(
                "{}  {:>10}  {}",
                each.name,
                operations::size_text(static_cast<std::uintmax_t>(each.size)),
                each.sha256
            ),
            json::write(each).as_object()
        );
    }
    return done;
}

namespace {

/// What a file of identities opens; none where no file is named.
Result<std::vector<crypto::AgeIdentity>> identities_in(const std::filesystem::path& file) {
    if (file.empty()) {
        return std::vector<crypto::AgeIdentity>();
    }
    const auto text = bytes_of_file(file);
    if (!text) {
        return std::unexpected(text.error());
    }
    auto found = crypto::age_identities(*text);
    if (!found) {
        return refuse(
            found.error().kind,
            found.error().code,
            fmt::format("{}: {}", file.string(), found.error().summary)
        );
    }
    return found;
}

/// A file that SQLite finds whole may still have been written by somebody else.
int look_at_restored(const web::Place& place, const Output& out) {
    return with_house(
        place,
        out,
        [&](web::House& house) {
            const auto head = house.record->verify();
            if (head) {
                return done;
            }
            auto refusal = head.error();
            refusal.summary =
                "What was restored had been changed outside of Belfry: use another"
                " backup. " +
                refusal.summary;
            static_cast<void>(out.refuse(refusal));
            return found;
        },
        Data::there_already
    );
}

}  // namespace

int restore(
    const web::Place& place,
    const std::filesystem::path& file,
    const std::filesystem::path& identity,
    const Output& out
) {
    return guarded(out, [&]() -> int {
        const auto identities = identities_in(identity);
        if (!identities) {
            return out.refuse(identities.error());
        }
        const auto named = operations::Backups(place.backups()).find(file.string());
        const auto kept = operations::restore(
            place.location(),
            named.value_or(file),
            web::all_migrations(),
            SystemClock().now(),
            *identities
        );
        if (!kept) {
            return out.refuse(kept.error());
        }
        const auto sentence =
            kept->empty()
                ? "Restored."
                : fmt::format("Restored. What was there before lies in {}.", kept->string());
        out.say(sentence, {{"restored", true}, {"kept", kept->string()}});
        return look_at_restored(place, out);
    });
}

int drill(
    const web::Place& place,
    const std::filesystem::path& file,
    const std::filesystem::path& identity,
    const Output& out
) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto identities = identities_in(identity);
        if (!identities) {
            return out.refuse(identities.error());
        }
        const auto all = house.backups.list();
        if (file.empty() && all.empty()) {
            return out.refuse(
                {Refusal::Kind::not_found, "no_such_backup", "There is no backup.", {}, {}}
            );
        }
        const auto name = file.empty() ? std::filesystem::path(all.front().name) : file;
        const auto backup = house.backups.find(name.string()).value_or(name);
        if (const auto whole = operations::check_backup(backup); !whole) {
            return out.refuse(whole.error());
        }
        const auto scratch = place.scratch();
        const auto copy = operations::PlainCopy::of(backup, *identities, scratch);
        if (!copy) {
            return out.refuse(copy.error());
        }
        auto drill = operations::restore_for_drill(
            place.location(), copy->path(), web::all_migrations(), scratch, house.database.get()
        );
        drill.backup = backup.filename().string();
        drill = operations::note_drill(*house.record, std::move(drill), {});
        out.say(
            drill.good() ? fmt::format(
                               "{} came back: {} entries of the record verified, {} rows, {} ms.",
                               drill.backup,
                               drill.entries,
                               drill.total_rows,
                               drill.milliseconds
                           )
                         : fmt::format("{} did not come back: {}.", drill.backup, drill.outcome),
            json::write(drill).as_object()
        );
        return drill.good() ? done : found;
    });
}

int backup_settings(const web::Place& place, const BackupWish& wish, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        auto settings = house.database->read(operations::backup_settings);
        if (wish.recipients || wish.at || wish.keep || wish.drill_on) {
            operations::BackupSettingsChange change{
                wish.recipients.value_or(settings.recipients),
                wish.at.value_or(settings.at),
                wish.keep.value_or(settings.keep),
                settings.drill_on
            };
            std::erase(change.recipients, "none");
            if (wish.drill_on) {
                change.drill_on = json::named<operations::Weekday>(*wish.drill_on).value();
            }
            const auto saved = operations::change_backup_settings(
                *house.database, *house.record, accounts::Acting(), change, settings.revision
            );
            if (!saved) {
                return out.refuse(saved.error());
            }
            settings = *saved;
        }
        out.say(
            fmt::format(
                "Each night at {}, {} are kept; a drill on {}. {}",
                settings.at,
                settings.keep,
                json::name_of(settings.drill_on),
                settings.recipients.empty()
                    ? "Not encrypted."
                    : fmt::format("Encrypted to {}.", fmt::join(settings.recipients, ", "))
            ),
            json::write(settings).as_object()
        );
        return done;
    });
}

int renew_key(const web::Place& place, bool lost, const Output& out) {
    return with_house(
        place,
        out,
        [&](web::House& house) -> int {
            const auto renewed = accounts::renew_key(
                {*house.database,
                 *house.record,
                 house.random,
                 place.key(),
                 [&house](record::Writing& writing, const auto& old, const auto& fresh) {
                     auto contacts = rehearsal::renew_contacts(writing, house.random, old, fresh);
                     return contacts
                                ? transparency::renew_log_keys(writing, house.random, old, fresh)
                                : contacts;
                 }},
                lost ? accounts::OldKey::lost : accounts::OldKey::there
            );
            if (!renewed) {
                return out.refuse(renewed.error());
            }
            out.say(
                fmt::format(
                    "{} is new: {} values sealed again, {} given up. Keep a copy of it, apart from"
                    " the backups; restart other servers of this database with it.",
                    place.key().string(),
                    renewed->sealed,
                    renewed->given_up
                ),
                {{"sealed", renewed->sealed}, {"given_up", renewed->given_up}}
            );
            return done;
        },
        Data::served  // a server would go on with the old key
    );
}

namespace {

/// The settings file of the service, or the one that the environment names: whether it keeps its
/// secret. Empty where there is none that can be read.
std::optional<operations::Observation> settings_finding() {
    const char* const named = std::getenv("BELFRY_CONFIG");
    const std::string file = named != nullptr ? named : "/etc/belfry/belfry.toml";
    std::error_code absent;
    const auto settings = std::filesystem::is_regular_file(file, absent)
                              ? std::optional(read_settings(file))
                              : std::nullopt;
    if (!settings || !*settings) {
        return {};
    }
    using operations::FindingState;
    const auto closed = check_rights(file, **settings);
    return operations::Observation{
        "settings",
        closed ? FindingState::good : FindingState::bad,
        closed ? "closed" : "open",
        {{"file", file}}
    };
}

}  // namespace

int doctor(const Program& program, const web::Place& place, bool thorough, const Output& out) {
    return guarded(out, [&] {
        const web::Settings settings{.doors = {}, .version = program.version, .web_app = {}};
        bool bad = false;
        auto observations = web::examine(place, settings, thorough);
        if (auto observation = settings_finding()) {
            observations.push_back(*observation);
        }
        for (const auto& observation : observations) {
            const auto finding = operations::said(observation, text::Catalog::embedded(), "en");
            bad = bad || finding.state == operations::FindingState::bad;
            out.say(
                fmt::format("{}  {}: {}", mark(finding.state), finding.title, finding.detail),
                json::write(finding).as_object()
            );
        }
        return bad ? found : done;
    });
}

int record_head(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto head = house.record->head();
        const auto root = hex(head.root);
        out.say(
            fmt::format("{} entries, root {}", head.size, root),
            {{"size", head.size}, {"root", root}}
        );
        return done;
    });
}

}  // namespace belfry::cli
