#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "audit/plain_files.hpp"
#include "audit_files/open.hpp"
#include "audit_verify/original.hpp"
#include "cli/audit_inside.hpp"
#include "documents/zip_write.hpp"
#include "json/json.hpp"

/// Test support: a file in a maker's format, read by the reader of the audit and by that of its
/// verifier, which share no code. They have to come to the same plain file.
namespace belfry::cli::readers {

/// Every contest of the records is under audit, rankings as instant runoffs, the others by
/// `method`.
inline audit::ContestsFile contests_in(
    const audit_files::ImportedCards& imported, audit::AuditMethod method
) {
    audit::ContestsFile out;
    for (const auto& header : imported.cards.contests()) {
        audit::ContestTerms terms;
        terms.name = header.name;
        terms.method = method;
        terms.votes_allowed = header.votes_allowed;
        terms.rule =
            header.ranks > 0 ? audit::CountingRule::instant_runoff : audit::CountingRule::plurality;
        for (const auto& choice : header.choices) {
            terms.choices.push_back({choice, 0});
        }
        out.contests.push_back(std::move(terms));
    }
    return out;
}

/// What the verifier makes of the file, or why it can't.
inline std::string second_reading(
    const std::string& role,
    const std::string& contest,
    const audit_verify::Document& file,
    const std::string& contests
) {
    audit_verify::File plain;
    plain.role = role;
    plain.jurisdiction = "1";
    plain.contest = contest;
    try {
        return audit_verify::plain_again(plain, file, contests);
    } catch (const audit_verify::Mismatch& mismatch) {
        return mismatch.file + ": expected " + mismatch.expected;
    }
}

/// Whether the audit's reader takes the records; if so, both readers agree on them and on the votes
/// of those that are withheld.
inline bool records_agree(const std::string& name, const std::string& bytes) {
    documents::Bytes source(name, bytes);
    const auto imported = audit_files::open_cvr(source);
    if (!imported) {
        return false;
    }
    const auto contests = contests_in(*imported, audit::AuditMethod::one_audit);
    const auto text = json::canonical(json::write(contests));
    const auto plain = plain_records(name, bytes, contests);
    if (!plain) {
        return false;
    }
    EXPECT_EQ(second_reading("records", "", {name, bytes}, text), plain->bytes) << name;
    for (const auto& [contest, totals] : plain->withheld) {
        EXPECT_EQ(second_reading("batch_totals", contest, {name, bytes}, text), totals) << name;
    }
    return true;
}

inline bool manifests_agree(const std::string& name, const std::string& bytes) {
    const auto plain = plain_manifest(name, bytes, "1");
    if (plain && plain->translated) {
        EXPECT_EQ(second_reading("manifest", "", {name, bytes}, ""), plain->bytes) << name;
    }
    return plain.has_value();
}

/// The columns are the choices of one contest.
inline bool totals_agree(const std::string& name, const std::string& bytes) {
    documents::Bytes source(name, bytes);
    const auto tallies = audit_files::read_batch_tallies(source);
    if (!tallies) {
        return false;
    }
    audit::ContestsFile contests;
    auto& contest = contests.contests.emplace_back();
    contest.name = "Contest";
    for (const auto& choice : tallies->choices) {
        contest.choices.push_back({choice, 0});
    }
    const auto plain = plain_totals(name, bytes, contests, contest);
    if (plain && plain->translated) {
        const auto text = json::canonical(json::write(contests));
        EXPECT_EQ(second_reading("batch_totals", "Contest", {name, bytes}, text), plain->bytes)
            << name;
    }
    return plain.has_value();
}

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Files of one export in a zip file.
inline std::string together(const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<documents::ZipEntry> entries;
    for (const auto& [name, bytes] : files) {
        entries.push_back({name, bytes});
    }
    return documents::zip_of(entries);
}

}  // namespace belfry::cli::readers
