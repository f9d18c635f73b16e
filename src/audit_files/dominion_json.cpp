#include "audit_files/dominion_json.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "audit_files/bulk_json.hpp"
#include "audit_files/dominion_manifests.hpp"
#include "audit_files/dominion_session.hpp"
#include "audit_files/record_watch.hpp"

namespace belfry::audit_files {

namespace {

using documents::JsonPiece;

/// The last number in the name of an image, without leading zeros: "…_000022*.*" → "22".
std::string last_number(std::string_view image) {
    constexpr std::string_view digits = "0123456789";
    const auto last = image.find_last_of(digits);
    if (last == std::string_view::npos) {
        return {};
    }
    const auto before = image.find_last_not_of(digits, last);
    auto number = image.substr(before + 1, last - before);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
    return std::string(number);
}

class DominionJsonReader {
public:
    DominionJsonReader() : watch_(out_) {}

    DominionManifests manifests;

    /// Contests of the manifests come first, by their numbers, with candidates in their order.
    void begin() {
        for (const auto& [id, contest] : manifests.contests) {
            if (!contest.disabled) {
                add_contest(id, contest).in_manifest = true;
            }
        }
        for (const auto& [id, candidate] : manifests.candidates) {
            const auto found = contests_.find(candidate.contest);
            if (found != contests_.end()) {
                add_candidate(found->second, id, candidate.name);
            }
        }
    }

    Result<void> read(documents::Source& source) {
        std::string version;
        const auto read = read_strict_json(source, [&](const JsonPiece& piece) -> Result<bool> {
            if (piece.key == "Version") {
                version = piece.text.substr(1, piece.text.size() - 2);
            } else if (piece.is_element && piece.key == "Sessions") {
                return session(source, piece);
            }
            return true;
        });
        if (!read) {
            return read;
        }
        out_.summary.files.push_back(
            {std::string(source.name()), "Dominion JSON " + version, source.size(), {}, {}}
        );
        return {};
    }

    void noted(const documents::Source& source, const std::string& kind) {
        out_.summary.files.push_back(
            {std::string(source.name()), "Dominion JSON, " + kind, source.size(), {}, {}}
        );
    }

    ImportedCards finish() {
        auto& summary = out_.summary;
        if (several_cards_ > 0) {
            note(fmt::format(
                "{} sessions hold several cards, each read as one record.", several_cards_
            ));
        }
        for (const auto& [id, count] : conditions_) {
            const auto name = manifests.conditions.find(id);
            note(fmt::format(
                "Out-stack condition {}: {} times.",
                name == manifests.conditions.end() ? std::to_string(id) : name->second,
                count
            ));
        }
        if (summary.ambiguous > 0) {
            note(fmt::format(
                "{} marks that the scanner could not tell were not counted.", summary.ambiguous
            ));
        }
        summarise(out_);
        return std::move(out_);
    }

private:
    struct Contest {
        std::size_t place = 0;
        int votes_allowed = 1;
        int ranks = 0;
        bool in_manifest = false;
        std::unordered_map<std::int64_t, std::size_t> choices;
    };

    void note(std::string what) {
        out_.summary.note({NoteKind::noticed, "", 0, "", std::move(what)});
    }

    /// Two of one name are told apart by their numbers.
    Contest& add_contest(std::int64_t id, const DominionManifests::Contest& contest) {
        auto name = contest.name;
        if (out_.cards.find_contest(name)) {
            name = fmt::format("{} [{}]", name, id);
            note(fmt::format("Two contests are called “{}”; one is “{}”.", contest.name, name));
        }
        auto& out = contests_[id];
        out.votes_allowed = contest.votes_allowed;
        out.ranks = contest.ranks;
        out.place = out_.cards.add_contest({name, contest.votes_allowed, contest.ranks, {}});
        return out;
    }

    std::size_t add_candidate(Contest& contest, std::int64_t id, std::string name) {
        const auto& there = out_.cards.contests()[contest.place].choices;
        if (std::ranges::find(there, name) != there.end()) {
            name = fmt::format("{} [{}]", name, id);
        }
        return contest.choices[id] = out_.cards.choice(contest.place, name);
    }

    Contest& contest_of(std::int64_t id) {
        const auto found = contests_.find(id);
        if (found != contests_.end()) {
            return found->second;
        }
        const auto name = fmt::format("Contest {}", id);
        note(fmt::format(
            "Contest {} stands in no ContestManifest: it is called “{}”, and how many votes and "
            "ranks it allows is taken from the records.",
            id,
            name
        ));
        return add_contest(id, {name, 1, 0, false});
    }

    std::size_t choice_of(Contest& contest, std::int64_t id) {
        const auto found = contest.choices.find(id);
        if (found != contest.choices.end()) {
            return found->second;
        }
        note(fmt::format(
            "Candidate {} of “{}” stands in no CandidateManifest and is called by that number.",
            id,
            out_.cards.contests()[contest.place].name
        ));
        return add_candidate(contest, id, fmt::format("Candidate {}", id));
    }

    Result<bool> session(documents::Source& source, const JsonPiece& piece) {
        ++out_.summary.rows;
        try {
            auto document = parser_.iterate(padded(piece));
            read_session(document.get_object(), session_);
        } catch (const simdjson::simdjson_error& error) {
            return refuse_piece(source, piece, error);
        }
        const auto* record = current(source, piece);
        if (record == nullptr) {
            return true;
        }
        if (session_.tabulator.empty() || session_.batch.empty()) {
            return refuse_file(
                source.name(),
                piece.line,
                fmt::format("Sessions[{}]", piece.index),
                "The session does not say its TabulatorId and BatchId."
            );
        }
        return keep(source, piece, *record);
    }

    /// The record that counts; none when the session is set aside.
    const DominionRecord* current(const documents::Source& source, const JsonPiece& piece) {
        const auto& [original, modified] = std::tie(session_.original, session_.modified);
        if (modified.is_there && modified.is_current) {
            if (original.is_current) {
                ++out_.summary.repaired;
                note_at(
                    NoteKind::repaired,
                    source,
                    piece,
                    "Original and Modified both say that they are current; Modified was read."
                );
            }
            ++out_.summary.adjudicated;
            return &modified;
        }
        if (original.is_there && original.is_current) {
            return &original;
        }
        out_.summary.put_aside(
            {NoteKind::set_aside,
             std::string(source.name()),
             piece.line,
             fmt::format("Sessions[{}]", piece.index),
             "Neither Original nor Modified says that it is current: the session counts for "
             "nothing."}
        );
        return nullptr;
    }

    void note_at(
        NoteKind kind, const documents::Source& source, const JsonPiece& piece, std::string what
    ) {
        out_.summary.note(
            {kind,
             std::string(source.name()),
             piece.line,
             fmt::format("Sessions[{}]", piece.index),
             std::move(what)}
        );
    }

    /// A number's name in a manifest, or the number.
    static std::string named(
        const std::unordered_map<std::int64_t, std::string>& names, std::int64_t id
    ) {
        const auto found = names.find(id);
        return found == names.end() ? std::to_string(id) : found->second;
    }

    Result<bool> keep(
        const documents::Source& source, const JsonPiece& piece, const DominionRecord& record
    ) {
        const auto number = session_.record == "X" ? last_number(session_.image) : session_.record;
        const auto printed =
            !session_.voting_id.empty()
                ? session_.voting_id
                : fmt::format("{}-{}-{}", session_.tabulator, session_.batch, number);
        const auto style = named(manifests.ballot_types, record.ballot_type);
        const auto group = named(manifests.groups, session_.group);
        const auto precinct = named(manifests.precincts, record.precinct);
        const audit::CardNameView name{
            session_.tabulator, session_.batch, number, printed, style, group, precinct
        };
        patterns(record);
        if (twice_) {
            return refuse_file(
                source.name(),
                piece.line,
                fmt::format("Sessions[{}]", piece.index),
                "A contest stands in this session twice. Export the records again."
            );
        }
        const RecordOrigin origin{source.name(), piece.line, "Sessions", piece.index};
        if (const auto before = watch_.at_place(name)) {
            return repeated(origin, *before, name);
        }
        const bool labelled = !session_.voting_id.empty();
        watch_.keep(name, origin, labelled ? "UniqueVotingIdentifier" : "");
        out_.cards.add_card(name);
        for (const auto& [contest, pattern] : patterns_) {
            if (pattern == 0) {
                out_.cards.set_overvoted(contest);
            } else {
                out_.cards.set_pattern(contest, pattern);
            }
        }
        several_cards_ += record.cards > 1 ? 1 : 0;
        for (const auto condition : record.conditions) {
            ++conditions_[condition];
        }
        ++out_.summary.read;
        return true;
    }

    Result<bool> repeated(
        const RecordOrigin& origin, std::size_t before, const audit::CardNameView& name
    ) {
        std::size_t contests = 0;
        for (std::size_t contest = 0; contest < out_.cards.contests().size(); ++contest) {
            contests += out_.cards.pattern_of(before, contest) != 0 ? 1U : 0U;
        }
        const bool same =
            contests == patterns_.size() && std::ranges::all_of(patterns_, [&](const auto& mine) {
                const auto [contest, pattern] = mine;
                return pattern == 0 ? out_.cards.overvoted(before, contest)
                                    : out_.cards.pattern_of(before, contest) == pattern;
            });
        if (!same) {
            return watch_.refuse_repeated(before, name, origin, "RecordId");
        }
        watch_.set_aside(before, name, origin, "RecordId");
        return true;
    }

    /// Fills patterns_ with the record's contests; 0 for an overvote that does not say for whom.
    void patterns(const DominionRecord& record) {
        patterns_.clear();
        twice_ = false;
        for (const auto& marked : record.contests) {
            auto& contest = contest_of(marked.id);
            marks_.assign(out_.cards.contests()[contest.place].choices.size(), 0);
            int votes = 0;
            for (auto at = marked.begin; at < marked.end; ++at) {
                const auto& mark = record.marks[at];
                if (!mark.is_vote) {
                    out_.summary.ambiguous += mark.is_ambiguous ? 1 : 0;
                    continue;
                }
                if (!contest.in_manifest && mark.rank > 1) {
                    contest.ranks = std::max(
                        contest.ranks, static_cast<int>(std::min<std::int64_t>(mark.rank, 255))
                    );
                    out_.cards.allow(contest.place, 1, contest.ranks);
                }
                const auto choice = choice_of(contest, mark.candidate);
                marks_.resize(std::max(marks_.size(), choice + 1), 0);
                const auto rank = static_cast<std::uint8_t>(
                    contest.ranks > 0 ? std::clamp<std::int64_t>(mark.rank, 1, 255) : 1
                );
                votes += marks_[choice] == 0 ? 1 : 0;
                if (marks_[choice] == 0 || rank < marks_[choice]) {
                    marks_[choice] = rank;
                }
            }
            if (!contest.in_manifest && marked.undervotes && marked.overvotes == 0) {
                const auto allowed = std::clamp<std::int64_t>(votes + *marked.undervotes, 1, 255);
                if (contest.ranks == 0) {
                    out_.cards.allow(contest.place, static_cast<int>(allowed), 0);
                }
            }
            const bool hidden = contest.ranks == 0 && marked.overvotes > 0 &&
                                (!contest.in_manifest || votes <= contest.votes_allowed);
            twice_ = twice_ || std::ranges::any_of(patterns_, [&](const auto& before) {
                         return before.first == contest.place;
                     });
            patterns_.emplace_back(
                contest.place, hidden ? 0 : out_.cards.pattern(contest.place, marks_)
            );
        }
    }

    ImportedCards out_;
    RecordWatch watch_;
    std::unordered_map<std::int64_t, Contest> contests_;
    simdjson::ondemand::parser parser_;
    DominionSession session_;
    std::vector<std::pair<std::size_t, std::uint32_t>> patterns_;
    std::vector<std::uint8_t> marks_;
    bool twice_ = false;  ///< Whether a contest stands in the record twice.
    std::int64_t several_cards_ = 0;
    std::map<std::int64_t, std::int64_t> conditions_;
};

}  // namespace

Result<ImportedCards> read_dominion_json(std::span<documents::Source* const> files) {
    DominionJsonReader reader;
    std::vector<documents::Source*> exports;
    for (auto* file : files) {
        const auto kind = dominion_kind(*file);
        if (!kind) {
            return std::unexpected(kind.error());
        }
        if (*kind == "CvrExport") {
            exports.push_back(file);
            continue;
        }
        if (kind->empty()) {
            return refuse_file(
                file->name(),
                0,
                "",
                "This is no part of a Dominion JSON export: it has neither Sessions nor a List."
            );
        }
        if (const auto added = add_manifest(reader.manifests, *file, *kind); !added) {
            return std::unexpected(added.error());
        }
        reader.noted(*file, *kind);
    }
    if (exports.empty()) {
        return refuse_file(
            files.empty() ? "" : files.front()->name(),
            0,
            "",
            "There are manifests but no records: add the CvrExport files."
        );
    }
    reader.begin();
    for (auto* file : exports) {
        if (const auto read = reader.read(*file); !read) {
            return std::unexpected(read.error());
        }
    }
    return reader.finish();
}

}  // namespace belfry::audit_files
