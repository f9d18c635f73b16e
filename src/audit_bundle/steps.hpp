#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "audit_bundle/bundle.hpp"
#include "base/random.hpp"

/// The steps of an audit, each one a function of a bundle. The command line and the web pages call
/// these and nothing below them.
namespace belfry::audit_bundle {

/// Who does a step, and when.
struct Deed {
    std::vector<std::string> by;
    Instant at;
};

/// Reads the committed files together and fixes what follows from them.
[[nodiscard]] Result<audit::Preparation> close_commitments(Bundle& bundle, const Deed& deed);

/// Twenty digits and who rolled each.
[[nodiscard]] Result<std::string> roll_seed(
    Bundle& bundle, const std::vector<audit::Roll>& rolls, const Deed& deed
);

/// Draws a round and writes its retrieval list.
[[nodiscard]] Result<audit::RoundDrawn> draw(
    Bundle& bundle, const std::map<std::string, std::int64_t>& sizes, const Deed& deed
);

/// What became of a reading.
enum class Entered {
    first,   ///< Kept back until somebody else has read the item.
    agreed,  ///< Both readings are the same.
    differ,  ///< They have to be settled.
    before,  ///< This person had entered just this already; nothing was added.
};

/// Enters one person's reading of an item: the first is kept sealed, the second opens both. A list
/// of which the entering was interrupted can be entered again.
[[nodiscard]] Result<Entered> enter(
    Bundle& bundle,
    std::int64_t item,
    const std::string& reader,
    const audit::Reading& reading,
    Random& random,
    Instant at
);

[[nodiscard]] Result<void> settle(
    Bundle& bundle, const audit::ReadingSettled& settled, const Deed& deed
);

/// The first search, or the second: which of them it was.
[[nodiscard]] Result<int> not_found(
    Bundle& bundle, std::int64_t item, const std::string& note, const Deed& deed
);

[[nodiscard]] Result<void> wrong_card(
    Bundle& bundle, std::int64_t item, const std::string& reason, const Deed& deed
);

[[nodiscard]] Result<audit::Measurement> measure(Bundle& bundle, const Deed& deed);

[[nodiscard]] Result<void> order_full_count(
    Bundle& bundle, const std::string& contest, const std::string& reason, const Deed& deed
);

/// The votes of a full hand count; of a ranked contest also who won.
[[nodiscard]] Result<audit::FullCountRecorded> record_full_count(
    Bundle& bundle, audit::FullCountRecorded counted, const Deed& deed
);

[[nodiscard]] Result<audit::Closing> close(Bundle& bundle, const Deed& deed);

/// Puts a name under the closed audit; with a key also a signature.
[[nodiscard]] Result<void> sign(Bundle& bundle, audit::Signature signature, const Deed& deed);

/// Opens pairs of readings that an interruption left sealed.
[[nodiscard]] Result<void> finish_readings(Bundle& bundle, Instant at);

/// Refuses choices that the contest does not have; `(other)` stands for anybody else.
[[nodiscard]] Result<void> check_choices(
    const audit::ContestsFile& contests, const audit::Reading& reading
);

/// The committed contests.
[[nodiscard]] Result<audit::ContestsFile> contests_of(const Bundle& bundle);

inline constexpr std::string_view other_choice = "(other)";

}  // namespace belfry::audit_bundle
