#include "http/shared_answers.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "http/target.hpp"

namespace belfry::http {
namespace {

using namespace std::chrono_literals;

/// A route that counts how often it is asked, and says what it sees of who asks.
class Shared : public ::testing::Test {
protected:
    Shared() {
        caller_.account = 7;
        caller_.name = "Ana";
        caller_.session = "session/3";
        caller_.permissions = {"tasks_read"};
    }

    Response ask(std::string_view target) {
        request_ = {};
        request_.method = Method::get;
        EXPECT_TRUE(read_target(target, request_));
        request_.target = target;
        request_.headers.add("Cookie", "belfry=secret");
        return answers_.answer(route_, {request_, caller_, {}});
    }

    std::string said(std::string_view target) {
        const auto response = ask(target);
        const auto* own = std::get_if<std::string>(&response.body);
        return own != nullptr ? *own : *std::get<SharedBody>(response.body);
    }

    Route route_ = shared(Route{
        Method::get,
        "/tasks",
        Access::signed_in(),
        "Lists.",
        [this](const Call& call) {
            ++asked_;
            auto response = text_response(
                status_,
                call.caller.name + std::to_string(call.caller.account) + call.caller.session +
                    std::string(call.request.headers.find("Cookie").value_or("")) +
                    call.caller.language + std::string(call.request.query_value("q").value_or("")) +
                    (call.caller.may("tasks_edit") ? "edit" : "") + std::string(size_, '.')
            );
            return response;
        }
    });
    std::uint64_t state_ = 1;
    int asked_ = 0;
    int status_ = 200;
    std::size_t size_ = 0;
    Caller caller_;
    Request request_;
    SharedAnswers answers_{[this] { return state_; }, 200ms};
};

TEST_F(Shared, AreMadeOnceForAllWithTheSameRights) {
    EXPECT_EQ(said("/tasks"), "0en") << "nothing of who asks";
    caller_.account = 8;
    caller_.name = "Bob";
    EXPECT_EQ(said("/tasks"), "0en");
    EXPECT_EQ(asked_, 1);
}

TEST_F(Shared, AreMadeAnewForOtherRightsLanguagesAndQuestions) {
    EXPECT_EQ(said("/tasks"), "0en");
    caller_.permissions.insert("tasks_edit");
    EXPECT_EQ(said("/tasks"), "0enedit");
    caller_.language = "es";
    EXPECT_EQ(said("/tasks"), "0esedit");
    EXPECT_EQ(said("/tasks?q=x"), "0esxedit");
    EXPECT_EQ(asked_, 4);
    caller_.permissions.erase("tasks_edit");
    caller_.language = "en";
    EXPECT_EQ(said("/tasks"), "0en");
    EXPECT_EQ(asked_, 4);
}

TEST_F(Shared, AreMadeAnewAfterEachChangeAndAfterAWhile) {
    EXPECT_EQ(said("/tasks"), "0en");
    ++state_;
    EXPECT_EQ(said("/tasks"), "0en");
    EXPECT_EQ(asked_, 2);
    std::this_thread::sleep_for(250ms);
    EXPECT_EQ(said("/tasks"), "0en");
    EXPECT_EQ(asked_, 3) << "days turn and terms end without a change";
}

TEST_F(Shared, AreOnesOwnWhereOneAsksForOneselfOrIsConfined) {
    EXPECT_EQ(said("/tasks?owner=me"), "Ana7session/3belfry=secreten");
    caller_.confined = {"wall_screen", "screen_only_shows", "This screen only shows."};
    EXPECT_EQ(said("/tasks"), "Ana7session/3belfry=secreten");
    EXPECT_EQ(said("/tasks"), "Ana7session/3belfry=secreten");
    EXPECT_EQ(asked_, 3);
}

TEST_F(Shared, AreNotKeptWhereSomethingIsRefused) {
    status_ = 404;
    EXPECT_EQ(ask("/tasks").status, 404);
    status_ = 200;
    EXPECT_EQ(ask("/tasks").status, 200);
}

TEST_F(Shared, TakeNoMoreMemoryThanTheyAreAllowed) {
    size_ = std::size_t{900} * 1024;
    std::vector<std::weak_ptr<const std::string>> bodies;
    for (int i = 0; i < 100; ++i) {
        bodies.emplace_back(std::get<SharedBody>(ask("/tasks?q=" + std::to_string(i)).body));
    }
    const auto kept = std::ranges::count_if(bodies, [](const auto& one) { return !one.expired(); });
    EXPECT_GT(kept, 0);
    EXPECT_LE(kept, 18);
    size_ = 0;
    for (int i = 0; i < 1000; ++i) {
        bodies.emplace_back(std::get<SharedBody>(ask("/tasks?q=n" + std::to_string(i)).body));
    }
    ++state_;
    std::ignore = ask("/tasks");
    EXPECT_TRUE(std::ranges::all_of(bodies, [](const auto& one) { return one.expired(); }))
        << "what a change made old is gone at the next answer";
    size_ = std::size_t{2} << 20U;
    EXPECT_TRUE(std::holds_alternative<std::string>(ask("/tasks?q=large").body))
        << "too large to keep";
}

}  // namespace
}  // namespace belfry::http
