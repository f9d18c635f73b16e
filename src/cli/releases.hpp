#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/add_command.hpp"
#include "cli/output.hpp"
#include "web/house.hpp"

/// `belfry records`: what was asked for under public-records law, and packages of it.
namespace belfry::cli {

struct ReleaseWish {
    std::string package;                 ///< Zip file.
    std::string key;                     ///< Of the log; empty: the one that the package names.
    std::vector<std::string> witnesses;  ///< Keys of those that count.
    std::int64_t request = 0;
    std::int64_t number = 0;  ///< Of the request's packages; 0: the newest.
    std::string output;       ///< File.
};

/// Checks a package by the second reader: without data or network.
int records_verify(const ReleaseWish& wish, const Output& out);

/// Requests and how far they are.
int records_requests(const web::Place& place, const Output& out);

/// Writes a package that was made, with proofs, to a file.
int records_package(const web::Place& place, const ReleaseWish& wish, const Output& out);

struct ReleaseOptions {
    web::Place& place;
    ReleaseWish& wish;
};

/// Adds to the group that add_records made; `plain` adds a command that needs no data.
void add_releases(
    CLI::App& app, const ReleaseOptions& options, const AddCommand& plain, const AddCommand& on_data
);

}  // namespace belfry::cli
