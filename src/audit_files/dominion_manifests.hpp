#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// What a Dominion JSON export's manifests say, by their numbers.
struct DominionManifests {
    struct Contest {
        std::string name;
        int votes_allowed = 1;
        int ranks = 0;
        bool disabled = false;
    };

    struct Candidate {
        std::string name;
        std::int64_t contest = 0;
    };

    std::map<std::int64_t, Contest> contests;
    /// In the order of the manifest.
    std::vector<std::pair<std::int64_t, Candidate>> candidates;
    std::unordered_map<std::int64_t, std::string> ballot_types;
    std::unordered_map<std::int64_t, std::string> groups;
    std::unordered_map<std::int64_t, std::string> precincts;
    std::map<std::int64_t, std::string> conditions;  ///< Why a card was out-stacked.
};

/// Which of a Dominion export's JSON files this is ("ContestManifest"), by its members; empty for
/// one that is none. CvrExport files are "CvrExport".
[[nodiscard]] Result<std::string> dominion_kind(documents::Source& source);

/// Adds a manifest. Kinds that records are read without (tabulators, parties) are passed over.
[[nodiscard]] Result<void> add_manifest(
    DominionManifests& into, documents::Source& source, std::string_view kind
);

}  // namespace belfry::audit_files
