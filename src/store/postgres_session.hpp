#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "store/session.hpp"

namespace belfry::store {

enum class PostgresRole {
    writer,  ///< Its commits are durable when they return.
    reader,  ///< Cannot change anything.
};

/// A session with a PostgreSQL server.
class PostgresSession : public Session {
public:
    /// Runs `COPY … TO STDOUT`, giving the answer piece by piece, whole lines each.
    virtual void copy_out(
        const std::string& sql, const std::function<void(std::string_view)>& take
    ) = 0;

    /// Runs `COPY … FROM STDIN` with the pieces that `give` gives until it gives an empty one.
    virtual void copy_in(const std::string& sql, const std::function<std::string_view()>& give) = 0;
};

/// Connects to `postgres://…`. Throws SqlError when there is no server or it does not let us in.
[[nodiscard]] std::unique_ptr<PostgresSession> open_postgres(
    const std::string& url, PostgresRole role
);

}  // namespace belfry::store
