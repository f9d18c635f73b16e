#include "transparency/proof_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "json/json.hpp"
#include "record/entry.hpp"

namespace belfry::transparency {

namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";
constexpr std::size_t most_hashes = 64;

std::unexpected<Refusal> unreadable() {
    return refuse(Refusal::Kind::invalid, "proof_unreadable", "This is not a proof file.");
}

std::optional<Committed> committed_in(const crypto::Bytes& extra) {
    const std::string_view text(reinterpret_cast<const char*>(extra.data()), extra.size());
    auto read = json::parse_as<Committed>(text);
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

bool lists(const json::Object& entry, const std::string& digest) {
    const auto* digests = entry.if_contains("_sd");
    return digests != nullptr && digests->is_array() &&
           std::ranges::find(digests->as_array(), json::Value(digest)) != digests->as_array().end();
}

std::optional<Instant> time_of(const json::Object& entry) {
    const auto* at = entry.if_contains("at");
    return at != nullptr && at->is_string() ? instant_from_iso(std::string_view(at->as_string()))
                                            : std::nullopt;
}

/// What the entry says of `document`; empty when it does not commit it.
std::optional<Proved> committed_by(const Committed& committed, std::string_view document) {
    const auto entry = json::parse(committed.entry);
    const auto at =
        entry && entry->is_object() ? time_of(entry->as_object()) : std::optional<Instant>();
    if (!at) {
        return {};
    }
    if (committed.disclosure.empty()) {
        return committed.entry == document ? std::optional(Proved{.document = {}, .at = *at})
                                           : std::nullopt;
    }
    const auto said = record::read_disclosure(committed.disclosure);
    const auto digest = crypto::to_hex(crypto::sha256(document));
    const bool listed = said && said->value == json::Value(digest) &&
                        lists(entry->as_object(), record::digest_of(committed.disclosure));
    return listed ? std::optional(Proved{.document = said->name, .at = *at}) : std::nullopt;
}

}  // namespace

std::string text_of(const ProofFile& proof) {
    std::string out(first_line);
    out += '\n';
    if (!proof.extra.empty()) {
        out += fmt::format("{}{}\n", extra_word, crypto::to_base64(proof.extra));
    }
    out += fmt::format("{}{}\n", index_word, proof.index);
    for (const auto& hash : proof.hashes) {
        out += crypto::to_base64(hash) + '\n';
    }
    return out + '\n' + proof.checkpoint;
}

std::optional<ProofFile> read_proof_file(std::string_view text) {
    ProofFile out;
    if (take_line(text) != first_line) {
        return {};
    }
    auto line = take_line(text);
    if (line && line->starts_with(extra_word)) {
        auto extra = crypto::from_base64(line->substr(extra_word.size()));
        if (!extra) {
            return {};
        }
        out.extra = std::move(*extra);
        line = take_line(text);
    }
    const auto index = line && line->starts_with(index_word)
                           ? whole_number(line->substr(index_word.size()))
                           : std::nullopt;
    if (!index) {
        return {};
    }
    out.index = *index;
    for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
        const auto hash = digest_in(*line);
        if (!hash || out.hashes.size() == most_hashes) {
            return {};
        }
        out.hashes.push_back(*hash);
    }
    if (!line || text.empty()) {
        return {};
    }
    out.checkpoint = text;
    return out;
}

crypto::Bytes extra_of(const Committed& committed) {
    const auto text = json::canonical(json::write(committed));
    const auto bytes = crypto::bytes_of(text);
    return {bytes.begin(), bytes.end()};
}

Result<Proved> verify_document(
    std::string_view proof, std::string_view document, const Trust& trust
) {
    const auto file = read_proof_file(proof);
    const auto committed = !file ? std::nullopt
                           : file->extra.empty()
                               ? std::optional(Committed{std::string(document), {}})
                               : committed_in(file->extra);
    if (!committed) {
        return unreadable();
    }
    const auto opened = open_checkpoint(file->checkpoint, trust.log);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    const auto& head = opened->checkpoint.head;
    if (file->index >= head.size ||
        !crypto::merkle::verify_inclusion(
            record::leaf_of(committed->entry), file->index, head, file->hashes
        )) {
        return refuse(
            Refusal::Kind::invalid,
            "proof_not_in_log",
            "The proof does not lead to the checkpoint: it was changed, or put together wrongly."
        );
    }
    auto proved = committed_by(*committed, document);
    if (!proved) {
        return refuse(
            Refusal::Kind::invalid,
            "proof_of_another",
            "This is not the document that the proof is for, or not a single byte the same."
        );
    }
    proved->origin = opened->checkpoint.origin;
    proved->index = file->index;
    proved->size = head.size;
    for (const auto& witness : trust.witnesses) {
        if (const auto signature = signature_by(opened->note, witness)) {
            proved->cosigned.push_back({witness.name, cosigned_at(*signature).value()});
        }
    }
    return *proved;
}

}  // namespace belfry::transparency
