#pragma once

#include <string>

#include "program/week.hpp"
#include "program/words.hpp"

namespace belfry::program {

/// For whom, and from where, a brief is written.
struct BriefFrame {
    std::string reader;  ///< Their name.
    std::string city;
    std::string public_url;  ///< Without a slash at the end; empty when nobody has set it.
    bool fictional = false;
};

struct Brief {
    std::string subject;
    std::string text;
    std::string html;
};

/// The first screen as an e-mail. Of what is marked TLP AMBER or above it says that there is
/// something, not what: mail lies on servers that are not the city's.
[[nodiscard]] Brief weekly_brief(const ThisWeek& week, const BriefFrame& frame, const Words& words);

}  // namespace belfry::program
