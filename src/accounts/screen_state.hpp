#pragma once

#include <string>

#include <boost/describe.hpp>

namespace belfry::accounts {

enum class ScreenPages {
    steps,     ///< The ten steps and how each stands.
    calendar,  ///< What comes in the next weeks.
    both,      ///< One beside the other.
};
BOOST_DESCRIBE_ENUM(ScreenPages, steps, calendar, both)

/// What a screen on a wall is told of itself.
struct ScreenState {
    std::string name;  ///< Where it hangs.
    ScreenPages pages = ScreenPages::steps;
    std::string language;
};
BOOST_DESCRIBE_STRUCT(ScreenState, (), (name, pages, language))

}  // namespace belfry::accounts
