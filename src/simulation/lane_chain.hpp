// Jumps of a birth and death chain in SIMD lanes (ChainSteps). Compiled once for each instruction
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

HWY_INLINE auto lanes_turned(std::size_t by) {
    using Index = hn::TFromD<hn::RebindToSigned<D>>;
    alignas(64) Index index[block_days];
    for (std::size_t lane = 0; lane < wide(); ++lane) {
        index[lane] = static_cast<Index>((lane + by) % wide());
    }
    return hn::SetTableIndices(D(), index);
}

/// Turns the lanes of a vector by one, up or down; lanes that come from outside are those of a
/// neighbour.
struct Turned {
    decltype(lanes_turned(0)) up;
    decltype(lanes_turned(0)) down;
    M first;
    M all_but_last;

    HWY_INLINE Turned()
        : up(lanes_turned(wide() - 1)),
          down(lanes_turned(1)),
          first(hn::FirstN(D(), 1)),
          all_but_last(hn::FirstN(D(), wide() - 1)) {}

    [[nodiscard]] HWY_INLINE V from_below(V v, V below) const {
        return hn::IfThenElse(first, hn::TableLookupLanes(below, up), hn::TableLookupLanes(v, up));
    }

    [[nodiscard]] HWY_INLINE V from_above(V v, V above) const {
        return hn::IfThenElse(
            all_but_last, hn::TableLookupLanes(v, down), hn::TableLookupLanes(above, down)
        );
    }
};

/// All states in registers: `Count` vectors of them.
template <std::size_t Count>
HWY_INLINE void chain_in_registers(const ChainSteps& s) {
    const D d;
    const Turned turned;
    const V up = hn::Set(d, s.up);
    V state[Count];
    V end[Count];
    V integral[Count];
    for (std::size_t i = 0; i < Count; ++i) {
        state[i] = hn::LoadU(d, s.state + i * wide());
        end[i] = hn::LoadU(d, s.end + i * wide());
        integral[i] = hn::LoadU(d, s.integral + i * wide());
    }
    for (std::size_t jump = 0; jump < s.jumps; ++jump) {
        const V weight = hn::Set(d, s.weight[jump]);
        const V time = hn::Set(d, s.time[jump]);
        V below = hn::Zero(d);
        HWY_UNROLL(8)
        for (std::size_t i = 0; i < Count; ++i) {
            const V here = state[i];
            const V above = i + 1 < Count ? state[std::min(i + 1, Count - 1)] : hn::Zero(d);
            const V rises = hn::Mul(turned.from_below(here, below), up);
            const V falls =
                hn::Mul(turned.from_above(here, above), hn::LoadU(d, s.down + i * wide() + 1));
            const V stays = hn::Mul(here, hn::LoadU(d, s.stay + i * wide()));
            end[i] = hn::Add(end[i], hn::Mul(here, weight));
            integral[i] = hn::Add(integral[i], hn::Mul(here, time));
            state[i] = hn::Add(stays, hn::Add(rises, falls));
            below = here;
        }
    }
    for (std::size_t i = 0; i < Count; ++i) {
        hn::StoreU(state[i], d, s.state + i * wide());
        hn::StoreU(end[i], d, s.end + i * wide());
        hn::StoreU(integral[i], d, s.integral + i * wide());
    }
}

/// How far one jump is.
struct JumpFront {
    V here;   ///< The block that is next.
    V lower;  ///< The block before, its lanes turned up.
    V falls;  ///< Of `here`, who falls, turned down.
    V end;    ///< What those arrays have so far for the block before.
    V integral;
};

/// `Depth` jumps in one pass over the states, each a block behind the one before: a block is read
/// and written once for all of them. Adds in the same order as jump after jump does.
template <std::size_t Depth>
class ChainPass {
public:
    HWY_INLINE ChainPass(const ChainSteps& s, std::size_t jump)
        : state_(s.state),
          end_(s.end),
          integral_(s.integral),
          stay_(s.stay),
          down_(s.down),
          up_(hn::Set(D(), s.up)),
          blocks_(static_cast<std::ptrdiff_t>(s.states / wide())) {
        HWY_UNROLL(4)
        for (std::size_t k = 0; k < Depth; ++k) {
            weight_[k] = hn::Set(D(), s.weight[jump + k]);
            time_[k] = hn::Set(D(), s.time[jump + k]);
        }
    }

    HWY_INLINE void run() {
        const V none = hn::Zero(D());
        JumpFront fronts[Depth];
        HWY_UNROLL(4)
        for (std::size_t k = 0; k < Depth; ++k) {
            fronts[k] = {none, none, none, none, none};
        }
        std::ptrdiff_t at = 0;
        const auto depth = static_cast<std::ptrdiff_t>(Depth);
        for (; at < std::min(depth, blocks_); ++at) {
            column<true>(at, hn::LoadU(D(), state_ + offset(at)), fronts);
        }
        for (; at < blocks_; ++at) {
            column<false>(at, hn::LoadU(D(), state_ + offset(at)), fronts);
        }
        for (; at < blocks_ + depth; ++at) {
            column<true>(at, none, fronts);
        }
    }

private:
    static HWY_INLINE std::ptrdiff_t offset(std::ptrdiff_t block) {
        return block * static_cast<std::ptrdiff_t>(wide());
    }

    /// Every jump goes on by one block, the first one to `at`; `coming` is what stands there.
    template <bool AtEdge>
    HWY_INLINE void column(std::ptrdiff_t at, V coming, JumpFront (&fronts)[Depth]) {
        V end = hn::Zero(D());
        V integral = end;
        if (!AtEdge || (at > 0 && at <= blocks_)) {
            end = hn::LoadU(D(), end_ + offset(at - 1));
            integral = hn::LoadU(D(), integral_ + offset(at - 1));
        }
        jump<AtEdge, 0>(at - 1, {coming, end, integral}, fronts);
    }

    /// A block as it comes to a jump, and what the arrays have so far for the block before.
    struct Coming {
        V states;
        V end;
        V integral;
    };

    // One function for each jump, so that its front stays in registers.
    template <bool AtEdge, std::size_t K>
    HWY_INLINE void jump(std::ptrdiff_t block, Coming coming, JumpFront (&fronts)[Depth]) {
        auto& front = fronts[K];
        Coming next{hn::Zero(D()), front.end, front.integral};
        if (!AtEdge || (block >= 0 && block < blocks_)) {
            front.end = hn::Add(coming.end, hn::Mul(front.here, weight_[K]));
            front.integral = hn::Add(coming.integral, hn::Mul(front.here, time_[K]));
            next.states = step(block, coming.states, front);
        } else if (block == -1) {
            front.here = coming.states;
            front.falls = falling(block, coming.states);
        }
        if constexpr (K + 1 < Depth) {
            jump<AtEdge, K + 1>(block - 1, next, fronts);
        } else if (!AtEdge || (block >= 0 && block < blocks_)) {
            hn::StoreU(next.states, D(), state_ + offset(block));
            hn::StoreU(front.end, D(), end_ + offset(block));
            hn::StoreU(front.integral, D(), integral_ + offset(block));
        }
    }

    /// The block after the jump; `coming` stands behind it.
    HWY_INLINE V step(std::ptrdiff_t block, V coming, JumpFront& front) {
        const V raised = hn::TableLookupLanes(front.here, turned_.up);
        const V rises = hn::Mul(hn::IfThenElse(turned_.first, front.lower, raised), up_);
        const V falls = falling(block, coming);
        const V fallen = hn::IfThenElse(turned_.all_but_last, front.falls, falls);
        const V stays = hn::Mul(front.here, hn::LoadU(D(), stay_ + offset(block)));
        front.lower = raised;
        front.here = coming;
        front.falls = falls;
        return hn::Add(stays, hn::Add(rises, fallen));
    }

    /// Who falls out of the states behind `block`, turned down.
    HWY_INLINE V falling(std::ptrdiff_t block, V behind) const {
        return hn::TableLookupLanes(
            hn::Mul(behind, hn::LoadU(D(), down_ + offset(block + 1))), turned_.down
        );
    }

    double* state_;
    double* end_;
    double* integral_;
    const double* stay_;
    const double* down_;
    V up_;
    V weight_[Depth];
    V time_[Depth];
    std::ptrdiff_t blocks_;
    Turned turned_;
};

/// More states than registers hold.
inline void chain_in_passes(const ChainSteps& s) {
    std::size_t jump = 0;
    for (; jump + 4 <= s.jumps; jump += 4) {
        ChainPass<4>(s, jump).run();
    }
    for (; jump < s.jumps; ++jump) {
        ChainPass<1>(s, jump).run();
    }
}

inline void chain_steps(const ChainSteps& s) {
    switch (s.states / wide()) {
        case 1:
            return chain_in_registers<1>(s);
        case 2:
            return chain_in_registers<2>(s);
        case 3:
            return chain_in_registers<3>(s);
        case 4:
            return chain_in_registers<4>(s);
        case 5:
            return chain_in_registers<5>(s);
        case 6:
            return chain_in_registers<6>(s);
        case 7:
            return chain_in_registers<7>(s);
        case 8:
            return chain_in_registers<8>(s);
        default:
            return chain_in_passes(s);
    }
}

#else

/// Jump after jump, where the compiler does not know how long vectors are.
inline void chain_steps(const ChainSteps& s) {
    for (std::size_t jump = 0; jump < s.jumps; ++jump) {
        double below = 0;
        for (std::size_t n = 0; n < s.states; ++n) {
            const double here = s.state[n];
            const double above = n + 1 < s.states ? s.state[n + 1] : 0;
            s.end[n] += here * s.weight[jump];
            s.integral[n] += here * s.time[jump];
            s.state[n] = here * s.stay[n] + (below * s.up + above * s.down[n + 1]);
            below = here;
        }
    }
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
