#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "cli/columns.hpp"
#include "cli/output.hpp"
#include "simulation/rehearsal.hpp"
#include "web/application.hpp"
#include "web/house.hpp"

/// What `belfry` can do. Each command is a function of what was asked for and gives the exit code.
namespace belfry::cli {

struct Program {
    std::string version;
    std::span<const EmbeddedFile> web_app;
};

struct Serve {
    web::Place place;
    web::Doors doors;
    std::string log = "info";
    unsigned simulation_threads = 0;  ///< 0: every core, at low priority.
    /// Of one account, or of one network without; 0: no limit. A choice: a hundred a second is more
    /// than people do by hand, and little of what the server answers (docs/performance.md).
    int requests_per_minute = 6000;
    std::string public_url = {};  ///< Where people find it; the set-up link begins with it.
};

int serve(const Program& program, const Serve& wish, const Output& out);

struct UserWish {
    std::string email;
    std::string name;
    std::string roles;                           ///< `mayor,staff`
    std::string base = "http://127.0.0.1:8080";  ///< What a link begins with.
    bool without_second_factor = false;
    std::string until = {};  ///< The last day of a temporary account, YYYY-MM-DD; empty: none.
};

int user_list(const web::Place& place, const Output& out);
int user_add(const web::Place& place, const UserWish& wish, const Output& out);
int user_reset(const web::Place& place, const UserWish& wish, const Output& out);
int user_disable(const web::Place& place, const UserWish& wish, const Output& out);
int user_enable(const web::Place& place, const UserWish& wish, const Output& out);
int user_set_roles(const web::Place& place, const UserWish& wish, const Output& out);

int backup(const web::Place& place, const Output& out);
int backup_list(const web::Place& place, const Output& out);
/// `identity` names a file of age identities, for a backup that is encrypted.
int restore(
    const web::Place& place,
    const std::filesystem::path& file,
    const std::filesystem::path& identity,
    const Output& out
);
/// Tries a backup; the newest where no `file` is named.
int drill(
    const web::Place& place,
    const std::filesystem::path& file,
    const std::filesystem::path& identity,
    const Output& out
);

struct BackupWish {
    std::string file;      ///< Of a backup; `list` for the list.
    std::string identity;  ///< File of age identities.
    /// What changes of the settings.
    std::optional<std::vector<std::string>> recipients;  ///< `none` alone: nobody.
    std::optional<std::string> at;
    std::optional<int> keep;
    std::optional<std::string> drill_on;
};

int backup_settings(const web::Place& place, const BackupWish& wish, const Output& out);
/// Seals everything anew with a new key; `lost`: gives up what only the old one opens.
int renew_key(const web::Place& place, bool lost, const Output& out);

int doctor(const Program& program, const web::Place& place, bool thorough, const Output& out);
int record_head(const web::Place& place, const Output& out);

int openapi(const Program& program, const Output& out);
int demo(const web::Place& place, bool load, const std::string& language, const Output& out);
int export_portal(const web::Place& place, const std::filesystem::path& folder, const Output& out);

struct ImportWish {
    std::vector<std::string> files;
    std::string absent;   ///< keep, remove; empty: as the files suggest.
    std::string rows;     ///< Where what becomes of each row goes, as CSV.
    std::string changes;  ///< Where what the city loses and gains goes, as CSV.
    ColumnWish columns;
    bool dry_run = false;
    std::int64_t undone = 0;  ///< Number of the import that is taken back.
};

int import(const web::Place& place, const ImportWish& wish, const Output& out);
int undo_import(const web::Place& place, std::int64_t number, const Output& out);

struct ProtocolWish {
    std::int64_t plan = 0;
    std::string site;              ///< Empty: all.
    std::string language = "en";   ///< en, es.
    std::string format = "html";   ///< html, docx, json.
    std::string paper = "letter";  ///< letter, a4.
    bool sets = false;             ///< Each place's pages in one pile.
    std::string output;            ///< Empty: standard output.
};

int plan_protocol(const web::Place& place, const ProtocolWish& wish, const Output& out);

struct ElectionFitWish {
    std::vector<std::string> files;  ///< A log, and perhaps a table of turnouts.
    std::string turnout_of;          ///< Which election of a table of turnouts is meant.
    std::string date_order;          ///< month, day: what stands first; empty: find it out.
    std::string use;                 ///< arrivals, or a member of city::ServiceTimes; empty: none.
};

int election_show(const web::Place& place, const Output& out);
int election_set(const web::Place& place, const std::string& file, const Output& out);
int election_fit(const web::Place& place, const ElectionFitWish& wish, const Output& out);

struct RehearseWish {
    std::int64_t run = 0;  ///< Of the data; else a city and what follows.
    std::string city;      ///< File, folder of lists, or name of a preset.
    ColumnWish columns;    ///< Of the lists in a folder.
    /// Files or presets. More than one of either: all plans in all scenarios are compared.
    std::vector<std::string> scenarios;
    std::vector<std::string> plans;
    std::uint32_t days = 1000;
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has.
    double confidence = 0.99;
    double half_width = 0;  ///< Stop when the mean wait is known to so many minutes; 0: never.
    bool city_only = false;
};

struct OptimiseWish {
    std::string city;  ///< File, or name of a preset; likewise the next two.
    std::vector<std::string> scenarios;
    std::string plan;
    std::vector<std::string> levers;       ///< `spares=0..6`
    std::vector<std::string> site_levers;  ///< With a number of its own for each site.
    double probability = 0.95;
    double indifference = 0.02;
    std::uint32_t days = 200;
    std::uint32_t final_days = 1000;
    std::uint64_t seed = 1;
    unsigned threads = 0;
};

/// Who runs the days when it is not this process alone.
struct Runners {
    /// Empty when another process has the result.
    std::optional<simulation::Rehearsal> (*rehearse)(
        const simulation::Model& model, const simulation::RunOptions& options
    );
    simulation::Engines (*engines)(
        const std::stop_token& interrupt, const std::stop_source& agreed
    );
    bool (*speaks)();  ///< Whether this process shows results.
};

void rehearse_by(const Runners& others);
/// Those set by rehearse_by.
[[nodiscard]] const std::optional<Runners>& other_runners();
/// Under mpirun the program beside this one takes over; it does not come back.
void hand_over_to_mpi(const Output& out);
int rehearse(const web::Place& place, const RehearseWish& wish, const Output& out);
int optimise(const OptimiseWish& wish, const Output& out);
int list_presets(const Output& out);
int version(const Program& program, const Output& out);
int completion(const Output& out);

/// What a command wants of a city's data. Only the server wants them for itself.
enum class Data { there_already, made_if_missing, served };

/// Opens the data for a command, says why not where it cannot, and runs `work` on it.
int with_house(
    const web::Place& place,
    const Output& out,
    const std::function<int(web::House&)>& work,
    Data data = Data::there_already
);

/// What a settings file says, by the long name of the option; a list has several values.
using SettingsSaid = std::vector<std::pair<std::string, std::vector<std::string>>>;

[[nodiscard]] Result<SettingsSaid> read_settings(const std::filesystem::path& file);

/// Refuses (`settings_file_open`) a file that holds the password of the database and that others
/// than its owner may get at: the rule of the key file.
[[nodiscard]] Result<void> check_rights(
    const std::filesystem::path& file, const SettingsSaid& settings
);

/// Every command and every option of every command: `serve`, `--port`.
[[nodiscard]] std::set<std::string> all_words(const Program& program);

/// Reads the command line and does what it says.
int run(const Program& program, std::span<char*> arguments);

}  // namespace belfry::cli
