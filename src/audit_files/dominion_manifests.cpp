#include "audit_files/dominion_manifests.hpp"

#include <algorithm>
#include <set>

#include "audit_files/bulk_json.hpp"

namespace belfry::audit_files {

using documents::JsonPiece;

namespace {

/// What an entry of a manifest's List has; of no interest to every kind.
struct Entry {
    std::int64_t id = 0;
    std::int64_t contest = 0;
    std::int64_t votes_allowed = 1;
    std::int64_t ranks = 0;
    bool disabled = false;
    std::string name;
};

Entry read_entry(simdjson::ondemand::object object) {
    Entry out;
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        if (key == "Id") {
            out.id = number_of(field.value());
        } else if (key == "Description") {
            out.name = text_of(field.value());
        } else if (key == "ContestId") {
            out.contest = number_of(field.value());
        } else if (key == "VoteFor") {
            out.votes_allowed = number_of(field.value());
        } else if (key == "NumOfRanks") {
            out.ranks = number_of(field.value());
        } else if (key == "Disabled") {
            simdjson::ondemand::value value = field.value();
            out.disabled = value.type().value() == simdjson::ondemand::json_type::boolean
                               ? value.get_bool().value()
                               : number_of(value) != 0;
        }
    }
    return out;
}

void add(DominionManifests& into, std::string_view kind, Entry entry) {
    constexpr std::int64_t most = 255;
    if (kind == "ContestManifest") {
        into.contests[entry.id] = {
            std::move(entry.name),
            static_cast<int>(std::clamp<std::int64_t>(entry.votes_allowed, 0, most)),
            static_cast<int>(std::clamp<std::int64_t>(entry.ranks, 0, most)),
            entry.disabled
        };
    } else if (kind == "CandidateManifest") {
        into.candidates.emplace_back(
            entry.id, DominionManifests::Candidate{std::move(entry.name), entry.contest}
        );
    } else if (kind == "BallotTypeManifest") {
        into.ballot_types[entry.id] = std::move(entry.name);
    } else if (kind == "CountingGroupManifest") {
        into.groups[entry.id] = std::move(entry.name);
    } else if (kind == "PrecinctPortionManifest") {
        into.precincts[entry.id] = std::move(entry.name);
    } else if (kind == "OutstackConditionManifest") {
        into.conditions[entry.id] = std::move(entry.name);
    }
}

/// The last part of a path: "export.zip/a/ContestManifest.json" → "ContestManifest".
std::string stem_of(std::string_view name) {
    name = name.substr(name.find_last_of("/\\") + 1);
    return std::string(name.substr(0, name.rfind('.')));
}

std::string kind_of_list(const std::set<std::string, std::less<>>& keys, std::string_view name) {
    if (keys.contains("VoteFor")) {
        return "ContestManifest";
    }
    if (keys.contains("ContestId") && keys.contains("Type")) {
        return "CandidateManifest";
    }
    if (keys.contains("BallotTypeId") && keys.contains("ContestId")) {
        return "BallotTypeContestManifest";
    }
    if (keys.contains("PrecinctId") && keys.contains("Description")) {
        return "PrecinctPortionManifest";
    }
    // The others have nothing but a number and a name: their file's name tells them apart.
    return stem_of(name);
}

}  // namespace

Result<std::string> dominion_kind(documents::Source& source) {
    std::set<std::string, std::less<>> members;
    std::set<std::string, std::less<>> keys;
    const auto read = read_strict_json(source, [&](const JsonPiece& piece) -> Result<bool> {
        members.emplace(piece.key);
        if (piece.is_element && piece.key == "List") {
            try {
                simdjson::ondemand::parser parser;
                auto document = parser.iterate(padded(piece));
                for (auto field : document.get_object()) {
                    keys.emplace(field.unescaped_key().value());
                }
            } catch (const simdjson::simdjson_error&) {
                return false;
            }
        }
        return !piece.is_element && members.size() < 10;
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    if (members.contains("Sessions")) {
        return "CvrExport";
    }
    return members.contains("List") ? kind_of_list(keys, source.name()) : "";
}

Result<void> add_manifest(
    DominionManifests& into, documents::Source& source, std::string_view kind
) {
    simdjson::ondemand::parser parser;
    return read_strict_json(source, [&](const JsonPiece& piece) -> Result<bool> {
        if (!piece.is_element || piece.key != "List") {
            return true;
        }
        try {
            auto document = parser.iterate(padded(piece));
            add(into, kind, read_entry(document.get_object()));
        } catch (const simdjson::simdjson_error& error) {
            return refuse_piece(source, piece, error);
        }
        return true;
    });
}

}  // namespace belfry::audit_files
