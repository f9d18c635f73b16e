#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/refusal.hpp"
#include "store/connection.hpp"
#include "store/migration.hpp"

namespace belfry::store {

/// Where a city's data lies: a folder for SQLite, a server for PostgreSQL.
struct Location {
    Engine engine = Engine::sqlite;
    std::filesystem::path file;       ///< SQLite: the database file.
    std::string url;                  ///< PostgreSQL: `postgres://…`.
    std::filesystem::path snapshots;  ///< Where the copy before a migration goes. Empty: beside
                                      ///< the file; for PostgreSQL then none is made.
};

/// Reading side of the database: a pool of connections that cannot write. Safe for all threads.
class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    Database(Database&&) = delete;
    Database& operator=(Database&&) = delete;
    virtual ~Database() = default;

    [[nodiscard]] virtual Engine engine() const = 0;

    /// Runs `work` on a reading connection that sees one snapshot throughout.
    virtual void reading(const std::function<void(Connection&)>& work) = 0;

    /// As above, giving what `work` returns.
    template <class Work>
    auto read(Work work) {
        using Out = std::invoke_result_t<Work, Connection&>;
        if constexpr (std::is_void_v<Out>) {
            reading(work);
        } else {
            std::optional<Out> out;
            reading([&](Connection& connection) { out.emplace(work(connection)); });
            return std::move(*out);
        }
    }

    /// Writes a complete, consistent copy of the data to `file` while others read and write: an
    /// SQLite file, or for PostgreSQL what `restore` reads back.
    virtual void back_up(const std::filesystem::path& file) = 0;
};

/// Writing side: exactly one exists for each opened database, and only the permanent record
/// (record/) is given it, so that no change can be made without an entry.
class Writer {
public:
    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    Writer(Writer&&) = delete;
    Writer& operator=(Writer&&) = delete;
    virtual ~Writer() = default;

    /// What one writer asks for. Runs inside a transaction; throw to have nothing of it happen.
    using Work = std::function<void(Connection&)>;

    /// Runs `work` and returns when it is durable (SQLite: one fsync acknowledges all writers that
    /// wait at that moment — group commit). Then `once_durable`, when there is one, has run on the
    /// writing thread, in the order of the writes; it must be quick and must neither write nor
    /// throw. Rethrows what `work` threw, after undoing it alone. Throws DiskFull, SqlError. After
    /// a statement has failed, `work` must not catch that and go on.
    virtual void write(const Work& work, const std::function<void()>& once_durable) = 0;

    void write(const Work& work) { write(work, {}); }
};

/// An open database, its schema brought up to date.
struct Opened {
    std::unique_ptr<Database> database;
    std::unique_ptr<Writer> writer;
};

/// Who opens the data. A PostgreSQL database takes any number of both.
enum class Opener {
    server,   ///< One at a time on an SQLite file.
    command,  ///< Works beside the server, taking turns with it.
};

/// Opens or creates the database and applies the migrations that are missing, after a snapshot of
/// the data as it was. Refuses (Result) `data_is_newer`, `migration_changed` when a migration that
/// was applied differs from the one this program has, and, for an SQLite file, `data_in_use`: when
/// another server has it open, somebody replaces it, or migrations are missing while anybody else
/// has it open.
[[nodiscard]] Result<Opened> open(
    const Location& location, const Migrations& migrations, Opener opener = Opener::server
);

/// The reading side alone, of data that are there with a layout that examine() finds current:
/// changes nothing, not even the layout, and works beside whoever else has them open.
[[nodiscard]] std::unique_ptr<Database> open_to_read(const Location& location);

}  // namespace belfry::store
