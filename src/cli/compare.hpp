#pragma once

#include <cstdint>
#include <vector>

#include "cli/commands.hpp"
#include "cli/rehearsal_inputs.hpp"

/// Plans by scenarios on the same days, from files and from a city's data.
namespace belfry::cli {

/// `rehearse` with several scenarios or plans.
int compare_files(const RehearseWish& wish, const NamedCity& city, const Output& out);

struct CompareWish {
    std::vector<std::int64_t> plans;      ///< Of the data; 0 none.
    std::vector<std::int64_t> scenarios;  ///< Likewise; 0, or no number, an ordinary day.
    std::uint32_t days = 1000;
    std::uint64_t seed = 1;
    unsigned threads = 0;
    std::string language = "en";  ///< Of the names that Belfry gives.
};

/// `plans compare`.
int compare_plans(const web::Place& place, const CompareWish& wish, const Output& out);

}  // namespace belfry::cli
