#include "transparency/witnesses.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "accounts/rate_limit.hpp"
#include "transparency/cosigner.hpp"
#include "transparency/errand.hpp"
#include "transparency/log_store.hpp"
#include "transparency/pending_doubts.hpp"
#include "transparency/replies.hpp"
#include "transparency/submission.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::transparency {

namespace {

constexpr std::chrono::seconds at_start{3};
constexpr std::chrono::seconds in_a_round{15};
constexpr std::chrono::seconds between_looks{5};

/// Of something published, for a peer that could not be reached before.
constexpr std::chrono::seconds in_a_hurry{3};

/// Deeds of people that stay possible while entries are lost: signing in, with the passkey that may
/// be demanded for it, and mending it, for which witnesses are asked by a job.
constexpr std::array<std::string_view, 6> still_possible{
    "session", "passkey", "log", "log_alarm", "witness", "job"
};

std::vector<Peer> cosigners(store::Connection& db) {
    auto peers = all_peers(db);
    std::erase_if(peers, [](const Peer& peer) { return peer.witness_key.empty(); });
    return peers;
}

Visit last_visit(const std::vector<Visit>& visits, const Peer& peer) {
    const auto found = std::ranges::find(visits, peer.id, &Visit::peer);
    return found == visits.end() ? Visit() : *found;
}

}  // namespace

struct Witnesses::Inside {
    WitnessServices services;
    std::optional<Keys> keys = {};
    std::atomic<bool> lost = false;
    std::atomic<bool> unsure = false;  ///< Whether entries are lost: the database failed.
    std::mutex going_round = {};
    std::mutex waiting = {};
    std::condition_variable_any woken = {};
    bool hurried = false;
    std::jthread thread = {};

    /// By network: each costs a signature checked. A city sends one a minute at most, and one for
    /// each publication.
    accounts::RateLimit submissions{300, std::chrono::minutes(1)};

    PendingDoubts doubts{services.log, services.ask, services.alarm, services.changed};

    [[nodiscard]] Keys keys_now(store::Connection& db) const;
    [[nodiscard]] std::optional<ShownLog> shown();
    [[nodiscard]] http::Response take(const http::Request& request);
    Round keep(const ShownLog& now, const std::vector<Reply>& replies, std::size_t of);
    Round round(const RoundProgress& progress, bool in_haste = false);
    void look();
    void look_back();
    void report(const std::exception& failure) const;
    void keep_going(const std::stop_token& stop);
};

Keys Witnesses::Inside::keys_now(store::Connection& db) const {
    auto now = *keys;
    now.identity = find_identity(db).value_or(now.identity);
    return now;
}

std::optional<ShownLog> Witnesses::Inside::shown() {
    if (!keys) {
        return {};
    }
    return services.log.database.read([&](store::Connection& db) -> std::optional<ShownLog> {
        auto now = keys_now(db);
        auto newest = checkpoint_of(db, now);
        return ShownLog{std::move(now), std::move(newest)};
    });
}

http::Response Witnesses::Inside::take(const http::Request& request) {
    const auto network = accounts::network_of(request.peer);
    const auto now = services.log.clock.monotonic();
    if (!submissions.take(network, now)) {
        auto refused = http::text_response(429, "Too many checkpoints. Wait a little.\n");
        refused.headers.set("Retry-After", std::to_string(submissions.wait(network, now).count()));
        return refused;
    }
    if (!keys) {
        return http::text_response(503, "This witness is not ready.\n");
    }
    const auto as = services.log.database.read([&](store::Connection& db) { return keys_now(db); });
    const auto hear = [this](Doubt doubt) {
        doubts.hear(std::move(doubt));
    };
    return add_checkpoint(services.log, as, services.alarm, hear, request.body);
}

/// `of` so many peers that were asked: those that failed or have not answered yet count too.
Round Witnesses::Inside::keep(
    const ShownLog& now, const std::vector<Reply>& replies, std::size_t of
) {
    auto witnessed = now.newest;
    for (const auto& reply : replies) {
        if (reply.cosignature) {
            witnessed.note.signatures.push_back(*reply.cosignature);
        }
    }
    const auto cosigned = witnessed.note.signatures.size() - now.newest.note.signatures.size();
    const auto kept = services.log.record.write(
        {record::Actor::belfry(),
         "witness.round",
         {"witness_round", 1},
         std::nullopt,
         record::Tlp::clear},
        [&](record::Writing& writing) -> Result<void> {
            for (const auto& reply : replies) {
                if (!find_peer(writing.db(), reply.visit.peer)) {
                    continue;  // removed meanwhile
                }
                save_visit(writing.db(), reply.visit);
            }
            if (cosigned > 0 && cosigned >= quorum_of(of)) {
                save_quorum(writing.db(), witnessed, writing.at());
            }
            writing.set("size", now.newest.checkpoint.head.size);
            writing.set("asked", of);
            writing.set("cosigned", cosigned);
            return {};
        }
    );
    static_cast<void>(kept);  // refused only while entries are lost: asked again afterwards
    return {static_cast<std::int64_t>(of), static_cast<std::int64_t>(cosigned)};
}

/// All peers at the same time: one that does not answer holds up no other.
Round Witnesses::Inside::round(const RoundProgress& progress, bool in_haste) {
    const std::scoped_lock one(going_round);
    const auto now = shown();
    if (!now) {
        return {};
    }
    std::vector<Peer> peers;
    std::vector<Visit> visits;
    services.log.database.reading([&](store::Connection& db) {
        peers = cosigners(db);
        visits = all_visits(db);
    });
    if (peers.empty()) {
        return {};
    }
    Replies replies(peers.size());
    std::vector<std::jthread> errands;
    for (std::size_t i = 0; i < peers.size(); ++i) {
        const auto last = last_visit(visits, peers[i]);
        const bool was_away = last.problem == "peer_unreachable";
        const auto most_time = in_haste && was_away ? in_a_hurry : in_a_round;
        errands.emplace_back([&, i, last, most_time] {
            std::optional<Reply> reply;
            try {
                reply = Errand(services.log.database, services.ask, *now, peers[i], most_time)
                            .submit(last, services.log.clock.now());
            } catch (const std::exception& failure) {
                report(failure);
            }
            const auto done = replies.put(i, std::move(reply));
            if (progress) {
                progress(done, replies.of());
            }
        });
    }
    if (!replies.wait(services.log.clock)) {
        keep(*now, replies.said(), replies.of());
        services.changed();
    }
    errands.clear();
    const auto all = replies.said();
    const auto out = keep(*now, all, replies.of());
    for (const auto& reply : all) {
        if (reply.alarm) {
            raise(services.log, *reply.alarm, services.alarm);
        }
    }
    look();
    if (all.size() == replies.of()) {
        unsure = false;  // whoever holds what is not here has said so
    }
    services.changed();
    return out;
}

void Witnesses::Inside::report(const std::exception& failure) const {
    if (services.failure) {
        services.failure(failure.what());
    }
}

void Witnesses::Inside::look() {
    lost = services.log.database.read([](store::Connection& db) {
        const auto identity = find_identity(db);
        return identity && loss_of(db, identity->origin);
    });
}

/// Before anything is written: does a witness hold more than is here?
void Witnesses::Inside::look_back() {
    unsure = true;
    const auto now = shown();
    const auto peers = now ? services.log.database.read(cosigners) : std::vector<Peer>();
    std::vector<std::optional<Alarm>> found(peers.size());
    std::vector<std::exception_ptr> failures(peers.size());
    std::vector<std::jthread> errands;
    for (std::size_t i = 0; i < peers.size(); ++i) {
        errands.emplace_back([&, i] {
            try {
                found[i] =
                    Errand(services.log.database, services.ask, *now, peers[i], at_start).compare();
            } catch (const std::exception&) {
                failures[i] = std::current_exception();
            }
        });
    }
    errands.clear();
    for (const auto& alarm : found) {
        if (alarm) {
            raise(services.log, *alarm, services.alarm);
        }
    }
    look();
    for (const auto& failure : failures) {
        if (failure) {
            std::rethrow_exception(failure);
        }
    }
    unsure = false;
}

void Witnesses::Inside::keep_going(const std::stop_token& stop) {
    auto last = services.log.clock.monotonic() - std::chrono::hours(24);
    while (!stop.stop_requested()) {
        bool now = false;
        {
            std::unique_lock lock(waiting);
            woken.wait_for(lock, stop, between_looks, [&] { return hurried; });
            now = std::exchange(hurried, false);
        }
        if (stop.stop_requested()) {
            return;
        }
        try {
            if (unsure) {
                look_back();
            }
            if (now || services.log.clock.monotonic() - last >= services.pace()) {
                last = services.log.clock.monotonic();
                round({}, now);
            }
            doubts.look_into();
        } catch (const std::exception& failure) {
            report(failure);  // the next look comes soon enough
        }
    }
}

Witnesses::Witnesses(WitnessServices services) : inside_(new Inside{std::move(services)}) {
}

Witnesses::~Witnesses() = default;

void Witnesses::look_back() {
    auto keys = open_keys(inside_->services.log);
    if (!keys) {
        return;
    }
    inside_->keys = std::move(*keys);
    inside_->look_back();
}

void Witnesses::start() {
    try {
        look_back();
    } catch (const std::exception& failure) {
        if (!inside_->keys) {
            throw;
        }
        inside_->report(failure);
    }
    if (inside_->keys) {
        inside_->thread =
            std::jthread([this](const std::stop_token& stop) { inside_->keep_going(stop); });
    }
}

void Witnesses::stop() {
    inside_->thread = {};
}

void Witnesses::hurry() {
    {
        const std::scoped_lock lock(inside_->waiting);
        inside_->hurried = true;
    }
    inside_->woken.notify_one();
}

Round Witnesses::round(const RoundProgress& progress) {
    return inside_->round(progress);
}

void Witnesses::look_into_doubts() {
    inside_->doubts.look_into();
}

void Witnesses::look() {
    inside_->look();
}

bool Witnesses::read_only() const {
    return inside_->lost;
}

/// What Belfry itself keeps house with goes on; nothing is published, and people change nothing.
std::optional<Refusal> Witnesses::refusal_of(const record::Deed& deed) const {
    const bool by_person = deed.actor.opaque.starts_with("account/");
    const bool possible =
        std::ranges::find(still_possible, deed.object.kind) != still_possible.end();
    if (possible || (!by_person && deed.object.kind != "publication")) {
        return {};
    }
    if (inside_->lost) {
        return refuse(
                   Refusal::Kind::conflict,
                   "record_read_only",
                   "This copy of the data is older than what other cities have seen. Nothing can be"
                   " changed until an administrator restores a newer backup or opens a new epoch."
        )
            .error();
    }
    if (inside_->unsure) {
        return refuse(
                   Refusal::Kind::conflict,
                   "record_not_compared",
                   "The database failed, so it is not known yet whether other cities have seen more"
                   " than is here. Try again in a few seconds."
        )
            .error();
    }
    return {};
}

Result<Identity> Witnesses::accept_loss(const record::Actor& actor) {
    auto identity = transparency::accept_loss(inside_->services.log, actor);
    inside_->look();
    inside_->services.changed();
    return identity;
}

std::optional<http::Response> Witnesses::answer(const http::Request& request) {
    if (request.path.size() != 2 || request.path[0] != "witness") {
        return {};
    }
    const auto& services = inside_->services;
    if (request.path[1] == "checkpoint" && request.method != http::Method::post) {
        if (const auto after = request.query_value("after")) {
            return later_checkpoint(services.log, std::string(*after));
        }
        return held_checkpoint(
            services.log, std::string(request.query_value("origin").value_or(""))
        );
    }
    if (request.path[1] != "add-checkpoint" || request.method != http::Method::post) {
        return {};
    }
    return inside_->take(request);
}

bool is_for_witness(std::string_view target) {
    return target == "/witness/add-checkpoint";
}

}  // namespace belfry::transparency
