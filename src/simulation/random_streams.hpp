#pragma once

#include <array>
#include <cstdint>

/// Random numbers by counter: no state, so any voter's draws can be had at any time, in any order,
/// on any machine. All runs with the same seed see the same voters, failures and repairs, whatever
/// the plan (common random numbers).
namespace belfry::simulation {

using Words = std::array<std::uint32_t, 4>;

inline constexpr std::uint32_t philox_m0 = 0xD2511F53;
inline constexpr std::uint32_t philox_m1 = 0xCD9E8D57;
inline constexpr std::uint32_t philox_w0 = 0x9E3779B9;
inline constexpr std::uint32_t philox_w1 = 0xBB67AE85;

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011).
[[nodiscard]] constexpr Words philox(Words c, std::uint32_t k0, std::uint32_t k1) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{philox_m0} * c[0];
        const std::uint64_t p1 = std::uint64_t{philox_m1} * c[2];
        c = {
            static_cast<std::uint32_t>(p1 >> 32U) ^ c[1] ^ k0,
            static_cast<std::uint32_t>(p1),
            static_cast<std::uint32_t>(p0 >> 32U) ^ c[3] ^ k1,
            static_cast<std::uint32_t>(p0),
        };
        k0 += philox_w0;
        k1 += philox_w1;
    }
    return c;
}

/// What a draw is for. A stage's number is added to `serve` and `jam`, a disruption's and measure's
/// number (times `per_cause`) to those that follow.
enum Purpose : std::uint32_t {
    enter = 0,         ///< Word 0 gap to the next arrival, 1 to 3 services at the stages 0 to 2.
    serve = 0,         ///< With stage ≥ 3: word 0 service.
    jam = 0x20,        ///< Word 0 whether the scanner rejects the ballot.
    come_back = 0x40,  ///< Word 0 whether, 1 when.
    follow =
        0x41,  ///< Word 0 whether a voter follows a posted wait elsewhere, or is lost on the way.
    turnout = 0x42,   ///< Word 0 the day's turnout factor.
    temper = 0x43,    ///< Word 0 patience, 1 whether a long line is shunned.
    choose = 0x60,    ///< With stage / 4: word stage % 4 which station of the stage.
    cause = 0x100,    ///< Word 0 whether the day has it, 1 start, 2 length, 3 detection.
    strikes = 0x101,  ///< Word 0 whether it strikes this site.
    breaks = 0x102,   ///< Word 0 time to failure, 1 which server, 2 repair, 3 detection.
    delay = 0x103,    ///< Word 0 a measure's delay.
    per_cause = 0x10,
};

/// Stages whose services come with the draw of the arrival.
inline constexpr std::uint32_t early_stages = 3;

/// All draws of one day.
struct Day {
    std::uint64_t seed = 0;
    std::uint32_t replication = 0;

    [[nodiscard]] constexpr Words draw(
        std::uint32_t site, std::uint32_t voter, std::uint32_t purpose
    ) const {
        return philox(
            {voter, site, replication, purpose},
            static_cast<std::uint32_t>(seed),
            static_cast<std::uint32_t>(seed >> 32U)
        );
    }

    /// The word of a voter's service at a stage.
    [[nodiscard]] constexpr std::uint32_t service_word(
        std::uint32_t site, std::uint32_t voter, std::uint32_t stage
    ) const {
        return stage < early_stages ? draw(site, voter, enter)[stage + 1]
                                    : draw(site, voter, serve + stage)[0];
    }

    /// The word that says which of a stage's stations a voter uses.
    [[nodiscard]] constexpr std::uint32_t choice_word(
        std::uint32_t site, std::uint32_t voter, std::uint32_t stage
    ) const {
        return draw(site, voter, choose + stage / 4)[stage % 4];
    }
};

/// A voter's draws for the services at the first stages.
struct EarlyServices {
    std::array<std::uint32_t, early_stages> word{};
    std::array<float, early_stages> exponential{};  ///< exponential_draw(word), which fits a float.

    friend bool operator==(const EarlyServices&, const EarlyServices&) = default;
};

/// What draws of the purpose `enter` come to for `count` voters of a site, one after the other.
struct EntryDraws {
    static constexpr std::uint32_t count = 16;
    std::array<double, count> gap{};  ///< To the next arrival, with mean 1.
    std::array<EarlyServices, count> services{};
};

/// For the voters `first` … `first + EntryDraws::count - 1`, in SIMD lanes (lanes.cpp).
void draw_entries(Day day, std::uint32_t site, std::uint32_t first, EntryDraws& out);

inline constexpr std::uint32_t no_site = 0xFFFFFFFF;

/// The middle of the word's 2⁻³² wide cell of (0, 1).
[[nodiscard]] constexpr double uniform(std::uint32_t word) {
    return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

}  // namespace belfry::simulation
