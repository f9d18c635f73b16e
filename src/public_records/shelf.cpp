#include "public_records/shelf.hpp"

#include <algorithm>

namespace belfry::public_records {

const Shelf* Shelves::find(std::string_view kind) const {
    const auto found = std::ranges::find(shelves, kind, &Shelf::kind);
    return found == shelves.end() ? nullptr : &*found;
}

}  // namespace belfry::public_records
