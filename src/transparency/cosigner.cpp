#include "transparency/cosigner.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "transparency/submission.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::transparency {

namespace {

http::Response said(int status, std::string text) {
    auto answer = http::text_response(status, std::move(text));
    answer.headers.set("Cache-Control", "no-store");
    return answer;
}

http::Response size_held(std::uint64_t size) {
    auto answer = said(409, fmt::format("{}\n", size));
    answer.headers.set("Content-Type", "text/x.tlog.size");
    return answer;
}

/// What is held is kept by the log's name: where two were entered under one, before that was
/// refused, the first is meant, and not the one whose key fits, or each would make the other's
/// history be forgotten.
std::optional<Peer> peer_of_log(store::Connection& db, const std::string& origin) {
    const auto peers = all_peers(db);
    const auto found = std::ranges::find_if(peers, [&](const Peer& peer) {
        const auto key = verifier_key(peer.log_key);
        return key && key->name == origin;
    });
    return found == peers.end() ? std::nullopt : std::optional(*found);
}

std::optional<SignedCheckpoint> held_of(store::Connection& db, const VerifierKey& log) {
    const auto held = find_held(db, log.name);
    auto opened = held ? open_checkpoint(held->note, log) : Result<SignedCheckpoint>();
    // A log whose key was pinned anew begins anew.
    return held && opened ? std::optional(std::move(*opened)) : std::nullopt;
}

/// A submission under a known log's signature.
struct Submitted {
    Peer peer;
    VerifierKey log;
    Submission submission;
    SignedCheckpoint checkpoint;
};

/// What came of it, decided while nothing else is written.
struct Decided {
    Judgement judgement;
    std::optional<SignedCheckpoint> held = {};
    std::string cosignature = {};
};

std::string name_of(const Keys& keys) {
    return verifier_key(keys.identity.witness_key).value().name;
}

/// Of the head that was cosigned last, once more: nothing is to be kept, or anybody could make this
/// city's record grow with a checkpoint that all may read. Nothing for every other head.
std::optional<Decided> decide_again(
    const Services& services, const Keys& keys, const Submitted& submitted
) {
    const auto held =
        services.database.read([&](store::Connection& db) { return held_of(db, submitted.log); });
    const auto& head = submitted.checkpoint.checkpoint.head;
    if (!held || held->checkpoint.head.size != head.size) {
        return {};
    }
    const auto judgement = judge(submitted.submission, head, held->checkpoint.head);
    if (judgement.answer != Answer::cosign) {
        return {};
    }
    const auto line =
        cosign(submitted.checkpoint.note.text, name_of(keys), keys.witness, services.clock.now());
    return Decided{judgement, held, line_of(line)};
}

Decided decide(const Services& services, const Keys& keys, const Submitted& submitted) {
    if (auto again = decide_again(services, keys, submitted)) {
        return std::move(*again);
    }
    Decided out;
    const auto written = services.record.write(
        {record::Actor::belfry(),
         "witness.cosign",
         {"witness_held", submitted.peer.id.value},
         std::nullopt,
         record::Tlp::clear},
        [&](record::Writing& writing) -> Result<void> {
            out.held = held_of(writing.db(), submitted.log);
            const auto& held = out.held;
            const auto& head = submitted.checkpoint.checkpoint.head;
            out.judgement = judge(
                submitted.submission,
                head,
                held ? std::optional(held->checkpoint.head) : std::nullopt
            );
            if (out.judgement.answer != Answer::cosign) {
                return refuse(Refusal::Kind::conflict, "not_cosigned", "It is not cosigned.");
            }
            auto kept = submitted.checkpoint;
            const auto line = cosign(kept.note.text, name_of(keys), keys.witness, writing.at());
            kept.note.signatures.push_back(line);
            save_held(writing.db(), kept, writing.at());
            out.cosignature = line_of(line);
            writing.set("origin", kept.checkpoint.origin);
            writing.set("size", head.size);
            return {};
        }
    );
    // Refused above, or while this city's own log may not be written: then nothing was kept.
    if (!written && out.judgement.answer == Answer::cosign) {
        out.cosignature.clear();
    }
    return out;
}

/// With its proof where the notes alone do not show it: of one size they have two roots.
Alarm fork_in(const Submitted& submitted, const Decided& decided) {
    const bool one_size =
        decided.held->checkpoint.head.size == submitted.checkpoint.checkpoint.head.size;
    return {
        .kind = AlarmKind::fork,
        .origin = submitted.log.name,
        .peer = submitted.peer.name,
        .held = text_of(decided.held->note),
        .submitted = text_of(submitted.checkpoint.note),
        .proof = one_size ? "" : lines_of(submitted.submission.proof)
    };
}

http::Response answer_to(const Decided& decided) {
    switch (decided.judgement.answer) {
        case Answer::cosign:
            return decided.cosignature.empty() ? said(503, "This witness is not ready.\n")
                                               : said(200, decided.cosignature);
        case Answer::another_size:
        case Answer::another_root:
            return size_held(decided.held ? decided.held->checkpoint.head.size : 0);
        case Answer::not_consistent:
            return said(422, "The proof does not show that the log only grew.\n");
        case Answer::malformed:
        case Answer::not_signed:
        case Answer::unknown_log:
            break;
    }
    return said(400, "No log has such a checkpoint, or the old size is larger than its.\n");
}

}  // namespace

http::Response add_checkpoint(
    const Services& services,
    const Keys& keys,
    const TellAlarm& tell,
    const HearDoubt& doubt,
    const std::string& body
) {
    auto submission = read_submission(body);
    const auto note = submission ? read_note(submission->checkpoint) : std::nullopt;
    const auto checkpoint = note ? read_checkpoint(note->text) : std::nullopt;
    if (!checkpoint) {
        return said(400, "This is no submission of a checkpoint.\n");
    }
    const auto peer = services.database.read([&](store::Connection& db) {
        return peer_of_log(db, checkpoint->origin);
    });
    if (!peer) {
        return said(404, "This witness does not know that log.\n");
    }
    const auto log = verifier_key(peer->log_key).value();
    auto opened = open_checkpoint(submission->checkpoint, log);
    if (!opened) {
        return said(403, "The checkpoint is not signed with the log's key.\n");
    }
    // Signatures of others under it are theirs to show, and may be many.
    std::erase_if(opened->note.signatures, [&](const NoteSignature& signature) {
        return !holds(opened->note.text, signature, log);
    });
    const Submitted submitted{*peer, log, std::move(*submission), std::move(*opened)};
    const auto decided = decide(services, keys, submitted);
    if (decided.judgement.forked) {
        raise(services, fork_in(submitted, decided), tell);
    } else if (decided.judgement.doubtful) {
        const bool other = decided.judgement.answer == Answer::another_size;
        doubt({*peer, *decided.held, submitted.checkpoint, other});
    }
    return answer_to(decided);
}

http::Response held_checkpoint(const Services& services, const std::string& origin) {
    const auto held =
        services.database.read([&](store::Connection& db) { return find_held(db, origin); });
    return held ? said(200, held->note) : said(404, "This witness holds nothing of that log.\n");
}

http::Response later_checkpoint(const Services& services, const std::string& origin) {
    const auto held =
        services.database.read([&](store::Connection& db) { return find_later_held(db, origin); });
    return held ? said(200, held->note)
                : said(404, "This witness holds nothing of a later epoch of that log.\n");
}

}  // namespace belfry::transparency
