#pragma once

#include <vector>

#include "program/change_sentences.hpp"
#include "program/seen_store.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// What was done since `seen`, from the permanent record, the latest few hundred acts at most. Of
/// what the fictional city brought along, its own made-up past instead.
[[nodiscard]] std::vector<Happening> happenings_since(const Services& services, const Seen& seen);

}  // namespace belfry::program
