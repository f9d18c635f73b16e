#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "crypto/merkle.hpp"
#include "transparency/doubt.hpp"
#include "transparency/identity.hpp"

/// What a log may have said: the model against which witnesses are judged.
namespace belfry::faults {

/// One history of a log: its leaves, and the root that it had at each size.
class History {
public:
    void append(const crypto::Digest& leaf);

    /// Its first `size` leaves, from which another may go on.
    [[nodiscard]] History start(std::uint64_t size) const;

    [[nodiscard]] std::uint64_t size() const { return leaves_.size(); }

    [[nodiscard]] crypto::merkle::Head head() const { return {size(), roots_.back()}; }

    [[nodiscard]] bool holds(const crypto::merkle::Head& head) const;

    /// What the holder of `keys` submits of this to a witness that is thought to hold `old_size`.
    [[nodiscard]] std::string submission(std::uint64_t old_size, const transparency::Keys& keys)
        const;

    /// What the log publishes while this is its history.
    [[nodiscard]] transparency::ReadTile tiles() const;

private:
    crypto::merkle::Frontier frontier_;
    std::vector<crypto::Digest> leaves_;
    std::vector<crypto::Digest> roots_{crypto::merkle::root_of({})};  ///< By size.
    std::map<std::pair<unsigned, std::uint64_t>, crypto::Digest> nodes_;
};

/// All histories that were ever signed with the key of one log.
struct Histories {
    History now;                  ///< Of the server as it is.
    std::vector<History> others;  ///< Lost with an old copy, or made up by a liar.

    /// Whether one history has both, so that together they prove no fork.
    [[nodiscard]] bool go_together(const crypto::merkle::Head& a, const crypto::merkle::Head& b)
        const;

    /// Those that have this head.
    [[nodiscard]] std::vector<const History*> with(const crypto::merkle::Head& head) const;
};

}  // namespace belfry::faults
