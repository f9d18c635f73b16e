#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <type_traits>

#include "base/refusal.hpp"

namespace belfry::accounts {

/// Lets only a few do something costly at once; a bounded number waits, the rest are refused.
class Turns {
public:
    Turns(std::size_t at_once, std::size_t waiting) : free_(at_once), places_(waiting) {}

    /// What `work` gives, once it is its turn. Refuses (too_many) when the queue is full.
    template <class Work>
    auto run(const Work& work) -> Result<std::invoke_result_t<Work>> {
        if (!enter()) {
            auto refused = refuse(
                Refusal::Kind::too_many, "too_busy", "Belfry is busy. Try again in a few seconds."
            );
            refused.error().wait_seconds = 5;
            return refused;
        }
        const Leaving leaving{*this};
        return work();
    }

private:
    struct Leaving {
        Turns& turns;

        ~Leaving() { turns.leave(); }
    };

    bool enter() {
        std::unique_lock lock(mutex_);
        if (free_ == 0 && places_ == 0) {
            return false;
        }
        if (free_ == 0) {
            --places_;
            freed_.wait(lock, [this] { return free_ > 0; });
            ++places_;
        }
        --free_;
        return true;
    }

    void leave() {
        {
            const std::scoped_lock lock(mutex_);
            ++free_;
        }
        freed_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable freed_;
    std::size_t free_;
    std::size_t places_;
};

}  // namespace belfry::accounts
