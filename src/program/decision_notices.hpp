#pragma once

#include <vector>

#include "program/decision.hpp"
#include "program/inbox.hpp"
#include "record/record.hpp"

namespace belfry::program {

/// Who may answer: the person asked, or everybody who decides for the mayor's office.
[[nodiscard]] std::vector<std::int64_t> deciders(store::Connection& db, const Decision& decision);

/// Tells those who decide, or the one who asked, in the act that changes the decision.
void tell_deciders(
    record::Writing& writing, const Decision& decision, InboxKind kind, std::int64_t by
);
void tell_asker(
    record::Writing& writing, const Decision& decision, InboxKind kind, std::int64_t by
);

}  // namespace belfry::program
