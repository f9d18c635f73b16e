#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace belfry::accounts {

/// Whom Belfry asks over the network because an administrator said so, and nobody else.
struct Question {
    std::string url;
    std::string form = {};  ///< Sent as application/x-www-form-urlencoded; empty: GET.
    std::string user = {};  ///< For HTTP Basic; empty: without.
    std::string password = {};
    bool own_network = false;      ///< Whether private addresses may be asked too.
    std::string authorities = {};  ///< File of the certificates to trust; empty: the system's.
    std::chrono::seconds whole_time{10};
    std::size_t most_answer = std::size_t{256} * 1024;
};

/// The body of a 200 answer. Asks over HTTPS alone, save on this machine itself where `own_network`
/// holds; follows nobody elsewhere; looks at the address it has come to before it speaks, so that a
/// name cannot lead to this machine, its neighbours or a cloud's metadata. Refuses with
/// `provider_unreachable`; never says what was answered.
[[nodiscard]] Result<std::string> fetch(const Question& question);

/// Whether an address — numeric, IPv4 or IPv6 — may be asked.
[[nodiscard]] bool may_be_asked(std::string_view address, bool own_network);

}  // namespace belfry::accounts
