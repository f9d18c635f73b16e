#pragma once

#include <array>

namespace belfry::simulation {

/// A rational function r that stands for exp on the negative half line, to 3e-12:
/// r(z) = Σ weight / (z - pole) over these poles and their conjugates. The Carathéodory-Fejér
/// approximation of degree 12 less its constant, worked out as by Trefethen, Weideman and
/// Schmelzer, "Talbot quadratures and rational approximations" (BIT 46, 2006).
struct ExpPole {
    double re = 0;
    double im = 0;
    double weight_re = 0;
    double weight_im = 0;
};

inline constexpr std::array exp_poles{
    ExpPole{4.827493754368235, 1.1939878995347, -11.79938657858333, -46.4116447633449},
    ExpPole{4.206124520292292, 3.590920465195063, 18.78598722412067, 20.23728483094679},
    ExpPole{2.917868864157919, 6.017345378362576, -8.238259294768907, -2.79618792301163},
    ExpPole{0.8517073634889353, 8.503831963129594, 1.319411678477834, -0.1835246440996741},
    ExpPole{-2.235968146927636, 11.10929499765057, -0.06857145706399803, 0.03841916430278056},
    ExpPole{-6.998688175730508, 13.99591499910081, 0.0008184324167873279, -0.0005813547136426156},
};

}  // namespace belfry::simulation
