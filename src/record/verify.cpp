#include "record/verify.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "record/entry.hpp"
#include "record/ledger.hpp"
#include "record/redaction.hpp"

namespace belfry::record {

namespace {

constexpr std::uint64_t page = 500;

struct StoredEntry {
    std::uint64_t sequence;
    std::string text;
    Instant at;
    std::string actor;
    std::string action;
    Object object;
    Revision revision;
    std::vector<std::string> digests;
    std::size_t redacted = 0;  ///< How many of its values the law had removed.
};

using Redacted = std::map<RedactedValue, std::string>;

std::unexpected<Refusal> broken(std::string what) {
    return refuse(
        Refusal::Kind::conflict,
        "record_broken",
        "The permanent record was altered: " + std::move(what)
    );
}

std::vector<StoredEntry> entries_after(store::Connection& db, std::uint64_t sequence) {
    return db.query(
        "SELECT seq, entry, at, actor, action, object_kind, object_id, revision FROM record_entry"
        " WHERE seq > $1 ORDER BY seq LIMIT $2",
        [](const store::Row& row) {
            return StoredEntry{
                .sequence = row.get<std::uint64_t>(0),
                .text = row.get<std::string>(1),
                .at = row.get<Instant>(2),
                .actor = row.get<std::string>(3),
                .action = row.get<std::string>(4),
                .object = {row.get<std::string>(5), row.integer(6)},
                .revision = row.get<Revision>(7),
                .digests = {},
                .redacted = 0,
            };
        },
        sequence,
        page
    );
}

/// Gives each of `entries`, which follow one another, the digests of its values. One that is not
/// there must have been `redacted`.
Result<void> add_digests(
    store::Connection& db, std::vector<StoredEntry>& entries, const Redacted& redacted
) {
    struct Value {
        std::uint64_t sequence;
        DisclosureRow row;
    };

    const auto values = db.query(
        "SELECT seq, field, disclosure FROM record_disclosure WHERE seq BETWEEN $1 AND $2"
        " ORDER BY seq, position",
        [](const store::Row& row) {
            return Value{
                row.get<std::uint64_t>(0),
                {row.get<std::string>(1), row.get<std::optional<std::string>>(2)}
            };
        },
        entries.front().sequence,
        entries.back().sequence
    );
    for (const auto& [sequence, row] : values) {
        const auto entry = std::ranges::find(entries, sequence, &StoredEntry::sequence);
        const RedactedValue named{static_cast<std::int64_t>(sequence), row.field};
        if (entry != entries.end() && !row.disclosure && redacted.contains(named)) {
            ++entry->redacted;
            continue;
        }
        const auto read = row.disclosure ? read_disclosure(*row.disclosure) : std::nullopt;
        if (entry == entries.end() || !read || read->name != row.field) {
            return broken(fmt::format("the value of “{}” in entry {}.", row.field, sequence));
        }
        entry->digests.push_back(digest_of(*row.disclosure));
    }
    return {};
}

/// The digests that the entry has, where values were redacted and only it still knows theirs; empty
/// when it does not have those of its other values and one for each of these.
std::vector<std::string> digests_of(const json::Object* object, const StoredEntry& stored) {
    if (stored.redacted == 0) {
        return stored.digests;
    }
    const auto* const list = object != nullptr ? object->if_contains("_sd") : nullptr;
    auto all = list != nullptr ? json::read<std::vector<std::string>>(*list)
                               : Result<std::vector<std::string>>();
    const bool complete = all && all->size() == stored.digests.size() + stored.redacted &&
                          std::ranges::all_of(stored.digests, [&](const std::string& digest) {
                              return std::ranges::find(*all, digest) != all->end();
                          });
    return complete ? std::move(*all) : std::vector<std::string>();
}

/// Whether the entry says what its columns say, byte for byte.
bool says_its_columns(const StoredEntry& stored) {
    const auto parsed = json::parse(stored.text);
    const auto* const object = parsed ? parsed->if_object() : nullptr;
    const auto* const tlp = object != nullptr ? object->if_contains("tlp") : nullptr;
    const auto level = tlp != nullptr ? json::read<Tlp>(*tlp) : Result<Tlp>(Tlp::amber);
    const Entry entry{
        .sequence = stored.sequence,
        .at = stored.at,
        .actor = stored.actor,
        .action = stored.action,
        .object = stored.object,
        .tlp = level.value_or(Tlp::amber),
        .previous = stored.revision - 1,
        .digests = digests_of(object, stored),
    };
    return text_of(entry) == stored.text;
}

/// The leaves of all entries, each of which follows from its values.
Result<std::vector<crypto::Digest>> verified_leaves(store::Connection& db) {
    const auto redacted = redacted_values(db);
    std::vector<crypto::Digest> leaves;
    for (auto entries = entries_after(db, 0); !entries.empty();
         entries = entries_after(db, leaves.size())) {
        const auto digested = add_digests(db, entries, redacted);
        if (!digested) {
            return std::unexpected(digested.error());
        }
        for (const auto& entry : entries) {
            if (entry.sequence != leaves.size() + 1) {
                return broken(fmt::format("entry {} is missing.", leaves.size() + 1));
            }
            if (!says_its_columns(entry)) {
                return broken(fmt::format("entry {}.", entry.sequence));
            }
            leaves.push_back(leaf_of(entry.text));
        }
    }
    return leaves;
}

/// The nodes of a tree over `leaves`, one after the other as they lie in their table.
class NodesOver {
public:
    explicit NodesOver(const std::vector<crypto::Digest>& leaves) : leaves_(leaves) {}

    /// Empty after the last one.
    std::optional<crypto::merkle::Node> next() {
        if (at_ == complete_.size()) {
            if (frontier_.size == leaves_.size()) {
                return {};
            }
            complete_ = crypto::merkle::append(frontier_, leaves_[frontier_.size]);
            at_ = 0;
        }
        return complete_[at_++];
    }

private:
    const std::vector<crypto::Digest>& leaves_;
    crypto::merkle::Frontier frontier_;
    std::vector<crypto::merkle::Node> complete_;
    std::size_t at_ = 0;
};

/// Compares every stored node with the one computed from the leaves.
Result<void> verify_nodes(store::Connection& db, const std::vector<crypto::Digest>& leaves) {
    NodesOver nodes(leaves);
    auto wanted = nodes.next();
    bool same = true;
    db.query(
        "SELECT leaf, level, hash FROM record_node ORDER BY leaf, level",
        [&](const store::Row& row) {
            same = same && wanted && row.get<std::uint64_t>(0) == completed_by(*wanted) &&
                   row.get<unsigned>(1) == wanted->level &&
                   row.get<crypto::Digest>(2) == wanted->hash;
            if (same) {
                wanted = nodes.next();
            }
            return 0;
        }
    );
    if (wanted) {
        return broken(fmt::format("node {} on level {} of the tree.", wanted->index, wanted->level)
        );
    }
    if (!same) {
        return broken("the tree has nodes that stand over none of its entries.");
    }
    return {};
}

/// Every object's revisions run from 1 to the one it has, without a gap.
Result<void> verify_objects(store::Connection& db) {
    const auto wrong = db.query(
        "SELECT object_kind, object_id FROM record_entry GROUP BY object_kind, object_id"
        " HAVING min(revision) <> 1 OR max(revision) <> count(*)"
        " ORDER BY object_kind, object_id LIMIT 1",
        [](const store::Row& row) { return Object{row.get<std::string>(0), row.integer(1)}; }
    );
    if (!wrong.empty()) {
        return broken("the revisions of " + wrong.front().text() + ".");
    }
    const auto orphans = db.value<std::int64_t>(
        "SELECT count(*) FROM record_disclosure d WHERE NOT EXISTS"
        " (SELECT 1 FROM record_entry e WHERE e.seq = d.seq)"
    );
    if (orphans != 0) {
        return broken("it holds values that belong to no entry.");
    }
    return {};
}

}  // namespace

Result<Record::Head> verify_log(store::Connection& db) {
    auto leaves = verified_leaves(db);
    if (!leaves) {
        return std::unexpected(leaves.error());
    }
    crypto::merkle::Frontier frontier;
    for (const auto& leaf : *leaves) {
        crypto::merkle::append(frontier, leaf);
    }
    if (read_head(db).frontier != frontier) {
        return broken("its head is not that of its entries.");
    }
    for (const auto& verified : {verify_nodes(db, *leaves), verify_objects(db)}) {
        if (!verified) {
            return std::unexpected(verified.error());
        }
    }
    return Record::Head{frontier.size, crypto::merkle::root_of(frontier)};
}

}  // namespace belfry::record
