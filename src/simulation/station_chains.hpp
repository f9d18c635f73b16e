#pragma once

#include <array>
#include <span>
#include <vector>

#include "simulation/lanes.hpp"
#include "simulation/preview.hpp"

namespace belfry::simulation {

/// What a thread keeps from chains to chains.
struct ChainBuffers {
    /// A block of lanes for each number of people, each on a line of the cache.
    class Rows {
    public:
        /// Has at least so many; the new ones are nought.
        double* at_least(std::size_t rows);

        /// Nought in the first `rows`.
        void clear(std::size_t rows);

        double& at(std::size_t row, std::size_t lane) { return lines_[row].value[lane]; }

        [[nodiscard]] double at(std::size_t row, std::size_t lane) const {
            return lines_[row].value[lane];
        }

    private:
        struct alignas(64) Line {
            std::array<double, block_days> value{};
        };

        std::vector<Line> lines_;
    };

    Rows state;
    Rows end;
    Rows time;
    Rows time_in;
    Rows coming;
    Rows room;
};

/// How many people are inside at each of up to block_days stations: Markov chains that go on
/// together, one a lane, each as if it were alone. What the others are changes no bit of it.
class StationChains {
public:
    /// The buffers are to outlive it, and to serve nobody else meanwhile.
    StationChains(std::span<const PreviewStation* const> stations, ChainBuffers& buffers);
    StationChains(const StationChains&) = delete;
    StationChains& operator=(const StationChains&) = delete;
    StationChains(StationChains&&) = delete;
    StationChains& operator=(StationChains&&) = delete;
    ~StationChains();

    /// Lets the day pass.
    void run();

    /// What the k-th of them comes to, after that.
    [[nodiscard]] Preview seen(std::size_t k) const;

private:
    struct Lane {
        const PreviewStation* asked = nullptr;
        double service = 1;
        std::size_t most = 0;     ///< Numbers of people that are followed at all,
        std::size_t known = 1;    ///< that were followed in the last step,
        std::size_t likely = 1;   ///< likely now,
        std::size_t states = 1;   ///< followed in this step,
        std::size_t reached = 1;  ///< and at most so far.
        std::size_t margin = 12;  ///< By how many more they are expected to become likely.
        bool whole = false;       ///< As many as can become likely.
        int steps = 0;            ///< Of this slot that are still to be taken.
        std::vector<double> line;

        [[nodiscard]] double leaving(std::size_t inside) const;
        [[nodiscard]] double waiting(std::size_t inside) const;
    };

    void begin(const PreviewStation& station);
    void pass(std::size_t slot);
    bool take_steps();
    void aim(std::size_t k);
    void judge(std::size_t k);
    void move_on(std::size_t k);
    [[nodiscard]] double people_over(std::size_t k) const;
    void look_at_close(std::size_t k, Preview& result) const;

    std::vector<Lane> lanes_;
    ChainBuffers& rows_;
    ChainStep step_;
    ChainState now_;
};

}  // namespace belfry::simulation
