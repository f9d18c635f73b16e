#include "rehearsal/brief.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "program/day_words.hpp"
#include "rehearsal/phrases.hpp"
#include "rehearsal/protocol_words.hpp"
#include "text/markdown.hpp"

namespace belfry::rehearsal {

namespace {

using Values = text::Catalog::Values;

constexpr std::size_t most_sites = 5;
/// Names are people's own and may be long; two pages are two pages.
constexpr std::size_t most_name = 60;
/// Of names in the matrix: where it has many rows, so that each has one line and the heading
/// four; where it has few there is room for whole names.
constexpr std::size_t few_rows = 6;
constexpr std::size_t most_row_name = 32;
constexpr std::size_t most_column_name = 22;
/// Of measures and disruptions; what else there is stands in the plan and the scenario.
constexpr std::size_t most_lines = 8;
constexpr std::size_t most_line = 240;
/// Of so many things, hashes are said with their names; more stand in the order of the matrix.
constexpr std::size_t most_hashes_with_names = 6;

/// "97", and where it matters "99.6": never rounded up to certainty. What is nothing or all but for
/// the last bits of a bound is nothing or all.
std::string percent_in_words(double share) {
    constexpr double last_bits = 1e-6;
    const double percent = std::clamp(share, 0.0, 1.0) * 100;
    if (percent > last_bits && percent < 1) {
        return number(std::max(0.1, std::round(percent * 10) / 10));
    }
    return number(
        percent > 99 && percent < 100 - last_bits ? std::min(99.9, std::round(percent * 10) / 10)
                                                  : std::round(percent)
    );
}

std::string minutes_short(double minutes) {
    return number(minutes < 10 ? std::round(minutes * 10) / 10 : std::round(minutes));
}

std::string people(double count) {
    return number(count < 10 ? std::round(count * 10) / 10 : std::round(count));
}

std::string whole_dollars(double amount) {
    return program::dollars(Money::dollars(std::llround(amount)));
}

using Format = std::string (*)(double);

/// `{name}`, `{name}_low` and `{name}_high`.
void put(Values& values, const std::string& name, const Figure& e, Format format) {
    values[name] = format(e.value);
    values[name + "_low"] = format(std::max(0.0, e.low));
    values[name + "_high"] = format(e.high);
}

const BriefCell* cell_at(const BriefInput& input, std::size_t scenario, std::size_t plan) {
    const auto found = std::ranges::find_if(input.cells, [&](const BriefCell& cell) {
        return cell.scenario == scenario && cell.plan == plan && cell.days > 0;
    });
    return found == input.cells.end() ? nullptr : &*found;
}

/// A plan over all scenarios: the least it promises, and the most it costs.
struct Promise {
    std::size_t plan = 0;
    std::size_t hardest = 0;
    double probability = 1;
    double sites_held = 0;  ///< In the hardest scenario.
    double cost = 0;
};

std::optional<Promise> promise_of(
    const BriefInput& input, std::size_t plan, const std::vector<std::size_t>& scenarios
) {
    Promise promise{plan, scenarios.front(), 2, 0, 0};
    for (const auto scenario : scenarios) {
        const auto* cell = cell_at(input, scenario, plan);
        if (cell == nullptr) {
            return {};
        }
        promise.cost = std::max(promise.cost, cell->cost.value);
        if (cell->p_all_hold.value < promise.probability) {
            promise.probability = cell->p_all_hold.value;
            promise.hardest = scenario;
            promise.sites_held = cell->sites_held.value;
        }
    }
    return promise;
}

/// Whether `a` is the better choice.
bool better(const Promise& a, const Promise& b, double goal) {
    const bool first = a.probability >= goal;
    const bool second = b.probability >= goal;
    if (first != second) {
        return first;
    }
    if (first) {
        return a.cost < b.cost;
    }
    // In a large city all places seldom hold at once: then it counts how many do.
    return std::tuple(-a.probability, -a.sites_held, a.cost) <
           std::tuple(-b.probability, -b.sites_held, b.cost);
}

class Writer {
public:
    Writer(const BriefInput& input, const program::Words& words) : input_(input), words_(words) {}

    Brief write(const std::vector<BriefSite>& worst) {
        add_frame();
        add_warnings();
        out_.not_modelled = lines_of(words_.say("brief.run.not_modelled"));
        add_reproduction();
        const auto choice = choice_of(input_);
        if (!choice) {
            out_.headline = words_.say("brief.run.nothing");
            return std::move(out_);
        }
        choice_ = *choice;
        add_headline();
        add_without_plan();
        add_findings();
        add_cost();
        add_lists();
        add_matrix();
        add_worst(worst);
        return std::move(out_);
    }

private:
    void add_frame() {
        out_.language = words_.language();
        out_.title = input_.city.empty() ? words_.say("brief.run.title_plain")
                                         : words_.say("brief.run.title", {{"city", input_.city}});
        auto election =
            input_.election.empty() ? words_.say("protocol.no_election") : input_.election;
        if (input_.date) {
            election = words_.say(
                "protocol.running_date",
                {{"election", election}, {"date", long_date(words_, *input_.date)}}
            );
        }
        out_.running = without_empty_head(words_.say(
            "brief.run.running",
            {{"city", input_.city},
             {"election", election},
             {"run", std::to_string(input_.run)},
             {"hash", input_.city_sha256.substr(0, 12)}}
        ));
    }

    void add_warnings() {
        if (!input_.complete) {
            out_.warnings.push_back(words_.say("brief.run.incomplete"));
        }
        if (!input_.changed.empty()) {
            std::string names;
            for (const auto& name : input_.changed) {
                names += (names.empty() ? "" : ", ") + name;
            }
            out_.warnings.push_back(words_.say("brief.run.changed", {{"names", names}}));
        }
    }

    [[nodiscard]] static std::string named(const BriefThing& thing) {
        return text::shorten(thing.name, most_name);
    }

    [[nodiscard]] const BriefThing& plan() const { return input_.plans[choice_.plan]; }

    [[nodiscard]] const BriefCell& chosen() const {
        return *cell_at(input_, choice_.scenario, choice_.plan);
    }

    /// What all sentences may say.
    [[nodiscard]] Values values(const BriefCell& cell) const {
        Values values{
            {"plan", named(input_.plans[cell.plan])},
            {"scenario", named(input_.scenarios[cell.scenario])},
            {"minutes", number(input_.standard.minutes)},
            {"share", percent_in_words(1 - input_.standard.share)},
            {"goal", percent_in_words(input_.goal)},
            {"days", number(static_cast<double>(cell.days))},
            {"sites", number(static_cast<double>(input_.sites))},
            {"voters", number(std::round(input_.voters))},
        };
        put(values, "p", cell.p_all_hold, percent_in_words);
        put(values, "held", cell.sites_held, people);
        put(values, "wait", cell.mean_wait, minutes_short);
        put(values, "lost", cell.voters_lost, people);
        put(values, "last", cell.last_out, minutes_short);
        put(values, "cost", cell.cost, whole_dollars);
        return values;
    }

    [[nodiscard]] BriefFigure figure(
        const BriefCell& cell, const char* name, const char* unit, const Figure& e
    ) const {
        return {
            words_.say(std::string("brief.run.figure.") + name),
            e.value,
            e.low,
            e.high,
            unit,
            words_.say(
                "brief.run.source",
                {{"run", std::to_string(input_.run)},
                 {"scenario", named(input_.scenarios[cell.scenario])},
                 {"plan", named(input_.plans[cell.plan])},
                 {"days", number(static_cast<double>(cell.days))},
                 {"seed", std::to_string(input_.seed)}}
            ),
        };
    }

    [[nodiscard]] BriefFigure probability(const BriefCell& cell) const {
        return figure(cell, "p_all_hold", "probability", cell.p_all_hold);
    }

    void state(const char* key, const BriefCell& cell, std::vector<BriefFigure> figures) {
        out_.statements.push_back(
            {words_.say(std::string("brief.run.") + key, values(cell)), std::move(figures)}
        );
    }

    /// The sentence about the plan that is best, or about a day without any.
    [[nodiscard]] std::string of_the_plan(std::string key) const {
        return plan().none ? key + ".none" : key;
    }

    void add_headline() {
        std::string key = "brief.run.headline";
        key += choice_.reaches_goal ? ".holds" : ".fails";
        key += plan().none ? ".none" : "";
        auto said = values(chosen());
        said["places"] =
            words_.say(input_.sites == 1 ? "brief.run.places.one" : "brief.run.places.other", said);
        said["what"] = words_.say(
            input_.standard.share > 0 ? "brief.run.what.share" : "brief.run.what.all", said
        );
        out_.headline = words_.say(key, said);
        const bool several = input_.scenarios.size() > 1;
        state(
            several ? of_the_plan("evidence.hardest").c_str() : "evidence.only",
            chosen(),
            {probability(chosen()), figure(chosen(), "cost", "dollars", chosen().cost)}
        );
    }

    void add_without_plan() {
        const auto none = std::ranges::find(input_.plans, true, &BriefThing::none);
        if (none == input_.plans.end() || plan().none) {
            return;
        }
        const auto place = static_cast<std::size_t>(none - input_.plans.begin());
        if (const auto* cell = cell_at(input_, choice_.scenario, place)) {
            state(
                "without",
                *cell,
                {probability(*cell), figure(*cell, "lost", "voters", cell->voters_lost)}
            );
        }
    }

    void add_findings() {
        const auto& cell = chosen();
        if (!choice_.reaches_goal) {
            state(
                of_the_plan("held").c_str(),
                cell,
                {figure(cell, "sites_held", "places", cell.sites_held)}
            );
        }
        state(
            of_the_plan("waits").c_str(),
            cell,
            {figure(cell, "mean_wait", "minutes", cell.mean_wait),
             figure(cell, "last_out", "minutes", cell.last_out)}
        );
        state("lost", cell, {figure(cell, "lost", "voters", cell.voters_lost)});
    }

    /// What it costs over the scenarios, from the least to the most.
    void add_cost() {
        const BriefCell* least = &chosen();
        const BriefCell* most = &chosen();
        for (const auto& cell : input_.cells) {
            if (cell.plan == choice_.plan && cell.days > 0) {
                least = cell.cost.value < least->cost.value ? &cell : least;
                most = cell.cost.value > most->cost.value ? &cell : most;
            }
        }
        if (plan().none) {
            return;
        }
        auto said = values(*most);
        said["least"] = whole_dollars(least->cost.value);
        said["least_scenario"] = named(input_.scenarios[least->scenario]);
        const bool same = said["least"] == said["cost"];
        out_.statements.push_back(
            {words_.say(same ? "brief.run.cost.same" : "brief.run.cost.range", said),
             {figure(*least, "cost", "dollars", least->cost),
              figure(*most, "cost", "dollars", most->cost)}}
        );
    }

    [[nodiscard]] BriefList list_of(const char* title, const std::vector<std::string>& sentences)
        const {
        BriefList out;
        for (const auto& sentence : sentences) {
            if (out.lines.size() == most_lines) {
                const auto left = sentences.size() - most_lines;
                out.lines.push_back(
                    words_.say("brief.run.more", {{"count", number(static_cast<double>(left))}})
                );
                break;
            }
            out.lines.push_back(text::shorten(sentence, most_line));
        }
        out.title = out.lines.empty() ? "" : words_.say(title, values(chosen()));
        return out;
    }

    void add_lists() {
        out_.plan = list_of("brief.run.plan", input_.measures);
        out_.scenario = list_of("brief.run.goes_wrong", input_.disruptions);
    }

    [[nodiscard]] std::string interval(const Figure& e) const {
        Values said;
        put(said, "p", e, percent_in_words);
        return words_.say("brief.run.interval", said);
    }

    void add_matrix() {
        auto& matrix = out_.matrix;
        matrix.title = words_.say("brief.run.matrix", values(chosen()));
        matrix.columns.push_back(words_.say("brief.run.scenario"));
        const bool few = input_.scenarios.size() <= few_rows;
        for (const auto& plan : input_.plans) {
            matrix.columns.push_back(text::shorten(plan.name, few ? most_name : most_column_name));
        }
        std::vector<std::string> costs{words_.say("brief.run.cost.most")};
        for (std::size_t s = 0; s < input_.scenarios.size(); ++s) {
            auto& row = matrix.rows.emplace_back();
            row.push_back(text::shorten(input_.scenarios[s].name, few ? most_name : most_row_name));
            for (std::size_t p = 0; p < input_.plans.size(); ++p) {
                const auto* cell = cell_at(input_, s, p);
                row.push_back(cell == nullptr ? "–" : interval(cell->p_all_hold));
            }
        }
        for (std::size_t p = 0; p < input_.plans.size(); ++p) {
            double most = 0;
            for (const auto& cell : input_.cells) {
                most = cell.plan == p ? std::max(most, cell.cost.value) : most;
            }
            costs.push_back(whole_dollars(most));
        }
        matrix.rows.push_back(std::move(costs));
        out_.sources = words_.say(
            "brief.run.sources",
            {{"run", std::to_string(input_.run)},
             {"days", number(static_cast<double>(chosen().days))},
             {"seed", std::to_string(input_.seed)},
             {"confidence", number(std::round(input_.confidence * 1000) / 10)}}
        );
    }

    void add_worst(const std::vector<BriefSite>& worst) {
        auto& table = out_.worst_sites;
        table.title = words_.say("brief.run." + of_the_plan("worst"), values(chosen()));
        table.columns = lines_of(words_.say("brief.run.worst.columns"));
        for (std::size_t i = 0; i < std::min(worst.size(), most_sites); ++i) {
            const auto& site = worst[i];
            Values said;
            put(said, "minutes", site.p90, minutes_short);
            put(said, "people", site.lost, people);
            table.rows.push_back(
                {text::shorten(site.name, most_name),
                 interval(site.p_holds),
                 words_.say("brief.run.minutes", said),
                 words_.say("brief.run.people", said)}
            );
        }
    }

    void add_reproduction() {
        auto& table = out_.reproduce;
        table.title = words_.say("brief.run.reproduce");
        const auto row = [&](const char* name, std::string value) {
            table.rows.push_back(
                {words_.say(std::string("brief.run.reproduce.") + name), std::move(value)}
            );
        };
        std::int64_t days = 0;
        for (const auto& cell : input_.cells) {
            days = std::max(days, cell.days);
        }
        row("command", input_.command);
        row("run", std::to_string(input_.run));
        row("days", number(static_cast<double>(days)));
        row("seed", std::to_string(input_.seed));
        row("engine", input_.engine_version);
        row("confidence", number(std::round(input_.confidence * 1000) / 10) + "%");
        row("city", input_.city_sha256);
        const auto hashes = [](const std::vector<BriefThing>& things) {
            std::string text;
            for (const auto& thing : things) {
                const bool with_name = things.size() <= most_hashes_with_names;
                text += (text.empty() ? "" : " · ") + (with_name ? named(thing) + " " : "") +
                        thing.sha256.substr(0, 12);
            }
            return text;
        };
        row("plans", hashes(input_.plans));
        row("scenarios", hashes(input_.scenarios));
    }

    const BriefInput& input_;
    const program::Words& words_;
    BriefChoice choice_;
    Brief out_;
};

}  // namespace

std::optional<BriefChoice> choice_of(const BriefInput& input) {
    std::vector<std::size_t> scenarios;
    for (std::size_t s = 0; s < input.scenarios.size(); ++s) {
        if (std::ranges::any_of(input.cells, [&](const BriefCell& cell) {
                return cell.scenario == s && cell.days > 0;
            })) {
            scenarios.push_back(s);
        }
    }
    std::optional<Promise> best;
    for (std::size_t p = 0; p < input.plans.size() && !scenarios.empty(); ++p) {
        const auto promise = promise_of(input, p, scenarios);
        if (promise && (!best || better(*promise, *best, input.goal))) {
            best = promise;
        }
    }
    if (!best) {
        return {};
    }
    return BriefChoice{best->plan, best->hardest, best->probability >= input.goal};
}

Brief brief_of(
    const BriefInput& input, const std::vector<BriefSite>& worst, const program::Words& words
) {
    return Writer(input, words).write(worst);
}

}  // namespace belfry::rehearsal
