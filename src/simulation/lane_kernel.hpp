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

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<double, block_days>;
using DU = hn::RebindToUnsigned<D>;
using V = hn::Vec<D>;
using U = hn::Vec<DU>;
using M = hn::Mask<D>;

struct Draw4 {
    U w[4];
};

HWY_INLINE U low_product(U a, U b) {
#if HWY_TARGET == HWY_SCALAR
    return U((a.raw & 0xFFFFFFFFU) * (b.raw & 0xFFFFFFFFU));
#else
    const hn::Repartition<std::uint32_t, DU> d32;
    return hn::MulEven(hn::BitCast(d32, a), hn::BitCast(d32, b));
#endif
}

/// Philox4x32-10 in every lane; words stand in the lower halves, the upper ones are not clean.
HWY_INLINE Draw4 philox_lanes(U voter, U site, U replication, U purpose, std::uint64_t seed) {
    const DU du;
    const U m0 = hn::Set(du, philox_m0);
    const U m1 = hn::Set(du, philox_m1);
    auto k0 = static_cast<std::uint32_t>(seed);
    auto k1 = static_cast<std::uint32_t>(seed >> 32U);
    U c0 = voter;
    U c1 = site;
    U c2 = replication;
    U c3 = purpose;
    for (int round = 0; round < 10; ++round) {
        const U p0 = low_product(m0, c0);
        const U p1 = low_product(m1, c2);
        c0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), c1), hn::Set(du, k0));
        c1 = p1;
        c2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), c3), hn::Set(du, k1));
        c3 = p0;
        k0 += philox_w0;
        k1 += philox_w1;
    }
    const U low = hn::Set(du, 0xFFFFFFFFU);
    return {{hn::And(c0, low), hn::And(c1, low), hn::And(c2, low), hn::And(c3, low)}};
}

/// Exact for integers below 2^52.
HWY_INLINE V to_double(U integer) {
    const D d;
    const DU du;
    const V magic = hn::Set(d, 4503599627370496.0);
    return hn::Sub(hn::BitCast(d, hn::Or(integer, hn::BitCast(du, magic))), magic);
}

HWY_INLINE V uniform_lanes(U word) {
    const D d;
    return hn::Mul(hn::Add(to_double(word), hn::Set(d, 0.5)), hn::Set(d, 0x1p-32));
}

/// exact_log, lane by lane the same bits.
HWY_INLINE V log_lanes(V x) {
    const D d;
    const DU du;
    const U shifted = hn::Sub(hn::BitCast(du, x), hn::Set(du, half_root_two));
    const U biased = hn::ShiftRight<52>(hn::Add(shifted, hn::Set(du, std::uint64_t{1024} << 52)));
    const V exponent = hn::Sub(to_double(biased), hn::Set(d, 1024.0));
    const U mantissa = hn::And(shifted, hn::Set(du, 0x000FFFFFFFFFFFFFU));
    const V m = hn::BitCast(d, hn::Add(mantissa, hn::Set(du, half_root_two)));
    const V one = hn::Set(d, 1.0);
    const V s = hn::Div(hn::Sub(m, one), hn::Add(m, one));
    const V z = hn::Mul(s, s);
    const V y = hn::Mul(z, z);
    V even = hn::Set(d, log_series[8]);
    V odd = hn::Set(d, log_series[7]);
    for (std::size_t i = 6; i >= 2; i -= 2) {
        even = hn::Add(hn::Mul(even, y), hn::Set(d, log_series[i]));
        odd = hn::Add(hn::Mul(odd, y), hn::Set(d, log_series[i - 1]));
    }
    even = hn::Add(hn::Mul(even, y), hn::Set(d, log_series[0]));
    const V series = hn::Add(even, hn::Mul(odd, z));
    const V tail = hn::Add(s, hn::Mul(s, hn::Mul(z, series)));
    return hn::Add(hn::Mul(exponent, hn::Set(d, ln_two)), hn::Mul(hn::Set(d, 2.0), tail));
}

/// Sampler::operator(), lane by lane the same bits.
HWY_INLINE V sample_lanes(const Sampler& sampler, U word) {
    const D d;
    const DU du;
    switch (sampler.kind()) {
        case Sampler::Kind::constant:
            return hn::Set(d, sampler.mean());
        case Sampler::Kind::exponential:
            return hn::Mul(hn::Neg(log_lanes(uniform_lanes(word))), hn::Set(d, sampler.mean()));
        default:
            break;
    }
    constexpr int rest = 52 - QuantileTable::step_bits;
    constexpr std::uint64_t first = std::uint64_t{1022} << QuantileTable::step_bits;
    const U upper = hn::ShiftRight<31>(word);  // 0 or 1
    const U all = hn::Sub(hn::Zero(du), upper);
    const U near = hn::Xor(word, hn::And(all, hn::Set(du, 0xFFFFFFFFU)));
    const U bits = hn::BitCast(du, hn::Add(to_double(near), hn::Set(d, 0.5)));
    const U side = hn::And(all, hn::Set(du, std::uint64_t{QuantileTable::per_side}));
    const U index = hn::Add(hn::Sub(hn::ShiftRight<rest>(bits), hn::Set(du, first)), side);
    const U low = hn::And(bits, hn::Set(du, (std::uint64_t{1} << rest) - 1));
    const V fraction =
        hn::Mul(to_double(low), hn::Set(d, 1.0 / static_cast<double>(std::uint64_t{1} << rest)));
    const auto at = hn::BitCast(hn::RebindToSigned<D>(), index);
    const V value = hn::GatherIndex(d, sampler.table().value.data(), at);
    const V growth = hn::GatherIndex(d, sampler.table().growth.data(), at);
    return hn::Add(value, hn::Mul(fraction, growth));
}

HWY_INLINE V moment_lanes(V composite) {
    const D d;
    const DU du;
    return hn::BitCast(d, hn::AndNot(hn::Set(du, rider_mask), hn::BitCast(du, composite)));
}

HWY_INLINE U rider_lanes(V composite) {
    const DU du;
    return hn::And(hn::BitCast(du, composite), hn::Set(du, rider_mask));
}

HWY_INLINE V with_rider_lanes(V moment, U rider) {
    const D d;
    const DU du;
    return hn::BitCast(d, hn::Or(hn::BitCast(du, moment_lanes(moment)), rider));
}

/// whole_ticks, lane by lane.
HWY_INLINE V whole_ticks_lanes(V minutes) {
    const V base = hn::Set(D(), time_base);
    return hn::Sub(moment_lanes(hn::Add(base, minutes)), base);
}

inline void draw_batch(ServiceBatch& batch, Day day, std::uint32_t stage, const Sampler& sampler) {
    const D d;
    const DU du;
    const auto width = std::min<std::size_t>(hn::Lanes(d), block_days);
    for (std::size_t from = 0; from < batch.homes.size(); from += width) {
        alignas(64) std::uint64_t homes[block_days] = {};
        alignas(64) std::uint64_t numbers[block_days] = {};
        alignas(64) double minutes[block_days];
        const auto count = std::min(width, batch.homes.size() - from);
        for (std::size_t l = 0; l < count; ++l) {
            homes[l] = batch.homes[from + l];
            numbers[l] = batch.numbers[from + l];
        }
        const auto w = philox_lanes(
            hn::Load(du, numbers),
            hn::Load(du, homes),
            hn::Set(du, day.replication),
            hn::Set(du, serve + stage),
            day.seed
        );
        hn::Store(sample_lanes(sampler, w.w[stage == 0 ? 1 : 0]), d, minutes);
        for (std::size_t l = 0; l < count; ++l) {
            batch.minutes[from + l] = minutes[l];
        }
    }
}

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

/// The Kiefer-Wolfowitz recursion of one station, all lanes in step; effects between rows.
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
