#pragma once

#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/commands.hpp"

namespace belfry::cli {

struct Said {
    int code = 0;
    std::string out;
    std::string error;
};

/// `belfry` with these arguments.
inline Said ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "belfry");
    std::vector<char*> pointers;
    for (auto& argument : arguments) {
        pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const Program program{"1.2.3", {}};
    const int code = run(program, std::span(pointers).first(arguments.size()));
    auto out = testing::internal::GetCapturedStdout();
    return {code, std::move(out), testing::internal::GetCapturedStderr()};
}

}  // namespace belfry::cli
