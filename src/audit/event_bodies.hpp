#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "audit/comparison.hpp"
#include "audit/contest.hpp"
#include "audit/terms.hpp"

/// What the events of an audit say; docs/formats/audit-bundle.md describes each for others.
namespace belfry::audit {

enum class FileRole {
    contests,      ///< ContestsFile, JSON.
    manifest,      ///< Which batches of cards a jurisdiction keeps.
    records,       ///< Cast vote records of a jurisdiction.
    batch_totals,  ///< Votes of a contest by batch of a jurisdiction.
    sample,        ///< Cards that were drawn elsewhere.
    original,      ///< A file as it came, from which one of the others was made.
};
BOOST_DESCRIBE_ENUM(FileRole, contests, manifest, records, batch_totals, sample, original)

struct CommittedFile {
    FileRole role = FileRole::manifest;
    std::string jurisdiction;  ///< Empty for contests and samples.
    std::string contest;       ///< Of batch totals; otherwise empty.
    std::string path;          ///< In the bundle: `files/…`.
    std::string sha256;        ///< Hexadecimal.
    std::int64_t bytes = 0;
    std::int64_t rows = 0;  ///< Contests, batches, cards; what the file lists.
    std::string format;     ///< What the file is: `belfry records 1`, `Dominion CSV 5.2`.
    std::string made_from;  ///< sha256 of the original; empty where it is one itself.

    friend bool operator==(const CommittedFile&, const CommittedFile&) = default;
};
BOOST_DESCRIBE_STRUCT(
    CommittedFile, (), (role, jurisdiction, contest, path, sha256, bytes, rows, format, made_from)
)

/// Whether a contest can be audited as it was reported.
enum class Auditability {
    decided,
    tied,         ///< A winner has no more votes than a loser.
    no_losers,    ///< Everybody won.
    unreachable,  ///< The margin is so small beside what cannot be checked: count every card.
};
BOOST_DESCRIBE_ENUM(Auditability, decided, tied, no_losers, unreachable)

/// Something that is true if the outcome is right.
struct Claim {
    std::string kind;  ///< An AssertionKind.
    std::string winner;
    std::string loser;
    std::vector<std::string> standing;  ///< Of ahead_when_left.
    double share = 0.0;                 ///< Of the threshold kinds; otherwise 0.
    int winner_divisor = 1;
    int loser_divisor = 1;
    double margin = 0.0;  ///< 2 mean(A) − 1 over the population.
    std::string words;

    friend bool operator==(const Claim&, const Claim&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Claim, (), (kind, winner, loser, standing, share, winner_divisor, loser_divisor, margin, words)
)

struct PreparedContest {
    std::string contest;
    Auditability standing = Auditability::decided;
    std::int64_t population = 0;  ///< Cards the sample is drawn from, with phantoms.
    std::int64_t phantoms = 0;  ///< Cards that should be there, and have neither record nor place.
    std::int64_t records = 0;   ///< Records that hold the contest.
    double diluted_margin = 0.0;
    std::optional<double> error_bound;  ///< U of a batch comparison.
    std::vector<Claim> claims;

    friend bool operator==(const PreparedContest&, const PreparedContest&) = default;
};
BOOST_DESCRIBE_STRUCT(
    PreparedContest,
    (),
    (contest, standing, population, phantoms, records, diluted_margin, error_bound, claims)
)

/// What follows from the committed files; fixed before the seed.
struct Preparation {
    std::int64_t cards = 0;  ///< By the manifests.
    std::int64_t batches = 0;
    std::string files;  ///< SHA-256 over the lines `sha256 path` of the committed files, in order.
    std::vector<PreparedContest> contests;

    friend bool operator==(const Preparation&, const Preparation&) = default;
};
BOOST_DESCRIBE_STRUCT(Preparation, (), (cards, batches, files, contests))

struct Roll {
    int digit = 0;
    std::string by;

    friend bool operator==(const Roll&, const Roll&) = default;
};
BOOST_DESCRIBE_STRUCT(Roll, (), (digit, by))

/// Twenty throws of a ten-sided die, in public.
struct SeedRoll {
    std::vector<Roll> rolls;
    std::string seed;  ///< Their digits.

    friend bool operator==(const SeedRoll&, const SeedRoll&) = default;
};
BOOST_DESCRIBE_STRUCT(SeedRoll, (), (rolls, seed))

/// A card or a batch that people have to look at. Numbered over the whole audit from 1.
struct DrawnItem {
    std::int64_t item = 0;
    std::string jurisdiction;
    std::string container;
    std::string tabulator;
    std::string batch;
    std::int64_t position = 0;  ///< In the batch, from 1; 0: the whole batch.
    std::string imprinted;
    bool phantom = false;  ///< Nothing to fetch: it counts as a card that cannot be found.
    std::vector<std::string> contests;  ///< That have to be read off it.

    friend bool operator==(const DrawnItem&, const DrawnItem&) = default;
};
BOOST_DESCRIBE_STRUCT(
    DrawnItem,
    (),
    (item, jurisdiction, container, tabulator, batch, position, imprinted, phantom, contests)
)

struct Pick {
    std::int64_t item = 0;
    std::string ticket;  ///< The number that chose it; empty where the sample came from elsewhere.

    friend bool operator==(const Pick&, const Pick&) = default;
};
BOOST_DESCRIBE_STRUCT(Pick, (), (item, ticket))

/// What a round draws for a contest, in the order of the draw.
struct ContestDraw {
    std::string contest;
    std::string stratum;      ///< `compared` or `polled` of a hybrid audit; otherwise empty.
    std::int64_t before = 0;  ///< Draws of earlier rounds.
    std::vector<Pick> picks;

    friend bool operator==(const ContestDraw&, const ContestDraw&) = default;
};
BOOST_DESCRIBE_STRUCT(ContestDraw, (), (contest, stratum, before, picks))

struct RoundDrawn {
    int round = 1;
    std::vector<DrawnItem> items;  ///< New ones, in the order of their numbers.
    std::vector<ContestDraw> draws;
    std::string list_sha256;  ///< Of the retrieval list `lists/round-N.csv`.

    friend bool operator==(const RoundDrawn&, const RoundDrawn&) = default;
};
BOOST_DESCRIBE_STRUCT(RoundDrawn, (), (round, items, draws, list_sha256))

/// What a person saw of one contest.
enum class Sight {
    marked,        ///< Choices, with their ranks; fewer than allowed is an undervote.
    blank,         ///< No choice is marked.
    overvoted,     ///< More are marked than allowed.
    not_on_card,   ///< The card does not have the contest.
    cannot_agree,  ///< The people who looked at it cannot agree.
    counted,       ///< A whole batch: votes by choice.
};
BOOST_DESCRIBE_ENUM(Sight, marked, blank, overvoted, not_on_card, cannot_agree, counted)

struct ContestReading {
    std::string contest;
    Sight sight = Sight::blank;
    /// By choice: 1 or the rank it was given; of a batch its votes.
    std::map<std::string, std::int64_t> votes;

    friend bool operator==(const ContestReading&, const ContestReading&) = default;
};
BOOST_DESCRIBE_STRUCT(ContestReading, (), (contest, sight, votes))

using Reading = std::vector<ContestReading>;

/// The first of two readings is kept back; only its hash is published.
struct ReadingSealed {
    std::int64_t item = 0;
    std::string reader;
    std::string digest;  ///< sealed_digest of the reading and its salt.

    friend bool operator==(const ReadingSealed&, const ReadingSealed&) = default;
};
BOOST_DESCRIBE_STRUCT(ReadingSealed, (), (item, reader, digest))

struct OpenedReading {
    std::string reader;
    std::string salt;
    Reading reading;

    friend bool operator==(const OpenedReading&, const OpenedReading&) = default;
};
BOOST_DESCRIBE_STRUCT(OpenedReading, (), (reader, salt, reading))

/// Both readings side by side, once the second is there.
struct ReadingsOpened {
    std::int64_t item = 0;
    OpenedReading first;
    OpenedReading second;
    bool agree = false;

    friend bool operator==(const ReadingsOpened&, const ReadingsOpened&) = default;
};
BOOST_DESCRIBE_STRUCT(ReadingsOpened, (), (item, first, second, agree))

enum class Settlement { third_reading, agreement };
BOOST_DESCRIBE_ENUM(Settlement, third_reading, agreement)

/// What counts where two readings differed.
struct ReadingSettled {
    std::int64_t item = 0;
    Settlement how = Settlement::agreement;
    std::string reason;
    Reading reading;

    friend bool operator==(const ReadingSettled&, const ReadingSettled&) = default;
};
BOOST_DESCRIBE_STRUCT(ReadingSettled, (), (item, how, reason, reading))

/// A card was not where the manifest says. The second search, by somebody else, settles it.
struct CardMissing {
    std::int64_t item = 0;
    int search = 1;
    std::string note;

    friend bool operator==(const CardMissing&, const CardMissing&) = default;
};
BOOST_DESCRIBE_STRUCT(CardMissing, (), (item, search, note))

/// What was read was not the card that was drawn. Both stay on record; the right one is read anew.
struct WrongCard {
    std::int64_t item = 0;
    std::string reason;  ///< How it showed: an imprint, a position, a batch.

    friend bool operator==(const WrongCard&, const WrongCard&) = default;
};
BOOST_DESCRIBE_STRUCT(WrongCard, (), (item, reason))

struct ClaimRisk {
    std::string words;
    double p_value = 1.0;
    std::optional<Discrepancies> found;  ///< Of comparisons.

    friend bool operator==(const ClaimRisk&, const ClaimRisk&) = default;
};
BOOST_DESCRIBE_STRUCT(ClaimRisk, (), (words, p_value, found))

/// Where a contest stands after a round.
enum class Verdict {
    confirmed,         ///< The risk limit is met: the paper supports the reported outcome.
    more,              ///< Draw more cards, or count them all.
    full_count,        ///< Only counting every card can tell.
    nothing_to_audit,  ///< Nobody lost.
    reported_only,     ///< A fixed share was counted: differences, no risk.
    counted_same,      ///< Every card was counted; the outcome stands.
    counted_other,     ///< Every card was counted; the outcome was another.
};
BOOST_DESCRIBE_ENUM(
    Verdict,
    confirmed,
    more,
    full_count,
    nothing_to_audit,
    reported_only,
    counted_same,
    counted_other
)

struct ContestRisk {
    std::string contest;
    AuditMethod method = AuditMethod::comparison;
    std::string formula;
    std::int64_t draws = 0;      ///< Repeats counted.
    std::int64_t items = 0;      ///< Different cards or batches.
    std::int64_t not_found = 0;  ///< Of the draws.
    double p_value = 1.0;
    Verdict verdict = Verdict::more;
    std::vector<ClaimRisk> claims;
    std::int64_t next = 0;  ///< Draws in all after the next round; 0: none needed.
    std::string next_rule;  ///< How `next` was reckoned.

    friend bool operator==(const ContestRisk&, const ContestRisk&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ContestRisk,
    (),
    (contest, method, formula, draws, items, not_found, p_value, verdict, claims, next, next_rule)
)

struct Measurement {
    int round = 1;
    std::vector<ContestRisk> contests;

    friend bool operator==(const Measurement&, const Measurement&) = default;
};
BOOST_DESCRIBE_STRUCT(Measurement, (), (round, contests))

struct FullCountOrdered {
    std::string contest;
    std::string reason;

    friend bool operator==(const FullCountOrdered&, const FullCountOrdered&) = default;
};
BOOST_DESCRIBE_STRUCT(FullCountOrdered, (), (contest, reason))

struct FullCountRecorded {
    std::string contest;
    std::vector<std::string> winners;
    std::vector<Choice> votes;
    bool same_outcome = false;

    friend bool operator==(const FullCountRecorded&, const FullCountRecorded&) = default;
};
BOOST_DESCRIBE_STRUCT(FullCountRecorded, (), (contest, winners, votes, same_outcome))

struct Conclusion {
    std::string contest;
    Verdict verdict = Verdict::more;
    double p_value = 1.0;

    friend bool operator==(const Conclusion&, const Conclusion&) = default;
};
BOOST_DESCRIBE_STRUCT(Conclusion, (), (contest, verdict, p_value))

struct Closing {
    std::vector<Conclusion> contests;

    friend bool operator==(const Closing&, const Closing&) = default;
};
BOOST_DESCRIBE_STRUCT(Closing, (), (contests))

/// Over the hash of the closing event. Without a key a name alone is put under it.
struct Signature {
    std::string name;
    std::string role;
    std::string head;        ///< Hash of the event that closed the audit.
    std::string public_key;  ///< Ed25519, hexadecimal; empty without a key.
    std::string signature;   ///< Over the hash's 64 characters, hexadecimal.

    friend bool operator==(const Signature&, const Signature&) = default;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (name, role, head, public_key, signature))

/// SHA-256, hexadecimal, of the canonical JSON {item, reader, reading, salt}.
[[nodiscard]] std::string sealed_digest(std::int64_t item, const OpenedReading& opened);

}  // namespace belfry::audit
