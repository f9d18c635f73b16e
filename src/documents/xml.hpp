#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/source.hpp"

namespace belfry::documents {

/// Attributes of an element: names without their prefix, and values.
using XmlAttributes = std::vector<std::pair<std::string_view, std::string_view>>;

/// Who hears of a document's elements as they are read. Names come without their namespace prefix;
/// views are valid during the call. A refusal ends the reading.
class XmlListener {
public:
    virtual ~XmlListener() = default;
    virtual void opened(std::string_view name, const XmlAttributes& attributes) = 0;

    /// `text` is all character data directly inside the element.
    virtual void closed(std::string_view name, std::string_view text) = 0;

    /// Where the reader stands, from 1.
    std::size_t line = 1;
    /// Set by the listener to end the reading.
    std::optional<Refusal> problem;
    /// Set by the listener to end the reading without a refusal.
    bool enough = false;
};

/// Reads XML as a stream. Refuses, with the line, what is not well formed, document types (no
/// entity is ever expanded), elements deeper than 64, and texts longer than 1 MiB.
[[nodiscard]] Result<void> read_xml(Source& source, XmlListener& listener);

}  // namespace belfry::documents
