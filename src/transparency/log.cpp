#include "transparency/log.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "base/bug.hpp"
#include "transparency/log_store.hpp"
#include "transparency/piece_cache.hpp"
#include "transparency/tile.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::transparency {

namespace {

/// Writes that come close together are signed together.
constexpr std::chrono::milliseconds gathering{100};
constexpr std::chrono::seconds between_looks{10};
constexpr std::size_t kept_bytes = std::size_t{32} * 1024 * 1024;
constexpr std::string_view proof_ending = ".tlog-proof";
constexpr auto for_ever = "public, max-age=31536000, immutable";
constexpr auto for_a_moment = "public, max-age=2";

using Path = std::vector<std::string>;

/// What readers are given; swapped whole.
struct Shown {
    std::optional<SignedCheckpoint> newest;
    std::optional<SignedCheckpoint> witnessed;  ///< The newest with enough cosignatures.
    http::SharedBody checkpoint;
    http::SharedBody witnessed_checkpoint;
    std::map<std::string, http::SharedBody, std::less<>> proofs;  ///< By address.

    /// For a proof of entry `sequence`: what witnesses saw is worth more than what is newest.
    [[nodiscard]] const SignedCheckpoint& checkpoint_for(std::uint64_t sequence) const {
        return witnessed && witnessed->checkpoint.head.size >= sequence ? *witnessed : *newest;
    }
};

http::Response piece_answer(http::SharedBody body, const char* type, const char* kept) {
    http::Response answer;
    answer.headers.set("Content-Type", type);
    answer.headers.set("Cache-Control", kept);
    // Verifiers on other people's pages may read it: it is public and the same for all.
    answer.headers.set("Access-Control-Allow-Origin", "*");
    answer.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    answer.body = std::move(body);
    return answer;
}

http::Response text_answer(http::SharedBody body) {
    return piece_answer(std::move(body), "text/plain; charset=utf-8", for_a_moment);
}

http::Response nothing_here() {
    return http::text_response(404, "This log has no such piece.\n");
}

/// A log's prefix may stand before its addresses, or not.
std::span<const std::string> without_prefix(const Path& path) {
    const bool prefixed = path.size() > 2 && path[0] == "belfry" && path[1] == "log";
    return std::span(path).subspan(prefixed ? 2 : 0);
}

std::string joined(std::span<const std::string> path) {
    std::string out;
    for (const auto& part : path) {
        out += '/' + part;
    }
    return out;
}

/// `/proofs/<sha256>.tlog-proof`
std::optional<std::string> digest_asked(std::span<const std::string> path) {
    constexpr std::size_t hex_digits = 64;
    if (path.size() != 2 || path[0] != "proofs" || !path[1].ends_with(proof_ending)) {
        return {};
    }
    auto digest = path[1].substr(0, path[1].size() - proof_ending.size());
    const bool hex = digest.size() == hex_digits &&
                     digest.find_first_not_of("0123456789abcdef") == std::string::npos;
    return hex ? std::optional(digest) : std::nullopt;
}

}  // namespace

bool is_piece(const http::Request& request) {
    const auto rest = without_prefix(request.path);
    return tile_at(rest) || digest_asked(rest) ||
           (!rest.empty() && rest.size() <= 2 && rest[0] == "checkpoint");
}

SignedCheckpoint checkpoint_of(store::Connection& db, const Keys& keys) {
    SignedCheckpoint out{{}, {keys.identity.origin, head_of(db)}};
    out.note.text = text_of(out.checkpoint);
    out.note.signatures.push_back(sign(out.note.text, keys.identity.origin, keys.log));
    return out;
}

struct Log::Inside {
    Services services;
    std::optional<Keys> keys = {};
    PieceCache pieces{kept_bytes};
    std::mutex noticing = {};
    std::condition_variable_any noticed = {};
    bool changed = false;
    bool stale = false;
    std::mutex making = {};
    mutable std::mutex swapping = {};
    std::shared_ptr<const Shown> shown = std::make_shared<const Shown>();
    std::jthread thread = {};

    std::shared_ptr<const Shown> current() const {
        const std::scoped_lock lock(swapping);
        return shown;
    }

    void show(Shown made) {
        auto whole = std::make_shared<const Shown>(std::move(made));
        const std::scoped_lock lock(swapping);
        shown = std::move(whole);
    }

    void wake(bool everything) {
        {
            const std::scoped_lock lock(noticing);
            changed = true;
            stale = stale || everything;
        }
        noticed.notify_one();
    }

    void make(bool with_proofs);
    void take_witnessed(store::Connection& db, Shown& made) const;
    void make_proofs(store::Connection& db, Shown& made) const;
    void keep_up(const std::stop_token& stop);
    std::optional<http::Response> from_memory(const Path& path);
    http::Response read_tile(const Tile& tile, std::uint64_t size);
    http::Response read_proof(const std::string& digest);
};

void Log::Inside::make_proofs(store::Connection& db, Shown& made) const {
    made.proofs.clear();
    for (const auto& publication : current_publications(db)) {
        made.proofs[proof_address(publication.path)] = std::make_shared<const std::string>(
            proof_of(db, publication, made.checkpoint_for(publication.sequence))
        );
    }
}

void Log::Inside::take_witnessed(store::Connection& db, Shown& made) const {
    const auto held = find_quorum(db, keys->identity.origin);
    const auto log = verifier_key(keys->identity.log_key);
    auto opened = held && log ? open_checkpoint(held->note, *log) : Result<SignedCheckpoint>();
    made.witnessed = held && opened ? std::optional(std::move(*opened)) : std::nullopt;
    made.witnessed_checkpoint =
        made.witnessed ? std::make_shared<const std::string>(held->note) : nullptr;
}

/// Proofs lead to the checkpoint that was newest when they were made, which stays good.
void Log::Inside::make(bool with_proofs) {
    const std::scoped_lock one(making);
    if (!keys) {
        return;
    }
    auto made = *current();
    services.database.reading([&](store::Connection& db) {
        if (const auto identity = find_identity(db); identity) {
            keys->identity = *identity;
        }
        auto newest = checkpoint_of(db, *keys);
        if (made.newest && made.newest->note == newest.note && !with_proofs) {
            return;
        }
        made.newest = std::move(newest);
        made.checkpoint = std::make_shared<const std::string>(text_of(made.newest->note));
        if (with_proofs) {
            take_witnessed(db, made);
            make_proofs(db, made);
        }
    });
    show(std::move(made));
}

void Log::Inside::keep_up(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        bool everything = false;
        {
            std::unique_lock lock(noticing);
            noticed.wait_for(lock, stop, between_looks, [&] { return changed; });
        }
        if (stop.stop_requested()) {
            return;
        }
        std::this_thread::sleep_for(gathering);
        {
            const std::scoped_lock lock(noticing);
            everything = std::exchange(stale, false);
            changed = false;
        }
        try {
            const BugsAreThrown alone;
            make(everything);
        } catch (const std::exception&) {
            // The database failed or is damaged: readers keep the last checkpoint until it is back.
            continue;
        }
    }
}

std::optional<http::Response> Log::Inside::from_memory(const Path& path) {
    const auto rest = without_prefix(path);
    const auto now = current();
    if (rest.size() == 1 && rest[0] == "checkpoint") {
        return now->checkpoint ? text_answer(now->checkpoint) : nothing_here();
    }
    if (rest.size() == 2 && rest[0] == "checkpoint" && rest[1] == "witnessed") {
        return now->witnessed_checkpoint ? text_answer(now->witnessed_checkpoint) : nothing_here();
    }
    if (const auto tile = tile_at(rest)) {
        const auto there = now->newest ? width_in(*tile, now->newest->checkpoint.head.size) : 0;
        if (tile->width > there) {
            return nothing_here();
        }
        auto whole = *tile;
        whole.width = there;
        const auto piece = pieces.find(path_of(whole));
        if (!piece) {
            return {};
        }
        return piece_answer(
            tile->width == there
                ? piece
                : std::make_shared<const std::string>(cut(*piece, tile->entries, tile->width)),
            "application/octet-stream",
            for_ever
        );
    }
    if (!rest.empty() && rest.back().ends_with(proof_ending) && !digest_asked(rest)) {
        const auto found = now->proofs.find(joined(rest));
        return found == now->proofs.end() ? nothing_here() : text_answer(found->second);
    }
    return {};
}

/// Reads as much of the piece as there is, so that a reader who wants less needs no second look.
http::Response Log::Inside::read_tile(const Tile& tile, std::uint64_t size) {
    auto whole = tile;
    whole.width = width_in(tile, size);
    auto piece = std::make_shared<const std::string>(
        services.database.read([&](store::Connection& db) { return bytes_of(db, whole); })
    );
    pieces.put(path_of(whole), piece);
    return piece_answer(
        std::make_shared<const std::string>(cut(*piece, tile.entries, tile.width)),
        "application/octet-stream",
        for_ever
    );
}

http::Response Log::Inside::read_proof(const std::string& digest) {
    const auto now = current();
    if (!now->newest) {
        return nothing_here();
    }
    const auto name = digest + '@' + std::to_string(now->newest->checkpoint.head.size);
    if (const auto kept = pieces.find(name)) {
        return text_answer(kept);
    }
    const auto proof =
        services.database.read([&](store::Connection& db) -> std::optional<std::string> {
            const auto publication = find_publication(db, digest);
            if (!publication || publication->sequence > now->newest->checkpoint.head.size) {
                return {};
            }
            return proof_of(db, *publication, now->checkpoint_for(publication->sequence));
        });
    if (!proof) {
        return nothing_here();
    }
    auto body = std::make_shared<const std::string>(*proof);
    pieces.put(name, body);
    return text_answer(std::move(body));
}

Log::Log(Services services) : inside_(new Inside{std::move(services)}) {
}

Log::~Log() = default;

void Log::start() {
    auto keys = open_keys(inside_->services);
    if (!keys) {
        return;
    }
    inside_->keys = std::move(*keys);
    inside_->make(true);
    inside_->thread = std::jthread([this](const std::stop_token& stop) { inside_->keep_up(stop); });
}

void Log::notice() {
    inside_->wake(false);
}

void Log::forget() {
    inside_->wake(true);
}

void Log::refresh() {
    inside_->make(false);
}

bool Log::publish(const Documents& documents) {
    const bool fresh = commit(inside_->services.database, inside_->services.record, documents);
    inside_->make(true);
    return fresh;
}

std::optional<SignedCheckpoint> Log::newest() const {
    return inside_->current()->newest;
}

std::optional<http::Response> Log::answer_at_once(const http::Request& request) {
    return inside_->from_memory(request.path);
}

std::optional<http::Response> Log::answer(const http::Request& request) {
    auto& in = *inside_;
    if (auto ready = in.from_memory(request.path)) {
        return ready;
    }
    const auto rest = without_prefix(request.path);
    if (const auto digest = digest_asked(rest)) {
        return in.read_proof(*digest);
    }
    const auto tile = tile_at(rest);
    const auto newest = in.current()->newest;
    if (!tile || !newest) {
        return {};
    }
    return in.read_tile(*tile, newest->checkpoint.head.size);
}

}  // namespace belfry::transparency
