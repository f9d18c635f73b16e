#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace belfry {

/// Why a request by a person was not carried out, in words that person can act on.
///
/// Refusals are ordinary results. A failing disk or a lost database is not a refusal: it is thrown.
/// `code` names the sentence in the message catalogs (web/src/lib/i18n), so that the interface can
/// say it in the reader's language; `summary` and `advice` say it in English.
struct Refusal {
    enum class Kind {
        invalid,          ///< Something in the request has to change.
        unauthenticated,  ///< Sign in first.
        forbidden,        ///< This person may not do this.
        not_found,        ///< No such thing, or none this person may see.
        conflict,         ///< Somebody else changed it meanwhile, or its state does not allow it.
        revision_needed,  ///< Say which revision the change is based on (RFC 6585).
        too_large,        ///< More than the stated limit.
        too_many,         ///< Wait and try again.
    };

    /// One field of the request that has to change; `field` is its JSON path, as in `tasks[2].due`.
    struct Problem {
        std::string field;
        std::string code;
        std::string advice;
        std::map<std::string, std::string> values;  ///< What fills the blanks of the sentence.

        friend bool operator==(const Problem&, const Problem&) = default;
    };

    /// What somebody else changed since the revision a save was based on.
    struct Difference {
        std::string field;
        std::string before;  ///< The value that the save was based on, as JSON text.
        std::string after;   ///< The value now, as JSON text.
        std::string who;     ///< Opaque id of who changed it last.
        std::string when;    ///< ISO 8601 UTC.

        friend bool operator==(const Difference&, const Difference&) = default;
    };

    Kind kind = Kind::invalid;
    std::string code;
    std::string summary;
    std::vector<Problem> problems;
    std::vector<Difference> differences;  ///< Filled for a conflict of revisions.
    std::int64_t wait_seconds = 90;       ///< For too_many: when it may work again.

    friend bool operator==(const Refusal&, const Refusal&) = default;
};

template <class T>
using Result = std::expected<T, Refusal>;

/// `return refuse(Refusal::Kind::not_found, "no_such_task", "There is no such task.");`
[[nodiscard]] inline std::unexpected<Refusal> refuse(
    Refusal::Kind kind,
    std::string code,
    std::string summary,
    std::vector<Refusal::Problem> problems = {}
) {
    return std::unexpected(
        Refusal{kind, std::move(code), std::move(summary), std::move(problems), {}}
    );
}

/// A request whose fields have to change: one problem per field.
[[nodiscard]] inline std::unexpected<Refusal> refuse_fields(std::vector<Refusal::Problem> problems
) {
    return refuse(
        Refusal::Kind::invalid,
        "fields_need_attention",
        "Some fields need attention.",
        std::move(problems)
    );
}

}  // namespace belfry
