#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "program/inbox.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Something put before one person.
struct Notice {
    Id<InboxItem> id;  ///< Given when it is put in.
    std::int64_t account = 0;
    InboxKind kind = InboxKind::comment;
    std::int64_t actor = 0;  ///< 0: Belfry itself.
    record::Object object;
    std::string text;
    Instant at;
    bool read = false;
};

/// Puts `notice` into its reader's inbox; nothing for nobody and for the one who did it.
void put_into_inbox(store::Connection& db, const Notice& notice);

/// Newest first, at most `most`.
[[nodiscard]] std::vector<Notice> list_inbox(
    store::Connection& db, std::int64_t account, std::int64_t most
);

/// Marks one as read; false when this person has no such item.
bool mark_read(store::Connection& db, std::int64_t account, Id<InboxItem> id);
void mark_all_read(store::Connection& db, std::int64_t account);

/// Whether a notice of this kind about the object came to the person after `since`.
[[nodiscard]] bool was_told(store::Connection& db, const Notice& like, Instant since);

/// When its object goes away, so does what was said of it.
void forget_in_inboxes(store::Connection& db, const record::Object& object);

/// Of somebody who goes away.
void empty_inbox(store::Connection& db, std::int64_t account);

}  // namespace belfry::program
