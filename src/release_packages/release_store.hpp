#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/refusal.hpp"
#include "program/person.hpp"
#include "release_packages/request.hpp"
#include "release_packages/review_store.hpp"
#include "store/connection.hpp"

namespace belfry::release_packages {

/// A package that was made.
struct Release {
    std::int64_t request = 0;
    std::int64_t number = 0;  ///< Of the request's packages, from 1.
    Instant made_at = {};
    accounts::PersonRef made_by = {};
    std::string sha256 = {};  ///< Of its manifest: what the record commits.
    std::int64_t entries = 0;
    std::int64_t released = 0;  ///< Values.
    std::int64_t withheld = 0;
    std::int64_t removed = 0;
    bool available = true;  ///< False once a value in it was removed by law.
    std::int64_t seq = 0;   ///< Entry of the record that commits it.
};
BOOST_DESCRIBE_STRUCT(
    Release,
    (),
    (request, number, made_at, made_by, sha256, entries, released, withheld, removed, available, seq
    )
)

/// Newest first. People hold their id only.
[[nodiscard]] std::vector<Release> list_releases(store::Connection& db, Id<RecordsRequest> request);
[[nodiscard]] std::optional<Release> find_release(
    store::Connection& db, Id<RecordsRequest> request, std::int64_t number
);

/// Adds it with the zip file of its files and the values that it gives out. Refuses
/// (`release_gone`), so that the act is undone, where one of them was removed since it was read.
[[nodiscard]] Result<void> add_release(
    store::Connection& db,
    const Release& release,
    const std::string& content,
    const std::vector<FieldRef>& given
);

/// The zip file; empty once it was forgotten.
[[nodiscard]] std::optional<std::string> content_of(store::Connection& db, const Release& release);

/// That a package, or what commits it, is gone from the record by law.
[[nodiscard]] std::unexpected<Refusal> release_gone();

/// Values of the request itself that stand in its packages, as far as the record has them: its
/// title and the words that were looked for.
[[nodiscard]] std::vector<FieldRef> own_words(store::Connection& db, Id<RecordsRequest> request);

/// Forgets the files of packages with values that are gone from the record. Part of every
/// redaction: a copy in a package would outlive the value.
void forget_removed(store::Connection& db);

}  // namespace belfry::release_packages
