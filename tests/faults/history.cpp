#include "history.hpp"

#include <algorithm>

#include "transparency/submission.hpp"

namespace belfry::faults {

void History::append(const crypto::Digest& leaf) {
    for (const auto& node : crypto::merkle::append(frontier_, leaf)) {
        nodes_[{node.level, node.index}] = node.hash;
    }
    leaves_.push_back(leaf);
    roots_.push_back(crypto::merkle::root_of(frontier_));
}

History History::start(std::uint64_t size) const {
    History out;
    for (std::uint64_t i = 0; i < size; ++i) {
        out.append(leaves_.at(i));
    }
    return out;
}

bool History::holds(const crypto::merkle::Head& head) const {
    return head.size < roots_.size() && roots_[head.size] == head.root;
}

std::string History::submission(std::uint64_t old_size, const transparency::Keys& keys) const {
    const auto& origin = keys.identity.origin;
    const auto text = text_of(transparency::Checkpoint{origin, head()});
    const transparency::Note note{text, {transparency::sign(text, origin, keys.log)}};
    transparency::Submission out{old_size, {}, text_of(note)};
    if (old_size > 0 && old_size < size()) {
        out.proof = crypto::merkle::consistency_proof(
            old_size,
            size(),
            [this](unsigned level, std::uint64_t index) { return nodes_.at({level, index}); }
        );
    }
    return text_of(out);
}

transparency::ReadTile History::tiles() const {
    return [this](const transparency::Tile& tile) {
        std::vector<crypto::Digest> hashes;
        for (std::uint64_t i = 0; i < tile.width; ++i) {
            const auto found =
                nodes_.find({8 * tile.level, tile.index * transparency::tile_width + i});
            if (found == nodes_.end()) {
                return std::optional<std::vector<crypto::Digest>>();
            }
            hashes.push_back(found->second);
        }
        return std::optional(std::move(hashes));
    };
}

bool Histories::go_together(const crypto::merkle::Head& a, const crypto::merkle::Head& b) const {
    const auto has_both = [&](const History& one) {
        return one.holds(a) && one.holds(b);
    };
    return has_both(now) || std::ranges::any_of(others, has_both);
}

std::vector<const History*> Histories::with(const crypto::merkle::Head& head) const {
    std::vector<const History*> out;
    if (now.holds(head)) {
        out.push_back(&now);
    }
    for (const auto& other : others) {
        if (other.holds(head)) {
            out.push_back(&other);
        }
    }
    return out;
}

}  // namespace belfry::faults
