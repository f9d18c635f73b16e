// Compiled once for each instruction set (see lanes.cpp); hence no ordinary include guard.
#if defined(BELFRY_SIMULATION_LANE_KERNEL) == defined(HWY_TARGET_TOGGLE)
#ifdef BELFRY_SIMULATION_LANE_KERNEL
#undef BELFRY_SIMULATION_LANE_KERNEL
#else
#define BELFRY_SIMULATION_LANE_KERNEL
#endif

HWY_BEFORE_NAMESPACE();

namespace belfry::simulation {
namespace HWY_NAMESPACE {

/// The Kiefer-Wolfowitz recursion of one station, all lanes in step; effects between rows.
// NOLINTNEXTLINE(readability-function-size): one loop, whose parts share their registers.
inline std::size_t Group::run_station(std::uint32_t station, const double* in, double* out) {
    const D d;
    const DU du;
    const auto& model = pipeline_.stations[station];
    const auto stage = model.stage;
    const bool first_line = station == 0;
    const bool everyone = model.from <= 0 && model.to >= 1;
    double* wait = buffer(waits);
    const auto* kept = reinterpret_cast<const std::uint64_t*>(buffer(words));

    std::vector<LaneLine> lines;
    lines.reserve(width_);
    static const std::vector<Effect> none;
    std::size_t columns = 0;
    for (std::size_t l = 0; l < width_; ++l) {
        const auto& effects = job_.effects[from_ + l];
        const auto& mine = effects.empty() ? none : effects[station];
        lines.emplace_back(mine, site_.servers[station], site_.opens);
        const auto more = std::ranges::count(mine, EffectKind::add, &Effect::kind);
        columns = std::max(columns, lines[l].free.size() + static_cast<std::size_t>(more));
        written_[l] = 0;
    }
    double* free = buffers_.get(column, (columns + 1) * width_);
    alignas(64) double limit[block_days] = {};
    alignas(64) double factor[block_days];
    alignas(64) double reject[block_days] = {};
    alignas(64) double reject_minutes[block_days] = {};
    bool on_fallback[block_days] = {};
    alignas(64) double fallback_mask[block_days] = {};
    bool special = false;

    std::size_t live = columns;
    const auto put_back = [&](std::size_t l) {
        const auto& line = lines[l];
        for (std::size_t j = 0; j < columns; ++j) {
            free[j * width_ + l] = j < line.free.size() ? line.free[j] : never;
        }
        limit[l] = line.next_effect();
        factor[l] = line.factor;
        reject[l] = line.reject_share;
        reject_minutes[l] = line.reject_minutes;
        on_fallback[l] = line.on_fallback;
        fallback_mask[l] = line.on_fallback ? 1 : 0;
        special = false;
        live = 0;
        for (std::size_t i = 0; i < width_; ++i) {
            special = special || lines[i].factor != 1 || lines[i].reject_share > 0 ||
                      lines[i].on_fallback;
            live = std::max(live, lines[i].free.size());
        }
    };
    for (std::size_t l = 0; l < width_; ++l) {
        put_back(l);
    }
    if (changes_ && flags_.empty()) {
        flags_.assign(rows_ * width_, 0);
    }

    // Slots in which people stand in line; both moments only grow along the rows.
    const double slot_minutes = model_.slot_minutes;
    const double slots_end = model_.first_opening + slot_minutes * model_.slots;
    alignas(64) double bound_join[block_days];
    alignas(64) double bound_start[block_days];
    std::uint32_t slot_join[block_days] = {};
    std::uint32_t slot_start[block_days] = {};
    for (std::size_t l = 0; l < width_; ++l) {
        bound_join[l] = bound_start[l] = model_.first_opening;
    }
    const auto advance = [&](double* bound, std::uint32_t* slot, std::size_t l, double moment) {
        while (moment > bound[l]) {
            bound[l] = bound[l] >= slots_end ? 4 * never : bound[l] + slot_minutes;
            slot[l] += slot[l] < model_.slots ? 1 : 0;
        }
    };

    V wait_sum = hn::Zero(d);
    V busy_sum = hn::Zero(d);
    V joined_sum = hn::Zero(d);
    const V never_v = hn::Set(d, never);
    const V closes = hn::Set(d, site_.closes);
    const U nobody_v = hn::Set(du, std::uint64_t{nobody});
    const V quantum_v = hn::Set(d, quantum);
    const V one = hn::Set(d, 1.0);
    const bool impatient = first_line && model_.behaviour.patience.has_value();
    bool level = true;  // every lane has written as many rows
    std::size_t level_rows = 0;

    for (std::size_t k = 0; k < rows_; ++k) {
        if (first_line) {
            hn::Store(hn::Zero(d), d, wait + k * width_);
        }
        const V entry = hn::Load(d, in + k * width_);
        V least = hn::Load(d, free);
        V first_free = hn::Max(entry, least);
        if (changes_ && !hn::AllFalse(d, hn::Ge(first_free, hn::Load(d, limit)))) {
            alignas(64) double firsts[block_days];
            alignas(64) double entries[block_days];
            hn::Store(first_free, d, firsts);
            hn::Store(entry, d, entries);
            if (level) {
                level = false;
                std::fill(written_, written_ + width_, level_rows);
            }
            for (std::size_t l = 0; l < width_; ++l) {
                if (firsts[l] < limit[l]) {
                    continue;
                }
                auto& line = lines[l];
                line.free.clear();
                for (std::size_t j = 0; j < columns && free[j * width_ + l] < never; ++j) {
                    line.free.push_back(free[j * width_ + l]);
                }
                std::vector<double> gone;
                line.settle(entries[l], gone);
                take_held(station, l, line);
                for (const double server : gone) {
                    out[written_[l]++ * width_ + l] = server;
                }
                put_back(l);
                if (line.frozen > 0 || !line.heads.empty()) {
                    // Nothing will thaw it: nobody starts any more, and those inside are stuck.
                    for (std::size_t j = 0; j < line.free.size(); ++j) {
                        free[j * width_ + l] = never;
                    }
                }
            }
            least = hn::Load(d, free);
            first_free = hn::Max(entry, least);
        }
        M valid = hn::Lt(entry, never_v);
        const U rider = rider_lanes(entry);
        const V joined = moment_lanes(entry);
        const V start = moment_lanes(first_free);

        U service_word;
        U patience_word = hn::Zero(du);
        if (first_line) {
            const U both = hn::Load(du, kept + k * width_);
            service_word = hn::And(both, hn::Set(du, 0xFFFFFFFFU));
            patience_word = hn::ShiftRight<32>(both);
        } else {
            const auto w = draw(rider, serve + stage);
            service_word = w.w[0];
            if (!everyone) {
                const V choice = uniform_lanes(w.w[1]);
                valid = hn::And(
                    valid,
                    hn::And(
                        hn::Ge(choice, hn::Set(d, model.from)), hn::Lt(choice, hn::Set(d, model.to))
                    )
                );
            }
        }
        V service = sample_lanes(model.service, service_word);
        M rejected = hn::MaskFromVec(hn::Zero(d));
        if (special) {
            const M fallback = hn::Gt(hn::Load(d, fallback_mask), hn::Zero(d));
            if (!hn::AllFalse(d, fallback)) {
                service =
                    hn::IfThenElse(fallback, sample_lanes(model.fallback, service_word), service);
            }
            service = hn::Mul(service, hn::Load(d, factor));
            const V share = hn::Load(d, reject);
            if (!hn::AllFalse(d, hn::Gt(share, hn::Zero(d)))) {
                const V chance = uniform_lanes(draw(rider, jam + stage).w[0]);
                rejected = hn::Lt(chance, share);
                service = hn::IfThenElse(
                    rejected, hn::Add(service, hn::Load(d, reject_minutes)), service
                );
            }
        }
        service = hn::Max(service, quantum_v);
        const V done = with_rider_lanes(hn::Add(start, service), rider);
        V waited = hn::Sub(start, joined);
        M served = valid;

        // Those who leave, and those whom nobody will ever serve.
        bool odd = false;
        M left = hn::MaskFromVec(hn::Zero(d));
        V until = start;
        if (impatient) {
            const V patience = hn::Max(
                quantum_v,
                whole_ticks_lanes(sample_lanes(*model_.behaviour.patience, patience_word))
            );
            const V ends = hn::Add(joined, patience);
            left = hn::And(valid, hn::Gt(start, ends));
            if (!hn::AllFalse(d, left)) {
                odd = true;
                served = hn::AndNot(left, served);
                waited = hn::IfThenElse(left, patience, waited);
                until = hn::IfThenElse(left, ends, until);
            }
        }
        M stuck = hn::And(served, hn::Ge(start, never_v));
        if (changes_ || columns == 0) {
            if (!hn::AllFalse(d, stuck)) {
                odd = true;
                served = hn::AndNot(stuck, served);
            }
        }
        if (odd) {
            alignas(64) double is_left[block_days];
            alignas(64) double is_stuck[block_days];
            alignas(64) double joins[block_days];
            alignas(64) double untils[block_days];
            hn::Store(hn::IfThenElseZero(left, one), d, is_left);
            hn::Store(hn::IfThenElseZero(stuck, one), d, is_stuck);
            hn::Store(joined, d, joins);
            hn::Store(until, d, untils);
            for (std::size_t l = 0; l < width_; ++l) {
                if (is_left[l] > 0) {
                    auto& t = tally(l);
                    ++t.left_line;
                    t.in_line(model_, joins[l], untils[l]);
                    t.inside_at_close += untils[l] > site_.closes ? 1 : 0;
                } else if (is_stuck[l] > 0) {
                    give_up(station, l, in[k * width_ + l], joins[l], true);
                }
            }
        }
        const M counted = hn::Or(served, left);
        wait_sum = hn::Add(wait_sum, hn::IfThenElseZero(counted, waited));
        busy_sum =
            hn::Add(busy_sum, hn::IfThenElseZero(served, hn::Sub(moment_lanes(done), start)));
        joined_sum = hn::Add(joined_sum, hn::IfThenElseZero(counted, one));

        const V add = hn::IfThenElseZero(counted, waited);
        if (first_line) {
            double* row = wait + k * width_;
            hn::Store(hn::Add(hn::Load(d, row), add), d, row);
        } else {
            alignas(64) double adds[block_days];
            alignas(64) std::uint64_t riders[block_days];
            hn::Store(add, d, adds);
            hn::Store(rider, du, riders);
            for (std::size_t l = 0; l < width_; ++l) {
                wait[riders[l] * width_ + l] += adds[l];
            }
        }
        if (special) {
            alignas(64) double starts[block_days];
            hn::Store(hn::IfThenElseZero(served, one), d, starts);
            alignas(64) double yes[block_days];
            hn::Store(hn::IfThenElseZero(hn::And(served, rejected), one), d, yes);
            for (std::size_t l = 0; l < width_; ++l) {
                rejected_[l] += yes[l] > 0 ? 1 : 0;
                if (starts[l] > 0 && on_fallback[l]) {
                    mark(station, l, rider_of(in[k * width_ + l]));
                }
            }
        }

        // Where somebody stands in line as a slot begins.
        const V bound = hn::Load(d, bound_join);
        const V served_start = hn::IfThenElse(served, start, hn::Zero(d));
        if (!hn::AllFalse(d, hn::Gt(served_start, bound))) {
            alignas(64) double starts[block_days];
            alignas(64) double joins[block_days];
            hn::Store(served_start, d, starts);
            hn::Store(joined, d, joins);
            for (std::size_t l = 0; l < width_; ++l) {
                if (starts[l] > bound_join[l]) {
                    advance(bound_join, slot_join, l, joins[l]);
                    advance(bound_start, slot_start, l, starts[l]);
                    if (slot_join[l] != slot_start[l]) {
                        auto& t = tally(l);
                        ++t.line_change[slot_join[l]];
                        --t.line_change[slot_start[l]];
                    }
                }
            }
        }
        if (!hn::AllFalse(d, hn::Gt(served_start, closes))) {
            alignas(64) double starts[block_days];
            hn::Store(served_start, d, starts);
            for (std::size_t l = 0; l < width_; ++l) {
                const bool over =
                    starts[l] > site_.closes && moment_of(in[k * width_ + l]) <= site_.closes;
                tally(l).line_at_close += over ? 1 : 0;
            }
        }

        // The least of the servers goes out; `done` finds its place.
        const M real = hn::And(
            hn::And(hn::RebindMask(d, hn::Ne(rider_lanes(least), nobody_v)), served),
            hn::Lt(least, never_v)
        );
        if (level && hn::AllTrue(d, real)) {
            hn::Store(least, d, out + level_rows++ * width_);
        } else if (!level || !hn::AllFalse(d, real)) {
            if (level) {
                level = false;
                std::fill(written_, written_ + width_, level_rows);
            }
            alignas(64) double gone[block_days];
            hn::Store(hn::IfThenElseZero(real, least), d, gone);
            for (std::size_t l = 0; l < width_; ++l) {
                out[written_[l] * width_ + l] = gone[l];
                written_[l] += gone[l] > 0 ? 1 : 0;
            }
        }
        V x = hn::IfThenElse(served, done, least);
        for (std::size_t j = 1; j < live; ++j) {
            const V next = hn::Load(d, free + j * width_);
            hn::Store(hn::Min(x, next), d, free + (j - 1) * width_);
            x = hn::Max(x, next);
        }
        if (live > 0) {
            hn::Store(x, d, free + (live - 1) * width_);
        }
    }

    if (level) {
        std::fill(written_, written_ + width_, level_rows);
    }
    alignas(64) double waits_of[block_days];
    alignas(64) double busy_of[block_days];
    alignas(64) double joined_of[block_days];
    hn::Store(wait_sum, d, waits_of);
    hn::Store(busy_sum, d, busy_of);
    hn::Store(joined_sum, d, joined_of);
    for (std::size_t l = 0; l < width_; ++l) {
        auto& s = tally(l).stations[station];
        s.wait += waits_of[l];
        s.busy += busy_of[l];
        s.joined += static_cast<std::int64_t>(joined_of[l]);
        tally(l).rejected += static_cast<std::int64_t>(rejected_[l]);
        rejected_[l] = 0;
        auto& line = lines[l];
        if (line.frozen == 0 && line.heads.empty()) {
            line.free.clear();
            for (std::size_t j = 0; j < columns && free[j * width_ + l] < never; ++j) {
                line.free.push_back(free[j * width_ + l]);
            }
        }
        finish_station(station, l, line, out);
        for (auto r = written_[l]; r < rows_; ++r) {
            out[r * width_ + l] = never;
        }
    }
    return rows_;
}

/// Waits of all voters in the order of their arrival: cells, slots, sums.
inline void Group::record() {
    const double* in = buffer(arrivals);
    const double* wait = buffer(waits);
    record_exits();
    for (std::size_t l = 0; l < width_; ++l) {
        auto& t = tally(l);
        const auto n = voters_[l];
        t.came = t.waited = static_cast<std::int64_t>(n);
        double sum = 0;
        double longest = 0;
        std::size_t slot = 0;
        double slot_end = model_.first_opening + model_.slot_minutes;
        double slot_sum = 0;
        std::size_t slot_first = 0;
        auto* cells = t.cells.data();
        for (std::size_t k = 0; k < n; ++k) {
            const double minutes = wait[k * width_ + l];
            if (in[k * width_ + l] >= slot_end && slot + 1 < model_.slots) {
                t.slot_wait[slot] = slot_sum;
                t.slot_voters[slot] = static_cast<std::int32_t>(k - slot_first);
                sum += slot_sum;
                slot_sum = 0;
                slot_first = k;
                while (in[k * width_ + l] >= slot_end && slot + 1 < model_.slots) {
                    ++slot;
                    slot_end += model_.slot_minutes;
                }
            }
            slot_sum += minutes;
            longest = std::max(longest, minutes);
            ++cells[WaitCells::of(minutes)];
        }
        t.slot_wait[slot] = slot_sum;
        t.slot_voters[slot] = static_cast<std::int32_t>(n - slot_first);
        t.wait = sum + slot_sum;
        t.longest = longest;
    }
}

inline void Group::record_exits() {
    for (std::size_t l = 0; l < width_; ++l) {
        auto& t = tally(l);
        std::size_t n = 0;
        double last = 0;
        for (; n < exit_rows_ && exits_[n * width_ + l] < never; ++n) {
            const double entry = exits_[n * width_ + l];
            last = entry;
            if (!flags_.empty()) {
                const auto flag = flags_[rider_of(entry) * width_ + l];
                t.on_paper += (flag & flag_paper) != 0 ? 1 : 0;
                t.emergency += (flag & flag_emergency) != 0 ? 1 : 0;
                t.unscanned += (flag & flag_unscanned) != 0 ? 1 : 0;
            }
        }
        t.voted = static_cast<std::int64_t>(n);
        t.last_out = n > 0 ? moment_of(last) : 0;
        for (std::size_t k = n; k-- > 0 && moment_of(exits_[k * width_ + l]) > site_.closes;) {
            ++t.inside_at_close;
        }
    }
}

inline void run_job(const LaneJob& job, LaneBuffers& buffers) {
    const auto width = std::min<std::size_t>(hn::Lanes(D()), block_days);
    for (std::size_t from = 0; from < block_days; from += width) {
        Group(job, buffers, from).run();
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
