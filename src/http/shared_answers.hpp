#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "http/route.hpp"

namespace belfry::http {

/// Answers that are the same for all who ask the same with the same rights (Route::shared): made
/// once for each state of the data, however many screens ask for them when something has changed.
class SharedAnswers {
public:
    /// `state`: a number that every change of the data makes larger, whoever makes it, as it is in
    /// the database at the moment it is asked for. `longest`: how long an answer holds while
    /// nothing changes, since it may also depend on the time.
    explicit SharedAnswers(
        std::function<std::uint64_t()> state,
        std::chrono::milliseconds longest = std::chrono::seconds(1)
    );

    /// The answer of `route`, whose access has been checked. Its handler sees nothing of the
    /// request but the address, and of the caller but permissions and language: what it answers
    /// cannot depend on anything else. A question about `me` is the caller's own, and who is
    /// confined may be shown less: both are answered anew.
    [[nodiscard]] Response answer(const Route& route, const Call& call);

private:
    using Clock = std::chrono::steady_clock;

    struct Kept {
        std::uint64_t state = 0;
        Clock::time_point made;
        Response response;
    };

    [[nodiscard]] bool holds(const Kept& kept, std::uint64_t state, Clock::time_point now) const;
    void keep(const std::string& key, Kept made);

    static constexpr std::size_t most_kept = 256;
    static constexpr std::size_t most_bytes = std::size_t{1} << 20U;  ///< Of one answer.
    static constexpr std::size_t most_bytes_kept = std::size_t{16} << 20U;

    std::function<std::uint64_t()> state_;
    std::chrono::milliseconds longest_;
    std::mutex mutex_;
    std::map<std::string, Kept, std::less<>> kept_;
    std::size_t bytes_ = 0;
};

}  // namespace belfry::http
