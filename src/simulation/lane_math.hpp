// Draws in SIMD lanes, to the bit those of random_streams, exact_math and sampler. Compiled once
// for each instruction set (see lanes.cpp); hence no ordinary include guard.
#if defined(BELFRY_SIMULATION_LANE_MATH) == defined(HWY_TARGET_TOGGLE)
#ifdef BELFRY_SIMULATION_LANE_MATH
#undef BELFRY_SIMULATION_LANE_MATH
#else
#define BELFRY_SIMULATION_LANE_MATH
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

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
