#include "store/postgres_archive.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "store/durable_file.hpp"
#include "store/schema.hpp"

namespace belfry::store {

namespace {

constexpr std::string_view first_line = "belfry-copy 1\n";
constexpr std::string_view last_of_table = "\\.\n";

std::string text_at(const Row& row, int column) {
    return row.get<std::string>(column);
}

/// The schema's tables, each after those it points to.
std::vector<std::string> tables_in_order(Connection& db) {
    auto waiting = db.query(
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema ="
        " current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name",
        [](const Row& row) { return text_at(row, 0); }
    );
    const auto arrows = db.query(
        "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_constraint c"
        " WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace"
        " AND c.conrelid <> c.confrelid",
        [](const Row& row) { return std::pair(text_at(row, 0), text_at(row, 1)); }
    );
    std::vector<std::string> ordered;
    while (!waiting.empty()) {
        const auto free = std::ranges::find_if(waiting, [&](const auto& table) {
            return std::ranges::none_of(arrows, [&](const auto& arrow) {
                return arrow.first == table &&
                       std::ranges::find(waiting, arrow.second) != waiting.end();
            });
        });
        check(free != waiting.end(), "tables that point to each other in a circle");
        ordered.push_back(*free);
        waiting.erase(free);
    }
    return ordered;
}

std::vector<std::string> columns_of(Connection& db, const std::string& table) {
    return db.query(
        "SELECT column_name::text FROM information_schema.columns WHERE table_schema ="
        " current_schema() AND table_name = $1 AND is_generated = 'NEVER'"
        " ORDER BY ordinal_position",
        [](const Row& row) { return text_at(row, 0); },
        table
    );
}

std::string quoted(const std::vector<std::string>& names) {
    return fmt::format("\"{}\"", fmt::join(names, "\",\""));
}

/// Writes to a file and hashes what it writes.
class HashedFile {
public:
    explicit HashedFile(const std::filesystem::path& path)
        : out_(path, std::ios::binary | std::ios::trunc) {
        out_.exceptions(std::ios::badbit | std::ios::failbit);
    }

    void write(std::string_view text) {
        hash_.add(text);
        out_.write(text.data(), static_cast<std::streamsize>(text.size()));
    }

    void finish() {
        out_ << "end " << crypto::to_hex(hash_.finish()) << "\n";
        out_.close();
    }

private:
    std::ofstream out_;
    crypto::Sha256 hash_;
};

void write_tables(PostgresSession& session, HashedFile& file) {
    file.write(first_line);
    for (const auto& table : tables_in_order(session)) {
        const auto columns = columns_of(session, table);
        file.write(fmt::format("table {} {}\n", table, fmt::join(columns, ",")));
        session.copy_out(
            fmt::format("COPY \"{}\" ({}) TO STDOUT", table, quoted(columns)),
            [&](std::string_view lines) { file.write(lines); }
        );
        file.write(last_of_table);
    }
}

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts;
    std::istringstream in{std::string(text)};
    for (std::string part; std::getline(in, part, at);) {
        parts.push_back(part);
    }
    return parts;
}

/// Reads an archive line by line.
class Lines {
public:
    explicit Lines(const std::filesystem::path& file) : in_(file, std::ios::binary) {}

    /// The next line with its end; empty at the end of the file.
    std::string_view next() {
        if (!std::getline(in_, line_)) {
            line_.clear();
            return {};
        }
        line_ += '\n';
        return line_;
    }

private:
    std::ifstream in_;
    std::string line_;
};

bool is_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// `table step number,owner` → `step` and its columns; empty when the line is another.
struct TableLine {
    std::string table;
    std::vector<std::string> columns;
};

std::optional<TableLine> table_line(std::string_view line) {
    const auto words = split(line.substr(0, line.size() - 1), ' ');
    if (words.size() != 3 || words[0] != "table") {
        return std::nullopt;
    }
    TableLine out{words[1], split(words[2], ',')};
    const bool plain = is_name(out.table) && std::ranges::all_of(out.columns, is_name);
    return plain ? std::optional(std::move(out)) : std::nullopt;
}

std::unexpected<Refusal> damaged() {
    return refuse(
        Refusal::Kind::invalid,
        "backup_damaged",
        "The backup is not complete or was changed after it was made. Use another one."
    );
}

/// `7<tab>name<tab>sha256…`; empty when the line is another.
std::optional<AppliedMigration> migration_line(std::string_view line) {
    const auto cells = split(line, '\t');
    int number = 0;
    if (cells.size() < 3 ||
        std::from_chars(cells[0].data(), cells[0].data() + cells[0].size(), number).ec !=
            std::errc()) {
        return std::nullopt;
    }
    return AppliedMigration{number, cells[1], cells[2]};
}

/// Follows an archive from line to line.
class ArchiveReader {
public:
    /// False when no archive has such a line there.
    [[nodiscard]] bool take(std::string_view line) {
        if (in_table_) {
            return in_migrations_ && line != last_of_table ? add(migration_line(line)) : pass(line);
        }
        in_table_ = table_line(line).has_value();
        in_migrations_ = line.starts_with("table schema_migration number,name,sha256,");
        return in_table_;
    }

    /// Only here a line may be the last: a row may begin as that does.
    [[nodiscard]] bool is_between_tables() const { return !in_table_; }

    [[nodiscard]] const std::vector<AppliedMigration>& migrations() const { return migrations_; }

private:
    bool pass(std::string_view line) {
        in_table_ = line != last_of_table;
        return true;
    }

    bool add(const std::optional<AppliedMigration>& migration) {
        if (migration) {
            migrations_.push_back(*migration);
        }
        return migration.has_value();
    }

    std::vector<AppliedMigration> migrations_;
    bool in_table_ = false;
    bool in_migrations_ = false;
};

/// The migrations the archive names; empty when the archive is not whole.
std::optional<std::vector<AppliedMigration>> migrations_in_archive(const std::filesystem::path& file
) {
    Lines lines(file);
    if (lines.next() != first_line) {
        return std::nullopt;
    }
    crypto::Sha256 hash;
    hash.add(first_line);
    ArchiveReader reader;
    for (auto line = lines.next(); !line.empty(); line = lines.next()) {
        if (reader.is_between_tables() && line.starts_with("end ")) {
            const bool whole = line == "end " + crypto::to_hex(hash.finish()) + "\n";
            const bool is_last = lines.next().empty();
            return whole && is_last ? std::optional(reader.migrations()) : std::nullopt;
        }
        if (!reader.take(line)) {
            return std::nullopt;
        }
        hash.add(line);
    }
    return std::nullopt;
}

void copy_rows(PostgresSession& session, const std::filesystem::path& file) {
    Lines lines(file);
    lines.next();
    for (auto line = lines.next(); !line.starts_with("end "); line = lines.next()) {
        const auto header = table_line(line);
        check(header.has_value(), "an archive with a good hash and a bad table");
        session.copy_in(
            fmt::format("COPY \"{}\" ({}) FROM STDIN", header->table, quoted(header->columns)),
            [&] {
                const auto row = lines.next();
                return row == last_of_table ? std::string_view() : row;
            }
        );
    }
}

}  // namespace

void write_archive(PostgresSession& session, const std::filesystem::path& file) {
    session.begin_reading();
    try {
        replace_durably(file, [&](const auto& part) {
            HashedFile out(part);
            write_tables(session, out);
            out.finish();
        });
    } catch (...) {
        session.roll_back();
        throw;
    }
    session.roll_back();
}

Result<void> check_archive(const std::filesystem::path& file, const Migrations& migrations) {
    const auto applied = migrations_in_archive(file);
    return applied ? may_open(*applied, migrations, Engine::postgres) : damaged();
}

Result<void> read_archive(
    PostgresSession& session, const std::filesystem::path& file, const Migrations& migrations
) {
    if (auto good = check_archive(file, migrations); !good) {
        return good;
    }
    const auto applied = migrations_in_archive(file);
    Migrations needed;
    std::ranges::copy_if(migrations, std::back_inserter(needed), [&](const auto& migration) {
        return std::ranges::find(*applied, migration.number, &AppliedMigration::number) !=
               applied->end();
    });
    transact(session, [&] {
        apply_all(session, needed);
        // The rows that migrations bring along are in the archive too, as they were left.
        const auto tables = tables_in_order(session);
        session.script(fmt::format("TRUNCATE {}", quoted(tables)));
        copy_rows(session, file);
    });
    return {};
}

}  // namespace belfry::store
