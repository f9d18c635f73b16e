#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "audit/event_bodies.hpp"
#include "audit_bundle/steps.hpp"
#include "cli/audit.hpp"
#include "cli/file_source.hpp"

/// What the commands of an audit share among themselves.
namespace belfry::cli {

[[nodiscard]] audit_bundle::Deed deed_of(const AuditWish& wish);

/// Opens the folder, says why not where it cannot, and runs `work`.
int with_bundle(
    const AuditWish& wish, const Output& out, const std::function<int(audit_bundle::Bundle&)>& work
);

/// `name=value`; refuses a text without the separator.
[[nodiscard]] Result<std::pair<std::string, std::string>> split_at(
    const std::string& text, char separator, std::string_view example
);

/// A committed file and, where it came in a maker's format, the plain file made from it.
struct PlainFile {
    std::string bytes;
    std::string format;  ///< Of what came.
    std::int64_t rows = 0;
    bool translated = false;  ///< Whether `bytes` are not what came.
    std::vector<std::string> notes;
    /// Of records: contest, and the plain totals of its votes on cards whose own records are
    /// withheld. They make up the group of all cards without a record.
    std::vector<std::pair<std::string, std::string>> withheld = {};
};

[[nodiscard]] Result<PlainFile> plain_manifest(
    const std::string& file, const std::string& bytes, const std::string& jurisdiction
);
[[nodiscard]] Result<PlainFile> plain_records(
    const std::string& file, const std::string& bytes, const audit::ContestsFile& contests
);
[[nodiscard]] Result<PlainFile> plain_totals(
    const std::string& file,
    const std::string& bytes,
    const audit::ContestsFile& contests,
    const audit::ContestTerms& contest
);

}  // namespace belfry::cli
