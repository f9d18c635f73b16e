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

/// What begins a job of one kind when it is asked for by POST.
struct Beginning {
    std::string path;
    http::Access access;
    std::string summary;
    std::string kind;
};

/// Answers 202 with the job; `/api/v1/jobs/{job}` says how far it is.
[[nodiscard]] http::Route begins_a_job(Beginning what, Jobs& jobs, const Reading& reading);

/// `/api/v1/jobs` and what belongs to one.
void add_routes(http::Router& router, Jobs& jobs, const Reading& reading);

}  // namespace belfry::jobs
