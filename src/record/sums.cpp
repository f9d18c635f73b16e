#include "record/sums.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "json/json.hpp"
#include "record/entry.hpp"

namespace belfry::record {

namespace {

constexpr std::size_t letters_of_a_row = 16;

std::string select(const SummedRows& rows, bool of_one) {
    auto sql = fmt::format("SELECT {}, {}", rows.number, rows.field);
    for (const auto words : rows.words) {
        sql += fmt::format(", CAST({} AS TEXT)", words);
    }
    for (const auto bytes : rows.bytes) {
        sql += fmt::format(", {}", bytes);
    }
    sql += fmt::format(" FROM {}", rows.table);
    auto link = " WHERE ";
    if (!rows.where.empty()) {
        sql += fmt::format("{}({})", std::exchange(link, " AND "), rows.where);
    }
    return of_one ? sql + fmt::format("{}{} = $1", link, rows.number) : sql;
}

/// Every column with its length before it, so that no two rows read alike.
class RowSum {
public:
    void add(std::optional<std::string_view> column) {
        sum_.add(column ? fmt::format("{}:", column->size()) : "-");
        sum_.add(column.value_or(""));
    }

    [[nodiscard]] crypto::Digest finish() { return sum_.finish(); }

private:
    crypto::Sha256 sum_;
};

crypto::Digest sum_of(const store::Row& row, const SummedRows& rows) {
    constexpr int before = 2;
    RowSum sum;
    const auto words = static_cast<int>(rows.words.size());
    for (int i = before; i < before + words; ++i) {
        sum.add(row.is_null(i) ? std::nullopt : std::optional(row.text(i)));
    }
    for (int i = before + words; i < before + words + static_cast<int>(rows.bytes.size()); ++i) {
        if (row.is_null(i)) {
            sum.add({});
            continue;
        }
        const auto bytes = row.bytes(i);
        sum.add(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    }
    return sum.finish();
}

/// Of the rows in whatever order they are read.
std::string sum_of(std::vector<crypto::Digest>& rows) {
    std::ranges::sort(rows);
    crypto::Sha256 sum;
    for (const auto& row : rows) {
        sum.add(row);
    }
    return crypto::to_hex(sum.finish());
}

/// As they were disclosed last, of all kinds.
SumsByName disclosed_sums(store::Connection& db) {
    SumsByName out;
    db.query(
        "SELECT e.object_id, d.field, d.disclosure FROM record_entry e"
        " JOIN record_disclosure d ON d.seq = e.seq WHERE e.object_kind = $1 ORDER BY e.seq",
        [&](const store::Row& row) {
            const auto read = row.is_null(2) ? std::nullopt : read_disclosure(row.text(2));
            const std::pair name(row.integer(0), row.get<std::string>(1));
            if (read && read->value.is_string()) {
                out[name] = std::string_view(read->value.get_string());
            } else {
                out.erase(name);  // the rows went with an entry that says so
            }
            return 0;
        },
        sum_kind
    );
    return out;
}

/// The first that only one of both has, or that differs.
std::optional<SumsByName::value_type> first_difference(
    const SumsByName& live, const SumsByName& told
) {
    std::vector<SumsByName::value_type> different;
    std::ranges::set_symmetric_difference(live, told, std::back_inserter(different));
    return different.empty() ? std::nullopt : std::optional(different.front());
}

}  // namespace

SumsByName sums_of(store::Connection& db, const Sums& sums, SumScope scope) {
    std::map<std::pair<std::int64_t, std::string>, std::vector<crypto::Digest>> found;
    for (const auto& rows : sums.rows) {
        const auto read = [&](const store::Row& row) {
            const auto sum = sum_of(row, rows);
            auto name = fmt::format("{}.{}", sums.kind, row.text(1));
            if (name.ends_with('/')) {
                name += crypto::to_hex(sum).substr(0, letters_of_a_row);
            }
            found[{row.integer(0), std::move(name)}].push_back(sum);
            return 0;
        };
        if (scope.number) {
            db.query(select(rows, true), read, *scope.number);
        } else {
            db.query(select(rows, false), read);
        }
    }
    SumsByName out;
    for (auto& [name, rows] : found) {
        out[name] = sum_of(rows);
    }
    return out;
}

bool are_summed(store::Connection& db, std::string_view kind) {
    return db.value<std::int64_t>(
               "SELECT count(*) FROM record_entry e JOIN record_disclosure d ON d.seq = e.seq"
               " WHERE e.object_kind = $1 AND d.field = $2",
               sums_kind,
               kind
           ) != 0;
}

Result<std::size_t> verify_sums(store::Connection& db, std::span<const Sums* const> all) {
    const auto told = disclosed_sums(db);
    std::size_t compared = 0;
    for (const auto* sums : all) {
        if (!are_summed(db, sums->kind)) {
            continue;
        }
        const auto start = fmt::format("{}.", sums->kind);
        auto known = told;
        std::erase_if(known, [&](const auto& sum) { return !sum.first.second.starts_with(start); });
        const auto live = sums_of(db, *sums);
        if (const auto different = first_difference(live, known)) {
            const auto& [number, name] = different->first;
            return refuse(
                Refusal::Kind::conflict,
                "value_altered",
                fmt::format(
                    "A value is not what the permanent record says: “{}” of {}/{}.",
                    name.substr(start.size()),
                    sums->kind,
                    number
                )
            );
        }
        compared += live.size();
    }
    return compared;
}

}  // namespace belfry::record
