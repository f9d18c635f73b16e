#pragma once

#include <filesystem>
#include <string>

#include "city/column_choice.hpp"
#include "city/day_model.hpp"
#include "city/election_edit.hpp"
#include "city/read_city.hpp"
#include "json/json.hpp"

namespace belfry::cli {

/// A city as its lists say it, without a database: what `rehearse --city FOLDER` takes.
struct CityFolder {
    city::FateCounts rows;
    std::vector<city::TableToMap> tables;  ///< What the columns were taken for.
    city::DayModel model;
    std::string time_zone;  ///< city::Election's.
    std::optional<program::ZoneRule> time_zone_rule;
};

/// `sites.csv` and, where it is there, `precincts.csv`; in a folder without `sites.csv` every list.
/// The election is the usual one (city::usual_election), but for what `election.json` says in the
/// members of `PATCH /api/v1/election`; its columns mean what `mapping.json` and `choices` say, and
/// else what they seem to. Refuses what cannot be read.
[[nodiscard]] Result<CityFolder> read_city_folder(
    const std::filesystem::path& folder, const city::Choices& choices = {}
);

/// What was read and which rules filled what, for people and for programs.
[[nodiscard]] std::string in_words(const CityFolder& folder);
[[nodiscard]] json::Object as_json(const CityFolder& folder);

/// The zone and why it is that one; "a time zone that nobody said" where it is empty.
[[nodiscard]] std::string zone_in_words(
    const std::string& zone, const std::optional<program::ZoneRule>& rule
);

/// What a file says of the election. Refuses, naming the file, what is none.
[[nodiscard]] Result<city::ElectionEdit> read_election_edit(const std::filesystem::path& file);

}  // namespace belfry::cli
