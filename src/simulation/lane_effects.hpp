// Compiled once for each instruction set (see lanes.cpp); hence no ordinary include guard.
#if defined(BELFRY_SIMULATION_LANE_EFFECTS) == defined(HWY_TARGET_TOGGLE)
#ifdef BELFRY_SIMULATION_LANE_EFFECTS
#undef BELFRY_SIMULATION_LANE_EFFECTS
#else
#define BELFRY_SIMULATION_LANE_EFFECTS
#endif

HWY_BEFORE_NAMESPACE();

namespace belfry::simulation {
namespace HWY_NAMESPACE {

/// The column of a lane as its line now has it.
inline void StationRun::read_line(std::size_t lane) {
    const auto& line = lines_[lane];
    // Nothing will thaw a line that still stands: nobody starts any more, those inside are stuck.
    const bool stands = line.next_effect() > never && (line.frozen > 0 || !line.heads.empty());
    for (std::size_t j = 0; j < columns_; ++j) {
        free_[j * wide() + lane] = j < line.free.size() && !stands ? line.free[j] : never;
    }
    limit_[lane] = line.next_effect();
    clear_[lane] = std::min(limit_[lane], never);
    factor_[lane] = line.factor;
    reject_[lane] = line.reject_share;
    reject_minutes_[lane] = line.reject_minutes;
    fallback_[lane] = line.on_fallback ? 1 : 0;
    special_ = false;
    live_ = 0;
    for (const auto& each : lines_) {
        special_ = special_ || each.factor != 1 || each.reject_share > 0 || each.on_fallback;
        live_ = std::max(live_, each.free.size());
    }
}

/// The line of a lane as its column now has it.
inline void StationRun::take_column(std::size_t lane) {
    auto& free = lines_[lane].free;
    free.clear();
    for (std::size_t j = 0; j < columns_ && free_[j * wide() + lane] < never; ++j) {
        free.push_back(free_[j * wide() + lane]);
    }
}

/// Carries out what comes before the row's voters can start.
HWY_NOINLINE inline Pace StationRun::settle(Pace pace, V entry, V first_free) {
    const D d;
    alignas(64) double firsts[block_days];
    alignas(64) double entries[block_days];
    hn::Store(first_free, d, firsts);
    hn::Store(entry, d, entries);
    if (level_) {
        level_ = false;
        std::fill(written_, written_ + wide(), level_rows_);
    }
    std::vector<double> gone;
    for (std::size_t l = 0; l < wide(); ++l) {
        if (firsts[l] < limit_[l]) {
            continue;
        }
        auto& line = lines_[l];
        take_column(l);
        gone.clear();
        line.settle(entries[l], gone);
        group_.take_held(number_, l, line);
        for (const double server : gone) {
            out_[written_[l]++ * wide() + l] = server;
        }
        read_line(l);
    }
    pace.clear = hn::Load(d, clear_);
    return pace;
}

/// Service by the fall-back, slower, or with rejected ballots.
inline V StationRun::special_service(V entry, std::size_t place, M& rejected) const {
    const D d;
    const U word = hn::Load(DU(), chunk_words_ + place);
    V service = sample_lanes(station_.service, word);
    const M fallback = hn::Gt(hn::Load(d, fallback_), hn::Zero(d));
    if (!hn::AllFalse(d, fallback)) {
        service = hn::IfThenElse(fallback, sample_lanes(station_.fallback, word), service);
    }
    service = hn::Mul(service, hn::Load(d, factor_));
    const V share = hn::Load(d, reject_);
    if (!hn::AllFalse(d, hn::Gt(share, hn::Zero(d)))) {
        const auto words = group_.draw(rider_lanes(entry), jam + station_.stage);
        rejected = hn::Lt(uniform_lanes(words.w[0]), share);
        const V longer = hn::Add(service, hn::Load(d, reject_minutes_));
        service = hn::IfThenElse(rejected, longer, service);
    }
    return hn::Max(service, hn::Set(d, quantum));
}

inline void StationRun::mark_special(std::size_t k, M served, M rejected) {
    const D d;
    const V one = hn::Set(d, 1.0);
    alignas(64) double starts[block_days];
    alignas(64) double spoiled[block_days];
    hn::Store(hn::IfThenElseZero(served, one), d, starts);
    hn::Store(hn::IfThenElseZero(hn::And(served, rejected), one), d, spoiled);
    for (std::size_t l = 0; l < wide(); ++l) {
        group_.tally(l).rejected += spoiled[l] > 0 ? 1 : 0;
        if (starts[l] > 0 && fallback_[l] > 0) {
            group_.mark(number_, l, rider_of(in_.row[k * wide() + l]));
        }
    }
}

/// Those who leave the line at `until`, and those whom nobody will ever serve.
HWY_NOINLINE inline void StationRun::part_with(std::size_t k, M left, M stuck, V until) {
    const D d;
    const V one = hn::Set(d, 1.0);
    alignas(64) double is_left[block_days];
    alignas(64) double is_stuck[block_days];
    alignas(64) double untils[block_days];
    hn::Store(hn::IfThenElseZero(left, one), d, is_left);
    hn::Store(hn::IfThenElseZero(stuck, one), d, is_stuck);
    hn::Store(until, d, untils);
    for (std::size_t l = 0; l < wide(); ++l) {
        const double entry = in_.row[k * wide() + l];
        const double joined = moment_of(entry);
        if (is_left[l] > 0) {
            auto& t = group_.tally(l);
            ++t.left_line;
            ++t.stations[number_].joined;
            t.stations[number_].wait += untils[l] - joined;
            t.in_line(model_, joined, untils[l]);
            t.inside_at_close += untils[l] > group_.site_.closes ? 1 : 0;
        } else if (is_stuck[l] > 0) {
            group_.give_up(number_, l, entry, joined, true);
        }
    }
}

/// Any row: effects that come first, voters who leave, lanes that have no voter any more.
HWY_NOINLINE inline Pace StationRun::general_row(
    Pace pace, std::size_t k, std::size_t place, Row row
) {
    const D d;
    const DU du;
    if (changes_ && !hn::AllTrue(d, hn::Lt(row.first_free, hn::Load(d, limit_)))) {
        pace = settle(pace, row.entry, row.first_free);
        row.least = hn::Load(d, free_);
        row.first_free = hn::Max(row.entry, row.least);
    }
    const V joined = moment_lanes(row.entry);
    const V start = moment_lanes(row.first_free);
    M served = hn::Lt(row.entry, hn::Set(d, never));
    M rejected = hn::MaskFromVec(hn::Zero(d));
    const V service = special_ ? special_service(row.entry, place, rejected) : row.service;

    V waited = hn::Sub(start, joined);
    M left = hn::MaskFromVec(hn::Zero(d));
    V until = start;
    if (impatient_) {
        const auto words = group_.draw(rider_lanes(row.entry), temper);
        const V ticks = whole_ticks_lanes(sample_lanes(*model_.behaviour.patience, words.w[0]));
        const V patience = hn::Max(hn::Set(d, quantum), ticks);
        until = hn::Add(joined, patience);
        left = hn::And(served, hn::Gt(start, until));
        waited = hn::IfThenElse(left, patience, waited);
        served = hn::AndNot(left, served);
    }
    const M stuck = hn::And(served, hn::Ge(start, hn::Set(d, never)));
    served = hn::AndNot(stuck, served);
    hn::Store(hn::IfThenElseZero(hn::Or(served, left), waited), d, booked_ + place);
    if (!hn::AllFalse(d, hn::Or(left, stuck))) {
        part_with(k, left, stuck, until);
    }
    if (special_) {
        mark_special(k, served, rejected);
    }
    const M slot_ends = hn::Or(hn::Gt(joined, pace.join_until), hn::Gt(start, pace.start_until));
    if (!hn::AllFalse(d, slot_ends)) {
        pace = end_slots(pace, joined, start);
    }
    const V end = moment_lanes(hn::Add(start, service));
    pace.wait = hn::Add(pace.wait, hn::IfThenElseZero(served, waited));
    pace.busy = hn::Add(pace.busy, hn::IfThenElseZero(served, hn::Sub(end, start)));
    pace.served = hn::Add(pace.served, hn::IfThenElseZero(served, hn::Set(d, 1.0)));
    const auto ridden = hn::Ne(rider_lanes(row.least), hn::Set(du, std::uint64_t{nobody}));
    put_out(row.least, hn::And(hn::RebindMask(d, ridden), served));
    const V done = hn::BitCast(d, hn::Or(hn::BitCast(du, end), rider_lanes(row.entry)));
    insert(hn::IfThenElse(served, done, row.least));
    return pace;
}

/// Departures that are left, people who are stuck, sums.
inline Stream StationRun::finish(const Pace& pace) {
    const D d;
    if (level_) {
        level_ = false;
        std::fill(written_, written_ + wide(), level_rows_);
    }
    alignas(64) double waits[block_days];
    alignas(64) double busy[block_days];
    alignas(64) double served[block_days];
    hn::Store(pace.wait, d, waits);
    hn::Store(pace.busy, d, busy);
    hn::Store(pace.served, d, served);
    for (std::size_t l = 0; l < wide(); ++l) {
        auto& t = group_.tally(l);
        const auto people = static_cast<std::int64_t>(served[l]);
        t.stations[number_].wait += waits[l];
        t.stations[number_].busy += busy[l];
        t.stations[number_].joined += people;
        joins_.end(l, people, t.line_change.data());
        starts_.end(l, people, t.line_change.data());
        t.line_at_close += joins_.by_close[l] - starts_.by_close[l];
        if (lines_[l].frozen == 0 && lines_[l].heads.empty()) {
            take_column(l);
        }
        finish_lane(l);
    }
    return group_.ended(out_, written_);
}

inline void StationRun::finish_lane(std::size_t lane) {
    auto& line = lines_[lane];
    std::vector<double> gone;
    line.settle(never, gone);
    line.flush(never, gone);
    group_.take_held(number_, lane, line);
    for (const double entry : gone) {
        out_[written_[lane]++ * wide() + lane] = entry;
    }
    for (const auto& head : line.heads) {
        group_.tally(lane).stations[number_].busy -= head.left;
        --group_.tally(lane).stations[number_].joined;
        group_.give_up(number_, lane, with_rider(never, head.rider), head.since, true);
    }
    for (const auto& lost : line.lost) {
        if (lost.rider != nobody) {
            group_.give_up(number_, lane, with_rider(never, lost.rider), lost.since, false);
        }
    }
    for (const double server : line.free) {
        if (rider_of(server) != nobody) {
            group_.give_up(number_, lane, server, line.frozen_since, false);
        }
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
