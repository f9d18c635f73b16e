#pragma once

#include <functional>
#include <string>

#include "cli/output.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): CLI11 names it so
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

}  // namespace belfry::cli
