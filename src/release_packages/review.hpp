#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "public_records/exemption.hpp"
#include "record/record.hpp"

/// What was found for a request, value by value.
namespace belfry::release_packages {

using public_records::Exemption;

enum class FieldState {
    undecided,
    release,
    withhold,
    removed,  ///< Its value is gone from the record; there is nothing to decide.
};
BOOST_DESCRIBE_ENUM(FieldState, undecided, release, withhold, removed)

/// A value of an entry that was found.
struct ReviewedField {
    std::int64_t position = 0;  ///< In its entry.
    std::string name;
    std::string disclosure;  ///< Empty when it was removed.
    FieldState state = FieldState::undecided;
    std::optional<Id<Exemption>> exemption = std::nullopt;  ///< It is withheld under.
};

struct ReviewedEntry {
    std::uint64_t sequence = 0;
    std::string text;  ///< The log's canonical bytes.
    Instant at = {};
    record::Actor actor = {};
    std::string action = {};
    record::Object object = {};
    bool outside = false;  ///< Found, but not asked for.
    std::vector<ReviewedField> fields = {};
};

/// How far a review is.
struct Standing {
    std::int64_t entries = 0;  ///< In the package.
    std::int64_t outside = 0;
    std::int64_t undecided = 0;  ///< Values.
    std::int64_t released = 0;
    std::int64_t withheld = 0;
    std::int64_t removed = 0;

    friend bool operator==(const Standing&, const Standing&) = default;
};
BOOST_DESCRIBE_STRUCT(Standing, (), (entries, outside, undecided, released, withheld, removed))

[[nodiscard]] Standing standing_of(const std::vector<ReviewedEntry>& entries);

/// A withheld value whose words stand in something that is given out.
struct Repeat {
    std::int64_t entry = 0;
    std::string field;  ///< The withheld one.
    std::int64_t in_entry = 0;
    std::string in_field;

    friend bool operator==(const Repeat&, const Repeat&) = default;
};
BOOST_DESCRIBE_STRUCT(Repeat, (), (entry, field, in_entry, in_field))

/// Texts of fewer characters are not looked for: "open" stands everywhere.
inline constexpr std::size_t least_repeated = 6;
/// More are not looked for: nobody reads them.
inline constexpr std::size_t most_repeats = 20;

/// What would be over-released: every text of a withheld value that stands as a whole in a text of
/// a released one or in `title` (entry 0, field `title`), without regard to case, accents and the
/// width of blanks; each pair of fields once, at most `most_repeats`. Numbers, parts of a text and
/// other words for the same are not found.
[[nodiscard]] std::vector<Repeat> repeats_in(
    const std::vector<ReviewedEntry>& entries, std::string_view title
);

/// Whether `text`, where it is long enough to be looked for, stands as a whole in `words`; compared
/// as repeats are.
[[nodiscard]] bool stands_in(std::string_view text, std::string_view words);

}  // namespace belfry::release_packages
