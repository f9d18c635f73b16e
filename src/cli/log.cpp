#include "cli/log.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "accounts/mail_settings.hpp"
#include "cli/commands.hpp"
#include "cli/file_source.hpp"
#include "record/ledger.hpp"
#include "transparency/code.hpp"
#include "transparency/doubt.hpp"
#include "transparency/live_values.hpp"
#include "transparency/log.hpp"
#include "transparency/log_store.hpp"
#include "transparency/witness_alarm.hpp"
#include "web/live_tables.hpp"

namespace belfry::cli {

Result<std::pair<transparency::Services, transparency::Keys>> keys_of(web::House& house) {
    const auto file = web::key_of(house);
    if (!file) {
        return std::unexpected(file.error());
    }
    transparency::Services services{
        *house.database,
        *house.record,
        house.clock,
        house.random,
        *file,
        [](store::Connection& db) {
            return accounts::mail_settings(db).public_url;
        }
    };
    auto keys = transparency::open_keys(services);
    if (!keys) {
        return std::unexpected(keys.error());
    }
    return std::pair(std::move(services), std::move(*keys));
}

namespace {

using transparency::Keys;
using transparency::VerifierKey;

Result<VerifierKey> key_in(const std::string& text, transparency::Algorithm wanted) {
    const auto key = transparency::verifier_key(text);
    if (!key || key->algorithm != wanted) {
        return refuse(
            Refusal::Kind::invalid,
            "verifier_key_unreadable",
            wanted == transparency::Algorithm::ed25519
                ? fmt::format(
                      "“{}” is no log's key: it should look like host/belfry/log+1a2b3c4d+A…", text
                  )
                : fmt::format(
                      "“{}” is no witness's key: it should look like"
                      " host/belfry/witness+1a2b3c4d+B…",
                      text
                  )
        );
    }
    return *key;
}

Result<transparency::Trust> trust_in(const LogWish& wish) {
    const auto log = key_in(wish.key, transparency::Algorithm::ed25519);
    if (!log) {
        return std::unexpected(log.error());
    }
    transparency::Trust trust{*log, {}};
    for (const auto& text : wish.witnesses) {
        const auto witness = key_in(text, transparency::Algorithm::cosignature);
        if (!witness) {
            return std::unexpected(witness.error());
        }
        trust.witnesses.push_back(*witness);
    }
    return trust;
}

/// Refuses with the exit code of something bad that was found.
int bad(const Refusal& refusal, const Output& out) {
    static_cast<void>(out.refuse(refusal));
    return found;
}

int verify_foreign_proof(const LogWish& wish, const transparency::Trust& trust, const Output& out) {
    const auto proof = bytes_of_file(wish.proof);
    const auto document = bytes_of_file(wish.document);
    if (!proof || !document) {
        return out.refuse((proof ? document : proof).error());
    }
    const auto proved = transparency::verify_document(*proof, *document, trust);
    if (!proved) {
        return bad(proved.error(), out);
    }
    auto sentence = fmt::format(
        "Good: committed at {} as entry {} of {}, which had {} entries.",
        to_iso(proved->at),
        proved->index + 1,
        proved->origin,
        proved->size
    );
    if (!proved->document.empty()) {
        sentence += fmt::format("\nIt was published at {}.", proved->document);
    }
    for (const auto& [witness, at] : proved->cosigned) {
        sentence += fmt::format("\nWitness: {} at {}.", witness, to_iso(at));
    }
    out.say(sentence, json::write(*proved).as_object());
    return done;
}

int verify_foreign_checkpoint(
    const LogWish& wish, const transparency::Trust& trust, const Output& out
) {
    const auto content = bytes_of_file(wish.checkpoint);
    if (!content) {
        return out.refuse(content.error());
    }
    const auto opened = transparency::open_checkpoint(*content, trust.log);
    if (!opened) {
        return bad(opened.error(), out);
    }
    const auto& head = opened->checkpoint.head;
    std::size_t cosigned = 0;
    for (const auto& witness : trust.witnesses) {
        cosigned += transparency::signature_by(opened->note, witness) ? 1U : 0U;
    }
    out.say(
        fmt::format(
            "Good: {} had {} entries, root {}; {} of {} witnesses cosigned it.",
            opened->checkpoint.origin,
            head.size,
            crypto::to_hex(head.root),
            cosigned,
            trust.witnesses.size()
        ),
        {{"origin", opened->checkpoint.origin},
         {"size", head.size},
         {"root", crypto::to_hex(head.root)},
         {"cosigned", cosigned},
         {"good", true}}
    );
    return done;
}

Result<transparency::SignedCheckpoint> checkpoint_in(
    const std::string& file, const VerifierKey& log
) {
    const auto content = bytes_of_file(file);
    return content ? transparency::open_checkpoint(*content, log)
                   : std::unexpected(content.error());
}

/// Whether two checkpoints under one key show two histories, as an alarm says.
int verify_fork(const LogWish& wish, const transparency::Trust& trust, const Output& out) {
    const auto older = checkpoint_in(wish.against, trust.log);
    const auto newer = checkpoint_in(wish.checkpoint, trust.log);
    const auto lines = wish.proof.empty() ? Result<std::string>() : bytes_of_file(wish.proof);
    if (!older || !newer || !lines) {
        return out.refuse((!older ? older.error() : !newer ? newer.error() : lines.error()));
    }
    const auto& first = older->checkpoint.head;
    const auto& second = newer->checkpoint.head;
    const auto proof = transparency::proof_in(*lines);
    if (!proof || first.size > second.size) {
        return out.refuse(
            refuse(
                Refusal::Kind::invalid,
                "fork_unreadable",
                proof ? "The checkpoint given with --against is of the larger tree: exchange them."
                      : "The proof should have a line of Base64 for each hash."
            )
                .error()
        );
    }
    const auto sentence = fmt::format(
        "{} had root {} with {} entries and root {} with {}",
        newer->checkpoint.origin,
        crypto::to_hex(first.root),
        first.size,
        crypto::to_hex(second.root),
        second.size
    );
    if (transparency::shows_fork(first, second, *proof)) {
        return bad(
            refuse(
                Refusal::Kind::conflict,
                "fork_shown",
                sentence + ": two histories under one signature."
            )
                .error(),
            out
        );
    }
    out.say(
        sentence + ". This does not show two histories.",
        {{"origin", newer->checkpoint.origin}, {"forked", false}}
    );
    return done;
}

/// That the data still hold all that a checkpoint of theirs says.
Result<void> holds_all_of(web::House& house, const std::string& content) {
    const auto note = transparency::read_note(content);
    const auto seen = note ? transparency::read_checkpoint(note->text) : std::nullopt;
    if (!seen) {
        return refuse(
            Refusal::Kind::invalid, "checkpoint_unreadable", "This is not a log's checkpoint."
        );
    }
    return house.database->read([&](store::Connection& db) -> Result<void> {
        const auto now = transparency::head_of(db);
        if (record::root_when(db, seen->head.size) != seen->head.root) {
            return refuse(
                Refusal::Kind::conflict,
                "record_not_of_checkpoint",
                fmt::format(
                    "The record with {} entries does not go on from this checkpoint with {}:"
                    " entries were changed or are gone.",
                    now.size,
                    seen->head.size
                )
            );
        }
        return {};
    });
}

int verify_data(web::House& house, const LogWish& wish, const Output& out) {
    const auto checkpoint =
        wish.checkpoint.empty() ? Result<std::string>() : bytes_of_file(wish.checkpoint);
    if (!checkpoint) {
        return out.refuse(checkpoint.error());
    }
    const auto head = house.record->verify();
    if (!head) {
        return bad(head.error(), out);
    }
    if (!wish.checkpoint.empty()) {
        if (const auto held = holds_all_of(house, *checkpoint); !held) {
            return bad(held.error(), out);
        }
    }
    const auto live = house.database->read([](store::Connection& db) {
        return transparency::verify_live_values(db, web::live_tables(), web::live_sums());
    });
    if (!live) {
        return bad(live.error(), out);
    }
    const auto root = crypto::to_hex(head->root);
    out.say(
        fmt::format(
            "{} entries, all good; root {}\n{} values of {} objects are what was disclosed last.",
            head->size,
            root,
            live->values,
            live->objects
        ),
        {{"size", head->size},
         {"root", root},
         {"values", live->values},
         {"objects", live->objects},
         {"good", true}}
    );
    return done;
}

int write_proof(
    const LogWish& wish, const std::string& proof, json::Object object, const Output& out
) {
    if (wish.output.empty()) {
        object["proof"] = proof;
        out.say(std::string_view(proof).substr(0, proof.size() - 1), object);
        return done;
    }
    std::ofstream file(wish.output, std::ios::binary | std::ios::trunc);
    file << proof;
    if (!file.flush()) {
        return out.fail(fmt::format("{} cannot be written", wish.output));
    }
    object["file"] = wish.output;
    out.say(wish.output, object);
    return done;
}

int prove_entry(web::House& house, const LogWish& wish, const Keys& keys, const Output& out) {
    auto text = std::optional<std::string>();
    const auto proof = house.database->read([&](store::Connection& db) {
        text = transparency::entry_text(db, wish.entry);
        if (!text) {
            return std::string();
        }
        const auto newest = transparency::checkpoint_of(db, keys);
        return transparency::proof_of_entry(db, wish.entry, {}, newest);
    });
    if (!text) {
        return out.refuse(
            refuse(Refusal::Kind::not_found, "no_such_entry", "The record has no such entry.")
                .error()
        );
    }
    return write_proof(wish, proof, {{"entry", *text}}, out);
}

int prove_document(web::House& house, const LogWish& wish, const Keys& keys, const Output& out) {
    const auto document = bytes_of_file(wish.document);
    if (!document) {
        return out.refuse(document.error());
    }
    const auto sha256 = crypto::to_hex(crypto::sha256(*document));
    const auto proof =
        house.database->read([&](store::Connection& db) -> std::optional<std::string> {
            const auto publication = transparency::find_publication(db, sha256);
            return publication ? std::optional(transparency::proof_of(
                                     db, *publication, transparency::checkpoint_of(db, keys)
                                 ))
                               : std::nullopt;
        });
    if (!proof) {
        return out.refuse(refuse(
                              Refusal::Kind::not_found,
                              "never_published",
                              "This city has never published a document with these bytes."
        )
                              .error());
    }
    return write_proof(wish, *proof, {{"sha256", sha256}}, out);
}

/// That the document is the one whose code was read, byte for byte. Says what the code says, and
/// that it names another key than `--key`, which is no fault: a log is renamed with its host.
int hold_to_code(const LogWish& wish, const Output& out) {
    const auto code = transparency::read_code(wish.code);
    const auto document = bytes_of_file(wish.document);
    if (!code || !document) {
        return out.refuse(
            code ? document.error()
                 : refuse(
                       Refusal::Kind::invalid,
                       "code_unreadable",
                       "The text of the code is not complete: it goes from BELFRY-1 to a SHA-256."
                   )
                       .error()
        );
    }
    if (crypto::to_hex(crypto::sha256(*document)) != code->sha256) {
        return bad(
            refuse(
                Refusal::Kind::conflict,
                "code_of_another",
                fmt::format("This is not {} of the code, byte for byte.", code->document)
            )
                .error(),
            out
        );
    }
    const bool other = !wish.key.empty() && !names(*code, wish.key);
    out.say(
        fmt::format(
            "Good: this is {} of the code, which names {}.{}",
            code->document,
            code->log,
            other ? "\nThat is another key than the one given: the log was renamed, or the code is"
                    " another city's."
                  : ""
        ),
        {{"document", code->document}, {"log", code->log}, {"sha256", code->sha256}, {"good", true}}
    );
    return done;
}

/// Whether the city published the document, by its own data.
int verify_published(web::House& house, const LogWish& wish, const Output& out) {
    const auto code = transparency::read_code(wish.code).value();
    const auto head = house.record->verify();
    if (!head) {
        return bad(head.error(), out);
    }
    const auto found = house.database->read([&](store::Connection& db) {
        return transparency::find_publication(db, code.sha256);
    });
    if (!found) {
        return bad(
            refuse(
                Refusal::Kind::not_found,
                "never_published",
                "This city has never published a document with these bytes."
            )
                .error(),
            out
        );
    }
    out.say(
        fmt::format(
            "Published at {} by entry {} of this city's log, which has {} entries.",
            found->path,
            found->sequence,
            head->size
        ),
        {{"path", found->path}, {"entry", found->sequence}, {"size", head->size}, {"good", true}}
    );
    return done;
}

/// Without a proof a code is looked up in this city's data, where there are any.
int verify_code(const web::Place& place, const LogWish& wish, const Output& out) {
    const auto held = hold_to_code(wish, out);
    const auto location = place.location();
    const bool has_data =
        location.engine != store::Engine::sqlite || std::filesystem::exists(location.file);
    if (held != done || !has_data) {
        return held;
    }
    return with_house(place, out, [&](web::House& house) {
        return verify_published(house, wish, out);
    });
}

/// Opens the data and the log's keys for `work`.
template <class Work>
int with_keys(const web::Place& place, const Output& out, Work work) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto keys = keys_of(house);
        return keys ? work(house, keys->first, keys->second) : out.refuse(keys.error());
    });
}

}  // namespace

int log_checkpoint(const web::Place& place, const Output& out) {
    return with_keys(place, out, [&](web::House& house, const auto&, const Keys& keys) -> int {
        const auto newest = house.database->read([&](store::Connection& db) {
            return transparency::checkpoint_of(db, keys);
        });
        const auto note = text_of(newest.note);
        out.say(
            std::string_view(note).substr(0, note.size() - 1),
            {{"checkpoint", note},
             {"size", newest.checkpoint.head.size},
             {"key", keys.identity.log_key}}
        );
        return done;
    });
}

int log_key(const web::Place& place, const Output& out) {
    return with_keys(place, out, [&](web::House&, const auto&, const Keys& keys) -> int {
        out.say(
            fmt::format(
                "log      {}\nwitness  {}", keys.identity.log_key, keys.identity.witness_key
            ),
            {{"log", keys.identity.log_key}, {"witness", keys.identity.witness_key}}
        );
        return done;
    });
}

int log_address(const web::Place& place, const LogWish& wish, const Output& out) {
    return with_keys(place, out, [&](web::House&, const auto& services, const Keys&) -> int {
        const auto identity = transparency::change_address(
            services,
            {record::Actor::belfry(), "log.update", {"log", 1}, std::nullopt, record::Tlp::clear},
            wish.address
        );
        if (!identity) {
            return out.refuse(identity.error());
        }
        out.say(
            fmt::format("The log is {}; its key is {}", identity->origin, identity->log_key),
            json::write(*identity).as_object()
        );
        return done;
    });
}

int log_new_epoch(const web::Place& place, const Output& out) {
    return with_keys(place, out, [&](web::House&, const auto& services, const Keys&) -> int {
        const auto identity = transparency::accept_loss(services, record::Actor::belfry());
        if (!identity) {
            return out.refuse(identity.error());
        }
        out.say(
            fmt::format(
                "The log goes on as {}; the record says what was lost. Witnesses need its new key: "
                "{}",
                identity->origin,
                identity->log_key
            ),
            json::write(*identity).as_object()
        );
        return done;
    });
}

int log_prove(const web::Place& place, const LogWish& wish, const Output& out) {
    if ((wish.entry == 0) == wish.document.empty()) {
        return out.misunderstood("name a document, or an entry with --entry");
    }
    return with_keys(place, out, [&](web::House& house, const auto&, const Keys& keys) -> int {
        return wish.entry > 0 ? prove_entry(house, wish, keys, out)
                              : prove_document(house, wish, keys, out);
    });
}

int log_verify(const web::Place& place, const LogWish& wish, const Output& out) {
    if (!wish.against.empty() && (wish.checkpoint.empty() || wish.key.empty())) {
        return out.misunderstood("--against needs a --checkpoint and the --key of both");
    }
    const bool fork = !wish.against.empty();
    const bool code = !wish.code.empty();
    if (code && (wish.document.empty() || !wish.checkpoint.empty())) {
        return out.misunderstood("--code needs the --document, and no --checkpoint");
    }
    if (fork ? !wish.document.empty() : !code && wish.proof.empty() != wish.document.empty()) {
        return out.misunderstood("--proof and --document belong together");
    }
    if (!wish.proof.empty() && wish.key.empty()) {
        return out.misunderstood("a proof needs the key of its log: --key");
    }
    if (code && wish.proof.empty()) {
        return verify_code(place, wish, out);
    }
    if (wish.key.empty()) {
        return with_house(place, out, [&](web::House& house) {
            return verify_data(house, wish, out);
        });
    }
    const auto trust = trust_in(wish);
    if (!trust) {
        return out.refuse(trust.error());
    }
    if (fork) {
        return verify_fork(wish, *trust, out);
    }
    if (const auto held = code ? hold_to_code(wish, out) : done; held != done) {
        return held;
    }
    if (!wish.proof.empty()) {
        return verify_foreign_proof(wish, *trust, out);
    }
    return wish.checkpoint.empty()
               ? out.misunderstood("--key needs a --proof or a --checkpoint to check")
               : verify_foreign_checkpoint(wish, *trust, out);
}

}  // namespace belfry::cli
