#include "operations/drill.hpp"

#include <chrono>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "operations/plain_place.hpp"
#include "record/ledger.hpp"
#include "record/verify.hpp"
#include "store/backup.hpp"
#include "store/postgres_session.hpp"

namespace belfry::operations {

namespace {

namespace fs = std::filesystem;

/// An empty place for data that are gone when this is.
class EmptyPlace {
public:
    EmptyPlace(const store::Location& beside, const fs::path& scratch) : scratch_(scratch) {
        fs::create_directories(scratch_.path());
        fs::permissions(scratch_.path(), fs::perms::owner_all);
        location_.engine = beside.engine;
        if (beside.engine == store::Engine::sqlite) {
            location_.file = scratch_.path() / "belfry.db";
            return;
        }
        server_ = beside.url;
        // The schema has one name: drills of other servers wait for their turn.
        turn_ = store::open_postgres(server_, store::PostgresRole::writer);
        turn_->script(fmt::format("SELECT pg_advisory_lock(hashtext('{}'))", schema));
        make_schema();
        location_.url = server_ + (server_.find('?') == std::string::npos ? "?" : "&") +
                        "options=-csearch_path%3D" + std::string(schema);
    }

    EmptyPlace(const EmptyPlace&) = delete;
    EmptyPlace& operator=(const EmptyPlace&) = delete;
    EmptyPlace(EmptyPlace&&) = delete;
    EmptyPlace& operator=(EmptyPlace&&) = delete;

    ~EmptyPlace() {
        try {
            if (!server_.empty()) {
                drop_schema();
            }
        } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): the next drill does it
        }
    }

    [[nodiscard]] const store::Location& location() const { return location_; }

private:
    static constexpr std::string_view schema = "belfry_drill";

    void make_schema() const {
        drop_schema();
        store::open_postgres(server_, store::PostgresRole::writer)
            ->script(fmt::format("CREATE SCHEMA {}", schema));
    }

    void drop_schema() const {
        store::open_postgres(server_, store::PostgresRole::writer)
            ->script(fmt::format("DROP SCHEMA IF EXISTS {} CASCADE", schema));
    }

    PlainPlace scratch_;
    std::unique_ptr<store::PostgresSession> turn_;
    std::string server_;
    store::Location location_;
};

std::vector<std::string> tables_of(store::Connection& db) {
    const auto* const sql =
        db.engine() == store::Engine::sqlite
            ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
              " AND name NOT LIKE 'search%' ORDER BY name"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema ="
              " current_schema() AND table_name NOT LIKE 'search%' ORDER BY table_name";
    return db.query(sql, [](const store::Row& row) { return row.get<std::string>(0); });
}

std::int64_t count_rows(store::Connection& db) {
    std::int64_t all = 0;
    for (const auto& table : tables_of(db)) {
        all += db.value<std::int64_t>(fmt::format("SELECT count(*) FROM \"{}\"", table)).value();
    }
    return all;
}

/// Whether the record in use began as the one that came back.
bool continues(store::Database& live, const record::Record::Head& head) {
    return live.read([&](store::Connection& db) {
        const auto root = record::root_when(db, head.size);
        return root && *root == head.root;
    });
}

Result<void> look(
    Drill& drill,
    const store::Location& place,
    const fs::path& copy,
    const store::Migrations& migrations,
    store::Database* live
) {
    if (auto restored = store::restore(place, copy, migrations); !restored) {
        return restored;
    }
    const auto opened = store::open(place, migrations);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    const auto head = opened->database->read([&](store::Connection& db) {
        drill.total_rows = count_rows(db);
        return record::verify_log(db);
    });
    if (!head) {
        return std::unexpected(head.error());
    }
    drill.entries = static_cast<std::int64_t>(head->size);
    drill.root = crypto::to_hex(head->root);
    if (live != nullptr && !continues(*live, *head)) {
        return refuse(
            Refusal::Kind::conflict,
            "backup_of_another_record",
            "The permanent record of the backup is not the beginning of the one in use."
        );
    }
    return {};
}

}  // namespace

Drill restore_for_drill(
    const store::Location& location,
    const fs::path& copy,
    const store::Migrations& migrations,
    const fs::path& scratch,
    store::Database* live
) {
    const auto begun = std::chrono::steady_clock::now();
    Drill drill;
    const EmptyPlace place(location, scratch);
    if (const auto seen = look(drill, place.location(), copy, migrations, live); !seen) {
        drill.outcome = seen.error().code;
    }
    drill.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::steady_clock::now() - begun
    )
                             .count();
    return drill;
}

Drill note_drill(record::Record& record, Drill drill, const Alarm& alarm) {
    const auto noted = record.write(
        {record::Actor::belfry(), "backup_drill.add", {"backup_drill"}},
        [&](record::Writing& w) -> Result<void> {
            drill.id = {w.object().id};
            drill.at = w.at();
            w.db().execute(
                "INSERT INTO backup_drill (id, backup, at, outcome, entries, total_rows, root,"
                " milliseconds) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                drill.id,
                drill.backup,
                drill.at,
                drill.outcome,
                drill.entries,
                drill.total_rows,
                drill.root,
                drill.milliseconds
            );
            w.set("backup", drill.backup);
            w.set("outcome", drill.outcome);
            w.set("entries", drill.entries);
            w.set("total_rows", drill.total_rows);
            w.set("root", drill.root);
            if (!drill.good() && alarm) {
                alarm(w, drill);
            }
            return {};
        }
    );
    check(noted.has_value(), "noting a drill was refused");
    return drill;
}

std::vector<Drill> list_drills(store::Connection& db, std::int64_t most) {
    return db.query(
        "SELECT id, backup, at, outcome, entries, total_rows, root, milliseconds FROM backup_drill"
        " ORDER BY id DESC LIMIT $1",
        [](const store::Row& row) {
            return Drill{
                row.get<Id<Drill>>(0),
                row.get<std::string>(1),
                row.get<Instant>(2),
                row.get<std::string>(3),
                row.integer(4),
                row.integer(5),
                row.get<std::string>(6),
                row.integer(7)
            };
        },
        most
    );
}

}  // namespace belfry::operations
