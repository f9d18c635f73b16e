#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/add_command.hpp"
#include "cli/signed_in.hpp"

/// `belfry records`: redactions proposed and answered, legal holds placed and released, by somebody
/// who signs in on the command line.
namespace belfry::cli {

struct RecordsActWish {
    WhoWish who;
    std::int64_t number = 0;           ///< Of a redaction or hold.
    std::vector<std::string> objects;  ///< `task/12`
    std::vector<std::string> fields;
    std::vector<std::string> kinds;
    bool everything = false;
    bool disposition = false;
    std::string statute;
    std::string reason;
    std::string matter;
    std::string authority;
    std::string from;   ///< YYYY-MM-DD; empty: today.
    std::string until;  ///< Empty: without an end.
};

struct RecordsActOptions {
    web::Place& place;
    RecordsActWish& wish;
};

/// Adds to the group that add_records made.
void add_records_acts(CLI::App& app, const RecordsActOptions& options, const AddCommand& on_data);

}  // namespace belfry::cli
