#include "public_records/retention_view.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "program/city_store.hpp"
#include "program/local_time.hpp"
#include "program/named.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/redaction_store.hpp"
#include "public_records/retention_store.hpp"
#include "record/entry.hpp"

namespace belfry::public_records {

namespace {

/// When an object was made and last changed.
struct Times {
    Instant made;
    Instant changed;
};

/// What does not differ from object to object.
struct Almanac {
    std::string zone;
    std::vector<Date> elections;
};

Almanac almanac_of(store::Connection& db) {
    return {program::find_city(db).time_zone, election_days(db)};
}

/// The objects of a kind that are closed; empty where that is not known from a column.
std::optional<std::set<std::int64_t>> closed_objects(store::Connection& db, const Shelf& shelf) {
    if (shelf.table.empty() || shelf.closing.column.empty()) {
        return {};
    }
    std::set<std::int64_t> closed;
    db.query(
        fmt::format("SELECT {}, {} FROM {}", shelf.id, shelf.closing.column, shelf.table),
        [&](const store::Row& row) {
            const auto& values = shelf.closing.values;
            if (!row.is_null(1) && std::ranges::find(values, row.text(1)) != values.end()) {
                closed.insert(row.integer(0));
            }
            return 0;
        }
    );
    return closed;
}

/// The objects of a kind whose rows are there.
std::set<std::int64_t> rows_of(store::Connection& db, const Shelf& shelf) {
    std::set<std::int64_t> ids;
    if (!shelf.table.empty()) {
        db.query(
            fmt::format("SELECT {} FROM {}", shelf.id, shelf.table),
            [&](const store::Row& row) {
                ids.insert(row.integer(0));
                return 0;
            }
        );
    }
    return ids;
}

/// Those of a kind that still have values; `only` one of them, 0 all.
std::map<std::int64_t, Times> objects_of(
    store::Connection& db, std::string_view kind, std::int64_t only
) {
    std::map<std::int64_t, Times> out;
    db.query(
        "SELECT e.object_id, min(e.at), max(e.at) FROM record_entry e WHERE e.object_kind = $1"
        " AND (e.object_id = $2 OR $2 = 0) AND EXISTS (SELECT 1 FROM record_entry v"
        " JOIN record_disclosure d ON d.seq = v.seq WHERE v.object_kind = e.object_kind"
        " AND v.object_id = e.object_id AND d.disclosure IS NOT NULL"
        " AND d.field <> 'redaction') GROUP BY e.object_id",
        [&](const store::Row& row) {
            out.emplace(row.integer(0), Times{row.get<Instant>(1), row.get<Instant>(2)});
            return 0;
        },
        kind,
        only
    );
    return out;
}

/// The objects of one kind, with what their periods count from.
class KindFacts {
public:
    KindFacts(store::Connection& db, const Shelf& shelf, const Almanac& almanac)
        : almanac_(almanac), closed_(closed_objects(db, shelf)), there_(rows_of(db, shelf)) {}

    [[nodiscard]] RetentionFacts of(std::int64_t id, const Times& times) const {
        const bool open = closed_ && there_.contains(id) && !closed_->contains(id);
        const auto last = program::local_day(almanac_.zone, times.changed);
        return {
            program::local_day(almanac_.zone, times.made),
            open ? std::nullopt : std::optional(last),
            almanac_.elections
        };
    }

private:
    const Almanac& almanac_;
    std::optional<std::set<std::int64_t>> closed_;
    std::set<std::int64_t> there_;
};

ObjectRetention retention_by(
    const RetentionSeries& series, const std::optional<Date>& own, const RetentionFacts& facts
) {
    ObjectRetention out{series, start_of(series, own, facts), {}};
    if (out.starts_on) {
        out.kept_until = kept_until(series, *out.starts_on);
    }
    return out;
}

DueState state_of(const ObjectRetention& retention, Date today, int soon) {
    if (retention.series.disposition == Disposition::permanent) {
        return DueState::kept;
    }
    if (!retention.kept_until) {
        return DueState::not_begun;
    }
    const int left = program::days_between(today, *retention.kept_until);
    return left < 0 ? DueState::due : left < soon ? DueState::soon : DueState::kept;
}

/// What all lines of a list need.
class Lister {
public:
    Lister(store::Connection& db, const Services& services, const std::string& language)
        : db_(db),
          services_(services),
          today_(today_in_city(services.program, db)),
          words_(services.program.catalog, language),
          almanac_(almanac_of(db)),
          proposals_(open_dispositions(db)) {
        for (auto& series : list_series(db)) {
            series_.emplace(series.id.value, std::move(series));
        }
        for (const auto& assignment : list_assignments(db)) {
            by_kind_[assignment.object_kind].push_back(assignment);
        }
    }

    [[nodiscard]] std::vector<DueLine> lines(int soon, bool all) {
        std::vector<DueLine> out;
        for (const auto& [kind, assignments] : by_kind_) {
            if (const auto* shelf = services_.shelves.find(kind)) {
                add_kind(out, *shelf, assignments, soon, all);
            }
        }
        std::ranges::sort(out, {}, [](const DueLine& line) {
            const auto end = line.kept_until ? to_iso(*line.kept_until) : std::string("~");
            return std::pair(end, line.object);
        });
        return out;
    }

private:
    void add_kind(
        std::vector<DueLine>& out,
        const Shelf& shelf,
        const std::vector<RetentionAssignment>& assignments,
        int soon,
        bool all
    ) {
        const KindFacts facts(db_, shelf, almanac_);
        const auto objects = objects_of(db_, shelf.kind, 0);
        for (const auto& [id, times] : objects) {
            auto found = std::ranges::find(assignments, id, &RetentionAssignment::object_id);
            if (found == assignments.end()) {
                found = std::ranges::find(assignments, 0, &RetentionAssignment::object_id);
            }
            if (found == assignments.end()) {
                continue;
            }
            const auto retention = retention_by(
                series_.at(found->series.value), found->starts_on, facts.of(id, times)
            );
            const auto state = state_of(retention, today_, soon);
            if (all || state == DueState::due || state == DueState::soon) {
                out.push_back(line({std::string(shelf.kind), id}, retention, state));
            }
        }
    }

    [[nodiscard]] DueLine line(
        const record::Object& object, const ObjectRetention& retention, DueState state
    ) {
        const auto named = program::name_of_object(db_, object, words_).value_or(program::Named());
        const auto proposed = proposals_.find(object);
        return {
            .object = object.text(),
            .title = named.title,
            .link = named.link,
            .series = retention.series.id,
            .series_name = retention.series.name,
            .citation = retention.series.citation,
            .disposition = retention.series.disposition,
            .starts_on = retention.starts_on,
            .kept_until = retention.kept_until,
            .state = state,
            .held = !holds_on(db_, services_.shelves, object, today_).empty(),
            .proposal =
                proposed == proposals_.end() ? std::nullopt : std::optional(proposed->second.value),
        };
    }

    store::Connection& db_;
    const Services& services_;
    Date today_;
    program::Words words_;
    Almanac almanac_;
    std::map<record::Object, Id<Redaction>> proposals_;
    std::map<std::int64_t, RetentionSeries> series_;
    std::map<std::string, std::vector<RetentionAssignment>> by_kind_;
};

}  // namespace

std::vector<Date> election_days(store::Connection& db) {
    struct Said {
        Instant at;
        std::optional<Date> day;
    };

    const auto city = program::find_city(db);
    const auto said = db.query(
        "SELECT e.at, d.disclosure FROM record_entry e JOIN record_disclosure d ON d.seq = e.seq"
        " WHERE e.object_kind = 'city' AND d.field = 'next_election' ORDER BY e.seq",
        [](const store::Row& row) {
            const auto text = row.get<std::optional<std::string>>(1);
            const auto disclosed = text ? record::read_disclosure(*text) : std::nullopt;
            const auto* day = disclosed ? disclosed->value.if_string() : nullptr;
            return Said{
                row.get<Instant>(0),
                day != nullptr ? date_from_iso(std::string_view(*day)) : std::nullopt
            };
        }
    );
    std::vector<Date> days;
    for (std::size_t i = 0; i < said.size(); ++i) {
        const bool came = i + 1 == said.size() || !said[i].day ||
                          program::local_day(city.time_zone, said[i + 1].at) >= *said[i].day;
        if (said[i].day && came) {
            days.push_back(*said[i].day);
        }
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

std::optional<ObjectRetention> retention_of(
    store::Connection& db, const Shelves& shelves, const record::Object& object
) {
    const auto assignment = assignment_of(db, object);
    const auto* shelf = shelves.find(object.kind);
    const auto series = assignment ? find_series(db, assignment->series) : std::nullopt;
    if (!series || shelf == nullptr) {
        return {};
    }
    const auto objects = objects_of(db, object.kind, object.id);
    const auto times = objects.find(object.id);
    if (times == objects.end()) {
        return {};
    }
    const auto almanac = almanac_of(db);
    return retention_by(
        *series, assignment->starts_on, KindFacts(db, *shelf, almanac).of(object.id, times->second)
    );
}

std::vector<DueLine> due_lines(
    store::Connection& db, const Services& services, const std::string& language, int soon, bool all
) {
    return Lister(db, services, language).lines(soon, all);
}

}  // namespace belfry::public_records
