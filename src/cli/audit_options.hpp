#pragma once

#include <functional>
#include <string>

#include "cli/audit.hpp"

namespace CLI {
class App;
}

namespace belfry::cli {

/// Adds a command under another: its name, what it does, and what then happens.
using AddCommand = std::function<CLI::App*(
    CLI::App& under,
    const std::string& name,
    const std::string& what,
    std::function<int(const Output&)> act
)>;

/// Everything that may stand after `belfry audit`. `wish` must live as long as `app`.
void add_audit(CLI::App& app, AuditWish& wish, const AddCommand& add);

}  // namespace belfry::cli
