#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "text/catalog.hpp"

/// The form of a release package, without a database; docs/release-packages.md describes it for
/// other programs. Who writes one is never handed what is withheld.
namespace belfry::release_packages {

/// A value of an entry, as far as it is given out.
struct PackageField {
    std::string name;
    std::string digest;      ///< As it stands in the entry's `_sd`.
    std::string disclosure;  ///< Empty: not given out.
    std::string mark;        ///< Of the exemption it is withheld under: `E1`; empty: none.
    std::string removed;     ///< Why its value is gone from the record, when it is.
};

struct PackageEntry {
    std::uint64_t sequence = 0;
    std::string text;  ///< The log's canonical bytes.
    std::vector<PackageField> fields;
};

/// An exemption that something is withheld under.
struct PackageExemption {
    std::string mark;
    std::string citation;  ///< `Minn. Stat. 13.37`
    std::string text;      ///< What it protects.
};

/// What was asked for, as far as it concerns readers: not who asked.
struct PackageScope {
    std::string words;
    std::vector<std::string> kinds;
    std::optional<Date> from;
    std::optional<Date> until;
};

struct Package {
    std::int64_t release = 0;
    std::int64_t request = 0;
    std::string title;            ///< Of the request.
    std::string city;             ///< Name.
    std::string language = "en";  ///< Of the page: `en`, `es`.
    std::string origin;           ///< Of the log.
    std::string log_key;
    Date received;
    Date due;
    Instant made_at;
    PackageScope scope;
    std::int64_t outside = 0;  ///< Entries found that were not asked for.
    std::vector<PackageExemption> exemptions;
    std::vector<PackageEntry> entries;  ///< In the order of the log.
    std::string verify_page = {};       ///< `verify.html`; empty: the package has none.
    std::string address = {};           ///< Of the city's public pages; empty: nobody has said.
};

/// Names and bytes.
using PackageFiles = std::map<std::string, std::string, std::less<>>;

inline constexpr std::string_view manifest_name = "manifest.json";

/// Everything but the proofs: the manifest has the SHA-256 of all others.
[[nodiscard]] PackageFiles files_of(const Package& package, const text::Catalog& catalog);

/// `entries/12.json`
[[nodiscard]] std::string entry_file(std::uint64_t sequence);
/// `entries/12.tlog-proof`
[[nodiscard]] std::string entry_proof_file(std::uint64_t sequence);
inline constexpr std::string_view manifest_proof_name = "manifest.json.tlog-proof";
/// The QR code that `index.html` shows.
inline constexpr std::string_view code_name = "code.svg";

/// What the code says of `page`, the bytes of `index.html`: a text as transparency::code_text makes
/// it, behind the address of the city's page that verifies, where one is known.
[[nodiscard]] std::string code_of(const Package& package, std::string_view page);

/// One zip file of them. Equal files give equal bytes.
[[nodiscard]] std::string zipped(const PackageFiles& files);

/// Reads what `zipped` wrote; what it did not write is a bug.
[[nodiscard]] PackageFiles unzipped(const std::string& zip);

/// A value as people read it: text as it is, all else as JSON.
[[nodiscard]] std::string shown_value(std::string_view disclosure);

/// The bar over every value, however long the value is.
inline constexpr std::string_view bar = "██████████";

}  // namespace belfry::release_packages
