#include "simulation/lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "simulation/exact_math.hpp"
#include "simulation/moment.hpp"
#include "simulation/sampler.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

// clang-format off: the order matters
#include "simulation/lane_math.hpp"
#include "simulation/lane_chain.hpp"
#include "simulation/lane_group.hpp"
#include "simulation/lane_arrivals.hpp"
#include "simulation/lane_kernel.hpp"
#include "simulation/lane_effects.hpp"
#include "simulation/lane_record.hpp"
// clang-format on

#if HWY_ONCE

namespace belfry::simulation {

HWY_EXPORT(run_job);
HWY_EXPORT(entry_draws);
HWY_EXPORT(chain_step);
HWY_EXPORT(chain_keep);

namespace {

std::int64_t target_of(Lanes lanes) {
    switch (lanes) {
        case Lanes::avx512:
            return HWY_AVX3 | HWY_AVX3_DL;
        case Lanes::avx2:
            return HWY_AVX2;
        case Lanes::generic:
            return HWY_SSE4;
        default:
            return HWY_STATIC_TARGET;
    }
}

/// What there is for one instruction set.
struct Kernels {
    void (*run_job)(const LaneJob&, LaneBuffers&);
    void (*chain_step)(const ChainStep&);
    void (*chain_keep)(const ChainStep&, ChainState&);
};

/// Chosen by hand rather than by Highway's global setting, so that two runs may differ.
Kernels kernels(Lanes lanes) {
    const Kernels least{
        &HWY_STATIC_DISPATCH(run_job),
        &HWY_STATIC_DISPATCH(chain_step),
        &HWY_STATIC_DISPATCH(chain_keep)
    };
    switch (lanes) {
#if HWY_TARGETS & HWY_AVX3
        case Lanes::avx512:
            return {&N_AVX3::run_job, &N_AVX3::chain_step, &N_AVX3::chain_keep};
#endif
#if HWY_TARGETS & HWY_AVX2
        case Lanes::avx2:
            return {&N_AVX2::run_job, &N_AVX2::chain_step, &N_AVX2::chain_keep};
#endif
#if HWY_TARGETS & HWY_SSE4
        case Lanes::generic:
            return (hwy::SupportedTargets() & HWY_SSE4) != 0
                       ? Kernels{&N_SSE4::run_job, &N_SSE4::chain_step, &N_SSE4::chain_keep}
                       : least;
#endif
        default:
            return least;
    }
}

/// Asked once: to a virtual machine the question costs as much as simulating a hundred voters.
Lanes best_lanes() {
    static const Lanes best = can_run(Lanes::avx512) ? Lanes::avx512
                              : can_run(Lanes::avx2) ? Lanes::avx2
                                                     : Lanes::generic;
    return best;
}

}  // namespace

void draw_entries(Day day, std::uint32_t site, std::uint32_t first, EntryDraws& out) {
    HWY_DYNAMIC_DISPATCH(entry_draws)(day, site, first, out);
}

bool can_run(Lanes target) {
    return target == Lanes::best || target == Lanes::generic || target == Lanes::scalar ||
           (hwy::SupportedTargets() & target_of(target)) != 0;
}

void step_chains(const ChainStep& step, Lanes target) {
    kernels(target == Lanes::best ? best_lanes() : target).chain_step(step);
}

void keep_chains(const ChainStep& step, ChainState& now, Lanes target) {
    kernels(target == Lanes::best ? best_lanes() : target).chain_keep(step, now);
}

void run_lanes(const LaneJob& job, Lanes target, LaneBuffers& buffers) {
    kernels(target == Lanes::best ? best_lanes() : target).run_job(job, buffers);
}

}  // namespace belfry::simulation

#endif  // HWY_ONCE
