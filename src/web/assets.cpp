#include "web/assets.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace belfry::web {

namespace {

constexpr std::string_view page_name = "index.html";
constexpr std::string_view screens_name = "pages.txt";

std::string_view media_type_of(std::string_view path) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> known{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& [ending, type] : known) {
        if (path.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

/// What has a hash in its name never changes; all else is asked for again (304 when it is as it
/// was).
std::string_view caching_of(std::string_view path) {
    return path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

std::string joined(const std::vector<std::string>& path) {
    std::string out;
    for (const auto& segment : path) {
        out += (out.empty() ? "" : "/") + segment;
    }
    return out;
}

/// Addresses that belong to the route table.
bool is_served_elsewhere(const std::vector<std::string>& path) {
    constexpr std::array<std::string_view, 4> elsewhere{
        "api", "healthz", "metrics", "calendar.ics"
    };
    for (const auto name : elsewhere) {
        if (!path.empty() && path.front() == name) {
            return true;
        }
    }
    return false;
}

/// `/steps/:step` → `steps`, `:step`
std::vector<std::string> segments_of(std::string_view pattern) {
    std::vector<std::string> segments;
    while (pattern.size() > 1) {
        pattern.remove_prefix(1);
        segments.emplace_back(pattern.substr(0, pattern.find('/')));
        pattern.remove_prefix(segments.back().size());
    }
    return segments;
}

std::vector<std::vector<std::string>> screens_in(std::string_view list) {
    std::vector<std::vector<std::string>> screens;
    while (!list.empty()) {
        const auto line = list.substr(0, list.find('\n'));
        list.remove_prefix(std::min(list.size(), line.size() + 1));
        if (line.starts_with('/')) {
            screens.push_back(segments_of(line));
        }
    }
    return screens;
}

bool matches(const std::vector<std::string>& pattern, std::span<const std::string> path) {
    return std::ranges::equal(pattern, path, [](const auto& wanted, const auto& given) {
        return wanted == given || (wanted.starts_with(':') && !given.empty());
    });
}

bool is_reading(http::Method method) {
    return method == http::Method::get || method == http::Method::head;
}

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files) {
    for (const auto& file : files) {
        if (file.path == screens_name) {
            screens_ = screens_in(file.content);
            continue;
        }
        files_[std::string(file.path)] = {
            std::make_shared<const std::string>(file.content),
            media_type_of(file.path),
            caching_of(file.path)
        };
    }
}

bool Assets::is_screen(const std::vector<std::string>& path) const {
    // The app takes an address with a slash at its end for the one without.
    std::span<const std::string> plain(path);
    while (!plain.empty() && plain.back().empty()) {
        plain = plain.first(plain.size() - 1);
    }
    return screens_.empty() || std::ranges::any_of(screens_, [&](const auto& screen) {
               return matches(screen, plain);
           });
}

std::optional<http::Response> Assets::answer(const http::Request& request) const {
    if (is_served_elsewhere(request.path) || !is_reading(request.method)) {
        return {};
    }
    const auto path = joined(request.path);
    auto found = files_.find(path);
    const bool page = found == files_.end() && path.find('.') == std::string::npos;
    if (page) {
        found = files_.find(page_name);
    }
    if (found == files_.end()) {
        return {};
    }
    http::Response answer;
    answer.status = page && !is_screen(request.path) ? 404 : 200;
    answer.headers.set("Content-Type", std::string(found->second.media_type));
    answer.headers.set("Cache-Control", std::string(found->second.caching));
    answer.body = found->second.content;
    return answer;
}

http::Headers security_headers(bool tls) {
    http::Headers headers;
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        "trusted-types svelte-trusted-html belfry-service-worker"
    );
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    headers.set("X-Frame-Options", "DENY");
    if (tls) {
        headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    return headers;
}

}  // namespace belfry::web
