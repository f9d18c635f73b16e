#include "web/standing.hpp"

#include <gtest/gtest.h>

namespace belfry::web {
namespace {

record::Written written(const char* action, const char* kind) {
    return {1, record::Actor::account(7), action, {kind, 3}, 1, Instant()};
}

class WhoListens : public testing::Test {
protected:
    /// What a stream does at each event.
    std::function<bool()> allowed() {
        http::EventBody body;
        body.still_allowed = [this] {
            ++asked_;
            return holds_;
        };
        standing_.spare(body);
        return [body] {
            return body.surely_allowed() || body.still_allowed();
        };
    }

    Standing standing_;
    int asked_ = 0;
    bool holds_ = true;
};

TEST_F(WhoListens, IsNotAskedForAgainWhileOnlyWorkIsWritten) {
    const auto still = allowed();
    EXPECT_TRUE(still());
    for (const auto* kind : {"task", "note", "place", "run", "job"}) {
        standing_.notice(written("x.update", kind));
        EXPECT_TRUE(still());
    }
    standing_.notice(written("session.use", "session"));
    EXPECT_TRUE(still());
    EXPECT_EQ(asked_, 1);
}

TEST_F(WhoListens, IsAskedForAfterAnythingThatMayHaveEndedTheRightTo) {
    const auto still = allowed();
    EXPECT_TRUE(still());
    int expected = 1;
    for (const auto* kind : {"session", "account", "token", "screen", "something_new"}) {
        standing_.notice(written("x.update", kind));
        EXPECT_TRUE(still());
        EXPECT_EQ(asked_, ++expected) << kind;
    }
    holds_ = false;
    EXPECT_TRUE(still());
    standing_.notice(written("session.end", "session"));
    EXPECT_FALSE(still());
    EXPECT_FALSE(still()) << "who was refused is asked for each time";
}

}  // namespace
}  // namespace belfry::web
