#pragma once

#include <vector>

#include <boost/describe.hpp>

namespace belfry::accounts {

/// What somebody is in the city's programme. A person may be several.
enum class Role {
    administrator,      ///< Runs Belfry itself: people, mail, backups.
    mayor,              ///< Decides.
    chief_of_staff,     ///< Runs the programme for the mayor.
    election_official,  ///< Runs the elections.
    planner,            ///< Prepares plans, rehearsals and exercises.
    liaison,            ///< An agency's contact for election security.
    commissioner,       ///< Sits on the election security commission.
    auditor,            ///< Checks: sees everything, changes only audits.
    staff,              ///< Works on tasks.
    observer,           ///< Looks on.
};
BOOST_DESCRIBE_ENUM(
    Role,
    administrator,
    mayor,
    chief_of_staff,
    election_official,
    planner,
    liaison,
    commissioner,
    auditor,
    staff,
    observer
)

/// In the order of the enumeration, each once.
using Roles = std::vector<Role>;

}  // namespace belfry::accounts
