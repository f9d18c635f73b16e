#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "accounts/account_store.hpp"
#include "program/change.hpp"
#include "program/city_store.hpp"
#include "program/decision_notices.hpp"
#include "program/demo.hpp"
#include "program/demo_days.hpp"
#include "program/demo_preset.hpp"
#include "program/demo_store.hpp"
#include "program/step_store.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

namespace {

/// One act of loading: everything goes through here.
class Loader {
public:
    Loader(record::Writing& writing, const record::Actor& actor, std::string_view language)
        : writing_(writing),
          actor_(actor),
          language_(language),
          preset_(demo_preset()),
          days_(preset_.city.time_zone, writing.at()),
          decider_(decider_in(writing.db(), actor)),
          looker_(Actors(everybody(writing.db())).find(actor)) {}

    Result<void> load() {
        Result<void> done;
        for (const auto step :
             {&Loader::load_city,
              &Loader::load_people,
              &Loader::load_steps,
              &Loader::load_tasks,
              &Loader::load_decisions,
              &Loader::load_notes,
              &Loader::load_comments,
              &Loader::load_calendar}) {
            if (done) {
                done = (this->*step)();
            }
        }
        return done ? fill_inboxes() : done;
    }

    [[nodiscard]] DemoFrame frame() const { return {election_, language_}; }

private:
    [[nodiscard]] store::Connection& db() { return writing_.db(); }

    /// Whoever looks around before there is a mayor is asked themselves.
    static std::optional<PersonRef> decider_in(store::Connection& db, const record::Actor& actor) {
        return holders_of(db, "decisions_answer").empty() ? Actors(everybody(db)).find(actor)
                                                          : std::nullopt;
    }

    [[nodiscard]] std::string said(const DemoText& text) const { return text.in(language_); }

    [[nodiscard]] std::string said(const std::optional<DemoText>& text) const {
        return text ? text->in(language_) : "";
    }

    [[nodiscard]] PersonRef person(const std::string& key) const {
        return {people_.at(key), {}, {}};
    }

    [[nodiscard]] std::optional<PersonRef> person(const std::optional<std::string>& key) const {
        return key ? std::optional(person(*key)) : std::nullopt;
    }

    /// Opens the entry for one thing more.
    Result<void> begin(std::string action, record::Object object) {
        return writing_.also({actor_, std::move(action), std::move(object)});
    }

    /// Adds a thing of the programme as a route would, and remembers that it came from here.
    template <class T>
    Result<Id<T>> add(T thing) {
        const std::string kind(Stored<T>::kind);
        if (auto begun = begin(kind + ".create", {kind, 0}); !begun) {
            return std::unexpected(begun.error());
        }
        thing.id = {writing_.object().id};
        thing.revision = writing_.revision();
        Stored<T>::add(db(), thing, writing_.at(), 0);
        disclose_new(writing_, thing);
        keep_findable(db(), writing_.object(), Stored<T>::findable(thing));
        add_demo_object(db(), writing_.object(), writing_.revision());
        return thing.id;
    }

    Result<void> load_city() {
        const auto before = find_city(db());
        keep_real_city(db(), before);
        if (auto begun = begin("city.update", {"city", 1}); !begun) {
            return begun;
        }
        election_ = days_.tuesday_in(preset_.city.election_in);
        const City city{
            .name = preset_.city.name,
            .state = preset_.city.state,
            .time_zone = preset_.city.time_zone,
            .next_election = election_,
            .fictional = true,
            .configured = true,
            .revision = writing_.revision(),
        };
        save_city(db(), city);
        disclose_changes(writing_, before, city);
        add_demo_object(db(), writing_.object(), writing_.revision());
        return {};
    }

    Result<void> load_people() {
        for (const auto& one : preset_.people) {
            if (auto begun = begin("account.create", {"account", 0}); !begun) {
                return begun;
            }
            accounts::Account account;
            account.id = {writing_.object().id};
            account.name = one.name;
            account.email = one.key + "@port-ellery.example";
            account.title = said(one.title);
            account.agency = said(one.agency);
            account.roles = {json::named<accounts::Role>(one.role).value()};
            account.language = language_;
            account.weekly_brief = false;
            account.created_at = writing_.at();
            account.revision = writing_.revision();
            account.state = accounts::PersonState::fictional;
            accounts::add_account(db(), account);
            writing_.set("name", account.name);
            writing_.set("roles", account.roles);
            add_demo_object(db(), writing_.object(), writing_.revision());
            people_[one.key] = account.id.value;
        }
        return {};
    }

    Result<void> load_steps() {
        const auto settings = step_settings(db());
        for (const auto& one : preset_.city.steps) {
            auto step = settings.at(static_cast<std::size_t>(one.step - 1));
            if (step.owner || step.status || step.due) {
                continue;  // Somebody has begun with it: theirs stays.
            }
            if (auto begun = begin("step.update", {"step", one.step}); !begun) {
                return begun;
            }
            step.owner = people_.at(one.owner);
            step.due = one.due_in ? std::optional(days_.in(*one.due_in)) : std::nullopt;
            step.revision = writing_.revision();
            save_step(db(), step);
            writing_.set("owner", without_names(json::write(person_of(step.owner))));
            if (step.due) {
                writing_.set("due", step.due);
            }
            add_demo_object(db(), writing_.object(), writing_.revision());
        }
        return {};
    }

    Task task_from(const DemoTask& one, std::size_t number) {
        Task task;
        task.step = one.step;
        task.title = said(one.title);
        task.details = said(one.details);
        task.owner = person(one.owner);
        task.suggestion = one.suggestion;
        if (one.due_in) {
            task.due = days_.in(*one.due_in);
        }
        if (one.blocked_by) {
            task.blocked_by = said(*one.blocked_by);
        }
        if (one.done_days_ago) {
            task.state = TaskState::done;
            task.completed_at = days_.ago(*one.done_days_ago, number);
            task.due = local_day_of(*task.completed_at);
        }
        if (one.note) {
            task.completion_note = said(*one.note);
        }
        return task;
    }

    /// What is done was due on the day it was done.
    [[nodiscard]] Date local_day_of(Instant when) const {
        return Date(std::chrono::floor<std::chrono::days>(when));
    }

    Result<void> load_tasks() {
        for (const auto& one : preset_.tasks) {
            const auto id = add(task_from(one, tasks_.size()));
            if (!id) {
                return std::unexpected(id.error());
            }
            tasks_[one.title.en] = id->value;
        }
        return {};
    }

    void answer(Decision& decision, const DemoDecision& one, std::size_t number) {
        if (one.question) {
            decision.question = DecisionQuestion{
                .text = said(*one.question),
                .by = person(one.question_by.value()),
                .at = days_.ago(one.question_days_ago.value(), number),
                .answer = said(one.answer),
                .answered_by = decision.asked_by,
                .answered_at = days_.ago(one.answer_days_ago.value(), number),
            };
        }
        if (one.approved) {
            decision.state = *one.approved ? DecisionState::approved : DecisionState::declined;
            decision.answered_by = person(one.answered_by);
            decision.answered_at = days_.ago(one.answered_days_ago.value(), number);
            decision.answer_text =
                one.answer_text ? std::optional(said(one.answer_text)) : std::nullopt;
        }
    }

    Decision decision_from(const DemoDecision& one, std::size_t number) {
        Decision decision;
        decision.step = one.step;
        decision.title = said(one.title);
        decision.why = said(one.why);
        for (const auto& option : one.options.value_or(std::vector<DemoText>())) {
            decision.options.push_back(said(option));
        }
        if (one.cost_dollars) {
            decision.cost = Money::cents(*one.cost_dollars * 100);
            decision.cost_source = said(one.cost_source);
        }
        decision.asked_by = person(one.asked_by);
        decision.asked_at = days_.ago(one.asked_days_ago, number);
        if (one.due_in) {
            decision.due = days_.in(*one.due_in);
        }
        if (!one.approved) {
            decision.asked_of = decider_;
        }
        answer(decision, one, number);
        return decision;
    }

    Result<void> load_decisions() {
        for (const auto& one : preset_.decisions) {
            auto decision = decision_from(one, decisions_.size());
            const auto id = add(decision);
            if (!id) {
                return std::unexpected(id.error());
            }
            decisions_[one.key] = id->value;
            decision.id = *id;
            if (!one.approved) {
                put_before_deciders(decision);
            }
        }
        return {};
    }

    void put_before_deciders(const Decision& decision) {
        for (const auto account : deciders(db(), decision)) {
            notices_.push_back(
                {.id = {},
                 .account = account,
                 .kind = InboxKind::decision_asked,
                 .actor = decision.asked_by.id,
                 .object = {"decision", decision.id.value},
                 .text = decision.title,
                 .at = decision.asked_at}
            );
        }
    }

    /// Whoever looks around finds what people said of late; of a step nothing, as it stays when the
    /// rest goes.
    void put_before_looker(const Comment& comment, const record::Object& on) {
        if (looker_ && on.kind != "step") {
            notices_.push_back(
                {.id = {},
                 .account = looker_->id,
                 .kind = InboxKind::comment,
                 .actor = comment.author.id,
                 .object = on,
                 .text = comment.text,
                 .at = comment.at}
            );
        }
    }

    /// In the order in which it happened: an inbox shows what came last on top.
    Result<void> fill_inboxes() {
        const auto told = newest_notice(db());
        std::ranges::sort(notices_, {}, [](const Notice& notice) {
            return std::tuple(notice.at, notice.object, notice.account);
        });
        for (const auto& notice : notices_) {
            put_into_inbox(db(), notice);
        }
        return tell_readers(writing_, actor_, told);
    }

    Result<void> load_notes() {
        std::size_t number = 0;
        for (const auto& one : preset_.notes) {
            Note note;
            note.step = one.step;
            note.text = said(one.text);
            note.author = person(one.author);
            note.at = days_.ago(one.days_ago, ++number);
            if (const auto id = add(std::move(note)); !id) {
                return std::unexpected(id.error());
            }
        }
        return {};
    }

    [[nodiscard]] record::Object subject(const DemoComment& one) const {
        if (one.on_task) {
            return {"task", tasks_.at(*one.on_task)};
        }
        if (one.on_decision) {
            return {"decision", decisions_.at(*one.on_decision)};
        }
        return {"step", one.on_step.value()};
    }

    Result<void> load_comments() {
        std::size_t number = 0;
        for (const auto& one : preset_.comments) {
            Comment comment;
            const auto on = subject(one);
            comment.object = on.text();
            comment.text = said(one.text);
            comment.author = person(one.author);
            comment.at = days_.ago(one.days_ago, ++number);
            put_before_looker(comment, on);
            if (const auto id = add(std::move(comment)); !id) {
                return std::unexpected(id.error());
            }
        }
        return {};
    }

    Result<void> load_calendar() {
        for (const auto& one : preset_.calendar) {
            const auto day =
                one.before_election
                    ? Date(
                          std::chrono::sys_days(election_) - std::chrono::days(*one.before_election)
                      )
                    : days_.in(one.in.value());
            CalendarEvent event;
            event.title = said(one.title);
            event.place = said(one.place);
            event.details = said(one.details);
            event.step = one.step;
            event.kind = json::named<CalendarKind>(one.kind).value();
            if (one.from) {
                event.starts_at = days_.at(day, *one.from);
            } else {
                event.all_day_on = day;
            }
            if (one.to) {
                event.ends_at = days_.at(day, *one.to);
            }
            if (const auto id = add(std::move(event)); !id) {
                return std::unexpected(id.error());
            }
        }
        return {};
    }

    record::Writing& writing_;
    record::Actor actor_;
    std::string language_;
    DemoPreset preset_;
    DemoDays days_;
    std::optional<PersonRef> decider_;
    std::optional<PersonRef> looker_;  ///< Absent: loaded from the command line.
    std::vector<Notice> notices_;
    Date election_;
    std::map<std::string, std::int64_t> people_;
    std::map<std::string, std::int64_t> tasks_;
    std::map<std::string, std::int64_t> decisions_;
};

}  // namespace

DemoState demo_state(const Services& services) {
    return {services.database.read(demo_is_loaded)};
}

Result<DemoState> load_demo(
    const Services& services, const record::Actor& actor, std::string_view language
) {
    return services.record.write(
        {actor, "demo.load", {"demo", 1}},
        [&](record::Writing& writing) -> Result<DemoState> {
            if (demo_is_loaded(writing.db())) {
                return refuse(
                    Refusal::Kind::conflict,
                    "demo_is_loaded",
                    "The fictional city is loaded already."
                );
            }
            Loader loader(writing, actor, language);
            auto loaded = loader.load();
            for (const auto& part : services.demo_parts) {
                loaded = loaded ? part.load(writing, actor, loader.frame()) : loaded;
            }
            if (!loaded) {
                return std::unexpected(loaded.error());
            }
            return DemoState{true};
        }
    );
}

}  // namespace belfry::program
