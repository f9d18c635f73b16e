// Compiled once for each instruction set (see lanes.cpp); hence no ordinary include guard.
#if defined(BELFRY_SIMULATION_LANE_GROUP) == defined(HWY_TARGET_TOGGLE)
#ifdef BELFRY_SIMULATION_LANE_GROUP
#undef BELFRY_SIMULATION_LANE_GROUP
#else
#define BELFRY_SIMULATION_LANE_GROUP
#endif

HWY_BEFORE_NAMESPACE();

namespace belfry::simulation {
namespace HWY_NAMESPACE {

/// One group of lanes on one site.
class Group {
public:
    Group(const LaneJob& job, LaneBuffers& buffers, std::size_t from)
        : job_(job),
          model_(*job.model),
          site_(model_.sites[job.site]),
          pipeline_(*site_.pipeline),
          buffers_(buffers),
          from_(from),
          width_(std::min<std::size_t>(hn::Lanes(D()), block_days)) {}

    void run() {
        for (std::size_t l = 0; l < width_; ++l) {
            tally(l).reset(model_, site_.servers.size());
        }
        for (std::size_t l = 0; l < width_; ++l) {
            for (const auto& effects : job_.effects[from_ + l]) {
                changes_ = changes_ || !effects.empty();
            }
        }
        arrive();
        run_stages();
        record();
    }

private:
    // Numbers of the buffers; each station has an output from `outputs` on.
    enum : std::size_t { arrivals, words, waits, queue, merged, passing, column, scratch, outputs };

    SiteTally& tally(std::size_t lane) { return *job_.tally[from_ + lane]; }

    double* buffer(std::size_t number) { return buffers_.get(number, rows_ * width_); }

    [[nodiscard]] U replications() const {
        alignas(64) std::uint64_t reps[block_days] = {};
        for (std::size_t l = 0; l < width_; ++l) {
            reps[l] = job_.replication[from_ + l];
        }
        return hn::Load(DU(), reps);
    }

    [[nodiscard]] Draw4 draw(U voter, std::uint32_t purpose) const {
        const DU du;
        return philox_lanes(
            voter, hn::Set(du, job_.site), replications_, hn::Set(du, purpose), job_.seed
        );
    }

    void arrive();
    void arrive_fixed();
    void run_stages();
    std::size_t run_station(std::uint32_t station, const double* in, double* out);
    std::size_t pass_by(std::uint32_t stage, const double* in, double* out);
    std::size_t merge(const double* a, const double* b, std::size_t rows, double* out);
    void finish_station(std::uint32_t station, std::size_t lane, LaneLine& line, double* out);
    void give_up(std::uint32_t station, std::size_t lane, double entry, double since, bool queued);
    void mark(std::uint32_t station, std::size_t lane, std::size_t rider);
    void take_held(std::uint32_t station, std::size_t lane, LaneLine& line);
    void record();
    void record_exits();

    const LaneJob& job_;
    const Model& model_;
    const SiteModel& site_;
    const PipelineModel& pipeline_;
    LaneBuffers& buffers_;
    std::size_t from_;
    std::size_t width_;
    U replications_ = replications();
    bool changes_ = false;
    std::size_t rows_ = 0;  ///< Of every buffer.
    std::size_t voters_[block_days] = {};
    std::size_t written_[block_days] = {};  ///< Rows of the present output, by lane.
    std::size_t rejected_[block_days] = {};
    std::vector<std::uint8_t> flags_;  ///< By voter and lane: ways of the vote.
    std::size_t exit_rows_ = 0;
    const double* exits_ = nullptr;
};

enum : std::uint8_t { flag_paper = 1, flag_emergency = 2, flag_unscanned = 4 };

/// Fills the arrivals, `never` after each lane's last, and keeps the words that the first stage
/// uses.
// NOLINTNEXTLINE(readability-function-size): one loop, whose parts share their registers.
inline void Group::arrive() {
    const D d;
    const DU du;
    double most = 0;
    for (std::size_t l = 0; l < width_; ++l) {
        most = std::max(most, site_.voters * job_.turnout[from_ + l]);
    }
    // Seven standard deviations and a margin; the loop checks against it.
    rows_ = static_cast<std::size_t>(most + 7 * std::sqrt(most) + 64);
    double* in = buffer(arrivals);
    auto* kept = reinterpret_cast<std::uint64_t*>(buffer(words));
    alignas(64) double gap[block_days] = {};
    alignas(64) double until[block_days] = {};
    alignas(64) double part_from[block_days] = {};
    alignas(64) double start[block_days] = {};
    alignas(64) double slope[block_days] = {};
    std::size_t piece[block_days] = {};
    const auto set_piece = [&](std::size_t l) {
        const auto& pieces = site_.curves[job_.curve[from_ + l]].pieces();
        const bool over = piece[l] >= pieces.size();
        until[l] = over ? std::numeric_limits<double>::max() : pieces[piece[l]].until;
        part_from[l] = over ? 0 : pieces[piece[l]].from;
        start[l] = over ? never : pieces[piece[l]].start;
        slope[l] = over ? 0 : pieces[piece[l]].slope;
    };
    for (std::size_t l = 0; l < width_; ++l) {
        const double expected = site_.voters * job_.turnout[from_ + l];
        gap[l] = expected > 0 ? 1 / expected : never;
        set_piece(l);
    }
    if (site_.counting == Counting::fixed) {
        return arrive_fixed();
    }
    const V closes = hn::Set(d, site_.closes);
    V part = hn::Zero(d);
    for (std::size_t k = 0;; ++k) {
        if (k + 2 >= rows_) {
            rows_ *= 2;
            in = buffer(arrivals);
            kept = reinterpret_cast<std::uint64_t*>(buffer(words));
        }
        const auto w = draw(hn::Set(du, k), enter);
        part = hn::Add(part, hn::Mul(hn::Neg(log_lanes(uniform_lanes(w.w[0]))), hn::Load(d, gap)));
        while (!hn::AllFalse(d, hn::Ge(part, hn::Load(d, until)))) {
            alignas(64) double parts[block_days];
            hn::Store(part, d, parts);
            for (std::size_t l = 0; l < width_; ++l) {
                if (parts[l] >= until[l]) {
                    ++piece[l];
                    set_piece(l);
                }
            }
        }
        V at = hn::Add(
            hn::Load(d, start), hn::Mul(hn::Sub(part, hn::Load(d, part_from)), hn::Load(d, slope))
        );
        at = moment_lanes(at);
        const M late = hn::Ge(at, closes);
        const V entry = hn::IfThenElse(
            late,
            hn::Set(d, never),
            with_rider_lanes(at, hn::Set(du, std::min<std::size_t>(k, nobody)))
        );
        hn::Store(entry, d, in + k * width_);
        hn::Store(hn::Or(w.w[1], hn::ShiftLeft<32>(w.w[2])), du, kept + k * width_);
        if (hn::AllTrue(d, late) || k >= static_cast<std::size_t>(most_voters)) {
            rows_ = k + 1;
            break;
        }
    }
    // A lane ends at its first `never`: piece after piece is later than the one before.
    for (std::size_t l = 0; l < width_; ++l) {
        std::size_t n = 0;
        std::size_t high = rows_;
        while (n < high) {
            const auto middle = (n + high) / 2;
            if (in[middle * width_ + l] < never) {
                n = middle + 1;
            } else {
                high = middle;
            }
        }
        voters_[l] = std::min<std::size_t>(n, most_voters);
    }
}

inline void Group::arrive_fixed() {
    const D d;
    const DU du;
    std::vector<double> moments[block_days];
    std::size_t most = 0;
    for (std::size_t l = 0; l < width_; ++l) {
        const Day day{job_.seed, job_.replication[from_ + l]};
        ArrivalStream stream(
            site_.curves[job_.curve[from_ + l]],
            site_.counting,
            site_.voters * job_.turnout[from_ + l],
            day,
            job_.site
        );
        for (std::uint32_t k = 0;; ++k) {
            const double at = stream.next(k);
            if (at >= site_.closes) {
                break;
            }
            moments[l].push_back(at);
        }
        voters_[l] = moments[l].size();
        most = std::max(most, voters_[l]);
    }
    rows_ = most + 1;
    double* in = buffer(arrivals);
    auto* kept = reinterpret_cast<std::uint64_t*>(buffer(words));
    for (std::size_t k = 0; k < rows_; ++k) {
        for (std::size_t l = 0; l < width_; ++l) {
            in[k * width_ + l] =
                k < voters_[l] ? with_rider(moments[l][k], static_cast<Rider>(k)) : never;
        }
        const auto w = draw(hn::Set(du, k), enter);
        hn::Store(hn::Or(w.w[1], hn::ShiftLeft<32>(w.w[2])), du, kept + k * width_);
    }
    (void)d;
}

inline void Group::run_stages() {
    const double* in = buffer(arrivals);
    std::size_t rows = rows_;
    const auto stages = pipeline_.stages();
    for (std::uint32_t stage = 0; stage < stages; ++stage) {
        const auto first = pipeline_.stage_from[stage];
        const auto end = pipeline_.stage_from[stage + 1];
        const double* result = nullptr;
        std::size_t result_rows = 0;
        const bool all_used = pipeline_.stations[end - 1].to >= 1;
        if (!all_used) {
            double* out = buffer(passing);
            result_rows = pass_by(stage, in, out);
            result = out;
        }
        bool spare = false;
        for (auto k = first; k < end; ++k) {
            double* out = buffer(outputs + k);
            const auto station_rows = run_station(k, in, out);
            if (result == nullptr) {
                result = out;
                result_rows = station_rows;
                continue;
            }
            // Two buffers take turns, so that a merge never overwrites what it reads.
            double* to = buffer(spare ? queue : (stage % 2 == 0 ? merged : scratch));
            spare = !spare;
            result_rows = merge(result, out, std::max(result_rows, station_rows), to);
            result = to;
        }
        in = result;
        rows = result_rows;
    }
    exits_ = in;
    exit_rows_ = rows;
}

/// Those who use no station of the stage.
inline std::size_t Group::pass_by(std::uint32_t stage, const double* in, double* out) {
    const D d;
    const double used = pipeline_.stations[pipeline_.stage_from[stage + 1] - 1].to;
    std::size_t written[block_days] = {};
    for (std::size_t k = 0; k < rows_; ++k) {
        const V entry = hn::Load(d, in + k * width_);
        const V choice = uniform_lanes(draw(rider_lanes(entry), serve + stage).w[1]);
        alignas(64) double entries[block_days];
        alignas(64) double choices[block_days];
        hn::Store(entry, d, entries);
        hn::Store(choice, d, choices);
        for (std::size_t l = 0; l < width_; ++l) {
            if (entries[l] < never && choices[l] >= used) {
                out[written[l]++ * width_ + l] = entries[l];
            }
        }
    }
    for (std::size_t l = 0; l < width_; ++l) {
        for (auto k = written[l]; k < rows_; ++k) {
            out[k * width_ + l] = never;
        }
    }
    return rows_;
}

inline std::size_t Group::merge(const double* a, const double* b, std::size_t rows, double* out) {
    for (std::size_t l = 0; l < width_; ++l) {
        std::size_t i = 0;
        std::size_t j = 0;
        double x = a[l];
        double y = b[l];
        std::size_t k = 0;
        for (; k < rows && (x < never || y < never); ++k) {
            const bool left = x < y;
            out[k * width_ + l] = left ? x : y;
            i += left ? 1 : 0;
            j += left ? 0 : 1;
            x = i < rows ? a[i * width_ + l] : never;
            y = j < rows ? b[j * width_ + l] : never;
        }
        for (; k < rows_; ++k) {
            out[k * width_ + l] = never;
        }
    }
    return rows_;
}

inline void Group::mark(std::uint32_t station, std::size_t lane, std::size_t rider) {
    const auto stage = pipeline_.stations[station].stage;
    const bool scans = pipeline_.kinds[stage] == StageKind::scanning;
    std::uint8_t flag = station == 0 ? flag_paper : 0;
    flag |= scans ? flag_unscanned : (station > 0 ? flag_emergency : 0);
    flags_[rider * width_ + lane] |= flag;
}

inline void Group::take_held(std::uint32_t station, std::size_t lane, LaneLine& line) {
    double* wait = buffer(waits);
    for (const auto& [rider, minutes] : line.held) {
        wait[rider * width_ + lane] += minutes;
        tally(lane).stations[station].wait += minutes;
    }
    line.held.clear();
    for (const auto& [rider, since, at] : line.restarts) {
        wait[rider * width_ + lane] += at - since;
        auto& t = tally(lane);
        t.stations[station].wait += at - since;
        t.in_line(model_, since, at);
        t.line_at_close += since <= site_.closes && at > site_.closes ? 1 : 0;
    }
    line.restarts.clear();
}

/// Somebody who is never served: as SiteDay::finish_stuck.
inline void Group::give_up(
    std::uint32_t station, std::size_t lane, double entry, double since, bool queued
) {
    auto& t = tally(lane);
    const double until = std::max(since, site_.closes);
    buffer(waits)[rider_of(entry) * width_ + lane] += until - since;
    t.stations[station].wait += until - since;
    if (queued) {
        t.in_line(model_, since, until);
        ++t.stations[station].joined;
    }
    ++t.unserved;
    const double arrived = buffer(arrivals)[rider_of(entry) * width_ + lane];
    t.inside_at_close += moment_of(arrived) <= site_.closes && until > site_.closes ? 1 : 0;
}

inline void Group::finish_station(
    std::uint32_t station, std::size_t lane, LaneLine& line, double* out
) {
    std::vector<double> gone;
    line.settle(never, gone);
    line.flush(never, gone);
    take_held(station, lane, line);
    for (const double entry : gone) {
        out[written_[lane]++ * width_ + lane] = entry;
    }
    for (const auto& head : line.heads) {
        tally(lane).stations[station].busy -= head.left;
        --tally(lane).stations[station].joined;
        give_up(station, lane, with_rider(never, head.rider), head.since, true);
    }
    for (const auto& lost : line.lost) {
        if (lost.rider != nobody) {
            give_up(station, lane, with_rider(never, lost.rider), lost.since, false);
        }
    }
    for (const double server : line.free) {
        if (rider_of(server) != nobody) {
            give_up(station, lane, server, line.frozen_since, false);
        }
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
