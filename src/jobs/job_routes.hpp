#pragma once

#include <functional>

#include "accounts/person_ref.hpp"
#include "http/router.hpp"
#include "jobs/jobs.hpp"
#include "text/catalog.hpp"

namespace belfry::jobs {

/// What turns a stored job into one that a person reads.
struct Reading {
    const text::Catalog& catalog;
    std::function<accounts::People()> people;
};

/// The job in the reader's language, with the name of who asked for it.
[[nodiscard]] Job shown(
    const StoredJob& stored,
    const text::Catalog& catalog,
    const accounts::People& people,
    std::string_view language
);

/// `/api/v1/jobs` and what belongs to one.
void add_routes(http::Router& router, Jobs& jobs, const Reading& reading);

}  // namespace belfry::jobs
