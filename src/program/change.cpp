#include "program/change.hpp"

#include "program/attachment_store.hpp"
#include "program/inbox_store.hpp"

namespace belfry::program::detail {

Result<void> erase_hanging(
    record::Writing& writing, const record::Actor& actor, const record::Object& subject
) {
    forget_in_inboxes(writing.db(), subject);
    for (const auto& object : hanging_on(writing.db(), subject)) {
        if (auto also = writing.also({actor, object.kind + ".delete", object}); !also) {
            return also;
        }
        if (object.kind == "comment") {
            delete_comment(writing.db(), {object.id});
        } else {
            delete_attachment(writing.db(), {object.id});
        }
        forget_findable(writing.db(), object);
        forget_in_inboxes(writing.db(), object);
    }
    return {};
}

}  // namespace belfry::program::detail
