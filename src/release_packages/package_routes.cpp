#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "program/people.hpp"
#include "record/ledger.hpp"
#include "release_packages/release.hpp"
#include "release_packages/request_keeping.hpp"
#include "release_packages/routes.hpp"

namespace belfry::release_packages {

namespace {

struct PackageWish {
    std::optional<std::string> language;  ///< Of the page; the caller's where it is not said.
    /// Whether it is right that words of withheld values stand in what is given out.
    std::optional<bool> repeats_are_right;
};
BOOST_DESCRIBE_STRUCT(PackageWish, (), (language, repeats_are_right))

/// What is found of withheld values in what would be given out, one problem for each.
Result<void> check_repeats(
    const std::vector<ReviewedEntry>& review, const RecordsRequest& request
) {
    std::vector<Refusal::Problem> problems;
    for (const auto& repeat : repeats_in(review, request.title + '\n' + request.words)) {
        const std::map<std::string, std::string> values{
            {"field", repeat.field},
            {"entry", std::to_string(repeat.entry)},
            {"in_field", repeat.in_field},
            {"in_entry", std::to_string(repeat.in_entry)},
        };
        problems.push_back(
            {fmt::format("entry {} {}", repeat.entry, repeat.field),
             repeat.in_entry == 0 ? "repeated_in_title" : "repeated_in_entry",
             repeat.in_entry == 0
                 ? fmt::format(
                       "What “{}” of entry {} withholds also stands in the title or the words of "
                       "the request.",
                       repeat.field,
                       repeat.entry
                   )
                 : fmt::format(
                       "What “{}” of entry {} withholds also stands in “{}” of entry {}.",
                       repeat.field,
                       repeat.entry,
                       repeat.in_field,
                       repeat.in_entry
                   ),
             values}
        );
    }
    for (const auto& [field, code] :
         {std::pair("requester", "requester_in_title"), std::pair("contact", "contact_in_title")}) {
        const auto& who =
            field == std::string_view("contact") ? request.contact : request.requester;
        if (stands_in(who, request.title + '\n' + request.words)) {
            problems.push_back(
                {field, code, "Who asked stands in the title or the words of the request.", {}}
            );
        }
    }
    if (problems.empty()) {
        return {};
    }
    return refuse(
        Refusal::Kind::conflict,
        "release_repeats",
        "Words of withheld values stand in what would be given out.",
        std::move(problems)
    );
}

Release release_of(const Package& package, const std::vector<ReviewedEntry>& review) {
    const auto standing = standing_of(review);
    return {
        .request = package.request,
        .number = package.release,
        .made_at = package.made_at,
        .entries = standing.entries,
        .released = standing.released,
        .withheld = standing.withheld,
        .removed = standing.removed,
    };
}

/// What a package is made of, worked out before the write.
struct Made {
    Release release;
    std::string content;
    std::vector<FieldRef> given;
};

Result<Made> made(
    const Services& services, store::Connection& db, const http::Call& call, const PackageWish& wish
) {
    const auto request = find_request(db, call.id<RecordsRequest>("request"));
    if (!request) {
        return program::no_such_thing();
    }
    const auto review = review_of(db, request->id);
    auto package = package_of(services, db, *request, review);
    if (!package) {
        return std::unexpected(package.error());
    }
    if (!wish.repeats_are_right.value_or(false)) {
        if (auto none = check_repeats(review, *request); !none) {
            return std::unexpected(none.error());
        }
    }
    const auto language = wish.language.value_or(call.caller.language);
    package->language = language == "es" ? "es" : "en";
    package->verify_page = services.verify_page(db, package->language);
    package->release = static_cast<std::int64_t>(list_releases(db, request->id).size()) + 1;
    const auto files = files_of(*package, services.records.program.catalog);
    auto release = release_of(*package, review);
    release.made_by = {call.caller.account, {}, {}};
    release.sha256 = crypto::to_hex(crypto::sha256(files.find(manifest_name)->second));
    auto given = given_in(review);
    std::ranges::copy(own_words(db, request->id), std::back_inserter(given));
    return Made{std::move(release), zipped(files), std::move(given)};
}

Result<ShownRequest> make(
    const Services& services, const http::Call& call, const PackageWish& wish
) {
    auto ready = services.records.program.database.read([&](store::Connection& db) {
        return made(services, db, call, wish);
    });
    if (!ready) {
        return std::unexpected(ready.error());
    }
    return work_on(
        services,
        call,
        "release",
        [&](record::Writing& writing, const RecordsRequest&) -> Result<void> {
            auto& db = writing.db();
            // The entry is appended when this ends.
            ready->release.seq = static_cast<std::int64_t>(record::read_head(db).frontier.size + 1);
            if (auto added = add_release(db, ready->release, ready->content, ready->given);
                !added) {
                return added;
            }
            writing.set(manifest_name, ready->release.sha256);
            return {};
        }
    );
}

Result<http::Listing<Release>> list(const Services& services, const http::Call& call) {
    return services.records.program.database.read([&](store::Connection& db) {
        const auto people = program::everybody(db);
        http::Listing<Release> out{list_releases(db, call.id<RecordsRequest>("request")), {}};
        for (auto& release : out.items) {
            accounts::complete(people, release.made_by);
        }
        return out;
    });
}

http::Response download_zip(const Services& services, const http::Call& call) {
    const auto id = call.id<RecordsRequest>("request");
    const auto newest = services.checkpoint();
    const auto zip =
        services.records.program.database.read([&](store::Connection& db) -> Result<std::string> {
            const auto release = find_release(db, id, call.number("package"));
            if (!release) {
                return program::no_such_thing();
            }
            const auto sequence = static_cast<std::uint64_t>(release->seq);
            if (!newest || newest->checkpoint.head.size < sequence) {
                return refuse(
                    Refusal::Kind::conflict,
                    "release_not_signed_yet",
                    "The log has not been signed since. Try again in a moment; if it stays so, see "
                    "the state of Belfry."
                );
            }
            return finished(db, *release, best_checkpoint(db, sequence, *newest));
        });
    if (!zip) {
        return http::problem_response(zip.error());
    }
    return http::download(
        *zip,
        "application/zip",
        fmt::format("records-request-{}-package-{}.zip", id.value, call.number("package"))
    );
}

}  // namespace

void add_package_routes(http::Router& router, const Services& services) {
    router.add(http::list<Release>(
        "/api/v1/records/requests/{request}/packages",
        readers(),
        "Packages that were made for a request, newest first.",
        std::bind_front(list, services)
    ));
    router.add(http::conditional(http::post<PackageWish, ShownRequest>(
        "/api/v1/records/requests/{request}/packages",
        releasers().with_fresh_proof(),
        "Makes a package of what was decided, and commits it in the record.",
        std::bind_front(make, services)
    )));
    http::Route file{
        http::Method::get,
        "/api/v1/records/requests/{request}/packages/{package}",
        readers(),
        "A package as a zip file, with proofs that anyone can check.",
        std::bind_front(download_zip, services)
    };
    file.output_type = "application/zip";
    router.add(std::move(file));
}

}  // namespace belfry::release_packages
