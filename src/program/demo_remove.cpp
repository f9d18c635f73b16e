#include <algorithm>

#include "accounts/account_store.hpp"
#include "accounts/session_store.hpp"
#include "program/change.hpp"
#include "program/city_store.hpp"
#include "program/demo.hpp"
#include "program/demo_store.hpp"
#include "program/inbox_store.hpp"
#include "program/step_store.hpp"

namespace belfry::program {

namespace {

/// One act of removing. Each thing that goes or changes has an entry of its own in the record.
class Remover {
public:
    Remover(record::Writing& writing, const record::Actor& actor)
        : writing_(writing), actor_(actor), objects_(demo_objects(writing.db())) {}

    Result<void> remove() {
        Result<void> done;
        for (const auto step :
             {&Remover::free_tasks,
              &Remover::free_decisions,
              &Remover::restore_steps,
              &Remover::remove_things,
              &Remover::remove_people,
              &Remover::restore_city}) {
            if (done) {
                done = (this->*step)();
            }
        }
        return done;
    }

private:
    [[nodiscard]] store::Connection& db() { return writing_.db(); }

    Result<void> begin(std::string action, const record::Object& object) {
        return writing_.also({actor_, std::move(action), object});
    }

    [[nodiscard]] bool is_demo(const std::string& kind, std::int64_t id) const {
        return objects_.contains({kind, id});
    }

    [[nodiscard]] bool is_demo(const std::optional<PersonRef>& person) const {
        return person && is_demo("account", person->id);
    }

    /// People's own tasks that a fictional person had: nobody has them now.
    Result<void> free_tasks() {
        for (auto task : list_tasks(db(), {.view = TaskView::all, .today = {}})) {
            if (is_demo("task", task.id.value) || !is_demo(task.owner)) {
                continue;
            }
            if (auto begun = begin("task.update", {"task", task.id.value}); !begun) {
                return begun;
            }
            task.owner.reset();
            task.revision = writing_.revision();
            save_task(db(), task);
            writing_.disclose("owner", nullptr);
        }
        return {};
    }

    /// What people asked of a fictional person is asked of the mayor's office now.
    Result<void> free_decisions() {
        for (auto decision : list_decisions(db(), DecisionView::all, 0)) {
            if (is_demo("decision", decision.id.value) || !is_demo(decision.asked_of)) {
                continue;
            }
            if (auto begun = begin("decision.update", {"decision", decision.id.value}); !begun) {
                return begun;
            }
            decision.asked_of.reset();
            decision.revision = writing_.revision();
            save_decision(db(), decision);
            writing_.disclose("asked_of", nullptr);
        }
        return {};
    }

    /// A step that nobody touched since is as before; of one that somebody did, only a fictional
    /// owner goes.
    Result<void> restore_steps() {
        for (auto step : step_settings(db())) {
            const record::Object object{"step", step.number};
            const auto found = objects_.find(object);
            const bool untouched = found != objects_.end() && found->second == step.revision;
            const bool fictional_owner = step.owner && is_demo("account", *step.owner);
            if (!untouched && !fictional_owner) {
                continue;
            }
            if (auto begun = begin("step.update", object); !begun) {
                return begun;
            }
            step.owner.reset();
            writing_.disclose("owner", nullptr);
            if (untouched) {
                step.due.reset();
                writing_.disclose("due", nullptr);
            }
            step.revision = writing_.revision();
            save_step(db(), step);
        }
        return {};
    }

    template <class T>
    Result<void> remove_thing(const record::Object& object) {
        // Somebody may have deleted it already, with what hung on it.
        if (!Stored<T>::find(db(), {object.id})) {
            return {};
        }
        if (auto begun = begin(object.kind + ".delete", object); !begun) {
            return begun;
        }
        Stored<T>::erase(db(), {object.id});
        forget_findable(db(), object);
        return detail::erase_hanging(writing_, actor_, object);
    }

    Result<void> remove_one(const record::Object& object) {
        if (object.kind == "task") {
            return remove_thing<Task>(object);
        }
        if (object.kind == "decision") {
            return remove_thing<Decision>(object);
        }
        if (object.kind == "note") {
            return remove_thing<Note>(object);
        }
        if (object.kind == "comment") {
            return remove_thing<Comment>(object);
        }
        if (object.kind == "calendar_event") {
            return remove_thing<CalendarEvent>(object);
        }
        return {};
    }

    Result<void> remove_things() {
        for (const auto& [object, revision] : objects_) {
            if (auto removed = remove_one(object); !removed) {
                return removed;
            }
        }
        return {};
    }

    Result<void> remove_people() {
        for (const auto& [object, revision] : objects_) {
            if (object.kind != "account") {
                continue;
            }
            if (auto begun = begin("account.delete", object); !begun) {
                return begun;
            }
            const Id<accounts::Account> id{object.id};
            accounts::delete_sessions(db(), id);
            accounts::delete_tokens(db(), id);
            accounts::delete_account(db(), id);
            empty_inbox(db(), object.id);
        }
        return {};
    }

    /// The city as it was; unless somebody has answered the questions for their own meanwhile.
    Result<void> restore_city() {
        const auto now = find_city(db());
        if (!now.fictional) {
            return {};
        }
        if (auto begun = begin("city.update", {"city", 1}); !begun) {
            return begun;
        }
        auto city = kept_city(db());
        city.revision = writing_.revision();
        save_city(db(), city);
        disclose_changes(writing_, now, city);
        return {};
    }

    record::Writing& writing_;
    record::Actor actor_;
    DemoObjects objects_;
};

}  // namespace

Result<DemoState> remove_demo(const Services& services, const record::Actor& actor) {
    return services.record.write(
        {actor, "demo.remove", {"demo", 1}},
        [&](record::Writing& writing) -> Result<DemoState> {
            if (!demo_is_loaded(writing.db())) {
                return refuse(
                    Refusal::Kind::conflict,
                    "demo_is_not_loaded",
                    "The fictional city is not loaded."
                );
            }
            auto removed = Remover(writing, actor).remove();
            for (const auto& part : services.demo_parts) {
                removed = removed ? part.remove(writing, actor) : removed;
            }
            if (!removed) {
                return std::unexpected(removed.error());
            }
            clear_demo(writing.db());
            return DemoState{false};
        }
    );
}

}  // namespace belfry::program
