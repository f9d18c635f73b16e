#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/message.hpp"

namespace belfry {

BOOST_DESCRIBE_STRUCT(Refusal::Problem, (), (field, code, advice, values))

}  // namespace belfry

namespace belfry::http {

/// What somebody else changed meanwhile: the values themselves, null where there is none.
struct Difference {
    std::string field;
    json::Value before;
    json::Value after;
    std::string who;
    std::string when;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (field, before, after, who, when))

/// A refusal as it is answered: RFC 9457 with the code that names its sentence in the catalogs.
struct ProblemAnswer {
    std::string type;
    std::string title;
    int status = 0;
    std::string code;
    std::optional<std::string> detail;
    std::optional<std::vector<Refusal::Problem>> problems;
    std::optional<std::vector<Difference>> differences;
    std::optional<std::string> reference;  ///< Stands in the log as well.
};
BOOST_DESCRIBE_STRUCT(
    ProblemAnswer, (), (type, title, status, code, detail, problems, differences, reference)
)

/// The status that a refusal is answered with: 422 when it names fields, else by its kind.
[[nodiscard]] int status_of(const Refusal& refusal);

/// A refusal with a status that its kind does not tell, such as 415.
[[nodiscard]] Response problem_response(int status, const Refusal& refusal);

[[nodiscard]] Response problem_response(const ProblemAnswer& answer);

}  // namespace belfry::http
