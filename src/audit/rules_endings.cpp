// What has to be so for a measurement, a full count, the end and a signature.
#include <fmt/format.h>

#include "audit/rules_inside.hpp"
#include "crypto/signature.hpp"

namespace belfry::audit::inside {

Result<void> Rules::measured(Measurement measurement) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (now_.rounds.empty()) {
        return out_of_order(now_, "There is no round to measure.");
    }
    if (const auto open = open_items(now_); !open.empty()) {
        return out_of_order(
            now_, fmt::format("{} cards or batches are not read yet.", open.size())
        );
    }
    if (measurement.round != now_.rounds.back().round) {
        return refuse_state("audit_draw_form", "The newest round is measured.");
    }
    now_.measured_round = measurement.round;
    now_.measurement = std::move(measurement);
    return {};
}

Result<void> Rules::ordered(FullCountOrdered ordered) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (!now_.preparation) {
        return out_of_order(now_, "The commitments are not closed yet.");
    }
    if (!known_contest(ordered.contest)) {
        return refuse_state(
            "audit_unknown_contest", fmt::format("There is no contest “{}”.", ordered.contest)
        );
    }
    if (now_.full_counts.contains(ordered.contest)) {
        return refuse_state(
            "audit_full_count_already",
            fmt::format("A full count of {} is ordered already.", ordered.contest)
        );
    }
    now_.full_counts.emplace(ordered.contest, ordered);
    return {};
}

Result<void> Rules::counted(FullCountRecorded counted) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (!now_.full_counts.contains(counted.contest)) {
        return refuse_state(
            "audit_full_count_first",
            fmt::format("No full count of {} was ordered.", counted.contest)
        );
    }
    if (auto enough = needs_people(2); !enough) {
        return enough;
    }
    now_.counted.insert_or_assign(counted.contest, counted);
    return {};
}

Result<void> Rules::closed(Closing closing) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (!now_.preparation) {
        return out_of_order(now_, "The audit has not begun.");
    }
    const auto should = closing_of(now_);
    for (const auto& each : should.contests) {
        if (each.verdict == Verdict::more || each.verdict == Verdict::full_count) {
            return out_of_order(now_, fmt::format("{} is not finished.", each.contest));
        }
    }
    if (closing != should) {
        return refuse_state("audit_closing", "This is not what the measurements say.");
    }
    now_.closing = std::move(closing);
    return {};
}

Result<void> Rules::put_signature(Signature signature) {
    if (!now_.closing) {
        return out_of_order(now_, "Only a closed audit is signed.");
    }
    if (signature.name.empty() || signature.head != now_.closing_head) {
        return refuse_state(
            "audit_signature", "A signature has a name and is over the event that closed the audit."
        );
    }
    if (signature.public_key.empty() != signature.signature.empty() ||
        (!signature.public_key.empty() &&
         !crypto::signature_holds(signature.public_key, signature.head, signature.signature))) {
        return refuse_state(
            "audit_signature",
            fmt::format("The signature of {} does not belong to this audit.", signature.name)
        );
    }
    now_.signatures.push_back(std::move(signature));
    return {};
}

}  // namespace belfry::audit::inside
