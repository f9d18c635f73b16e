#include "transparency/witness_store.hpp"

#include <algorithm>

#include "accounts/columns.hpp"
#include "json/json.hpp"
#include "transparency/identity.hpp"

namespace belfry::transparency {

namespace {

Peer peer_in(const store::Row& row) {
    return {
        row.get<Id<Peer>>(0),
        row.get<std::string>(1),
        accounts::named_at<PeerLevel>(row, 2),
        row.get<std::string>(3),
        row.get<std::string>(4),
        row.get<std::string>(5),
        row.integer(6)
    };
}

HeldNote held_in(const store::Row& row) {
    return {row.get<std::string>(0), row.get<Instant>(1)};
}

bool have_one_name(const std::string& one_key, const std::string& other_key) {
    const auto one = verifier_key(one_key);
    const auto other = verifier_key(other_key);
    return one && other && one->name == other->name;
}

constexpr auto peer_columns = "SELECT id, name, level, url, log_key, witness_key, revision";

}  // namespace

std::vector<Peer> all_peers(store::Connection& db) {
    return db.query(std::string(peer_columns) + " FROM witness_peer ORDER BY id", peer_in);
}

std::optional<Peer> find_peer(store::Connection& db, Id<Peer> id) {
    return db.query_one(
        std::string(peer_columns) + " FROM witness_peer WHERE id = $1", peer_in, id
    );
}

void save_peer(store::Connection& db, const Peer& peer) {
    remove_peer(db, peer.id);
    db.execute(
        "INSERT INTO witness_peer (id, name, level, url, log_key, witness_key, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        peer.id,
        peer.name,
        json::name_of(peer.level),
        peer.url,
        peer.log_key,
        peer.witness_key,
        peer.revision
    );
}

void remove_peer(store::Connection& db, Id<Peer> id) {
    db.execute("DELETE FROM witness_peer WHERE id = $1", id);
    db.execute("DELETE FROM witness_visit WHERE peer = $1", id);
}

std::optional<HeldNote> find_held(store::Connection& db, const std::string& origin) {
    return db.query_one("SELECT note, at FROM witness_held WHERE origin = $1", held_in, origin);
}

std::optional<HeldNote> find_later_held(store::Connection& db, const std::string& origin) {
    auto newest = epoch_in(origin);
    if (!newest) {
        return {};
    }
    std::optional<HeldNote> out;
    const auto held = db.query("SELECT note, at, origin FROM witness_held", [](const auto& row) {
        return std::pair(held_in(row), row.template get<std::string>(2));
    });
    for (const auto& [note, name] : held) {
        const auto epoch = epoch_in(name);
        if (epoch && epoch->of == newest->of && epoch->number > newest->number) {
            newest = epoch;
            out = note;
        }
    }
    return out;
}

void save_held(store::Connection& db, const SignedCheckpoint& checkpoint, Instant at) {
    db.execute(
        "INSERT INTO witness_held (origin, size, note, at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note,"
        " at = excluded.at",
        checkpoint.checkpoint.origin,
        checkpoint.checkpoint.head.size,
        text_of(checkpoint.note),
        at
    );
}

std::vector<Visit> all_visits(store::Connection& db) {
    return db.query(
        "SELECT peer, origin, size, cosigned_at, tried_at, problem FROM witness_visit",
        [](const store::Row& row) {
            return Visit{
                row.get<Id<Peer>>(0),
                row.get<std::string>(1),
                row.get<std::uint64_t>(2),
                row.get<std::optional<Instant>>(3),
                row.get<Instant>(4),
                row.get<std::string>(5)
            };
        }
    );
}

void save_visit(store::Connection& db, const Visit& visit) {
    db.execute("DELETE FROM witness_visit WHERE peer = $1", visit.peer);
    db.execute(
        "INSERT INTO witness_visit (peer, origin, size, cosigned_at, tried_at, problem)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        visit.peer,
        visit.origin,
        visit.size,
        visit.cosigned_at,
        visit.tried_at,
        visit.problem
    );
}

std::optional<HeldNote> find_quorum(store::Connection& db, const std::string& origin) {
    return db.query_one("SELECT note, at FROM witness_quorum WHERE origin = $1", held_in, origin);
}

void save_quorum(store::Connection& db, const SignedCheckpoint& checkpoint, Instant at) {
    db.execute("DELETE FROM witness_quorum");
    db.execute(
        "INSERT INTO witness_quorum (id, origin, size, note, at) VALUES (1, $1, $2, $3, $4)",
        checkpoint.checkpoint.origin,
        checkpoint.checkpoint.head.size,
        text_of(checkpoint.note),
        at
    );
}

std::vector<Alarm> all_alarms(store::Connection& db) {
    return db.query(
        "SELECT id, kind, origin, peer, held, submitted, proof, at, closed_at, closed_by, revision"
        " FROM witness_alarm ORDER BY id DESC",
        [](const store::Row& row) {
            return Alarm{
                row.get<Id<Alarm>>(0),
                accounts::named_at<AlarmKind>(row, 1),
                row.get<std::string>(2),
                row.get<std::string>(3),
                row.get<std::string>(4),
                row.get<std::string>(5),
                row.get<std::string>(6),
                row.get<Instant>(7),
                row.get<std::optional<Instant>>(8),
                row.get<std::optional<std::int64_t>>(9),
                row.integer(10)
            };
        }
    );
}

std::vector<Alarm> open_alarms(store::Connection& db) {
    auto out = all_alarms(db);
    std::erase_if(out, [](const Alarm& alarm) { return alarm.closed_at.has_value(); });
    return out;
}

void save_alarm(store::Connection& db, const Alarm& alarm) {
    db.execute("DELETE FROM witness_alarm WHERE id = $1", alarm.id);
    db.execute(
        "INSERT INTO witness_alarm (id, kind, origin, peer, held, submitted, proof, at, closed_at,"
        " closed_by, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        alarm.id,
        json::name_of(alarm.kind),
        alarm.origin,
        alarm.peer,
        alarm.held,
        alarm.submitted,
        alarm.proof,
        alarm.at,
        alarm.closed_at,
        alarm.closed_by,
        alarm.revision
    );
}

Result<void> check_keys(store::Connection& db, const Peer& peer) {
    std::vector<Refusal::Problem> problems;
    const auto refuse_key = [&](const char* field, bool own) {
        problems.push_back(
            own ? Refusal::Problem{field, "key_is_own", "This is this city's own key.", {}}
                : Refusal::Problem{field, "key_already_pinned", "Another witness has this key.", {}}
        );
    };
    const auto identity = find_identity(db);
    if (identity && peer.log_key == identity->log_key) {
        refuse_key("log_key", true);
    }
    if (identity && peer.witness_key == identity->witness_key) {
        refuse_key("witness_key", true);
    }
    for (const auto& other : all_peers(db)) {
        if (other.id == peer.id) {
            continue;
        }
        if (!peer.log_key.empty() && other.log_key == peer.log_key) {
            refuse_key("log_key", false);
        } else if (have_one_name(peer.log_key, other.log_key)) {
            problems.push_back(
                {"log_key",
                 "log_name_taken",
                 "The log of another witness has this name and another key.",
                 {}}
            );
        }
        if (!peer.witness_key.empty() && other.witness_key == peer.witness_key) {
            refuse_key("witness_key", false);
        }
    }
    return problems.empty() ? Result<void>() : refuse_fields(std::move(problems));
}

}  // namespace belfry::transparency
