#include <algorithm>
#include <memory>
#include <mutex>

#include "accounts/who_changed.hpp"
#include "city/election_store.hpp"
#include "city/estimate.hpp"
#include "city/place_edit.hpp"
#include "city/place_store.hpp"
#include "city/routes.hpp"
#include "program/change.hpp"
#include "program/query.hpp"
#include "text/fold.hpp"

namespace belfry::city {

namespace {

/// A place as it is shown, with what is estimated and the precincts that vote there.
struct PlaceRow : PollingPlace {
    std::vector<std::string> precincts;  ///< Keys.
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (PollingPlace), (precincts))

using ShownPlace = http::Versioned<PlaceRow>;

ShownPlace versioned(PlaceRow row) {
    const auto revision = row.revision;
    return {std::move(row), revision};
}

std::vector<PlaceRow> rows_of(store::Connection& db) {
    const auto city = estimated(load_city(db), load_election(db));
    std::map<std::string, std::vector<std::string>, std::less<>> served;
    for (const auto& precinct : city.precincts) {
        served[precinct.place].push_back(precinct.key);
    }
    std::vector<PlaceRow> rows;
    for (const auto& place : city.places) {
        rows.push_back({place, served[place.key]});
    }
    return rows;
}

/// The rows as of one entry of the record: the pages of a list are asked for one after another, and
/// each row takes the whole city to estimate.
class RowCache {
public:
    using Rows = std::shared_ptr<const std::vector<PlaceRow>>;

    [[nodiscard]] Rows of(store::Connection& db) {
        const auto now = db.query_one(
            "SELECT coalesce(max(seq), 0) FROM record_entry",
            [](const store::Row& row) { return row.integer(0); }
        );
        const std::scoped_lock lock(mutex_);
        if (!rows_ || as_of_ != now) {
            rows_ = std::make_shared<const std::vector<PlaceRow>>(rows_of(db));
            as_of_ = now;
        }
        return rows_;
    }

private:
    std::mutex mutex_;
    std::optional<std::int64_t> as_of_;
    Rows rows_;
};

Result<ShownPlace> row_of(const std::vector<PlaceRow>& rows, Id<PollingPlace> id) {
    const auto row = std::ranges::find(rows, id, &PlaceRow::id);
    if (row == rows.end()) {
        return program::no_such_thing();
    }
    return versioned(*row);
}

constexpr std::size_t page = 500;

/// The items after the one whose key is in `?after=`; a file gets all of them.
template <class Item>
http::Listing<Item> paged(const http::Call& call, std::vector<Item> items) {
    http::Listing<Item> list;
    const auto format = call.request.query_value("format").value_or("json");
    if (format != "json") {
        list.items = std::move(items);
        return list;
    }
    const std::string after(call.request.query_value("after").value_or(""));
    auto from = std::ranges::find(items, after, &Item::key);
    from = from == items.end() ? items.begin() : from + 1;
    const auto count = std::min(page, static_cast<std::size_t>(items.end() - from));
    const auto until = from + static_cast<std::ptrdiff_t>(count);
    if (until != items.end()) {
        list.next = (until - 1)->key;
    }
    list.items.assign(std::make_move_iterator(from), std::make_move_iterator(until));
    return list;
}

bool holds(const http::Call& call, std::initializer_list<std::string_view> texts) {
    const auto wanted = text::fold(call.request.query_value("q").value_or(""));
    return std::ranges::any_of(texts, [&](std::string_view text) {
        return text::fold(text).find(wanted) != std::string::npos;
    });
}

Result<http::Listing<PlaceRow>> list_places(
    const Services& services, RowCache& cache, const http::Call& call
) {
    const auto kind = program::choice_in(call, "kind", PlaceKind::polling_place);
    if (!kind) {
        return std::unexpected(kind.error());
    }
    const bool any_kind = call.request.query_value("kind").value_or("").empty();
    return services.database.read([&](store::Connection& db) {
        const auto all = cache.of(db);
        std::vector<PlaceRow> rows;
        std::ranges::copy_if(*all, std::back_inserter(rows), [&](const PlaceRow& row) {
            return (any_kind || row.kind == *kind) &&
                   holds(call, {row.key, row.name, row.address, row.city, row.zip});
        });
        return paged(call, std::move(rows));
    });
}

Result<http::Listing<Precinct>> list_precincts(const Services& services, const http::Call& call) {
    const auto unplaced = program::flag_in(call, "without_place");
    if (!unplaced) {
        return std::unexpected(unplaced.error());
    }
    return services.database.read([&](store::Connection& db) {
        auto precincts = load_city(db).precincts;
        std::erase_if(precincts, [&](const Precinct& precinct) {
            return (*unplaced && !precinct.place.empty()) ||
                   !holds(call, {precinct.key, precinct.name, precinct.place});
        });
        return paged(call, std::move(precincts));
    });
}

/// The precincts that were named, where any were.
Result<void> assign(record::Writing& writing, const PollingPlace& place, const PlaceEdit& edit) {
    if (!edit.precincts) {
        return {};
    }
    writing.set("precincts", *edit.precincts);
    return assign_precincts(writing.db(), place, *edit.precincts);
}

Result<ShownPlace> edit_place(
    const Services& services, const http::Call& call, const PlaceEdit& edit
) {
    const auto deed = program::change_by(call, "place.update", {"place", call.number("site")});
    const Id<PollingPlace> id{deed.object.id};
    const auto there = services.database.read([&](store::Connection& db) {
        return find_place(db, id).has_value();
    });
    if (!there) {
        return program::no_such_thing();
    }
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<ShownPlace> {
            const auto before = find_place(writing.db(), id);
            if (!before) {
                return program::no_such_thing();
            }
            auto after = edited(*before, edit);
            if (!after) {
                return std::unexpected(after.error());
            }
            after->revision = writing.revision();
            save_place(writing.db(), *after);
            disclose_place(writing, *before, *after);
            if (auto assigned = assign(writing, *after, edit); !assigned) {
                return std::unexpected(assigned.error());
            }
            return row_of(rows_of(writing.db()), id);
        });
    });
}

Result<ShownPlace> make_place(
    const Services& services, const http::Call& call, const PlaceEdit& edit
) {
    const auto deed = program::deed_by(call, "place.create", {"place", 0});
    return services.record.write(deed, [&](record::Writing& writing) -> Result<ShownPlace> {
        auto place = edited(PollingPlace(), edit);
        if (!place) {
            return std::unexpected(place.error());
        }
        place->id = {writing.object().id};
        place->revision = writing.revision();
        place->key = "own-" + std::to_string(place->id.value);
        place->provenance["key"] = {Origin::changed, ""};
        add_place(writing.db(), *place);
        disclose_place(writing, {}, *place);
        if (auto assigned = assign(writing, *place, edit); !assigned) {
            return std::unexpected(assigned.error());
        }
        return row_of(rows_of(writing.db()), place->id);
    });
}

Result<void> remove_place(const Services& services, const http::Call& call) {
    const Id<PollingPlace> id{call.number("site")};
    const auto there = services.database.read([&](store::Connection& db) {
        return find_place(db, id).has_value();
    });
    if (!there) {
        return program::no_such_thing();
    }
    const auto deed = program::change_by(call, "place.delete", {"place", id.value});
    return services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
        const auto place = find_place(writing.db(), id);
        if (!place) {
            return program::no_such_thing();
        }
        delete_place(writing.db(), *place);
        return {};
    });
}

}  // namespace

http::Access may_see_places() {
    return http::Access::needs("places_see");
}

http::Access may_edit_places() {
    return http::Access::needs("places_edit");
}

void add_place_routes(http::Router& router, const Services& services) {
    const auto cache = std::make_shared<RowCache>();
    auto places = http::list<PlaceRow>(
        "/api/v1/sites",
        may_see_places(),
        "Polling places by number, with what is estimated; `provenance` says of each field where "
        "it "
        "comes from.",
        [services, cache](const http::Call& call) { return list_places(services, *cache, call); }
    );
    places.query.push_back({"q", "Part of the number, name or address.", {}});
    places.query.push_back({"kind", "Of one kind.", {"polling_place", "vote_center", "early_vote"}}
    );
    places.query.push_back({"after", "Continue after the place with this number.", {}});
    router.add(http::shared(std::move(places)));

    auto precincts = http::list<Precinct>(
        "/api/v1/precincts",
        may_see_places(),
        "Precincts by number, with the place where they vote.",
        std::bind_front(list_precincts, services)
    );
    precincts.query.push_back({"q", "Part of the number, name or place.", {}});
    precincts.query.push_back(
        {"without_place", "Only those whose polling place is not known.", {"true", "false"}}
    );
    precincts.query.push_back({"after", "Continue after the precinct with this number.", {}});
    router.add(http::shared(std::move(precincts)));

    router.add(http::create<PlaceEdit, ShownPlace>(
        "/api/v1/sites",
        may_edit_places(),
        "Adds a polling place.",
        std::bind_front(make_place, services)
    ));
    router.add(http::get<ShownPlace>(
        "/api/v1/sites/{site}",
        may_see_places(),
        "One polling place.",
        [services, cache](const http::Call& call) {
            return services.database.read([&](store::Connection& db) {
                return row_of(*cache->of(db), {call.number("site")});
            });
        }
    ));
    router.add(http::patch<PlaceEdit, ShownPlace>(
        "/api/v1/sites/{site}",
        may_edit_places(),
        "Changes a polling place, based on the revision in If-Match. What is said here is kept "
        "when "
        "files are read again; null has a figure estimated again.",
        std::bind_front(edit_place, services)
    ));
    router.add(http::remove<void>(
        "/api/v1/sites/{site}",
        may_edit_places(),
        "Deletes a polling place; its precincts are without one then.",
        std::bind_front(remove_place, services)
    ));
}

}  // namespace belfry::city
