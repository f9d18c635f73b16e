#pragma once

#include <stdexcept>
#include <string>

namespace belfry::faults {

/// What must be true; what is not ends the run of this seed.
inline void demand(bool condition, std::string what) {
    if (!condition) {
        throw std::runtime_error(std::move(what));
    }
}

}  // namespace belfry::faults
