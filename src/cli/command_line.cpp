#include <algorithm>
#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/audit_options.hpp"
#include "cli/backup_options.hpp"
#include "cli/city_options.hpp"
#include "cli/commands.hpp"
#include "cli/log.hpp"
#include "cli/nearest.hpp"
#include "cli/plan_options.hpp"
#include "cli/records.hpp"
#include "cli/records_acts.hpp"
#include "cli/releases.hpp"
#include "cli/runs_options.hpp"

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
data; 5 looked and found something bad (doctor, log verify,
records verify, audit verify).

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
        const AddCommand plain = [this](auto& under, const auto& name, const auto& what, auto act) {
            return add(under, name, what, std::move(act));
        };
        const AddCommand on_data =
            [this](auto& under, const auto& name, const auto& what, auto act) {
                return add_on_data(under, name, what, std::move(act));
            };
        add_backups(app_, {place_, backups_}, on_data);
        add_care();
        add_import(app_, {place_, import_}, on_data);
        add_city(app_, city_, place_, on_data);
        add_plans(app_, {place_, protocol_}, on_data);
        add_rehearsal(app_, {place_, rehearse_}, on_data);
        add_runs(app_, {place_, export_, compare_}, on_data);
        add_log(app_, {place_, log_}, on_data);
        add_records(app_, {place_, records_}, on_data);
        add_records_acts(app_, {place_, records_act_}, on_data);
        add_releases(app_, {place_, releases_}, plain, on_data);
        add_audit(app_, audit_, plain);
        add_optimiser(app_, optimise_, plain);
        add_rest();
    }

    int run(std::span<char*> arguments) {
        const std::vector<std::string_view> words(arguments.begin(), arguments.end());
        const Output out(std::ranges::find(words, "--json") != words.end());
        if (const auto unknown = unknown_command(words)) {
            return out.misunderstood(*unknown);
        }
        if (const auto refusal = take_settings(words)) {
            return out.refuse(*refusal);
        }
        try {
            app_.parse(static_cast<int>(arguments.size()), arguments.data());
        } catch (const CLI::Success& asked) {
            return app_.exit(asked);  // help, version
        } catch (const CLI::ParseError& error) {
            return out.misunderstood(explained(error));
        }
        const int code = command_(out);
        if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
            return out.fail("what was to be said could not all be written: is the disk full?");
        }
        return code;
    }

    /// Every command and every option.
    [[nodiscard]] std::set<std::string> words() const {
        std::set<std::string> found;
        collect(app_, found);
        return found;
    }

private:
    using Command = std::function<int(const Output&)>;

    static void collect(const CLI::App& app, std::set<std::string>& found) {
        for (const auto* option : app.get_options()) {
            for (const auto& name : option->get_lnames()) {
                found.insert("--" + name);
            }
        }
        for (const auto* command : commands_of(app)) {
            found.insert(command->get_name());
            collect(*command, found);
        }
    }

    static std::vector<const CLI::App*> commands_of(const CLI::App& app) {
        return app.get_subcommands([](const CLI::App*) { return true; });
    }

    static std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands) {
        std::vector<std::string> names;
        for (const auto* command : commands) {
            names.push_back(command->get_name());
        }
        return names;
    }

    /// What is wrong where a command should stand and something else does.
    [[nodiscard]] std::optional<std::string> unknown_command(
        const std::vector<std::string_view>& words
    ) const;

    /// The command that stands on the line, as far as it goes.
    [[nodiscard]] const CLI::App* innermost() const {
        const auto* app = &app_;
        for (auto next = app->get_subcommands(); !next.empty(); next = app->get_subcommands()) {
            app = next.front();
        }
        return app;
    }

    [[nodiscard]] std::string explained(const CLI::ParseError& error) const {
        const auto* app = innermost();
        std::string path = "belfry";
        for (const auto* at = &app_; at != app;) {
            at = at->get_subcommands().front();
            path += " " + at->get_name();
        }
        return fmt::format("{}. `{} --help` shows what can be asked for.", said_of(error), path);
    }

    static std::string said_of(const CLI::ParseError& error) {
        std::string text = error.what();
        text = text.substr(0, text.find('\n'));
        while (text.ends_with('.')) {
            text.pop_back();
        }
        return text;
    }

    CLI::App* add(CLI::App& under, const std::string& name, const std::string& what, Command act) {
        auto* command = under.add_subcommand(name, what);
        command->add_flag("--json")->description("Answer in JSON, one object a line; refusals too");
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
    void add_rest();
    std::optional<Refusal> take_settings(const std::vector<std::string_view>& words);
    std::optional<Refusal> take_setting(
        const std::string& file, const std::string& name, const std::vector<std::string>& values
    );

    const Program& program_;
    CLI::App app_{"Belfry: a city's election-security programme in one program.", "belfry"};
    CLI::App* serve_ = nullptr;
    Command command_;
    web::Place place_{.data = "data"};
    Serve serve_wish_;
    std::string certificate_;
    std::string key_;
    std::string config_;
    UserWish user_;
    ImportWish import_;
    BackupWish backups_;
    CityWish city_;
    RehearseWish rehearse_;
    ProtocolWish protocol_;
    OptimiseWish optimise_;
    AuditWish audit_;
    ExportWish export_;
    CompareWish compare_;
    LogWish log_;
    RecordsWish records_;
    RecordsActWish records_act_;
    ReleaseWish releases_;
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
    const CLI::Range ports(0, 65'535);
    serve_option("port", doors.port, "Port for staff; 0: any free one")->check(ports);
    serve_option(
        "public-port",
        doors.public_port,
        "Port of the public pages; 0: any free one. Without it the one after --port"
    )
        ->check(ports);
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
    serve_option(
        "simulation-threads", serve_wish_.simulation_threads, "0: every core, at low priority"
    );
    serve_option(
        "requests-per-minute",
        serve_wish_.requests_per_minute,
        "Of one account, and of all who are not signed in in one network; 0: no limit"
    )
        ->check(CLI::Range(0, 1'000'000));
    serve_option("log", serve_wish_.log, "Least level of what is logged")
        ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}));
    serve_->add_option("--config", config_, "Settings file (TOML)")->envname("BELFRY_CONFIG");
    serve_->footer(R"(
Examples:
  belfry serve --data ./data                        on this machine, http://127.0.0.1:8080
  belfry serve --address 0.0.0.0 --tls-cert chain.pem --tls-key key.pem
                                                    for the whole network, with TLS
  belfry serve --trusted-proxy 127.0.0.1 --public-url https://belfry.city.example
                                                    behind a reverse proxy
  belfry serve --database postgres://belfry@db/belfry
                                                    several servers may share that database

Stop it with Ctrl-C or SIGTERM: it finishes what it has begun. One server at a
time works with an SQLite file; `user`, `backup`, `doctor`, `record` and `demo`
work beside it.)");
}

void CommandLine::add_users() {
    auto* user = app_.add_subcommand("user", "People with an account");
    user->require_subcommand(1);
    user->footer(R"(
Examples:
  belfry user add ana@city.example --name "Ana Reyes" --roles mayor
  belfry user reset-link ana@city.example           she has forgotten her password
  belfry user list --json | jq -r .email

These work while Belfry is serving. Whoever can run them can read the data
anyway; the record says that it was done here.)");
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
    invite->add_option("--until", user_.until, "Last day of a temporary account, YYYY-MM-DD");
    auto* reset = add_one("reset-link", "A link with which they set a new password", user_reset);
    reset->add_option("--url", user_.base, url);
    reset->add_flag(
        "--without-second-factor",
        user_.without_second_factor,
        "Also take their authenticator app and passkeys away: they and the codes are lost"
    );
    add_one("disable", "End their sessions and let them in no more", user_disable);
    add_one("enable", "Let them in again", user_enable);
    auto* change = add_one("set-roles", "Change what they are", user_set_roles);
    change->add_option("--roles", user_.roles, roles)->required();
}

void CommandLine::add_care() {
    auto* look = add_on_data(app_, "doctor", "Look for trouble", [this](const Output& out) {
        return doctor(program_, place_, thorough_, out);
    });
    look->add_flag("--full", thorough_, "Also the database file and every entry of the record");
    look->footer(R"(
Looks at the database and its layout, the record, the clock, the key file, who
can read the files, free space, backups and their drills, mail and TLS; changes
nothing and works while Belfry is serving. Ends with 5 when it finds something bad.)");
    auto* record = app_.add_subcommand("record", "The permanent record");
    record->require_subcommand(1);
    add_on_data(*record, "head", "Its size and root", [this](const Output& out) {
        return record_head(place_, out);
    });
    add_on_data(*record, "verify", "The same as `log verify`", [this](const Output& out) {
        return log_verify(place_, {}, out);
    });
}

void CommandLine::add_rest() {
    auto* port_ellery = app_.add_subcommand("demo", "Port Ellery, a fictional city");
    port_ellery->require_subcommand(1);
    auto* load =
        add_on_data(*port_ellery, "load", "Fill Belfry with it", [this](const Output& out) {
            return demo(place_, true, language_, out);
        });
    load->add_option("--language", language_, "en, es")->check(CLI::IsMember({"en", "es"}));
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

std::optional<std::string> CommandLine::unknown_command(const std::vector<std::string_view>& words
) const {
    const CLI::App* app = &app_;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto commands = commands_of(*app);
        if (commands.empty() || words[i].starts_with('-')) {
            return {};
        }
        const auto found = std::ranges::find(commands, words[i], [](const auto* command) {
            return command->get_name();
        });
        if (found == commands.end()) {
            const auto names = names_of(commands);
            const auto near = nearest(words[i], names);
            return near ? fmt::format(
                              "there is no command “{}”. Did you mean “{}”?", words[i], *near
                          )
                        : fmt::format(
                              "there is no command “{}”. There are: {}.",
                              words[i],
                              fmt::join(names, ", ")
                          );
        }
        app = *found;
    }
    return {};
}

std::string settings_file(const std::vector<std::string_view>& words) {
    constexpr std::string_view option = "--config";
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == option && i + 1 < words.size()) {
            return std::string(words[i + 1]);
        }
        if (words[i].starts_with("--config=")) {
            return std::string(words[i].substr(option.size() + 1));
        }
    }
    const char* const name = std::getenv("BELFRY_CONFIG");
    return name == nullptr ? "" : name;
}

/// The settings file comes before the command line is read, as what it says counts least.
std::optional<Refusal> CommandLine::take_settings(const std::vector<std::string_view>& words) {
    const auto file = settings_file(words);
    if (file.empty()) {
        return {};
    }
    const auto settings = read_settings(file);
    if (!settings) {
        return settings.error();
    }
    // The doctor says it among the rest.
    const bool serves = std::ranges::find(words, "serve") != words.end();
    if (const auto closed = check_rights(file, *settings); serves && !closed) {
        return closed.error();
    }
    for (const auto& [name, values] : *settings) {
        if (auto refusal = take_setting(file, name, values)) {
            return refusal;
        }
    }
    return {};
}

std::optional<Refusal> CommandLine::take_setting(
    const std::string& file, const std::string& name, const std::vector<std::string>& values
) {
    auto* option = serve_->get_option_no_throw("--" + name);
    if (option == nullptr || name == "config" || name == "help" || name == "json") {
        std::vector<std::string> known;
        for (const auto* each : serve_->get_options()) {
            known.push_back(each->get_lnames().front());
        }
        const auto near = nearest(name, known);
        return Refusal{
            Refusal::Kind::invalid,
            "setting_unknown",
            fmt::format(
                "{}: there is no setting {}.{}",
                file,
                name,
                near ? fmt::format(" Did you mean {}?", *near) : ""
            ),
            {},
            {}
        };
    }
    try {
        option->default_val(values);
    } catch (const CLI::Error& error) {
        return Refusal{
            Refusal::Kind::invalid,
            "setting_invalid",
            fmt::format("{}: {}: {}", file, name, error.what()),
            {},
            {}
        };
    }
    return {};
}

}  // namespace

std::set<std::string> all_words(const Program& program) {
    return CommandLine(program).words();
}

int run(const Program& program, std::span<char*> arguments) {
    return CommandLine(program).run(arguments);
}

}  // namespace belfry::cli
