#pragma once

#include <optional>
#include <string>
#include <vector>

#include "public_records/redaction.hpp"
#include "public_records/redaction_store.hpp"
#include "public_records/services.hpp"

/// What a redaction does to the record and to the tables of the modules.
namespace belfry::public_records {

/// How the action ends with which an object goes whose bytes were redacted.
inline constexpr std::string_view redaction_delete = ".redact.delete";

/// The refusal `retention_runs`.
[[nodiscard]] Refusal retention_runs();

/// The values that `wish` is about. Refuses, by field, an object that is not there or of no kind
/// that is kept, and a value or field that it does not have. Fields whose newest value lies in a
/// column that cannot be emptied are left out, unless they are named (`field_cannot_go`).
[[nodiscard]] Result<std::vector<RedactionTarget>> targets_of(
    store::Connection& db, const Shelves& shelves, const std::vector<RedactionTargetWish>& wishes
);

/// Why an object's values may not go today; the codes of refusals: `held`, `retention_runs`,
/// `retention_missing` (a disposition of what belongs to no series).
[[nodiscard]] std::vector<std::string> obstacles(
    store::Connection& db,
    const Services& services,
    const record::Object& object,
    RedactionKind kind
);

/// The first obstacle of any target as a refusal. Refuses besides (conflict, `approval_lapsed`) one
/// that somebody approved who may not approve any more: disabled, expired, with other roles.
[[nodiscard]] Result<void> check_obstacles(
    store::Connection& db, const Services& services, const Redaction& redaction
);

/// Whether the row of an object still holds the value of `field`, and whether it can be emptied.
enum class LivePlace {
    none,     ///< No row says it (any more): the record alone has the value.
    empties,  ///< A bar, or nothing, takes its place.
    stays,    ///< It cannot be emptied: a state, a number others count on.
};
[[nodiscard]] LivePlace live_place(
    store::Connection& db,
    const Shelves& shelves,
    const record::Object& object,
    std::string_view field
);

/// Carries out a redaction that is due: removes salts and values from the record, puts bars in
/// their places, and writes the entry that says what was removed, under which statute, and who
/// approved it. Refuses (conflict) one that is not due (`redaction_not_due`) and what
/// check_obstacles refuses by now; then nothing is removed.
[[nodiscard]] Result<Redaction> execute(
    const Services& services, Id<Redaction> id, const record::Actor& actor
);

/// Carries out each redaction whose day has come; gives how many. One that is refused waits.
std::size_t execute_due(const Services& services);

}  // namespace belfry::public_records
