#pragma once

#include <string>

#include "cli/add_command.hpp"
#include "cli/output.hpp"
#include "web/house.hpp"

/// `belfry records`: retention, legal holds, exemptions and redactions.
namespace belfry::cli {

struct RecordsWish {
    std::string object;  ///< `task/12`
    bool all = false;    ///< Also what is kept for longer.
};

/// Records whose period of retention is over or soon will be.
int records_due(const web::Place& place, const RecordsWish& wish, const Output& out);
int records_holds(const web::Place& place, const Output& out);
int records_exemptions(const web::Place& place, const Output& out);
int records_redactions(const web::Place& place, const Output& out);

/// Every value the record has of one object.
int records_show(const web::Place& place, const RecordsWish& wish, const Output& out);

/// Carries out each redaction that two approved and whose day has come.
int records_carry_out(const web::Place& place, const Output& out);

struct RecordsOptions {
    web::Place& place;
    RecordsWish& wish;
};

void add_records(CLI::App& app, const RecordsOptions& options, const AddCommand& on_data);

}  // namespace belfry::cli
