#include "simulation/arrival_curve.hpp"

#include <algorithm>
#include <cmath>

#include "simulation/exact_math.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

ArrivalCurve::ArrivalCurve(
    const std::vector<double>& slots, double line, double opens, double closes, double extension
)
    : slots_(slots), line_(line), opens_(opens), closes_(closes), extension_(extension) {
    if (line > 0) {
        pieces_.push_back({line, 0, opens, 0});
        mass_ = line;
    }
    double total = 0;
    for (const double share : slots) {
        total += share;
    }
    const double length = (closes - opens) / static_cast<double>(slots.size());
    double last = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        last = total > 0 ? slots[i] / total * (1 - line) : 0;
        const double start = opens + length * static_cast<double>(i);
        add_piece(last, start, start + length);
    }
    const double mass = mass_;
    add_piece(last * (extension / length), closes, closes + extension);
    mass_ = mass;
}

void ArrivalCurve::add_piece(double share, double start, double end) {
    if (share > 0 && end > start) {
        pieces_.push_back({mass_ + share, mass_, start, (end - start) / share});
        mass_ += share;
    }
}

ArrivalCurve ArrivalCurve::shifted(const Shift& shift) const {
    // On a grid of five minutes: the message's moment is not known better.
    const auto count = static_cast<std::size_t>(std::ceil((closes_ - opens_) / 5));
    const double length = (closes_ - opens_) / static_cast<double>(count);
    std::vector<double> moved(count);
    const auto delay = static_cast<std::size_t>(std::lround(shift.moved_by / length));
    for (std::size_t i = 0; i < count; ++i) {
        const double middle = opens_ + length * (static_cast<double>(i) + 0.5);
        const double share = rate_at(middle) * length;
        const bool heard = middle >= shift.at;
        const double gone = heard ? shift.deterred_share : 0;
        const double later = heard ? (1 - gone) * shift.moved_share : 0;
        moved[i] += share * (1 - gone - later);
        if (i + delay < count) {
            moved[i + delay] += share * later;
        }
    }
    ArrivalCurve curve;
    curve.slots_ = moved;
    curve.line_ = line_;
    curve.opens_ = opens_;
    curve.closes_ = closes_;
    curve.extension_ = extension_;
    if (line_ > 0) {
        curve.pieces_.push_back({line_, 0, opens_, 0});
        curve.mass_ = line_;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const double start = opens_ + length * static_cast<double>(i);
        curve.add_piece(moved[i], start, start + length);
    }
    const double mass = curve.mass_;
    curve.add_piece(moved.back() / length * extension_, closes_, closes_ + extension_);
    curve.mass_ = mass;
    return curve;
}

double ArrivalCurve::rate_at(double moment) const {
    for (const auto& piece : pieces_) {
        const double end = piece.start + (piece.until - piece.from) * piece.slope;
        if (piece.slope > 0 && moment >= piece.start && moment < end) {
            return 1 / piece.slope;
        }
    }
    return 0;
}

ArrivalStream::ArrivalStream(
    const ArrivalCurve& curve, Counting counting, double expected, Day day, std::uint32_t site
)
    : curve_(&curve), counting_(counting), day_(day), site_(site) {
    gap_ = expected > 0 ? 1 / expected : never;
    if (counting == Counting::fixed) {
        total_ = static_cast<std::uint32_t>(std::floor(expected * curve.mass() + 0.5));
        at_door_ =
            std::min(total_, static_cast<std::uint32_t>(std::floor(expected * curve.line() + 0.5)));
    }
}

double ArrivalStream::place(double part) {
    const auto& pieces = curve_->pieces();
    while (piece_ < pieces.size() && part >= pieces[piece_].until) {
        ++piece_;
    }
    if (piece_ == pieces.size()) {
        return never;
    }
    const auto& piece = pieces[piece_];
    return moment_of(piece.start + (part - piece.from) * piece.slope);
}

double ArrivalStream::gap(std::uint32_t index) {
    if (index >= drawn_) {
        drawn_ = index - index % EntryDraws::count;
        draw_entries(day_, site_, drawn_, draws_);
        drawn_ += EntryDraws::count;
    }
    return draws_.gap[index % EntryDraws::count];
}

double ArrivalStream::next_fixed(std::uint32_t index) {
    const double exponential = gap(index);
    if (index < at_door_) {
        return moment_of(curve_->pieces().front().start);
    }
    if (index == at_door_) {
        part_ = curve_->line();
    }
    if (index < total_) {
        // Rényi: the gaps between order statistics of n exponentials are exponentials over n, n-1,
        // …
        hazard_ += exponential / static_cast<double>(total_ - index);
        const double mass = curve_->mass() - curve_->line();
        part_ = curve_->line() + mass * (1 - exact_exp(-std::min(hazard_, 600.0)));
        return place(std::min(part_, std::nextafter(curve_->mass(), 0.0)));
    }
    part_ = index == total_ ? curve_->mass() : part_;
    part_ += exponential * gap_;
    return place(part_);
}

double ArrivalStream::next(std::uint32_t index) {
    if (index >= most_voters) {
        return never;
    }
    if (counting_ == Counting::fixed) {
        return next_fixed(index);
    }
    part_ += gap(index) * gap_;
    return place(part_);
}

}  // namespace belfry::simulation
