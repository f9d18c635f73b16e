#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace belfry::http {

/// Where a server says what it does: one JSON object a line. No line holds an address, name, e-mail
/// or query value, and only what was refused names an account, by its number; the callers see to
/// it. A cheap value, safe for all threads.
class Log {
public:
    enum class Level { debug, info, warning, error, off };
    BOOST_DESCRIBE_NESTED_ENUM(Level, debug, info, warning, error, off)

    /// Gets each line without its line break.
    using Sink = std::function<void(std::string_view line)>;

    /// From `info` on to standard error.
    Log() : Log(Level::info) {}

    explicit Log(Level least);
    Log(Level least, Sink sink);

    [[nodiscard]] bool writes(Level level) const { return level >= least_ && level != Level::off; }

    /// `{"at":"…","level":"info","event":"request",…}`, when `level` is at or above the least.
    void write(Level level, std::string_view event, const json::Object& fields = {}) const;

private:
    Level least_;
    std::shared_ptr<const Sink> sink_;
};

/// Eight letters and digits that a person can read out on the telephone; unlikely to occur twice.
[[nodiscard]] std::string reference_number();

}  // namespace belfry::http
