#include "program/decision_notices.hpp"

#include "program/inbox_store.hpp"
#include "program/people.hpp"

namespace belfry::program {

namespace {

void tell(
    record::Writing& writing,
    const Decision& decision,
    std::int64_t account,
    InboxKind kind,
    std::int64_t by
) {
    put_into_inbox(
        writing.db(),
        {.id = {},
         .account = account,
         .kind = kind,
         .actor = by,
         .object = {"decision", decision.id.value},
         .text = decision.title,
         .at = writing.at()}
    );
}

}  // namespace

std::vector<std::int64_t> deciders(store::Connection& db, const Decision& decision) {
    if (decision.asked_of) {
        return {decision.asked_of->id};
    }
    auto holders = holders_of(db, "decisions_answer");
    std::erase(holders, decision.asked_by.id);
    return holders;
}

void tell_deciders(
    record::Writing& writing, const Decision& decision, InboxKind kind, std::int64_t by
) {
    for (const auto account : deciders(writing.db(), decision)) {
        tell(writing, decision, account, kind, by);
    }
}

void tell_asker(
    record::Writing& writing, const Decision& decision, InboxKind kind, std::int64_t by
) {
    tell(writing, decision, decision.asked_by.id, kind, by);
}

}  // namespace belfry::program
