#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace belfry {

/// Names one stored record of kind `Record`. An Id<Plan> never fits where an Id<Incident> is
/// wanted. Zero names nothing yet.
template <class Record>
struct Id {
    std::int64_t value = 0;

    friend auto operator<=>(Id, Id) = default;
};

}  // namespace belfry

template <class Record>
struct std::hash<belfry::Id<Record>> {
    std::size_t operator()(belfry::Id<Record> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
