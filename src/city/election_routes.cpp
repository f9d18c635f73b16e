#include "accounts/who_changed.hpp"
#include "city/day_model.hpp"
#include "city/election_store.hpp"
#include "city/log_file.hpp"
#include "city/place_store.hpp"
#include "city/routes.hpp"
#include "program/attachment.hpp"
#include "program/change.hpp"
#include "program/city_store.hpp"

namespace belfry::city {

[[nodiscard]] std::span<const EmbeddedFile> sql_files();

namespace {

/// A rule at work, in the reader's language.
struct EstimateLine {
    std::string rule;
    std::string field;
    std::int64_t places = 0;
    std::string what;
    std::string source;
    std::string instead;  ///< How to replace the estimate.
};
BOOST_DESCRIBE_STRUCT(EstimateLine, (), (rule, field, places, what, source, instead))

/// The day as the rehearsal will see it.
struct DayEstimates {
    std::int64_t places = 0;
    std::int64_t voters = 0;
    double election_day_share = 0;
    double turnout_on_the_day = 0;
    bool own_ratios = false;  ///< The two above follow from the city's own figures.
    std::vector<EstimateLine> rules;
    std::vector<LeftOut> left_out;
    std::int64_t precincts_without_place = 0;
    std::int64_t voters_without_place = 0;
};
BOOST_DESCRIBE_STRUCT(
    DayEstimates,
    (),
    (places,
     voters,
     election_day_share,
     turnout_on_the_day,
     own_ratios,
     rules,
     left_out,
     precincts_without_place,
     voters_without_place)
)

using ShownElection = http::Versioned<Election>;

ShownElection versioned(Election election) {
    const auto revision = election.revision;
    return {std::move(election), revision};
}

Result<ShownElection> edit(
    const Services& services, const http::Call& call, const ElectionEdit& wish
) {
    const auto deed = program::change_by(call, "election.update", {"election", 1});
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<ShownElection> {
            auto election = change_election(writing, wish);
            if (!election) {
                return std::unexpected(election.error());
            }
            return versioned(std::move(*election));
        });
    });
}

/// The stored city's day; the city's name is the programme's.
struct Day {
    CityData data;
    Election election;
    std::string name;
};

Day day_of(store::Connection& db) {
    return {load_city(db), load_election(db), program::find_city(db).name};
}

Result<DayEstimates> estimates(const Services& services, const http::Call& call) {
    const auto day = services.database.read(day_of);
    const auto model = day_model(day.data, day.election, day.name);
    if (!model) {
        return std::unexpected(model.error());
    }
    const auto ratios = ratios_of(day.data, day.election.figures);
    DayEstimates out;
    out.places = static_cast<std::int64_t>(model->city.sites.size());
    for (const auto& site : model->city.sites) {
        out.voters += static_cast<std::int64_t>(site.voters);
    }
    out.election_day_share = ratios.election_day_share;
    out.turnout_on_the_day = ratios.turnout_on_the_day;
    out.own_ratios = ratios.own;
    for (const auto& use : model->rules) {
        const auto say = [&](const char* part) {
            return services.catalog.say(call.caller.language, "estimate." + use.rule + part);
        };
        out.rules.push_back(
            {use.rule, use.field, use.places, say(""), say(".source"), say(".instead")}
        );
    }
    out.left_out = model->left_out;
    out.precincts_without_place = model->precincts_without_place;
    out.voters_without_place = model->voters_without_place;
    return out;
}

Result<json::Value> model(const Services& services, const http::Call&) {
    const auto day = services.database.read(day_of);
    const auto model = day_model(day.data, day.election, day.name);
    if (!model) {
        return std::unexpected(model.error());
    }
    return json::write(model->city);
}

Result<Fit> fit(const Services& services, const http::Call& call) {
    if (call.request.body.empty()) {
        return refuse(Refusal::Kind::invalid, "file_empty", "The file is empty.");
    }
    FitWish wish{std::string(call.request.query_value("turnout_of").value_or("")), {}};
    if (const auto order = call.request.query_value("date_order"); order && !order->empty()) {
        wish.date_order = json::named<DateOrder>(*order);
        if (!wish.date_order) {
            return refuse_fields(
                {{"date_order", "not_one_of", "Choose one of: month_first, day_first.", {}}}
            );
        }
    }
    const auto name = program::safe_file_name(call.request.query_value("name").value_or("log.csv"));
    const auto tables = read_tables({{name, call.request.body}});
    if (!tables) {
        return std::unexpected(tables.error());
    }
    const auto election = services.database.read(load_election);
    return fit_log(*tables, election, wish);
}

void add_fits(http::Router& router, const Services& services) {
    http::Route route{
        http::Method::post,
        "/api/v1/election/fits",
        may_edit_places(),
        "Reads a log of a past election and says which arrival profile or service time fits it. "
        "The "
        "body is the file, or a zip of the log and a table of turnouts. Nothing is stored: send "
        "what is found to the election.",
        [services](const http::Call& call) {
            return http::detail::answer<>(fit(services, call), 200);
        }
    };
    route.query = {
        {"name", "The file's name.", {}},
        {"turnout_of", "Which election of a table of turnouts is meant: `2019 primary`.", {}},
        {"date_order",
         "`month_first` or `day_first`: how dates such as 05/11/2024 are read. Without it the log "
         "or an election's day settles it where it can.",
         {}},
    };
    route.output = http::detail::SchemaOf<Fit>::of;
    route.input_type = "application/octet-stream";
    route.most_body = most_file_bytes;
    router.add(std::move(route));
}

}  // namespace

void add_election_routes(http::Router& router, const Services& services) {
    router.add(http::shared(http::get<ShownElection>(
        "/api/v1/election",
        may_see_places(),
        "The election to come; until somebody describes it, published figures for everything.",
        [services](const http::Call&) -> Result<ShownElection> {
            return versioned(services.database.read(load_election));
        }
    )));
    router.add(http::patch<ElectionEdit, ShownElection>(
        "/api/v1/election",
        may_edit_places(),
        "Describes the election, based on the revision in If-Match.",
        std::bind_front(edit, services)
    ));
    router.add(http::shared(http::get<DayEstimates>(
        "/api/v1/election/estimates",
        may_see_places(),
        "What of Election Day is estimated, by which rule, and how to replace it.",
        std::bind_front(estimates, services)
    )));
    router.add(http::get<json::Value>(
        "/api/v1/election/model",
        may_see_places(),
        "The city as the rehearsal engine takes it (docs/formats/city.md).",
        std::bind_front(model, services)
    ));
    add_fits(router, services);
}

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

void add_routes(http::Router& router, const Services& services) {
    add_import_routes(router, services);
    add_place_routes(router, services);
    add_election_routes(router, services);
    add_basemap_routes(router, services);
}

}  // namespace belfry::city
