#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "city/import_desk.hpp"
#include "city/import_draft.hpp"
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
        // A huge file is not read to be refused.
        std::error_code none;
        if (const auto size = std::filesystem::file_size(name, none);
            !none && size > city::most_file_bytes) {
            return city::about_file(
                {Refusal::Kind::too_large,
                 "file_too_large",
                 fmt::format(
                     "{} has more than {} MB. Leave out what is not about places or precincts, or "
                     "give it as several files.",
                     name,
                     city::most_file_bytes >> 20U
                 ),
                 {},
                 {}},
                name
            );
        }
        auto bytes = bytes_of_file(name);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        files.push_back({std::filesystem::path(name).filename().string(), std::move(*bytes)});
    }
    return files;
}

std::vector<city::TableToMap> tables_of(const Import& import) {
    std::vector<city::TableToMap> tables;
    for (const auto& table : import.tables) {
        tables.push_back({table.file, table.name, table.columns});
    }
    return tables;
}

std::vector<std::string> sample_of(const city::ImportTable& table) {
    return table.sample.empty() ? std::vector<std::string>() : table.sample.front();
}

/// `notes`: what is to be said of single rows.
std::string in_words(const Import& import, const std::string& notes) {
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
            "\n  {} rows: {} read as they stand, {} repaired, {} set aside\n{}{}{}",
            table.rows.rows,
            table.rows.read,
            table.rows.repaired,
            table.rows.set_aside,
            table.hidden
                ? "  The sheet is hidden in the workbook and was left out. Show it there and "
                  "save, to bring it in.\n"
            : table.remembered ? "  Columns as an earlier import with these headings had them.\n"
                               : "",
            columns_in_words(table.columns),
            table.hidden ? std::string() : advice_for(table.columns, sample_of(table))
        );
    }
    out += notes;
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

/// The first rows that were repaired or set aside, or are worth a look, of each kind.
std::string notes_in_words(const std::vector<city::ImportRow>& rows) {
    constexpr std::size_t most_lines = 24;
    constexpr int most_alike = 3;
    std::map<std::string, int> alike;
    std::vector<std::string> lines;
    std::size_t left_out = 0;
    for (const auto& row : rows) {
        if (row.notes.empty()) {
            continue;
        }
        // What is said alike but for the words in quotes and figures is of one kind.
        auto kind = row.notes;
        std::erase_if(kind, [](char letter) { return letter >= '0' && letter <= '9'; });
        for (auto at = kind.find("“"); at != std::string::npos; at = kind.find("“")) {
            const auto end = kind.find("”", at);
            kind.erase(at, end == std::string::npos ? end : end - at + 3);
        }
        if (++alike[kind] > most_alike || lines.size() == most_lines) {
            ++left_out;
            continue;
        }
        lines.push_back(fmt::format(
            "  {}{}{}, line {}{}: {}\n",
            row.file,
            row.table.empty() ? "" : ", ",
            row.table,
            row.line,
            row.fate == city::Fate::set_aside  ? ", set aside"
            : row.fate == city::Fate::repaired ? ", repaired"
                                               : "",
            row.notes
        ));
    }
    std::string out;
    for (const auto& line : lines) {
        out += line;
    }
    if (left_out > 0) {
        out += fmt::format("  … and {} rows more; --rows FILE.csv writes them all\n", left_out);
    }
    return out;
}

/// The draft with what was said of columns and of places that the files do not name.
Result<Import> decided(
    const city::Services& services,
    const ImportActor& who,
    const Import& draft,
    const ImportWish& wish
) {
    const auto choices = choices_of(wish.columns);
    if (!choices) {
        return std::unexpected(choices.error());
    }
    city::ImportChange change;
    if (!wish.absent.empty()) {
        change.absent = json::named<city::Absent>(wish.absent);
    }
    if (!choices->empty()) {
        const auto mappings = city::choose(tables_of(draft), *choices);
        if (!mappings) {
            return std::unexpected(mappings.error());
        }
        change.tables.emplace();
        for (const auto& mapping : *mappings) {
            const auto table = static_cast<int>(change.tables->size());
            change.tables->push_back({table, city::meanings_of(mapping)});
        }
    }
    return change.absent || change.tables ? city::change_import(services, who, draft.id, change)
                                          : draft;
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
    if (import) {
        import = decided(services, who, *import, wish);
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

/// Where no column was understood, which option would settle it.
Refusal explained(const Refusal& refusal, const Import& draft) {
    if (refusal.code != "import_says_nothing") {
        return refusal;
    }
    std::vector<std::vector<std::string>> samples;
    std::ranges::transform(draft.tables, std::back_inserter(samples), sample_of);
    return with_advice(refusal, tables_of(draft), samples);
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
        const auto rows = city::import_rows(services, draft->id, "en");
        if (!rows) {
            return out.refuse(rows.error());
        }
        write_csv(wish.rows, *rows);
        const auto changes = city::import_changes(services, draft->id);
        if (!changes) {
            return out.refuse(changes.error());
        }
        write_csv(wish.changes, *changes);
        save_mapping(wish.columns.save_mapping, city::saved_mapping(tables_of(*draft)));
        auto import = wish.dry_run ? draft : city::confirm_import(services, who, draft->id);
        if (wish.dry_run || !import) {
            std::ignore = city::discard_import(services, who, draft->id);
        }
        if (!import) {
            return out.refuse(explained(import.error(), *draft));
        }
        auto said = json::write(*import).as_object();
        said["changes"] = json::write(*changes);
        out.say(
            in_words(*import, notes_in_words(*rows)) + in_words(*changes) +
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
