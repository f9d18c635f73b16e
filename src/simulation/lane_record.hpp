// Compiled once for each instruction set (see lanes.cpp); hence no ordinary include guard.
#if defined(BELFRY_SIMULATION_LANE_RECORD) == defined(HWY_TARGET_TOGGLE)
#ifdef BELFRY_SIMULATION_LANE_RECORD
#undef BELFRY_SIMULATION_LANE_RECORD
#else
#define BELFRY_SIMULATION_LANE_RECORD
#endif

HWY_BEFORE_NAMESPACE();

namespace belfry::simulation {
namespace HWY_NAMESPACE {

/// WaitCells::of, lane by lane.
HWY_INLINE U cell_lanes(V minutes) {
    const D d;
    const DU du;
    const V one = hn::Set(d, 1.0);
    V cell = hn::Max(hn::Sub(hn::Ceil(hn::Mul(minutes, hn::Set(d, 4.0))), one), hn::Zero(d));
    const M beyond = hn::Gt(minutes, hn::Set(d, 60.0));
    if (!hn::AllFalse(d, beyond)) {
        const V hours = hn::Ceil(hn::Sub(minutes, hn::Set(d, 60.0)));
        const V fives = hn::Ceil(hn::Div(hn::Sub(minutes, hn::Set(d, 240.0)), hn::Set(d, 5.0)));
        cell = hn::IfThenElse(beyond, hn::Add(hours, hn::Set(d, 239.0)), cell);
        cell = hn::IfThenElse(
            hn::Gt(minutes, hn::Set(d, 240.0)), hn::Add(fives, hn::Set(d, 419.0)), cell
        );
        cell = hn::Min(cell, hn::Set(d, static_cast<double>(WaitCells::count - 1)));
    }
    const V magic = hn::Set(d, 4503599627370496.0);
    return hn::And(hn::BitCast(du, hn::Add(cell, magic)), hn::Set(du, 0xFFFFU));
}

/// Waits of all voters in the order of their arrival: cells, slots, sums.
class Recorder {
public:
    template <class Tallies>
    Recorder(const Model& model, Tallies tally) : model_(model) {
        for (std::size_t l = 0; l < wide(); ++l) {
            cells_[l] = tally(l).cells.data();
            slot_end_[l] = model.slots > 1 ? model.first_opening + model.slot_minutes : 2 * never;
        }
    }

    template <class Tallies>
    HWY_INLINE void row(std::size_t k, V entry, V minutes, Tallies tally) {
        const D d;
        if (!hn::AllFalse(d, hn::Ge(entry, hn::Load(d, slot_end_)))) {
            end_slots(k, entry, tally);
        }
        slot_sum_ = hn::Add(slot_sum_, minutes);
        longest_ = hn::Max(longest_, minutes);
        alignas(64) std::uint64_t cells[block_days];
        hn::Store(cell_lanes(minutes), DU(), cells);
        for (std::size_t l = 0; l < wide(); ++l) {
            ++cells_[l][cells[l]];
        }
    }

    template <class Tallies>
    void finish(std::size_t rows, const std::size_t* voters, Tallies tally) {
        alignas(64) double longest[block_days];
        alignas(64) double sums[block_days];
        hn::Store(longest_, D(), longest);
        hn::Store(slot_sum_, D(), sums);
        for (std::size_t l = 0; l < wide(); ++l) {
            auto& t = tally(l);
            t.came = t.waited = static_cast<std::int64_t>(voters[l]);
            t.slot_wait[slot_[l]] = sums[l];
            t.slot_voters[slot_[l]] = static_cast<std::int32_t>(voters[l] - slot_first_[l]);
            t.wait = sum_[l] + sums[l];
            t.longest = longest[l];
            // Lanes with fewer voters than rows were counted with waits of none.
            t.cells[0] -= static_cast<std::uint32_t>(rows - voters[l]);
        }
    }

private:
    template <class Tallies>
    HWY_NOINLINE void end_slots(std::size_t k, V entry, Tallies tally) {
        const D d;
        alignas(64) double entries[block_days];
        alignas(64) double sums[block_days];
        hn::Store(entry, d, entries);
        hn::Store(slot_sum_, d, sums);
        for (std::size_t l = 0; l < wide(); ++l) {
            if (entries[l] < slot_end_[l]) {
                continue;
            }
            auto& t = tally(l);
            t.slot_wait[slot_[l]] = sums[l];
            t.slot_voters[slot_[l]] = static_cast<std::int32_t>(k - slot_first_[l]);
            sum_[l] += sums[l];
            sums[l] = 0;
            slot_first_[l] = k;
            while (entries[l] >= slot_end_[l]) {
                ++slot_[l];
                slot_end_[l] =
                    slot_[l] + 1 < model_.slots ? slot_end_[l] + model_.slot_minutes : 2 * never;
            }
        }
        slot_sum_ = hn::Load(d, sums);
    }

    const Model& model_;
    std::uint32_t* cells_[block_days] = {};
    V slot_sum_ = hn::Zero(D());
    V longest_ = hn::Zero(D());
    alignas(64) double slot_end_[block_days] = {};
    double sum_[block_days] = {};
    std::size_t slot_[block_days] = {};
    std::size_t slot_first_[block_days] = {};
};

inline void Group::record() {
    const D d;
    const double* in = buffer(arrivals);
    const double* wait = buffer(waits);
    const auto rows = *std::max_element(voters_, voters_ + wide());
    const auto tallies = [this](std::size_t lane) -> SiteTally& {
        return tally(lane);
    };
    Recorder recorder(model_, tallies);
    for (std::size_t k = 0; k < rows; ++k) {
        recorder.row(k, hn::Load(d, in + k * wide()), hn::Load(d, wait + k * wide()), tallies);
    }
    recorder.finish(rows, voters_, tallies);
}

inline void Group::record_exits() {
    for (std::size_t l = 0; l < wide(); ++l) {
        auto& t = tally(l);
        const auto n = length_of(exits_, l);
        for (std::size_t k = 0; k < n && !flags_.empty(); ++k) {
            const auto flag = flags_[rider_of(exits_.row[k * wide() + l]) * wide() + l];
            t.on_paper += (flag & flag_paper) != 0 ? 1 : 0;
            t.unscanned += (flag & flag_unscanned) != 0 ? 1 : 0;
        }
        t.voted = static_cast<std::int64_t>(n);
        t.last_out = n > 0 ? moment_of(exits_.row[(n - 1) * wide() + l]) : 0;
        for (std::size_t k = n; k-- > 0 && moment_of(exits_.row[k * wide() + l]) > site_.closes;) {
            ++t.inside_at_close;
        }
    }
}

inline void run_job(const LaneJob& job, LaneBuffers& buffers) {
    for (std::size_t from = 0; from < block_days; from += wide()) {
        Group(job, buffers, from).run();
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
