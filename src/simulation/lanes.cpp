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
HWY_EXPORT(chain_steps);

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

using Run = void (*)(const LaneJob&, LaneBuffers&);

/// Chosen by hand rather than by Highway's global setting, so that two runs may differ.
Run runner(Lanes lanes) {
    switch (lanes) {
#if HWY_TARGETS & HWY_AVX3
        case Lanes::avx512:
            return &N_AVX3::run_job;
#endif
#if HWY_TARGETS & HWY_AVX2
        case Lanes::avx2:
            return &N_AVX2::run_job;
#endif
#if HWY_TARGETS & HWY_SSE4
        case Lanes::generic:
            return (hwy::SupportedTargets() & HWY_SSE4) != 0 ? &N_SSE4::run_job
                                                             : &HWY_STATIC_DISPATCH(run_job);
#endif
        default:
            return &HWY_STATIC_DISPATCH(run_job);
    }
}

}  // namespace

void draw_entries(Day day, std::uint32_t site, std::uint32_t first, EntryDraws& out) {
    HWY_DYNAMIC_DISPATCH(entry_draws)(day, site, first, out);
}

void step_chain(const ChainSteps& steps) {
    HWY_DYNAMIC_DISPATCH(chain_steps)(steps);
}

bool can_run(Lanes target) {
    return target == Lanes::best || target == Lanes::generic || target == Lanes::scalar ||
           (hwy::SupportedTargets() & target_of(target)) != 0;
}

void run_lanes(const LaneJob& job, Lanes target, LaneBuffers& buffers) {
    // Asked once: to a virtual machine the question costs as much as simulating a hundred voters.
    static const Lanes best = can_run(Lanes::avx512) ? Lanes::avx512
                              : can_run(Lanes::avx2) ? Lanes::avx2
                                                     : Lanes::generic;
    runner(target == Lanes::best ? best : target)(job, buffers);
}

}  // namespace belfry::simulation

#endif  // HWY_ONCE
