#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "city/election_store.hpp"
#include "city/log_file.hpp"
#include "city/place_store.hpp"
#include "cli/city_folder.hpp"
#include "cli/commands.hpp"
#include "cli/file_source.hpp"
#include "cli/services.hpp"
#include "program/city_store.hpp"

/// The election to come: `election show`, `election set`, `election fit`.
namespace belfry::cli {

namespace {

std::string time_in_words(const char* what, const city::ServiceTime& time) {
    return fmt::format(
        "  {}: {:.2f} min, {}\n",
        what,
        simulation::mean_of(time.time),
        text::Catalog::embedded().say("en", "source." + time.source)
    );
}

std::string in_words(const city::Election& election) {
    const auto& service = election.service;
    auto out = fmt::format(
        "{}{}, {} to {}, {}\n",
        election.name.empty() ? "Election" : election.name,
        election.date ? " on " + to_iso(*election.date) : std::string(" without a date"),
        simulation::to_text(election.opens),
        simulation::to_text(election.closes),
        zone_in_words(election.time_zone, election.time_zone_rule)
    );
    for (const auto& day : election.early_voting) {
        out += fmt::format(
            "  early voting {}, {} to {}\n",
            to_iso(day.date),
            simulation::to_text(day.opens),
            simulation::to_text(day.closes)
        );
    }
    out += fmt::format(
        "Voters: the prior election × {}{}\n",
        election.turnout_factor,
        election.expected_voters ? fmt::format(", {} in the whole city", *election.expected_voters)
                                 : ""
    );
    out += fmt::format(
        "Arrivals: {} parts of the day, {}\nTimes:\n",
        election.arrivals.shares.size(),
        text::Catalog::embedded().say("en", "source." + election.arrivals.source)
    );
    out += time_in_words("check-in", service.check_in);
    out += time_in_words("check-in on paper", service.check_in_on_paper);
    out += time_in_words("marking by hand", service.marking);
    out += time_in_words("marking on a device", service.device);
    out += time_in_words("accessible device", service.accessible_device);
    out += time_in_words("scanning", service.scanning);
    return out;
}

Result<city::Election> change(web::House& house, const city::ElectionEdit& edit) {
    return services_of(house).record.write(
        {record::Actor::belfry(), "election.update", {"election", 1}},
        [&](record::Writing& writing) { return city::change_election(writing, edit); }
    );
}

std::string in_words(const city::DateReading& dates) {
    const bool month_first = dates.order == city::DateOrder::month_first;
    const auto& catalog = text::Catalog::embedded();
    return fmt::format(
        "{} was read as {} ({} first): {}{}\n",
        dates.example,
        dates.is_day ? to_iso(*dates.is_day) : std::string(),
        month_first ? "month" : "day",
        catalog.say("en", "date_order." + std::string(json::name_of(dates.basis))),
        dates.basis == city::OrderBasis::assumed
            ? fmt::format(" If it is wrong: --date-order {}.", month_first ? "day" : "month")
            : std::string()
    );
}

std::string in_words(const city::Fit& fit) {
    auto out = fmt::format(
        "{} rows: {} read as they stand, {} repaired, {} set aside; {} used\n",
        fit.rows.rows,
        fit.rows.read,
        fit.rows.repaired,
        fit.rows.set_aside,
        fit.used
    );
    if (fit.day) {
        out += fmt::format("Rows of {} count.\n", to_iso(*fit.day));
    }
    if (fit.dates) {
        out += in_words(*fit.dates);
    }
    if (fit.mean) {
        out += fmt::format(
            "Service: mean {:.2f} min, standard deviation {:.2f} min\n",
            *fit.mean,
            fit.sd.value_or(0)
        );
    }
    if (fit.arrivals) {
        out += "Arrivals from opening to closing:";
        for (const double share : fit.arrivals->shares) {
            out += fmt::format(" {:.1f}%", share * 100);
        }
        out += "\n";
    }
    if (fit.typical_error) {
        out += fmt::format(
            "Half of the reports are within {:.1f} points of it.\n", *fit.typical_error * 100
        );
    }
    return out;
}

/// The election with what was found in the place that was asked for.
Result<city::ElectionEdit> use_of(
    const city::Fit& fit, const city::Election& election, const std::string& use
) {
    city::ElectionEdit edit;
    if (use == "arrivals" ? !fit.arrivals : !fit.service) {
        return refuse(
            Refusal::Kind::invalid,
            "fit_has_no_such_thing",
            fmt::format("The log says nothing about this: {}.", use)
        );
    }
    if (use == "arrivals") {
        edit.arrivals = fit.arrivals;
        return edit;
    }
    edit.service = election.service;
    boost::mp11::mp_for_each<json::detail::MembersOf<city::ServiceTimes>>([&](auto member) {
        if (use == member.name) {
            (*edit.service).*member.pointer = *fit.service;
        }
    });
    return edit;
}

Result<city::Fit> fit_of(const ElectionFitWish& wish, const city::Election& election) {
    std::vector<city::SourceFile> files;
    for (const auto& name : wish.files) {
        auto bytes = bytes_of_file(name);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        files.push_back({std::filesystem::path(name).filename().string(), std::move(*bytes)});
    }
    const auto tables = city::read_tables(std::move(files));
    if (!tables) {
        return std::unexpected(tables.error());
    }
    return city::fit_log(
        *tables,
        election,
        {wish.turnout_of, json::named<city::DateOrder>(wish.date_order + "_first")}
    );
}

}  // namespace

int election_show(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto election = house.database->read(city::load_election);
        out.say(in_words(election), json::write(election).as_object());
        return done;
    });
}

int election_set(const web::Place& place, const std::string& file, const Output& out) {
    const auto edit = read_election_edit(file);
    if (!edit) {
        return out.refuse(edit.error());
    }
    const auto work = [&](web::House& house) -> int {
        const auto election = change(house, *edit);
        if (!election) {
            return out.refuse(election.error());
        }
        out.say(in_words(*election), json::write(*election).as_object());
        return done;
    };
    return with_house(place, out, work, Data::made_if_missing);
}

int election_fit(const web::Place& place, const ElectionFitWish& wish, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto election = house.database->read(city::load_election);
        const auto fit = fit_of(wish, election);
        if (!fit) {
            return out.refuse(fit.error());
        }
        auto said = in_words(*fit);
        if (!wish.use.empty()) {
            const auto edit = use_of(*fit, election, wish.use);
            if (!edit) {
                return out.refuse(edit.error());
            }
            if (const auto changed = change(house, *edit); !changed) {
                return out.refuse(changed.error());
            }
            said += "The election uses it now.";
        }
        out.say(said, json::write(*fit).as_object());
        return done;
    });
}

}  // namespace belfry::cli
