#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "city/import_desk.hpp"
#include "cli/city_folder.hpp"
#include "cli/commands.hpp"
#include "cli/file_source.hpp"
#include "cli/services.hpp"
#include "documents/table.hpp"
#include "http/route.hpp"

/// Polling places and precincts from lists: `import`, `import-undo`.
namespace belfry::cli {

namespace {

using city::Import;
using city::ImportActor;

Result<std::vector<city::SourceFile>> files_of(const ImportWish& wish) {
    std::vector<city::SourceFile> files;
    for (const auto& name : wish.files) {
        auto bytes = bytes_of_file(name);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        files.push_back({std::filesystem::path(name).filename().string(), std::move(*bytes)});
    }
    return files;
}

std::string columns_in_words(const city::ImportTable& table) {
    std::string known;
    std::string ignored;
    const auto& catalog = text::Catalog::embedded();
    for (const auto& column : table.columns) {
        if (column.meaning == city::Meaning::ignored) {
            ignored += (ignored.empty() ? "" : ", ") + column.column;
        } else {
            known += fmt::format(
                "    {} = {}{}\n",
                column.column,
                catalog.say("en", "place.field." + std::string(json::name_of(column.meaning))),
                column.confidence < 0.8 ? " (not sure)" : ""
            );
        }
    }
    return known + (ignored.empty() ? "" : "    not used: " + ignored + "\n");
}

std::string in_words(const Import& import) {
    std::string out;
    for (const auto& table : import.tables) {
        out += fmt::format("{}{}{}", table.file, table.name.empty() ? "" : ", ", table.name);
        if (table.form) {
            out += fmt::format(
                " ({}, {}, delimiter {})",
                json::name_of(table.form->encoding),
                json::name_of(table.form->line_ends),
                table.form->delimiter == "\t" ? "tab" : table.form->delimiter
            );
        }
        out += fmt::format(
            "\n  {} rows: {} read as they stand, {} repaired, {} set aside\n{}",
            table.rows.rows,
            table.rows.read,
            table.rows.repaired,
            table.rows.set_aside,
            columns_in_words(table)
        );
    }
    const auto counted = [&](const char* what, const city::MergeCounts& counts) {
        out += fmt::format(
            "{}: {} new, {} changed, {} unchanged, {} gone, {} kept that the files do not name\n",
            what,
            counts.added,
            counts.changed,
            counts.unchanged,
            counts.removed,
            counts.kept_absent
        );
    };
    counted("Places", import.places);
    counted("Precincts", import.precincts);
    if (import.precincts_without_place > 0) {
        out +=
            fmt::format("{} precincts without a polling place\n", import.precincts_without_place);
    }
    for (const auto& field : import.kept) {
        out += fmt::format(
            "Kept as changed by hand: {} of {}: {} (the file says {})\n",
            field.field,
            field.place,
            field.kept,
            field.offered
        );
    }
    return out;
}

/// The draft with all files; none is left behind where one of them cannot be read.
Result<Import> prepare(
    const city::Services& services, const ImportActor& who, const ImportWish& wish
) {
    auto files = files_of(wish);
    if (!files) {
        return std::unexpected(files.error());
    }
    std::optional<Id<Import>> begun;
    Result<Import> import;
    for (auto& file : *files) {
        import = begun ? city::add_file(services, who, *begun, std::move(file))
                       : city::begin_import(services, who, std::move(file));
        if (!import) {
            break;
        }
        begun = import->id;
    }
    if (import && !wish.absent.empty()) {
        city::ImportChange change;
        change.absent = json::named<city::Absent>(wish.absent);
        import = city::change_import(services, who, import->id, change);
    }
    if (!import && begun) {
        std::ignore = city::discard_import(services, who, *begun);
    }
    return import;
}

template <class Row>
void write_csv(const std::string& name, const std::vector<Row>& rows) {
    if (name.empty()) {
        return;
    }
    std::ofstream file(name, std::ios::binary);
    file << documents::to_csv(http::detail::table_of(rows));
    if (!file.flush()) {
        throw std::system_error(errno, std::generic_category(), name);
    }
}

Result<void> write_rows(const city::Services& services, const ImportWish& wish, Id<Import> id) {
    if (wish.rows.empty()) {
        return {};
    }
    const auto rows = city::import_rows(services, id, "en");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    write_csv(wish.rows, *rows);
    return {};
}

/// "+ place S0001 River Village, 2919 Randolph St NE", and below a changed one what differs.
std::string in_words(const std::vector<city::CityChange>& changes) {
    constexpr int most_lines = 60;
    const auto& catalog = text::Catalog::embedded();
    const auto value = [](const std::string& said) {
        return said.empty() ? "nothing" : said;
    };
    std::string out;
    int lines = 0;
    const city::CityChange* before = nullptr;
    for (const auto& line : changes) {
        const bool same = before != nullptr && before->part == line.part &&
                          before->key == line.key && before->change == line.change;
        before = &line;
        if (++lines > most_lines) {
            return out + fmt::format(
                             "… and {} lines more; --changes FILE.csv writes them all\n",
                             changes.size() - most_lines
                         );
        }
        if (!same) {
            constexpr std::string_view signs = "+~-";
            out += fmt::format(
                "{} {} {} {}{}{}\n",
                signs[static_cast<std::size_t>(line.change)],
                json::name_of(line.part),
                line.key,
                line.name,
                line.address.empty() ? "" : ", ",
                line.address
            );
        }
        if (line.field == "provenance") {
            out += "    only where its figures come from\n";
        } else if (!line.field.empty()) {
            out += fmt::format(
                "    {}: {} → {}\n",
                catalog.say("en", "place.field." + line.field),
                value(line.before),
                value(line.after)
            );
        }
    }
    return out;
}

}  // namespace

int import(const web::Place& place, const ImportWish& wish, const Output& out) {
    const auto work = [&](web::House& house) -> int {
        const auto services = services_of(house);
        const ImportActor who{record::Actor::belfry()};
        auto draft = prepare(services, who, wish);
        if (!draft) {
            return out.refuse(draft.error());
        }
        if (auto written = write_rows(services, wish, draft->id); !written) {
            return out.refuse(written.error());
        }
        const auto changes = city::import_changes(services, draft->id);
        if (!changes) {
            return out.refuse(changes.error());
        }
        write_csv(wish.changes, *changes);
        auto import = wish.dry_run ? draft : city::confirm_import(services, who, draft->id);
        if (wish.dry_run || !import) {
            std::ignore = city::discard_import(services, who, draft->id);
        }
        if (!import) {
            return out.refuse(import.error());
        }
        auto said = json::write(*import).as_object();
        said["changes"] = json::write(*changes);
        out.say(
            in_words(*import) + in_words(*changes) +
                (wish.dry_run
                     ? "Nothing was changed."
                     : fmt::format(
                           "Done. `belfry import-undo {}` puts back what was there before.",
                           import->id.value
                       )),
            said
        );
        return done;
    };
    return with_house(place, out, work, Data::made_if_missing);
}

int undo_import(const web::Place& place, std::int64_t number, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto import =
            city::undo_import(services_of(house), {record::Actor::belfry()}, {number});
        if (!import) {
            return out.refuse(import.error());
        }
        out.say("Undone.", json::write(*import).as_object());
        return done;
    });
}

}  // namespace belfry::cli
