#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"
#include "json/json.hpp"
#include "record/sums.hpp"
#include "store/database.hpp"

/// The permanent record: a transparency log under every write. docs/record.md gives the bytes.
namespace belfry::record {

/// Who acts. `opaque` is what stands in the public log: never a name or an e-mail address.
struct Actor {
    std::string opaque;

    /// Belfry itself: jobs, migrations, the first start.
    static Actor belfry() { return {"belfry"}; }

    /// The account with this number.
    static Actor account(std::int64_t id);

    friend bool operator==(const Actor&, const Actor&) = default;
};

/// What is acted on: `{"task", 17}`, written `task/17`.
struct Object {
    std::string kind;
    std::int64_t id = 0;

    [[nodiscard]] std::string text() const;

    friend auto operator<=>(const Object&, const Object&) = default;
};

/// How often an object has changed: 1 when it is made. A save names the revision it was based on.
using Revision = std::int64_t;

/// Who may see an entry's values, by the Traffic Light Protocol 2.0.
enum class Tlp { clear, green, amber, amber_strict, red };
BOOST_DESCRIBE_ENUM(Tlp, clear, green, amber, amber_strict, red)

/// What is about to be written, named before any writing is possible.
struct Deed {
    Actor actor;
    std::string action;  ///< `task.update`: kind, dot, verb.
    Object object;       ///< An id of 0 asks for a new one.
    std::optional<Revision> based_on =
        std::nullopt;  ///< Refused (conflict) when no longer current.
    Tlp tlp = Tlp::amber;
};

/// A write while it is being made. Lives only inside Record::write.
class Writing {
public:
    Writing() = default;
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;
    Writing(Writing&&) = delete;
    Writing& operator=(Writing&&) = delete;
    virtual ~Writing() = default;

    /// The writing connection, inside the transaction that also holds the entry.
    [[nodiscard]] virtual store::Connection& db() = 0;

    /// The object of the deed, with its new id where one was asked for; after also(), that one's.
    [[nodiscard]] virtual const Object& object() const = 0;

    /// The revision object() will have once this write is durable.
    [[nodiscard]] virtual Revision revision() const = 0;

    /// The time of the entry: one for everything in this transaction.
    [[nodiscard]] virtual Instant at() const = 0;

    /// Says that field `name` of the object now has this value: becomes a salted disclosure. Said
    /// twice, the later value counts.
    virtual void disclose(std::string_view name, const json::Value& value) = 0;

    /// Says who may see the values of this entry, where the object itself knows better than the
    /// deed.
    virtual void classify(Tlp tlp) = 0;

    /// A further object changed by the same act: opens a second entry in the same transaction, to
    /// which later disclosures belong. Its `based_on` is checked as well.
    virtual Result<void> also(const Deed& deed) = 0;

    template <class T>
    void set(std::string_view name, const T& value) {
        if constexpr (std::is_convertible_v<const T&, std::string_view>) {
            disclose(name, json::Value(std::string_view(value)));
        } else {
            disclose(name, json::write(value));
        }
    }
};

/// What others are told once a write is durable. Carries no values.
struct Written {
    std::uint64_t sequence = 0;
    Actor actor;
    std::string action;
    Object object;
    Revision revision = 0;
    Instant at;
};

/// One line of an object's history.
struct HistoryEntry {
    struct Change {
        std::string field;
        std::optional<json::Value> before;  ///< Absent for a first value.
        std::optional<json::Value> after;   ///< Absent when it was redacted.
    };

    std::uint64_t sequence = 0;
    Revision revision = 0;
    Instant at;
    Actor actor;
    std::string action;
    std::vector<Change> changes;
};

/// The one door to writing.
class Record {
public:
    /// `writer` comes from store::open; nobody else keeps one.
    Record(
        store::Database& database,
        std::unique_ptr<store::Writer> writer,
        const Clock& clock,
        Random& random
    );
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;
    Record(Record&&) = delete;
    Record& operator=(Record&&) = delete;
    ~Record();

    /// Runs `body` in a transaction, appends the entry for `deed` to the tree in the same
    /// transaction, and returns once both are durable. When `body` refuses, nothing is written.
    ///
    ///     record.write({actor, "task.rename", {"task", id}, seen}, [&](Writing& w) -> Result<Task>
    ///     {
    ///         …w.db().execute(…)…; w.set("title", title); return task; });
    template <class Body>
    auto write(const Deed& deed, Body body) -> std::invoke_result_t<Body, Writing&> {
        std::optional<std::invoke_result_t<Body, Writing&>> out;
        auto refused = append(deed, [&](Writing& writing) -> Result<void> {
            out.emplace(body(writing));
            if (!*out) {
                return std::unexpected(out->error());
            }
            return {};
        });
        if (!refused) {
            return std::unexpected(refused.error());
        }
        return std::move(*out);
    }

    /// Asked before each write of this process; a refusal is the answer, and nothing is written.
    /// Called on any thread; must be quick. Set once, before there are writers.
    void refuse_when(std::function<std::optional<Refusal>(const Deed&)> guard);

    /// Asked inside the transaction for each entry before it is written, those opened by
    /// Writing::also() included; a refusal undoes the whole act. For what the data themselves
    /// forbid. Set once, before there are writers.
    void forbid_when(std::function<std::optional<Refusal>(store::Connection&, const Deed&)> rule);

    /// Keeps sums of rows that the record cannot show: what a deed changes of them is disclosed in
    /// entries of their own after its own, in the same transaction. Set once, before there are
    /// writers; `sums` must outlive the record.
    void sum(std::span<const Sums* const> sums);

    /// Discloses the sums of what there is of each kind that was never summed: what was changed
    /// before, past the record, cannot be seen from it. Does nothing when there is no such kind.
    void begin_sums();

    /// Called after each durable write of this process, on the writing thread: must be quick and
    /// must not write. A Follower hears those of others too.
    void on_written(std::function<void(const Written&)> listener);

    /// Current revision; 0 when there is no such object.
    [[nodiscard]] Revision revision_of(const Object& object);

    /// Newest first.
    [[nodiscard]] std::vector<HistoryEntry> history(const Object& object, std::size_t most);

    /// Every entry, newest first, for the administration's activity list; without those about the
    /// kinds of objects in `without`.
    [[nodiscard]] std::vector<Written> activity(
        std::optional<std::uint64_t> before,
        std::size_t most,
        std::span<const std::string_view> without = {}
    );

    /// Size and RFC 6962 root of the tree.
    struct Head {
        std::uint64_t size = 0;
        std::array<std::byte, 32> root{};
    };

    [[nodiscard]] Head head();

    /// Recomputes every leaf, every node and every disclosure; names the first that does not
    /// follow.
    [[nodiscard]] Result<Head> verify();

private:
    Result<void> append(const Deed& deed, const std::function<Result<void>(Writing&)>& body);

    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The record's tables, for store::migrations_from.
[[nodiscard]] std::span<const EmbeddedFile> sql_files();

}  // namespace belfry::record
