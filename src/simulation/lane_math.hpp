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

/// Lanes of a vector; known to the compiler where vectors have one length.
#if HWY_HAVE_SCALABLE
HWY_INLINE std::size_t wide() {
    return hn::Lanes(D());
}
#else
constexpr std::size_t wide() {
    return hn::MaxLanes(D());
}
#endif

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

/// The rounds `from` … 9 of Philox4x32-10; words stand in the lower halves, the upper ones are not
/// clean.
HWY_INLINE Draw4 philox_rounds(U c0, U c1, U c2, U c3, std::uint64_t seed, unsigned from) {
    const DU du;
    const U m0 = hn::Set(du, philox_m0);
    const U m1 = hn::Set(du, philox_m1);
    auto k0 = static_cast<std::uint32_t>(seed) + from * philox_w0;
    auto k1 = static_cast<std::uint32_t>(seed >> 32U) + from * philox_w1;
    for (unsigned round = from; round < 10; ++round) {
        const U p0 = low_product(m0, c0);
        const U p1 = low_product(m1, c2);
        c0 = hn::Xor3(hn::ShiftRight<32>(p1), c1, hn::Set(du, k0));
        c1 = p1;
        c2 = hn::Xor3(hn::ShiftRight<32>(p0), c3, hn::Set(du, k1));
        c3 = p0;
        k0 += philox_w0;
        k1 += philox_w1;
    }
    const U low = hn::Set(du, 0xFFFFFFFFU);
    return {{hn::And(c0, low), hn::And(c1, low), hn::And(c2, low), hn::And(c3, low)}};
}

HWY_INLINE Draw4 philox_lanes(U voter, U site, U replication, U purpose, std::uint64_t seed) {
    return philox_rounds(voter, site, replication, purpose, seed, 0);
}

/// The draws of the purpose `enter` for voters who have the same number in every lane: most of the
/// first two rounds is the same for all voters.
class EntryPhilox {
public:
    EntryPhilox(std::uint32_t site, U replications, std::uint64_t seed) : seed_(seed) {
        const DU du;
        k0_ = static_cast<std::uint32_t>(seed);
        k1_ = static_cast<std::uint32_t>(seed >> 32U);
        c1_ = low_product(hn::Set(du, philox_m1), replications);
        const U c0 = hn::Xor3(hn::ShiftRight<32>(c1_), hn::Set(du, site), hn::Set(du, k0_));
        c3_ = low_product(hn::Set(du, philox_m0), c0);
        c2_ = hn::Xor(hn::ShiftRight<32>(c3_), hn::Set(du, k1_ + philox_w1));
        c1_ = hn::Xor(c1_, hn::Set(du, k0_ + philox_w0));
    }

    HWY_INLINE Draw4 operator()(std::uint32_t voter) const {
        const DU du;
        const std::uint64_t p0 = std::uint64_t{philox_m0} * voter;
        const auto high = static_cast<std::uint32_t>(p0 >> 32U) ^ std::uint32_t{enter} ^ k1_;
        const std::uint64_t p1 = std::uint64_t{philox_m1} * high;
        return philox_rounds(
            hn::Xor(c1_, hn::Set(du, p1 >> 32U)),
            hn::Set(du, p1),
            hn::Xor(c2_, hn::Set(du, p0)),
            c3_,
            seed_,
            2
        );
    }

private:
    std::uint64_t seed_;
    std::uint32_t k0_ = 0;
    std::uint32_t k1_ = 0;
    U c1_;
    U c2_;
    U c3_;
};

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

/// exponential_draw, lane by lane the same bits.
HWY_INLINE V exponential_lanes(U word) {
    const hn::Rebind<float, D> df;
    const hn::Rebind<std::int32_t, D> di;
    const hn::Rebind<std::uint32_t, D> dw;
    const auto half = hn::ShiftRight<1>(hn::TruncateTo(dw, word));
    const auto cell = hn::Add(hn::ConvertTo(df, hn::BitCast(di, half)), hn::Set(df, 0.5F));
    const auto root = hn::Set(dw, half_root_two);
    const auto shifted = hn::Sub(hn::BitCast(dw, cell), root);
    const auto exponent = hn::ConvertTo(df, hn::ShiftRight<23>(hn::BitCast(di, shifted)));
    const auto mantissa = hn::Add(hn::And(shifted, hn::Set(dw, 0x7FFFFFU)), root);
    const auto t = hn::Sub(hn::BitCast(df, mantissa), hn::Set(df, 1.0F));
    const auto y = hn::Mul(t, t);
    auto even = hn::Set(df, log_series[6]);
    auto odd = hn::Set(df, log_series[7]);
    for (std::size_t i = 6; i >= 2; i -= 2) {
        even = hn::Add(hn::Mul(even, y), hn::Set(df, log_series[i - 2]));
        odd = hn::Add(hn::Mul(odd, y), hn::Set(df, log_series[i - 1]));
    }
    const auto log = hn::Add(t, hn::Mul(y, hn::Add(even, hn::Mul(odd, t))));
    const auto whole = hn::Mul(hn::Sub(hn::Set(df, 31.0F), exponent), hn::Set(df, ln_two));
    return hn::PromoteTo(D(), hn::Sub(whole, log));
}

/// Sampler::operator(), lane by lane the same bits.
HWY_INLINE V sample_lanes(const Sampler& sampler, U word) {
    const D d;
    const DU du;
    switch (sampler.kind()) {
        case Sampler::Kind::constant:
            return hn::Set(d, sampler.mean());
        case Sampler::Kind::exponential:
            return hn::Mul(exponential_lanes(word), hn::Set(d, sampler.mean()));
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

/// The draws of `enter` for voters of one day, a voter a lane.
inline void entry_draws(Day day, std::uint32_t site, std::uint32_t first, EntryDraws& out) {
    const D d;
    const DU du;
    const auto width = static_cast<std::uint32_t>(wide());
    alignas(64) std::uint64_t words[early_stages][block_days];
    alignas(64) double exponentials[early_stages][block_days];
    alignas(64) double gaps[block_days];
    for (std::uint32_t from = 0; from < EntryDraws::count; from += width) {
        const auto w = philox_lanes(
            hn::Iota(du, first + from),
            hn::Set(du, site),
            hn::Set(du, day.replication),
            hn::Set(du, enter),
            day.seed
        );
        hn::Store(exponential_lanes(w.w[0]), d, gaps);
        for (std::size_t i = 0; i < early_stages; ++i) {
            hn::Store(w.w[i + 1], du, words[i]);
            hn::Store(exponential_lanes(w.w[i + 1]), d, exponentials[i]);
        }
        for (std::uint32_t l = 0; l < width; ++l) {
            out.gap[from + l] = gaps[l];
            for (std::size_t i = 0; i < early_stages; ++i) {
                auto& services = out.services[from + l];
                services.word[i] = static_cast<std::uint32_t>(words[i][l]);
                services.exponential[i] = static_cast<float>(exponentials[i][l]);
            }
        }
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace belfry::simulation

HWY_AFTER_NAMESPACE();

#endif
