#include "rehearsal/background.hpp"

#include <future>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

#include "base/bug.hpp"

namespace belfry::rehearsal {

namespace {

/// How much nicer than the server: a quarter of a core where somebody else wants it, all of it
/// where nobody does.
constexpr int niceness = 5;

}  // namespace

Result<json::Value> in_background(const std::function<Result<json::Value>()>& work) {
    std::packaged_task<Result<json::Value>()> task([&work] {
        // Linux keeps niceness by thread. It cannot be taken back without rights, hence a thread of
        // its own; where it is refused the work is merely less modest.
        const BugsAreThrown alone;  // they reach who waits for the result
        const auto self = static_cast<id_t>(::gettid());
        const int usual = ::getpriority(PRIO_PROCESS, self);
        static_cast<void>(::setpriority(PRIO_PROCESS, self, usual + niceness));
        return work();
    });
    auto result = task.get_future();
    const std::jthread thread(std::move(task));
    return result.get();
}

}  // namespace belfry::rehearsal
