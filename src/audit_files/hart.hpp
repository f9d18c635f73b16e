#pragma once

#include <span>

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Reads a Hart export: one XML file a card (members of a zip file, or on their own) and any number
/// of "scanned ballot information" tables, joined on CvrGuid = CvrId, that give the printed
/// identifier and the scanner. A contest allows as many votes as marks and undervotes of a card
/// add up to; an option without a name is a write-in. Choices are known from the cards alone: one
/// that nobody chose does not appear. XML with a document type is refused.
[[nodiscard]] Result<ImportedCards> read_hart(
    std::span<documents::Source* const> cards, std::span<documents::Source* const> scanned
);

}  // namespace belfry::audit_files
