#pragma once

#include <span>

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Reads an ES&S export: one or several tables of records ("Cast Vote Record, Precinct, Ballot
/// Style, <contest>…", a cell the choice's text, "undervote", "overvote" or blank: the contest is
/// not on the card) and any number of "Ballots" tables that say where each record's card lies,
/// joined on the number of the cast vote record. CSV or Excel workbooks; rows above the header are
/// passed over; the footer "Total : n" is checked. A contest that has several columns allows as
/// many votes. Choices are known from the cells alone: one that nobody chose does not appear.
[[nodiscard]] Result<ImportedCards> read_ess(
    std::span<documents::Source* const> records, std::span<documents::Source* const> ballots
);

}  // namespace belfry::audit_files
