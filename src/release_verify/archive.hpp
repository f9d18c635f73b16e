#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace belfry::release_verify {

/// The files of a package by their names.
using Files = std::map<std::string, std::string, std::less<>>;

/// What a package may ask of the machine.
inline constexpr std::size_t most_files = 50'000;
inline constexpr std::size_t most_bytes = 512ULL * 1024 * 1024;
inline constexpr std::size_t most_bytes_of_a_file = 64ULL * 1024 * 1024;

/// Unpacks a zip file in memory. Refuses `release_not_a_package`: what is no zip file, one with two
/// files of a name, with a name that leads out of a folder, with a file that is damaged, too
/// large or packed tighter than what a city writes, and more files or bytes than a package may
/// have.
[[nodiscard]] Result<Files> unpack(std::string_view zip);

}  // namespace belfry::release_verify
