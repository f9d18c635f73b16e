#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::cli {

namespace {

constexpr auto footer = R"(
A first start:
  belfry serve --data /var/lib/belfry     then open the link that it prints
A look around, with a fictional city:
  belfry demo load --data ./data && belfry serve --data ./data
Every night:
  belfry backup --data /var/lib/belfry    (a running server makes its own)

Exit codes: 0 done; 1 failed (disk, database, network); 2 not understood;
3 refused, the message says what to change; 4 another Belfry works with this
data; 5 looked and found something bad (doctor, record verify).

Each option of `serve` may also stand in a settings file (--config FILE, TOML)
or in the environment: --public-port is BELFRY_PUBLIC_PORT. The command line
goes first, then the environment, then the file.
)";

/// `--public-port` → `BELFRY_PUBLIC_PORT`
std::string environment_name(std::string option) {
    for (auto& c : option) {
        c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return "BELFRY_" + option;
}

/// Everything that may stand on the command line, and what is then to be done.
class CommandLine {
public:
    explicit CommandLine(const Program& program) : program_(program) {
        app_.require_subcommand(1);
        app_.footer(footer);
        app_.set_help_all_flag("--help-all", "The help of every command");
        app_.option_defaults()->always_capture_default();
        add_serve();
        add_users();
        add_care();
        add_rehearsal();
        add_rest();
    }

    int run(int count, char** arguments) {
        if (const auto refusal = take_settings(count, arguments)) {
            return Output(json_).refuse(*refusal);
        }
        try {
            app_.parse(count, arguments);
        } catch (const CLI::ParseError& error) {
            return app_.exit(error) == 0 ? done : wrong_usage;
        }
        return command_(Output(json_));
    }

private:
    using Command = std::function<int(const Output&)>;

    CLI::App* add(CLI::App& under, const std::string& name, const std::string& what, Command act) {
        auto* command = under.add_subcommand(name, what);
        command->add_flag("--json", json_, "Answer in JSON, one object a line");
        command->callback([this, act = std::move(act)] { command_ = act; });
        return command;
    }

    CLI::App* add_on_data(
        CLI::App& under, const std::string& name, const std::string& what, Command act
    ) {
        auto* command = add(under, name, what, std::move(act));
        command->add_option("--data", place_.data, "Folder of the city's data")
            ->envname("BELFRY_DATA");
        command
            ->add_option(
                "--database",
                place_.database,
                "PostgreSQL server, postgres://…; without it an SQLite file in the data folder"
            )
            ->envname("BELFRY_DATABASE");
        return command;
    }

    template <class T>
    CLI::Option* serve_option(const std::string& name, T& value, const std::string& what) {
        return serve_->add_option("--" + name, value, what)->envname(environment_name(name));
    }

    void add_serve();
    void add_users();
    void add_care();
    void add_rehearsal();
    void add_rest();
    std::optional<Refusal> take_settings(int count, char** arguments);

    const Program& program_;
    CLI::App app_{"Belfry: a city's election-security programme in one program.", "belfry"};
    CLI::App* serve_ = nullptr;
    Command command_;
    bool json_ = false;
    web::Place place_{.data = "data"};
    Serve serve_wish_;
    std::string certificate_;
    std::string key_;
    std::string config_;
    UserWish user_;
    RehearseWish rehearse_;
    std::string file_;
    std::string language_ = "en";
    bool thorough_ = false;
};

void CommandLine::add_serve() {
    serve_ = add_on_data(app_, "serve", "Serve Belfry until SIGTERM", [this](const Output& out) {
        auto wish = serve_wish_;
        wish.place = place_;
        if (!certificate_.empty()) {
            wish.doors.tls = http::Tls{certificate_, key_};
        }
        return serve(program_, wish, out);
    });
    auto& doors = serve_wish_.doors;
    serve_option("port", doors.port, "Port for staff; 0: any free one");
    serve_option(
        "public-port",
        doors.public_port,
        "Port of the public pages; 0: any free one. Without it the one after --port"
    );
    serve_option("address", doors.address, "Address to listen at: 0.0.0.0 for every network");
    serve_option("public-address", doors.public_address, "The same for the public pages");
    auto* certificate = serve_option("tls-cert", certificate_, "Certificate chain, PEM");
    auto* key = serve_option("tls-key", key_, "Its key, PEM");
    certificate->needs(key);
    key->needs(certificate);
    serve_option(
        "trusted-proxy",
        doors.trusted_proxies,
        "Address of a reverse proxy whose X-Forwarded-* holds"
    );
    serve_option("public-url", serve_wish_.public_url, "Where people find Belfry: https://…");
    serve_option("log", serve_wish_.log, "Least level of what is logged")
        ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}));
    serve_->add_option("--config", config_, "Settings file (TOML)")->envname("BELFRY_CONFIG");
}

void CommandLine::add_users() {
    auto* user = app_.add_subcommand("user", "People with an account");
    user->require_subcommand(1);
    using Act = int (*)(const web::Place&, const UserWish&, const Output&);
    const auto add_one = [&](const char* name, const char* what, Act act) {
        auto* command = add_on_data(*user, name, what, [this, act](const Output& out) {
            return act(place_, user_, out);
        });
        command->add_option("email", user_.email, "E-mail address")->required();
        return command;
    };
    constexpr auto* url = "Where people find Belfry: the start of the link";
    constexpr auto* roles = "administrator, mayor, planner, …; several with commas";
    add_on_data(*user, "list", "Everybody", [this](const Output& out) {
        return user_list(place_, out);
    });
    auto* invite =
        add_one("add", "Invite somebody: prints the link that makes their account", user_add);
    invite->add_option("--name", user_.name, "Name")->required();
    invite->add_option("--roles", user_.roles, roles)->required();
    invite->add_option("--url", user_.base, url);
    auto* reset = add_one("reset-link", "A link with which they set a new password", user_reset);
    reset->add_option("--url", user_.base, url);
    reset->add_flag(
        "--without-second-factor",
        user_.without_second_factor,
        "Also switch off their authenticator app: phone and recovery codes are lost"
    );
    add_one("disable", "End their sessions and let them in no more", user_disable);
    add_one("enable", "Let them in again", user_enable);
    auto* change = add_one("set-roles", "Change what they are", user_set_roles);
    change->add_option("--roles", user_.roles, roles)->required();
}

void CommandLine::add_care() {
    auto* make =
        add_on_data(app_, "backup", "Make a backup in DATA/backups", [this](const Output& out) {
            return file_ == "list" ? backup_list(place_, out) : backup(place_, out);
        });
    make->add_option("action", file_, "`list` shows those that are kept")
        ->check(CLI::IsMember({"list"}));
    auto* back = add_on_data(
        app_,
        "restore",
        "Put a backup in the place of the data",
        [this](const Output& out) { return restore(place_, file_, out); }
    );
    back->add_option("backup", file_, "File, or name in DATA/backups")->required();
    auto* look = add_on_data(app_, "doctor", "Look for trouble", [this](const Output& out) {
        return doctor(program_, place_, thorough_, out);
    });
    look->add_flag("--full", thorough_, "Also the database file and every entry of the record");
    auto* record = app_.add_subcommand("record", "The permanent record");
    record->require_subcommand(1);
    add_on_data(*record, "head", "Its size and root", [this](const Output& out) {
        return record_head(place_, out);
    });
    add_on_data(
        *record,
        "verify",
        "Recompute every entry, the tree and what it disclosed",
        [this](const Output& out) { return record_verify(place_, out); }
    );
}

void CommandLine::add_rehearsal() {
    auto* days =
        add(app_,
            "rehearse",
            "Simulate Election Day: a city, what goes wrong, and a plan",
            [this](const Output& out) { return rehearse(rehearse_, out); });
    auto& wish = rehearse_;
    days->add_option("--city", wish.city, "City: a file, or a preset's own")->required();
    days->add_option("--scenario", wish.scenario, "Scenario: a file, or a preset (see presets)");
    days->add_option("--plan", wish.plan, "Plan: a file, or what was done in a preset");
    days->add_option("--days", wish.days, "How many days")
        ->check(CLI::Range(1U, simulation::most_days));
    days->add_option("--seed", wish.seed, "Equal seeds give equal days");
    days->add_option("--threads", wish.threads, "0: as many as the machine has")
        ->check(CLI::Range(0U, 1024U));
    days->add_option("--confidence", wish.confidence, "Of every interval")
        ->check(CLI::Range(0.5, 0.9999));
    days->add_option("--until", wish.half_width, "Stop when the mean wait is known to ± minutes")
        ->check(CLI::Range(0.0, 1000.0));
    days->add_flag("--city-only", wish.city_only, "Leave out the sites");
    add(app_, "presets", "Real incidents to rehearse", [](const Output& out) {
        return list_presets(out);
    });
}

void CommandLine::add_rest() {
    auto* port_ellery = app_.add_subcommand("demo", "Port Ellery, a fictional city");
    port_ellery->require_subcommand(1);
    auto* load =
        add_on_data(*port_ellery, "load", "Fill Belfry with it", [this](const Output& out) {
            return demo(place_, true, language_, out);
        });
    load->add_option("--language", language_, "en, es");
    add_on_data(
        *port_ellery,
        "remove",
        "Take away exactly what it brought",
        [this](const Output& out) { return demo(place_, false, language_, out); }
    );
    auto* pages = add_on_data(
        app_,
        "export-portal",
        "Write the public pages as files",
        [this](const Output& out) { return export_portal(place_, file_, out); }
    );
    pages->add_option("folder", file_, "Where they go")->required();
    add(app_, "openapi", "Print the API document (OpenAPI 3.1)", [this](const Output& out) {
        return openapi(program_, out);
    });
    auto* complete =
        add(app_, "completion", "Print the completion of a shell", [](const Output& out) {
            return completion(out);
        });
    complete->add_option("shell", file_, "bash")->required()->check(CLI::IsMember({"bash"}));
    add(app_, "version", "Print the version", [this](const Output& out) {
        return version(program_, out);
    });
    app_.set_version_flag("--version", program_.version);
}

/// The settings file comes before the command line is read, as what it says counts least.
std::optional<Refusal> CommandLine::take_settings(int count, char** arguments) {
    std::string file;
    if (const char* name = std::getenv("BELFRY_CONFIG")) {
        file = name;
    }
    for (int i = 1; i + 1 < count; ++i) {
        if (std::string_view(arguments[i]) == "--config") {
            file = arguments[i + 1];
        }
    }
    if (file.empty()) {
        return {};
    }
    const auto settings = read_settings(file);
    if (!settings) {
        return settings.error();
    }
    for (const auto& [name, values] : *settings) {
        auto* option = serve_->get_option_no_throw("--" + name);
        if (option == nullptr || name == "config") {
            return Refusal{
                Refusal::Kind::invalid,
                "setting_unknown",
                fmt::format("{}: there is no setting {}.", file, name),
                {},
                {}
            };
        }
        option->default_val(values);
    }
    return {};
}

}  // namespace

int run(const Program& program, std::span<char*> arguments) {
    return CommandLine(program).run(static_cast<int>(arguments.size()), arguments.data());
}

}  // namespace belfry::cli
