#include "simulation/preset.hpp"

#include <algorithm>
#include <span>

#include "base/check.hpp"
#include "base/embedded.hpp"

namespace belfry::simulation {

std::span<const EmbeddedFile> incident_files();

namespace {

std::vector<Preset> read_presets() {
    std::vector<Preset> all;
    for (const auto& file : incident_files()) {
        const auto read = json::parse_as<Preset>(file.content);
        check(read.has_value(), "a preset cannot be read");
        all.push_back(*read);
    }
    std::ranges::sort(all, {}, &Preset::id);
    return all;
}

}  // namespace

const std::vector<Preset>& presets() {
    static const auto all = read_presets();
    return all;
}

const Preset* preset(std::string_view id) {
    const auto found = std::ranges::find(presets(), id, &Preset::id);
    return found == presets().end() ? nullptr : &*found;
}

std::optional<double> figure_of(const Rehearsal& rehearsal, std::string_view name) {
    const auto& city = rehearsal.city;
    const auto mean = [&](Metric metric) {
        return city.mean(metric, 0.95).value;
    };
    if (name == "share_over_120") {
        return city.ratio(Metric::over_120, Metric::waited, 0.95).value;
    }
    for (const auto& [known, metric] :
         {std::pair("unscanned", Metric::unscanned),
          {"longest", Metric::longest},
          {"left_line", Metric::left_line},
          {"lost", Metric::lost},
          {"emergency", Metric::emergency},
          {"provisional", Metric::provisional},
          {"last_out", Metric::last_out},
          {"failures", Metric::failures}}) {
        if (name == known) {
            return mean(metric);
        }
    }
    return std::nullopt;
}

}  // namespace belfry::simulation
