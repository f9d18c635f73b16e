#include <algorithm>

#include "city/import_desk.hpp"
#include "city/routes.hpp"
#include "program/attachment.hpp"
#include "program/deed.hpp"
#include "program/people.hpp"
#include "program/query.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

/// A line of the list of imports.
struct ImportLine {
    Id<Import> id;
    ImportState state = ImportState::draft;
    std::string files;  ///< Names, with commas between.
    program::PersonRef by;
    Instant at;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(ImportLine, (), (id, state, files, by, at, revision))

using ShownImport = http::Versioned<Import>;

Result<ShownImport> versioned(Result<Import> import) {
    if (!import) {
        return std::unexpected(import.error());
    }
    const auto revision = import->revision;
    return ShownImport{std::move(*import), revision};
}

ImportActor actor_of(const http::Call& call) {
    return {record::Actor::account(call.caller.account), call.caller.account};
}

/// On a conditional route: who acts on what they have seen.
ImportActor actor_who_saw(const http::Call& call) {
    auto who = actor_of(call);
    who.based_on = call.based_on();
    return who;
}

SourceFile file_in(const http::Call& call) {
    const auto name = call.request.query_value("name").value_or("file");
    return {program::safe_file_name(name), call.request.body};
}

Result<http::Listing<ImportLine>> list(const Services& services, const http::Call&) {
    return services.database.read([&](store::Connection& db) {
        const auto people = program::everybody(db);
        http::Listing<ImportLine> out;
        for (const auto& import : list_imports(db)) {
            ImportLine line{
                import.id, import.state, {}, {import.by, {}, {}}, import.at, import.revision
            };
            for (const auto& file : import_files(db, import.id)) {
                line.files += line.files.empty() ? "" : ", ";
                line.files += file.name;
            }
            program::complete(people, line.by);
            out.items.push_back(std::move(line));
        }
        return out;
    });
}

constexpr std::int64_t page = 200;

/// The items from the place on that `?after=` says; a file gets all of them.
template <class Item>
Result<http::Listing<Item>> paged(const http::Call& call, std::vector<Item> items) {
    const auto after = program::number_in(call, "after");
    if (!after) {
        return std::unexpected(after.error());
    }
    http::Listing<Item> out;
    if (call.request.query_value("format").value_or("json") != "json") {
        out.items = std::move(items);
        return out;
    }
    const auto count = static_cast<std::int64_t>(items.size());
    const auto from = std::min(count, after->value_or(0));
    const auto until = std::min(count, from + page);
    if (until < count) {
        out.next = std::to_string(until);
    }
    out.items.assign(
        std::make_move_iterator(items.begin() + from),
        std::make_move_iterator(items.begin() + until)
    );
    return out;
}

bool is_asked_for(const http::Call& call, const char* name) {
    return !call.request.query_value(name).value_or("").empty();
}

bool holds(const ImportRow& row, const std::string& wanted) {
    const auto texts = {&row.place, &row.precinct, &row.notes, &row.cells};
    return std::ranges::any_of(texts, [&](const std::string* text) {
        return text::fold(*text).find(wanted) != std::string::npos;
    });
}

Result<http::Listing<ImportRow>> rows(const Services& services, const http::Call& call) {
    const auto fate = program::choice_in(call, "fate", Fate::read);
    if (!fate) {
        return std::unexpected(fate.error());
    }
    auto all = import_rows(services, call.id<Import>("import"), call.caller.language);
    if (!all) {
        return std::unexpected(all.error());
    }
    if (is_asked_for(call, "fate")) {
        std::erase_if(*all, [&](const ImportRow& row) { return row.fate != *fate; });
    }
    if (const auto wanted = text::fold(call.request.query_value("q").value_or(""));
        !wanted.empty()) {
        std::erase_if(*all, [&](const ImportRow& row) { return !holds(row, wanted); });
    }
    return paged(call, std::move(*all));
}

Result<http::Listing<CityChange>> changes(const Services& services, const http::Call& call) {
    const auto part = program::choice_in(call, "part", ChangedPart::place);
    const auto change = program::choice_in(call, "change", ChangeKind::added);
    if (!part || !change) {
        return std::unexpected(!part ? part.error() : change.error());
    }
    auto all = import_changes(services, call.id<Import>("import"));
    if (!all) {
        return std::unexpected(all.error());
    }
    const bool one_part = is_asked_for(call, "part");
    const bool one_kind = is_asked_for(call, "change");
    std::erase_if(*all, [&](const CityChange& line) {
        return (one_part && line.part != *part) || (one_kind && line.change != *change);
    });
    return paged(call, std::move(*all));
}

/// A route whose body is a file.
template <class Act>
http::Route upload(std::string path, std::string summary, Act act) {
    http::Route route{
        http::Method::post,
        std::move(path),
        may_edit_places(),
        std::move(summary),
        [act = std::move(act)](const http::Call& call) {
            return http::detail::answer<>(versioned(act(call)), 201);
        }
    };
    route.query = {{"name", "The file's name.", {}}};
    route.output = http::detail::SchemaOf<Import>::of;
    route.success = 201;
    route.versioned = true;
    route.input_type = "application/octet-stream";
    route.most_body = most_file_bytes;
    return route;
}

template <class Act>
http::Route act_on(http::Method method, std::string path, std::string summary, Act act) {
    return http::conditional(http::without_body<ShownImport>(
        method,
        std::move(path),
        may_edit_places(),
        std::move(summary),
        [act = std::move(act)](const http::Call& call) {
            return versioned(act(call, call.id<Import>("import")));
        }
    ));
}

/// What ends a draft, or takes it back.
void add_acts(http::Router& router, const Services& services) {
    router.add(act_on(
        http::Method::post,
        "/api/v1/imports/{import}/confirmation",
        "Makes the city what the files say.",
        [services](const http::Call& call, Id<Import> id) {
            return confirm_import(services, actor_who_saw(call), id);
        }
    ));
    router.add(act_on(
        http::Method::post,
        "/api/v1/imports/{import}/undoing",
        "Puts back what was there before, but for what people changed since.",
        [services](const http::Call& call, Id<Import> id) {
            return undo_import(services, actor_who_saw(call), id);
        }
    ));
    router.add(http::remove<void>(
        "/api/v1/imports/{import}",
        may_edit_places(),
        "Drops an import that was not confirmed.",
        [services](const http::Call& call) {
            return discard_import(services, actor_who_saw(call), call.id<Import>("import"));
        }
    ));
}

}  // namespace

void add_import_routes(http::Router& router, const Services& services) {
    router.add(http::list<ImportLine>(
        "/api/v1/imports",
        may_see_places(),
        "Imports of places and precincts, newest first.",
        std::bind_front(list, services)
    ));
    router.add(upload(
        "/api/v1/imports",
        "Begins an import: the body is a file (CSV, TSV, XLSX, GeoJSON, VIP 5 XML, VIP 3 text, or "
        "a "
        "zip of these). Nothing of the city changes until it is confirmed.",
        [services](const http::Call& call) {
            return begin_import(services, actor_of(call), file_in(call));
        }
    ));
    router.add(upload(
        "/api/v1/imports/{import}/files",
        "Adds a file to an import.",
        [services](const http::Call& call) {
            return add_file(services, actor_of(call), call.id<Import>("import"), file_in(call));
        }
    ));
    router.add(http::get<ShownImport>(
        "/api/v1/imports/{import}",
        may_see_places(),
        "An import: how its files were written, what their columns mean, what would become of it.",
        [services](const http::Call& call) {
            return versioned(show_import(services, call.id<Import>("import")));
        }
    ));
    router.add(http::patch<ImportChange, ShownImport>(
        "/api/v1/imports/{import}",
        may_edit_places(),
        "Says what columns mean, or what becomes of places that the files do not name.",
        [services](const http::Call& call, const ImportChange& change) {
            return versioned(
                change_import(services, actor_who_saw(call), call.id<Import>("import"), change)
            );
        }
    ));
    auto fates = http::list<ImportRow>(
        "/api/v1/imports/{import}/rows",
        may_see_places(),
        "What becomes of each row, and why.",
        std::bind_front(rows, services)
    );
    fates.query.push_back({"fate", "Of one kind.", {"read", "repaired", "set_aside"}});
    fates.query.push_back({"q", "Part of the place, the precinct, the reason or the cells.", {}});
    fates.query.push_back({"after", "Continue after so many rows.", {}});
    router.add(std::move(fates));
    auto differences = http::list<CityChange>(
        "/api/v1/imports/{import}/changes",
        may_see_places(),
        "Which places and precincts the import adds, changes and removes: a line for each field "
        "that "
        "differs, one line for each that is new or gone.",
        std::bind_front(changes, services)
    );
    differences.query.push_back({"part", "Of one kind of thing.", {"place", "precinct"}});
    differences.query.push_back({"change", "Of one kind.", {"added", "changed", "removed"}});
    differences.query.push_back({"after", "Continue after so many lines.", {}});
    router.add(std::move(differences));
    add_acts(router, services);
}

}  // namespace belfry::city
