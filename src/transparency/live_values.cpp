#include "transparency/live_values.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/instant.hpp"
#include "json/json.hpp"
#include "record/entry.hpp"

namespace belfry::transparency {

namespace {

using Texts = std::map<std::string, std::optional<std::string>>;

/// What the record says of one object.
struct Told {
    std::map<std::string, std::optional<std::string>> disclosures;  ///< The newest of each field.
    std::string action;                                             ///< The newest.
};

std::unexpected<Refusal> altered(std::string what) {
    return refuse(
        Refusal::Kind::conflict,
        "value_altered",
        "A value is not what the permanent record says: " + std::move(what)
    );
}

std::map<std::int64_t, Told> told_of(store::Connection& db, std::string_view kind) {
    std::map<std::int64_t, Told> out;
    db.query(
        "SELECT e.object_id, e.action, d.field, d.disclosure FROM record_entry e"
        " LEFT JOIN record_disclosure d ON d.seq = e.seq WHERE e.object_kind = $1"
        " ORDER BY e.seq, d.position",
        [&](const store::Row& row) {
            auto& told = out[row.integer(0)];
            told.action = row.text(1);
            if (!row.is_null(2)) {
                told.disclosures[row.get<std::string>(2)] = row.get<std::optional<std::string>>(3);
            }
            return 0;
        },
        kind
    );
    return out;
}

/// Each row's columns as text, the same on both engines.
std::map<std::int64_t, Texts> rows_of(store::Connection& db, const LiveTable& table) {
    auto columns = table.columns;
    if (!table.document.empty()) {
        columns.push_back(table.document);
    }
    auto sql = fmt::format("SELECT {}", table.id);
    for (const auto column : columns) {
        sql += fmt::format(", CAST({} AS TEXT)", column);
    }
    sql += fmt::format(" FROM {}", table.table);
    std::map<std::int64_t, Texts> out;
    db.query(sql, [&](const store::Row& row) {
        auto& texts = out[row.integer(0)];
        for (std::size_t i = 0; i < columns.size(); ++i) {
            texts[std::string(columns[i])] =
                row.get<std::optional<std::string>>(static_cast<int>(i + 1));
        }
        return 0;
    });
    return out;
}

bool is_number(const std::string& text, double value) {
    char* end = nullptr;
    const double read = std::strtod(text.c_str(), &end);
    return !text.empty() && end == text.c_str() + text.size() && read == value;
}

std::optional<std::int64_t> person_in(const json::Value& value) {
    const auto* object = value.if_object();
    const auto* id = object != nullptr && object->size() == 1 ? object->if_contains("id") : nullptr;
    return id != nullptr && id->is_int64() ? std::optional(id->get_int64()) : std::nullopt;
}

/// Whether a column's text says what was disclosed: moments are milliseconds, flags 0 and 1,
/// people their numbers, lists and objects JSON.
bool says(const std::optional<std::string>& text, const json::Value& value) {
    if (value.is_null()) {
        return !text || text->empty();
    }
    if (!text) {
        const auto* words = value.if_string();
        return words != nullptr && words->empty();
    }
    if (const auto* words = value.if_string()) {
        const auto moment = instant_from_iso(*words);
        return *text == std::string_view(*words) ||
               (moment && *text == std::to_string(moment->time_since_epoch().count()));
    }
    if (const auto* flag = value.if_bool()) {
        return *text == (*flag ? "1" : "0");
    }
    if (value.is_number()) {
        return is_number(*text, value.to_number<double>());
    }
    if (const auto person = person_in(value)) {
        return *text == std::to_string(*person);
    }
    const auto read = json::parse(*text);
    return read && json::canonical(*read) == json::canonical(value);
}

bool same(const json::Value* member, const json::Value& value) {
    if (member == nullptr || member->is_null()) {
        return value.is_null();
    }
    const auto person = person_in(value);
    return json::canonical(*member) == json::canonical(value) ||
           (person && member->is_int64() && member->get_int64() == *person);
}

struct Compared {
    std::size_t values = 0;
    std::string different;  ///< The first field that is not what it should be.
};

Compared compared(const LiveTable& table, const Texts& row, const Told& told) {
    std::optional<json::Value> document;
    if (!table.document.empty()) {
        const auto& text = row.at(std::string(table.document));
        auto read = text ? json::parse(*text) : Result<json::Value>(json::Object());
        if (!read || !read->is_object()) {
            return {0, std::string(table.document)};
        }
        document = std::move(*read);
    }
    Compared out;
    for (const auto& [field, disclosure] : told.disclosures) {
        const auto said = disclosure ? record::read_disclosure(*disclosure) : std::nullopt;
        if (!said) {
            continue;  // redacted
        }
        bool good = true;
        if (std::ranges::find(table.columns, field) != table.columns.end()) {
            good = says(row.at(field), said->value);
        } else if (document && document->as_object().contains(field)) {
            good = same(document->as_object().if_contains(field), said->value);
        } else {
            continue;
        }
        ++out.values;
        if (!good && out.different.empty()) {
            out.different = field;
        }
    }
    return out;
}

bool says_gone(std::string_view action) {
    return action.ends_with(".delete") || action.ends_with(".remove");
}

Result<LiveValues> verify_table(store::Connection& db, const LiveTable& table) {
    const auto told = told_of(db, table.kind);
    const auto rows = rows_of(db, table);
    LiveValues out;
    for (const auto& [id, row] : rows) {
        const auto known = told.find(id);
        if (known == told.end()) {
            return altered(fmt::format("{}/{} is in no entry.", table.kind, id));
        }
        const auto result = compared(table, row, known->second);
        if (!result.different.empty()) {
            return altered(fmt::format("“{}” of {}/{}.", result.different, table.kind, id));
        }
        ++out.objects;
        out.values += result.values;
    }
    for (const auto& [id, said] : told) {
        if (!rows.contains(id) && !says_gone(said.action)) {
            return altered(fmt::format("{}/{} is gone.", table.kind, id));
        }
    }
    return out;
}

}  // namespace

Result<LiveValues> verify_live_values(store::Connection& db, std::span<const LiveTable> tables) {
    LiveValues all;
    for (const auto& table : tables) {
        const auto one = verify_table(db, table);
        if (!one) {
            return std::unexpected(one.error());
        }
        all.objects += one->objects;
        all.values += one->values;
    }
    return all;
}

}  // namespace belfry::transparency
