#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/services.hpp"
#include "portal/portal.hpp"
#include "program/demo.hpp"
#include "text/catalog.hpp"

/// What needs no more than a few lines: API document, fictional city, public pages, version.
namespace belfry::cli {

std::span<const EmbeddedFile> completion_files();

namespace {

/// A folder that is gone when this is.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "belfry-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::system_error(errno, std::generic_category(), "no temporary folder");
        }
        path_ = name;
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder(TemporaryFolder&&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

/// The routes are made with an empty database behind them; nobody asks it anything.
int openapi(const Program& program, const Output& out) {
    const TemporaryFolder folder;
    const auto work = [&](web::House& house) -> int {
        const web::Settings settings{.doors = {}, .version = program.version, .web_app = {}};
        const auto application = web::Application::build(house, settings);
        if (!application) {
            return out.refuse(application.error());
        }
        fmt::print("{}\n", (*application)->api_document());
        return done;
    };
    return with_house({.data = folder.path()}, out, work, Data::made_if_missing);
}

int demo(const web::Place& place, bool load, const std::string& language, const Output& out) {
    const auto work = [&](web::House& house) -> int {
        const auto services = services_of(house);
        const auto actor = record::Actor::belfry();
        const auto state = load ? program::load_demo(services, actor, language)
                                : program::remove_demo(services, actor);
        if (!state) {
            return out.refuse(state.error());
        }
        out.say(
            state->loaded
                ? "Port Ellery is loaded. It is fictional: `belfry demo remove` takes it away."
                : "Port Ellery is gone.",
            {{"loaded", state->loaded}}
        );
        return done;
    };
    return with_house(place, out, work, load ? Data::made_if_missing : Data::there_already);
}

int export_portal(const web::Place& place, const std::filesystem::path& folder, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto view = portal::current_view(*house.database, *house.record, house.clock);
        const auto count =
            portal::export_pages(portal::render(view, text::Catalog::embedded()), folder);
        out.say(
            fmt::format("{} files in {}", count, folder.string()),
            {{"files", count}, {"folder", folder.string()}}
        );
        return done;
    });
}

int version(const Program& program, const Output& out) {
    out.say("belfry " + program.version, {{"version", program.version}});
    return done;
}

int completion(const Output& out) {
    const auto text = completion_files().front().content;
    out.say(text, {{"bash", text}});
    return done;
}

}  // namespace belfry::cli
