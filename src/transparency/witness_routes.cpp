#include <algorithm>

#include "accounts/who_changed.hpp"
#include "http/router.hpp"
#include "transparency/routes.hpp"
#include "transparency/submission.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::transparency {

namespace {

/// A peer with how it goes in both directions.
struct PeerState {
    Id<Peer> id;
    std::string name;
    PeerLevel level = PeerLevel::city;
    std::string url;
    std::string log_key;
    std::string witness_key;
    std::int64_t cosigned_size = 0;      ///< Entries of this city's log; 0: none yet.
    std::optional<Instant> cosigned_at;  ///< When it last cosigned them.
    std::optional<Instant> tried_at;     ///< When it was last asked.
    std::string problem;                 ///< Code; empty: the last try went well.
    std::int64_t held_size = 0;          ///< Entries of its log that this city cosigned.
    std::optional<Instant> held_at;      ///< When.
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    PeerState,
    (),
    (id,
     name,
     level,
     url,
     log_key,
     witness_key,
     cosigned_size,
     cosigned_at,
     tried_at,
     problem,
     held_size,
     held_at,
     revision)
)

struct WitnessState {
    std::vector<PeerState> peers;
    std::vector<Alarm> alarms;         ///< Newest first; those that were dealt with too.
    std::int64_t needed = 0;           ///< How many of the peers that cosign have to.
    std::optional<Instant> enough_at;  ///< When that many last did; empty: never.
    std::int64_t enough_size = 0;
    bool read_only = false;  ///< Entries are lost; people may change nothing.
};
BOOST_DESCRIBE_STRUCT(WitnessState, (), (peers, alarms, needed, enough_at, enough_size, read_only))

using ShownPeer = http::Versioned<Peer>;

http::Access administrators() {
    return http::Access::needs("settings_edit");
}

record::Object object_of(Id<Peer> id) {
    return {"witness", id.value};
}

record::Deed deed_of(const http::Call& call, std::string action, record::Object object) {
    return {record::Actor::account(call.caller.account), std::move(action), std::move(object)};
}

std::int64_t size_of_note(const std::string& note) {
    const auto read = read_note(note);
    const auto checkpoint = read ? read_checkpoint(read->text) : std::nullopt;
    return checkpoint ? static_cast<std::int64_t>(checkpoint->head.size) : 0;
}

PeerState state_of(store::Connection& db, const Peer& peer, const std::vector<Visit>& visits) {
    PeerState out{
        .id = peer.id,
        .name = peer.name,
        .level = peer.level,
        .url = peer.url,
        .log_key = peer.log_key,
        .witness_key = peer.witness_key,
        .cosigned_at = {},
        .tried_at = {},
        .problem = {},
        .held_at = {},
        .revision = peer.revision,
    };
    if (const auto visit = std::ranges::find(visits, peer.id, &Visit::peer);
        visit != visits.end()) {
        out.cosigned_size = static_cast<std::int64_t>(visit->size);
        out.cosigned_at = visit->cosigned_at;
        out.tried_at = visit->tried_at;
        out.problem = visit->problem;
    }
    const auto log = verifier_key(peer.log_key);
    const auto held = log ? find_held(db, log->name) : std::nullopt;
    // What is held may be of a key that was pinned before.
    if (held && open_checkpoint(held->note, *log)) {
        out.held_size = size_of_note(held->note);
        out.held_at = held->at;
    }
    return out;
}

WitnessState state(store::Connection& db, bool read_only) {
    WitnessState out;
    out.read_only = read_only;
    const auto visits = all_visits(db);
    std::size_t cosigners = 0;
    for (const auto& peer : all_peers(db)) {
        out.peers.push_back(state_of(db, peer, visits));
        cosigners += peer.witness_key.empty() ? 0U : 1U;
    }
    out.alarms = all_alarms(db);
    out.needed = static_cast<std::int64_t>(quorum_of(cosigners));
    const auto identity = find_identity(db);
    if (const auto enough = identity ? find_quorum(db, identity->origin) : std::nullopt) {
        out.enough_at = enough->at;
        out.enough_size = size_of_note(enough->note);
    }
    return out;
}

void disclose(record::Writing& writing, const Peer& peer) {
    writing.set("name", peer.name);
    writing.set("level", peer.level);
    writing.set("url", peer.url);
    writing.set("log_key", peer.log_key);
    writing.set("witness_key", peer.witness_key);
}

Result<ShownPeer> save(record::Writing& writing, Peer peer) {
    peer.id = {writing.object().id};
    peer.revision = writing.revision();
    if (auto fits = check_keys(writing.db(), peer); !fits) {
        return std::unexpected(fits.error());
    }
    save_peer(writing.db(), peer);
    disclose(writing, peer);
    return ShownPeer{peer, peer.revision};
}

std::unexpected<Refusal> no_such_peer() {
    return refuse(Refusal::Kind::not_found, "no_such_peer", "There is no such witness.");
}

/// Asked before the record looks at the revision: of what is not there, there is none to read
/// again.
bool is_pinned(const Services& services, Id<Peer> id) {
    return services.database.read([&](store::Connection& db) {
        return find_peer(db, id).has_value();
    });
}

Result<ShownPeer> add(const Services& services, const http::Call& call, const PeerWish& wish) {
    const auto peer = checked(wish);
    if (!peer) {
        return std::unexpected(peer.error());
    }
    return services.record.write(
        deed_of(call, "witness.add", {"witness"}),
        [&](record::Writing& writing) { return save(writing, *peer); }
    );
}

Result<ShownPeer> change(const Services& services, const http::Call& call, const PeerWish& wish) {
    const auto peer = checked(wish);
    if (!peer) {
        return std::unexpected(peer.error());
    }
    const auto id = call.id<Peer>("peer");
    auto deed = deed_of(call, "witness.update", object_of(id));
    deed.based_on = call.based_on();
    if (!is_pinned(services, id)) {
        return no_such_peer();
    }
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<ShownPeer> {
            return find_peer(writing.db(), id) ? save(writing, *peer) : no_such_peer();
        });
    });
}

Result<void> remove(const Services& services, const http::Call& call) {
    const auto id = call.id<Peer>("peer");
    auto deed = deed_of(call, "witness.delete", object_of(id));
    deed.based_on = call.based_on();
    if (!is_pinned(services, id)) {
        return no_such_peer();
    }
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
            if (!find_peer(writing.db(), id)) {
                return no_such_peer();
            }
            remove_peer(writing.db(), id);
            return {};
        });
    });
}

void add_peer_routes(http::Router& router, const Services& services, Witnesses& witnesses) {
    router.add(http::create<PeerWish, ShownPeer>(
        "/api/v1/witnesses",
        administrators().with_fresh_proof(),
        "Pins a city, the county or the state by its keys.",
        [services, &witnesses](const http::Call& call, const PeerWish& wish) {
            auto peer = add(services, call, wish);
            witnesses.hurry();
            return peer;
        }
    ));
    router.add(http::put<PeerWish, ShownPeer>(
        "/api/v1/witnesses/{peer}",
        administrators().with_fresh_proof(),
        "Changes a pinned peer: its address, or its keys once they are other ones.",
        [services, &witnesses](const http::Call& call, const PeerWish& wish) {
            auto peer = change(services, call, wish);
            witnesses.hurry();
            return peer;
        }
    ));
    router.add(http::remove<void>(
        "/api/v1/witnesses/{peer}",
        administrators().with_fresh_proof(),
        "Takes a peer away: it cosigns no longer, and is cosigned no longer.",
        [services](const http::Call& call) { return remove(services, call); }
    ));
}

void add_alarm_routes(http::Router& router, const Services& services, Witnesses& witnesses) {
    router.add(http::without_body<Alarm>(
        http::Method::post,
        "/api/v1/witnesses/alarms/{alarm}/closing",
        administrators().with_fresh_proof(),
        "Says that an alarm has been dealt with. Its proof is kept.",
        [services, &witnesses](const http::Call& call) -> Result<Alarm> {
            const auto id = call.id<Alarm>("alarm");
            auto closed = close(
                services,
                deed_of(call, "log_alarm.close", {"log_alarm", id.value}),
                id,
                call.caller.account
            );
            witnesses.look();
            return closed;
        }
    ));
    router.add(http::without_body<Identity>(
        http::Method::post,
        "/api/v1/log/epochs",
        administrators().with_fresh_proof(),
        "Begins a new epoch of the log after entries were lost; the record says which.",
        [&witnesses](const http::Call& call) {
            return witnesses.accept_loss(record::Actor::account(call.caller.account));
        }
    ));
}

}  // namespace

jobs::Kind round_job(Witnesses& witnesses) {
    return {"witness_round", true, [&witnesses](jobs::Work& work) -> Result<json::Value> {
                const auto round = witnesses.round([&](std::size_t answered, std::size_t of) {
                    work.progress(
                        static_cast<std::int64_t>(answered), static_cast<std::int64_t>(of)
                    );
                });
                return json::write(round);
            }};
}

void add_witness_routes(
    http::Router& router, const Services& services, Witnesses& witnesses, const Queue& queue
) {
    router.add(http::get<WitnessState>(
        "/api/v1/witnesses",
        administrators(),
        "Who watches this city's log and is watched by it, with every alarm.",
        [services, &witnesses](const http::Call&) -> Result<WitnessState> {
            return services.database.read([&](store::Connection& db) {
                return state(db, witnesses.read_only());
            });
        }
    ));
    router.add(jobs::begins_a_job(
        {"/api/v1/witnesses/rounds",
         administrators(),
         "Asks every witness now; the answer is the job that does it.",
         "witness_round"},
        queue.jobs,
        queue.reading
    ));
    add_peer_routes(router, services, witnesses);
    add_alarm_routes(router, services, witnesses);
}

}  // namespace belfry::transparency
