#include "record/record.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include <fmt/format.h>

#include "base/bug.hpp"
#include "record/entry.hpp"
#include "record/ledger.hpp"
#include "record/verify.hpp"

namespace belfry::record {

namespace {

/// Carries a refusal out of a transaction, which it undoes.
struct Refused {
    Refusal refusal;
};

using Rule = std::function<std::optional<Refusal>(store::Connection&, const Deed&)>;
using Summed = std::vector<const Sums*>;

template <class T>
T value_or_refuse(Result<T> result) {
    if (!result) {
        throw Refused{std::move(result.error())};
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// One transaction: the entries it will append and what they disclose.
class Transaction final : public Writing {
public:
    Transaction(
        store::Connection& db,
        Instant at,
        Random& random,
        const Rule& forbidden,
        const Summed& summed
    )
        : db_(db),
          at_(at),
          random_(random),
          forbidden_(forbidden),
          summed_(summed),
          head_(read_head(db)) {}

    [[nodiscard]] store::Connection& db() override { return db_; }

    [[nodiscard]] const Object& object() const override { return open().entry.object; }

    [[nodiscard]] Revision revision() const override { return open().entry.previous + 1; }

    [[nodiscard]] Instant at() const override { return at_; }

    void disclose(std::string_view name, const json::Value& value) override {
        Salt salt{};
        random_.fill(salt);
        auto& rows = open().rows;
        const auto same = std::ranges::find(rows, name, &DisclosureRow::field);
        auto& row = same == rows.end() ? rows.emplace_back(std::string(name)) : *same;
        row.disclosure = disclosure_of(salt, name, value);
    }

    void classify(Tlp tlp) override { open().entry.tlp = tlp; }

    Result<void> also(const Deed& deed) override { return begin(deed); }

    /// Starts the entry of `deed`. Refuses `changed_meanwhile` and, for a revision that is yet to
    /// come, `revision_unknown`.
    Result<void> begin(const Deed& deed) {
        check(!deed.actor.opaque.empty() && !deed.action.empty(), "a deed without actor or action");
        check(!deed.based_on || deed.object.id != 0, "a new object is based on no revision");
        if (auto refusal = forbidden_ ? forbidden_(db_, deed) : std::nullopt) {
            return std::unexpected(std::move(*refusal));
        }
        auto object = deed.object;
        if (object.id == 0) {
            object.id = head_.next_object++;
            revisions_.emplace(object, 0);
        }
        auto& newest = newest_revision(object);
        if (deed.based_on && *deed.based_on > newest) {
            return refuse(
                Refusal::Kind::conflict,
                "revision_unknown",
                "There is no such revision yet. Read it again and repeat the change."
            );
        }
        if (deed.based_on && *deed.based_on < newest) {
            return changed_meanwhile(object, *deed.based_on);
        }
        look_at_sums(deed, object);
        entries_.push_back(
            {{.sequence = head_.frontier.size + entries_.size() + 1,
              .at = at_,
              .actor = deed.actor.opaque,
              .action = deed.action,
              .object = std::move(object),
              .tlp = deed.tlp,
              .previous = newest++,
              .digests = {}},
             {}}
        );
        return {};
    }

    /// Of each kind that was never summed, everything there is counts as changed.
    void begin_sums() {
        for (const auto* sums : summed_) {
            if (!are_summed(db_, sums->kind)) {
                seen_.push_back({sums, {}, {}});
                set(sums->kind, true);
            }
        }
    }

    /// Appends all entries to the tree. Refuses `change_too_large`.
    Result<std::vector<Written>> finish() {
        if (auto disclosed = disclose_sums(); !disclosed) {
            return std::unexpected(disclosed.error());
        }
        std::vector<Written> written;
        for (auto& [entry, rows] : entries_) {
            for (const auto& row : rows) {
                entry.digests.push_back(digest_of(*row.disclosure));
            }
            const auto text = text_of(entry);
            if (text.size() > most_entry_bytes) {
                return refuse(
                    Refusal::Kind::too_large,
                    "change_too_large",
                    "Too much changes at once. Save it in several parts."
                );
            }
            add_entry(db_, entry, text);
            add_disclosures(db_, entry.sequence, rows);
            for (const auto& node : crypto::merkle::append(head_.frontier, leaf_of(text))) {
                add_node(db_, node);
            }
            written.push_back(
                {entry.sequence,
                 {entry.actor},
                 entry.action,
                 entry.object,
                 entry.previous + 1,
                 entry.at}
            );
        }
        save_head(db_, head_);
        return written;
    }

private:
    struct Open {
        Entry entry;
        std::vector<DisclosureRow> rows;
    };

    /// Sums before something was done that may change them.
    struct Seen {
        const Sums* sums;
        SumScope scope;
        SumsByName before;
    };

    [[nodiscard]] const Open& open() const { return entries_.back(); }

    [[nodiscard]] Open& open() { return entries_.back(); }

    void look_at_sums(const Deed& deed, const Object& object) {
        auto whole = deed;
        whole.object = object;
        for (const auto* sums : summed_) {
            const auto scope = sums->touched_by(db_, whole);
            const auto seen = std::ranges::any_of(seen_, [&](const Seen& one) {
                return one.sums == sums && (one.scope == scope || !one.scope.number);
            });
            if (scope && !seen) {
                seen_.push_back({sums, *scope, sums_of(db_, *sums, *scope)});
            }
        }
    }

    /// Only what this transaction changed: what was altered past the record stays altered.
    Result<void> disclose_sums() {
        std::map<std::int64_t, std::map<std::string, std::optional<std::string>>> changed;
        for (const auto& [sums, scope, before] : seen_) {
            const auto after = sums_of(db_, *sums, scope);
            for (const auto& [name, sum] : before) {
                if (!after.contains(name)) {
                    changed[name.first][name.second] = std::nullopt;
                }
            }
            for (const auto& [name, sum] : after) {
                const auto known = before.find(name);
                if (known == before.end() || known->second != sum) {
                    changed[name.first][name.second] = sum;
                }
            }
        }
        const Actor actor{entries_.front().entry.actor};
        for (const auto& [number, sums] : changed) {
            const Object object{std::string(sum_kind), number};
            if (auto begun = begin({actor, "sum.change", object, {}, Tlp::red}); !begun) {
                return begun;
            }
            for (const auto& [name, sum] : sums) {
                set(name, sum);
            }
        }
        return {};
    }

    /// With what this transaction is about to write.
    Revision& newest_revision(const Object& object) {
        const auto [known, added] = revisions_.try_emplace(object);
        if (added) {
            known->second = current_revision(db_, object);
        }
        return known->second;
    }

    std::unexpected<Refusal> changed_meanwhile(const Object& object, Revision since) {
        auto refusal = refuse(
            Refusal::Kind::conflict,
            "changed_meanwhile",
            "Somebody else changed this meanwhile. Look at what changed and save again."
        );
        refusal.error().differences = differences(db_, object, since);
        return refusal;
    }

    store::Connection& db_;
    Instant at_;
    Random& random_;
    const Rule& forbidden_;
    const Summed& summed_;
    LedgerHead head_;
    std::vector<Open> entries_;
    std::vector<Seen> seen_;
    std::map<Object, Revision> revisions_;
};

/// A bug in what somebody wants to write undoes that; one in the record itself ends the program.
Result<void> given_up_alone(const std::function<Result<void>(Writing&)>& body, Writing& writing) {
    const BugsAreThrown alone;
    return body(writing);
}

}  // namespace

Actor Actor::account(std::int64_t id) {
    return {fmt::format("account/{}", id)};
}

std::string Object::text() const {
    return fmt::format("{}/{}", kind, id);
}

struct Record::Inside {
    store::Database& database;
    std::unique_ptr<store::Writer> writer;
    const Clock& clock;
    Random& random;
    std::mutex mutex;
    std::vector<std::function<void(const Written&)>> listeners;
    std::function<std::optional<Refusal>(const Deed&)> guard;
    Rule forbidden;
    Summed summed;

    void tell(const std::vector<Written>& written) {
        const std::scoped_lock lock(mutex);
        for (const auto& one : written) {
            for (const auto& listener : listeners) {
                listener(one);
            }
        }
    }
};

Record::Record(
    store::Database& database,
    std::unique_ptr<store::Writer> writer,
    const Clock& clock,
    Random& random
)
    : inside_(new Inside{database, std::move(writer), clock, random, {}, {}, {}, {}, {}}) {
}

Record::~Record() = default;

Result<void> Record::append(const Deed& deed, const std::function<Result<void>(Writing&)>& body) {
    if (inside_->guard) {
        if (auto refusal = inside_->guard(deed)) {
            return std::unexpected(std::move(*refusal));
        }
    }
    std::vector<Written> written;
    try {
        inside_->writer->write(
            [&](store::Connection& db) {
                Transaction transaction(
                    db, inside_->clock.now(), inside_->random, inside_->forbidden, inside_->summed
                );
                value_or_refuse(transaction.begin(deed));
                value_or_refuse(given_up_alone(body, transaction));
                written = value_or_refuse(transaction.finish());
            },
            [&] { inside_->tell(written); }
        );
    } catch (Refused& refused) {
        return std::unexpected(std::move(refused.refusal));
    }
    return {};
}

void Record::refuse_when(std::function<std::optional<Refusal>(const Deed&)> guard) {
    inside_->guard = std::move(guard);
}

void Record::forbid_when(Rule rule) {
    inside_->forbidden = std::move(rule);
}

void Record::sum(std::span<const Sums* const> sums) {
    inside_->summed.assign(sums.begin(), sums.end());
}

void Record::begin_sums() {
    const auto all_begun = inside_->database.read([&](auto& db) {
        return std::ranges::all_of(inside_->summed, [&](const Sums* sums) {
            return are_summed(db, sums->kind);
        });
    });
    if (all_begun) {
        return;
    }
    const Deed deed{Actor::belfry(), "sums.begin", {std::string(sums_kind), 1}};
    const auto begun = append(deed, [](Writing& writing) -> Result<void> {
        static_cast<Transaction&>(writing).begin_sums();
        return {};
    });
    check(begun.has_value(), "the first sums were refused");
}

void Record::on_written(std::function<void(const Written&)> listener) {
    const std::scoped_lock lock(inside_->mutex);
    inside_->listeners.push_back(std::move(listener));
}

Revision Record::revision_of(const Object& object) {
    return inside_->database.read([&](auto& db) { return current_revision(db, object); });
}

std::vector<HistoryEntry> Record::history(const Object& object, std::size_t most) {
    return inside_->database.read([&](auto& db) { return history_of(db, object, most); });
}

std::vector<Written> Record::activity(
    std::optional<std::uint64_t> before, std::size_t most, std::span<const std::string_view> without
) {
    return inside_->database.read([&](auto& db) {
        return activity_before(db, before, most, without);
    });
}

Record::Head Record::head() {
    const auto frontier = inside_->database.read([](auto& db) { return read_head(db).frontier; });
    return {frontier.size, crypto::merkle::root_of(frontier)};
}

Result<Record::Head> Record::verify() {
    return inside_->database.read([](auto& db) { return verify_log(db); });
}

}  // namespace belfry::record
