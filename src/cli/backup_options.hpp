#pragma once

#include "cli/add_command.hpp"
#include "cli/commands.hpp"

namespace belfry::cli {

/// What `backup`, `restore`, `drill` and `key` work on.
struct BackupOptions {
    web::Place& place;
    BackupWish& wish;
};

/// What is wished for must live as long as `app`.
void add_backups(CLI::App& app, const BackupOptions& options, const AddCommand& on_data);

}  // namespace belfry::cli
