#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "json/json.hpp"

namespace belfry::rehearsal {

/// Collects what has to change in what somebody wants run.
class WishChecks {
public:
    void problem(
        std::string field,
        std::string code,
        std::string advice,
        std::map<std::string, std::string> values = {}
    ) {
        problems_.push_back(
            {std::move(field), std::move(code), std::move(advice), std::move(values)}
        );
    }

    void within(std::string field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            const auto low = fmt::format("{:g}", least);
            const auto high = fmt::format("{:g}", most);
            problem(
                std::move(field),
                "out_of_range",
                "Give a number from " + low + " to " + high + ".",
                {{"least", low}, {"most", high}}
            );
        }
    }

    void days(std::string field, std::int64_t days) {
        constexpr std::int64_t least = 8;
        constexpr std::int64_t most = 100'000;
        if (days < least || days > most) {
            problem(
                std::move(field),
                "days_out_of_range",
                fmt::format("Choose {} to {} days.", least, most),
                {{"least", std::to_string(least)}, {"most", std::to_string(most)}}
            );
        }
    }

    void list(
        const std::string& field,
        const std::vector<std::int64_t>& ids,
        std::size_t most,
        const std::string& code
    ) {
        if (ids.size() > most) {
            problem(
                field, code, fmt::format("At most {}.", most), {{"most", std::to_string(most)}}
            );
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) !=
                ids.begin() + static_cast<std::ptrdiff_t>(i)) {
                problem(
                    json::Path().member(field).element(i).text(),
                    "listed_twice",
                    "This is in the list already."
                );
            }
        }
    }

    [[nodiscard]] Result<void> result() const {
        if (problems_.empty()) {
            return {};
        }
        return refuse_fields(problems_);
    }

private:
    json::Problems problems_;
};

}  // namespace belfry::rehearsal
