#include "transparency/pending_doubts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "transparency/witness_alarm.hpp"

namespace belfry::transparency {

namespace {

constexpr int most_tries = 3;
constexpr int most_missed = 2;
constexpr std::chrono::seconds between_tries{30};
constexpr std::chrono::seconds for_a_tile{5};

/// The log of a peer stands beside its witness, as this city's own does.
std::string log_address(const Peer& peer) {
    constexpr std::string_view beside = "/witness";
    return peer.url.ends_with(beside) ? peer.url.substr(0, peer.url.size() - beside.size())
                                      : peer.url;
}

std::optional<std::vector<crypto::Digest>> hashes_in(std::string_view body, std::uint64_t width) {
    constexpr auto size = std::tuple_size_v<crypto::Digest>;
    if (body.size() % size != 0 || body.size() / size < width) {
        return {};
    }
    std::vector<crypto::Digest> out(width);
    for (auto& hash : out) {
        std::ranges::copy(crypto::bytes_of(body.substr(0, size)), hash.begin());
        body.remove_prefix(size);
    }
    return out;
}

/// What a peer's log publishes. A log may forget a narrow tile once it has the whole one.
ReadTile tiles_of(const Peer& peer, const Ask& ask) {
    return [address = log_address(peer), &ask](const Tile& tile) {
        const auto read = [&](std::uint64_t width) {
            const auto path = path_of({tile.entries, tile.level, tile.index, width});
            const auto answer =
                ask(question_to_peer(fmt::format("{}/{}", address, path), for_a_tile));
            return answer && answer->status == 200 ? hashes_in(answer->body, tile.width)
                                                   : std::nullopt;
        };
        auto out = read(tile.width);
        return out || tile.width == tile_width ? out : read(tile_width);
    };
}

}  // namespace

PendingDoubts::PendingDoubts(
    Services services, Ask ask, TellAlarm tell, std::function<void()> changed
)
    : services_(std::move(services)),
      ask_(std::move(ask)),
      tell_(std::move(tell)),
      changed_(std::move(changed)) {
}

void PendingDoubts::hear(Doubt doubt) {
    const std::scoped_lock lock(mutex_);
    if (doubt.from_another_size) {
        auto& missed = missed_[doubt.submitted.checkpoint.origin];
        const auto held = doubt.held.checkpoint.head.size;
        missed = {held, missed.held == held ? std::min(missed.times, most_missed) + 1 : 1};
        if (missed.times <= most_missed) {
            return;
        }
    }
    pending_.try_emplace(doubt.submitted.checkpoint.origin, Pending{std::move(doubt)});
}

/// Whether nothing is left to find out.
bool PendingDoubts::settle(Pending& pending) {
    const auto& [peer, held, submitted, ignored] = pending.doubt;
    const auto explained =
        explain(held.checkpoint.head, submitted.checkpoint.head, tiles_of(peer, ask_));
    const bool forked = explained.explanation == Explanation::forked;
    pending.next = services_.clock.monotonic() + between_tries;
    if (explained.explanation == Explanation::none && ++pending.tries < most_tries) {
        return false;
    }
    if (explained.explanation != Explanation::grew) {
        raise(
            services_,
            {.kind = forked ? AlarmKind::fork : AlarmKind::unexplained,
             .origin = held.checkpoint.origin,
             .peer = peer.name,
             .held = text_of(held.note),
             .submitted = text_of(submitted.note),
             .proof = lines_of(explained.proof)},
            tell_
        );
        changed_();
    }
    return true;
}

void PendingDoubts::look_into() {
    std::map<std::string, Pending> now;
    {
        const std::scoped_lock lock(mutex_);
        now = pending_;
    }
    for (auto& [origin, pending] : now) {
        if (pending.next > services_.clock.monotonic()) {
            continue;
        }
        const bool settled = settle(pending);
        const std::scoped_lock lock(mutex_);
        if (settled) {
            pending_.erase(origin);
        } else {
            pending_.insert_or_assign(origin, pending);
        }
    }
}

}  // namespace belfry::transparency
