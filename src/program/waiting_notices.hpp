#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "program/inbox_store.hpp"
#include "program/services.hpp"

/// Lines that stand in inboxes for as long as something waits for their reader. They follow from
/// what is there: whoever gets a role later finds them too, and what is settled is gone from all.
namespace belfry::program {

/// Which lines are meant: of these kinds, about one object or about all.
struct WaitingLines {
    std::vector<InboxKind> kinds;
    std::optional<record::Object> object = std::nullopt;
};

/// Whether the lines that are there are not those of `wanted`. A notice's number, time and whether
/// it was read do not count.
[[nodiscard]] bool inboxes_differ(
    store::Connection& db, const WaitingLines& lines, const std::vector<Notice>& wanted
);

/// Puts in those of `wanted` that are missing, with a mail to readers who take mail, which says
/// that, not what (`mail.KIND_subject`, `mail.KIND_text`), and takes out those that nobody waits
/// for any more. Nothing comes to nobody and to the one who does it. The write ends with
/// tell_readers.
void keep_waiting(
    const Services& services,
    record::Writing& writing,
    const WaitingLines& lines,
    const std::vector<Notice>& wanted
);

/// The same as a write of its own, by Belfry itself; nothing is written where nothing differs.
/// `find` says what is wanted. Gives whether something was.
bool keep_waiting(
    const Services& services,
    const WaitingLines& lines,
    const std::function<std::vector<Notice>(store::Connection&)>& find
);

}  // namespace belfry::program
