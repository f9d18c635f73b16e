#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/seeded_random.hpp"
#include "crypto/merkle.hpp"
#include "record/entry.hpp"
#include "release_packages/package.hpp"
#include "transparency/checkpoint.hpp"
#include "transparency/proof_file.hpp"

namespace belfry::release_packages {

/// A log in memory, and packages of its entries.
class TestLog {
public:
    struct Value {
        std::string name;
        json::Value value;
    };

    explicit TestLog(std::uint64_t seed = 1)
        : random_(seed), key_(crypto::new_signing_key(random_)) {}

    /// Adds an entry and gives what a package says of it when everything is given out.
    PackageEntry add(
        const record::Object& object, const std::string& action, const std::vector<Value>& values
    ) {
        record::Entry entry{
            .sequence = tree_.size + 1,
            .at = Instant(
                std::chrono::milliseconds(1'790'000'000'000) + std::chrono::hours(tree_.size)
            ),
            .actor = "account/7",
            .action = action,
            .object = object,
            .tlp = record::Tlp::green,
            .previous = revisions_[object]++,
            .digests = {},
        };
        PackageEntry out{.sequence = entry.sequence, .text = {}, .fields = {}};
        for (const auto& [name, value] : values) {
            record::Salt salt;
            random_.fill(salt);
            auto disclosure = record::disclosure_of(salt, name, value);
            auto digest = record::digest_of(disclosure);
            entry.digests.push_back(digest);
            out.fields.push_back({name, std::move(digest), std::move(disclosure), {}, {}});
        }
        out.text = record::text_of(entry);
        for (const auto& node : crypto::merkle::append(tree_, record::leaf_of(out.text))) {
            nodes_[{node.level, node.index}] = node.hash;
        }
        return out;
    }

    [[nodiscard]] transparency::VerifierKey key() const {
        return transparency::verifier_of(origin, transparency::Algorithm::ed25519, key_);
    }

    [[nodiscard]] std::string key_text() const { return transparency::text_of(key()); }

    [[nodiscard]] std::string proof(std::uint64_t sequence, crypto::Bytes extra = {}) const {
        const transparency::Checkpoint checkpoint{origin, {tree_.size, root_of(tree_)}};
        transparency::Note note{text_of(checkpoint), {}};
        note.signatures.push_back(transparency::sign(note.text, origin, key_));
        return transparency::text_of(transparency::ProofFile{
            std::move(extra),
            sequence - 1,
            crypto::merkle::inclusion_proof(
                sequence - 1,
                tree_.size,
                [&](unsigned level, std::uint64_t index) { return nodes_.at({level, index}); }
            ),
            transparency::text_of(note)
        });
    }

    /// The entry that commits a manifest.
    struct Commitment {
        record::Object object{"records_request", 31};
        std::string action = "records_request.release";
        std::string field = "manifest.json";
    };

    /// Commits the files' manifest in the log and adds all proofs.
    PackageFiles proved(PackageFiles files, const std::vector<PackageEntry>& entries) {
        return proved(std::move(files), entries, Commitment{});
    }

    PackageFiles proved(
        PackageFiles files, const std::vector<PackageEntry>& entries, const Commitment& by
    ) {
        const auto sha256 = crypto::to_hex(crypto::sha256(files.find(manifest_name)->second));
        const auto entry = add(by.object, by.action, {{by.field, json::Value(sha256)}});
        files.insert_or_assign(
            std::string(manifest_proof_name),
            proof(entry.sequence, transparency::extra_of({entry.text, entry.fields[0].disclosure}))
        );
        for (const auto& each : entries) {
            files.insert_or_assign(entry_proof_file(each.sequence), proof(each.sequence));
        }
        return files;
    }

    inline static const std::string origin = "vote.city.example/belfry/log";

private:
    SeededRandom random_;
    crypto::SigningKey key_;
    crypto::merkle::Frontier tree_;
    std::map<std::pair<unsigned, std::uint64_t>, crypto::Digest> nodes_;
    std::map<record::Object, record::Revision> revisions_;
};

/// Covers a field with a bar.
inline void withhold(PackageEntry& entry, std::size_t field, std::string mark) {
    entry.fields.at(field).disclosure.clear();
    entry.fields.at(field).mark = std::move(mark);
}

}  // namespace belfry::release_packages
