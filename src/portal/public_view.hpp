#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "program/city.hpp"
#include "program/step.hpp"

/// What a city tells everybody about the security of its elections: pages without cookies or
/// scripts, made ahead of time, so that a crowd on election night costs nothing. docs/portal.md.
namespace belfry::portal {

/// What the city has chosen to publish.
struct PublicPages {
    bool published = false;    ///< Whether each step's status is shown; else only what it is about.
    std::string report_phone;  ///< Whom to tell about a problem. Each may be empty.
    std::string report_email;
    std::string report_url;
    std::int64_t revision = 0;

    friend bool operator==(const PublicPages&, const PublicPages&) = default;
};
BOOST_DESCRIBE_STRUCT(
    PublicPages, (), (published, report_phone, report_email, report_url, revision)
)

/// Absent: as it was.
struct PublicPagesChange {
    std::optional<bool> published;
    std::optional<std::string> report_phone;
    std::optional<std::string> report_email;
    std::optional<std::string> report_url;
};
BOOST_DESCRIBE_STRUCT(PublicPagesChange, (), (published, report_phone, report_email, report_url))

/// Refuses a telephone number with other than digits, spaces and `+-().`, an address without @, and
/// a link that is not https.
[[nodiscard]] Result<PublicPages> changed(PublicPages pages, const PublicPagesChange& change);

struct PublicStep {
    int number = 0;
    program::StepStatus status = program::StepStatus::not_started;

    friend bool operator==(const PublicStep&, const PublicStep&) = default;
};

/// All that the public pages are made of.
struct PublicView {
    program::City city;
    PublicPages pages;
    std::vector<PublicStep> steps;
    Date updated{};              ///< The day, in the city, of the newest change that they show.
    Date contacts_hold_until{};  ///< What `security.txt` says of itself; moves once a month.
    std::string address;         ///< Where readers find the pages; empty: nobody has said.
    std::string log_key;         ///< What checks proofs; empty before the first start.
    std::vector<std::string> witness_keys = {};  ///< Of those who watch the city's log.
    bool log_alarm = false;  ///< A witness holds another history of the city's log.

    friend bool operator==(const PublicView&, const PublicView&) = default;
};

}  // namespace belfry::portal
