#include "store/postgres_session.hpp"

#include <charconv>
#include <map>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace belfry::store {

namespace {

// Types as PostgreSQL numbers them (catalog/pg_type.dat); those numbers are fixed for ever.
constexpr Oid type_bool = 16;
constexpr Oid type_bytea = 17;
constexpr Oid type_name = 19;
constexpr Oid type_int8 = 20;
constexpr Oid type_int2 = 21;
constexpr Oid type_int4 = 23;
constexpr Oid type_text = 25;
constexpr Oid type_float4 = 700;
constexpr Oid type_float8 = 701;
constexpr Oid type_varchar = 1043;
constexpr Oid type_numeric = 1700;

constexpr std::size_t most_statements = 512;

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string_view field_of(const PGresult* answer, int field) {
    const char* const text = PQresultErrorField(answer, field);
    return text == nullptr ? std::string_view() : text;
}

/// Throws what the server said. Its own words are used only for mistakes in the statement itself
/// (class 42): all others may hold a row's content.
[[noreturn]] void fail(PGconn* connection, const PGresult* answer, std::string_view sql) {
    const auto state = field_of(answer, PG_DIAG_SQLSTATE);
    if (state.empty()) {
        throw SqlError(
            PQstatus(connection) == CONNECTION_OK
                ? fmt::format("PostgreSQL failed in: {}", sql)
                : std::string("the connection to PostgreSQL was lost")
        );
    }
    const auto message = fmt::format(
        "PostgreSQL: {} {}{} {} in: {}",
        state,
        state.starts_with("42") ? field_of(answer, PG_DIAG_MESSAGE_PRIMARY) : "",
        field_of(answer, PG_DIAG_TABLE_NAME),
        field_of(answer, PG_DIAG_CONSTRAINT_NAME),
        sql
    );
    if (state == "53100") {
        throw DiskFull(message);
    }
    if (state == "23505") {
        throw DuplicateKey(message);
    }
    throw SqlError(message);
}

/// Parameters in the form libpq takes: text and bytes as they are, numbers as text.
class Arguments {
public:
    explicit Arguments(std::span<const Parameter> parameters) {
        numbers_.reserve(parameters.size());  // pointers into it must stay
        for (const auto& parameter : parameters) {
            std::visit([this](const auto& value) { add(value); }, parameter);
        }
    }

    /// One letter for each type: the same statement is prepared once for each combination.
    [[nodiscard]] const std::string& signature() const { return signature_; }

    [[nodiscard]] int count() const { return static_cast<int>(types_.size()); }

    [[nodiscard]] const Oid* types() const { return types_.data(); }

    [[nodiscard]] const char* const* values() const { return values_.data(); }

    [[nodiscard]] const int* lengths() const { return lengths_.data(); }

    [[nodiscard]] const int* formats() const { return formats_.data(); }

private:
    void add(std::monostate) { add('n', 0, nullptr, 0, 0); }

    void add(std::int64_t value) { add_number('i', type_int8, std::to_string(value)); }

    void add(double value) { add_number('d', type_float8, fmt::format("{}", value)); }

    void add(std::string_view value) {
        add('t', type_text, value.empty() ? "" : value.data(), value.size(), 1);
    }

    void add(std::span<const std::byte> value) {
        const auto* const data = reinterpret_cast<const char*>(value.data());
        add('b', type_bytea, value.empty() ? "" : data, value.size(), 1);
    }

    void add_number(char letter, Oid type, const std::string& text) {
        numbers_.push_back(text);
        add(letter, type, numbers_.back().c_str(), 0, 0);
    }

    void add(char letter, Oid type, const char* value, std::size_t length, int format) {
        signature_ += letter;
        types_.push_back(type);
        values_.push_back(value);
        lengths_.push_back(static_cast<int>(length));
        formats_.push_back(format);
    }

    std::string signature_;
    std::vector<std::string> numbers_;
    std::vector<Oid> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

unsigned hex_digit(char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
}

class PostgresRow final : public Row {
public:
    explicit PostgresRow(const PGresult* answer) : answer_(answer) {}

    void move_to(int row) { row_ = row; }

    [[nodiscard]] bool is_null(int column) const override {
        check(column >= 0 && column < PQnfields(answer_), "no such column");
        return PQgetisnull(answer_, row_, column) == 1;
    }

    [[nodiscard]] std::int64_t integer(int column) const override {
        const auto type = type_of(column);
        if (type == type_bool) {
            return raw(column) == "t" ? 1 : 0;
        }
        check(
            type == type_int8 || type == type_int4 || type == type_int2 || type == type_numeric,
            "this column holds no integer"
        );
        return number<std::int64_t>(column);
    }

    [[nodiscard]] double real(int column) const override {
        const auto type = type_of(column);
        check(
            type == type_float8 || type == type_float4 || type == type_numeric ||
                type == type_int8 || type == type_int4 || type == type_int2,
            "this column holds no number"
        );
        return number<double>(column);
    }

    [[nodiscard]] std::string_view text(int column) const override {
        const auto type = type_of(column);
        check(
            type == type_text || type == type_varchar || type == type_name,
            "this column holds no text"
        );
        return raw(column);
    }

    [[nodiscard]] Bytes bytes(int column) const override {
        check(type_of(column) == type_bytea, "this column holds no bytes");
        const auto digits = raw(column).substr(2);  // \x…
        Bytes out(digits.size() / 2);
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::byte>(
                (hex_digit(digits[2 * i]) << 4U) | hex_digit(digits[2 * i + 1])
            );
        }
        return out;
    }

private:
    [[nodiscard]] Oid type_of(int column) const {
        check(!is_null(column), "this column holds nothing");
        return PQftype(answer_, column);
    }

    [[nodiscard]] std::string_view raw(int column) const {
        return {
            PQgetvalue(answer_, row_, column),
            static_cast<std::size_t>(PQgetlength(answer_, row_, column))
        };
    }

    template <class Number>
    [[nodiscard]] Number number(int column) const {
        const auto text = raw(column);
        Number value{};
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        check(
            read.ec == std::errc{} && read.ptr == text.data() + text.size(),
            "this column holds another kind of number"
        );
        return value;
    }

    const PGresult* answer_;
    int row_ = 0;
};

class Libpq final : public PostgresSession {
public:
    Libpq(const std::string& url, PostgresRole role)
        : connection_(PQconnectdb(url.c_str()), &PQfinish) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) {
            // What libpq says of an address it cannot read repeats the address, password and all.
            const bool understood =
                !std::string_view(PQhost(connection_.get())).empty() &&
                (url.starts_with("postgres://") || url.starts_with("postgresql://"));
            throw SqlError(
                understood
                    ? fmt::format(
                          "cannot connect to PostgreSQL: {}", PQerrorMessage(connection_.get())
                      )
                    : std::string("the address of the database is not understood: write "
                                  "postgres://USER:PASSWORD@HOST:PORT/DATABASE")
            );
        }
        PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
        script(
            "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on;"
            "SET bytea_output = 'hex'; SET extra_float_digits = 1; SET TimeZone = 'UTC';"
            "SET application_name = 'belfry'"
        );
        if (role == PostgresRole::reader) {
            script("SET default_transaction_read_only = on");
        } else {
            // A server may be set up to acknowledge before the disk has it: not for Belfry.
            script(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') = 'off'"
            );
        }
    }

    [[nodiscard]] Engine engine() const override { return Engine::postgres; }

    void script(std::string_view sql) override {
        require_good(Answer(PQexec(connection_.get(), std::string(sql).c_str()), &PQclear), sql);
    }

    std::int64_t run(
        std::string_view sql,
        std::span<const Parameter> parameters,
        const std::function<void(const Row&)>& each
    ) override {
        const Arguments arguments(parameters);
        const auto& name = prepared(sql, arguments);
        const Answer answer(
            PQexecPrepared(
                connection_.get(),
                name.c_str(),
                arguments.count(),
                arguments.values(),
                arguments.lengths(),
                arguments.formats(),
                0
            ),
            &PQclear
        );
        require_good(answer, sql);
        if (each) {
            PostgresRow row(answer.get());
            for (int i = 0; i < PQntuples(answer.get()); ++i) {
                row.move_to(i);
                each(row);
            }
        }
        return changed(answer.get());
    }

    void begin_reading() override { script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

    void begin_writing() override {
        // All Belfry servers of one database write one after the other, as SQLite's one writer
        // does: the log has one order. The first number says "Belfry", the second which schema.
        script("BEGIN; SELECT pg_advisory_xact_lock(1111837286, hashtext(current_schema()))");
    }

    void commit() override {
        const Answer answer(PQexec(connection_.get(), "COMMIT"), &PQclear);
        require_good(answer, "COMMIT");
        // COMMIT of a transaction in which something failed is a silent ROLLBACK.
        if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
            throw SqlError("PostgreSQL undid a transaction in which a statement had failed");
        }
    }

    void roll_back() override {
        if (in_transaction()) {
            script("ROLLBACK");
        }
    }

    [[nodiscard]] bool in_transaction() const override {
        const auto status = PQtransactionStatus(connection_.get());
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
    }

    [[nodiscard]] bool usable() const override {
        return PQstatus(connection_.get()) == CONNECTION_OK;
    }

    void copy_out(const std::string& sql, const std::function<void(std::string_view)>& take)
        override {
        start_copy(sql, PGRES_COPY_OUT);
        while (true) {
            char* line = nullptr;
            const int length = PQgetCopyData(connection_.get(), &line, 0);
            const std::unique_ptr<char, decltype(&PQfreemem)> held(line, &PQfreemem);
            if (length <= 0) {
                break;
            }
            take({line, static_cast<std::size_t>(length)});
        }
        finish_copy(sql);
    }

    void copy_in(const std::string& sql, const std::function<std::string_view()>& give) override {
        start_copy(sql, PGRES_COPY_IN);
        bool taken = true;
        for (auto piece = give(); taken && !piece.empty(); piece = give()) {
            taken =
                PQputCopyData(connection_.get(), piece.data(), static_cast<int>(piece.size())) == 1;
        }
        PQputCopyEnd(connection_.get(), nullptr);
        finish_copy(sql);
    }

private:
    void require_good(const Answer& answer, std::string_view sql) const {
        const auto status = PQresultStatus(answer.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            fail(connection_.get(), answer.get(), sql);
        }
    }

    const std::string& prepared(std::string_view sql, const Arguments& arguments) {
        auto key = fmt::format("{} {}", arguments.signature(), sql);
        const auto found = statements_.find(key);
        if (found != statements_.end()) {
            return found->second;
        }
        if (statements_.size() >= most_statements) {
            script("DEALLOCATE ALL");
            statements_.clear();
        }
        auto name = fmt::format("s{}", ++statement_count_);
        const Answer answer(
            PQprepare(
                connection_.get(),
                name.c_str(),
                std::string(sql).c_str(),
                arguments.count(),
                arguments.types()
            ),
            &PQclear
        );
        require_good(answer, sql);
        return statements_.emplace(std::move(key), std::move(name)).first->second;
    }

    static std::int64_t changed(PGresult* answer) {
        if (std::string_view(PQcmdStatus(answer)).starts_with("SELECT")) {
            return 0;
        }
        const std::string_view text = PQcmdTuples(answer);
        std::int64_t count = 0;
        std::from_chars(text.data(), text.data() + text.size(), count);
        return count;
    }

    void start_copy(const std::string& sql, ExecStatusType wanted) {
        const Answer answer(PQexec(connection_.get(), sql.c_str()), &PQclear);
        if (PQresultStatus(answer.get()) != wanted) {
            fail(connection_.get(), answer.get(), sql);
        }
    }

    void finish_copy(const std::string& sql) {
        const Answer answer(PQgetResult(connection_.get()), &PQclear);
        while (Answer(PQgetResult(connection_.get()), &PQclear)) {
        }
        require_good(answer, sql);
    }

    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
    std::map<std::string, std::string, std::less<>> statements_;
    std::uint64_t statement_count_ = 0;
};

}  // namespace

std::unique_ptr<PostgresSession> open_postgres(const std::string& url, PostgresRole role) {
    return std::make_unique<Libpq>(url, role);
}

}  // namespace belfry::store
