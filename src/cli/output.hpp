#pragma once

#include <string_view>

#include "base/refusal.hpp"
#include "json/json.hpp"

namespace belfry::cli {

/// How a command ends; `belfry --help` says the same.
enum Exit : int {
    done = 0,
    failed = 1,       ///< Disk, database or network.
    wrong_usage = 2,  ///< The command line was not understood.
    refused = 3,      ///< What was asked cannot be done; the message says what to change.
    in_use = 4,       ///< Another Belfry works with this data.
    found = 5,        ///< It looked, and found something bad (doctor, log verify, audit
                      ///< verify).
};

/// Where a command says what came of it: sentences for people, or with --json one JSON object a
/// line for programs.
class Output {
public:
    explicit Output(bool as_json) : as_json_(as_json) {}

    [[nodiscard]] bool as_json() const { return as_json_; }

    /// The sentence for people or the object for programs.
    void say(std::string_view sentence, const json::Object& object) const;

    /// On standard error; gives the exit code that belongs to it.
    [[nodiscard]] int refuse(const Refusal& refusal) const;
    [[nodiscard]] int fail(std::string_view what) const;

    /// The command line was not understood.
    [[nodiscard]] int misunderstood(std::string_view what) const;

private:
    void write_error(std::string_view code, std::string_view what) const;

    bool as_json_;
};

}  // namespace belfry::cli
