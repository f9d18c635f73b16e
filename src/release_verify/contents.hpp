#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "release_verify/archive.hpp"

/// What a package says, read by what docs/release-packages.md says of its form.
namespace belfry::release_verify {

/// Thrown where something does not follow, and caught by verify().
struct Mismatch {
    std::string code;  ///< Of the refusal.
    std::string where;
    std::string what;
};

/// What is said of one field, wherever it is said.
struct Field {
    enum class State { released, withheld, removed };

    std::string name;
    State state = State::released;
    std::string text;  ///< The value as people read it; empty behind a bar.
    std::string mark;  ///< Of the exemption: `E1`.

    friend bool operator==(const Field&, const Field&) = default;
};

/// An entry with its fields.
struct Entry {
    std::uint64_t sequence = 0;
    std::string text;  ///< Byte for byte as the log has it.
    std::string object;
    std::string action;
    std::string at;
    std::uint64_t previous = 0;     ///< Revision of the object before.
    std::set<std::string> digests;  ///< Of its values, withheld ones too.
    std::vector<Field> fields;
};

struct Exemption {
    std::string citation;
    std::string text;
    std::uint64_t fields = 0;
};

struct Manifest {
    std::string key;  ///< Of the log.
    std::string origin;
    std::uint64_t release = 0;
    std::uint64_t request = 0;
    std::vector<std::uint64_t> entries;
    std::map<std::string, Exemption> exemptions;  ///< By mark.
    std::map<std::string, std::string> files;     ///< SHA-256 in hexadecimal, by name.
    std::uint64_t released = 0;
    std::uint64_t withheld = 0;
    std::uint64_t removed = 0;
    std::uint64_t outside = 0;
};

/// Refuse with Mismatch what is not of the form.
[[nodiscard]] const std::string& file_of(const Files& files, const std::string& name);
[[nodiscard]] Manifest read_manifest(const Files& files);

/// The entries of the manifest with their fields: each disclosure hashed and held to the entry's
/// digests, each digest accounted for once.
[[nodiscard]] std::vector<Entry> read_entries(const Files& files, const Manifest& manifest);

/// What index.html or released.csv shows of an entry.
struct ShownEntry {
    std::vector<std::string> head;  ///< Page: its headline; table: at, object, action.
    std::vector<Field> fields;
    /// Of the table, beside each field: the citation of its exemption, else nothing.
    std::vector<std::string> citations;
};

/// By entry.
using Shown = std::map<std::uint64_t, ShownEntry>;

/// The picture that the page shows.
inline constexpr std::string_view code_name = "code.svg";

struct ShownPage {
    Shown entries;
    bool has_code = false;  ///< Whether it shows code.svg.
};

/// Refuse with Mismatch what says no such thing. A page may hold the elements and attributes that
/// docs/release-packages.md lists and nothing that runs or comes from elsewhere.
[[nodiscard]] ShownPage shown_on_page(const std::string& html);
[[nodiscard]] Shown shown_in_table(const std::string& csv);

/// What a code says, read back from its squares. Refuses with Mismatch one that is more than a
/// picture of a white square and black ones, and squares that are not exactly the code of a text.
[[nodiscard]] std::string text_of_picture(const std::string& svg);

/// `entries/12.json`
[[nodiscard]] std::string entry_file(std::uint64_t sequence);

}  // namespace belfry::release_verify
