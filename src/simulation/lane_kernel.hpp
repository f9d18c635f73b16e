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

/// How many have passed a point, by slot; their moments only grow. Those in line as a slot begins
/// are those who joined less those who started.
struct SlotEnds {
    SlotEnds(const Model& model, double closes_at, int people_sign)
        : closes(closes_at), sign(people_sign) {
        std::ranges::fill(slot_end, model.first_opening);
        std::ranges::fill(until, std::min(model.first_opening, closes));
    }

    /// The next comes at `moment`, after `people` others.
    void pass(const Model& model, std::size_t l, double moment, std::int64_t people, int* change) {
        if (moment > closes && !closed[l]) {
            closed[l] = true;
            by_close[l] = people;
        }
        const double last = model.first_opening + model.slot_minutes * model.slots;
        while (moment > slot_end[l]) {
            change[slot[l]] += sign * static_cast<int>(people - before[l]);
            before[l] = people;
            slot_end[l] = slot_end[l] >= last ? 4 * never : slot_end[l] + model.slot_minutes;
            slot[l] += slot[l] < model.slots ? 1 : 0;
        }
        until[l] = closed[l] ? slot_end[l] : std::min(slot_end[l], closes);
    }

    /// None comes after the `people`.
    void end(std::size_t l, std::int64_t people, int* change) {
        change[slot[l]] += sign * static_cast<int>(people - before[l]);
        by_close[l] = closed[l] ? by_close[l] : people;
    }

    alignas(64) double until[block_days];  ///< Before it a moment changes nothing here.
    double slot_end[block_days];
    double closes;
    int sign;
    std::uint32_t slot[block_days] = {};
    std::int64_t before[block_days] = {};
    std::int64_t by_close[block_days] = {};
    bool closed[block_days] = {};
};

/// What the loop over rows keeps in registers. (No initializers: GCC would make a constructor
/// without the instruction set of its surroundings.)
struct Pace {
    V wait;  ///< Sums over those served.
    V busy;
    V served;
    V clear;       ///< Who starts earlier meets no effect and is served.
    V join_until;  ///< Before these moments no slot ends.
    V start_until;
};

/// One voter a lane on the way through the station.
struct Row {
    V entry;       ///< When he joined, with his number.
    V least;       ///< The server that becomes free first, with the voter before.
    V first_free;  ///< When he starts.
    V service;
};

/// The Kiefer-Wolfowitz recursion of one station, all lanes in step; effects between rows.
class StationRun {
public:
    StationRun(Group& group, std::uint32_t station, Stream in);

    Stream run();

private:
    static constexpr std::size_t chunk = 8;  ///< Rows whose services are drawn together.

    // Here: the rows on which nothing special happens.
    void plan_services(std::size_t from, std::size_t count);
    [[nodiscard]] bool is_plain(const Pace& pace, const Row& row) const;
    void plain_row(Pace& pace, std::size_t k, std::size_t place, const Row& row);
    void put_out(V least, M real);
    void insert(V done);
    Pace end_slots(Pace pace, V joined, V start);

    // lane_effects.hpp: all others, and the end.
    Pace settle(Pace pace, V entry, V first_free);
    Pace general_row(Pace pace, std::size_t k, std::size_t place, Row row);
    [[nodiscard]] V special_service(V entry, std::size_t place, M& rejected) const;
    void mark_special(std::size_t k, M served, M rejected);
    void part_with(std::size_t k, M left, M stuck, V until);
    void take_column(std::size_t lane);
    void read_line(std::size_t lane);
    Stream finish(const Pace& pace);
    void finish_lane(std::size_t lane);

    Group& group_;
    const Model& model_;
    const StationModel& station_;
    std::uint32_t number_;
    Stream in_;
    double* out_;
    double* waits_;
    const std::uint64_t* words_ = nullptr;  ///< Kept since the arrival; none for late stages.
    bool changes_ = false;                  ///< Some lane has effects here.
    bool impatient_ = false;
    double least_patience_ = 0;
    bool special_ = false;  ///< Some lane works otherwise than usual.
    bool level_ = true;     ///< Every lane has written as many rows.
    std::size_t level_rows_ = 0;
    std::size_t written_[block_days] = {};
    std::size_t columns_ = 0;
    std::size_t live_ = 0;  ///< Columns with servers in any lane.
    double* free_ = nullptr;
    double* booked_ = nullptr;  ///< Waits of the chunk's rows.
    std::vector<LaneLine> lines_;
    SlotEnds joins_;
    SlotEnds starts_;
    alignas(64) double clear_[block_days] = {};
    alignas(64) double limit_[block_days] = {};
    alignas(64) double factor_[block_days] = {};
    alignas(64) double reject_[block_days] = {};
    alignas(64) double reject_minutes_[block_days] = {};
    alignas(64) double fallback_[block_days] = {};
    alignas(64) std::uint64_t chunk_words_[chunk * block_days];
    alignas(64) double chunk_services_[chunk * block_days];
    alignas(64) double chunk_waits_[chunk * block_days];
};

inline StationRun::StationRun(Group& group, std::uint32_t station, Stream in)
    : group_(group),
      model_(group.model_),
      station_(group.pipeline_.stations[station]),
      number_(station),
      in_(in),
      out_(group.buffer(Group::stations + 2 * std::size_t{station})),
      waits_(group.buffer(Group::waits)),
      joins_(group.model_, group.site_.closes, 1),
      starts_(group.model_, group.site_.closes, -1) {
    if (station_.stage < early_stages) {
        words_ = group.word_buffer(station_.stage == 2 ? Group::third_words : Group::first_words);
    }
    if (number_ == 0 && model_.behaviour.patience) {
        impatient_ = true;
        const auto& patience = *model_.behaviour.patience;
        const double least = std::min(patience(0), patience(0xFFFFFFFF));
        least_patience_ = std::max(0.0, whole_ticks(least) - 2 * quantum);
    }
    static const std::vector<Effect> none;
    lines_.reserve(wide());
    for (std::size_t l = 0; l < wide(); ++l) {
        const auto& effects = group.job_.effects[group.from_ + l];
        const auto& mine = effects.empty() ? none : effects[station];
        lines_.emplace_back(mine, group.site_.servers[station], group.site_.opens);
        const auto more = std::ranges::count(mine, EffectKind::add, &Effect::kind);
        columns_ = std::max(columns_, lines_[l].free.size() + static_cast<std::size_t>(more));
        changes_ = changes_ || !mine.empty();
    }
    free_ = group.buffers_.get(Group::column, (columns_ + 1) * wide());
    std::fill(free_, free_ + (columns_ + 1) * wide(), never);
    for (std::size_t l = 0; l < wide(); ++l) {
        read_line(l);
    }
}

/// The services of the next rows, drawn together: they do not wait for each other.
HWY_INLINE void StationRun::plan_services(std::size_t from, std::size_t count) {
    const D d;
    const DU du;
    const double* in = in_.row + from * wide();
    if (number_ > 0 && words_ != nullptr) {
        for (std::size_t row = 0; row < count * wide(); row += wide()) {
            for (std::size_t l = 0; l < wide(); ++l) {
                chunk_words_[row + l] = words_[rider_of(in[row + l]) * wide() + l];
            }
        }
    }
    const U low = hn::Set(du, 0xFFFFFFFFU);
    for (std::size_t row = 0; row < count * wide(); row += wide()) {
        U word;
        if (number_ == 0) {
            word = hn::And(hn::Load(du, words_ + from * wide() + row), low);
        } else if (words_ == nullptr) {
            word = group_.draw(rider_lanes(hn::Load(d, in + row)), serve + station_.stage).w[0];
        } else {
            const U kept = hn::Load(du, chunk_words_ + row);
            word = station_.stage == 1 ? hn::ShiftRight<32>(kept) : hn::And(kept, low);
        }
        hn::Store(word, du, chunk_words_ + row);
        const V service = sample_lanes(station_.service, word);
        hn::Store(hn::Max(service, hn::Set(d, quantum)), d, chunk_services_ + row);
    }
}

HWY_INLINE bool StationRun::is_plain(const Pace& pace, const Row& row) const {
    const D d;
    return !special_ && hn::AllTrue(d, hn::Lt(row.first_free, pace.clear)) &&
           (!impatient_ ||
            hn::AllTrue(d, hn::Le(hn::Sub(row.first_free, row.entry), hn::Set(d, least_patience_)))
           );
}

HWY_INLINE void StationRun::plain_row(
    Pace& pace, std::size_t k, std::size_t place, const Row& row
) {
    const D d;
    const DU du;
    const V joined = moment_lanes(row.entry);
    const V start = moment_lanes(row.first_free);
    const M slot_ends = hn::Or(hn::Gt(joined, pace.join_until), hn::Gt(start, pace.start_until));
    if (!hn::AllFalse(d, slot_ends)) {
        pace = end_slots(pace, joined, start);
    }
    const V end = moment_lanes(hn::Add(start, row.service));
    const U rider = rider_lanes(row.entry);
    const V wait = hn::Sub(start, joined);
    pace.wait = hn::Add(pace.wait, wait);
    pace.busy = hn::Add(pace.busy, hn::Sub(end, start));
    pace.served = hn::Add(pace.served, hn::Set(d, 1.0));
    hn::Store(wait, d, booked_ + place);
    if (level_ && k >= columns_ && !changes_ && !impatient_) {
        hn::Store(row.least, d, out_ + level_rows_++ * wide());
    } else {
        const auto ridden = hn::Ne(rider_lanes(row.least), hn::Set(du, std::uint64_t{nobody}));
        put_out(row.least, hn::RebindMask(d, ridden));
    }
    insert(hn::BitCast(d, hn::Or(hn::BitCast(du, end), rider)));
}

/// The least of the servers goes out, in the lanes where there was a voter with it.
HWY_INLINE void StationRun::put_out(V least, M real) {
    const D d;
    if (level_ && hn::AllTrue(d, real)) {
        hn::Store(least, d, out_ + level_rows_++ * wide());
        return;
    }
    if (level_ && hn::AllFalse(d, real)) {
        return;
    }
    if (level_) {
        level_ = false;
        std::fill(written_, written_ + wide(), level_rows_);
    }
    alignas(64) double gone[block_days];
    hn::Store(hn::IfThenElseZero(real, least), d, gone);
    for (std::size_t l = 0; l < wide(); ++l) {
        out_[written_[l] * wide() + l] = gone[l];
        written_[l] += gone[l] > 0 ? 1 : 0;
    }
}

/// The server taken out of the sorted column comes back with his new moment.
HWY_INLINE void StationRun::insert(V done) {
    const D d;
    V x = done;
    double* place = free_;
    for (std::size_t j = 1; j < live_; ++j) {
        const V next = hn::Load(d, place + wide());
        hn::Store(hn::Min(x, next), d, place);
        x = hn::Max(x, next);
        place += wide();
    }
    hn::Store(x, d, place);
}

HWY_NOINLINE inline Pace StationRun::end_slots(Pace pace, V joined, V start) {
    const D d;
    alignas(64) double joins[block_days];
    alignas(64) double begins[block_days];
    alignas(64) double people[block_days];
    hn::Store(joined, d, joins);
    hn::Store(start, d, begins);
    hn::Store(pace.served, d, people);
    for (std::size_t l = 0; l < wide(); ++l) {
        auto* change = group_.tally(l).line_change.data();
        const auto served = static_cast<std::int64_t>(people[l]);
        joins_.pass(model_, l, joins[l], served, change);
        starts_.pass(model_, l, begins[l], served, change);
    }
    pace.join_until = hn::Load(d, joins_.until);
    pace.start_until = hn::Load(d, starts_.until);
    return pace;
}

inline Stream StationRun::run() {
    const D d;
    Pace pace;
    pace.wait = pace.busy = pace.served = hn::Zero(d);
    pace.clear = hn::Load(d, clear_);
    pace.join_until = hn::Load(d, joins_.until);
    pace.start_until = hn::Load(d, starts_.until);
    for (std::size_t from = 0; from < in_.rows; from += chunk) {
        const auto count = std::min(chunk, in_.rows - from);
        plan_services(from, count);
        booked_ = number_ == 0 ? waits_ + from * wide() : chunk_waits_;
        for (std::size_t r = 0; r < count; ++r) {
            const auto place = r * wide();
            Row row;
            row.entry = hn::Load(d, in_.row + from * wide() + place);
            row.least = hn::Load(d, free_);
            row.first_free = hn::Max(row.entry, row.least);
            row.service = hn::Load(d, chunk_services_ + place);
            if (is_plain(pace, row)) {
                plain_row(pace, from + r, place, row);
            } else {
                pace = general_row(pace, from + r, place, row);
            }
        }
        if (number_ == 0) {
            continue;
        }
        const double* in = in_.row + from * wide();
        for (std::size_t row = 0; row < count * wide(); row += wide()) {
            for (std::size_t l = 0; l < wide(); ++l) {
                waits_[rider_of(in[row + l]) * wide() + l] += chunk_waits_[row + l];
            }
        }
    }
    return finish(pace);
}

inline Stream Group::run_station(std::uint32_t station, Stream in) {
    return StationRun(*this, station, in).run();
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
