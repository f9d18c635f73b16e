#pragma once

#include <string>
#include <vector>

#include "release_packages/package.hpp"
#include "release_packages/release_store.hpp"
#include "release_packages/request.hpp"
#include "release_packages/review.hpp"
#include "release_packages/services.hpp"

/// From what was decided to a package.
namespace belfry::release_packages {

/// The package that the review of `request` makes. Refuses one without entries
/// (`release_empty`), with values that nobody decided (`release_undecided`), and with exemptions
/// that are not in force (`exemption_not_in_force`).
[[nodiscard]] Result<Package> package_of(
    const Services& services,
    store::Connection& db,
    const RecordsRequest& request,
    const std::vector<ReviewedEntry>& review
);

/// Those that a package of the review gives out.
[[nodiscard]] std::vector<FieldRef> given_in(const std::vector<ReviewedEntry>& review);

/// The whole zip file, with proofs that lead to `checkpoint`; one that is older than the package is
/// a bug. Refuses a package with a value that was removed by law, and one whose commitment was
/// (`release_gone`).
[[nodiscard]] Result<std::string> finished(
    store::Connection& db, const Release& release, const transparency::SignedCheckpoint& checkpoint
);

/// The newest checkpoint that witnesses have cosigned, when it holds entry `sequence`; else
/// `newest`.
[[nodiscard]] transparency::SignedCheckpoint best_checkpoint(
    store::Connection& db, std::uint64_t sequence, transparency::SignedCheckpoint newest
);

}  // namespace belfry::release_packages
