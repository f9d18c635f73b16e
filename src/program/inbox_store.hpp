#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "program/inbox.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Something put before one person.
struct Notice {
    Id<InboxItem> id = {};  ///< Given when it is put in.
    std::int64_t account = 0;
    InboxKind kind = InboxKind::comment;
    std::int64_t actor = 0;  ///< 0: Belfry itself.
    record::Object object = {};
    std::string text = {};
    Instant at = {};
    bool read = false;
};

/// Puts `notice` into its reader's inbox; nothing for nobody and for the one who did it. The write
/// ends with tell_readers.
void put_into_inbox(store::Connection& db, const Notice& notice);

/// The number of the newest notice of all inboxes; 0 where there is none.
[[nodiscard]] std::int64_t newest_notice(store::Connection& db);

/// Writes an entry for each inbox that got something after the notice `newest`, so that its
/// reader's screen hears of it. The last act of a write: later disclosures would belong to it.
[[nodiscard]] Result<void> tell_readers(
    record::Writing& writing, const record::Actor& actor, std::int64_t newest
);

/// Newest first, at most `most`.
[[nodiscard]] std::vector<Notice> list_inbox(
    store::Connection& db, std::int64_t account, std::int64_t most
);

/// Those of one kind in all inboxes.
[[nodiscard]] std::vector<Notice> list_notices(store::Connection& db, InboxKind kind);

/// Takes one away.
void remove_notice(store::Connection& db, Id<InboxItem> id);

/// Marks one as read; false when this person has no such item.
bool mark_read(store::Connection& db, std::int64_t account, Id<InboxItem> id);
void mark_all_read(store::Connection& db, std::int64_t account);

/// When a notice of this kind about the object last came to the person; empty: never.
[[nodiscard]] std::optional<Instant> last_told(store::Connection& db, const Notice& like);

/// When its object goes away, so does what was said of it.
void forget_in_inboxes(store::Connection& db, const record::Object& object);

/// Of somebody who goes away.
void empty_inbox(store::Connection& db, std::int64_t account);

}  // namespace belfry::program
