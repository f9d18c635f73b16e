#include "audit/raire_proof.hpp"

#include <algorithm>

namespace belfry::audit {

std::vector<ProofLine> proof_in_words(
    const RaireResult& result, const std::vector<Choice>& choices, std::string_view language
) {
    const auto name = [&](std::size_t choice) {
        return choice < choices.size() ? choices[choice].name : std::to_string(choice + 1);
    };
    std::vector<ProofLine> out;
    std::vector<std::size_t> before;  // The path of the branch above, the winner first.
    for (const auto& branch : result.proof) {
        const std::vector<std::size_t> path(branch.suffix.rbegin(), branch.suffix.rend());
        const auto shared =
            static_cast<std::size_t>(std::ranges::mismatch(path, before).in1 - path.begin());
        for (auto depth = shared; depth < path.size(); ++depth) {
            const char* key = depth == 0 ? "audit.proof.winner" : "audit.proof.before";
            out.push_back({depth, said({key, {{"choice", name(path[depth])}}}, language)});
        }
        const auto& assertion = result.assertions[branch.assertion].assertion;
        out.back().ruled_out = true;
        out.back().text = said(
            {"audit.proof.impossible",
             {{"step", out.back().text}, {"reason", said(sentence_of(assertion, choices), language)}
             }},
            language
        );
        before = path;
    }
    return out;
}

}  // namespace belfry::audit
