// One step of birth and death chains in SIMD lanes (ChainStep). Compiled once for each instruction
// set (see lanes.cpp); hence no ordinary include guard.
#if defined(BELFRY_SIMULATION_LANE_CHAIN) == defined(HWY_TARGET_TOGGLE)
#ifdef BELFRY_SIMULATION_LANE_CHAIN
#undef BELFRY_SIMULATION_LANE_CHAIN
#else
#define BELFRY_SIMULATION_LANE_CHAIN
#endif

HWY_BEFORE_NAMESPACE();

namespace belfry::simulation {
namespace HWY_NAMESPACE {

#if !HWY_HAVE_SCALABLE

/// Some chains at once.
using Chains = V;

constexpr std::size_t chains_wide() {
    return wide();
}

HWY_INLINE Chains chains_of(double value) {
    return hn::Set(D(), value);
}

HWY_INLINE Chains load_chains(const double* from) {
    return hn::Load(D(), from);
}

HWY_INLINE void store_chains(Chains value, double* to) {
    hn::Store(value, D(), to);
}

HWY_INLINE Chains least(Chains a, Chains b) {
    return hn::Min(a, b);
}

/// `value` where a < b, `other` elsewhere.
HWY_INLINE Chains where_less(Chains a, Chains b, Chains value, Chains other) {
    return hn::IfThenElse(hn::Lt(a, b), value, other);
}

#else

/// One after the other, where the compiler does not know how long vectors are.
using Chains = double;

constexpr std::size_t chains_wide() {
    return 1;
}

inline Chains chains_of(double value) {
    return value;
}

inline Chains load_chains(const double* from) {
    return *from;
}

inline void store_chains(Chains value, double* to) {
    *to = value;
}

inline Chains least(Chains a, Chains b) {
    return std::min(a, b);
}

inline Chains where_less(Chains a, Chains b, Chains value, Chains other) {
    return a < b ? value : other;
}

#endif

/// What the solutions of a pole and of its conjugate weigh together: for the state at the end of a
/// step, and for its mean over the step, where the weight is that of (exp(z) - 1) / z.
struct ChainWeights {
    double end_re = 0;
    double end_im = 0;
    double mean_re = 0;
    double mean_im = 0;
};

constexpr auto weights_of_chains() {
    std::array<ChainWeights, exp_poles.size()> weights;
    for (std::size_t k = 0; k < exp_poles.size(); ++k) {
        const auto& [re, im, weight_re, weight_im] = exp_poles[k];
        const double over = 2 / (re * re + im * im);
        weights[k] = {
            2 * weight_re,
            2 * weight_im,
            over * (weight_re * re + weight_im * im),
            over * (weight_im * re - weight_re * im)
        };
    }
    return weights;
}

constexpr auto chain_weights = weights_of_chains();

/// Solves (A h - pole) y = x for every pole at once, A being the generator of the chains, in units
/// of who comes in a step. The elimination goes up from nobody inside, the other way back adds up
/// what the poles weigh. The imaginary part of a pivot never gets smaller than that of its pole:
/// none vanishes.
class ChainSolve {
public:
    HWY_INLINE ChainSolve(const ChainStep& step, std::size_t lane)
        : step_(step),
          lane_(lane),
          minutes_(load_chains(step.minutes.data() + lane)),
          one_step_(chains_of(1) / (load_chains(step.arrivals.data() + lane) * minutes_)),
          deaths_(load_chains(step.services.data() + lane) * minutes_ * one_step_),
          servers_(load_chains(step.servers.data() + lane)),
          known_(load_chains(step.known.data() + lane)),
          last_(load_chains(step.last.data() + lane)) {}

    HWY_INLINE void run() {
        eliminate();
        go_back();
    }

private:
    struct Complex {
        Chains re;
        Chains im;
    };

    HWY_INLINE double* row(double* rows, std::size_t n) const {
        return rows + n * block_days + lane_;
    }

    HWY_INLINE double* kept(std::size_t n, std::size_t pole) const {
        return step_.room + (n * exp_poles.size() + pole) * 4 * block_days + lane_;
    }

    HWY_INLINE void eliminate() {
        const Chains none = chains_of(0);
        const Chains one = chains_of(1);
        // So large a pivot that its inverse is nought: nobody is behind the last.
        const Chains wall = chains_of(1e200);
        Complex pole[exp_poles.size()];
        Complex inverse[exp_poles.size()];
        Complex solved[exp_poles.size()];
        HWY_UNROLL(8)
        for (std::size_t k = 0; k < exp_poles.size(); ++k) {
            pole[k] = {
                chains_of(exp_poles[k].re) * one_step_, chains_of(exp_poles[k].im) * one_step_
            };
            inverse[k] = {none, none};
            solved[k] = {none, none};
        }
        Chains inside = none;
        for (std::size_t n = 0; n < step_.states; ++n) {
            const Chains falls = least(inside, servers_) * deaths_;
            const Chains rises = where_less(inside, last_, one, none);
            const Chains leaves = where_less(last_, inside, wall, rises + falls);
            const Chains here =
                where_less(known_, inside, none, load_chains(row(step_.state, n)) * one_step_);
            HWY_UNROLL(8)
            for (std::size_t k = 0; k < exp_poles.size(); ++k) {
                const Complex back{falls * inverse[k].re, falls * inverse[k].im};
                const Chains re = none - leaves - pole[k].re - back.re;
                const Chains im = none - pole[k].im - back.im;
                const Chains over = one / (re * re + im * im);
                const Chains x = here - solved[k].re;
                const Chains y = none - solved[k].im;
                inverse[k] = {re * over, none - im * over};
                solved[k] = {
                    inverse[k].re * x - inverse[k].im * y, inverse[k].re * y + inverse[k].im * x
                };
                double* keep = kept(n, k);
                store_chains(back.re, keep);
                store_chains(back.im, keep + block_days);
                store_chains(solved[k].re, keep + 2 * block_days);
                store_chains(solved[k].im, keep + 3 * block_days);
            }
            inside = inside + one;
        }
    }

    HWY_INLINE void go_back() {
        const Chains none = chains_of(0);
        Complex back[exp_poles.size()];
        Complex above[exp_poles.size()];
        HWY_UNROLL(8)
        for (std::size_t k = 0; k < exp_poles.size(); ++k) {
            back[k] = {none, none};
            above[k] = {none, none};
        }
        for (std::size_t n = step_.states; n-- > 0;) {
            Chains end = none;
            Chains mean = none;
            HWY_UNROLL(8)
            for (std::size_t k = 0; k < exp_poles.size(); ++k) {
                const auto& weights = chain_weights[k];
                const double* keep = kept(n, k);
                const Complex here{
                    load_chains(keep + 2 * block_days) -
                        (back[k].re * above[k].re - back[k].im * above[k].im),
                    load_chains(keep + 3 * block_days) -
                        (back[k].re * above[k].im + back[k].im * above[k].re)
                };
                end = end +
                      (chains_of(weights.end_re) * here.re - chains_of(weights.end_im) * here.im);
                mean = mean + (chains_of(weights.mean_re) * here.re -
                               chains_of(weights.mean_im) * here.im);
                back[k] = {load_chains(keep), load_chains(keep + block_days)};
                above[k] = here;
            }
            store_chains(end, row(step_.end, n));
            store_chains(mean * minutes_, row(step_.time, n));
        }
    }

    const ChainStep& step_;
    std::size_t lane_;
    Chains minutes_;
    Chains one_step_;  ///< One over those who come in it.
    Chains deaths_;    ///< Of one server, in their units.
    Chains servers_;
    Chains known_;
    Chains last_;
};

inline void chain_step(const ChainStep& step) {
    for (std::size_t lane = 0; lane < block_days; lane += chains_wide()) {
        ChainSolve(step, lane).run();
    }
}

/// What the chains come to by a step that is taken, in the lanes that take it.
inline void chain_keep(const ChainStep& step, ChainState& now) {
    const Chains none = chains_of(0);
    const Chains negligible = chains_of(negligible_chance);
    for (std::size_t lane = 0; lane < block_days; lane += chains_wide()) {
        const Chains taken = load_chains(step.taken.data() + lane);
        const Chains rate = load_chains(step.arrivals.data() + lane);
        const Chains servers = load_chains(step.servers.data() + lane);
        Chains waiting = none;
        Chains likely = none;
        for (std::size_t n = 0; n < step.states; ++n) {
            const std::size_t at = n * block_days + lane;
            const Chains inside = chains_of(static_cast<double>(n));
            const Chains here =
                where_less(none, taken, load_chains(step.end + at), load_chains(step.state + at));
            const Chains time = where_less(none, taken, load_chains(step.time + at), none);
            store_chains(here, step.state + at);
            store_chains(load_chains(now.time_in + at) + time, now.time_in + at);
            store_chains(load_chains(now.coming + at) + time * rate, now.coming + at);
            likely = where_less(here, negligible, likely, inside);
            waiting = waiting + where_less(servers, inside, (inside - servers) * here, none);
        }
        double* most = now.likely.data() + lane;
        double* line = now.waiting.data() + lane;
        store_chains(where_less(none, taken, likely, load_chains(most)), most);
        store_chains(where_less(none, taken, waiting, load_chains(line)), line);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
