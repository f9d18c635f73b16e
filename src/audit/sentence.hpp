#pragma once

#include <map>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

namespace belfry::audit {

/// A sentence of the catalogs and what fills its blanks, so that everybody reads it in their own
/// language.
struct Sentence {
    std::string key;
    std::map<std::string, std::string> values = {};

    friend bool operator==(const Sentence&, const Sentence&) = default;
};
BOOST_DESCRIBE_STRUCT(Sentence, (), (key, values))

[[nodiscard]] std::string said(const Sentence& sentence, std::string_view language);

}  // namespace belfry::audit
