#pragma once

#include <span>
#include <string>
#include <vector>

#include "simulation/rehearsal.hpp"
#include "store/connection.hpp"

/// Results and cities as they lie in the database: small, and the same bytes for the same bits.
namespace belfry::rehearsal {

/// zlib, with the length before it.
[[nodiscard]] store::Bytes packed(std::string_view bytes);
/// Something else than was packed is a bug.
[[nodiscard]] std::string unpacked(const store::Bytes& bytes);

/// Every sum of a rehearsal.
[[nodiscard]] std::string bytes_of(const simulation::Rehearsal& rehearsal);
/// The same again; `model` is the one it was made with.
[[nodiscard]] simulation::Rehearsal rehearsal_from(
    std::string_view bytes, const simulation::Model& model
);

[[nodiscard]] std::string bytes_of(std::span<const double> numbers);
[[nodiscard]] std::vector<double> numbers_from(std::string_view bytes);

}  // namespace belfry::rehearsal
