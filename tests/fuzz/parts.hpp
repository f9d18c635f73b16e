#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "crypto/bytes.hpp"

/// What a fuzz target is given, taken apart from the front.
namespace belfry::fuzz {

class Parts {
public:
    Parts(const unsigned char* data, std::size_t size)
        : rest_(reinterpret_cast<const char*>(data), size) {}

    /// 0 where nothing is left.
    unsigned number() {
        const auto byte = take(1);
        return byte.empty() ? 0 : static_cast<unsigned char>(byte.front());
    }

    /// A part whose length two bytes say, as far as there is so much.
    std::string_view part() {
        const auto high = number();
        return take(high << 8U | number());
    }

    /// Up to the next line feed, without it.
    std::string_view line() {
        const auto out = take(rest_.find('\n'));
        take(1);
        return out;
    }

    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view take(std::size_t most) {
        const auto out = rest_.substr(0, most);
        rest_.remove_prefix(out.size());
        return out;
    }

    std::string_view rest_;
};

}  // namespace belfry::fuzz
