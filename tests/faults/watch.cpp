#include "watch.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "demand.hpp"
#include "record/ledger.hpp"
#include "transparency/submission.hpp"
#include "transparency/witness_alarm.hpp"

namespace belfry::faults {

namespace {

using crypto::merkle::Head;
using transparency::PeerLevel;

constexpr std::size_t most_sent = 20;

}  // namespace

void Watch::Tally::add(const Tally& other) {
    quorums += other.quorums;
    cosigned += other.cosigned;
    lies += other.lies;
    forks_proved += other.forks_proved;
    losses += other.losses;
    epochs += other.epochs;
}

bool Watch::Tally::met_all() const {
    return quorums > 0 && cosigned > 0 && lies > 0 && forks_proved > 0 && losses > 0 && epochs > 0;
}

Watch::Watch(const std::filesystem::path& folder, const Clock& clock, std::uint64_t seed)
    : chance_(seed), random_(seed) {
    for (const auto level : {PeerLevel::city, PeerLevel::county, PeerLevel::state}) {
        const auto name = level == PeerLevel::city ? "town" : std::string(json::name_of(level));
        witnesses_.push_back(
            std::make_unique<SimulatedWitness>(name, level, folder, clock, chance_())
        );
    }
}

transparency::Ask Watch::ask() {
    return [this](const http::Question& question) -> std::expected<http::Reply, std::string> {
        for (const auto& witness : witnesses_) {
            if (question.url.starts_with(witness->wish().url)) {
                return witness->ask(question);
            }
        }
        return std::unexpected("there is nobody");
    };
}

void Watch::pin_all(record::Record& record) {
    for (const auto& witness : witnesses_) {
        const auto pinned = record.write(
            {record::Actor::account(1), "witness.add", {"witness"}},
            [&](record::Writing& writing) -> Result<void> {
                auto peer = transparency::checked(witness->wish()).value();
                peer.id = {writing.object().id};
                transparency::save_peer(writing.db(), peer);
                return {};
            }
        );
        demand(pinned.has_value(), "a witness cannot be pinned");
    }
}

void Watch::enter_key(const transparency::Keys& server) {
    log_key_ = server.identity.log_key;
    for (const auto& witness : witnesses_) {
        witness->pin(log_key_);
    }
}

// ---- what may happen

void Watch::act(const transparency::Keys& server) {
    auto& witness = *witnesses_[pick(witnesses_.size())];
    const auto what = pick(100);
    if (what < 35) {
        constexpr std::array<Reach, 6> reaches{
            Reach::present,
            Reach::present,
            Reach::present,
            Reach::away,
            Reach::answers_lost,
            Reach::late
        };
        witness.reach = reaches.at(pick(reaches.size()));
    } else if (what < 75) {
        befall(witness);
    } else if (what < 82) {
        witness.deliver_late_ones();
    } else if (what < 87) {
        send_as_a_stranger(witness, server);
    } else if (what < 97) {
        lie_to(witness, server);
    } else {
        witness.close_alarms();
    }
}

void Watch::befall(SimulatedWitness& witness) {
    const auto what = pick(40);
    if (what < 6) {
        witness.restart(Ending::power_cut);
    } else if (what < 10) {
        witness.restart(Ending::kill);
    } else if (what < 12) {
        witness.restart(Ending::clean);
    } else if (what < 19) {
        witness.break_disk(
            {static_cast<int>(1 + pick(20)), pick(2) == 0 ? SQLITE_FULL : SQLITE_IOERR, pick(2) == 0
            }
        );
    } else if (what < 26) {
        witness.mend_disk();
    } else if (what < 34) {
        witness.back_up();
    } else {
        witness.restore();
        // Who restores it enters what has changed since.
        witness.pin(log_key_);
    }
}

/// Anybody may send what he has seen, to whom he likes, or the log's newest checkpoint, which is
/// there for all to read, with a proof that he made up: that proves nothing.
void Watch::send_as_a_stranger(SimulatedWitness& witness, const transparency::Keys& server) {
    if (sent_.empty() || witness.reach == Reach::away) {
        return;
    }
    if (pick(2) == 0) {
        witness.deliver(sent_.at(pick(sent_.size())));
        return;
    }
    const auto held = witness.held(server.identity.origin).value_or(Head()).size;
    auto made_up = transparency::read_submission(histories_.now.submission(0, server)).value();
    made_up.old_size = std::min(held, histories_.now.size());
    made_up.proof.resize(1 + pick(4));
    for (auto& hash : made_up.proof) {
        random_.fill(hash);
    }
    witness.deliver(text_of(made_up), false);
}

/// Whoever has the log's key shows one witness another history than all others. It goes on from the
/// newest entries or from some of before, and is as long as it likes.
void Watch::lie_to(SimulatedWitness& witness, const transparency::Keys& server) {
    if (witness.reach == Reach::away) {
        return;
    }
    const auto held = witness.held(server.identity.origin).value_or(Head()).size;
    const auto common = std::max(histories_.now.size(), std::uint64_t{8}) - pick(8);
    auto fork = histories_.now.start(std::min(common, histories_.now.size()));
    for (auto more = 1 + pick(8); more > 0; --more) {
        crypto::Digest leaf{};
        random_.fill(leaf);
        fork.append(leaf);
    }
    // Now and then without knowing what the witness holds.
    const auto old_size = pick(5) == 0 ? pick(fork.size() + 1) : std::min(held, fork.size());
    const auto body = fork.submission(old_size, server);
    histories_.others.push_back(std::move(fork));
    witness.deliver(body);
    ++tally_.lies;
}

void Watch::end_faults() {
    for (const auto& witness : witnesses_) {
        witness->mend_disk();
        witness->reach = Reach::present;
        witness->deliver_late_ones();
    }
}

// ---- what must be true

void Watch::follow(store::Database& server, bool old_copy) {
    server.reading([&](store::Connection& db) {
        const auto nodes = record::nodes_of(db);
        const auto size = record::read_head(db).frontier.size;
        if (record::root_when(db, histories_.now.size()) != histories_.now.head().root) {
            demand(old_copy, "entries are gone that were in the record before");
            histories_.others.push_back(std::exchange(histories_.now, {}));
        }
        for (auto i = histories_.now.size(); i < size; ++i) {
            histories_.now.append(nodes(0, i));
        }
    });
}

void Watch::begin_asking(store::Database& server, const std::string& origin) {
    origin_asked_ = origin;
    was_seen_ = is_loss_seen(server);
    loss_must_be_seen_ = false;
    for (const auto& witness : witnesses_) {
        witness->begin_to_count();
        const auto held = witness->held(origin_asked_);
        loss_must_be_seen_ = loss_must_be_seen_ || (held && witness->is_well(origin_asked_) &&
                                                    !histories_.now.holds(*held));
    }
}

bool Watch::is_loss_seen(store::Database& server) const {
    return server.read([&](store::Connection& db) {
        return transparency::loss_of(db, origin_asked_).has_value();
    });
}

void Watch::end_asking(store::Database& server, bool read_only) {
    const auto is_other = [&](const Head& head) {
        return !histories_.now.holds(head);
    };
    for (const auto& witness : witnesses_) {
        loss_must_be_seen_ = loss_must_be_seen_ || std::ranges::any_of(witness->shown(), is_other);
    }
    const bool seen = is_loss_seen(server);
    demand(seen || !loss_must_be_seen_, "the server does not see that entries are lost");
    demand(seen == read_only, "people may write while entries are lost, or may not without");
    tally_.losses += seen && !was_seen_ ? 1 : 0;
}

void Watch::look(store::Database& server, const transparency::Keys& keys) {
    const auto log = transparency::verifier_key(keys.identity.log_key).value();
    for (const auto& witness : witnesses_) {
        for (const auto& delivery : witness->look(histories_, log)) {
            tally_.cosigned += delivery.status == 200 ? 1 : 0;
            if (delivery.true_proof) {
                sent_.push_back(text_of(delivery.submission));
            }
        }
    }
    if (sent_.size() > most_sent) {
        sent_.erase(sent_.begin(), sent_.end() - most_sent);
    }
    look_at_losses(server, log);
    look_at_quorum(server, log);
}

/// Nobody can bring the server to believe in a loss but with its own signature under another
/// history, of this epoch or a later one.
void Watch::look_at_losses(store::Database& server, const transparency::VerifierKey& log) const {
    const auto loss =
        server.read([&](store::Connection& db) { return transparency::loss_of(db, log.name); });
    if (!loss) {
        return;
    }
    auto key = log;
    key.name = transparency::read_checkpoint(transparency::read_note(loss->held).value().text)
                   .value()
                   .origin;
    const auto held = transparency::open_checkpoint(loss->held, key);
    const auto submitted = transparency::open_checkpoint(loss->submitted, log);
    demand(held && submitted, "a loss without both notes under the log's key");
    demand(
        transparency::epoch_in(key.name)->number >= transparency::epoch_in(log.name)->number,
        "a loss of an epoch that is over"
    );
    demand(!histories_.now.holds(held->checkpoint.head), "a loss of what is there");
    demand(histories_.now.holds(submitted->checkpoint.head), "a loss by another's record");
}

/// What a quorum cosigned is a part of the record. And two quorums of one log go together, unless
/// each witness of both has forgotten the first with an old copy of its own: until the loss is
/// noticed, at least no second history finds a quorum.
void Watch::look_at_quorum(store::Database& server, const transparency::VerifierKey& log) {
    const auto kept =
        server.read([&](store::Connection& db) { return transparency::find_quorum(db, log.name); });
    if (!kept || std::ranges::find(quorums_, kept->note, &Quorum::note) != quorums_.end()) {
        return;
    }
    const auto opened = transparency::open_checkpoint(kept->note, log);
    demand(opened.has_value(), "a quorum's checkpoint is not the log's");
    Quorum quorum{kept->note, log.name, opened->checkpoint.head, {}};
    for (const auto& witness : witnesses_) {
        const auto key = transparency::verifier_key(witness->keys().identity.witness_key).value();
        if (transparency::signature_by(opened->note, key)) {
            demand(
                witness->has_cosigned(log.name, quorum.head),
                fmt::format("the {} never cosigned what is under its name", witness->name())
            );
            quorum.by.push_back(witness.get());
        }
    }
    demand(quorum.by.size() >= 2, "a quorum of less than two of the three");
    demand(histories_.now.holds(quorum.head), "a quorum cosigned what is not in the record");
    for (const auto& before : quorums_) {
        const bool both =
            before.origin != quorum.origin || histories_.go_together(before.head, quorum.head);
        demand(
            both || std::ranges::none_of(
                        before.by,
                        [&](const SimulatedWitness* witness) {
                            return std::ranges::find(quorum.by, witness) != quorum.by.end() &&
                                   witness->remembers(before.origin, before.head);
                        }
                    ),
            "two histories have a quorum"
        );
    }
    quorums_.push_back(std::move(quorum));
    ++tally_.quorums;
}

Watch::Tally Watch::tally() const {
    auto out = tally_;
    for (const auto& witness : witnesses_) {
        out.forks_proved += static_cast<int>(witness->forks_proved());
    }
    return out;
}

}  // namespace belfry::faults
