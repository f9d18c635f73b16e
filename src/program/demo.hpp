#pragma once

#include <boost/describe.hpp>

#include "program/services.hpp"

namespace belfry::program {

/// Whether the fictional city is loaded.
struct DemoState {
    bool loaded = false;
};
BOOST_DESCRIBE_STRUCT(DemoState, (), (loaded))

[[nodiscard]] DemoState demo_state(const Services& services);

/// Fills Belfry with the fictional city in `language`, in one act of `actor`. The city's own name
/// and dates are kept for when it is removed. Where nobody decides for the mayor's office yet, the
/// decisions wait for `actor`. Refuses (conflict) when it is loaded already.
[[nodiscard]] Result<DemoState> load_demo(
    const Services& services, const record::Actor& actor, std::string_view language
);

/// Removes exactly what the fictional city brought, in one act: its things with the comments and
/// files that people hung on them, its people, its city. What people made themselves stays; where a
/// fictional person had it, nobody does. Refuses (conflict) when it is not loaded.
[[nodiscard]] Result<DemoState> remove_demo(const Services& services, const record::Actor& actor);

}  // namespace belfry::program
