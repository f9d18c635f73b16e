#include "transparency/live_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/instant.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
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
    for (const auto& part : table.parts) {
        columns.push_back(part.column);
    }
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

/// A list of words with spaces between them; nothing for all else.
std::optional<std::string> in_a_row(const json::Value& value) {
    const auto* list = value.if_array();
    if (list == nullptr) {
        return {};
    }
    std::string out;
    for (const auto& word : *list) {
        if (!word.is_string()) {
            return {};
        }
        out += (out.empty() ? "" : " ") + std::string(word.as_string());
    }
    return out;
}

/// Whether a column's text says what was disclosed: moments are milliseconds, flags 0 and 1,
/// people their numbers, lists and objects JSON; lists of words may stand with spaces.
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
    return (read && json::canonical(*read) == json::canonical(value)) || *text == in_a_row(value);
}

bool same(const json::Value* member, const json::Value& value) {
    if (member == nullptr || member->is_null()) {
        return value.is_null();
    }
    const auto person = person_in(value);
    return json::canonical(*member) == json::canonical(value) ||
           (person && member->is_int64() && member->get_int64() == *person);
}

/// Whether a column is as it was made, nothing having been said of it yet.
bool is_untold(
    const LiveTable& table, std::string_view column, const std::optional<std::string>& text
) {
    constexpr std::array<std::string_view, 4> nothing{"", "0", "[]", "{}"};
    const auto known = std::ranges::find(table.defaults, column, &LiveDefault::column);
    return !text || std::ranges::find(nothing, *text) != nothing.end() ||
           (known != table.defaults.end() && (!known->value || *text == *known->value));
}

/// What the record says of a field of one object.
struct Said {
    bool redacted = false;
    std::optional<json::Value> value;  ///< Empty: nothing was ever said, or it is redacted.
};

Said said_of(const Told& told, std::string_view field) {
    const auto found = told.disclosures.find(std::string(field));
    if (found == told.disclosures.end()) {
        return {};
    }
    auto read = found->second ? record::read_disclosure(*found->second) : std::nullopt;
    return read ? Said{false, std::move(read->value)} : Said{true, {}};
}

json::Value member_of(const json::Value& object, std::string_view member) {
    const auto* members = object.if_object();
    const auto* found = members != nullptr ? members->if_contains(member) : nullptr;
    return found != nullptr ? *found : json::Value();
}

/// Compares one row with what the record says of it.
class Comparison {
public:
    Comparison(const LiveTable& table, const Texts& row, const Told& told)
        : table_(table), row_(row), told_(told) {
        for (const auto column : table.columns) {
            const auto said = said_of(told, column);
            see_column(column, said.redacted, said.value);
        }
        for (const auto& part : table.parts) {
            auto said = said_of(told, part.field);
            if (said.value) {
                said.value = member_of(*said.value, part.member);
            }
            see_column(part.column, said.redacted, said.value);
        }
        if (!table.document.empty()) {
            see_document();
        }
    }

    [[nodiscard]] std::size_t values() const { return values_; }

    /// The first field that is not what it should be; empty: none.
    [[nodiscard]] const std::string& different() const { return different_; }

private:
    void see_column(
        std::string_view column, bool redacted, const std::optional<json::Value>& value
    ) {
        const auto& text = row_.at(std::string(column));
        if (value) {
            see(column, says(text, *value));
        } else if (!redacted && !is_untold(table_, column, text)) {
            note(column);
        }
    }

    void see_document() {
        const auto& text = row_.at(std::string(table_.document));
        const auto read = text ? json::parse(*text) : Result<json::Value>(json::Object());
        const auto* document = read ? read->if_object() : nullptr;
        if (document == nullptr) {
            note(table_.document);
            return;
        }
        for (const auto& [field, disclosure] : told_.disclosures) {
            const auto* member = document->if_contains(field);
            const auto said = said_of(told_, field);
            if (member != nullptr && said.value) {
                see(field, same(member, *said.value));
            }
        }
    }

    void see(std::string_view field, bool good) {
        ++values_;
        if (!good) {
            note(field);
        }
    }

    void note(std::string_view field) {
        if (different_.empty()) {
            different_ = field;
        }
    }

    const LiveTable& table_;
    const Texts& row_;
    const Told& told_;
    std::size_t values_ = 0;
    std::string different_;
};

bool says_gone(std::string_view action) {
    return action.ends_with(".delete") || action.ends_with(".remove");
}

/// The first object whose bytes are not those of its sum.
std::optional<std::int64_t> changed_content(store::Connection& db, std::string_view sql) {
    std::optional<std::int64_t> changed;
    std::optional<std::int64_t> id;
    std::string sum;
    std::string bytes;
    const auto close = [&] {
        if (id && !changed && crypto::to_hex(crypto::sha256(bytes)) != sum) {
            changed = id;
        }
        bytes.clear();
    };
    db.query(sql, [&](const store::Row& row) {
        if (id != row.integer(0)) {
            close();
            id = row.integer(0);
            sum = row.text(1);
        }
        if (!row.is_null(2)) {
            const auto piece = row.bytes(2);
            bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        }
        return 0;
    });
    close();
    return changed;
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
        const Comparison found(table, row, known->second);
        if (!found.different().empty()) {
            return altered(fmt::format("“{}” of {}/{}.", found.different(), table.kind, id));
        }
        ++out.objects;
        out.values += found.values();
    }
    if (!table.content.empty()) {
        if (const auto changed = changed_content(db, table.content)) {
            return altered(fmt::format("the bytes of {}/{}.", table.kind, *changed));
        }
    }
    for (const auto& [id, said] : told) {
        if (!rows.contains(id) && !says_gone(said.action)) {
            return altered(fmt::format("{}/{} is gone.", table.kind, id));
        }
    }
    return out;
}

}  // namespace

Result<LiveValues> verify_live_values(
    store::Connection& db,
    std::span<const LiveTable> tables,
    std::span<const record::Sums* const> sums
) {
    LiveValues all;
    for (const auto& table : tables) {
        const auto one = verify_table(db, table);
        if (!one) {
            return std::unexpected(one.error());
        }
        all.objects += one->objects;
        all.values += one->values;
    }
    const auto summed = record::verify_sums(db, sums);
    if (!summed) {
        return std::unexpected(summed.error());
    }
    all.values += *summed;
    return all;
}

}  // namespace belfry::transparency
