#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "base/random.hpp"
#include "crypto/hash.hpp"

namespace belfry::operations {

/// A backup that somebody may fetch.
struct Download {
    std::string backup;   ///< Its name.
    std::string session;  ///< In which session it was allowed: `session/17`.

    friend bool operator==(const Download&, const Download&) = default;
};

/// Links to backups that work once, for a minute, in the session that they were made in: a browser
/// fetches a file by following one, which asks nobody who they are. Kept by the server that has the
/// file. Safe for all threads.
class DownloadLinks {
public:
    static constexpr std::chrono::minutes life{1};
    static constexpr std::size_t most = 100;  ///< At one time; the oldest dies first.

    DownloadLinks(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

    /// The secret of a new link.
    [[nodiscard]] std::string make(Download what);

    /// Uses the link up; gives the name of the backup. Empty where it was used or has expired, or
    /// was made in another session.
    [[nodiscard]] std::optional<std::string> use(
        const std::string& secret, const std::string& session
    );

private:
    struct Waiting {
        Download what;
        std::chrono::steady_clock::time_point end;
    };

    void drop_dead();

    const Clock& clock_;
    Random& random_;
    std::mutex mutex_;
    std::map<crypto::Digest, Waiting> waiting_;
};

}  // namespace belfry::operations
