#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/add_command.hpp"
#include "cli/output.hpp"
#include "transparency/identity.hpp"
#include "web/house.hpp"

/// `belfry log`: the record as a transparency log.
namespace belfry::cli {

/// The log's keys, with the file that they are sealed with.
[[nodiscard]] Result<std::pair<transparency::Services, transparency::Keys>> keys_of(
    web::House& house
);

struct LogWish {
    std::string document;                ///< File that is proved, or to be proved.
    std::string code;                    ///< Text of a code.
    std::string proof;                   ///< File.
    std::string checkpoint;              ///< File.
    std::string against;                 ///< File of another checkpoint of the same log.
    std::string key;                     ///< `name+hash+base64` of the log.
    std::vector<std::string> witnesses;  ///< Their keys.
    std::uint64_t entry = 0;             ///< From 1; 0: a document is meant.
    std::string output;                  ///< File; empty: standard output.
    std::string address;                 ///< Of the public pages.
};

int log_checkpoint(const web::Place& place, const Output& out);
int log_key(const web::Place& place, const Output& out);
int log_prove(const web::Place& place, const LogWish& wish, const Output& out);

/// With a key: a foreign checkpoint or proof, without any data. With a code: that the document is
/// the one it says, and in the log, as far as a proof or the data can tell. Else everything the
/// data hold, and that they hold all of `checkpoint`.
int log_verify(const web::Place& place, const LogWish& wish, const Output& out);
int log_new_epoch(const web::Place& place, const Output& out);
int log_address(const web::Place& place, const LogWish& wish, const Output& out);

struct LogOptions {
    web::Place& place;
    LogWish& wish;
};

void add_log(CLI::App& app, const LogOptions& options, const AddCommand& on_data);

}  // namespace belfry::cli
