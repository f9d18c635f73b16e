#include "release_packages/request_keeping.hpp"

#include "program/local_time.hpp"
#include "program/people.hpp"
#include "release_packages/holiday_store.hpp"
#include "release_packages/release_store.hpp"

namespace belfry::release_packages {

ShownRequest shown(const Services& services, store::Connection& db, RecordsRequest request) {
    accounts::complete(program::everybody(db), request.owner);
    const auto today = public_records::today_in_city(services.records.program, db);
    const auto holidays = find_holidays(db);
    return {
        {request,
         deadline_of(request, holidays).skipped,
         holidays.source,
         program::days_between(today, request.due),
         standing_of(db, request.id),
         static_cast<std::int64_t>(list_releases(db, request.id).size())},
        request.revision
    };
}

Result<ShownRequest> work_on(
    const Services& services,
    const http::Call& call,
    const std::string& verb,
    const std::function<Result<void>(record::Writing&, const RecordsRequest&)>& rule
) {
    const auto& program = services.records.program;
    const Id<RecordsRequest> id = call.id<RecordsRequest>("request");
    const auto deed =
        program::change_by(call, "records_request." + verb, {"records_request", id.value});
    if (!program.database.read([&](store::Connection& db) { return find_request(db, id); })) {
        return program::no_such_thing();
    }
    return accounts::saying_who(program.database, [&] {
        return program.record.write(deed, [&](record::Writing& writing) -> Result<ShownRequest> {
            auto request = find_request(writing.db(), id);
            if (!request) {
                return program::no_such_thing();
            }
            if (request->state != RequestState::open) {
                return refuse(
                    Refusal::Kind::conflict,
                    "request_closed",
                    "This request is closed. Open it again to change it."
                );
            }
            if (auto done = rule(writing, *request); !done) {
                return std::unexpected(done.error());
            }
            request->revision = writing.revision();
            save_request(writing.db(), *request);
            return shown(services, writing.db(), *request);
        });
    });
}

}  // namespace belfry::release_packages
