#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "audit/raire.hpp"

namespace belfry::audit {

/// A line of the tree that shows why nobody else can have won an instant runoff.
struct ProofLine {
    /// 0 for somebody else who might have won; one more for each choice that went out just before.
    std::size_t depth = 0;
    std::string text;
    bool ruled_out = false;  ///< The branch ends here; the text says by what.

    friend bool operator==(const ProofLine&, const ProofLine&) = default;
};
BOOST_DESCRIBE_STRUCT(ProofLine, (), (depth, text, ruled_out))

/// The tree from its roots, each branch followed to where it is ruled out. Empty where there is no
/// proof.
[[nodiscard]] std::vector<ProofLine> proof_in_words(
    const RaireResult& result, const std::vector<Choice>& choices, std::string_view language
);

}  // namespace belfry::audit
