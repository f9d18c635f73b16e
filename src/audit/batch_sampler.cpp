#include "audit/batch_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "audit/numpy_random.hpp"
#include "audit/python_text.hpp"
#include "audit/wide.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit {

namespace {

constexpr std::size_t ticket_digits = 18;

std::vector<double> cumulative_shares(std::span<const DrawableBatch> batches) {
    double total = 0.0;
    for (const auto& batch : batches) {
        total += batch.bound;
    }
    std::vector<double> out;
    double running = 0.0;
    for (const auto& batch : batches) {
        running += batch.bound / total;
        out.push_back(running);
    }
    for (auto& each : out) {
        each /= running;
    }
    return out;
}

/// Hands out the ticket numbers: the first of a batch, then one after the trimmed last.
class Tickets {
public:
    Tickets(std::string_view seed, std::span<const DrawableBatch> batches)
        : seed_(seed), batches_(batches) {}

    std::string next(std::size_t index) {
        auto& last = last_[index];
        const auto& batch = batches_[index];
        last = last.empty() ? first_ticket(seed_, arlo_batch_id(batch.jurisdiction, batch.batch))
                            : next_ticket(last);
        last = trimmed(last, ticket_digits);
        return last;
    }

private:
    std::string_view seed_;
    std::span<const DrawableBatch> batches_;
    std::map<std::size_t, std::string> last_;
};

std::vector<std::size_t> every_batch(
    std::span<const DrawableBatch> batches, std::span<const std::size_t> drawn_before
) {
    const std::set<std::size_t> before(drawn_before.begin(), drawn_before.end());
    std::vector<std::size_t> rest;
    for (std::size_t at = 0; at < batches.size(); ++at) {
        if (!before.contains(at)) {
            rest.push_back(at);
        }
    }
    std::ranges::sort(rest, {}, [&](std::size_t at) {
        return std::pair(batches[at].jurisdiction, batches[at].batch);
    });
    return rest;
}

}  // namespace

std::vector<BatchPick> draw_batches(
    std::string_view seed,
    std::span<const DrawableBatch> batches,
    std::span<const std::size_t> drawn_before,
    std::size_t count
) {
    std::vector<BatchPick> out;
    if (std::ranges::none_of(batches, [](const auto& batch) { return batch.bound > 0.0; })) {
        return out;
    }
    // A batch whose error could be without bound can't be weighed against others: all are taken.
    const bool boundless =
        std::ranges::any_of(batches, [](const auto& batch) { return std::isinf(batch.bound); });
    Tickets tickets(seed, batches);
    if (boundless || drawn_before.size() + count >= batches.size()) {
        for (const auto at : every_batch(batches, drawn_before)) {
            out.push_back({tickets.next(at), at});
        }
        return out;
    }
    const auto shares = cumulative_shares(batches);
    const auto seed_words = Wide(crypto::sha256(seed)).words();
    NumpyGenerator generator(seed_words);
    for (std::size_t at = 0; at < drawn_before.size() + count; ++at) {
        const auto found = std::ranges::upper_bound(shares, generator.uniform());
        const auto index = static_cast<std::size_t>(found - shares.begin());
        auto ticket = tickets.next(index);
        if (at >= drawn_before.size()) {
            out.push_back({std::move(ticket), index});
        }
    }
    return out;
}

}  // namespace belfry::audit
