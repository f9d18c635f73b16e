#pragma once

#include "cli/add_command.hpp"
#include "cli/audit.hpp"

namespace belfry::cli {

/// Everything that may stand after `belfry audit`. `wish` must live as long as `app`.
void add_audit(CLI::App& app, AuditWish& wish, const AddCommand& add);

}  // namespace belfry::cli
