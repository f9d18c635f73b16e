#include "cli/output.hpp"

#include <cstdio>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace belfry::cli {

namespace {

void write_line(std::FILE* to, std::string_view line) {
    fmt::print(to, "{}\n", line);
    std::fflush(to);
}

}  // namespace

void Output::say(std::string_view sentence, const json::Object& object) const {
    if (as_json_) {
        write_line(stdout, boost::json::serialize(object));
    } else if (!sentence.empty()) {
        write_line(stdout, sentence);
    }
}

int Output::refuse(const Refusal& refusal) const {
    if (as_json_) {
        json::Array problems;
        for (const auto& problem : refusal.problems) {
            problems.push_back(json::Object{
                {"field", problem.field},
                {"code", problem.code},
                {"advice", problem.advice},
                {"values", json::write(problem.values)}
            });
        }
        const json::Object error{
            {"code", refusal.code},
            {"summary", refusal.summary},
            {"problems", std::move(problems)},
        };
        write_line(stderr, boost::json::serialize(json::Object{{"error", error}}));
    } else {
        write_line(stderr, "belfry: " + refusal.summary);
        for (const auto& problem : refusal.problems) {
            const bool again = problem.field.empty() && problem.code == refusal.code;
            if (again || refusal.summary.ends_with(problem.advice)) {
                continue;  // says the summary once more, or what it ends with
            }
            write_line(stderr, fmt::format("  {}: {}", problem.field, problem.advice));
        }
    }
    return refusal.code == "data_in_use" ? in_use : refused;
}

void Output::write_error(std::string_view code, std::string_view what) const {
    if (as_json_) {
        const json::Object error{{"code", code}, {"summary", what}};
        write_line(stderr, boost::json::serialize(json::Object{{"error", error}}));
    } else {
        write_line(stderr, fmt::format("belfry: {}", what));
    }
}

int Output::fail(std::string_view what) const {
    write_error("failed", what);
    return failed;
}

int Output::misunderstood(std::string_view what) const {
    write_error("wrong_usage", what);
    return wrong_usage;
}

}  // namespace belfry::cli
