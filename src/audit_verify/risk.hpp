#pragma once

#include <cstddef>
#include <vector>

#include "audit_verify/facts.hpp"

namespace belfry::audit_verify {

/// Risks of a contest: in all, and of each claim.
struct Risks {
    double p = 0.0;
    std::vector<double> claims;
    std::vector<Errors> errors;
};

/// From the readings alone; every card and batch that was drawn has to be read or given up.
[[nodiscard]] Risks risks_of(const Facts& facts, std::size_t contest);

}  // namespace belfry::audit_verify
