#include <system_error>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "text/catalog.hpp"

/// Looking after the data: backup, restore, doctor, record.
namespace belfry::cli {

namespace {

std::string hex(std::span<const std::byte> bytes) {
    std::string out;
    for (const auto byte : bytes) {
        out += fmt::format("{:02x}", static_cast<unsigned>(byte));
    }
    return out;
}

std::string_view mark(operations::FindingState state) {
    using operations::FindingState;
    switch (state) {
        case FindingState::good:
            return "good     ";
        case FindingState::attention:
            return "attention";
        case FindingState::bad:
            return "BAD      ";
    }
    return {};
}

/// Says what failed: disk, database or network.
int guarded(const web::Place& place, const Output& out, const std::function<int()>& work) {
    try {
        return work();
    } catch (const std::system_error& error) {
        return out.fail(fmt::format("{}: {}", place.data.string(), error.code().message()));
    } catch (const store::SqlError& error) {
        return out.fail(error.what());
    }
}

}  // namespace

int with_house(
    const web::Place& place,
    const Output& out,
    const std::function<int(web::House&)>& work,
    Data data
) {
    return guarded(place, out, [&] {
        auto house = data == Data::there_already ? web::open_existing_house(place)
                     : data == Data::served      ? web::open_house(place)
                                                 : web::open_house(place, store::Opener::command);
        return house ? work(**house) : out.refuse(house.error());
    });
}

int backup(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto made = house.backups.make(*house.database, house.clock.now());
        const auto file = (house.backups.folder() / made.name).string();
        auto object = json::write(made).as_object();
        object["file"] = file;
        out.say(
            fmt::format(
                "{}\n{}, sha256 {}",
                file,
                operations::size_text(static_cast<std::uintmax_t>(made.size)),
                made.sha256
            ),
            object
        );
        return done;
    });
}

int backup_list(const web::Place& place, const Output& out) {
    for (const auto& each : operations::Backups(place.backups()).list()) {
        out.say(
            fmt::format(
                "{}  {:>10}  {}",
                each.name,
                operations::size_text(static_cast<std::uintmax_t>(each.size)),
                each.sha256
            ),
            json::write(each).as_object()
        );
    }
    return done;
}

int restore(const web::Place& place, const std::filesystem::path& file, const Output& out) {
    return guarded(place, out, [&]() -> int {
        const auto named = operations::Backups(place.backups()).find(file.string());
        const auto kept = operations::restore(
            place.location(), named.value_or(file), web::all_migrations(), SystemClock().now()
        );
        if (!kept) {
            return out.refuse(kept.error());
        }
        const auto sentence =
            kept->empty()
                ? "Restored."
                : fmt::format("Restored. What was there before lies in {}.", kept->string());
        out.say(sentence, {{"restored", true}, {"kept", kept->string()}});
        return done;
    });
}

int doctor(const Program& program, const web::Place& place, bool thorough, const Output& out) {
    return guarded(place, out, [&] {
        const web::Settings settings{.doors = {}, .version = program.version, .web_app = {}};
        bool bad = false;
        for (const auto& observation : web::examine(place, settings, thorough)) {
            const auto finding = operations::said(observation, text::Catalog::embedded(), "en");
            bad = bad || finding.state == operations::FindingState::bad;
            out.say(
                fmt::format("{}  {}: {}", mark(finding.state), finding.title, finding.detail),
                json::write(finding).as_object()
            );
        }
        return bad ? found : done;
    });
}

int record_head(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto head = house.record->head();
        const auto root = hex(head.root);
        out.say(
            fmt::format("{} entries, root {}", head.size, root),
            {{"size", head.size}, {"root", root}}
        );
        return done;
    });
}

int record_verify(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto head = house.record->verify();
        if (!head) {
            static_cast<void>(out.refuse(head.error()));
            return found;
        }
        const auto root = hex(head->root);
        out.say(
            fmt::format("{} entries, all good; root {}", head->size, root),
            {{"size", head->size}, {"root", root}, {"good", true}}
        );
        return done;
    });
}

}  // namespace belfry::cli
