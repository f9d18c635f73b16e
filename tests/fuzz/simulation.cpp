// Foreign cities, scenarios and plans: reading and checking never crash, every refusal names its
// fields, and whatever is accepted can be made into a model and simulated for a day.
#include "base/check.hpp"
#include "simulation/city_day.hpp"
#include "simulation/validation.hpp"

namespace belfry {
namespace {

struct Input {
    simulation::City city;
    simulation::Scenario scenario;
    simulation::Plan plan;
};
BOOST_DESCRIBE_STRUCT(Input, (), (city, scenario, plan))

bool is_small(const simulation::City& city) {
    double voters = 0;
    for (const auto& site : city.sites) {
        if (site.closes.minutes > 2'000) {
            return false;
        }
        voters += site.voters * site.copies.value_or(1);
    }
    return voters < 2'000 && city.sites.size() < 20;
}

void read(std::string_view text) {
    const auto input = json::parse_as<Input>(text);
    if (!input) {
        return;
    }
    const auto model = simulation::make_model(input->city, input->scenario, input->plan);
    if (!model) {
        for (const auto& problem : model.error().problems) {
            check(!problem.field.empty() && !problem.advice.empty(), "a refusal without its field");
        }
        return;
    }
    int servers = 0;
    for (const auto& site : model->sites) {
        for (const int count : site.servers) {
            servers += count;
        }
    }
    if (is_small(input->city) && model->sites.size() < 20 && servers < 200) {
        std::vector<simulation::SiteTally> tallies;
        simulation::ControlTotals totals;
        simulation::run_city_day(*model, {1, 1}, tallies, totals);
    }
}

}  // namespace
}  // namespace belfry

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
