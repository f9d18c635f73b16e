#include "simulation/city_day.hpp"

namespace belfry::simulation {

double turnout_of(const Model& model, Day day) {
    return model.turnout ? (*model.turnout)(day.draw(no_site, 0, turnout)[0]) : 1;
}

namespace {

class CityDay {
public:
    CityDay(const Model& model, Day day, std::vector<SiteTally>& tallies) : control_(model, day) {
        const double factor = turnout_of(model, day);
        tallies.resize(model.sites.size());
        sites_.reserve(model.sites.size());
        for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
            sites_.emplace_back(model, i, day, control_.curve_of(i), factor, tallies[i]);
        }
    }

    void run() {
        for (;;) {
            const double until = control_.next_sync();
            advance(until);
            if (until == never) {
                break;
            }
            sync(until);
        }
        for (auto& site : sites_) {
            site.finish();
        }
    }

    [[nodiscard]] const std::vector<SiteDay>& sites() const { return sites_; }

    [[nodiscard]] const ControlTotals& totals() const { return control_.totals(); }

private:
    void advance(double until) {
        control_.run_before(until, effects_);
        hand_out();
        std::vector<Traveller> away;
        for (std::size_t i = 0; i < sites_.size(); ++i) {
            sites_[i].release(until, control_.routes()[i], away);
        }
        deliver(away);
        for (auto& site : sites_) {
            site.advance(until);
        }
    }

    void sync(double now) {
        std::vector<SiteView> views;
        views.reserve(sites_.size());
        for (const auto& site : sites_) {
            views.push_back(site.view(now));
        }
        control_.sync(now, views, effects_);
        hand_out();
    }

    void hand_out() {
        std::vector<Traveller> away;
        for (const auto& effect : effects_) {
            if (effect.kind == EffectKind::shut) {
                sites_[effect.site].shut(effect.at, control_.routes()[effect.site], away);
            } else if (effect.kind == EffectKind::reopen) {
                sites_[effect.site].reopen();
            } else {
                sites_[effect.site].add(effect);
            }
        }
        effects_.clear();
        deliver(away);
    }

    void deliver(const std::vector<Traveller>& away) {
        for (const auto& traveller : away) {
            sites_[traveller.target].receive(traveller);
        }
    }

    ControlPlane control_;
    std::vector<SiteDay> sites_;
    std::vector<Effect> effects_;
};

}  // namespace

void run_city_day(
    const Model& model,
    Day day,
    std::vector<SiteTally>& tallies,
    ControlTotals& totals,
    const std::function<void(std::uint32_t site, const SiteDay& day)>& done
) {
    CityDay city(model, day, tallies);
    city.run();
    totals = city.totals();
    if (done) {
        for (std::uint32_t i = 0; i < city.sites().size(); ++i) {
            done(i, city.sites()[i]);
        }
    }
}

}  // namespace belfry::simulation
