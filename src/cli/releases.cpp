#include "cli/releases.hpp"

#include <fstream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/file_source.hpp"
#include "cli/log.hpp"
#include "program/city_store.hpp"
#include "program/local_time.hpp"
#include "release_packages/release.hpp"
#include "release_packages/request_store.hpp"
#include "release_verify/verify.hpp"
#include "transparency/log.hpp"

namespace belfry::cli {

namespace {

using release_verify::Verified;

std::string people_read(const Verified& verified) {
    auto out = fmt::format(
        "Good: package {} of request {}, committed at {} in {}, which has {} entries.\n{} entries "
        "with {} released and {} withheld fields",
        verified.release,
        verified.request,
        verified.committed_at,
        verified.origin,
        verified.size,
        verified.entries,
        verified.released,
        verified.withheld
    );
    if (verified.removed > 0) {
        out += fmt::format("; {} were removed from the record by law before", verified.removed);
    }
    out += '.';
    for (const auto& [mark, citation, text, fields] : verified.exemptions) {
        out += fmt::format("\n  {}: {} withheld under {} ({})", mark, fields, citation, text);
    }
    if (verified.outside > 0) {
        out += fmt::format(
            "\nThe city says that {} entries it found were not asked for.", verified.outside
        );
    }
    for (const auto& [object, first, last] : verified.gaps) {
        out += fmt::format("\nNot in the package: changes {} to {} of {}.", first, last, object);
    }
    for (const auto& witness : verified.witnesses) {
        out += fmt::format("\nWitness: {}.", witness);
    }
    if (!verified.key_given) {
        out += fmt::format(
            "\nThis holds for whoever has the key that the package names. Compare it with the "
            "city's own:\n  {}",
            verified.key
        );
    }
    return out;
}

}  // namespace

int records_verify(const ReleaseWish& wish, const Output& out) {
    const auto zip = bytes_of_file(wish.package);
    if (!zip) {
        return out.refuse(zip.error());
    }
    const auto verified = release_verify::verify(*zip, {wish.key, wish.witnesses});
    if (!verified) {
        static_cast<void>(out.refuse(verified.error()));
        return verified.error().code == "release_key_unreadable" ? refused : found;
    }
    out.say(people_read(*verified), json::write(*verified).as_object());
    return done;
}

int records_requests(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) {
        house.database->read([&](store::Connection& db) {
            const auto zone = program::find_city(db).time_zone;
            const auto today = program::local_day(zone, house.clock.now());
            for (const auto& request : release_packages::list_requests(db)) {
                const auto standing = release_packages::standing_of(db, request.id);
                const bool open = request.state == release_packages::RequestState::open;
                const auto left = program::days_between(today, request.due);
                const auto when = !open      ? std::string(json::name_of(request.state))
                                  : left < 0 ? fmt::format("late by {} days", -left)
                                             : fmt::format("{} days left", left);
                out.say(
                    fmt::format(
                        "{:>6}  {}  {:<16}  {} of {} values undecided  {}",
                        request.id.value,
                        to_iso(request.due),
                        when,
                        standing.undecided,
                        standing.undecided + standing.released + standing.withheld,
                        request.title
                    ),
                    {{"request", json::write(request)},
                     {"days_left", left},
                     {"standing", json::write(standing)}}
                );
            }
            return 0;
        });
        return done;
    });
}

int records_package(const web::Place& place, const ReleaseWish& wish, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto keys = keys_of(house);
        if (!keys) {
            return out.refuse(keys.error());
        }
        const auto zip = house.database->read([&](store::Connection& db) -> Result<std::string> {
            const auto all = release_packages::list_releases(db, {wish.request});
            for (const auto& release : all) {
                if (wish.number == 0 || release.number == wish.number) {
                    auto newest = transparency::checkpoint_of(db, keys->second);
                    return release_packages::finished(
                        db,
                        release,
                        release_packages::best_checkpoint(
                            db, static_cast<std::uint64_t>(release.seq), std::move(newest)
                        )
                    );
                }
            }
            return refuse(
                Refusal::Kind::not_found,
                "no_such_package",
                "There is no such package of this request."
            );
        });
        if (!zip) {
            return out.refuse(zip.error());
        }
        std::ofstream file(wish.output, std::ios::binary | std::ios::trunc);
        file << *zip;
        if (!file.flush()) {
            return out.fail(fmt::format("{} cannot be written", wish.output));
        }
        out.say(wish.output, {{"file", wish.output}, {"bytes", zip->size()}});
        return done;
    });
}

}  // namespace belfry::cli
