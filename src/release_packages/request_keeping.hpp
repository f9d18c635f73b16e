#pragma once

#include "accounts/who_changed.hpp"
#include "http/route.hpp"
#include "program/deed.hpp"
#include "release_packages/request_store.hpp"
#include "release_packages/review_store.hpp"
#include "release_packages/services.hpp"

/// Requests as routes show and change them.
namespace belfry::release_packages {

struct RequestShown {
    RecordsRequest request;
    std::vector<Holiday> skipped;  ///< Holidays that were not counted.
    std::string holidays_by;       ///< The law whose holidays these are.
    std::int64_t days_left = 0;    ///< Calendar days until the answer is due; negative: late.
    Standing standing;
    std::int64_t packages = 0;
};
BOOST_DESCRIBE_STRUCT(
    RequestShown, (), (request, skipped, holidays_by, days_left, standing, packages)
)

using ShownRequest = http::Versioned<RequestShown>;

[[nodiscard]] ShownRequest shown(
    const Services& services, store::Connection& db, RecordsRequest request
);

/// Changes an open request that the caller has seen by `rule`, which may write more in the same
/// act. Refuses one that is closed (`request_closed`).
[[nodiscard]] Result<ShownRequest> work_on(
    const Services& services,
    const http::Call& call,
    const std::string& verb,
    const std::function<Result<void>(record::Writing&, const RecordsRequest&)>& rule
);

}  // namespace belfry::release_packages
