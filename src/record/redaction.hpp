#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

#include "record/record.hpp"
#include "store/connection.hpp"

/// Values that the law had removed from the log: their digests stay, and with them every proof.
namespace belfry::record {

/// The action of an entry that removes values. It discloses `redacted`, a list of RedactedValue,
/// and `statute`; a value that is gone without such an entry breaks the record.
inline constexpr std::string_view redaction_action = "redaction.execute";

/// One value of one entry.
struct RedactedValue {
    std::int64_t entry = 0;  ///< Its sequence.
    std::string field;

    friend auto operator<=>(const RedactedValue&, const RedactedValue&) = default;
};
BOOST_DESCRIBE_STRUCT(RedactedValue, (), (entry, field))

/// Removes salt and value of `value`, which belongs to an entry of `object`. False when there is no
/// such value (any more). Only for a write with the action above.
[[nodiscard]] bool remove_disclosure(
    store::Connection& db, const Object& object, const RedactedValue& value
);

/// Every value that redactions removed, with the statute that each was removed under.
[[nodiscard]] std::map<RedactedValue, std::string> redacted_values(store::Connection& db);

}  // namespace belfry::record
