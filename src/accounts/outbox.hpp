#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "accounts/services.hpp"
#include "mail/message.hpp"

/// E-mail on its way. It is queued in the same transaction as what it tells of, so that neither
/// happens without the other; it lies sealed until it is sent, because it may hold a link.
namespace belfry::accounts {

/// Says that there is something to read; never what a protected matter is about.
struct OutgoingMail {
    mail::Address to;
    std::string subject;
    std::string text;
    std::optional<std::string> html = std::nullopt;
};

/// The context that what it says is sealed in.
[[nodiscard]] std::string outgoing_mail_context(std::string_view key);

/// Queues it inside `w`. False, and nothing queued, when Belfry sends no e-mail.
bool queue_mail(const Services& services, record::Writing& w, const OutgoingMail& out);

struct Delivery {
    std::size_t sent = 0;
    std::size_t put_off = 0;   ///< Tried in vain; tried again later.
    std::size_t given_up = 0;  ///< Tried in vain for the last time.

    friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// Sends what is due, at most 50 messages; the job scheduler calls it every minute. Tries again
/// after 1, 5, 15 and 60 minutes, 4, 12 and 24 hours, and then gives up. A message may arrive twice
/// when Belfry stops between sending and noting it.
Delivery deliver_due(Services& services);

/// Whether there is anything for deliver_due to send.
[[nodiscard]] bool mail_is_due(store::Connection& db, Instant now);

/// What the administration shows of it.
struct OutboxState {
    std::size_t waiting = 0;
    std::size_t given_up = 0;                 ///< In the last 30 days.
    std::optional<std::string> last_problem;  ///< Code of the latest failure, if it still stands.
    bool test_failed = false;                 ///< The latest test, and nothing was taken since.
};

[[nodiscard]] OutboxState outbox_state(store::Connection& db);

/// Keeps how a test went: a failed one stands until something is taken or other settings are made.
void note_test(record::Writing& w, const Result<void>& sent);

/// What a test said holds for the settings of then only.
void forget_test(store::Connection& db);

}  // namespace belfry::accounts
