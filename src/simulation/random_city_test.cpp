#include "simulation/random_city_test.hpp"

#include <random>

#include <fmt/format.h>

namespace belfry::simulation::testing {

namespace {

class Maker {
public:
    Maker(std::uint64_t seed, bool plain) : random_(seed), plain_(plain) {}

    Case make() {
        Case made;
        made.city.name = "Testville";
        make_pipelines(made.city);
        const int sites = whole(1, 4);
        made.city.profiles = {{"day", {0.3, 0.1, 0.2, 0.4}}};
        for (int i = 0; i < sites; ++i) {
            made.city.sites.push_back(make_site(i));
        }
        if (chance(0.3)) {
            made.city.turnout_sd = 0.3;
        }
        if (chance(0.7)) {
            made.city.behaviour = make_behaviour();
        }
        made.city.observe_minutes = whole(3, 15);
        made.scenario = {"trouble", "Trouble", {}};
        for (int i = whole(0, 4); i > 0; --i) {
            made.scenario.disruptions.push_back(make_disruption(i, sites));
        }
        made.plan = {"plan", "Plan", {}, {}};
        for (int i = whole(0, 5); i > 0; --i) {
            if (auto measure = make_measure(i)) {
                made.plan.measures.push_back(*measure);
            }
        }
        return made;
    }

private:
    int whole(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }

    double real(double least, double most) {
        return std::uniform_real_distribution(least, most)(random_);
    }

    bool chance(double p) { return real(0, 1) < p; }

    Distribution duration(double mean) {
        // Gamma and lognormal tables take long to build; a few are enough.
        switch (whole(0, 19)) {
            case 0:
                return {Shape::gamma, mean, mean / 2, {}};
            case 1:
                return {Shape::lognormal, mean, mean, {}};
            case 2:
            case 3:
            case 4:
            case 5:
            case 6:
            case 7:
            case 8:
                return exponential(mean);
            case 9:
            case 10:
                return {Shape::empirical, {}, {}, {{0, mean / 2, mean, mean * 3}}};
            default:
                return always(std::ceil(mean));
        }
    }

    Station make_station(const std::string& id, Equipment equipment, double share) {
        Station station{id, equipment, whole(1, 3), duration(real(0.5, 3)), share, {}, {}};
        if (chance(0.4)) {
            station.fallback = duration(real(0.5, 4));
        }
        if (chance(0.3)) {
            station.shifts = {{at_clock(8), whole(1, 4)}, {at_clock(9, 30), whole(1, 3)}};
        }
        return station;
    }

    void make_pipelines(City& city) {
        using enum Equipment;
        for (const auto* name : {"one", "two"}) {
            std::vector<Stage> stages;
            stages.push_back({StageKind::check_in, {make_station("check_in", e_pollbook, 1)}});
            if (chance(0.4)) {
                stages.push_back({StageKind::registration, {make_station("desk", staff, 0.2)}});
            }
            if (chance(0.7)) {
                stages.push_back(
                    {StageKind::marking,
                     {make_station("booths", booth, 0.7), make_station("bmd", bmd, 0.3)}}
                );
            }
            if (chance(0.7)) {
                stages.push_back({StageKind::scanning, {make_station("scanner", scanner, 1)}});
            }
            city.pipelines[name] = stages;
        }
    }

    Site make_site(int i) {
        Site site;
        site.id = fmt::format("S{}", i);
        site.opens = at_clock(7, whole(0, 1) * 15);
        site.closes = at_clock(11);
        site.voters = whole(0, 90);
        site.pipeline = chance(0.5) ? "one" : "two";
        site.counting = chance(0.5) ? Counting::fixed : Counting::poisson;
        site.vote_center = chance(0.8);
        if (chance(0.5)) {
            site.profile = "day";
        }
        if (chance(0.5)) {
            site.line_at_opening = std::floor(site.voters * 0.2);
        }
        if (!plain_ && chance(0.3)) {
            site.ballots = whole(0, 100);
        }
        if (chance(0.7)) {
            site.lat = real(40, 40.1);
            site.lon = real(-75, -74.9);
        }
        return site;
    }

    Behaviour make_behaviour() {
        Behaviour behaviour;
        if (chance(0.7)) {
            behaviour.patience = duration(real(2, 60));
        }
        if (!plain_ && chance(0.4)) {
            behaviour.balk_above = whole(1, 10);
            behaviour.balk_share = real(0, 1);
        }
        if (!plain_ && chance(0.4)) {
            behaviour.return_share = real(0, 1);
            behaviour.return_after = duration(real(1, 60));
        }
        return behaviour;
    }

    Disruption make_disruption(int i, int sites) {
        using enum DisruptionKind;
        Disruption d;
        d.id = fmt::format("D{}", i);
        d.kind = static_cast<DisruptionKind>(whole(0, 11));
        while (plain_ && (d.kind == closure || d.kind == short_stock)) {
            d.kind = static_cast<DisruptionKind>(whole(0, 11));
        }
        if (chance(0.5)) {
            d.where = Where{};
            if (chance(0.5)) {
                d.where->share = real(0, 1);
            } else {
                d.where->sites = {fmt::format("S{}", whole(0, sites - 1))};
            }
        }
        d.independent = chance(0.3);
        d.probability = chance(0.2) ? 0.5 : 1;
        if (chance(0.5)) {
            d.at = at_clock(whole(6, 11), whole(0, 59));
        } else {
            d.after_opening = duration(real(1, 120));
        }
        if (chance(0.8) || d.kind == late_opening) {
            d.lasts = duration(real(5, 90));
        }
        d.detection = duration(real(0, 10));
        d.equipment =
            std::vector<Equipment>{static_cast<Equipment>(whole(0, 6)), Equipment::scanner};
        if (chance(0.5)) {
            d.equipment->push_back(Equipment::e_pollbook);
        }
        if (d.kind == pollbook_outage || d.kind == power_loss) {
            d.equipment.reset();
        }
        if (chance(0.2)) {
            d.slow_factor = real(0.5, 4);
        }
        if (chance(0.3) || d.kind == workers_missing) {
            d.server_share = real(0, 1);
        }
        d.mtbf_minutes = real(20, 300);
        d.dead_at_opening = real(0, 0.3);
        d.repair = duration(real(1, 60));
        d.on_failure = static_cast<OnFailure>(plain_ ? whole(0, 1) : whole(0, 4));
        d.reject_share = real(0, 1);
        d.extra_minutes = real(0, 3);
        d.ballots = whole(0, 60);
        d.lost_share = real(0, 0.5);
        d.moved_share = real(0, 1);
        d.moved_by_minutes = real(0, 120);
        d.deterred_share = real(0, 1);
        return d;
    }

    Trigger make_trigger() {
        Trigger trigger;
        trigger.when = static_cast<TriggerKind>(plain_ ? whole(0, 1) : whole(0, 5));
        trigger.at = at_clock(whole(7, 11), whole(0, 59));
        trigger.value = whole(0, 20);
        return trigger;
    }

    std::optional<Measure> make_measure(int i) {
        using enum MeasureKind;
        Measure m;
        m.id = fmt::format("M{}", i);
        m.kind = static_cast<MeasureKind>(whole(0, 8));
        if (plain_ && (m.kind == redirect || m.kind == extended_hours ||
                       m.kind == ballot_delivery || m.kind == emergency_ballots)) {
            return {};
        }
        if (!plain_ || m.kind == spare_machines || m.kind == extra_workers) {
            m.count = whole(0, 20);
        }
        if (chance(0.5)) {
            m.delay = duration(real(0, 30));
        }
        m.shared = chance(0.5);
        m.minutes = whole(0, 90);
        m.city_wide = chance(0.5);
        m.follow_share = real(0, 1);
        m.least_gain_minutes = real(0, 5);
        m.dispatch = static_cast<Dispatch>(plain_ ? 2 * whole(0, 1) : whole(0, 2));
        m.bases = {{whole(0, 2), 40.05, -74.95}, {1, {}, {}}};
        if (m.kind == spare_machines || m.kind == extra_workers) {
            m.equipment = {static_cast<Equipment>(whole(0, 6)), Equipment::e_pollbook};
            m.count = whole(0, 2);
        }
        if (m.kind == emergency_ballots && chance(0.5)) {
            // Both marking stations draw on the one pile.
            m.equipment = {Equipment::booth, Equipment::bmd};
        }
        if (m.kind == repair_crews && chance(0.7)) {
            m.count.reset();
        }
        if (m.count && !*m.shared && m.kind != repair_crews && chance(0.3)) {
            m.counts = {{"S0", whole(0, 5)}};
        }
        const bool may =
            m.kind == extra_workers || m.kind == extended_hours || m.kind == ballot_delivery;
        if (may) {
            m.trigger = make_trigger();
        }
        return m;
    }

    std::mt19937_64 random_;
    bool plain_;
};

}  // namespace

Case random_case(std::uint64_t seed, bool plain) {
    return Maker(seed, plain).make();
}

}  // namespace belfry::simulation::testing
