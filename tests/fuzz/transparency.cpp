// What other logs, witnesses and readers of proofs send: checkpoints, submissions, cosignatures,
// keys, addresses of tiles, proof files. What is read is written again as it was; what holds under
// one key holds under no other, and the reader of release packages, which shares no code with this
// one, agrees.
#include <array>
#include <ranges>

#include "base/check.hpp"
#include "json/json.hpp"
#include "parts.hpp"
#include "record/entry.hpp"
#include "release_verify/log_proof.hpp"
#include "transparency/checkpoint.hpp"
#include "transparency/code.hpp"
#include "transparency/note.hpp"
#include "transparency/proof_file.hpp"
#include "transparency/submission.hpp"
#include "transparency/tile.hpp"

namespace belfry::transparency {
namespace {

namespace merkle = crypto::merkle;

/// The log and the witness that most seeds are of.
constexpr std::string_view known_log =
    "localhost/belfry/log+3da49bdc+AdC4Nl7RRAzG+kya/amuChqzkmF9PhCNz7ZqtZ68uhLb";
constexpr std::string_view known_witness =
    "localhost/belfry/witness+e03c7394+BKqhfJfIwRmAf4AWR+7hHaDvUMyZ6hiOb3L6+LlGJrHm";

/// What is signed here, so that what stands behind a signature is reached too.
const crypto::SigningKey& own_key() {
    static const auto key = crypto::signing_key(std::string(64, '7')).value();
    return key;
}

const VerifierKey& log_key() {
    static const auto key = verifier_key(known_log).value();
    return key;
}

const VerifierKey& witness_key() {
    static const auto key = verifier_key(known_witness).value();
    return key;
}

/// Another key under the same name.
VerifierKey other_than(const VerifierKey& key) {
    auto out = key;
    out.key.front() ^= std::byte{1};
    return out;
}

release_verify::Key second_reader_of(const VerifierKey& key) {
    const auto read = release_verify::read_key(text_of(key));
    check(read.has_value(), "the second reader knows no such key");
    return *read;
}

void check_signatures(const Note& note, const VerifierKey& key) {
    const auto signature = signature_by(note, key);
    const auto text = text_of(note);
    if (signature) {
        check(release_verify::is_signed_by(text, second_reader_of(key)), "a signature for one");
        check(!holds(note.text + "\n", *signature, key), "a signature of another text");
        check(!holds(note.text, *signature, other_than(key)), "a signature of another key");
    }
    check(!signature_by(note, other_than(key)), "a note of another key");
}

void read_any_note(std::string_view bytes) {
    auto note = read_note(bytes);
    if (!note) {
        return;
    }
    check(text_of(*note) == bytes, "a note is written otherwise");
    check_signatures(*note, log_key());
    check_signatures(*note, witness_key());
    note->signatures.push_back(sign(note->text, "own", own_key()));
    note->signatures.push_back(cosign(note->text, "own", own_key(), Instant()));
    check(read_note(text_of(*note)) == note, "a signed note is read otherwise");
    check_signatures(*note, verifier_of("own", Algorithm::ed25519, own_key()));
    check_signatures(*note, verifier_of("own", Algorithm::cosignature, own_key()));
}

void check_opened(std::string_view bytes, const VerifierKey& key) {
    const auto opened = open_checkpoint(bytes, key);
    if (!opened) {
        return;
    }
    const auto& [origin, head] = opened->checkpoint;
    check(opened->note.text.starts_with(text_of(opened->checkpoint)), "written otherwise");
    check(!open_checkpoint(bytes, other_than(key)), "a checkpoint of another key");
    const auto second = release_verify::open_checkpoint(bytes, second_reader_of(key));
    const bool same = second && second->origin == origin && second->size == head.size &&
                      second->root == head.root;
    check(same, "the second reader of checkpoints does not agree");
}

void read_any_checkpoint(std::string_view bytes) {
    check_opened(bytes, log_key());
    auto note = read_note(bytes);
    const auto checkpoint = note ? read_checkpoint(note->text) : std::nullopt;
    if (!checkpoint || !is_key_name(checkpoint->origin)) {
        return;
    }
    const auto key = verifier_of(checkpoint->origin, Algorithm::ed25519, own_key());
    note->signatures = {sign(note->text, key.name, own_key())};
    check(open_checkpoint(text_of(*note), key).has_value(), "one's own does not open");
    check_opened(text_of(*note), key);
}

/// What a witness holds of the log that submits: as the seeds have it, of 5 entries of 9.
merkle::Head held_head() {
    merkle::Frontier frontier;
    for (int i = 0; i < 5; ++i) {
        merkle::append(frontier, record::leaf_of(std::to_string(i)));
    }
    return {frontier.size, merkle::root_of(frontier)};
}

void read_any_submission(std::string_view body) {
    const auto submission = read_submission(body);
    if (!submission) {
        return;
    }
    check(text_of(*submission) == body, "a submission is written otherwise");
    const auto note = read_note(submission->checkpoint);
    const auto checkpoint = note ? read_checkpoint(note->text) : std::nullopt;
    if (!checkpoint) {
        return;
    }
    static const auto held = held_head();
    const auto& head = checkpoint->head;
    const auto judgement = judge(*submission, head, held);
    check(!judgement.forked || judgement.answer != Answer::cosign, "a fork is cosigned");
    if (judgement.answer == Answer::cosign) {
        check(head.size >= held.size && submission->old_size == held.size, "it shrank");
        check(merkle::verify_consistency(held, head, submission->proof), "it did not grow");
        check(head.size != held.size || head.root == held.root, "two roots of one size");
    }
    const auto first = judge(*submission, head, {});
    check(!first.forked, "a first checkpoint is a fork");
    check(first.answer != Answer::cosign || submission->proof.empty(), "a proof of nothing");
}

/// With the size that a witness answers when it holds another.
void read_any_answer(std::string_view body) {
    if (const auto size = whole_number(body)) {
        check(std::to_string(*size) == body, "a size is written otherwise");
    }
    const auto signatures = read_signatures(body);
    if (!signatures) {
        return;
    }
    static const auto text = text_of(Checkpoint{log_key().name, held_head()});
    std::string again;
    for (const auto& signature : *signatures) {
        again += line_of(signature);
        const auto at = cosigned_at(signature);
        if (at) {
            const auto own = cosign(text, "own", own_key(), *at);
            check(cosigned_at(own) == at, "a time is written otherwise");
        }
        check(!holds(text, signature, witness_key()) || at, "a cosignature without a time");
    }
    check(again == body, "signatures are written otherwise");
    check_signatures({text, *signatures}, witness_key());
}

void read_any_code(std::string_view text) {
    const auto code = read_code(text);
    if (code) {
        const auto again = "BELFRY-1;" + code->log + ';' + code->document + ';' + code->sha256;
        check(read_code(again) == code, "a code is read otherwise");
        check(read_code("https://x.example/verify#" + again) == code, "an address changes a code");
    }
}

void read_any_key(std::string_view text) {
    read_any_code(text);
    const auto key = verifier_key(text);
    const auto second = release_verify::read_key(text);
    if (!key) {
        return;
    }
    check(text_of(*key) == text, "a key is written otherwise");
    check(second && second->name == key->name && second->bytes == key->key, "keys differ");
}

void read_any_path(std::string_view path) {
    std::vector<std::string> segments;
    for (const auto segment : std::views::split(path, '/')) {
        segments.emplace_back(segment.begin(), segment.end());
    }
    const auto tile = tile_at(segments);
    if (!tile) {
        return;
    }
    check(path_of(*tile) == path, "a tile is elsewhere");
    constexpr std::array<std::uint64_t, 6> sizes{0, 1, 256, 257, 70'000, most_number};
    std::uint64_t before = 0;
    for (const auto size : sizes) {
        const auto width = width_in(*tile, size);
        check(width >= before && width <= tile_width, "a tile is too wide, or shrinks");
        before = width;
    }
}

void read_any_proof(std::string_view document, std::string_view text) {
    const auto proof = read_proof_file(text);
    const auto second = release_verify::read_proof(text);
    check(!proof || second, "the second reader of proofs reads less");
    check(!second || proof || second->index > most_number, "the second reader reads more");
    const auto proved = verify_document(text, document, {log_key(), {witness_key()}});
    if (!proof) {
        check(!proved, "what is no proof proves something");
        return;
    }
    check(read_proof_file(text_of(*proof)) == proof, "a proof is written otherwise");
    check(proof->extra.empty() || text_of(*proof) == text, "a proof is written otherwise");
    const bool same = second->index == proof->index && second->hashes == proof->hashes &&
                      second->note == proof->checkpoint;
    check(same, "the second reader of proofs does not agree");
    if (proved) {
        const auto more = std::string(document) + ' ';
        check(!verify_document(text, more, {log_key(), {}}), "two documents with one proof");
    }
}

/// A proof whose extra data lead to the checkpoint, whatever they say.
void read_any_commitment(std::string_view document, std::string_view extra) {
    const auto committed = json::parse_as<Committed>(extra);
    const auto entry = committed ? committed->entry : std::string(document);
    const auto key = verifier_of("own", Algorithm::ed25519, own_key());
    const auto signs = verifier_of("own", Algorithm::cosignature, own_key());
    const auto text = text_of(Checkpoint{"own", {1, record::leaf_of(entry)}});
    const Note note{
        text, {sign(text, "own", own_key()), cosign(text, "own", own_key(), Instant())}
    };
    const auto bytes = crypto::bytes_of(extra);
    const auto file = text_of(ProofFile{{bytes.begin(), bytes.end()}, 0, {}, text_of(note)});
    const auto proved = verify_document(file, document, {key, {signs}});
    if (!proved) {
        check(proved.error().code != "checkpoint_not_signed", "one's own does not open");
        return;
    }
    check(proved->size == 1 && proved->cosigned.size() == 1, "another log was read");
    const auto more = std::string(document) + ' ';
    check(!verify_document(file, more, {key, {}}), "two documents with one proof");
    check(!verify_document(file, document, {other_than(key), {}}), "a proof of another key");
}

void read(fuzz::Parts parts) {
    switch (parts.number() % 8) {
        case 0:
            return read_any_submission(parts.rest());
        case 1:
            return read_any_note(parts.rest());
        case 2:
            return read_any_checkpoint(parts.rest());
        case 3:
            return read_any_answer(parts.rest());
        case 4:
            return read_any_key(parts.rest());
        case 5:
            return read_any_path(parts.rest());
        case 6: {
            const auto document = parts.line();
            return read_any_proof(document, parts.rest());
        }
        default: {
            const auto document = parts.line();
            return read_any_commitment(document, parts.rest());
        }
    }
}

}  // namespace
}  // namespace belfry::transparency

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::transparency::read({data, size});
    return 0;
}
