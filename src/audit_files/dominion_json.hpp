#pragma once

#include <span>

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Reads Dominion Democracy Suite JSON exports: CvrExport_*.json of one election and the manifests
/// that name contests, candidates, ballot types, counting groups and precincts; each file is
/// recognised by what is in it. Without a manifest things are called by their numbers, and the
/// summary says so.
///
/// Of a session's Original and Modified record the one that says IsCurrent is read; one session is
/// one record, also where it has several cards. A record number that is withheld ("X") is taken
/// from the name of the image. Marks that are no vote (IsVote) are not counted; those that are
/// ambiguous the summary counts. Sessions that stand there twice are set aside when both are
/// equal. Refuses, with the line, what is no such JSON and two sessions of one card that disagree.
[[nodiscard]] Result<ImportedCards> read_dominion_json(std::span<documents::Source* const> files);

}  // namespace belfry::audit_files
