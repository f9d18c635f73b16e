#pragma once

#include <cstdint>
#include <vector>

#include "simulation/city.hpp"
#include "simulation/random_streams.hpp"

namespace belfry::simulation {

/// How the arrivals of a day are spread: maps the part of the expected voters that has come (from 0
/// to `mass`) to the moment of the last of them. Piecewise linear; the line at opening is a piece
/// on which time stands still. Pieces beyond `mass` are the voters who come only when the polls
/// stay open longer, at the rate of the day's last slot.
class ArrivalCurve {
public:
    struct Piece {
        double until = 0;  ///< Part that has come at the end of the piece.
        double from = 0;   ///< Part that has come at its beginning.
        double start = 0;  ///< Moment of its beginning.
        double slope = 0;  ///< Minutes for each unit of the part.
    };

    /// What false messages do to the arrivals after `at` (a moment).
    struct Shift {
        double at = 0;
        double moved_share = 0;
        double moved_by = 0;
        double deterred_share = 0;
    };

    ArrivalCurve() = default;

    /// `slots` are shares of the day's voters in slots of equal length between the moments `opens`
    /// and `closes`; `line` is the share that stands at the door.
    ArrivalCurve(
        const std::vector<double>& slots, double line, double opens, double closes, double extension
    );

    /// The same day after a false message.
    [[nodiscard]] ArrivalCurve shifted(const Shift& shift) const;

    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

    /// Slots of equal length with one rate each.
    [[nodiscard]] std::size_t slots() const { return slots_.size(); }

    [[nodiscard]] double mass() const { return mass_; }

    /// Arrivals a minute at `moment`, as a share of the day's voters; the line at opening left out.
    [[nodiscard]] double rate_at(double moment) const;

    [[nodiscard]] double line() const { return line_; }

private:
    void add_piece(double share, double start, double end);

    std::vector<double> slots_;
    double line_ = 0;
    double opens_ = 0;
    double closes_ = 0;
    double extension_ = 0;
    double mass_ = 0;
    std::vector<Piece> pieces_;
};

/// The arrivals of one site on one day, one after the other.
class ArrivalStream {
public:
    ArrivalStream() = default;

    /// `expected` voters on this day, before the curve's mass is applied. `site` keys the draws.
    ArrivalStream(
        const ArrivalCurve& curve, Counting counting, double expected, Day day, std::uint32_t site
    );

    /// The moment of the next voter, who has the number `index`; `never` after the last.
    [[nodiscard]] double next(std::uint32_t index);

    /// The draws of the first services of voter `index`, for whom next() was asked last.
    [[nodiscard]] const EarlyServices& services(std::uint32_t index) const {
        return draws_.services[index % EntryDraws::count];
    }

private:
    [[nodiscard]] double next_fixed(std::uint32_t index);
    [[nodiscard]] double gap(std::uint32_t index);
    [[nodiscard]] double place(double part);

    const ArrivalCurve* curve_ = nullptr;
    Counting counting_ = Counting::poisson;
    Day day_;
    std::uint32_t site_ = 0;
    EntryDraws draws_;
    std::uint32_t drawn_ = 0;  ///< Voters whose draws were made; the last of them are in draws_.
    double part_ = 0;          ///< Part of the voters that has come.
    double gap_ = 0;           ///< Mean gap between voters, as a part.
    double hazard_ = 0;  ///< Fixed counting: cumulative hazard of the uniform order statistics.
    std::uint32_t total_ = 0;
    std::uint32_t at_door_ = 0;
    std::size_t piece_ = 0;
};

}  // namespace belfry::simulation
