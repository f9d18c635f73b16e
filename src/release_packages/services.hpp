#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "http/access.hpp"
#include "public_records/services.hpp"
#include "transparency/checkpoint.hpp"

namespace belfry::release_packages {

/// What the module needs from the program around it. All of it outlives the routes.
struct Services {
    public_records::Services records;
    /// Whether somebody may see objects of a kind: what they may not see they cannot give out.
    std::function<bool(const http::Caller& caller, std::string_view kind)> may_see;
    /// The log's newest signed checkpoint; empty where the log has no keys.
    std::function<std::optional<transparency::SignedCheckpoint>()> checkpoint;
    /// The page that checks packages in any browser, in a language: `en`.
    std::function<std::string(store::Connection&, const std::string& language)> verify_page;
};

}  // namespace belfry::release_packages
