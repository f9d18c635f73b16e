#include "operations/download_links.hpp"

#include <algorithm>

#include "crypto/secret.hpp"

namespace belfry::operations {

void DownloadLinks::drop_dead() {
    const auto now = clock_.monotonic();
    std::erase_if(waiting_, [&](const auto& entry) { return entry.second.end <= now; });
    if (waiting_.size() >= most) {
        waiting_.erase(std::ranges::min_element(waiting_, {}, [](const auto& entry) {
            return entry.second.end;
        }));
    }
}

std::string DownloadLinks::make(Download what) {
    auto secret = crypto::random_token(random_);
    const std::scoped_lock lock(mutex_);
    drop_dead();
    waiting_[crypto::sha256(secret)] = {std::move(what), clock_.monotonic() + life};
    return secret;
}

std::optional<std::string> DownloadLinks::use(
    const std::string& secret, const std::string& session
) {
    const std::scoped_lock lock(mutex_);
    const auto found = waiting_.find(crypto::sha256(secret));
    if (found == waiting_.end() || found->second.what.session != session) {
        return {};
    }
    const auto waiting = std::move(found->second);
    waiting_.erase(found);
    return clock_.monotonic() < waiting.end ? std::optional(waiting.what.backup) : std::nullopt;
}

}  // namespace belfry::operations
