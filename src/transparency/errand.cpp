#include "transparency/errand.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/percent_encoding.hpp"
#include "crypto/merkle.hpp"
#include "record/ledger.hpp"
#include "transparency/submission.hpp"

namespace belfry::transparency {

namespace {

/// Whether this city's tree holds all of a head that a witness shows.
bool holds_all_of(store::Connection& db, const crypto::merkle::Head& head) {
    return record::root_when(db, head.size) == head.root;
}

std::optional<std::uint64_t> size_in(const http::Reply& answer) {
    std::string_view body = answer.body;
    if (body.ends_with('\n')) {
        body.remove_suffix(1);
    }
    return whole_number(body);
}

}  // namespace

Errand::Errand(
    store::Database& database,
    const Ask& ask,
    const ShownLog& shown,
    const Peer& peer,
    std::chrono::seconds most_time
)
    : database_(database), ask_(ask), shown_(shown), peer_(peer), most_time_(most_time) {
    reply_.visit.peer = peer.id;
    reply_.visit.origin = shown.keys.identity.origin;
}

Reply Errand::submit(const Visit& last, Instant now) {
    reply_.visit.tried_at = now;
    if (last.origin == reply_.visit.origin) {
        reply_.visit.size = last.size;
        reply_.visit.cosigned_at = last.cosigned_at;
    }
    auto old_size = reply_.visit.size;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto answer = send(old_size);
        const auto held = answer && answer->status == 409 ? size_in(*answer) : std::nullopt;
        if (!held || attempt == 1 || *held >= shown_.newest.checkpoint.head.size) {
            conclude(answer);
            break;
        }
        old_size = *held;
    }
    return std::move(reply_);
}

std::optional<Alarm> Errand::compare() const {
    const auto answer = ask_about("origin");
    if (!answer) {
        return {};
    }
    if (auto alarm = alarm_for(*answer)) {
        return alarm;
    }
    const auto later = ask_about("after");
    return later ? alarm_for(*later) : std::nullopt;
}

http::Question Errand::to_peer(std::string_view path) const {
    return question_to_peer(fmt::format("{}{}", peer_.url, path), most_time_);
}

Answered Errand::ask_about(std::string_view what) const {
    const auto& origin = shown_.keys.identity.origin;
    return ask_(to_peer(fmt::format("/checkpoint?{}={}", what, percent_encoded(origin))));
}

/// Believed only under this city's own signature: a witness cannot make it up. A later epoch
/// has the same key under another name.
std::optional<SignedCheckpoint> Errand::own_checkpoint_in(const http::Reply& answer) const {
    const auto note = answer.status == 200 ? read_note(answer.body) : std::nullopt;
    const auto said = note ? read_checkpoint(note->text) : std::nullopt;
    const auto epoch = said ? epoch_in(said->origin) : std::nullopt;
    const auto own = epoch_in(shown_.keys.identity.origin);
    if (!epoch || !own || epoch->of != own->of || epoch->number < own->number) {
        return {};
    }
    const auto key = verifier_of(said->origin, Algorithm::ed25519, shown_.keys.log);
    auto opened = open_checkpoint(answer.body, key);
    return opened ? std::optional(std::move(*opened)) : std::nullopt;
}

std::optional<Alarm> Errand::alarm_for(const http::Reply& answer) const {
    const auto held = own_checkpoint_in(answer);
    if (!held || database_.read([&](store::Connection& db) {
            return holds_all_of(db, held->checkpoint.head);
        })) {
        return {};
    }
    const bool later = held->checkpoint.origin != shown_.keys.identity.origin;
    const bool more = held->checkpoint.head.size > shown_.newest.checkpoint.head.size;
    return Alarm{
        .kind = later || more ? AlarmKind::rollback : AlarmKind::own_fork,
        .origin = shown_.keys.identity.origin,
        .peer = peer_.name,
        .held = answer.body,
        .submitted = text_of(shown_.newest.note)
    };
}

Answered Errand::send(std::uint64_t old_size) const {
    const auto size = shown_.newest.checkpoint.head.size;
    Submission submission{std::min(old_size, size), {}, text_of(shown_.newest.note)};
    if (submission.old_size > 0 && submission.old_size < size) {
        submission.proof = database_.read([&](store::Connection& db) {
            return crypto::merkle::consistency_proof(
                submission.old_size, size, record::nodes_of(db)
            );
        });
    }
    auto question = to_peer("/add-checkpoint");
    question.body = text_of(submission);
    question.type = "text/plain; charset=utf-8";
    return ask_(question);
}

void Errand::conclude(const Answered& answer) {
    if (!answer) {
        reply_.visit.problem = "peer_unreachable";
    } else if (answer->status == 200) {
        take_cosignature(answer->body);
    } else if (answer->status == 409 || answer->status == 422) {
        reply_.visit.problem = "peer_holds_another";
        reply_.alarm = compare();
    } else if (answer->status == 404) {
        reply_.visit.problem = "peer_does_not_know_us";
        reply_.alarm = compare();  // or knows a later epoch
    } else if (answer->status == 403) {
        reply_.visit.problem = "peer_has_another_key";
    } else {
        reply_.visit.problem = "peer_refused";
    }
}

void Errand::take_cosignature(const std::string& lines) {
    const auto key = verifier_key(peer_.witness_key).value();
    const auto signatures = read_signatures(lines);
    for (const auto& signature : signatures.value_or(std::vector<NoteSignature>())) {
        if (holds(shown_.newest.note.text, signature, key)) {
            reply_.cosignature = signature;
            reply_.visit.size = shown_.newest.checkpoint.head.size;
            reply_.visit.cosigned_at = cosigned_at(signature);
            return;
        }
    }
    reply_.visit.problem = "peer_signed_wrongly";
}

}  // namespace belfry::transparency
