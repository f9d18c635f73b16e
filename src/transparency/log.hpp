#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "http/message.hpp"
#include "transparency/checkpoint.hpp"
#include "transparency/identity.hpp"
#include "transparency/publication.hpp"

namespace belfry::transparency {

/// The record as others see it: a tiled log with a signed checkpoint, and proofs of what the city
/// published. docs/transparency.md.
class Log {
public:
    explicit Log(Services services);
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    Log(Log&&) = delete;
    Log& operator=(Log&&) = delete;
    ~Log();

    /// Makes the keys where there are none, signs what there is, then keeps up until this ends.
    /// Without its keys the log is silent; the doctor says why.
    void start();

    /// Something was written, here or by another server: the checkpoint is signed anew a moment
    /// later, once for all that came together. Never waits. Safe for all threads.
    void notice();

    /// The address or the witnesses' signatures changed: everything is made anew a moment later.
    void forget();

    /// Signs the newest head now, in the calling thread.
    void refresh();

    /// Commits what is published now, and makes its proofs; gives whether any of it is new.
    bool publish(const Documents& documents);

    /// The newest signed checkpoint; empty without keys.
    [[nodiscard]] std::optional<SignedCheckpoint> newest() const;

    /// Answers what is in memory; empty for all else. For the network thread.
    [[nodiscard]] std::optional<http::Response> answer_at_once(const http::Request& request);

    /// Answers `/checkpoint`, `/checkpoint/witnessed`, `/tile/…` and proofs; empty for other
    /// addresses. The database is asked for a piece that nobody wanted lately, and never twice for
    /// the same.
    [[nodiscard]] std::optional<http::Response> answer(const http::Request& request);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Whether the address is one of a log, so that no page can be there.
[[nodiscard]] bool is_piece(const http::Request& request);

/// The newest head under the log's key, with the cosignatures that it has already.
[[nodiscard]] SignedCheckpoint checkpoint_of(store::Connection& db, const Keys& keys);

}  // namespace belfry::transparency
