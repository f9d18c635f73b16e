#pragma once

#include "store/connection.hpp"
#include "transparency/checkpoint.hpp"
#include "transparency/witness.hpp"

/// The tables of witnesses: rows in, rows out.
namespace belfry::transparency {

[[nodiscard]] std::vector<Peer> all_peers(store::Connection& db);
[[nodiscard]] std::optional<Peer> find_peer(store::Connection& db, Id<Peer> id);
void save_peer(store::Connection& db, const Peer& peer);
void remove_peer(store::Connection& db, Id<Peer> id);

/// The newest checkpoint of a foreign log that this city cosigned.
struct HeldNote {
    std::string note;
    Instant at;
};

[[nodiscard]] std::optional<HeldNote> find_held(store::Connection& db, const std::string& origin);

/// Of the latest epoch after the one of `origin`; empty: no later one was cosigned.
[[nodiscard]] std::optional<HeldNote> find_later_held(
    store::Connection& db, const std::string& origin
);
void save_held(store::Connection& db, const SignedCheckpoint& checkpoint, Instant at);

/// Whether this peer may be pinned beside the others: refuses, by field, the keys of another peer
/// and this city's own. One witness under two names, or oneself, would be a quorum of nobody. Of
/// two logs with one name only the one entered first is known: that is refused too
/// (`log_name_taken`).
[[nodiscard]] Result<void> check_keys(store::Connection& db, const Peer& peer);

[[nodiscard]] std::vector<Visit> all_visits(store::Connection& db);
void save_visit(store::Connection& db, const Visit& visit);

/// Of this city's log under `origin`; empty when no checkpoint of it ever had enough.
[[nodiscard]] std::optional<HeldNote> find_quorum(store::Connection& db, const std::string& origin);
void save_quorum(store::Connection& db, const SignedCheckpoint& checkpoint, Instant at);

/// Newest first.
[[nodiscard]] std::vector<Alarm> all_alarms(store::Connection& db);
[[nodiscard]] std::vector<Alarm> open_alarms(store::Connection& db);
void save_alarm(store::Connection& db, const Alarm& alarm);

}  // namespace belfry::transparency
