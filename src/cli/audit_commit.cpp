// Opening an audit and committing to its files.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "audit/plain_files.hpp"
#include "cli/audit_inside.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::cli {

using audit::FileRole;
using audit_bundle::Bundle;

audit_bundle::Deed deed_of(const AuditWish& wish) {
    return {wish.by, SystemClock().now()};
}

int with_bundle(const AuditWish& wish, const Output& out, const std::function<int(Bundle&)>& work) {
    auto bundle = Bundle::open(wish.folder);
    if (!bundle) {
        return out.refuse(bundle.error());
    }
    if (auto finished = audit_bundle::finish_readings(*bundle, SystemClock().now()); !finished) {
        return out.refuse(finished.error());
    }
    return work(*bundle);
}

Result<std::pair<std::string, std::string>> split_at(
    const std::string& text, char separator, std::string_view example
) {
    const auto at = text.find(separator);
    if (at == std::string::npos || at == 0 || at + 1 == text.size()) {
        return refuse(
            Refusal::Kind::invalid,
            "audit_argument",
            fmt::format("“{}”: write it like {}.", text, example)
        );
    }
    return std::pair(text.substr(0, at), text.substr(at + 1));
}

int audit_init(const AuditWish& wish, const Output& out) {
    audit::AuditTerms terms;
    terms.title = wish.title;
    terms.election = wish.election;
    terms.jurisdictions = wish.jurisdictions;
    terms.risk_limit = wish.risk_limit;
    terms.gamma = wish.gamma;
    terms.sampling = json::named<audit::Sampling>(wish.sampling).value_or(terms.sampling);
    terms.with_replacement = wish.with_replacement;
    terms.card_styles = wish.card_styles;
    if (!wish.election_day.empty()) {
        terms.election_day = date_from_iso(wish.election_day);
        if (!terms.election_day) {
            return out.refuse(Refusal{
                Refusal::Kind::invalid,
                "audit_argument",
                fmt::format("“{}” is no day; write it like 2026-11-03.", wish.election_day),
                {},
                {}
            });
        }
    }
    const auto deed = deed_of(wish);
    const auto bundle = Bundle::create(wish.folder, terms, deed.by, deed.at);
    if (!bundle) {
        return out.refuse(bundle.error());
    }
    out.say(
        fmt::format(
            "The audit is open in {}. Next: {}",
            wish.folder.string(),
            audit::next_step(bundle->progress()).words()
        ),
        {{"folder", wish.folder.string()}, {"head", bundle->progress().head}}
    );
    return done;
}

namespace {

/// Commits one file after the other; stops at the first refusal.
class Committer {
public:
    Committer(const AuditWish& wish, const Output& out, Bundle& bundle)
        : wish_(wish), out_(out), bundle_(bundle) {}

    Result<void> contests();
    Result<void> manifests();
    Result<void> records();
    Result<void> totals();
    Result<void> sample();

private:
    /// Commits what came and, if it had to be translated, the plain file made from it.
    Result<void> add(
        audit::CommittedFile file,
        const std::string& path,
        const std::string& bytes,
        PlainFile plain
    );

    Result<void> add_withheld(
        const audit::CommittedFile& records, const std::string& path, const PlainFile& plain
    );

    /// The same file in the same place is not committed a second time: a command that was
    /// interrupted half-way can be given again.
    Result<audit::CommittedFile> commit_once(
        const audit::CommittedFile& file, const std::string& name, const std::string& bytes
    );

    const AuditWish& wish_;
    const Output& out_;
    Bundle& bundle_;
};

Result<audit::CommittedFile> Committer::commit_once(
    const audit::CommittedFile& file, const std::string& name, const std::string& bytes
) {
    const auto sha256 = crypto::to_hex(crypto::sha256(bytes));
    for (const auto& there : bundle_.progress().files) {
        if (there.role == file.role && there.role != FileRole::sample &&
            there.jurisdiction == file.jurisdiction && there.contest == file.contest &&
            there.sha256 == sha256) {
            return there;
        }
    }
    const auto deed = deed_of(wish_);
    return bundle_.commit(file, name, bytes, deed.by, deed.at);
}

/// The votes of records that are withheld are a file of totals, made from the same original.
Result<void> Committer::add_withheld(
    const audit::CommittedFile& records, const std::string& path, const PlainFile& plain
) {
    for (const auto& [contest, text] : plain.withheld) {
        audit::CommittedFile file;
        file.role = FileRole::batch_totals;
        file.jurisdiction = records.jurisdiction;
        file.contest = contest;
        file.made_from = records.made_from;
        file.format = "belfry batch_totals 1";
        file.rows = 1;
        const auto name = std::filesystem::path(path).stem().string() + ".withheld.csv";
        const auto added = commit_once(file, name, text);
        if (!added) {
            return std::unexpected(added.error());
        }
        out_.say(
            fmt::format(
                "batch_totals {}: the votes for {} of the cards whose records are withheld, "
                "SHA-256 "
                "{}",
                added->path,
                contest,
                added->sha256
            ),
            {{"path", added->path}, {"rows", 1}, {"sha256", added->sha256}}
        );
    }
    return {};
}

Result<void> Committer::add(
    audit::CommittedFile file, const std::string& path, const std::string& bytes, PlainFile plain
) {
    const auto name = std::filesystem::path(path).filename().string();
    std::string plain_name = name;
    if (plain.translated) {
        audit::CommittedFile original = file;
        original.role = FileRole::original;
        original.format = plain.format;
        const auto kept = commit_once(original, name, bytes);
        if (!kept) {
            return std::unexpected(kept.error());
        }
        file.made_from = kept->sha256;
        plain_name = std::filesystem::path(name).stem().string() + ".plain.csv";
    }
    file.format = fmt::format("belfry {} 1", json::name_of(file.role));
    file.rows = plain.rows;
    const auto added = commit_once(file, plain_name, plain.translated ? plain.bytes : bytes);
    if (!added) {
        return std::unexpected(added.error());
    }
    out_.say(
        fmt::format(
            "{} {}: {} rows ({}), SHA-256 {}",
            json::name_of(file.role),
            added->path,
            added->rows,
            plain.format,
            added->sha256
        ),
        {{"path", added->path}, {"rows", added->rows}, {"sha256", added->sha256}}
    );
    for (const auto& note : plain.notes) {
        out_.say("  " + note, {{"note", note}});
    }
    return add_withheld(file, path, plain);
}

Result<void> Committer::contests() {
    if (wish_.contests.empty()) {
        return {};
    }
    const auto bytes = bytes_of_file(wish_.contests);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    const auto read = json::parse_as<audit::ContestsFile>(*bytes);
    if (!read) {
        auto refusal = read.error();
        refusal.summary = fmt::format("{}: {}", wish_.contests, refusal.summary);
        return std::unexpected(std::move(refusal));
    }
    if (auto sound = audit::check_contests(bundle_.progress().terms, *read); !sound) {
        return sound;
    }
    audit::CommittedFile file;
    file.role = FileRole::contests;
    const auto rows = static_cast<std::int64_t>(read->contests.size());
    return add(file, wish_.contests, *bytes, {*bytes, "belfry contests 1", rows, false, {}});
}

Result<void> Committer::manifests() {
    for (const auto& each : wish_.manifests) {
        const auto named = split_at(each, '=', "Jurisdiction=manifest.csv");
        const auto bytes = named ? bytes_of_file(named->second)
                                 : Result<std::string>(std::unexpected(named.error()));
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        auto plain = plain_manifest(named->second, *bytes, named->first);
        if (!plain) {
            return std::unexpected(plain.error());
        }
        audit::CommittedFile file;
        file.role = FileRole::manifest;
        file.jurisdiction = named->first;
        if (auto added = add(file, named->second, *bytes, *std::move(plain)); !added) {
            return added;
        }
    }
    return {};
}

Result<void> Committer::records() {
    for (const auto& each : wish_.records) {
        const auto named = split_at(each, '=', "Jurisdiction=records.csv");
        const auto bytes = named ? bytes_of_file(named->second)
                                 : Result<std::string>(std::unexpected(named.error()));
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        const auto contests = audit_bundle::contests_of(bundle_);
        if (!contests) {
            return std::unexpected(contests.error());
        }
        auto plain = plain_records(named->second, *bytes, *contests);
        if (!plain) {
            return std::unexpected(plain.error());
        }
        audit::CommittedFile file;
        file.role = FileRole::records;
        file.jurisdiction = named->first;
        if (auto added = add(file, named->second, *bytes, *std::move(plain)); !added) {
            return added;
        }
    }
    return {};
}

Result<void> Committer::totals() {
    for (const auto& each : wish_.totals) {
        const auto named = split_at(each, '=', "Jurisdiction/Contest=totals.csv");
        const auto whose =
            named ? split_at(named->first, '/', "Jurisdiction/Contest=totals.csv") : named;
        const auto bytes = whose ? bytes_of_file(named->second)
                                 : Result<std::string>(std::unexpected(whose.error()));
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        const auto contests = audit_bundle::contests_of(bundle_);
        if (!contests) {
            return std::unexpected(contests.error());
        }
        const auto contest =
            std::ranges::find(contests->contests, whose->second, &audit::ContestTerms::name);
        if (contest == contests->contests.end()) {
            return refuse(
                Refusal::Kind::not_found,
                "audit_unknown_contest",
                fmt::format("There is no contest “{}”.", whose->second)
            );
        }
        auto plain = plain_totals(named->second, *bytes, *contests, *contest);
        if (!plain) {
            return std::unexpected(plain.error());
        }
        audit::CommittedFile file;
        file.role = FileRole::batch_totals;
        file.jurisdiction = whose->first;
        file.contest = whose->second;
        if (auto added = add(file, named->second, *bytes, *std::move(plain)); !added) {
            return added;
        }
    }
    return {};
}

Result<void> Committer::sample() {
    if (wish_.sample.empty()) {
        return {};
    }
    const auto bytes = bytes_of_file(wish_.sample);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    const auto cards = audit::read_sample_text(*bytes, wish_.sample);
    if (!cards) {
        return std::unexpected(cards.error());
    }
    audit::CommittedFile file;
    file.role = FileRole::sample;
    const auto rows = static_cast<std::int64_t>(cards->size());
    return add(file, wish_.sample, *bytes, {*bytes, "belfry sample 1", rows, false, {}});
}

int close(const AuditWish& wish, const Output& out, Bundle& bundle) {
    const auto preparation = audit_bundle::close_commitments(bundle, deed_of(wish));
    if (!preparation) {
        return out.refuse(preparation.error());
    }
    for (const auto& contest : preparation->contests) {
        out.say(
            fmt::format(
                "{}: {}; {} cards, smallest margin {:.4g} % of them, {} claims{}",
                contest.contest,
                json::name_of(contest.standing),
                contest.population,
                100.0 * contest.diluted_margin,
                contest.claims.size(),
                contest.phantoms > 0 ? fmt::format(", {} phantoms", contest.phantoms) : ""
            ),
            json::write(contest).as_object()
        );
    }
    out.say(
        fmt::format(
            "The commitments are closed. Announce this before the seed: {}", bundle.progress().head
        ),
        {{"head", bundle.progress().head}, {"files", preparation->files}}
    );
    return done;
}

}  // namespace

int audit_commit(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        Committer committer(wish, out, bundle);
        for (const auto step :
             {&Committer::contests,
              &Committer::manifests,
              &Committer::records,
              &Committer::totals,
              &Committer::sample}) {
            if (auto added = (committer.*step)(); !added) {
                return out.refuse(added.error());
            }
        }
        return wish.close ? close(wish, out, bundle) : done;
    });
}

}  // namespace belfry::cli
