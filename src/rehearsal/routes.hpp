#pragma once

#include <memory>

#include "crypto/secret.hpp"
#include "http/router.hpp"
#include "jobs/jobs.hpp"
#include "program/search.hpp"
#include "program/services.hpp"
#include "rehearsal/known_day.hpp"
#include "rehearsal/preview_memory.hpp"
#include "store/migration.hpp"

namespace belfry::rehearsal {

using program::Services;

/// The tables of scenarios, plans and runs.
[[nodiscard]] store::Migrations migrations();

/// What runs need besides.
struct Workshop {
    const Services& services;
    jobs::Jobs& queue;
    unsigned threads = 0;      ///< For simulation; 0: every core, at low priority.
    crypto::SealingKey key{};  ///< That contacts are sealed with.
    std::shared_ptr<KnownDay> day = std::make_shared<KnownDay>();
    std::shared_ptr<PreviewMemory> previews = std::make_shared<PreviewMemory>();
};

/// Incidents that happened elsewhere, the city's scenarios and plans.
void add_thing_routes(http::Router& router, const Services& services);

/// The emergency protocol of a plan: as data, for print, as a Word document.
void add_protocol_routes(http::Router& router, const Workshop& workshop);

/// Names and phone numbers that the protocol is printed with.
void add_contact_routes(http::Router& router, const Workshop& workshop);

/// Comparisons and optimisations: begun, watched, repeated, deleted; what they came to.
void add_run_routes(http::Router& router, const Workshop& workshop);
void add_result_routes(http::Router& router, const Workshop& workshop);
void add_chart_routes(http::Router& router, const Workshop& workshop);
void add_optimization_routes(http::Router& router, const Workshop& workshop);

/// A usual day without simulation, for sliders.
void add_preview_routes(http::Router& router, const Workshop& workshop);

/// The mayor's two pages about a run.
void add_brief_routes(http::Router& router, const Workshop& workshop);

/// Scenarios and plans by name, runs by number or by what they were about.
[[nodiscard]] program::Finder finder();

/// All of the above.
void add_routes(http::Router& router, const Workshop& workshop);

/// The long work, for the queue.
void add_jobs(const Workshop& workshop);

/// Reading: rehearsals_see. Changing and running: rehearsals_edit.
[[nodiscard]] http::Access may_see_rehearsals();
[[nodiscard]] http::Access may_edit_rehearsals();

}  // namespace belfry::rehearsal
