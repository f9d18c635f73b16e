#pragma once

#include <cstdint>
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
    /// What puts it right; empty where only whoever made the folder can know.
    std::string repair;

    friend bool operator==(const Finding&, const Finding&) = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (event, file, field, expected, found, repair))

struct Verified {
    bool holds = false;
    std::optional<Finding> finding;
    std::int64_t events = 0;  ///< That follow.
    std::string head;         ///< Hash of the last of them; compare it with what was announced.
    std::vector<std::string> checked;      ///< In sentences, each once.
    std::vector<std::string> not_checked;  ///< What a bundle cannot show, or this does not redo.
};
BOOST_DESCRIBE_STRUCT(Verified, (), (holds, finding, events, head, checked, not_checked))

/// `files` holds every public file of a bundle by its path. Plain files that were made from a
/// maker's are made again by readers of this folder's own.
[[nodiscard]] Verified verify(const std::map<std::string, std::string>& files);

}  // namespace belfry::audit_verify
