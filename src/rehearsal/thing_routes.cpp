#include "rehearsal/thing_routes.hpp"

#include <algorithm>

#include "program/change.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/routes.hpp"
#include "rehearsal/sentences.hpp"
#include "rehearsal/thing_store.hpp"
#include "simulation/preset.hpp"
#include "simulation/validation.hpp"

namespace belfry::rehearsal {

namespace {

/// A real incident with its figures and sources, as something to begin a scenario from.
struct IncidentPreset {
    std::string id;
    std::string name;
    simulation::Incident incident;
    std::vector<simulation::Disruption> disruptions;
    std::vector<std::string> sentences;
    std::vector<simulation::Measure> measures;  ///< What was done.
    std::vector<std::string> measure_sentences;
    std::string expected;
    std::vector<simulation::PresetCheck> checks;
    std::string not_reproduced;
};
BOOST_DESCRIBE_STRUCT(
    IncidentPreset,
    (),
    (id,
     name,
     incident,
     disruptions,
     sentences,
     measures,
     measure_sentences,
     expected,
     checks,
     not_reproduced)
)

struct DisruptionsSaid {
    std::vector<simulation::Disruption> disruptions;
};
BOOST_DESCRIBE_STRUCT(DisruptionsSaid, (), (disruptions))

struct MeasuresSaid {
    std::vector<simulation::Measure> measures;
    std::optional<simulation::Standard> standard;
};
BOOST_DESCRIBE_STRUCT(MeasuresSaid, (), (measures, standard))

struct FieldProblem {
    std::string field;
    std::string code;
    std::string detail;  ///< In the reader's language.
};
BOOST_DESCRIBE_STRUCT(FieldProblem, (), (field, code, detail))

/// One sentence for each, empty for one that has a problem.
struct Sentences {
    std::vector<std::string> sentences;
    std::vector<FieldProblem> problems;
};
BOOST_DESCRIBE_STRUCT(Sentences, (), (sentences, problems))

struct PlanSentences {
    std::vector<std::string> sentences;
    std::vector<FieldProblem> problems;
    std::string standard;
    std::optional<Money> cost;
};
BOOST_DESCRIBE_STRUCT(PlanSentences, (), (sentences, problems, standard, cost))

template <class T>
using Shown = http::Versioned<T>;

void tell(const program::Words& words, const simulation::City& city, Scenario& scenario) {
    scenario.sentences = sentences_of(speech_of(words, city), scenario.disruptions);
}

void tell(const program::Words& words, const simulation::City& city, Plan& plan) {
    plan.sentences = sentences_of(speech_of(words, city), plan.measures);
    plan.cost = fixed_cost(for_engine(plan), city);
}

Result<void> check(const Scenario& scenario, const simulation::City& city) {
    return check_scenario(scenario, city);
}

Result<void> check(const Plan& plan, const simulation::City& city) {
    return check_plan(plan, city);
}

simulation::City city_now(const Services& services) {
    return services.database.read(city_as_far_as_known);
}

template <class T>
Result<Shown<T>> told(const Services& services, const http::Call& call, Result<Shown<T>> shown) {
    if (shown) {
        tell(words_of(services, call), city_now(services), shown->value);
    }
    return shown;
}

template <class T>
Result<http::Listing<T>> list(
    const Services& services, const http::Call& call, std::vector<T> (*all)(store::Connection&)
) {
    http::Listing<T> listing{services.database.read(all), {}};
    const auto city = city_now(services);
    for (auto& thing : listing.items) {
        tell(words_of(services, call), city, thing);
    }
    return listing;
}

template <class T, class New>
Result<Shown<T>> make(const Services& services, const http::Call& call, const New& wish) {
    const auto city = city_now(services);
    return told<T>(
        services,
        call,
        program::add<T>(
            services,
            call,
            [&](record::Writing& writing, const T& blank) -> Result<T> {
                auto made = made_of(wish);
                if (!made) {
                    return made;
                }
                made->id = blank.id;
                made->revision = blank.revision;
                made->updated_at = writing.at();
                if (auto fits = check(*made, city); !fits) {
                    return std::unexpected(fits.error());
                }
                return made;
            }
        )
    );
}

template <class T, class Edit>
Result<Shown<T>> change(const Services& services, const http::Call& call, const Edit& edit) {
    const std::string kind(program::Stored<T>::kind);
    const auto city = city_now(services);
    const auto deed = program::change_by(call, kind + ".update", {kind, call.number(kind)});
    return told<T>(
        services,
        call,
        program::change<T>(
            services,
            deed,
            [&](record::Writing& writing, T before) -> Result<T> {
                auto after = edited(std::move(before), edit);
                after.updated_at = writing.at();
                if (auto fits = check(after, city); !fits) {
                    return std::unexpected(fits.error());
                }
                return after;
            }
        )
    );
}

template <class T>
Result<Shown<T>> show(const Services& services, const http::Call& call) {
    const std::string kind(program::Stored<T>::kind);
    return told<T>(services, call, program::shown<T>(services, call.id<T>(kind)));
}

/// What each of `things` says, and what is wrong with them, in words.
template <class T>
void read_back(
    const program::Words& words,
    const simulation::City& city,
    const std::vector<T>& things,
    const json::Problems& problems,
    std::string_view member,
    std::vector<std::string>& sentences,
    std::vector<FieldProblem>& said
) {
    const auto speech = speech_of(words, city);
    for (std::size_t i = 0; i < things.size(); ++i) {
        const auto path = json::Path().member(member).element(i).text();
        const bool wrong = std::ranges::any_of(problems, [&](const auto& problem) {
            return problem.field.starts_with(path);
        });
        sentences.push_back(wrong ? "" : sentence_of(speech, things[i]));
    }
    for (const auto& problem : problems) {
        said.push_back(
            {problem.field, problem.code, words.say("error." + problem.code, problem.values)}
        );
    }
}

Result<Sentences> say_disruptions(
    const Services& services, const http::Call& call, const DisruptionsSaid& wish
) {
    const auto city = city_now(services);
    json::Problems problems;
    simulation::check_scenario({"said", "", wish.disruptions}, city, json::Path(), problems);
    Sentences out;
    read_back(
        words_of(services, call),
        city,
        wish.disruptions,
        problems,
        "disruptions",
        out.sentences,
        out.problems
    );
    return out;
}

Result<PlanSentences> say_measures(
    const Services& services, const http::Call& call, const MeasuresSaid& wish
) {
    const auto city = city_now(services);
    const auto words = words_of(services, call);
    const simulation::Plan plan{"said", "", wish.measures, wish.standard};
    json::Problems problems;
    simulation::check_plan(plan, city, json::Path(), problems);
    PlanSentences out;
    read_back(words, city, wish.measures, problems, "measures", out.sentences, out.problems);
    out.standard =
        sentence_of(speech_of(words, city), wish.standard.value_or(simulation::Standard()));
    if (problems.empty()) {
        out.cost = fixed_cost(plan, city);
    }
    return out;
}

IncidentPreset shown_preset(const program::Words& words, const simulation::Preset& preset) {
    const auto speech = speech_of(words, preset.city);
    return {
        preset.id,
        preset.name,
        preset.incident,
        preset.scenario.disruptions,
        sentences_of(speech, preset.scenario.disruptions),
        preset.plan.measures,
        sentences_of(speech, preset.plan.measures),
        preset.expected,
        preset.checks,
        preset.not_reproduced,
    };
}

void add_presets(http::Router& router, const Services& services) {
    router.add(in_a_language(http::list<IncidentPreset>(
        "/api/v1/incident-presets",
        may_see_rehearsals(),
        "Incidents that happened elsewhere, with the figures that were published and where.",
        [services](const http::Call& call) -> Result<http::Listing<IncidentPreset>> {
            http::Listing<IncidentPreset> listing;
            for (const auto& preset : simulation::presets()) {
                listing.items.push_back(shown_preset(words_of(services, call), preset));
            }
            return listing;
        }
    )));
    router.add(in_a_language(http::get<IncidentPreset>(
        "/api/v1/incident-presets/{preset:text}",
        may_see_rehearsals(),
        "One incident.",
        [services](const http::Call& call) -> Result<IncidentPreset> {
            const auto* preset = simulation::preset(call.text("preset"));
            if (preset == nullptr) {
                return program::no_such_thing();
            }
            return shown_preset(words_of(services, call), *preset);
        }
    )));
}

void add_scenarios(http::Router& router, const Services& services) {
    router.add(in_a_language(http::list<Scenario>(
        "/api/v1/scenarios",
        may_see_rehearsals(),
        "What may go wrong on Election Day, by name.",
        [services](const http::Call& call) { return list(services, call, list_scenarios); }
    )));
    router.add(in_a_language(http::create<ScenarioNew, Shown<Scenario>>(
        "/api/v1/scenarios",
        may_edit_rehearsals(),
        "Keeps a scenario: begun from an incident, from disruptions, or both.",
        std::bind_front(make<Scenario, ScenarioNew>, services)
    )));
    router.add(in_a_language(http::get<Shown<Scenario>>(
        "/api/v1/scenarios/{scenario}",
        may_see_rehearsals(),
        "One scenario.",
        std::bind_front(show<Scenario>, services)
    )));
    router.add(in_a_language(http::patch<ScenarioEdit, Shown<Scenario>>(
        "/api/v1/scenarios/{scenario}",
        may_edit_rehearsals(),
        "Changes a scenario, based on the revision in If-Match.",
        std::bind_front(change<Scenario, ScenarioEdit>, services)
    )));
    router.add(http::remove<void>(
        "/api/v1/scenarios/{scenario}",
        may_edit_rehearsals(),
        "Deletes a scenario. Runs keep what they saw of it.",
        [services](const http::Call& call) {
            return program::erase<Scenario>(services, call, call.id<Scenario>("scenario"));
        }
    ));
    router.add(in_a_language(http::post<DisruptionsSaid, Sentences>(
        "/api/v1/scenario-sentences",
        may_see_rehearsals(),
        "Reads disruptions back in words, and says what is wrong with them. Nothing is stored.",
        std::bind_front(say_disruptions, services)
    )));
}

void add_plans(http::Router& router, const Services& services) {
    router.add(in_a_language(http::list<Plan>(
        "/api/v1/plans",
        may_see_rehearsals(),
        "Contingency plans, by name.",
        [services](const http::Call& call) { return list(services, call, list_plans); }
    )));
    router.add(in_a_language(http::create<PlanNew, Shown<Plan>>(
        "/api/v1/plans",
        may_edit_rehearsals(),
        "Keeps a plan.",
        std::bind_front(make<Plan, PlanNew>, services)
    )));
    router.add(in_a_language(http::get<Shown<Plan>>(
        "/api/v1/plans/{plan}",
        may_see_rehearsals(),
        "One plan.",
        std::bind_front(show<Plan>, services)
    )));
    router.add(in_a_language(http::patch<PlanEdit, Shown<Plan>>(
        "/api/v1/plans/{plan}",
        may_edit_rehearsals(),
        "Changes a plan, based on the revision in If-Match.",
        std::bind_front(change<Plan, PlanEdit>, services)
    )));
    router.add(http::remove<void>(
        "/api/v1/plans/{plan}",
        may_edit_rehearsals(),
        "Deletes a plan. Runs keep what they saw of it.",
        [services](const http::Call& call) {
            return program::erase<Plan>(services, call, call.id<Plan>("plan"));
        }
    ));
    router.add(in_a_language(http::post<MeasuresSaid, PlanSentences>(
        "/api/v1/plan-sentences",
        may_see_rehearsals(),
        "Reads measures back in words, with what they cost, and says what is wrong with them. "
        "Nothing is stored.",
        std::bind_front(say_measures, services)
    )));
}

}  // namespace

Result<http::Versioned<Plan>> make_plan(
    const program::Services& services, const http::Call& call, const PlanNew& wish
) {
    return make<Plan>(services, call, wish);
}

http::Access may_see_rehearsals() {
    return http::Access::needs("rehearsals_see");
}

http::Access may_edit_rehearsals() {
    return http::Access::needs("rehearsals_edit");
}

void add_thing_routes(http::Router& router, const Services& services) {
    add_presets(router, services);
    add_scenarios(router, services);
    add_plans(router, services);
}

}  // namespace belfry::rehearsal
