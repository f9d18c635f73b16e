#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

/// Checks a published audit from its files alone. Written from docs/formats/audit-bundle.md and the
/// papers, slowly and plainly, without a line of the engine that made the bundle: what both get
/// wrong must be wrong in the rules themselves.
namespace belfry::audit_verify {

/// The first place where a bundle does not follow from what is before it.
struct Finding {
    std::int64_t event = 0;  ///< 0 where no event is meant.
    std::string file;
    std::string field;
    std::string expected;
    std::string found;

    friend bool operator==(const Finding&, const Finding&) = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (event, file, field, expected, found))

struct Verified {
    bool holds = false;
    std::optional<Finding> finding;
    std::int64_t events = 0;  ///< That follow.
    std::string head;         ///< Hash of the last of them; compare it with what was announced.
    std::vector<std::string> checked;      ///< In sentences, each once.
    std::vector<std::string> not_checked;  ///< What a bundle cannot show, or this does not redo.
};
BOOST_DESCRIBE_STRUCT(Verified, (), (holds, finding, events, head, checked, not_checked))

/// A file in a maker's format, from which a plain file was made.
struct Original {
    std::string role;  ///< Of the plain file.
    std::string jurisdiction;
    std::string contest;
    std::string path;
    std::string bytes;
    std::string contests;  ///< The file of contests.
};

/// Makes the plain file again; empty where the original cannot be read.
using Translate = std::function<std::optional<std::string>(const Original& original)>;

/// `files` holds every public file of a bundle by its path. Without `translate` plain files are
/// taken as they are, and it is said that nobody made them again.
[[nodiscard]] Verified verify(
    const std::map<std::string, std::string>& files, const Translate& translate = {}
);

}  // namespace belfry::audit_verify
