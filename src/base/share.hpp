#pragma once

#include <compare>
#include <optional>

namespace belfry {

/// A part of a whole, from 0 to 1. There is no Share outside that range, and none that is NaN.
class Share {
public:
    constexpr Share() = default;

    /// Empty when `value` is not in [0, 1].
    [[nodiscard]] static constexpr std::optional<Share> of(double value) {
        if (!(value >= 0.0 && value <= 1.0)) {
            return std::nullopt;
        }
        return Share(value);
    }

    [[nodiscard]] constexpr double value() const { return value_; }

    friend constexpr auto operator<=>(Share, Share) = default;

private:
    constexpr explicit Share(double value) : value_(value) {}

    double value_ = 0.0;
};

}  // namespace belfry
