#pragma once

#include <string>
#include <vector>

#include "cli/output.hpp"

namespace belfry::cli {

/// Says what is in files of an audit: what they are and why, how they are written, what was read,
/// repaired and set aside, with contests, choices and groups.
int audit_read(const std::vector<std::string>& files, const Output& out);

}  // namespace belfry::cli
