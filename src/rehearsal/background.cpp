#include "rehearsal/background.hpp"

#include <future>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

namespace belfry::rehearsal {

namespace {

/// A quarter of a core where somebody else wants it, all of it where nobody does.
constexpr int niceness = 5;

}  // namespace

Result<json::Value> in_background(const std::function<Result<json::Value>()>& work) {
    std::packaged_task<Result<json::Value>()> task([&work] {
        // Linux keeps niceness by thread. It cannot be taken back without rights, hence a thread of
        // its own; where it is refused the work is merely less modest.
        static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness));
        return work();
    });
    auto result = task.get_future();
    const std::jthread thread(std::move(task));
    return result.get();
}

}  // namespace belfry::rehearsal
