#pragma once

#include "cli/add_command.hpp"
#include "cli/commands.hpp"

/// Bringing a city in, rehearsing its Election Day and planning it. What is wished for must live as
/// long as `app`.
namespace belfry::cli {

/// What the commands of lists work on.
struct ImportOptions {
    web::Place& place;
    ImportWish& wish;
};

/// What `plans` works on.
struct ProtocolOptions {
    web::Place& place;
    ProtocolWish& wish;
};

/// What `rehearse` works on.
struct RehearseOptions {
    web::Place& place;
    RehearseWish& wish;
};

/// `on_data` adds a command that works on a city's data.
void add_import(CLI::App& app, const ImportOptions& options, const AddCommand& on_data);
void add_plans(CLI::App& app, const ProtocolOptions& options, const AddCommand& on_data);
void add_rehearsal(CLI::App& app, const RehearseOptions& options, const AddCommand& on_data);
void add_optimiser(CLI::App& app, OptimiseWish& wish, const AddCommand& add);

}  // namespace belfry::cli
