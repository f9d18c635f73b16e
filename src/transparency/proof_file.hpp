#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "crypto/merkle.hpp"
#include "transparency/checkpoint.hpp"

/// Proof files (c2sp.org/tlog-proof@v1): all that is needed, without a network, to see that an
/// entry is in a log.
namespace belfry::transparency {

struct ProofFile {
    crypto::Bytes extra;
    std::uint64_t index = 0;  ///< Of the entry, from 0.
    crypto::merkle::Proof hashes;
    std::string checkpoint;  ///< A signed note, verbatim.

    friend bool operator==(const ProofFile&, const ProofFile&) = default;
};

[[nodiscard]] std::string text_of(const ProofFile& proof);

/// Empty when it is no proof file.
[[nodiscard]] std::optional<ProofFile> read_proof_file(std::string_view text);

/// What a proof file of a document carries as extra data: the entry that committed the document
/// and the disclosure with its SHA-256 (docs/record.md). Nothing here is believed: the entry has to
/// be the one that is proved, and the disclosure one of its digests.
struct Committed {
    std::string entry;
    std::string disclosure;
};
BOOST_DESCRIBE_STRUCT(Committed, (), (entry, disclosure))

[[nodiscard]] crypto::Bytes extra_of(const Committed& committed);

/// Whom the reader of a proof trusts.
struct Trust {
    VerifierKey log;
    std::vector<VerifierKey> witnesses;
};

struct Cosigned {
    std::string witness;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Cosigned, (), (witness, at))

/// What a proof shows of a document.
struct Proved {
    /// The address it was published at: `/steps/4`; empty: the document is the log's entry itself.
    std::string document = {};
    Instant at = {};  ///< When it was committed, by the log's clock.
    std::string origin = {};
    std::uint64_t index = 0;
    std::uint64_t size = 0;
    std::vector<Cosigned> cosigned = {};  ///< By trusted witnesses.
};
BOOST_DESCRIBE_STRUCT(Proved, (), (document, at, origin, index, size, cosigned))

/// Refuses a file that is none (`proof_unreadable`), a checkpoint not signed by the log
/// (`checkpoint_not_signed`), an entry that is not in it (`proof_not_in_log`), and a document that
/// is not the one committed (`proof_of_another`). Without extra data the document has to be the
/// text of the entry.
[[nodiscard]] Result<Proved> verify_document(
    std::string_view proof, std::string_view document, const Trust& trust
);

}  // namespace belfry::transparency
