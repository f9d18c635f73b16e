#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <string>

#include "http/fetch.hpp"

/// How peers are asked.
namespace belfry::transparency {

/// What came back, or why nothing did.
using Answered = std::expected<http::Reply, std::string>;

/// Over the network, but where peers are simulated. Called by many threads at once.
using Ask = std::function<Answered(const http::Question&)>;

/// Cities and counties may share a network of their own. What comes back is signed, or not
/// believed.
[[nodiscard]] http::Question question_to_peer(std::string url, std::chrono::seconds most_time);

}  // namespace belfry::transparency
