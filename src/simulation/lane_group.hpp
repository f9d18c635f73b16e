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

/// Rows of moments with riders, a lane a column; `never` after each lane's last.
struct Stream {
    const double* row = nullptr;
    std::size_t rows = 0;
};

enum : std::uint8_t { flag_paper = 1, flag_unscanned = 2 };

/// One group of lanes on one site.
class Group {
public:
    Group(const LaneJob& job, LaneBuffers& buffers, std::size_t from)
        : job_(job),
          model_(*job.model),
          site_(model_.sites[job.site]),
          pipeline_(*site_.pipeline),
          buffers_(buffers),
          from_(from) {}

    void run() {
        for (std::size_t l = 0; l < wide(); ++l) {
            tally(l).reset(model_, site_.servers.size());
        }
        if (site_.counting == Counting::fixed) {
            arrive_fixed();
        } else {
            arrive();
        }
        run_stages();
        record();
        record_exits();
    }

private:
    friend class StationRun;

    // Numbers of the buffers; each station has an output and an input from `stations` on.
    enum : std::size_t {
        arrivals,
        first_words,  ///< Service at stage 0, and at stage 1 in the upper half.
        third_words,
        waits,
        merged,  ///< Two buffers that take turns.
        passing = merged + 2,
        column,
        stations,
    };

    SiteTally& tally(std::size_t lane) { return *job_.tally[from_ + lane]; }

    double* buffer(std::size_t number) { return buffers_.get(number, rows_ * wide()); }

    std::uint64_t* word_buffer(std::size_t number) {
        return reinterpret_cast<std::uint64_t*>(buffer(number));
    }

    [[nodiscard]] U replications() const {
        alignas(64) std::uint64_t reps[block_days] = {};
        for (std::size_t l = 0; l < wide(); ++l) {
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
    void keep_words(const Draw4& draws, std::uint64_t* first, std::uint64_t* third) const;
    void run_stages();
    Stream run_station(std::uint32_t station, Stream in);
    Stream run_divided(std::uint32_t stage, Stream in);
    Stream merge(Stream a, Stream b, double* out);
    Stream ended(double* row, const std::size_t* written);

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
    U replications_ = replications();
    std::size_t rows_ = 0;  ///< Of every buffer.
    std::size_t voters_[block_days] = {};
    /// By voter and lane, ways of the vote; empty while nobody had another than usual.
    std::vector<std::uint8_t> flags_;
    Stream exits_;
};

/// How many rows of a lane come before its first `never`.
inline std::size_t length_of(Stream stream, std::size_t lane) {
    std::size_t low = 0;
    std::size_t high = stream.rows;
    while (low < high) {
        const auto middle = (low + high) / 2;
        if (stream.row[middle * wide() + lane] < never) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/// Adds what the shorter lanes lack.
inline Stream Group::ended(double* row, const std::size_t* written) {
    const auto rows = *std::max_element(written, written + wide());
    for (std::size_t l = 0; l < wide(); ++l) {
        for (auto k = written[l]; k < rows; ++k) {
            row[k * wide() + l] = never;
        }
    }
    return {row, rows};
}

inline void Group::run_stages() {
    Stream flow{buffer(arrivals), rows_};
    for (std::uint32_t stage = 0; stage < pipeline_.stages(); ++stage) {
        const auto first = pipeline_.stage_from[stage];
        const bool everyone =
            pipeline_.stage_from[stage + 1] == first + 1 && pipeline_.stations[first].to >= 1;
        flow = everyone ? run_station(first, flow) : run_divided(stage, flow);
    }
    exits_ = flow;
}

/// A stage whose stations share the voters: each gets a stream of its own.
inline Stream Group::run_divided(std::uint32_t stage, Stream in) {
    const D d;
    const auto first = pipeline_.stage_from[stage];
    const auto end = pipeline_.stage_from[stage + 1];
    const auto count = end - first;
    std::vector<double*> parts;
    for (auto k = first; k < end; ++k) {
        parts.push_back(buffer(stations + 2 * std::size_t{k} + 1));
    }
    parts.push_back(buffer(passing));
    std::vector<std::array<std::size_t, block_days>> written(count + 1);
    for (std::size_t k = 0; k < in.rows; ++k) {
        const auto words = draw(rider_lanes(hn::Load(d, in.row + k * wide())), choose + stage / 4);
        alignas(64) double choices[block_days];
        hn::Store(uniform_lanes(words.w[stage % 4]), d, choices);
        for (std::size_t l = 0; l < wide(); ++l) {
            const double entry = in.row[k * wide() + l];
            std::size_t part = 0;
            while (part < count && choices[l] >= pipeline_.stations[first + part].to) {
                ++part;
            }
            if (entry < never) {
                parts[part][written[part][l]++ * wide() + l] = entry;
            }
        }
    }
    Stream all = ended(parts[count], written[count].data());
    for (std::uint32_t part = 0; part < count; ++part) {
        const auto mine = ended(parts[part], written[part].data());
        const auto out = run_station(first + part, mine);
        // Two buffers take turns, so that a merge never overwrites what it reads.
        all = all.rows == 0 ? out : merge(all, out, buffer(merged + part % 2));
    }
    return all;
}

inline Stream Group::merge(Stream a, Stream b, double* out) {
    std::size_t written[block_days] = {};
    for (std::size_t l = 0; l < wide(); ++l) {
        std::size_t i = 0;
        std::size_t j = 0;
        for (std::size_t k = 0;; ++k) {
            const double x = i < a.rows ? a.row[i * wide() + l] : never;
            const double y = j < b.rows ? b.row[j * wide() + l] : never;
            if (x >= never && y >= never) {
                written[l] = k;
                break;
            }
            const bool left = x < y;
            out[k * wide() + l] = left ? x : y;
            i += left ? 1 : 0;
            j += left ? 0 : 1;
        }
    }
    return ended(out, written);
}

inline void Group::mark(std::uint32_t station, std::size_t lane, std::size_t rider) {
    const auto stage = pipeline_.stations[station].stage;
    const bool scans = pipeline_.kinds[stage] == StageKind::scanning;
    if (flags_.empty()) {
        flags_.assign(rows_ * wide(), 0);
    }
    auto& flag = flags_[rider * wide() + lane];
    flag = static_cast<std::uint8_t>(
        flag | (station == 0 ? flag_paper : 0) | (scans ? flag_unscanned : 0)
    );
}

inline void Group::take_held(std::uint32_t station, std::size_t lane, LaneLine& line) {
    double* wait = buffer(waits);
    auto& t = tally(lane);
    for (const auto& [rider, minutes] : line.held) {
        wait[rider * wide() + lane] += minutes;
        t.stations[station].wait += minutes;
    }
    line.held.clear();
    for (const auto& [rider, since, at] : line.restarts) {
        wait[rider * wide() + lane] += at - since;
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
    buffer(waits)[rider_of(entry) * wide() + lane] += until - since;
    t.stations[station].wait += until - since;
    if (queued) {
        t.in_line(model_, since, until);
        ++t.stations[station].joined;
    }
    ++t.unserved;
    const double arrived = buffer(arrivals)[rider_of(entry) * wide() + lane];
    t.inside_at_close += moment_of(arrived) <= site_.closes && until > site_.closes ? 1 : 0;
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
