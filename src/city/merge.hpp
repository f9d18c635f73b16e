#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/place.hpp"

/// How what comes in meets what is there. What a person changed stays as that person left it.
namespace belfry::city {

/// What becomes of places that are there and not in the file.
enum class Absent { keep, remove };
BOOST_DESCRIBE_ENUM(Absent, keep, remove)

/// A field that a person changed and the file says otherwise; values as JSON text.
struct KeptField {
    std::string place;  ///< Key.
    std::string field;
    std::string kept;
    std::string offered;

    friend bool operator==(const KeptField&, const KeptField&) = default;
};
BOOST_DESCRIBE_STRUCT(KeptField, (), (place, field, kept, offered))

struct MergeCounts {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t removed = 0;
    std::int64_t kept_absent = 0;  ///< Not in the file, and still there.

    friend bool operator==(const MergeCounts&, const MergeCounts&) = default;
};
BOOST_DESCRIBE_STRUCT(MergeCounts, (), (added, changed, unchanged, removed, kept_absent))

struct Merged {
    CityData data;
    MergeCounts places;
    MergeCounts precincts;
    std::vector<KeptField> kept;
};

struct MergeRules {
    Absent absent = Absent::keep;
    /// Whether a field that is empty in what comes in becomes empty: only when an import is undone.
    bool blank_clears = false;
};

/// Places are the same by their id, by name, address and kind, or by number where name or address
/// agrees; precincts by their number. Ids stay with their place. Places that a person changed are
/// never removed. A file without places leaves places alone, one without precincts the precincts.
[[nodiscard]] Merged merge(const CityData& present, CityData incoming, const MergeRules& rules);

/// Remove where the file names at least half of the places that are there: then it is the new list.
[[nodiscard]] Absent usual_absent(const CityData& present, const CityData& incoming);

}  // namespace belfry::city
