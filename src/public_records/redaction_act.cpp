#include "public_records/redaction_act.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/permission.hpp"
#include "program/deed.hpp"
#include "program/disclosure.hpp"
#include "program/limits.hpp"
#include "program/subject.hpp"
#include "public_records/emptying.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/notices.hpp"
#include "public_records/retention_view.hpp"
#include "record/ledger.hpp"

namespace belfry::public_records {

namespace {

constexpr std::size_t most_values = 5'000;

/// Collects what is wrong with one object of a proposal.
class TargetReader {
public:
    TargetReader(store::Connection& db, const Shelves& shelves) : db_(db), shelves_(shelves) {}

    [[nodiscard]] RedactionTarget read(const RedactionTargetWish& wish, std::size_t index) {
        path_ = fmt::format("targets[{}]", index);
        const auto object = program::object_named(wish.object);
        if (!object || shelves_.find(object->kind) == nullptr) {
            problem("object", "kind_not_kept", "Choose one of the kinds of records.");
            return {};
        }
        values_ = kept_values(db_, *object);
        if (values_.empty()) {
            problem("object", "no_such_object", "There is no such record.");
            return {};
        }
        RedactionTarget target{object->text(), {}};
        if (!wish.fields && !wish.values) {
            take_all(*object, target);
        }
        for (const auto& field : wish.fields.value_or(std::vector<std::string>())) {
            take_field(*object, field, target);
        }
        for (const auto& value : wish.values.value_or(std::vector<record::RedactedValue>())) {
            take_value(*object, value, target);
        }
        std::ranges::sort(target.values);
        target.values.erase(std::ranges::unique(target.values).begin(), target.values.end());
        if (target.values.empty() && fields_.result()) {
            problem("fields", "nothing_to_redact", "Choose at least one value that is there.");
        }
        return target;
    }

    [[nodiscard]] Result<void> result() const { return fields_.result(); }

private:
    void problem(std::string_view field, std::string code, std::string advice) {
        fields_.problem(fmt::format("{}.{}", path_, field), std::move(code), std::move(advice));
    }

    void cannot_go(std::string_view where) {
        problem(
            where, "field_cannot_go", "This value is needed as it is now; earlier ones can go."
        );
    }

    [[nodiscard]] bool stays(const record::Object& object, const KeptValue& value) {
        return value.newest && live_place(db_, shelves_, object, value.field) == LivePlace::stays;
    }

    void take_all(const record::Object& object, RedactionTarget& target) {
        for (const auto& value : values_) {
            if (value.value && value.field != "redaction" && !stays(object, value)) {
                target.values.push_back({value.entry, value.field});
            }
        }
    }

    void take_field(
        const record::Object& object, const std::string& field, RedactionTarget& target
    ) {
        bool found = false;
        for (const auto& value : values_) {
            if (value.field != field || !value.value) {
                continue;
            }
            found = true;
            if (stays(object, value)) {
                cannot_go("fields");
                return;
            }
            target.values.push_back({value.entry, value.field});
        }
        if (!found) {
            problem("fields", "no_such_value", "There is no such value, or it is redacted.");
        }
    }

    void take_value(
        const record::Object& object, const record::RedactedValue& wanted, RedactionTarget& target
    ) {
        const auto found = std::ranges::find_if(values_, [&](const KeptValue& value) {
            return value.entry == wanted.entry && value.field == wanted.field && value.value;
        });
        if (found == values_.end()) {
            problem("values", "no_such_value", "There is no such value, or it is redacted.");
        } else if (stays(object, *found)) {
            cannot_go("values");
        } else {
            target.values.push_back(wanted);
        }
    }

    store::Connection& db_;
    const Shelves& shelves_;
    std::string path_;
    std::vector<KeptValue> values_;
    program::Checked fields_;
};

Refusal refusal_of(const std::string& obstacle) {
    if (obstacle == "held") {
        return held();
    }
    if (obstacle == "retention_runs") {
        return retention_runs();
    }
    return refuse(
               Refusal::Kind::conflict,
               "retention_missing",
               "This belongs to no retention series, so nothing says that its time is over."
    )
        .error();
}

/// Whether somebody could approve a redaction now.
bool may_approve(store::Connection& db, std::int64_t person, Instant now) {
    const auto account = accounts::find_account(db, Id<accounts::Account>{person});
    return account && accounts::may_enter(*account, now) &&
           accounts::may(account->roles, "records_approve");
}

/// One redaction while it is carried out.
class Execution {
public:
    Execution(
        record::Writing& writing,
        const Services& services,
        const record::Actor& actor,
        const Redaction& redaction
    )
        : writing_(writing), services_(services), actor_(actor), redaction_(redaction) {}

    Result<Redaction> run() {
        const auto before = redaction_;
        std::vector<Removed> removed;
        std::vector<record::RedactedValue> gone;
        for (const auto& target : redaction_.targets) {
            removed.push_back(remove(target, gone));
        }
        redaction_.state = RedactionState::executed;
        redaction_.executed_at = writing_.at();
        redaction_.revision = writing_.revision();
        save_redaction(writing_.db(), redaction_);
        program::disclose_changes(writing_, before, redaction_);
        writing_.set("statute", redaction_.statute);
        writing_.set("redacted", gone);
        std::vector<record::Object> objects;
        for (const auto& one : removed) {
            if (auto emptied = empty(one); !emptied) {
                return std::unexpected(emptied.error());
            }
            objects.push_back(one.object);
        }
        if (services_.shelves.words_changed) {
            services_.shelves.words_changed(writing_.db(), objects);
        }
        if (auto told = tell_executed(writing_, actor_, redaction_); !told) {
            return std::unexpected(told.error());
        }
        return redaction_;
    }

private:
    /// What went of one object.
    struct Removed {
        record::Object object;
        std::vector<record::Object> chain;  ///< With what it hung on before anything went.
        std::vector<std::string> newest;    ///< Fields whose newest value went.
        std::vector<std::string> texts;     ///< The texts that went.
    };

    Removed remove(const RedactionTarget& target, std::vector<record::RedactedValue>& gone) {
        Removed out{program::object_named(target.object).value(), {}, {}, {}};
        // What was deleted has what it hung on only in the values that go now.
        out.chain = chain_of(writing_.db(), services_.shelves, out.object);
        for (const auto& value : kept_values(writing_.db(), out.object)) {
            const record::RedactedValue named{value.entry, value.field};
            if (std::ranges::find(target.values, named) == target.values.end() || !value.value ||
                !record::remove_disclosure(writing_.db(), out.object, named)) {
                continue;
            }
            gone.push_back(named);
            if (value.newest) {
                out.newest.push_back(value.field);
            }
            if (const auto* text = value.value->if_string()) {
                out.texts.emplace_back(*text);
            }
        }
        return out;
    }

    /// Puts bars where the values lay.
    Result<void> empty(const Removed& removed) {
        auto& db = writing_.db();
        const auto* shelf = services_.shelves.find(removed.object.kind);
        check(shelf != nullptr, "a redaction is about a kind that is not kept");
        const auto bar = bar_of(redaction_.statute);
        empty_echoes(db, services_.shelves, removed.chain, removed.texts, bar);
        if (removed.newest.empty() || !has_row(db, *shelf, removed.object)) {
            return {};
        }
        const bool bytes_go =
            !shelf->bytes.table.empty() &&
            std::ranges::find(removed.newest, shelf->bytes.field) != removed.newest.end();
        const auto action = removed.object.kind +
                            (bytes_go ? std::string(redaction_delete) : std::string(".redact"));
        if (auto begun = writing_.also({actor_, action, removed.object}); !begun) {
            return begun;
        }
        writing_.set("redaction", fmt::format("redaction/{}", redaction_.id.value));
        if (bytes_go) {
            delete_row(db, *shelf, removed.object);
            return {};
        }
        for (const auto& field : removed.newest) {
            empty_field(db, *shelf, removed.object, field, bar);
        }
        set_revision(db, *shelf, removed.object, writing_.revision());
        return {};
    }

    record::Writing& writing_;
    const Services& services_;
    const record::Actor& actor_;
    Redaction redaction_;
};

}  // namespace

Refusal retention_runs() {
    return refuse(
               Refusal::Kind::conflict,
               "retention_runs",
               "This has to be kept: its period of retention is not over."
    )
        .error();
}

Result<std::vector<RedactionTarget>> targets_of(
    store::Connection& db, const Shelves& shelves, const std::vector<RedactionTargetWish>& wishes
) {
    TargetReader reader(db, shelves);
    std::vector<RedactionTarget> out;
    std::size_t values = 0;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        auto target = reader.read(wishes[i], i);
        values += target.values.size();
        const auto same = std::ranges::find(out, target.object, &RedactionTarget::object);
        if (same == out.end()) {
            out.push_back(std::move(target));
        } else {
            std::ranges::copy(target.values, std::back_inserter(same->values));
        }
    }
    if (auto refused = reader.result(); !refused) {
        return std::unexpected(refused.error());
    }
    if (values > most_values) {
        return refuse(
            Refusal::Kind::too_large, "redaction_too_large", "Propose at most 5,000 values at once."
        );
    }
    return out;
}

std::vector<std::string> obstacles(
    store::Connection& db,
    const Services& services,
    const record::Object& object,
    RedactionKind kind
) {
    std::vector<std::string> out;
    const auto today = today_in_city(services.program, db);
    if (!holds_on(db, services.shelves, object, today).empty()) {
        out.emplace_back("held");
    }
    const auto retention = retention_of(db, services.shelves, object);
    if (!retention) {
        if (kind == RedactionKind::disposition) {
            out.emplace_back("retention_missing");
        }
    } else if (retention->runs(today) &&
               (kind == RedactionKind::disposition || !retention->series.redaction_allowed)) {
        out.emplace_back("retention_runs");
    }
    return out;
}

Result<void> check_obstacles(
    store::Connection& db, const Services& services, const Redaction& redaction
) {
    for (const auto& target : redaction.targets) {
        const auto object = program::object_named(target.object).value();
        const auto found = obstacles(db, services, object, redaction.kind);
        if (!found.empty()) {
            return std::unexpected(refusal_of(found.front()));
        }
    }
    const auto now = services.program.clock.now();
    for (const auto& approval : redaction.approvals) {
        if (!may_approve(db, approval.by.id, now)) {
            return refuse(
                Refusal::Kind::conflict,
                "approval_lapsed",
                "Somebody who approved this may not approve any more. Decline or withdraw it, and "
                "propose it again."
            );
        }
    }
    return {};
}

LivePlace live_place(
    store::Connection& db,
    const Shelves& shelves,
    const record::Object& object,
    std::string_view field
) {
    const auto* shelf = shelves.find(object.kind);
    if (shelf == nullptr || shelf->table.empty() || !has_row(db, *shelf, object)) {
        return LivePlace::none;
    }
    const bool empties =
        std::ranges::find(shelf->fields, field, &ShelfField::field) != shelf->fields.end() ||
        field == shelf->bytes.field;
    return empties ? LivePlace::empties : LivePlace::stays;
}

Result<Redaction> execute(const Services& services, Id<Redaction> id, const record::Actor& actor) {
    const record::Deed deed{
        .actor = actor,
        .action = std::string(record::redaction_action),
        .object = {"redaction", id.value},
    };
    return services.program.record.write(deed, [&](record::Writing& writing) -> Result<Redaction> {
        const auto redaction = find_redaction(writing.db(), id);
        if (!redaction) {
            return program::no_such_thing();
        }
        if (!is_due(*redaction, today_in_city(services.program, writing.db()))) {
            return refuse(
                Refusal::Kind::conflict,
                "redaction_not_due",
                "Two people have to approve this, and its day has to come."
            );
        }
        if (auto free = check_obstacles(writing.db(), services, *redaction); !free) {
            return std::unexpected(free.error());
        }
        return Execution(writing, services, actor, *redaction).run();
    });
}

std::size_t execute_due(const Services& services) {
    const auto due = services.program.database.read([&](store::Connection& db) {
        const auto today = today_in_city(services.program, db);
        auto all = list_redactions(db);
        std::erase_if(all, [&](const Redaction& one) {
            return !is_due(one, today) || !check_obstacles(db, services, one);
        });
        return all;
    });
    std::size_t done = 0;
    for (const auto& redaction : due) {
        done += execute(services, redaction.id, record::Actor::belfry()) ? 1U : 0U;
    }
    return done;
}

}  // namespace belfry::public_records
