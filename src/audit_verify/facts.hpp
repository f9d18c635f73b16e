#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "audit_verify/formulas.hpp"
#include "audit_verify/verify.hpp"
#include "json/json.hpp"

/// What the verifier knows while it goes through the events, in the plainest form.
namespace belfry::audit_verify {

/// Thrown where something does not follow; caught in verify() alone.
struct Mismatch {
    std::string field;
    std::string expected;
    std::string found;
    std::string file = {};
    std::string repair = {};  ///< What would put it right, where that is known.
};

[[noreturn]] void differs(std::string field, std::string expected, std::string found);
void same(const std::string& field, const std::string& expected, const std::string& found);
void same(const std::string& field, std::int64_t expected, std::int64_t found);

/// Equal but for rounding: 1e-7 of the value, or 1e-12.
void close(const std::string& field, double expected, double found);

// Members of an object; a mismatch where they are not there or of another kind.
const json::Value& member(const json::Value& object, std::string_view name);
std::string text(const json::Value& object, std::string_view name);
std::int64_t whole(const json::Value& object, std::string_view name);
double number(const json::Value& object, std::string_view name);
bool flag(const json::Value& object, std::string_view name);
const json::Array& list(const json::Value& object, std::string_view name);
std::vector<std::string> texts(const json::Value& object, std::string_view name);

/// Refuses members that the format does not have.
void only(const json::Value& object, const std::vector<std::string>& names);

struct Contest {
    std::string name;
    std::vector<std::string> jurisdictions;
    std::string rule;
    std::string method;
    int winners = 1;
    int votes_allowed = 1;
    std::int64_t cards = 0;
    std::vector<std::string> choices;
    std::vector<std::int64_t> votes;
    std::string reported_winner;
    double share = 0.0;
    double batches_share = 0.0;
};

struct Batch {
    std::string jurisdiction;
    std::string container;
    std::string tabulator;
    std::string name;
    std::int64_t cards = 0;
};

/// Marks by choice: 0, 1 or a rank. Empty optional: the card does not have the contest.
using Marks = std::optional<std::vector<int>>;

struct Card {
    std::size_t batch = 0;
    std::int64_t position = 0;
    bool recorded = false;
    std::int64_t record = -1;  ///< Which record of all files it has, from 0.
    std::string imprinted;
    std::vector<Marks> marks;  ///< By contest.
};

/// Cards without a record of their own of which only the votes are known; none: not even those.
struct Pool {
    std::int64_t cards = 0;
    std::vector<std::int64_t> votes;
};

/// A claim, as the bundle states it.
struct Claim {
    std::string kind;
    std::size_t winner = 0;
    std::size_t loser = 0;
    std::vector<std::size_t> standing;
    double share = 0.0;
    int winner_divisor = 1;
    int loser_divisor = 1;
    double margin = 0.0;
    std::string words;
};

/// How many draws in all a next round should reach, and by which rule; 0 where none can help.
struct Advice {
    std::int64_t draws = 0;
    std::string rule;
};

struct Prepared {
    std::string standing;
    std::int64_t population = 0;
    double diluted_margin = 0.0;
    double error_bound = 0.0;
    std::vector<Claim> claims;
};

/// One contest of a reading.
struct Sight {
    std::string sight;
    std::map<std::string, std::int64_t> votes;
};

struct Item {
    std::string jurisdiction;
    std::string container;
    std::string tabulator;
    std::string batch;
    std::int64_t position = 0;
    std::string imprinted;
    bool phantom = false;
    std::vector<std::string> contests;
    std::string state = "waiting";  ///< half, both, differing, settled, looked, lost
    std::vector<std::pair<std::string, std::string>> seals;  ///< Reader and digest.
    std::string searcher;
    std::map<std::string, Sight> reading;
};

/// A draw: the item, and the number of its card among all cards (phantoms after them), or of its
/// batch.
struct Draw {
    std::int64_t item = 0;
    std::int64_t place = 0;
    int round = 1;
};

struct File {
    std::string role;
    std::string jurisdiction;
    std::string contest;
    std::string path;
    std::string sha256;
    std::string format;
};

struct Facts {
    const std::map<std::string, std::string>* files = nullptr;
    // Terms.
    std::vector<std::string> jurisdictions;
    double risk_limit = 0.05;
    double gamma = 1.0;
    std::string sampling;
    bool replacement = false;
    bool styles = false;
    // Commitments.
    std::vector<File> committed;
    std::vector<Contest> contests;
    std::vector<Batch> batches;
    std::vector<Card> cards;
    std::set<std::string> with_records;
    std::int64_t records = 0;
    std::vector<std::map<std::size_t, std::vector<std::int64_t>>> totals;  ///< Contest, batch.
    /// By contest: of a batch by its number, of what is left of a jurisdiction by its name.
    std::vector<std::map<std::string, Pool>> pools;
    std::set<std::pair<std::size_t, std::string>>
        rests;  ///< Contests and jurisdictions with totals of what is left.
    std::vector<std::vector<std::int64_t>> populations;  ///< Cards of each contest, phantoms last.
    std::vector<std::int64_t> phantoms;
    std::vector<std::int64_t> sample;  ///< Cards that were drawn elsewhere.
    std::vector<Prepared> prepared;
    bool commitments_closed = false;
    std::string seed;
    // The audit.
    std::vector<Item> items;
    int rounds = 0;
    std::map<std::string, std::vector<Draw>> draws;  ///< By contest, or contest/stratum.
    int measured = 0;
    bool current = false;  ///< The measurement is newer than every reading.
    std::map<std::string, std::pair<std::string, double>> verdicts;
    std::set<std::string> full_counts;
    std::map<std::string, bool> counted;  ///< Whether the outcome was the same.
    bool closed = false;
    std::string closing_hash;

    [[nodiscard]] std::size_t contest(const std::string& name) const;
    [[nodiscard]] bool may_hold(std::size_t contest, const std::string& jurisdiction) const;
};

// The parts of the check, in the order of an audit.
void check_terms(Facts& facts, const json::Value& body);
void check_file(Facts& facts, const json::Value& body);
void check_preparation(Facts& facts, const json::Value& body);
void check_seed(Facts& facts, const json::Value& body);
void check_round(Facts& facts, const json::Value& body);
/// Differs where fewer people are named: "Ann Lee" and " ann  lee" are one.
void needs_people(const std::vector<std::string>& by, std::size_t number);
void check_seal(Facts& facts, const json::Value& body, const std::vector<std::string>& by);
void check_opened(Facts& facts, const json::Value& body);
void check_settled(Facts& facts, const json::Value& body, const std::vector<std::string>& by);
void check_missing(Facts& facts, const json::Value& body, const std::vector<std::string>& by);
void check_wrong(Facts& facts, const json::Value& body, const std::vector<std::string>& by);
void check_measurement(Facts& facts, const json::Value& body);
void check_order(Facts& facts, const json::Value& body);
void check_count(Facts& facts, const json::Value& body, const std::vector<std::string>& by);
void check_closing(Facts& facts, const json::Value& body);
void check_signature(Facts& facts, const json::Value& body);

// Files.
using Rows = std::vector<std::vector<std::string>>;
[[nodiscard]] Rows csv_rows(const std::string& text);
void read_committed(Facts& facts);
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells);

// Numbers out of the seed.
struct Ticket {
    std::int64_t place = 0;
    std::string ticket;
};

[[nodiscard]] std::vector<Ticket> tickets_of_cards(
    const Facts& facts, const std::vector<std::int64_t>& cards, std::size_t count
);
[[nodiscard]] std::vector<Ticket> tickets_of_batches(
    const Facts& facts,
    std::size_t contest,
    const std::vector<std::int64_t>& before,
    std::size_t count
);

// Claims.
[[nodiscard]] double assorted(const Claim& claim, const Marks& marks);
[[nodiscard]] double most(const Claim& claim);

/// Pairs of who won and who lost by the reported votes.
struct Decided {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::string standing = "decided";
};

[[nodiscard]] Decided pairs_by_votes(
    const Contest& contest, const std::vector<std::int64_t>& votes
);
[[nodiscard]] double batch_bound(const Facts& facts, std::size_t contest, std::size_t batch);
[[nodiscard]] double batch_error(
    const Facts& facts,
    std::size_t contest,
    std::size_t batch,
    const std::vector<std::int64_t>& counted
);
[[nodiscard]] double pool_mean(const Claim& claim, const Pool& pool);
[[nodiscard]] const Pool* pool_of(const Facts& facts, std::size_t contest, std::int64_t place);
[[nodiscard]] std::vector<std::size_t> batches_with(const Facts& facts, std::size_t contest);

// Sizes.
[[nodiscard]] Advice advised(
    const Facts& facts,
    std::size_t contest,
    double p,
    std::int64_t draws,
    const std::vector<Errors>& claims
);

}  // namespace belfry::audit_verify
