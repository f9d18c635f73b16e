#include "record/redaction.hpp"

#include "record/entry.hpp"

namespace belfry::record {

namespace {

/// What one redaction entry says.
struct Said {
    std::vector<RedactedValue> values;
    std::string statute;
};

void hear(Said& said, const Disclosed& disclosed) {
    if (disclosed.name == "redacted") {
        if (auto values = json::read<std::vector<RedactedValue>>(disclosed.value)) {
            said.values = std::move(*values);
        }
    } else if (disclosed.name == "statute" && disclosed.value.is_string()) {
        said.statute = std::string_view(disclosed.value.get_string());
    }
}

}  // namespace

bool remove_disclosure(store::Connection& db, const Object& object, const RedactedValue& value) {
    return db.execute(
               "UPDATE record_disclosure SET disclosure = NULL WHERE seq = $1 AND field = $2"
               " AND disclosure IS NOT NULL AND EXISTS (SELECT 1 FROM record_entry e"
               " WHERE e.seq = $1 AND e.object_kind = $3 AND e.object_id = $4)",
               value.entry,
               value.field,
               object.kind,
               object.id
           ) > 0;
}

std::map<RedactedValue, std::string> redacted_values(store::Connection& db) {
    std::map<std::int64_t, Said> entries;
    db.query(
        "SELECT e.seq, d.disclosure FROM record_entry e JOIN record_disclosure d ON d.seq = e.seq"
        " WHERE e.object_kind = 'redaction' AND e.action = $1 AND d.disclosure IS NOT NULL",
        [&](const store::Row& row) {
            if (const auto disclosed = read_disclosure(row.text(1))) {
                hear(entries[row.integer(0)], *disclosed);
            }
            return 0;
        },
        redaction_action
    );
    std::map<RedactedValue, std::string> out;
    for (const auto& [sequence, said] : entries) {
        for (const auto& value : said.values) {
            out.emplace(value, said.statute);
        }
    }
    return out;
}

}  // namespace belfry::record
