#pragma once

#include <optional>
#include <string>

#include "simulation/plan.hpp"

namespace belfry::simulation {

/// The checks that fields share. Each adds a problem where the value cannot be meant.
class FieldChecks {
public:
    explicit FieldChecks(json::Problems& problems) : problems_(problems) {}

    void problem(const json::Path& path, const char* code, std::string advice);

    /// Finite and within [least, most].
    bool within(double value, double least, double most, const json::Path& path);

    template <class Number>
    bool within(
        const std::optional<Number>& value, double least, double most, const json::Path& path
    ) {
        return !value || within(static_cast<double>(*value), least, most, path);
    }

    void share(const std::optional<double>& value, const json::Path& path);
    void given(bool is_given, const json::Path& path);
    void name(const std::string& id, const json::Path& path);
    void distribution(const Distribution& distribution, const json::Path& path);
    void distribution(const std::optional<Distribution>& distribution, const json::Path& path);
    void coordinates(
        const std::optional<double>& lat, const std::optional<double>& lon, const json::Path& path
    );

private:
    void shape(const Distribution& distribution, const json::Path& path);

    json::Problems& problems_;
};

}  // namespace belfry::simulation
