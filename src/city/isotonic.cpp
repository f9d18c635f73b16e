#include "city/isotonic.hpp"

namespace belfry::city {

std::vector<FlatStretch> never_falling(const std::vector<Observation>& observations) {
    std::vector<FlatStretch> out;
    for (const auto& one : observations) {
        out.push_back({one.minute, one.value, one.weight});
        while (out.size() > 1 && out[out.size() - 2].value >= out.back().value) {
            const auto last = out.back();
            out.pop_back();
            auto& before = out.back();
            const double weight = before.weight + last.weight;
            before.value = (before.value * before.weight + last.value * last.weight) / weight;
            before.minute = (before.minute * before.weight + last.minute * last.weight) / weight;
            before.weight = weight;
        }
    }
    return out;
}

}  // namespace belfry::city
