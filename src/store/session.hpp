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

    /// Whether there is something to do between two transactions, such as a checkpoint.
    [[nodiscard]] virtual bool wants_tidying() const { return false; }

    /// Does it, outside of any transaction, on a thread that nobody waits for.
    virtual void tidy() {}
};

using Connect = std::function<std::unique_ptr<Session>()>;

/// Starts a transaction on `session`; one whose server was lost meanwhile is replaced by a new one.
inline void begin(
    std::unique_ptr<Session>& session, const Connect& connect, void (Session::*start)()
) {
    try {
        (session.get()->*start)();
    } catch (const SqlError&) {
        if (session->usable()) {
            throw;
        }
        session = connect();
        (session.get()->*start)();
    }
}

/// Runs `work` in the transaction that was begun: committed when it returns, undone when it throws.
template <class Work>
void finish(Session& session, Work work) {
    try {
        work();
        session.commit();
    } catch (...) {
        session.roll_back();
        throw;
    }
}

/// Runs `work` in a writing transaction of its own.
template <class Work>
void transact(Session& session, Work work) {
    session.begin_writing();
    finish(session, work);
}

}  // namespace belfry::store
