#include "accounts/outbox.hpp"

#include <array>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "accounts/mail_settings.hpp"
#include "crypto/bytes.hpp"

namespace belfry::accounts {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::minutes, 7> pauses{1min, 5min, 15min, 60min, 4h, 12h, 24h};
constexpr std::int64_t at_once = 50;
constexpr std::chrono::days kept_for{30};
constexpr std::size_t most_answer = 300;

/// Stands for the test message that was not taken: it is never sent again.
constexpr std::string_view test_key = "test";

/// A message that is due.
struct Due {
    std::string key;
    mail::Address to;
    store::Bytes content;
    std::size_t attempts = 0;
    std::optional<Refusal> problem;  ///< Why it was not taken; empty once it was.
};

/// What lies sealed.
struct Content {
    std::string subject;
    std::string text;
    std::optional<std::string> html;
};

BOOST_DESCRIBE_STRUCT(Content, (), (subject, text, html))

std::string new_key(Random& random) {
    std::array<std::byte, 16> bytes{};
    random.fill(bytes);
    return crypto::to_hex(bytes);
}

std::vector<Due> list_due(store::Connection& db, Instant now) {
    return db.query(
        "SELECT key, name, mailbox, content, attempts FROM outgoing_mail"
        " WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, key LIMIT $2",
        [](const store::Row& row) {
            return Due{
                row.get<std::string>(0),
                {row.get<std::string>(1), row.get<std::string>(2)},
                row.bytes(3),
                row.get<std::size_t>(4),
                {}
            };
        },
        now,
        at_once
    );
}

void try_to_send(Services& services, const Mailer& out, Due& due) {
    const auto open = crypto::unseal(services.key, outgoing_mail_context(due.key), due.content);
    if (!open) {
        due.problem = Refusal{
            Refusal::Kind::conflict,
            "key_file_other",
            "The message was sealed with another key file.",
            {},
            {}
        };
        return;
    }
    const std::string_view text(reinterpret_cast<const char*>(open->data()), open->size());
    const auto content = json::parse_as<Content>(text).value();
    const auto sent = mail::send(
        out.server,
        {
            .from = out.sender,
            .to = due.to,
            .subject = content.subject,
            .text = content.text,
            .html = content.html,
            .key = due.key,
            .at = services.clock.now(),
        }
    );
    if (!sent) {
        due.problem = sent.error();
    }
}

void note_sent(store::Connection& db, const Due& due, Instant now) {
    db.execute(
        "UPDATE outgoing_mail SET state = 'sent', content = NULL, attempts = attempts + 1,"
        " problem = NULL, answer = NULL, finished_at = $2 WHERE key = $1",
        due.key,
        now
    );
}

void note_put_off(store::Connection& db, const Due& due, Instant now) {
    db.execute(
        "UPDATE outgoing_mail SET attempts = attempts + 1, due_at = $2, problem = $3, answer = $4"
        " WHERE key = $1",
        due.key,
        now + pauses.at(due.attempts),
        due.problem->code,
        due.problem->summary.substr(0, most_answer)
    );
}

void note_given_up(store::Connection& db, const Due& due, Instant now) {
    db.execute(
        "UPDATE outgoing_mail SET state = 'given_up', content = NULL, attempts = attempts + 1,"
        " problem = $3, answer = $4, finished_at = $2 WHERE key = $1",
        due.key,
        now,
        due.problem->code,
        due.problem->summary.substr(0, most_answer)
    );
}

Delivery note(record::Writing& w, const std::vector<Due>& tried) {
    Delivery out;
    for (const auto& due : tried) {
        if (!due.problem) {
            note_sent(w.db(), due, w.at());
            ++out.sent;
        } else if (due.attempts < pauses.size()) {
            note_put_off(w.db(), due, w.at());
            ++out.put_off;
        } else {
            note_given_up(w.db(), due, w.at());
            ++out.given_up;
        }
    }
    if (out.sent > 0) {
        forget_test(w.db());
    }
    w.db().execute("DELETE FROM outgoing_mail WHERE finished_at < $1", w.at() - kept_for);
    w.set("sent", out.sent);
    w.set("put_off", out.put_off);
    w.set("given_up", out.given_up);
    return out;
}

}  // namespace

std::string outgoing_mail_context(std::string_view key) {
    return fmt::format("outgoing_mail/{} content", key);
}

bool queue_mail(const Services& services, record::Writing& w, const OutgoingMail& out) {
    if (!sends_mail(w.db())) {
        return false;
    }
    const auto key = new_key(services.random);
    const auto content =
        boost::json::serialize(json::write(Content{out.subject, out.text, out.html}));
    w.db().execute(
        "INSERT INTO outgoing_mail (key, name, mailbox, content, created_at, due_at, attempts,"
        " state) VALUES ($1, $2, $3, $4, $5, $5, 0, 'waiting')",
        key,
        out.to.name,
        out.to.mailbox,
        crypto::seal(
            services.key, outgoing_mail_context(key), crypto::bytes_of(content), services.random
        ),
        w.at()
    );
    return true;
}

bool mail_is_due(store::Connection& db, Instant now) {
    return db.value<std::int64_t>(
               "SELECT count(*) FROM outgoing_mail WHERE state = 'waiting' AND due_at <= $1", now
           ) > 0;
}

Delivery deliver_due(Services& services) {
    std::optional<Mailer> out;
    std::vector<Due> due;
    services.database.read([&](store::Connection& db) {
        out = mailer(services, db);
        due = list_due(db, services.clock.now());
    });
    if (!out || due.empty()) {
        return {};
    }
    for (auto& message : due) {
        try_to_send(services, *out, message);
    }
    const auto noted = services.record.write(
        {record::Actor::belfry(), "outbox.deliver", {"outbox", 1}},
        [&](record::Writing& w) -> Result<Delivery> { return note(w, due); }
    );
    check(noted.has_value(), "noting what was sent was refused");
    return *noted;
}

OutboxState outbox_state(store::Connection& db) {
    const auto count = [&](std::string_view state) {
        return static_cast<std::size_t>(
            db.value<std::int64_t>("SELECT count(*) FROM outgoing_mail WHERE state = $1", state)
                .value_or(0)
        );
    };
    OutboxState out{count("waiting"), count("given_up"), {}, count("tested") > 0};
    out.last_problem = db.value<std::string>(
        "SELECT problem FROM outgoing_mail WHERE state <> 'sent' AND problem IS NOT NULL"
        " ORDER BY due_at DESC, key LIMIT 1"
    );
    return out;
}

void note_test(record::Writing& w, const Result<void>& sent) {
    forget_test(w.db());
    w.set("taken", sent.has_value());
    if (sent) {
        return;
    }
    w.db().execute(
        "INSERT INTO outgoing_mail (key, name, mailbox, created_at, due_at, attempts, state,"
        " problem, answer) VALUES ($1, '', '', $2, $2, 1, 'tested', $3, $4)",
        test_key,
        w.at(),
        sent.error().code,
        sent.error().summary.substr(0, most_answer)
    );
}

void forget_test(store::Connection& db) {
    db.execute("DELETE FROM outgoing_mail WHERE key = $1", test_key);
}

}  // namespace belfry::accounts
