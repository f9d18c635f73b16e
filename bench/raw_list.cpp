// The named baseline of bench/signed_in.sh: the same rows of the same file, read with SQLite alone,
// as often as one thread can in the given time. Prints lists a second.
//     raw_list FILE SECONDS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sqlite3.h>

namespace {

constexpr const char* tasks =
    "SELECT id, step, title, details, state, owner, due, completed_at, completion_note,"
    " blocked_by, suggestion, tlp, revision,"
    " (SELECT count(*) FROM comment WHERE object_kind = 'task' AND object_id = task.id),"
    " (SELECT count(*) FROM attachment WHERE object_kind = 'task' AND object_id = task.id)"
    " FROM task ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END,"
    " CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, id";

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "raw_list: %s\n", what);
    std::exit(1);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        fail("usage: raw_list FILE SECONDS");
    }
    sqlite3* db = nullptr;
    if (sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
        fail("cannot open the file");
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, tasks, -1, &statement, nullptr) != SQLITE_OK) {
        fail(sqlite3_errmsg(db));
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto until = begun + std::chrono::duration<double>(std::atof(arguments[2]));
    long lists = 0;
    std::size_t bytes = 0;
    while (std::chrono::steady_clock::now() < until) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int column = 0; column < 15; ++column) {
                const auto* text = sqlite3_column_text(statement, column);
                bytes +=
                    text == nullptr ? 0 : std::string(reinterpret_cast<const char*>(text)).size();
            }
        }
        sqlite3_reset(statement);
        ++lists;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf("%.0f %zu\n", static_cast<double>(lists) / took.count(), bytes);
    sqlite3_finalize(statement);
    sqlite3_close(db);
}
