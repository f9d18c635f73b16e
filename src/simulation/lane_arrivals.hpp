// Compiled once for each instruction set (see lanes.cpp); hence no ordinary include guard.
#if defined(BELFRY_SIMULATION_LANE_ARRIVALS) == defined(HWY_TARGET_TOGGLE)
#ifdef BELFRY_SIMULATION_LANE_ARRIVALS
#undef BELFRY_SIMULATION_LANE_ARRIVALS
#else
#define BELFRY_SIMULATION_LANE_ARRIVALS
#endif

HWY_BEFORE_NAMESPACE();

namespace belfry::simulation {
namespace HWY_NAMESPACE {

/// The piece of the arrival curve on which each lane is.
struct CurvePieces {
    void set(std::size_t lane, const ArrivalCurve& of) {
        curve[lane] = &of;
        piece[lane] = 0;
        read(lane);
    }

    void read(std::size_t l) {
        const auto& pieces = curve[l]->pieces();
        const bool over = piece[l] >= pieces.size();
        until[l] = over ? std::numeric_limits<double>::max() : pieces[piece[l]].until;
        part_from[l] = over ? 0 : pieces[piece[l]].from;
        start[l] = over ? never : pieces[piece[l]].start;
        slope[l] = over ? 0 : pieces[piece[l]].slope;
    }

    /// Moments at which the lanes have come as far as `part`, which never falls.
    HWY_INLINE V moments(V part) {
        const D d;
        while (!hn::AllFalse(d, hn::Ge(part, hn::Load(d, until)))) {
            step(part);
        }
        const V within = hn::Sub(part, hn::Load(d, part_from));
        return moment_lanes(hn::Add(hn::Load(d, start), hn::Mul(within, hn::Load(d, slope))));
    }

    HWY_NOINLINE void step(V part) {
        alignas(64) double parts[block_days];
        hn::Store(part, D(), parts);
        for (std::size_t l = 0; l < wide(); ++l) {
            if (parts[l] >= until[l]) {
                ++piece[l];
                read(l);
            }
        }
    }

    alignas(64) double until[block_days] = {};
    alignas(64) double part_from[block_days] = {};
    alignas(64) double start[block_days] = {};
    alignas(64) double slope[block_days] = {};
    const ArrivalCurve* curve[block_days] = {};
    std::size_t piece[block_days] = {};
};

HWY_INLINE void Group::keep_words(const Draw4& draws, std::uint64_t* first, std::uint64_t* third)
    const {
    const DU du;
    hn::Store(hn::Or(draws.w[1], hn::ShiftLeft<32>(draws.w[2])), du, first);
    if (pipeline_.stages() > 2) {
        hn::Store(draws.w[3], du, third);
    }
}

/// Fills the arrivals and keeps the words of the first services.
inline void Group::arrive() {
    const D d;
    const DU du;
    double most = 0;
    alignas(64) double gaps[block_days] = {};
    CurvePieces pieces;
    for (std::size_t l = 0; l < wide(); ++l) {
        const double expected = site_.voters * job_.turnout[from_ + l];
        most = std::max(most, expected);
        gaps[l] = expected > 0 ? 1 / expected : never;
        pieces.set(l, site_.curves[job_.curve[from_ + l]]);
    }
    // Seven standard deviations and a margin; the loop checks against it.
    rows_ = static_cast<std::size_t>(most + 7 * std::sqrt(most) + 64);
    double* in = buffer(arrivals);
    auto* first = word_buffer(first_words);
    auto* third = word_buffer(third_words);
    const EntryPhilox draws(job_.site, replications_, job_.seed);
    const V gap = hn::Load(d, gaps);
    const V closes = hn::Set(d, site_.closes);
    V part = hn::Zero(d);
    for (std::size_t k = 0;; ++k) {
        if (k + 2 >= rows_) {
            rows_ *= 2;
            in = buffer(arrivals);
            first = word_buffer(first_words);
            third = word_buffer(third_words);
        }
        const auto w = draws(static_cast<std::uint32_t>(k));
        part = hn::Add(part, hn::Mul(exponential_lanes(w.w[0]), gap));
        const V at = pieces.moments(part);
        const M late = hn::Ge(at, closes);
        const U number = hn::Set(du, std::min<std::size_t>(k, nobody));
        const V entry = hn::IfThenElse(late, hn::Set(d, never), with_rider_lanes(at, number));
        hn::Store(entry, d, in + k * wide());
        keep_words(w, first + k * wide(), third + k * wide());
        if (hn::AllTrue(d, late) || k >= static_cast<std::size_t>(most_voters)) {
            rows_ = k + 1;
            break;
        }
    }
    for (std::size_t l = 0; l < wide(); ++l) {
        voters_[l] = std::min<std::size_t>(length_of({in, rows_}, l), most_voters);
    }
}

inline void Group::arrive_fixed() {
    const DU du;
    std::vector<double> moments[block_days];
    std::size_t most = 0;
    for (std::size_t l = 0; l < wide(); ++l) {
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
    auto* first = word_buffer(first_words);
    auto* third = word_buffer(third_words);
    for (std::size_t k = 0; k < rows_; ++k) {
        for (std::size_t l = 0; l < wide(); ++l) {
            in[k * wide() + l] =
                k < voters_[l] ? with_rider(moments[l][k], static_cast<Rider>(k)) : never;
        }
        keep_words(draw(hn::Set(du, k), enter), first + k * wide(), third + k * wide());
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
