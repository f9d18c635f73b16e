#include <fmt/format.h>

#include "audit_files/bulk_json.hpp"
#include "audit_files/nist.hpp"
#include "audit_files/nist_records.hpp"
#include "audit_files/table.hpp"
#include "documents/delimited.hpp"

namespace belfry::audit_files {

namespace {

using documents::JsonPiece;
namespace ondemand = simdjson::ondemand;

/// Calls `each` for the elements of a list; the standard's lists may also be a single value.
template <class Each>
void for_all(ondemand::value value, Each each) {
    if (value.type().value() != ondemand::json_type::array) {
        each(value);
        return;
    }
    for (auto element : value.get_array()) {
        each(element.value());
    }
}

/// A name, without the blanks around it that the XML spelling does not keep either.
std::string name_of(ondemand::value value) {
    return std::string(documents::without_guard(text_of(value)));
}

NistPosition read_position(ondemand::object object) {
    NistPosition out;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "HasIndication") {
            out.indicated = text_of(field.value()) == "yes";
        } else if (key == "IsAllocable") {
            out.allocable = text_of(field.value());
        } else if (key == "NumberVotes") {
            out.votes = number_of(field.value());
        } else if (key == "Rank") {
            out.rank = number_of(field.value());
        } else if (key == "CVRWriteIn") {
            out.write_in = true;
        }
    }
    return out;
}

NistSelection read_selection(ondemand::object object) {
    NistSelection out;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "ContestSelectionId") {
            out.id = text_of(field.value());
        } else if (key == "OptionPosition") {
            out.option = number_of(field.value());
        } else if (key == "Rank") {
            out.rank = number_of(field.value());
        } else if (key == "TotalNumberVotes") {
            out.total = number_of(field.value());
        } else if (key == "SelectionPosition") {
            for_all(field.value(), [&](ondemand::value position) {
                out.positions.push_back(read_position(position.get_object()));
            });
        }
    }
    return out;
}

NistContestRecord read_contest_record(ondemand::object object) {
    NistContestRecord out;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "ContestId") {
            out.id = text_of(field.value());
        } else if (key == "Overvotes") {
            out.overvotes = number_of(field.value());
        } else if (key == "Undervotes") {
            out.undervotes = number_of(field.value());
        } else if (key == "Status") {
            for_all(field.value(), [&](ondemand::value status) {
                out.says_overvoted = out.says_overvoted || text_of(status) == "overvoted";
            });
        } else if (key == "CVRContestSelection") {
            for_all(field.value(), [&](ondemand::value selection) {
                out.selections.push_back(read_selection(selection.get_object()));
            });
        }
    }
    return out;
}

NistSnapshot read_snapshot(ondemand::object object) {
    NistSnapshot out;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "@id") {
            out.id = text_of(field.value());
        } else if (key == "Type") {
            out.type = text_of(field.value());
        } else if (key == "CVRContest") {
            for_all(field.value(), [&](ondemand::value contest) {
                out.contests.push_back(read_contest_record(contest.get_object()));
            });
        }
    }
    return out;
}

NistCvr read_cvr(ondemand::object object) {
    NistCvr out;
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        std::string* const text = key == "CurrentSnapshotId"    ? &out.current
                                  : key == "BatchId"            ? &out.batch
                                  : key == "BatchSequenceId"    ? &out.sequence
                                  : key == "UniqueId"           ? &out.unique
                                  : key == "BallotAuditId"      ? &out.audit_id
                                  : key == "BallotPrePrintedId" ? &out.printed_id
                                  : key == "CreatingDeviceId"   ? &out.device
                                  : key == "BallotStyleId"      ? &out.style
                                  : key == "BallotStyleUnitId"  ? &out.unit
                                                                : nullptr;
        if (text != nullptr) {
            *text = text_of(field.value());
        } else if (key == "CVRSnapshot") {
            for_all(field.value(), [&](ondemand::value snapshot) {
                out.snapshots.push_back(read_snapshot(snapshot.get_object()));
            });
        }
    }
    return out;
}

NistContest::Selection read_definition_of_selection(ondemand::object object) {
    NistContest::Selection out;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "@id") {
            out.id = text_of(field.value());
        } else if (key == "Selection") {
            out.text = name_of(field.value());
        } else if (key == "IsWriteIn") {
            out.write_in = field.value().get_bool();
        } else if (key == "CandidateIds" || key == "PartyIds") {
            for_all(field.value(), [&](ondemand::value id) {
                out.candidates.emplace_back(text_of(id));
            });
        }
    }
    return out;
}

NistContest read_definition_of_contest(ondemand::object object) {
    NistContest out;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "@id") {
            out.id = text_of(field.value());
        } else if (key == "Name") {
            out.name = name_of(field.value());
        } else if (key == "VoteVariation") {
            out.variation = text_of(field.value());
        } else if (key == "PrimaryPartyId") {
            out.party = text_of(field.value());
        } else if (key == "VotesAllowed") {
            out.votes_allowed = number_of(field.value());
        } else if (key == "ContestSelection") {
            for_all(field.value(), [&](ondemand::value selection) {
                out.selections.push_back(read_definition_of_selection(selection.get_object()));
            });
        }
    }
    return out;
}

/// A candidate or a party.
void read_name(ondemand::object object, NistDefinitions& into) {
    std::string id;
    std::string name;
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "@id") {
            id = text_of(field.value());
        } else if (key == "Name") {
            name = name_of(field.value());
        }
    }
    into.names[id] = std::move(name);
}

void read_election(ondemand::object object, NistDefinitions& into) {
    for (auto field : object) {
        const ondemand::raw_json_string key = field.key();
        if (key == "Contest") {
            for_all(field.value(), [&](ondemand::value contest) {
                into.contests.push_back(read_definition_of_contest(contest.get_object()));
            });
        } else if (key == "Candidate") {
            for_all(field.value(), [&](ondemand::value candidate) {
                read_name(candidate.get_object(), into);
            });
        }
    }
}

}  // namespace

Result<ImportedCards> read_nist_json(documents::Source& source) {
    NistCards cards{std::string(source.name())};
    NistDefinitions definitions;
    ondemand::parser parser;
    const auto read = read_strict_json(source, [&](const JsonPiece& piece) -> Result<bool> {
        try {
            if (piece.key == "CVR") {
                auto document = parser.iterate(padded(piece));
                const auto cvr = read_cvr(document.get_object());
                if (auto taken = cards.take(cvr, piece.line); !taken) {
                    return std::unexpected(std::move(taken.error()));
                }
            } else if (piece.key == "Election") {
                auto document = parser.iterate(padded(piece));
                read_election(document.get_object(), definitions);
            } else if (piece.key == "Party") {
                auto document = parser.iterate(padded(piece));
                read_name(document.get_object(), definitions);
            } else if (piece.key == "Version" && piece.text.size() >= 2) {
                definitions.version = piece.text.substr(1, piece.text.size() - 2);
            }
        } catch (const simdjson::simdjson_error& error) {
            return refuse_piece(source, piece, error);
        }
        return true;
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    if (cards.is_empty()) {
        return refuse_file(source.name(), 0, "CVR", "The report holds no record.");
    }
    return cards.finish(
        definitions,
        {std::string(source.name()),
         "NIST SP 1500-103 JSON " + definitions.version,
         source.size(),
         {},
         {}}
    );
}

}  // namespace belfry::audit_files
