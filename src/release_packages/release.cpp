#include "release_packages/release.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "program/city_store.hpp"
#include "public_records/exemption_store.hpp"
#include "record/entry.hpp"
#include "record/redaction.hpp"
#include "transparency/identity.hpp"
#include "transparency/log_store.hpp"
#include "transparency/publication.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::release_packages {

namespace {

/// The entry's digests in the order of its values: those of removed values are left over.
std::vector<std::string> digests_of(const ReviewedEntry& entry) {
    std::vector<std::string> out;
    for (const auto& field : entry.fields) {
        out.push_back(field.disclosure.empty() ? "" : record::digest_of(field.disclosure));
    }
    const auto read = json::parse(entry.text);
    check(read.has_value() && read->is_object(), "an entry of the log cannot be read");
    std::vector<std::string> left;
    for (const auto& digest : read->get_object().at("_sd").as_array()) {
        if (std::ranges::find(out, std::string_view(digest.as_string())) == out.end()) {
            left.emplace_back(digest.as_string());
        }
    }
    for (auto& digest : out) {
        if (digest.empty()) {
            check(!left.empty(), "a value without a digest");
            digest = left.back();
            left.pop_back();
        }
    }
    return out;
}

/// Gives each exemption its mark, in the order in which they are met.
class Marks {
public:
    Marks(const Services& services, store::Connection& db)
        : today_(public_records::today_in_city(services.records.program, db)), db_(db) {}

    /// Empty when it may not be used today.
    std::string of(Id<Exemption> id) {
        const auto known = marks_.find(id.value);
        if (known != marks_.end()) {
            return known->second;
        }
        const auto exemption = public_records::find_exemption(db_, id);
        if (!exemption || !public_records::is_usable(*exemption, today_)) {
            return {};
        }
        const auto mark = fmt::format("E{}", exemptions.size() + 1);
        exemptions.push_back(
            {mark,
             exemption->statute,
             exemption->text.empty() ? exemption->name : exemption->name + ": " + exemption->text}
        );
        marks_.emplace(id.value, mark);
        return mark;
    }

    std::vector<PackageExemption> exemptions;

private:
    Date today_;
    store::Connection& db_;
    std::map<std::int64_t, std::string> marks_;
};

/// Under which statute values were removed, by entry and field.
using Removed = std::map<record::RedactedValue, std::string>;

Result<PackageEntry> entry_of(const ReviewedEntry& entry, Marks& marks, const Removed& removed) {
    PackageEntry out{entry.sequence, entry.text, {}};
    const auto digests = digests_of(entry);
    for (std::size_t at = 0; at < entry.fields.size(); ++at) {
        const auto& field = entry.fields[at];
        auto& given = out.fields.emplace_back();
        given.name = field.name;
        given.digest = digests[at];
        if (field.state == FieldState::undecided) {
            return refuse(
                Refusal::Kind::conflict,
                "release_undecided",
                fmt::format(
                    "“{}” of entry {} is not decided yet: give it out or withhold it.",
                    field.name,
                    entry.sequence
                )
            );
        }
        if (field.state == FieldState::release) {
            given.disclosure = field.disclosure;
        } else if (field.state == FieldState::removed) {
            const auto under =
                removed.find({static_cast<std::int64_t>(entry.sequence), field.name});
            given.removed = under != removed.end() ? under->second : std::string();
        } else if (field.state == FieldState::withhold) {
            given.mark = marks.of(field.exemption.value());
            if (given.mark.empty()) {
                return refuse(
                    Refusal::Kind::conflict,
                    "exemption_not_in_force",
                    fmt::format(
                        "“{}” of entry {} is withheld under an exemption that is not in force.",
                        field.name,
                        entry.sequence
                    )
                );
            }
        }
    }
    return out;
}

}  // namespace

Result<Package> package_of(
    const Services& services,
    store::Connection& db,
    const RecordsRequest& request,
    const std::vector<ReviewedEntry>& review
) {
    const auto identity = transparency::find_identity(db);
    if (!identity) {
        return refuse(
            Refusal::Kind::conflict, "log_not_begun", "The log begins when Belfry is first served."
        );
    }
    Package out{
        .request = request.id.value,
        .title = request.title,
        .city = program::find_city(db).name,
        .origin = identity->origin,
        .log_key = identity->log_key,
        .received = request.received,
        .due = request.due,
        .made_at = services.records.program.clock.now(),
        .scope = {request.words, request.kinds, request.since, request.until},
        .exemptions = {},
        .entries = {},
        .address = identity->address,
    };
    Marks marks(services, db);
    const auto removed = record::redacted_values(db);
    for (const auto& entry : review) {
        if (entry.outside) {
            ++out.outside;
            continue;
        }
        auto made = entry_of(entry, marks, removed);
        if (!made) {
            return std::unexpected(made.error());
        }
        out.entries.push_back(std::move(*made));
    }
    if (out.entries.empty()) {
        return refuse(
            Refusal::Kind::conflict,
            "release_empty",
            "There is nothing to give out: search the record first."
        );
    }
    out.exemptions = std::move(marks.exemptions);
    return out;
}

std::vector<FieldRef> given_in(const std::vector<ReviewedEntry>& review) {
    std::vector<FieldRef> out;
    for (const auto& entry : review) {
        for (const auto& field : entry.fields) {
            if (!entry.outside && field.state == FieldState::release) {
                out.push_back({static_cast<std::int64_t>(entry.sequence), field.position});
            }
        }
    }
    return out;
}

transparency::SignedCheckpoint best_checkpoint(
    store::Connection& db, std::uint64_t sequence, transparency::SignedCheckpoint newest
) {
    const auto held = transparency::find_quorum(db, newest.checkpoint.origin);
    auto note = held ? transparency::read_note(held->note) : std::nullopt;
    const auto checkpoint = note ? transparency::read_checkpoint(note->text) : std::nullopt;
    if (checkpoint && checkpoint->head.size >= sequence) {
        return {std::move(*note), *checkpoint};
    }
    return newest;
}

Result<std::string> finished(
    store::Connection& db, const Release& release, const transparency::SignedCheckpoint& checkpoint
) {
    const auto content = content_of(db, release);
    if (!content) {
        return release_gone();
    }
    auto files = unzipped(*content);
    const auto sequence = static_cast<std::uint64_t>(release.seq);
    const auto disclosure = db.value<std::optional<std::string>>(
        "SELECT disclosure FROM record_disclosure WHERE seq = $1 AND field = $2",
        release.seq,
        manifest_name
    );
    if (!disclosure || !*disclosure) {
        // A disposition of the request takes what commits its packages as well.
        return release_gone();
    }
    const transparency::Committed committed{
        transparency::entry_text(db, sequence).value(), **disclosure
    };
    std::vector<std::uint64_t> entries;
    const auto manifest = json::parse(files.find(manifest_name)->second);
    check(manifest.has_value(), "a stored package has no manifest");
    for (const auto& entry : manifest->at("entries").as_array()) {
        entries.push_back(entry.to_number<std::uint64_t>());
    }
    for (const auto entry : entries) {
        files.emplace(
            entry_proof_file(entry), transparency::proof_of_entry(db, entry, {}, checkpoint)
        );
    }
    files.emplace(
        manifest_proof_name,
        transparency::proof_of_entry(db, sequence, transparency::extra_of(committed), checkpoint)
    );
    return zipped(files);
}

}  // namespace belfry::release_packages
