#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"

/// Cities, county and state that watch each other's logs: each sees of another's its name, size and
/// root, and signs that it only ever grew.
namespace belfry::transparency {

enum class PeerLevel { city, county, state };
BOOST_DESCRIBE_ENUM(PeerLevel, city, county, state)

/// One of them, pinned by its keys.
struct Peer {
    Id<Peer> id;
    std::string name;  ///< "Ellery County"
    PeerLevel level = PeerLevel::city;
    std::string url;          ///< What `/add-checkpoint` stands behind: `https://…/witness`.
    std::string log_key;      ///< Of its log, which this city cosigns; empty: it does not.
    std::string witness_key;  ///< With which it cosigns this city's log; empty: it does not.
    std::int64_t revision = 0;

    friend bool operator==(const Peer&, const Peer&) = default;
};
BOOST_DESCRIBE_STRUCT(Peer, (), (id, name, level, url, log_key, witness_key, revision))

struct PeerWish {
    std::string name;
    PeerLevel level = PeerLevel::city;
    std::string url;
    std::string log_key;
    std::string witness_key;
};
BOOST_DESCRIBE_STRUCT(PeerWish, (), (name, level, url, log_key, witness_key))

/// Refuses an empty name, what is no web address, and a text that is no key of its kind; a peer
/// with neither key (`key_required`).
[[nodiscard]] Result<Peer> checked(const PeerWish& wish);

/// How it last went with a peer that cosigns this city's log.
struct Visit {
    Id<Peer> peer;
    std::string origin;
    std::uint64_t size = 0;  ///< Of the newest checkpoint it cosigned; 0: none.
    std::optional<Instant> cosigned_at = std::nullopt;
    Instant tried_at;
    std::string problem;  ///< Why the last try failed, as a code; empty: it went well.
};

enum class AlarmKind {
    fork,  ///< Another's log signed two histories.
    /// Another's log signed what neither its proof nor its tiles show to continue what was
    /// cosigned.
    unexplained,
    own_fork,  ///< A witness holds a checkpoint, signed with this city's key, of another history.
    rollback,  ///< A witness holds more of this city's log than there is here.
};
BOOST_DESCRIBE_ENUM(AlarmKind, fork, unexplained, own_fork, rollback)

/// Something is wrong with a log, or (`unexplained`) seems to be. Both notes carry its signature.
struct Alarm {
    Id<Alarm> id = {};
    AlarmKind kind = AlarmKind::fork;
    std::string origin = {};
    std::string peer = {};       ///< Who has it: the log's owner, or the witness.
    std::string held = {};       ///< The note that a witness had cosigned.
    std::string submitted = {};  ///< The note that does not go with it.
    /// That it does not, as `lines_of` writes it; empty where the notes alone show it, or nothing.
    std::string proof = {};
    Instant at = {};
    std::optional<Instant> closed_at = std::nullopt;  ///< When an administrator dealt with it.
    std::optional<std::int64_t> closed_by = std::nullopt;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    Alarm, (), (id, kind, origin, peer, held, submitted, proof, at, closed_at, closed_by, revision)
)

}  // namespace belfry::transparency
