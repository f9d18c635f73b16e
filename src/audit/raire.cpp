#include "audit/raire.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <unordered_map>

#include "base/check.hpp"

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t most_choices = 64;

using Set = std::uint64_t;
using Order = std::vector<std::size_t>;

Set bit(std::size_t choice) {
    return Set{1} << choice;
}

/// Tallies of the ballots among any set of choices that stand, each reckoned once.
class Tallies {
public:
    Tallies(std::size_t choices, std::span<const RankedBallots> ballots)
        : choices_(choices), ballots_(ballots) {}

    const std::vector<std::int64_t>& among(Set standing) {
        auto [found, fresh] = known_.try_emplace(standing);
        if (fresh) {
            found->second.assign(choices_, 0);
            for (const auto& ballot : ballots_) {
                for (const auto choice : ballot.preferences) {
                    if ((standing & bit(choice)) != 0) {
                        found->second[choice] += ballot.count;
                        break;
                    }
                }
            }
        }
        return found->second;
    }

private:
    std::size_t choices_;
    std::span<const RankedBallots> ballots_;
    std::unordered_map<Set, std::vector<std::int64_t>> known_;
};

/// A branch: orders that end in `suffix`, with the easiest assertion that rules it or one of the
/// branches it springs from out.
struct Node {
    Order suffix;
    RankedAssertion best;
    std::size_t ruled_length = 0;  ///< Of the branch that `best` rules out.
};

struct Harder {
    bool operator()(const Node& a, const Node& b) const {
        return a.best.difficulty < b.best.difficulty;
    }
};

bool ends_with(const Order& order, std::span<const std::size_t> suffix) {
    return order.size() >= suffix.size() &&
           std::equal(suffix.rbegin(), suffix.rend(), order.rbegin());
}

class Search {
public:
    Search(
        std::size_t choices, std::span<const RankedBallots> ballots, const Difficulty& difficulty
    )
        : choices_(choices), tallies_(choices, ballots), difficulty_(difficulty) {}

    /// The easiest assertion that no order ending in `suffix` can be the true one.
    RankedAssertion easiest(const Order& suffix) {
        const auto first = suffix.front();
        Set standing = 0;
        for (const auto choice : suffix) {
            standing |= bit(choice);
        }
        RankedAssertion best{{}, infinity, 0};
        for (std::size_t other = 0; other < choices_; ++other) {
            if (other == first) {
                continue;
            }
            const bool later = (standing & bit(other)) != 0;
            consider(best, later ? never_behind(first, other) : never_behind(other, first));
        }
        if (suffix.size() > 1) {
            consider(best, ahead_of_smallest(suffix, standing));
        }
        return best;
    }

    std::optional<RaireResult::State> run(
        std::size_t winner, const Order& reported, std::size_t most_nodes
    ) {
        for (std::size_t choice = 0; choice < choices_; ++choice) {
            if (choice != winner) {
                const Order suffix{choice};
                frontier_.push({suffix, easiest(suffix), 1});
            }
        }
        std::size_t looked_at = 0;
        while (!frontier_.empty()) {
            auto node = frontier_.top();
            frontier_.pop();
            if (is_ruled_out(node.suffix)) {
                continue;
            }
            if (node.best.difficulty <= bound_) {
                accept(node);
                continue;
            }
            if (auto full = dive(node, reported)) {
                return full;
            }
            for (std::size_t choice = 0; choice < choices_; ++choice) {
                if (std::ranges::find(node.suffix, choice) != node.suffix.end()) {
                    continue;
                }
                if (++looked_at > most_nodes) {
                    return RaireResult::State::too_many;
                }
                auto child = child_of(node, choice);
                if (child.suffix.size() == choices_) {
                    if (std::isinf(child.best.difficulty)) {
                        return RaireResult::State::full_count;
                    }
                    bound_ = std::max(bound_, child.best.difficulty);
                    accept(child);
                } else {
                    frontier_.push(std::move(child));
                }
            }
        }
        return {};
    }

    [[nodiscard]] const std::vector<RankedAssertion>& assertions() const { return accepted_; }

private:
    static void consider(RankedAssertion& best, RankedAssertion candidate) {
        if (candidate.difficulty < best.difficulty) {
            best = std::move(candidate);
        }
    }

    RankedAssertion weighed(Assertion assertion, std::int64_t winner, std::int64_t loser) {
        const double hard = winner > loser ? difficulty_(winner, loser) : infinity;
        return {std::move(assertion), hard, winner - loser};
    }

    RankedAssertion never_behind(std::size_t winner, std::size_t loser) {
        const Set all = choices_ == most_choices ? ~Set{0} : bit(choices_) - 1;
        const auto first = tallies_.among(all)[winner];
        const auto against = tallies_.among(bit(winner) | bit(loser))[loser];
        return weighed({AssertionKind::never_behind, winner, loser}, first, against);
    }

    RankedAssertion ahead_of_smallest(const Order& suffix, Set standing) {
        const auto& tally = tallies_.among(standing);
        auto smallest = suffix[1];
        for (const auto choice : suffix) {
            if (choice != suffix.front() && tally[choice] < tally[smallest]) {
                smallest = choice;
            }
        }
        Assertion assertion{AssertionKind::ahead_when_left, suffix.front(), smallest};
        assertion.standing = suffix;
        std::ranges::sort(assertion.standing);
        return weighed(std::move(assertion), tally[suffix.front()], tally[smallest]);
    }

    Node child_of(const Node& parent, std::size_t choice) {
        Node child;
        child.suffix.reserve(parent.suffix.size() + 1);
        child.suffix.push_back(choice);
        child.suffix.insert(child.suffix.end(), parent.suffix.begin(), parent.suffix.end());
        child.best = easiest(child.suffix);
        child.ruled_length = child.suffix.size();
        if (parent.best.difficulty <= child.best.difficulty) {
            child.best = parent.best;
            child.ruled_length = parent.ruled_length;
        }
        return child;
    }

    /// Follows the reported order to its end at once: the bound it gives spares most of the search.
    std::optional<RaireResult::State> dive(const Node& from, const Order& reported) {
        auto node = from;
        for (auto choice = reported.rbegin(); choice != reported.rend(); ++choice) {
            if (std::ranges::find(node.suffix, *choice) == node.suffix.end()) {
                node = child_of(node, *choice);
            }
        }
        if (std::isinf(node.best.difficulty)) {
            return RaireResult::State::full_count;
        }
        bound_ = std::max(bound_, node.best.difficulty);
        return {};
    }

    [[nodiscard]] bool is_ruled_out(const Order& suffix) const {
        return std::ranges::any_of(ruled_out_, [&](const Order& ruled) {
            return ends_with(suffix, ruled);
        });
    }

    void accept(const Node& node) {
        const auto start = node.suffix.size() - node.ruled_length;
        Order ruled(node.suffix.begin() + static_cast<std::ptrdiff_t>(start), node.suffix.end());
        if (is_ruled_out(ruled)) {
            return;
        }
        ruled_out_.push_back(std::move(ruled));
        if (std::ranges::find(accepted_, node.best) == accepted_.end()) {
            accepted_.push_back(node.best);
        }
    }

    std::size_t choices_;
    Tallies tallies_;
    const Difficulty& difficulty_;
    std::priority_queue<Node, std::vector<Node>, Harder> frontier_;
    std::vector<RankedAssertion> accepted_;
    std::vector<Order> ruled_out_;
    double bound_ = 0.0;
};

/// Walks the tree of orders with another winner; calls `ruled(suffix, assertions that rule it out)`
/// for each branch as soon as some do. False when a whole order is ruled out by none.
///
/// Where a choice is put before a suffix only these can begin to rule the longer one out: that some
/// choice not in it is never behind this one (NEB), or that this one is ahead among just these
/// (NEN).
class Tree {
public:
    Tree(std::size_t choices, std::size_t winner, const std::vector<RankedAssertion>& assertions)
        : choices_(choices), winner_(winner), behind_(choices) {
        for (std::size_t at = 0; at < assertions.size(); ++at) {
            const auto& assertion = assertions[at].assertion;
            if (assertion.kind == AssertionKind::never_behind) {
                behind_[assertion.loser].push_back({at, bit(assertion.winner)});
            } else {
                Set standing = 0;
                for (const auto choice : assertion.standing) {
                    standing |= bit(choice);
                }
                ahead_[standing].push_back({at, bit(assertion.winner)});
            }
        }
    }

    template <class Ruled>
    bool walk(const Ruled& ruled) const {
        Order reversed;
        for (std::size_t choice = 0; choice < choices_; ++choice) {
            if (choice != winner_ && !below(reversed, 0, choice, ruled)) {
                return false;
            }
        }
        return true;
    }

private:
    struct Cut {
        std::size_t assertion;
        Set winner;
    };

    template <class Ruled>
    bool below(Order& reversed, Set standing, std::size_t choice, const Ruled& ruled) const {
        reversed.push_back(choice);
        const bool ended = branch(reversed, standing | bit(choice), ruled);
        reversed.pop_back();
        return ended;
    }

    template <class Ruled>
    bool branch(Order& reversed, Set standing, const Ruled& ruled) const {
        std::vector<std::size_t> cuts;
        for (const auto& cut : behind_[reversed.back()]) {
            if ((cut.winner & standing) == 0) {
                cuts.push_back(cut.assertion);
            }
        }
        if (const auto found = ahead_.find(standing); found != ahead_.end()) {
            for (const auto& cut : found->second) {
                if (cut.winner == bit(reversed.back())) {
                    cuts.push_back(cut.assertion);
                }
            }
        }
        if (!cuts.empty()) {
            ruled(reversed, cuts);
            return true;
        }
        if (reversed.size() == choices_) {
            return false;
        }
        for (std::size_t choice = 0; choice < choices_; ++choice) {
            if ((standing & bit(choice)) == 0 && !below(reversed, standing, choice, ruled)) {
                return false;
            }
        }
        return true;
    }

    std::size_t choices_;
    std::size_t winner_;
    std::vector<std::vector<Cut>> behind_;  ///< By loser.
    std::unordered_map<Set, std::vector<Cut>> ahead_;
};

/// Leaves out assertions that the others make needless, hardest first.
void trim(std::size_t choices, std::size_t winner, std::vector<RankedAssertion>& assertions) {
    for (std::size_t at = 0; at < assertions.size();) {
        auto fewer = assertions;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
        const bool enough = Tree(choices, winner, fewer).walk([](const auto&, const auto&) {});
        if (enough) {
            assertions = std::move(fewer);
        } else {
            ++at;
        }
    }
}

}  // namespace

Difficulty one_on_margin(std::int64_t cards) {
    return [cards](std::int64_t winner, std::int64_t loser) {
        return static_cast<double>(cards) / static_cast<double>(winner - loser);
    };
}

Difficulty comparison_cards(std::int64_t cards, double risk_limit, double gamma) {
    const double scale = -std::log(risk_limit) * 2.0 * gamma * static_cast<double>(cards);
    return [scale](std::int64_t winner, std::int64_t loser) {
        return scale / static_cast<double>(winner - loser);
    };
}

Difficulty polling_ballots(std::int64_t cards, double risk_limit) {
    return [cards, risk_limit](std::int64_t winner, std::int64_t loser) {
        const auto for_winner = static_cast<double>(winner);
        const auto for_loser = static_cast<double>(loser);
        const double share = for_winner / (for_winner + for_loser);
        const double plus = std::log(2.0 * share);
        const double minus = loser == 0 ? 0.0 : for_loser * std::log(2.0 - 2.0 * share);
        return (0.5 * plus - std::log(risk_limit)) /
               ((for_winner * plus + minus) / static_cast<double>(cards));
    };
}

std::optional<std::vector<std::size_t>> instant_runoff(
    std::size_t choices, std::span<const RankedBallots> ballots
) {
    Tallies tallies(choices, ballots);
    Set standing = choices == most_choices ? ~Set{0} : bit(choices) - 1;
    Order out;
    while (standing != 0) {
        const auto& tally = tallies.among(standing);
        std::optional<std::size_t> last;
        bool tied = false;
        for (std::size_t choice = 0; choice < choices; ++choice) {
            if ((standing & bit(choice)) == 0) {
                continue;
            }
            if (!last || tally[choice] < tally[*last]) {
                last = choice;
                tied = false;
            } else if (tally[choice] == tally[*last]) {
                tied = true;
            }
        }
        if (tied && (tally[*last] > 0 || std::popcount(standing) == 2)) {
            return {};
        }
        out.push_back(*last);
        standing &= ~bit(*last);
    }
    return out;
}

bool contradicts(const Assertion& assertion, std::span<const std::size_t> order) {
    const auto place = [&](std::size_t choice) {
        return std::ranges::find(order, choice) - order.begin();
    };
    if (assertion.kind == AssertionKind::never_behind) {
        return place(assertion.winner) < place(assertion.loser);
    }
    const auto last = order.last(assertion.standing.size());
    const bool left = std::ranges::all_of(assertion.standing, [&](std::size_t choice) {
        return std::ranges::find(last, choice) != last.end();
    });
    return left && last.front() == assertion.winner;
}

RaireResult raire(
    std::size_t choices,
    std::span<const RankedBallots> ballots,
    std::size_t winner,
    const Difficulty& difficulty,
    std::size_t most_nodes
) {
    check(choices <= most_choices && winner < choices, "a contest of at most 64 choices");
    RaireResult out;
    auto order = instant_runoff(choices, ballots);
    if (!order) {
        // A tie somewhere in the count need not touch the winner: dive along any order.
        order.emplace(choices);
        std::iota(order->begin(), order->end(), std::size_t{0});
        std::swap((*order)[winner], order->back());
    } else if (order->back() != winner) {
        out.state = RaireResult::State::wrong_winner;
        out.elimination = *order;
        return out;
    } else {
        out.elimination = *order;
    }
    Search search(choices, ballots, difficulty);
    if (const auto ended = search.run(winner, *order, most_nodes)) {
        out.state = *ended;
        return out;
    }
    out.assertions = search.assertions();
    std::ranges::sort(out.assertions, [](const auto& a, const auto& b) {
        return a.difficulty > b.difficulty;
    });
    trim(choices, winner, out.assertions);
    const bool whole =
        Tree(choices, winner, out.assertions)
            .walk([&](const Order& reversed, const std::vector<std::size_t>& cuts) {
                out.proof.push_back({Order(reversed.rbegin(), reversed.rend()), cuts.back()});
            });
    check(whole, "the assertions rule out every other winner");
    for (const auto& each : out.assertions) {
        out.difficulty = std::max(out.difficulty, each.difficulty);
    }
    return out;
}

}  // namespace belfry::audit
