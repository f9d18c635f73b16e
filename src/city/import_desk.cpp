#include "city/import_desk.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/check.hpp"
#include "city/basemap_store.hpp"
#include "city/forget_redacted.hpp"
#include "city/import_draft.hpp"
#include "city/place_store.hpp"
#include "program/deed.hpp"
#include "program/people.hpp"

namespace belfry::city {

namespace {

/// What a draft is read from, taken in one look at the database.
struct Ground {
    StoredImport stored;
    std::vector<ImportFile> files;
    std::vector<SourceFile> contents;
    RememberedMeanings remembered;
    CityData present;
};

Result<Ground> ground_of(store::Connection& db, Id<Import> id, bool with_contents) {
    auto stored = find_import(db, id);
    if (!stored) {
        return program::no_such_thing();
    }
    Ground ground;
    ground.stored = std::move(*stored);
    ground.files = import_files(db, id);
    if (with_contents) {
        ground.contents = import_contents(db, id);
        ground.remembered = remembered_meanings(db);
        ground.present = load_city(db);
    }
    return ground;
}

Result<Ground> draft_ground(const Services& services, Id<Import> id) {
    auto ground =
        services.database.read([&](store::Connection& db) { return ground_of(db, id, true); });
    if (ground && ground->stored.state != ImportState::draft) {
        return refuse(
            Refusal::Kind::conflict,
            "import_is_over",
            "This import was confirmed already. Begin another one."
        );
    }
    return ground;
}

Result<Import> assembled(Ground ground) {
    auto draft = read_draft(
        std::move(ground.contents), ground.stored.plan, ground.remembered, ground.present
    );
    if (!draft) {
        return std::unexpected(draft.error());
    }
    return assemble(ground.stored, std::move(ground.files), *draft, ground.present);
}

Import with_name(const Services& services, Import import) {
    const auto people = services.database.read(program::everybody);
    program::complete(people, import.by);
    return import;
}

record::Deed deed_of(const ImportActor& who, const char* action, Id<Import> id) {
    return {who.actor, action, {"import", id.value}, who.based_on};
}

Result<void> check_file(const SourceFile& file) {
    if (file.bytes.empty()) {
        return about_file(
            {Refusal::Kind::invalid, "file_empty", file.name + " is empty.", {}, {}}, file.name
        );
    }
    if (file.bytes.size() > most_file_bytes) {
        return about_file(
            {Refusal::Kind::too_large,
             "file_too_large",
             file.name + " is too long: a file may have at most 25 MB.",
             {},
             {}},
            file.name
        );
    }
    return {};
}

}  // namespace

Result<Import> begin_import(const Services& services, const ImportActor& who, SourceFile file) {
    if (auto fits = check_file(file); !fits) {
        return std::unexpected(fits.error());
    }
    Ground ground;
    ground.contents = {file};
    ground.files = {{file.name, static_cast<std::int64_t>(file.bytes.size())}};
    std::tie(ground.remembered, ground.present) = services.database.read([](store::Connection& db) {
        return std::pair(remembered_meanings(db), load_city(db));
    });
    auto import = assembled(std::move(ground));
    if (!import) {
        return import;
    }
    auto deed = deed_of(who, "import.create", {0});
    deed.based_on.reset();
    auto made = services.record.write(deed, [&](record::Writing& writing) -> Result<Import> {
        StoredImport stored;
        stored.id = {writing.object().id};
        stored.by = who.account;
        stored.at = writing.at();
        stored.revision = writing.revision();
        city::add_import(writing.db(), stored);
        add_import_file(writing.db(), stored.id, file);
        writing.set("file", file.name);
        import->id = stored.id;
        import->by.id = stored.by;
        import->at = stored.at;
        import->revision = stored.revision;
        return std::move(*import);
    });
    return made ? Result<Import>(with_name(services, std::move(*made))) : made;
}

Result<Import> add_file(
    const Services& services, const ImportActor& who, Id<Import> id, SourceFile file
) {
    if (auto fits = check_file(file); !fits) {
        return std::unexpected(fits.error());
    }
    auto ground = draft_ground(services, id);
    if (!ground) {
        return std::unexpected(ground.error());
    }
    if (ground->files.size() >= most_import_files) {
        return refuse(Refusal::Kind::too_many, "too_many_files", "An import has at most 30 files.");
    }
    ground->contents.push_back(file);
    ground->files.push_back({file.name, static_cast<std::int64_t>(file.bytes.size())});
    auto import = assembled(std::move(*ground));
    if (!import) {
        return import;
    }
    auto made = services.record.write(
        deed_of(who, "import.add_file", id),
        [&](record::Writing& writing) -> Result<Import> {
            auto stored = find_import(writing.db(), id);
            if (!stored || stored->state != ImportState::draft) {
                return program::no_such_thing();
            }
            stored->revision = writing.revision();
            save_import(writing.db(), *stored);
            add_import_file(writing.db(), id, file);
            writing.set("file", file.name);
            import->revision = stored->revision;
            return std::move(*import);
        }
    );
    return made ? Result<Import>(with_name(services, std::move(*made))) : made;
}

Result<Import> change_import(
    const Services& services, const ImportActor& who, Id<Import> id, const ImportChange& change
) {
    auto ground = draft_ground(services, id);
    if (!ground) {
        return std::unexpected(ground.error());
    }
    const auto draft =
        read_draft(ground->contents, ground->stored.plan, ground->remembered, ground->present);
    if (!draft) {
        return std::unexpected(draft.error());
    }
    if (auto decided = decide(ground->stored.plan, *draft, change); !decided) {
        return std::unexpected(decided.error());
    }
    const auto plan = ground->stored.plan;
    auto import = assembled(std::move(*ground));
    if (!import) {
        return import;
    }
    auto made = services.record.write(
        deed_of(who, "import.update", id),
        [&](record::Writing& writing) -> Result<Import> {
            auto stored = find_import(writing.db(), id);
            if (!stored || stored->state != ImportState::draft) {
                return program::no_such_thing();
            }
            stored->plan = plan;
            stored->revision = writing.revision();
            save_import(writing.db(), *stored);
            writing.set("plan", plan);
            import->revision = stored->revision;
            return std::move(*import);
        }
    );
    return made ? Result<Import>(with_name(services, std::move(*made))) : made;
}

Result<Import> show_import(const Services& services, Id<Import> id) {
    auto ground = services.database.read([&](store::Connection& db) -> Result<Ground> {
        auto slight = ground_of(db, id, false);
        return slight && slight->stored.state == ImportState::draft ? ground_of(db, id, true)
                                                                    : slight;
    });
    if (!ground) {
        return std::unexpected(ground.error());
    }
    if (ground->stored.state != ImportState::draft && ground->stored.result) {
        auto import = *ground->stored.result;
        import.state = ground->stored.state;
        import.revision = ground->stored.revision;
        return with_name(services, std::move(import));
    }
    auto import = assembled(std::move(*ground));
    return import ? Result<Import>(with_name(services, std::move(*import))) : import;
}

namespace {

/// What the files of an import say, and the city that they meet or met.
struct Reading {
    Draft draft;
    StoredImport stored;
    CityData present;
};

Result<Reading> reading_of(const Services& services, Id<Import> id) {
    auto ground = services.database.read([&](store::Connection& db) {
        auto found = ground_of(db, id, true);
        if (found && found->stored.state != ImportState::draft) {
            found->present = city_before(db, id).value_or(CityData());
        }
        return found;
    });
    if (!ground) {
        return std::unexpected(ground.error());
    }
    auto draft = read_draft(
        std::move(ground->contents), ground->stored.plan, ground->remembered, ground->present
    );
    if (!draft) {
        return std::unexpected(draft.error());
    }
    return Reading{std::move(*draft), std::move(ground->stored), std::move(ground->present)};
}

}  // namespace

Result<std::vector<ImportRow>> import_rows(
    const Services& services, Id<Import> id, const std::string& language
) {
    const auto reading = reading_of(services, id);
    if (!reading) {
        return std::unexpected(reading.error());
    }
    return shown_rows(reading->draft, services.catalog, language);
}

Result<std::vector<CityChange>> import_changes(const Services& services, Id<Import> id) {
    auto reading = reading_of(services, id);
    if (!reading) {
        return std::unexpected(reading.error());
    }
    auto& incoming = reading->draft.read.city;
    const auto& stored = reading->stored;
    const auto absent =
        stored.result ? stored.result->absent : decided_absent(stored, reading->present, incoming);
    const auto merged = merge(reading->present, std::move(incoming), {absent});
    return changes_between(reading->present, merged.data);
}

namespace {

/// What an import says: the rows, and the areas of precincts as a map.
struct Findings {
    Draft draft;
    std::optional<Basemap> map;
};

/// A file may have areas that make no map, such as those in the feet of a plane: its rows count all
/// the same.
std::optional<Basemap> map_of(const Draft& draft, Id<Import> id) {
    const auto areas = areas_of(draft);
    if (areas.table == nullptr) {
        return {};
    }
    auto map = make_basemap(*areas.table, areas.precincts);
    if (!map) {
        return {};
    }
    map->import = id.value;
    return std::move(*map);
}

/// Makes the city what the draft says, inside the write that confirms it.
Result<Import> confirm(
    record::Writing& writing, const ImportActor& who, StoredImport stored, const Findings& found
) {
    const auto& draft = found.draft;
    // The city as it is now, not as it was when the files were read.
    const auto present = load_city(writing.db());
    auto import = assemble(stored, import_files(writing.db(), stored.id), draft, present);
    import.state = ImportState::confirmed;
    import.ready = false;
    import.revision = writing.revision();
    import.at = writing.at();
    import.by = {who.account, {}, {}};
    writing.set("rows", import.rows);
    writing.set("places", import.places);
    writing.set("precincts", import.precincts);
    for (std::size_t table = 0; table < draft.tables.size(); ++table) {
        const auto& headings = draft.tables[table];
        const auto meanings = meanings_of(draft.mappings[table]);
        remember_meanings(writing.db(), decision_key(headings), meanings, writing.at());
        // A sheet that was left out says nothing about the next one with its headings.
        if (says_something(draft.mappings[table])) {
            remember_meanings(writing.db(), header_key(headings), meanings, writing.at());
        }
        // Read again later, the files say what they said now.
        stored.plan.meanings[decision_key(headings)] = meanings;
    }
    stored.state = import.state;
    stored.revision = import.revision;
    stored.result = import;
    save_import(writing.db(), stored);
    keep_city_before(writing.db(), stored.id, present);
    auto merged = merge(present, draft.read.city, {import.absent});
    const auto origin = fmt::format("import/{}", stored.id.value);
    if (auto applied = apply(writing, who.actor, present, std::move(merged.data), origin);
        !applied) {
        return std::unexpected(applied.error());
    }
    if (found.map) {
        if (auto brought = bring_basemap(writing, who.actor, *found.map); !brought) {
            return std::unexpected(brought.error());
        }
    }
    return import;
}

}  // namespace

Result<Import> confirm_import(const Services& services, const ImportActor& who, Id<Import> id) {
    auto ground = draft_ground(services, id);
    if (!ground) {
        return std::unexpected(ground.error());
    }
    auto draft = read_draft(
        std::move(ground->contents), ground->stored.plan, ground->remembered, ground->present
    );
    if (!draft) {
        return std::unexpected(draft.error());
    }
    if (draft->read.city.places.empty() && draft->read.city.precincts.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "import_says_nothing",
            "No row names a place or a precinct. Say which column holds the place's name or "
            "address, or the precinct."
        );
    }
    auto map = map_of(*draft, id);
    const Findings found{std::move(*draft), std::move(map)};
    auto made = services.record.write(
        deed_of(who, "import.confirm", id),
        [&](record::Writing& writing) -> Result<Import> {
            auto stored = find_import(writing.db(), id);
            if (!stored || stored->state != ImportState::draft) {
                return program::no_such_thing();
            }
            // Somebody else may have changed the draft since it was read.
            if (stored->revision != ground->stored.revision) {
                return refuse(
                    Refusal::Kind::conflict,
                    "import_changed",
                    "Somebody else changed this import meanwhile. Look at it again."
                );
            }
            return confirm(writing, who, std::move(*stored), found);
        }
    );
    return made ? Result<Import>(with_name(services, std::move(*made))) : made;
}

Result<Import> undo_import(const Services& services, const ImportActor& who, Id<Import> id) {
    // Before the record looks at the revision: of what is not there, there is none to read again.
    if (!services.database.read([&](store::Connection& db) { return find_import(db, id); })) {
        return program::no_such_thing();
    }
    auto made = services.record.write(
        deed_of(who, "import.undo", id),
        [&](record::Writing& writing) -> Result<Import> {
            auto stored = find_import(writing.db(), id);
            if (!stored) {
                return program::no_such_thing();
            }
            const auto all = list_imports(writing.db());
            const auto last = std::ranges::max_element(all, {}, [](const StoredImport& one) {
                return one.state == ImportState::confirmed && one.result ? one.result->at
                                                                         : Instant();
            });
            if (stored->state != ImportState::confirmed || last->id != id) {
                return refuse(
                    Refusal::Kind::conflict,
                    "import_not_last",
                    "Only the import that was confirmed last can be undone."
                );
            }
            forget_redacted(writing.db());
            const auto before = city_before(writing.db(), id);
            check(before.has_value(), "a confirmed import kept no city");
            stored->state = ImportState::undone;
            stored->revision = writing.revision();
            save_import(writing.db(), *stored);
            writing.set("state", stored->state);
            const auto present = load_city(writing.db());
            auto merged = merge(present, *before, {Absent::remove, true});
            if (auto applied = apply(
                    writing,
                    who.actor,
                    present,
                    std::move(merged.data),
                    fmt::format("import/{}", id.value)
                );
                !applied) {
                return std::unexpected(applied.error());
            }
            if (auto taken = take_basemap_back(writing, who.actor, id.value); !taken) {
                return std::unexpected(taken.error());
            }
            auto import = *stored->result;
            import.state = stored->state;
            import.revision = stored->revision;
            return import;
        }
    );
    return made ? Result<Import>(with_name(services, std::move(*made))) : made;
}

Result<void> discard_import(const Services& services, const ImportActor& who, Id<Import> id) {
    if (auto ground = draft_ground(services, id); !ground) {
        return std::unexpected(ground.error());
    }
    return services.record.write(
        deed_of(who, "import.delete", id),
        [&](record::Writing& writing) -> Result<void> {
            const auto stored = find_import(writing.db(), id);
            if (!stored || stored->state != ImportState::draft) {
                return program::no_such_thing();
            }
            delete_import(writing.db(), id);
            return {};
        }
    );
}

}  // namespace belfry::city
