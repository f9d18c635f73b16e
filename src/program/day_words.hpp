#pragma once

#include <string>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "program/words.hpp"

namespace belfry::program {

/// "Dec 4", "4 dic": a day near enough that its year goes without saying.
[[nodiscard]] std::string short_day(const Words& words, Date day);

/// "$18,400", "$12.50".
[[nodiscard]] std::string dollars(Money amount);

}  // namespace belfry::program
