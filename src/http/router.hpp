#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/log.hpp"
#include "http/route.hpp"
#include "http/shared_answers.hpp"

namespace belfry::http {

/// The route table. Fill it at start; then it only answers.
class Router {
public:
    explicit Router(Gate& gate, Log log = Log()) : gate_(gate), log_(std::move(log)) {}

    /// Ends the program when two routes overlap or the gate does not know the permission.
    void add(Route route);

    /// From here on shared routes answer all alike from what was made once; `state` as for
    /// SharedAnswers. Without it they answer like others.
    void share(std::function<std::uint64_t()> state);

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

    /// Finds the route, asks the gate, calls the handler. An exception becomes 500 (507 for a full
    /// disk) with a reference number that also stands in the log, and nothing else.
    [[nodiscard]] Response dispatch(const Request& request) const;

    /// How many bytes the body of such a request may have; for Listener::body_limit.
    [[nodiscard]] std::size_t most_body(Method method, const std::string& target) const;

private:
    struct Part {
        enum class Kind { literal, number, text };
        Kind kind;
        std::string name;  ///< Of the literal or the parameter.
    };

    using Pattern = std::vector<Part>;

    [[nodiscard]] static Pattern pattern_of(std::string_view path);
    [[nodiscard]] static bool matches(const Pattern& pattern, const std::vector<std::string>& path);
    [[nodiscard]] static bool overlap(const Pattern& a, const Pattern& b);
    [[nodiscard]] const Route* find(Method method, const std::vector<std::string>& path) const;
    [[nodiscard]] std::string allowed(const std::vector<std::string>& path) const;
    [[nodiscard]] Response unrouted(const Request& request) const;
    [[nodiscard]] Response admitted(const Route& route, const Request& request) const;
    void note_refusal(const Route& route, const Caller& caller, int status) const;
    [[nodiscard]] static std::optional<Refusal> refused(const Route& route, const Call& call);
    [[nodiscard]] Response handled(const Route& route, const Call& call) const;
    [[nodiscard]] Response failed(const Route& route, int status, const char* what) const;

    Gate& gate_;
    Log log_;
    std::vector<Route> routes_;
    std::vector<Pattern> patterns_;  ///< One for each route, in the same order.
    std::unique_ptr<SharedAnswers> shared_;
};

}  // namespace belfry::http
