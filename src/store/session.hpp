#pragma once

#include <functional>
#include <memory>

#include "store/connection.hpp"

namespace belfry::store {

/// A connection together with what only store/ itself may do with it: transactions.
class Session : public Connection {
public:
    /// Starts a transaction that sees one state of the data throughout and cannot change it.
    virtual void begin_reading() = 0;

    /// Starts the one writing transaction: others wait until it has ended (SQLite: BEGIN IMMEDIATE;
    /// PostgreSQL: a lock that all Belfry servers of one database share).
    virtual void begin_writing() = 0;

    /// Returns once the transaction is durable.
    virtual void commit() = 0;

    /// Ends the transaction, if one is open, as if it had not been.
    virtual void roll_back() = 0;

    [[nodiscard]] virtual bool in_transaction() const = 0;

    /// False when the server is lost and a new session has to take over.
    [[nodiscard]] virtual bool usable() const { return true; }

    /// Called by the writer when nobody waits for it: the moment for checkpoints.
    virtual void between_batches() {}
};

using Connect = std::function<std::unique_ptr<Session>()>;

/// Runs `work` in a transaction: committed when it returns, undone when it throws.
template <class Work>
void transact(Session& session, Work work) {
    session.begin_writing();
    try {
        work();
        session.commit();
    } catch (...) {
        session.roll_back();
        throw;
    }
}

}  // namespace belfry::store
