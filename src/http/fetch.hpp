#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace belfry::http {

/// Whom Belfry asks over the network because an administrator said so, and nobody else.
struct Question {
    std::string url;
    std::string body = {};                                   ///< Sent by POST; empty: GET.
    std::string type = "application/x-www-form-urlencoded";  ///< Of the body.
    std::string user = {};                                   ///< For HTTP Basic; empty: without.
    std::string password = {};
    bool own_network = false;      ///< Whether private addresses may be asked too.
    bool unprotected = false;      ///< Whether plain HTTP will do: where what comes back is signed.
    std::string authorities = {};  ///< File of the certificates to trust; empty: the system's.
    std::chrono::seconds whole_time{10};
    std::size_t most_answer = std::size_t{256} * 1024;  ///< In bytes.
};

/// What came back, foreign in every byte: never shown, and believed only after a check.
struct Reply {
    int status = 0;
    std::string body;
};

/// Asks over HTTPS alone, save where plain HTTP will do, and on this machine itself where
/// `own_network` holds. Follows nobody elsewhere, uses no proxy and no password of the environment,
/// and looks at the address it has come to before it speaks, so that a name cannot lead to a
/// cloud's metadata or, without `own_network`, to this machine and its neighbours. The error is a
/// word on why nobody answered, for administrators.
[[nodiscard]] std::expected<Reply, std::string> fetch(const Question& question);

/// Whether an address — numeric, IPv4 or IPv6 — may be asked.
[[nodiscard]] bool may_be_asked(std::string_view address, bool own_network);

}  // namespace belfry::http
