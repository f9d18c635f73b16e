#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "audit/contest.hpp"
#include "base/shared_data.hpp"
#include "json/json.hpp"

/// Test support: reading the vectors that other audit systems gave. A file may hold more of each
/// kind than one has seen; every test goes over all of them.
namespace belfry::audit::vectors {

using json::Array;
using json::Object;
using json::Value;

inline Object document(const std::string& name) {
    return boost::json::parse(shared_text("audit-vectors/" + name)).as_object();
}

// By value: what a range-for walks over has to outlive the loop's head.
inline Array rows(const std::string& name) {
    return document(name).at("vectors").as_array();
}

/// Numbers also come as texts, and as {"decimal": text}.
inline double number(const Value& value) {
    if (value.is_object()) {
        return std::stod(std::string(value.as_object().at("decimal").as_string()));
    }
    if (value.is_string()) {
        return std::stod(std::string(value.as_string()));
    }
    return value.to_number<double>();
}

inline std::int64_t whole(const Value& value) {
    return value.is_int64() ? value.as_int64() : std::llround(number(value));
}

inline std::string text(const Value& value) {
    return std::string(value.as_string());
}

/// For messages.
inline std::string shown(const Value& value) {
    return boost::json::serialize(value).substr(0, 600);
}

inline void expect_close(double ours, double theirs, const Value& what) {
    if (std::isinf(theirs)) {
        EXPECT_EQ(ours, theirs) << shown(what);
        return;
    }
    EXPECT_NEAR(ours, theirs, 1e-9 * std::max(1.0, std::abs(theirs)) + 1e-14) << shown(what);
}

inline void expect_relative(double ours, double theirs, const Value& what) {
    if (theirs == 0.0 || std::isinf(theirs)) {
        EXPECT_TRUE(ours == theirs || std::abs(ours - theirs) <= 1e-300) << shown(what);
    } else {
        EXPECT_NEAR(ours / theirs, 1.0, 2e-9)
            << shown(what) << ": ours " << ours << ", theirs " << theirs;
    }
}

/// A contest as Arlo writes it.
inline Contest contest_of(const Value& value) {
    const auto& given = value.as_object();
    Contest out;
    out.name = text(given.at("name"));
    out.cards = whole(given.at("ballots"));
    out.winners = static_cast<int>(whole(given.at("numWinners")));
    out.votes_allowed = static_cast<int>(whole(given.at("votesAllowed")));
    for (const auto& each : given.at("candidates").as_array()) {
        out.choices.push_back({text(each.as_array()[0]), whole(each.as_array()[1])});
    }
    return out;
}

/// The pair of these two names; a failure of the test where there is none.
inline Pair pair_of(const Contest& contest, const std::string& winner, const std::string& loser) {
    const auto place = [&](const std::string& name) {
        for (std::size_t at = 0; at < contest.choices.size(); ++at) {
            if (contest.choices[at].name == name) {
                return at;
            }
        }
        ADD_FAILURE() << "no choice " << name;
        return std::size_t{0};
    };
    Pair out{place(winner), place(loser), 0};
    out.margin = contest.choices[out.winner].votes - contest.choices[out.loser].votes;
    return out;
}

}  // namespace belfry::audit::vectors
