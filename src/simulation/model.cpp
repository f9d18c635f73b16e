#include "simulation/model.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "simulation/moment.hpp"
#include "simulation/site_names.hpp"
#include "simulation/validation.hpp"

namespace belfry::simulation {

namespace {

constexpr std::size_t equipment_count = 7;

std::vector<bool> equipment_set(const std::vector<Equipment>& listed) {
    std::vector<bool> set(equipment_count);
    for (const auto equipment : listed) {
        set[static_cast<std::size_t>(equipment)] = true;
    }
    return set;
}

std::vector<Equipment> struck_by(const Disruption& d) {
    using enum Equipment;
    if (d.equipment) {
        return *d.equipment;
    }
    switch (d.kind) {
        case DisruptionKind::pollbook_outage:
        case DisruptionKind::network_loss:
            return {e_pollbook};
        case DisruptionKind::power_loss:
            return {e_pollbook, bmd, dre, scanner, printer};
        case DisruptionKind::misprint:
        case DisruptionKind::scanner_rejects:
            return {scanner};
        case DisruptionKind::workers_missing:
            return {staff, e_pollbook};
        default:
            return {};
    }
}

std::shared_ptr<const PipelineModel> pipeline_of(const std::vector<Stage>& stages) {
    auto pipeline = std::make_shared<PipelineModel>();
    for (const auto& stage : stages) {
        const auto number = static_cast<std::uint32_t>(pipeline->kinds.size());
        pipeline->stage_from.push_back(static_cast<std::uint32_t>(pipeline->stations.size()));
        pipeline->kinds.push_back(stage.kind);
        double from = 0;
        for (const auto& station : stage.stations) {
            const double to = std::min(1.0, from + station.share.value_or(1));
            pipeline->stations.push_back(
                {station.id,
                 station.equipment,
                 number,
                 from,
                 to > 1 - 1e-9 ? 1 : to,
                 Sampler(station.service),
                 Sampler(station.fallback.value_or(station.service))}
            );
            from = to;
        }
    }
    pipeline->stage_from.push_back(static_cast<std::uint32_t>(pipeline->stations.size()));
    return pipeline;
}

double extension_at(const Plan& plan, const SiteNames& names, std::uint32_t site) {
    double longest = 0;
    for (const auto& measure : plan.measures) {
        if (measure.kind != MeasureKind::extended_hours) {
            continue;
        }
        bool here = !measure.where || !measure.where->sites;
        for (const auto& id : here ? std::vector<std::string>() : *measure.where->sites) {
            here = here || std::ranges::count(names.find(id), site) > 0;
        }
        longest = std::max(longest, here ? *measure.minutes : 0);
    }
    return whole_ticks(longest);
}

/// Server counts at opening and how shifts change them.
void fill_servers(SiteModel& model, const Site& site, const std::vector<Stage>& stages) {
    std::uint32_t number = 0;
    for (const auto& stage : stages) {
        for (const auto& station : stage.stations) {
            int present = station.servers;
            if (site.servers && site.servers->contains(station.id)) {
                present = site.servers->at(station.id);
            }
            int now = present;
            for (const auto& shift : station.shifts.value_or(std::vector<Shift>())) {
                const double at = moment_at(shift.from.minutes);
                if (at <= model.opens) {
                    present = shift.servers;
                } else {
                    model.shifts.push_back({at, number, shift.servers - now});
                }
                now = shift.servers;
            }
            model.servers.push_back(present);
            ++number;
        }
    }
    std::ranges::sort(model.shifts, {}, [](const ShiftChange& change) {
        return std::pair(change.at, change.station);
    });
}

class Builder {
public:
    Builder(const City& city, const Scenario& scenario, const Plan& plan)
        : city_(city), scenario_(scenario), plan_(plan), names_(city) {}

    Model build() {
        model_.city = city_.name;
        model_.travel = city_.travel.value_or(Travel());
        model_.observe_minutes = whole_ticks(city_.observe_minutes.value_or(5));
        model_.standard = plan_.standard.value_or(Standard());
        const double sd = city_.turnout_sd.value_or(0);
        if (sd >= 1e-3) {
            model_.turnout = Sampler(Distribution{Shape::lognormal, 1.0, sd, {}});
        }
        add_behaviour();
        for (const auto& [name, stages] : city_.pipelines) {
            pipelines_[name] = pipeline_of(stages);
        }
        for (const auto& disruption : scenario_.disruptions) {
            add_cause(disruption);
        }
        for (const auto& site : city_.sites) {
            for (int copy = 0; copy < site.copies.value_or(1); ++copy) {
                add_site(site, copy);
            }
        }
        for (const auto& measure : plan_.measures) {
            add_measure(measure);
        }
        set_clock();
        choose_path();
        return std::move(model_);
    }

private:
    void add_behaviour() {
        const auto said = city_.behaviour.value_or(Behaviour());
        auto& behaviour = model_.behaviour;
        if (said.patience) {
            behaviour.patience = Sampler(*said.patience);
        }
        behaviour.balk_above = said.balk_above.value_or(0);
        behaviour.balk_share = said.balk_above ? said.balk_share.value_or(1) : 0;
        behaviour.return_share = said.return_share.value_or(0);
        behaviour.return_after = Sampler(said.return_after.value_or(always(0)));
    }

    std::vector<bool> sites_named(const std::vector<std::string>& ids) const {
        std::vector<bool> named(names_.count());
        for (const auto& id : ids) {
            for (const auto site : names_.find(id)) {
                named[site] = true;
            }
        }
        return named;
    }

    void add_cause(const Disruption& said) {
        CauseModel cause;
        cause.said = said;
        if (said.after_opening) {
            cause.after_opening = Sampler(*said.after_opening);
        }
        if (said.lasts) {
            cause.lasts = Sampler(*said.lasts);
        }
        cause.detection = Sampler(said.detection.value_or(always(0)));
        cause.repair = Sampler(said.repair.value_or(Distribution{Shape::gamma, 60.0, 20.0, {}}));
        cause.equipment = equipment_set(struck_by(said));
        if (said.where && said.where->sites) {
            cause.named = sites_named(*said.where->sites);
        }
        for (const auto& id : said.send_to.value_or(std::vector<std::string>())) {
            const auto found = names_.find(id);
            cause.send_to.insert(cause.send_to.end(), found.begin(), found.end());
        }
        if (said.kind == DisruptionKind::false_message) {
            cause.curve = ++messages_;
        }
        model_.causes.push_back(std::move(cause));
    }

    void add_site(const Site& said, int copy) {
        SiteModel site;
        site.id = copy_id(said, copy);
        site.name = said.name.value_or(site.id);
        site.opens = moment_at(said.opens.minutes);
        site.closes = moment_at(said.closes.minutes);
        site.extension =
            extension_at(plan_, names_, static_cast<std::uint32_t>(model_.sites.size()));
        site.voters = said.voters;
        site.counting = said.counting.value_or(Counting::poisson);
        site.pipeline = pipelines_.at(said.pipeline);
        site.ballots = said.ballots;
        site.vote_center = said.vote_center.value_or(false);
        if (said.lat) {
            site.place = Place{*said.lat, *said.lon};
        }
        fill_servers(site, said, city_.pipelines.at(said.pipeline));
        const std::vector<double> flat{1.0};
        const auto& slots = said.profile ? city_.profiles->at(*said.profile) : flat;
        const double line = said.voters > 0 ? said.line_at_opening.value_or(0) / said.voters : 0;
        site.curves.emplace_back(slots, line, site.opens, site.closes, site.extension);
        add_messages(site);
        model_.sites.push_back(std::move(site));
    }

    void add_messages(SiteModel& site) const {
        for (const auto& cause : model_.causes) {
            if (cause.said.kind == DisruptionKind::false_message) {
                const double at = cause.said.at ? moment_at(cause.said.at->minutes) : site.opens;
                site.curves.push_back(site.curves[0].shifted(
                    {at,
                     cause.said.moved_share.value_or(0),
                     cause.said.moved_by_minutes.value_or(60),
                     cause.said.deterred_share.value_or(0)}
                ));
            }
        }
    }

    void add_measure(const Measure& said) {
        MeasureModel measure;
        measure.said = said;
        measure.delay = Sampler(said.delay.value_or(always(0)));
        measure.equipment = equipment_set(equipment_of(said));
        measure.sites = said.where && said.where->sites ? sites_named(*said.where->sites)
                                                        : std::vector<bool>(names_.count(), true);
        if (said.count || said.counts) {
            measure.counts.assign(names_.count(), said.count.value_or(0));
        }
        for (const auto& [id, count] : said.counts.value_or(std::map<std::string, int>())) {
            for (const auto site : names_.find(id)) {
                measure.counts[site] = count;
            }
        }
        if (said.trigger) {
            measure.when = said.trigger->when;
            measure.at = said.trigger->at ? moment_at(said.trigger->at->minutes) : 0;
            measure.value = said.trigger->value.value_or(0);
        }
        model_.measures.push_back(std::move(measure));
    }

    void set_clock() {
        model_.first_opening = never;
        for (const auto& site : model_.sites) {
            model_.first_opening = std::min(model_.first_opening, site.opens);
            model_.last_closing = std::max(model_.last_closing, site.closes + site.extension);
        }
        model_.counted_from =
            city_.warm_up_minutes ? moment_of(model_.first_opening + *city_.warm_up_minutes) : 0;
        // The day, three hours for lines after it, and slots long enough to be at most 120.
        const double span = model_.last_closing - model_.first_opening + 180;
        model_.slot_minutes = 15 * std::ceil(span / (120 * 15));
        model_.slots = static_cast<std::uint32_t>(std::ceil(span / model_.slot_minutes));
    }

    void choose_path() {
        const auto on_sight = [](const MeasureModel& m) {
            return m.when == TriggerKind::line || m.when == TriggerKind::wait ||
                   m.when == TriggerKind::stock || m.said.kind == MeasureKind::redirect ||
                   (m.said.kind == MeasureKind::repair_crews &&
                    m.said.dispatch == Dispatch::longest_line);
        };
        const auto closes = [](const CauseModel& c) {
            return c.said.kind == DisruptionKind::closure;
        };
        model_.observed = std::ranges::any_of(model_.measures, on_sight) ||
                          std::ranges::any_of(model_.causes, closes);
        const auto asks_queue = [](const CauseModel& c) {
            return c.said.kind == DisruptionKind::short_stock ||
                   c.said.on_failure.value_or(OnFailure::resume) > OnFailure::wait;
        };
        const auto limited = [](const MeasureModel& m) {
            return (m.said.kind == MeasureKind::drop_slot && !m.counts.empty()) ||
                   m.said.kind == MeasureKind::emergency_ballots ||
                   m.said.kind == MeasureKind::ballot_delivery ||
                   m.said.kind == MeasureKind::extended_hours;
        };
        const auto& behaviour = model_.behaviour;
        model_.exogenous = !model_.observed && behaviour.balk_share == 0 &&
                           behaviour.return_share == 0 &&
                           std::ranges::none_of(model_.causes, asks_queue) &&
                           std::ranges::none_of(model_.measures, limited) &&
                           std::ranges::none_of(model_.sites, [](const SiteModel& site) {
                               return site.ballots.has_value();
                           });
    }

    const City& city_;
    const Scenario& scenario_;
    const Plan& plan_;
    SiteNames names_;
    std::map<std::string, std::shared_ptr<const PipelineModel>> pipelines_;
    std::uint32_t messages_ = 0;
    Model model_;
};

}  // namespace

std::vector<Equipment> equipment_of(const Measure& measure) {
    using enum Equipment;
    if (measure.equipment) {
        return *measure.equipment;
    }
    switch (measure.kind) {
        case MeasureKind::paper_pollbooks:
            return {e_pollbook};
        case MeasureKind::emergency_ballots:
            return {bmd, dre, printer};
        case MeasureKind::drop_slot:
            return {scanner};
        default:
            return {};
    }
}

Result<Model> make_model(const City& city, const Scenario& scenario, const Plan& plan) {
    json::Problems problems;
    check_city(city, json::Path().member("city"), problems);
    if (problems.empty()) {
        check_scenario(scenario, city, json::Path().member("scenario"), problems);
        check_plan(plan, city, json::Path().member("plan"), problems);
    }
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return Builder(city, scenario, plan).build();
}

std::vector<int> crews_by_base(const Measure& measure) {
    std::vector<int> crews;
    const auto bases = static_cast<int>(measure.bases ? measure.bases->size() : 0);
    for (int i = 0; i < bases; ++i) {
        const int spread =
            measure.count ? *measure.count / bases + (i < *measure.count % bases ? 1 : 0) : 0;
        crews.push_back(measure.count ? spread : (*measure.bases)[std::size_t(i)].crews);
    }
    return crews;
}

double travel_minutes(
    const Travel& travel, const std::optional<Place>& from, const std::optional<Place>& to
) {
    if (!from || !to) {
        return whole_ticks(travel.unknown_minutes);
    }
    // Equirectangular: within a city the error is far below that of the roads.
    constexpr double km_per_degree = 111.195;
    const double middle = (from->lat + to->lat) / 2 * std::numbers::pi / 180;
    const double x = (to->lon - from->lon) * std::cos(middle);
    const double y = to->lat - from->lat;
    const double km = km_per_degree * std::sqrt(x * x + y * y);
    return whole_ticks(travel.fixed_minutes + km * travel.minutes_per_km);
}

}  // namespace belfry::simulation
