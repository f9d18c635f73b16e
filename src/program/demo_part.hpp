#pragma once

#include <functional>
#include <string>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "record/record.hpp"

namespace belfry::program {

/// What the parts of the fictional city share.
struct DemoFrame {
    Date election;
    std::string language;
};

/// What a module above the programme adds to the fictional city. Both run inside the one act that
/// loads or removes it, after the programme's own part.
struct DemoPart {
    std::function<Result<void>(record::Writing&, const record::Actor&, const DemoFrame&)> load;
    std::function<Result<void>(record::Writing&, const record::Actor&)> remove;
};

}  // namespace belfry::program
