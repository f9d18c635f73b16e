#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"

/// The second path to what a release package says: written from docs/release-packages.md alone, it
/// shares no code with what makes packages.
namespace belfry::release_verify {

/// Whom the reader trusts, as keys of the form `name+hash+base64`.
struct Trust {
    std::string log;  ///< Empty: the key that the package names, which shows less.
    std::vector<std::string> witnesses;
};

/// Fields behind bars for one reason.
struct Withheld {
    std::string mark;  ///< `E1`, as on the page.
    std::string citation;
    std::string text;
    std::uint64_t fields = 0;

    friend bool operator==(const Withheld&, const Withheld&) = default;
};
BOOST_DESCRIBE_STRUCT(Withheld, (), (mark, citation, text, fields))

/// Changes of an object that stand between those in the package, or before them, and are not in it.
struct Gap {
    std::string object;  ///< `task/12`
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    friend bool operator==(const Gap&, const Gap&) = default;
};
BOOST_DESCRIBE_STRUCT(Gap, (), (object, first, last))

struct Verified {
    std::string origin;  ///< Of the log: `vote.city.example/belfry/log`.
    std::string key;
    bool key_given = false;     ///< Whether the reader named the key.
    std::uint64_t size = 0;     ///< Entries of the log under the checkpoint.
    std::string committed_at;   ///< When the log committed the package, by its own clock.
    std::uint64_t release = 0;  ///< Number.
    std::uint64_t request = 0;
    std::uint64_t entries = 0;
    std::uint64_t released = 0;  ///< Fields.
    std::uint64_t withheld = 0;
    std::uint64_t removed = 0;  ///< Deleted from the record by law before.
    std::uint64_t outside = 0;  ///< Entries that the city found not to be asked for.
    std::vector<Withheld> exemptions;
    std::vector<Gap> gaps;
    std::vector<std::string> witnesses;  ///< Trusted ones that cosigned the checkpoint.
};
BOOST_DESCRIBE_STRUCT(
    Verified,
    (),
    (origin,
     key,
     key_given,
     size,
     committed_at,
     release,
     request,
     entries,
     released,
     withheld,
     removed,
     outside,
     exemptions,
     gaps,
     witnesses)
)

/// Checks a package, the bytes of a zip file, without a network. Refuses, with the file where it
/// was found: `release_not_a_package`, `release_unreadable`, `release_file_missing`,
/// `release_file_unknown`, `release_file_altered`, `release_entry_missing`,
/// `release_entry_foreign`, `release_value_altered`, `release_bar_foreign`,
/// `release_field_missing`, `release_page_differs`, `release_counts_differ`,
/// `release_checkpoint_not_signed`, `release_not_committed`.
[[nodiscard]] Result<Verified> verify(std::string_view zip, const Trust& trust);

}  // namespace belfry::release_verify
