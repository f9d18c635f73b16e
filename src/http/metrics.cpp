#include "http/metrics.hpp"

#include <fmt/format.h>

namespace belfry::http {

namespace {

std::string label_text(const Metrics::Labels& labels) {
    std::string out;
    for (const auto& [name, value] : labels) {
        std::string safe;
        for (const char c : value) {
            safe += c == '"' || c == '\\' ? std::string("\\") + c
                    : c == '\n'           ? "\\n"
                                          : std::string(1, c);
        }
        out += fmt::format("{}{}=\"{}\"", out.empty() ? "{" : ",", name, safe);
    }
    return out.empty() ? out : out + "}";
}

void append_head(
    std::string& out, std::string_view name, std::string_view help, std::string_view kind
) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, kind);
}

}  // namespace

std::atomic<std::uint64_t>& Metrics::counter(
    const std::string& name, const std::string& help, const Labels& labels
) {
    const std::scoped_lock lock(mutex_);
    auto& family = counters_[name];
    family.help = help;
    return family.values[label_text(labels)];
}

void Metrics::gauge(
    const std::string& name, const std::string& help, std::function<double()> read
) {
    const std::scoped_lock lock(mutex_);
    gauges_[name] = {help, std::move(read)};
}

void Metrics::remove_gauge(const std::string& name) {
    const std::scoped_lock lock(mutex_);
    gauges_.erase(name);
}

void Metrics::request(
    Method method, std::string_view route, int status, std::chrono::nanoseconds took
) {
    const double seconds = std::chrono::duration<double>(took).count();
    const auto bucket = std::ranges::lower_bound(bounds, seconds) - bounds.begin();
    const auto key = std::tuple(json::name_of(method), route, status);
    const std::scoped_lock lock(mutex_);
    auto found = requests_.find(key);
    if (found == requests_.end()) {
        found =
            requests_
                .emplace(std::tuple(std::string(std::get<0>(key)), std::string(route), status), 0)
                .first;
    }
    ++found->second;
    ++latency_.buckets.at(static_cast<std::size_t>(bucket));
    latency_.sum += seconds;
}

void Metrics::refused(int status) {
    const std::scoped_lock lock(mutex_);
    ++refused_[status];
}

void Metrics::append_requests(std::string& out) const {
    append_head(out, "belfry_http_refused_total", "Requests that could not be read.", "counter");
    for (const auto& [status, count] : refused_) {
        out += fmt::format("belfry_http_refused_total{{status=\"{}\"}} {}\n", status, count);
    }
    append_head(
        out, "belfry_http_request_seconds", "From the whole request to its answer.", "histogram"
    );
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < latency_.buckets.size(); ++i) {
        sum += latency_.buckets.at(i);
        const auto bound =
            i < bounds.size() ? fmt::format("{}", bounds.at(i)) : std::string("+Inf");
        out += fmt::format("belfry_http_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, sum);
    }
    out += fmt::format("belfry_http_request_seconds_sum {}\n", latency_.sum);
    out += fmt::format("belfry_http_request_seconds_count {}\n", sum);
    append_head(
        out, "belfry_http_requests_total", "Requests answered, by route and status.", "counter"
    );
    for (const auto& [key, count] : requests_) {
        const auto& [method, route, status] = key;
        out += fmt::format(
            "belfry_http_requests_total{} {}\n",
            label_text({{"method", method}, {"route", route}, {"status", std::to_string(status)}}),
            count
        );
    }
}

std::string Metrics::text() const {
    std::string out;
    std::map<std::string, Gauge> gauges;
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& [name, family] : counters_) {
            append_head(out, name, family.help, "counter");
            for (const auto& [labels, value] : family.values) {
                out += fmt::format("{}{} {}\n", name, labels, value.load());
            }
        }
        append_requests(out);
        gauges = gauges_;
    }
    // Outside the lock: a gauge may ask somebody who is just counting.
    for (const auto& [name, gauge] : gauges) {
        append_head(out, name, gauge.help, "gauge");
        out += fmt::format("{} {}\n", name, gauge.read());
    }
    return out;
}

}  // namespace belfry::http
