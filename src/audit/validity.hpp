#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "audit/random_numbers.hpp"

/// Test support: every method is held against what a risk limit promises. Where the reported winner
/// did not win, a full count is missed with probability at most α. 100,000 simulated audits each,
/// at the boundary of the null hypothesis (a tie), looked at after every draw; a rejection rate
/// over α + 3 σ fails.
namespace belfry::audit::validity {

inline constexpr int audits = 100'000;

template <class Audit>
void expect_valid(double risk_limit, Audit audit) {
    Numbers numbers(20'181'106);
    int confirmed = 0;
    for (int at = 0; at < audits; ++at) {
        confirmed += audit(numbers) ? 1 : 0;
    }
    const double sigma = std::sqrt(risk_limit * (1.0 - risk_limit) / audits);
    // For docs/audit-methods.md: --gtest_output=json shows them.
    const auto before =
        testing::UnitTest::GetInstance()->current_test_info()->result()->test_property_count();
    testing::Test::RecordProperty("confirmed_" + std::to_string(before + 1), confirmed);
    EXPECT_LE(static_cast<double>(confirmed) / audits, risk_limit + 3.0 * sigma);
    // A test that never confirms anything would be valid too.
    EXPECT_GT(confirmed, 0);
}

/// Values of a population, drawn without replacement in random order, into a fresh test.
template <class MakeTest>
bool confirms(Numbers& numbers, std::vector<double>& values, std::size_t draws, MakeTest make) {
    auto test = make();
    for (std::size_t at = 0; at < draws; ++at) {
        std::swap(values[at], values[at + numbers.below(values.size() - at)]);
        test.push(values[at]);
    }
    return test.p_value() <= 0.05;
}

}  // namespace belfry::audit::validity
