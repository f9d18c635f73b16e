#include "store/sqlite_session.hpp"

#include <cerrno>
#include <functional>
#include <system_error>
#include <unordered_map>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store/gathered_log.hpp"

namespace belfry::store {

namespace {

constexpr int patience_ms = 5000;  // only recovery after a crash makes anyone wait
constexpr int turn_patience_ms = 10'000;
/// The first table of the log's index takes 4,062 pages: of 2 KB these are a little more.
constexpr std::int64_t checkpoint_bytes = 8'000'000;
constexpr std::int64_t large_wal_bytes = 64'000'000;  // readers have kept the log from restarting
constexpr std::size_t most_statements = 512;

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

bool is_want_of_room(int cause) {
    return cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

/// Why the newest failure of a database's file (or of its log) came about. The connection's own
/// sqlite3_system_errno() may say what a later call left behind.
int cause_at(sqlite3* db, int which_file) {
    sqlite3_file* file = nullptr;
    int cause = 0;
    if (sqlite3_file_control(db, "main", which_file, static_cast<void*>(&file)) == SQLITE_OK &&
        file != nullptr && file->pMethods != nullptr) {
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &cause);
    }
    return cause;
}

bool means_disk_full(sqlite3* db, int code) {
    if ((code & 0xFF) == SQLITE_FULL) {
        return true;
    }
    if ((code & 0xFF) != SQLITE_IOERR) {
        return false;
    }
    const bool wrote = code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC;
    return is_want_of_room(sqlite3_system_errno(db)) ||
           (wrote && (is_want_of_room(cause_at(db, SQLITE_FCNTL_FILE_POINTER)) ||
                      is_want_of_room(cause_at(db, SQLITE_FCNTL_JOURNAL_POINTER))));
}

/// What SQLite may say of a failure: its own words wherever they may hold a row's content.
enum class Words { of_the_code, of_the_statement };

/// Throws what `code` means.
[[noreturn]] void fail(
    sqlite3* db, int code, std::string_view sql, Words words = Words::of_the_code
) {
    const bool names_schema =
        (code & 0xFF) == SQLITE_CONSTRAINT || words == Words::of_the_statement;
    const auto message = fmt::format(
        "SQLite: {} ({}) in: {}",
        names_schema ? sqlite3_errmsg(db) : sqlite3_errstr(code),
        code,
        sql
    );
    if (means_disk_full(db, code)) {
        throw DiskFull(message);
    }
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
        code == SQLITE_CONSTRAINT_ROWID) {
        throw DuplicateKey(message);
    }
    throw SqlError(message);
}

/// A prepared statement and where its parameters `$1`, `$2`, … stand: SQLite numbers them in the
/// order in which they first appear, whatever their names say.
struct Prepared {
    Statement statement{nullptr, &sqlite3_finalize};
    std::vector<int> positions;
    bool running = false;
};

/// Finds a statement by a view of its text.
struct Hash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

std::vector<int> positions_in(sqlite3_stmt* statement) {
    std::vector<int> positions;
    const int count = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= count; ++i) {
        positions.push_back(sqlite3_bind_parameter_index(statement, fmt::format("${}", i).c_str()));
        check(positions.back() != 0, "parameters are $1, $2, … without a gap");
    }
    return positions;
}

Prepared prepared(sqlite3* db, std::string_view sql) {
    sqlite3_stmt* made = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(
        db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made, &rest
    );
    Prepared out;
    out.statement.reset(made);
    if (code != SQLITE_OK) {
        fail(db, code, sql, Words::of_the_statement);
    }
    const std::string_view left(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
    check(made != nullptr, "an empty statement");
    check(
        left.find_first_not_of(" \t\r\n;") == std::string_view::npos,
        "several statements go to script()"
    );
    out.positions = positions_in(made);
    return out;
}

int bind_to(sqlite3_stmt* statement, int position, const Parameter& parameter) {
    struct Binder {
        sqlite3_stmt* statement;
        int position;

        int operator()(std::monostate) const { return sqlite3_bind_null(statement, position); }

        int operator()(std::int64_t value) const {
            return sqlite3_bind_int64(statement, position, value);
        }

        int operator()(double value) const {
            return sqlite3_bind_double(statement, position, value);
        }

        int operator()(std::string_view value) const {
            // A null pointer would be NULL; an empty text is not.
            return sqlite3_bind_text64(
                statement,
                position,
                value.empty() ? "" : value.data(),
                value.size(),
                SQLITE_STATIC,
                SQLITE_UTF8
            );
        }

        int operator()(std::span<const std::byte> value) const {
            if (value.empty()) {
                return sqlite3_bind_zeroblob(statement, position, 0);
            }
            return sqlite3_bind_blob64(
                statement, position, value.data(), value.size(), SQLITE_STATIC
            );
        }
    };

    return std::visit(Binder{statement, position}, parameter);
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    [[nodiscard]] bool is_null(int column) const override { return type_of(column) == SQLITE_NULL; }

    [[nodiscard]] std::int64_t integer(int column) const override {
        check(type_of(column) == SQLITE_INTEGER, "this column holds no integer");
        return sqlite3_column_int64(statement_, column);
    }

    [[nodiscard]] double real(int column) const override {
        const int type = type_of(column);
        check(type == SQLITE_FLOAT || type == SQLITE_INTEGER, "this column holds no number");
        return sqlite3_column_double(statement_, column);
    }

    [[nodiscard]] std::string_view text(int column) const override {
        check(type_of(column) == SQLITE_TEXT, "this column holds no text");
        const auto* const data = sqlite3_column_text(statement_, column);
        return {reinterpret_cast<const char*>(data), size_of(column)};
    }

    [[nodiscard]] Bytes bytes(int column) const override {
        check(type_of(column) == SQLITE_BLOB, "this column holds no bytes");
        const auto* const data =
            static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
        return {data, data + size_of(column)};
    }

private:
    [[nodiscard]] int type_of(int column) const {
        check(column >= 0 && column < sqlite3_column_count(statement_), "no such column");
        return sqlite3_column_type(statement_, column);
    }

    [[nodiscard]] std::size_t size_of(int column) const {
        return static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    }

    sqlite3_stmt* statement_;
};

/// Gives a statement back as it was, whatever its reader threw.
class Run {
public:
    explicit Run(Prepared& prepared) : prepared_(prepared) { prepared_.running = true; }

    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    Run(Run&&) = delete;
    Run& operator=(Run&&) = delete;

    ~Run() {
        sqlite3_reset(prepared_.statement.get());
        sqlite3_clear_bindings(prepared_.statement.get());
        prepared_.running = false;
    }

private:
    Prepared& prepared_;
};

/// The file as SQLite takes it: as a URI, because only there it can be told not to look for a log.
std::string address_of(const std::filesystem::path& file, SqliteRole role) {
    std::string out = "file:";
    for (const char c : file.string()) {
        const bool special = c == '?' || c == '#' || c == '%';
        out += special ? fmt::format("%{:02x}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return role == SqliteRole::copy ? out + "?immutable=1" : out;
}

/// The turn to write, among the processes that have the file open: SQLite 3.40 can damage a
/// database when one writes while another begins the log anew.
class Turn {
public:
    explicit Turn(std::shared_ptr<FileLock> lock) : lock_(std::move(lock)) {}

    /// Throws SqlError when another process does not end its own.
    void wait() {
        if (!take(std::chrono::milliseconds(turn_patience_ms))) {
            throw SqlError("another process has been writing to the data for too long");
        }
    }

    [[nodiscard]] bool take(std::chrono::milliseconds patience) {
        using enum FileLock::Claim;
        held_ = !lock_ || held_ || lock_->take(writing, FileLock::Hold::exclusive, patience);
        return held_;
    }

    void give_back() {
        if (lock_ && std::exchange(held_, false)) {
            lock_->drop(FileLock::Claim::writing);
        }
    }

    /// Whether this process is the only one that has the data open; then it stays so until
    /// let_others_in().
    [[nodiscard]] bool keep_others_out() {
        return !lock_ || lock_->take(FileLock::Claim::presence, FileLock::Hold::exclusive);
    }

    void let_others_in() {
        if (lock_) {
            check(
                lock_->take(FileLock::Claim::presence, FileLock::Hold::shared),
                "a lock can always be made weaker"
            );
        }
    }

private:
    std::shared_ptr<FileLock> lock_;
    bool held_ = false;
};

/// SQLite's own count of its memory takes a lock that all connections share, twice for each piece
/// of memory, and nobody reads it. Only possible before the first connection is opened.
void count_no_memory() {
    static const int asked = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(asked);
}

class SqliteSession final : public Session {
public:
    SqliteSession(
        const std::filesystem::path& file, SqliteRole role, std::shared_ptr<FileLock> lock
    )
        : role_(role), turn_(std::move(lock)) {
        count_no_memory();
        sqlite3* made = nullptr;
        const int access = role == SqliteRole::copy ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
        const auto name = address_of(file, role);
        const int code = sqlite3_open_v2(
            name.c_str(),
            &made,
            access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
            role == SqliteRole::writer ? gathering_vfs() : nullptr
        );
        db_.reset(made);
        if (code != SQLITE_OK) {
            fail(made, code, "open");
        }
        set_up();
    }

    ~SqliteSession() override {
        statements_.clear();
        if (role_ != SqliteRole::writer) {
            return;
        }
        if (!turn_.keep_others_out()) {
            // The log is in use by others: the last of them leaves one file behind.
            sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            return;
        }
        // Leaves one file behind. When it cannot, the log is read at the next start.
        sqlite3_wal_checkpoint_v2(db_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
        db_.reset();
        turn_.let_others_in();
    }

    SqliteSession(const SqliteSession&) = delete;
    SqliteSession& operator=(const SqliteSession&) = delete;
    SqliteSession(SqliteSession&&) = delete;
    SqliteSession& operator=(SqliteSession&&) = delete;

    [[nodiscard]] Engine engine() const override { return Engine::sqlite; }

    void script(std::string_view sql) override {
        const int code =
            sqlite3_exec(db_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) {
            fail(db_.get(), sqlite3_extended_errcode(db_.get()), sql, Words::of_the_statement);
        }
    }

    std::int64_t run(
        std::string_view sql,
        std::span<const Parameter> parameters,
        const std::function<void(const Row&)>& each
    ) override {
        auto& cached = statement(sql);
        if (cached.running) {
            // A reader of rows asks the same question again: it gets a statement of its own.
            auto own = prepared(db_.get(), sql);
            return run(own, sql, parameters, each);
        }
        return run(cached, sql, parameters, each);
    }

    void begin_reading() override { execute("BEGIN"); }

    void begin_writing() override {
        turn_.wait();
        try {
            execute("BEGIN IMMEDIATE");
        } catch (...) {
            turn_.give_back();
            throw;
        }
    }

    void commit() override {
        {
            const GatheredLog log(db_.get());
            execute("COMMIT");
            check(log.is_written(), "a commit is in the log before anybody hears of it");
        }
        turn_.give_back();
    }

    void roll_back() override {
        if (in_transaction()) {
            execute("ROLLBACK");
        }
        turn_.give_back();
    }

    [[nodiscard]] bool in_transaction() const override {
        return sqlite3_get_autocommit(db_.get()) == 0;
    }

    [[nodiscard]] bool wants_tidying() const override { return wal_bytes_ >= checkpoint_bytes; }

    void tidy() override {
        // When another process is writing, the next time will do.
        if (!turn_.take(std::chrono::milliseconds(0))) {
            return;
        }
        const bool large = wal_bytes_ >= large_wal_bytes;
        wal_bytes_ = 0;
        // What is in the log is durable: a checkpoint that cannot finish is tried again later.
        sqlite3_wal_checkpoint_v2(
            db_.get(),
            nullptr,
            large ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
            nullptr,
            nullptr
        );
        turn_.give_back();
    }

private:
    void set_up() {
        sqlite3_extended_result_codes(db_.get(), 1);
        sqlite3_busy_timeout(db_.get(), patience_ms);
        sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        script(
            "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;"
            "PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0"
        );
        if (role_ != SqliteRole::writer) {
            sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            script("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF");
            return;
        }
        // A change writes a few hundred bytes to each of a dozen pages, and all of these are
        // synced. Only new files take the size; others keep theirs.
        script("PRAGMA page_size = 2048");
        check(value<std::string>("PRAGMA journal_mode = WAL") == "wal", "no write-ahead log");
        page_bytes_ = value<std::int64_t>("PRAGMA page_size").value();
        script("PRAGMA synchronous = FULL; PRAGMA cache_size = -16000");
        sqlite3_wal_hook(
            db_.get(),
            [](void* self, sqlite3*, const char*, int pages) {
                auto& session = *static_cast<SqliteSession*>(self);
                session.wal_bytes_ = pages * session.page_bytes_;
                return SQLITE_OK;
            },
            this
        );
    }

    Prepared& statement(std::string_view sql) {
        const auto found = statements_.find(sql);
        if (found != statements_.end()) {
            return found->second;
        }
        if (statements_.size() >= most_statements) {
            std::erase_if(statements_, [](const auto& item) { return !item.second.running; });
        }
        return statements_.emplace(std::string(sql), prepared(db_.get(), sql)).first->second;
    }

    std::int64_t run(
        Prepared& prepared,
        std::string_view sql,
        std::span<const Parameter> parameters,
        const std::function<void(const Row&)>& each
    ) {
        const Run running(prepared);
        auto* const statement = prepared.statement.get();
        check(parameters.size() == prepared.positions.size(), "a statement wants other parameters");
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const int code = bind_to(statement, prepared.positions[i], parameters[i]);
            if (code != SQLITE_OK) {
                fail(db_.get(), code, sql);
            }
        }
        const SqliteRow row(statement);
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
            if (each) {
                each(row);
            }
        }
        if (code != SQLITE_DONE) {
            fail(db_.get(), code, sql);
        }
        return sqlite3_stmt_readonly(statement) != 0 ? 0 : sqlite3_changes64(db_.get());
    }

    SqliteRole role_;
    Turn turn_;
    std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> db_{nullptr, &sqlite3_close_v2};
    std::unordered_map<std::string, Prepared, Hash, std::equal_to<>> statements_;
    std::int64_t page_bytes_ = 0;
    std::int64_t wal_bytes_ = 0;
};

/// SQLite would create the file readable by all and leave its name unsynced in the folder.
void create(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : ".";
    if (const int made = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600); made >= 0) {
        ::close(made);
    } else {
        throw std::system_error(errno, std::generic_category(), "cannot open " + file.string());
    }
    if (const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        opened >= 0) {
        ::fsync(opened);
        ::close(opened);
    }
}

}  // namespace

std::unique_ptr<Session> open_sqlite(
    const std::filesystem::path& file, SqliteRole role, const std::shared_ptr<FileLock>& lock
) {
    if (role == SqliteRole::writer) {
        create(file);
    }
    return std::make_unique<SqliteSession>(file, role, lock);
}

void enforce_foreign_keys(Connection& connection) {
    connection.script("PRAGMA foreign_keys = ON");
}

void copy_sqlite(Connection& connection, const std::filesystem::path& file) {
    connection.script("PRAGMA query_only = OFF");  // it writes, though not to this database
    connection.execute("VACUUM INTO $1", file.string());
}

}  // namespace belfry::store
