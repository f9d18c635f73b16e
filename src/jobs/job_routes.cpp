#include "jobs/job_routes.hpp"

namespace belfry::jobs {

namespace {

std::unexpected<Refusal> no_such_job() {
    return refuse(Refusal::Kind::not_found, "no_such_job", "There is no such job.");
}

std::string said(const Message& message, const text::Catalog& catalog, std::string_view language) {
    if (message.key.empty()) {
        return {};
    }
    if (catalog.has(language, message.key) || catalog.has("en", message.key)) {
        return catalog.say(language, message.key, message.values);
    }
    const auto summary = message.values.find("summary");
    return summary == message.values.end() ? message.key : summary->second;
}

/// Whether the caller asked for the job that the path names.
bool asked_for_it(Jobs& jobs, const http::Call& call) {
    const auto job = jobs.find(call.id<Job>("job"));
    return job && job->job.asked_by && job->job.asked_by->id == call.caller.account;
}

}  // namespace

Job shown(
    const StoredJob& stored,
    const text::Catalog& catalog,
    const accounts::People& people,
    std::string_view language
) {
    auto job = stored.job;
    job.title = catalog.say(language, "job." + job.kind);
    job.message = said(stored.message, catalog, language);
    accounts::complete(people, job.asked_by);
    return job;
}

http::Route begins_a_job(Beginning what, Jobs& jobs, const Reading& reading) {
    constexpr int accepted = 202;
    auto route = http::without_body<Job>(
        http::Method::post,
        std::move(what.path),
        std::move(what.access),
        std::move(what.summary),
        [&jobs, reading, kind = std::move(what.kind)](const http::Call& call) -> Result<Job> {
            const auto job = jobs.enqueue(kind, json::Object(), call.caller.account);
            if (!job) {
                return std::unexpected(job.error());
            }
            return shown(*job, reading.catalog, reading.people(), call.caller.language);
        }
    );
    route.success = accepted;
    route.handler = [begin = std::move(route.handler)](const http::Call& call) {
        auto answer = begin(call);
        answer.status = answer.status == 200 ? accepted : answer.status;
        return answer;
    };
    return route;
}

void add_routes(http::Router& router, Jobs& jobs, const Reading& reading) {
    using http::Access;
    const auto show = [reading](const http::Call& call, const StoredJob& job) {
        return shown(job, reading.catalog, reading.people(), call.caller.language);
    };
    const auto own = [&jobs](const http::Call& call) {
        return asked_for_it(jobs, call);
    };

    router.add(http::list<Job>(
        "/api/v1/jobs",
        Access::signed_in(),
        "Long work, newest first: all of it, or what the caller asked for.",
        [&jobs, reading](const http::Call& call) -> Result<http::Listing<Job>> {
            const bool all = call.caller.may("jobs_see");
            const auto found = jobs.list(all ? std::nullopt : std::optional(call.caller.account));
            const auto people = reading.people();
            http::Listing<Job> listing;
            for (const auto& job : found) {
                listing.items.push_back(shown(job, reading.catalog, people, call.caller.language));
            }
            return listing;
        }
    ));
    router.add(http::get<Job>(
        "/api/v1/jobs/{job}",
        Access::needs("jobs_see").or_when("who asked for it", own),
        "One piece of long work, as far as it is.",
        [&jobs, show](const http::Call& call) -> Result<Job> {
            const auto job = jobs.find(call.id<Job>("job"));
            return job ? Result<Job>(show(call, *job)) : no_such_job();
        }
    ));
    router.add(http::without_body<Job>(
        http::Method::post,
        "/api/v1/jobs/{job}/cancellation",
        Access::needs("jobs_manage").or_when("who asked for it", own),
        "Stops the work and keeps what is done.",
        [&jobs, show](const http::Call& call) -> Result<Job> {
            const auto id = call.id<Job>("job");
            if (!jobs.find(id)) {
                return no_such_job();
            }
            const auto job = jobs.cancel(id, record::Actor::account(call.caller.account));
            return job ? Result<Job>(show(call, *job)) : std::unexpected(job.error());
        }
    ));
}

}  // namespace belfry::jobs
