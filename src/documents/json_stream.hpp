#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "documents/source.hpp"

namespace belfry::documents {

/// A member of the outermost object, or one element of a member that is an array.
struct JsonPiece {
    std::string_view key;
    bool is_element = false;
    std::size_t index = 0;  ///< Of the element, from 0.
    /// JSON text. Memory behind it can be read for another 64 bytes. Valid during the call.
    std::string_view text;
    std::size_t line = 1;  ///< On which it begins.
};

/// Reads a JSON object of any size: its members one by one, those that are arrays element by
/// element, a piece of the file in memory at a time. Pieces are told apart by brackets and quotes
/// only; whoever takes one parses it. Refuses what is no object, what ends before it is whole, and
/// pieces of more than 64 MiB. `each` ends the reading by a refusal or by false.
[[nodiscard]] Result<void> read_json_pieces(
    Source& source, const std::function<Result<bool>(const JsonPiece&)>& each
);

}  // namespace belfry::documents
