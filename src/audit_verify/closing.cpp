// A full count that is ordered, the end of an audit, and who signed it.
#include <fmt/format.h>

#include "audit_verify/facts.hpp"
#include "crypto/signature.hpp"

namespace belfry::audit_verify {

void check_order(Facts& facts, const json::Value& body) {
    only(body, {"contest", "reason"});
    const auto name = text(body, "contest");
    static_cast<void>(facts.contest(name));
    if (!facts.commitments_closed || facts.closed || !facts.full_counts.insert(name).second) {
        differs("contest", "one that is not counted in full yet", name);
    }
}

void check_closing(Facts& facts, const json::Value& body) {
    only(body, {"contests"});
    if (facts.closed || !facts.commitments_closed) {
        differs("kind", "an open audit", "audit_closed");
    }
    const auto& contests = list(body, "contests");
    same(
        "contests",
        static_cast<std::int64_t>(facts.contests.size()),
        static_cast<std::int64_t>(contests.size())
    );
    for (std::size_t at = 0; at < contests.size(); ++at) {
        only(contests[at], {"contest", "verdict", "p_value"});
        const auto& name = facts.contests[at].name;
        same("contest", name, text(contests[at], "contest"));
        std::string verdict = "more";
        double p = 1.0;
        const auto& standing = facts.prepared[at].standing;
        if (standing == "no_losers") {
            verdict = "nothing_to_audit";
        } else if (standing != "decided") {
            verdict = "full_count";
        }
        if (facts.current && facts.verdicts.contains(name)) {
            p = facts.verdicts[name].second;
            verdict = standing == "decided" ? facts.verdicts[name].first : verdict;
        }
        verdict = facts.full_counts.contains(name) ? "full_count" : verdict;
        if (facts.counted.contains(name)) {
            verdict = facts.counted[name] ? "counted_same" : "counted_other";
        }
        same("verdict", verdict, text(contests[at], "verdict"));
        close("p_value", p, number(contests[at], "p_value"));
        if (verdict == "more" || verdict == "full_count") {
            differs("verdict", "a finished contest", fmt::format("{}: {}", name, verdict));
        }
    }
    facts.closed = true;
}

void check_signature(Facts& facts, const json::Value& body) {
    only(body, {"name", "role", "head", "public_key", "signature"});
    if (!facts.closed || text(body, "name").empty()) {
        differs("kind", "a closed audit and a name", "signed");
    }
    same("head", facts.closing_hash, text(body, "head"));
    const auto key = text(body, "public_key");
    const auto signature = text(body, "signature");
    if (key.empty() != signature.empty() ||
        (!key.empty() && !crypto::signature_holds(key, facts.closing_hash, signature))) {
        differs("signature", "one that belongs to the key and the audit", signature);
    }
}

}  // namespace belfry::audit_verify
