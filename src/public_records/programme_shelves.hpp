#pragma once

#include <vector>

#include "public_records/shelf.hpp"

/// The programme's own things as records of the city.
namespace belfry::public_records {

[[nodiscard]] std::vector<Shelf> programme_shelves();
[[nodiscard]] std::vector<Echo> programme_echoes();

/// Makes search forget what the objects said before.
void find_words_anew(store::Connection& db, const std::vector<record::Object>& objects);

}  // namespace belfry::public_records
