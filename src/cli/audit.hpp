#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/output.hpp"

/// `belfry audit …`: the steps of an audit on one folder.
namespace belfry::cli {

/// What stands on the command line; each command uses its own part.
struct AuditWish {
    std::filesystem::path folder;
    std::vector<std::string> by;  ///< Who does the step.

    std::string title;
    std::string election;
    std::string election_day;
    std::vector<std::string> jurisdictions;
    double risk_limit = 0.05;
    double gamma = 1.03905;
    std::string sampling = "consistent";
    bool with_replacement = false;
    bool card_styles = false;

    std::vector<std::string> files;  ///< That `belfry audit read` looks into.

    std::string contests;                ///< File.
    std::vector<std::string> manifests;  ///< `Jurisdiction=file`; likewise the next.
    std::vector<std::string> records;
    std::vector<std::string> totals;  ///< `Jurisdiction/Contest=file`.
    std::string sample;               ///< File of cards that were drawn elsewhere.
    bool close = false;

    std::vector<std::string> rolls;  ///< `7:Ada Lovelace`.
    std::vector<std::string> sizes;  ///< `Mayor=120`.
    int round = 0;                   ///< 0: the newest.
    bool labels = false;

    std::int64_t item = 0;
    std::string sheet;               ///< A filled-in retrieval list.
    std::vector<std::string> votes;  ///< `Mayor=Ada`.
    bool not_found = false;
    bool wrong_card = false;
    bool third_reading = false;
    bool agreement = false;
    std::string reason;

    std::string contest;
    std::vector<std::string> winners;

    std::string role;
    std::string key;  ///< File of a signing key.
    bool new_key = false;

    std::string to;  ///< Folder or file that is written.
    std::string language = "en";
    std::string terms;  ///< What `belfry audit plan` reckons with: a file.
};

int audit_plan(const AuditWish& wish, const Output& out);
int audit_init(const AuditWish& wish, const Output& out);
int audit_commit(const AuditWish& wish, const Output& out);
int audit_seed(const AuditWish& wish, const Output& out);
int audit_draw(const AuditWish& wish, const Output& out);
int audit_list(const AuditWish& wish, const Output& out);
int audit_enter(const AuditWish& wish, const Output& out);
int audit_measure(const AuditWish& wish, const Output& out);
int audit_full_count(const AuditWish& wish, const Output& out);
int audit_close(const AuditWish& wish, const Output& out);
int audit_sign(const AuditWish& wish, const Output& out);
int audit_status(const AuditWish& wish, const Output& out);
int audit_report(const AuditWish& wish, const Output& out);
int audit_verify(const AuditWish& wish, const Output& out);
int audit_export(const AuditWish& wish, const Output& out);

}  // namespace belfry::cli
