#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/no_room.hpp"

namespace belfry::store {

enum class Engine { sqlite, postgres };

/// The database failed: a disk, a lost server, a broken constraint. Never carries row content.
class SqlError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The disk is full. Reads go on; writes are refused (507) until there is room.
class DiskFull : public SqlError, public NoRoom {
public:
    using SqlError::SqlError;
};

/// A row with the same unique key is already there.
class DuplicateKey : public SqlError {
public:
    using SqlError::SqlError;
};

using Bytes = std::vector<std::byte>;

/// A value on its way into a statement. Views must outlive the call.
using Parameter = std::
    variant<std::monostate, std::int64_t, double, std::string_view, std::span<const std::byte>>;

/// One row of an answer, valid only while it is being read. Columns count from 0.
///
/// Asking for a type the column does not hold is a bug and ends the program.
class Row {
public:
    Row() = default;
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    Row(Row&&) = delete;
    Row& operator=(Row&&) = delete;
    virtual ~Row() = default;

    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual Bytes bytes(int column) const = 0;

    template <class T>
    [[nodiscard]] T get(int column) const;
};

/// How a C++ type lies in a column. Specialise it for a type with a form of its own.
///
/// Integers, ids, money (cents) and instants (milliseconds since 1970) are INTEGER / BIGINT; flags
/// are INTEGER / BIGINT 0 or 1; dates are TEXT `YYYY-MM-DD`; JSON is TEXT; bytes are BLOB / BYTEA.
template <class T>
struct Column;

template <class T>
T Row::get(int column) const {
    return Column<T>::read(*this, column);
}

template <std::integral I>
struct Column<I> {
    static Parameter bind(I value) { return static_cast<std::int64_t>(value); }

    static I read(const Row& row, int column) { return static_cast<I>(row.integer(column)); }
};

template <>
struct Column<double> {
    static Parameter bind(double value) { return value; }

    static double read(const Row& row, int column) { return row.real(column); }
};

template <>
struct Column<std::string> {
    static Parameter bind(const std::string& value) { return std::string_view(value); }

    static std::string read(const Row& row, int column) { return std::string(row.text(column)); }
};

template <>
struct Column<std::string_view> {
    static Parameter bind(std::string_view value) { return value; }
};

template <>
struct Column<Bytes> {
    static Parameter bind(const Bytes& value) { return std::span<const std::byte>(value); }

    static Bytes read(const Row& row, int column) { return row.bytes(column); }
};

template <std::size_t N>
struct Column<std::array<std::byte, N>> {
    static Parameter bind(const std::array<std::byte, N>& value) {
        return std::span<const std::byte>(value);
    }

    static std::array<std::byte, N> read(const Row& row, int column) {
        const auto bytes = row.bytes(column);
        check(bytes.size() == N, "a column of fixed size holds another size");
        std::array<std::byte, N> out{};
        std::ranges::copy(bytes, out.begin());
        return out;
    }
};

template <class Record>
struct Column<Id<Record>> {
    static Parameter bind(Id<Record> id) { return id.value; }

    static Id<Record> read(const Row& row, int column) { return {row.integer(column)}; }
};

template <>
struct Column<Instant> {
    static Parameter bind(Instant when) { return when.time_since_epoch().count(); }

    static Instant read(const Row& row, int column) {
        return Instant(std::chrono::milliseconds(row.integer(column)));
    }
};

template <>
struct Column<Money> {
    static Parameter bind(Money amount) { return amount.in_cents(); }

    static Money read(const Row& row, int column) { return Money::cents(row.integer(column)); }
};

template <class T>
struct Column<std::optional<T>> {
    static Parameter bind(const std::optional<T>& value) {
        return value ? Column<T>::bind(*value) : Parameter(std::monostate());
    }

    static std::optional<T> read(const Row& row, int column) {
        return row.is_null(column) ? std::optional<T>() : Column<T>::read(row, column);
    }
};

/// One session with the database. Not for two threads at once.
///
/// Statements are written once for both engines: parameters are `$1`, `$2`, …; every statement is
/// prepared and cached. Throws SqlError.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;
    virtual ~Connection() = default;

    [[nodiscard]] virtual Engine engine() const = 0;

    /// Runs several statements without parameters or answer: migrations.
    virtual void script(std::string_view sql) = 0;

    /// Runs one statement, calling `each` for every row; gives the number of rows changed.
    virtual std::int64_t run(
        std::string_view sql,
        std::span<const Parameter> parameters,
        const std::function<void(const Row&)>& each
    ) = 0;

    /// Rows changed by an INSERT, UPDATE or DELETE.
    template <class... Args>
    std::int64_t execute(std::string_view sql, const Args&... args) {
        return run(sql, bound(args...), {});
    }

    /// `read(row)` of every row, in order.
    template <class Read, class... Args>
    auto query(std::string_view sql, Read read, const Args&... args) {
        std::vector<std::invoke_result_t<Read, const Row&>> out;
        run(sql, bound(args...), [&](const Row& row) { out.push_back(read(row)); });
        return out;
    }

    /// `read(row)` of the only row; empty when there is none. Two rows are a bug.
    template <class Read, class... Args>
    auto query_one(std::string_view sql, Read read, const Args&... args) {
        std::optional<std::invoke_result_t<Read, const Row&>> out;
        run(sql, bound(args...), [&](const Row& row) {
            check(!out, "a query for one row found two");
            out = read(row);
        });
        return out;
    }

    /// The first column of the only row: `value<std::int64_t>("SELECT count(*) FROM task")`.
    template <class T, class... Args>
    std::optional<T> value(std::string_view sql, const Args&... args) {
        return query_one(sql, [](const Row& row) { return row.get<T>(0); }, args...);
    }

private:
    template <class T>
    static Parameter bind(const T& value) {
        if constexpr (std::is_convertible_v<const T&, std::string_view>) {
            return Column<std::string_view>::bind(value);
        } else {
            return Column<T>::bind(value);
        }
    }

    template <class... Args>
    static std::array<Parameter, sizeof...(Args)> bound(const Args&... args) {
        return {bind(args)...};
    }
};

}  // namespace belfry::store
