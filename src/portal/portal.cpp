#include "portal/portal.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <span>
#include <thread>

#include "portal/portal_store.hpp"

namespace belfry::portal {

namespace {

/// Changes that come close together are shown together; days begin without one.
constexpr std::chrono::milliseconds gathering{500};
constexpr std::chrono::minutes between_looks{1};

/// Kinds of objects of which the pages show something.
constexpr std::array<std::string_view, 9> shown_kinds{
    "city", "step", "task", "decision", "portal", "demo", "log", "witness", "log_alarm"
};

bool is_shown(const record::Written& written) {
    return std::ranges::find(shown_kinds, written.object.kind) != shown_kinds.end();
}

/// For the one page with a script, the program's own, which fetches documents and proofs from here.
constexpr std::string_view script_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for"
    " 'script'";

/// The server works out its tag and its compressed form once.
struct Page {
    http::SharedBody content;
    std::string_view media_type;
    bool runs_script = false;
    bool is_download = false;
};

struct Site {
    PublicView view;
    std::map<std::string, Page, std::less<>> pages;
    std::map<std::string, Page, std::less<>> missing;

    [[nodiscard]] const Page& missing_at(const std::vector<std::string>& path) const {
        const auto found = path.empty() ? missing.end() : missing.find(path.front());
        return found == missing.end() ? missing.at("") : found->second;
    }
};

Page page_of(std::string_view address, std::string content) {
    return {
        std::make_shared<const std::string>(std::move(content)),
        media_type_of(address),
        address.ends_with("/verify"),
        address.ends_with("/verify-offline.html")
    };
}

/// `/es/` and `/es` are one page.
std::string key_of(std::string_view address) {
    while (address.ends_with('/')) {
        address.remove_suffix(1);
    }
    return std::string(address);
}

std::string key_of(const std::vector<std::string>& path) {
    std::string key;
    for (const auto& segment : path) {
        key += '/' + segment;
    }
    return key_of(key);
}

http::Response with_page(const Page& page, int status) {
    http::Response answer;
    answer.status = status;
    answer.headers.set("Content-Type", std::string(page.media_type));
    answer.headers.set("Cache-Control", "public, max-age=60");
    if (page.runs_script) {
        answer.headers.set("Content-Security-Policy", std::string(script_policy));
    }
    if (page.is_download) {
        answer.headers.set("Content-Disposition", "attachment");
    }
    answer.body = page.content;
    return answer;
}

}  // namespace

http::Headers security_headers(bool tls) {
    http::Headers headers;
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri "
        "'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'"
    );
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (tls) {
        headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    return headers;
}

struct Portal::Inside {
    store::Database& database;
    record::Record& record;
    const text::Catalog& catalog;
    const Clock& clock;
    std::function<void(const Pages&)> published;
    std::mutex noticing = {};
    std::condition_variable_any noticed = {};
    bool changed = false;
    mutable std::mutex swapping = {};
    std::shared_ptr<const Site> site = {};
    std::jthread thread = {};

    std::shared_ptr<const Site> current() const {
        const std::scoped_lock lock(swapping);
        return site;
    }

    void keep_up(const std::stop_token& stop, Portal& portal) {
        while (!stop.stop_requested()) {
            {
                std::unique_lock lock(noticing);
                noticed.wait_for(lock, stop, between_looks, [&] { return changed; });
            }
            if (stop.stop_requested()) {
                return;
            }
            std::this_thread::sleep_for(gathering);
            {
                const std::scoped_lock lock(noticing);
                changed = false;
            }
            try {
                portal.refresh();
            } catch (const std::exception&) {
                // The database failed: readers keep the last pages until it is back.
                continue;
            }
        }
    }
};

PublicView current_view(store::Database& database, record::Record& record, const Clock& clock) {
    constexpr std::size_t most = 200;
    const auto now = clock.now();
    auto updated = now;
    const auto activity = record.activity(std::nullopt, most);
    if (const auto newest = std::ranges::find_if(activity, is_shown); newest != activity.end()) {
        updated = newest->at;
    }
    return database.read([&](store::Connection& db) { return public_view(db, now, updated); });
}

Portal::Portal(
    store::Database& database,
    record::Record& record,
    const text::Catalog& catalog,
    const Clock& clock,
    std::function<void(const Pages&)> published
)
    : inside_(new Inside{database, record, catalog, clock, std::move(published)}) {
}

Portal::~Portal() = default;

void Portal::start() {
    refresh();
    inside_->thread =
        std::jthread([this](const std::stop_token& stop) { inside_->keep_up(stop, *this); });
}

void Portal::notice(const record::Written& written) {
    if (is_shown(written)) {
        notice_alarm();
    }
}

void Portal::notice_alarm() {
    {
        const std::scoped_lock lock(inside_->noticing);
        inside_->changed = true;
    }
    inside_->noticed.notify_one();
}

bool Portal::refresh() {
    auto& in = *inside_;
    auto site = std::make_shared<Site>();
    site->view = current_view(in.database, in.record, in.clock);
    if (const auto before = in.current(); before && before->view == site->view) {
        return false;
    }
    const auto pages = render(site->view, in.catalog);
    for (const auto& [address, content] : pages) {
        site->pages.emplace(key_of(address), page_of(address, content));
    }
    for (auto& [language, content] : render_missing(site->view, in.catalog)) {
        site->missing.emplace(language, page_of("/", content));
    }
    {
        const std::scoped_lock lock(in.swapping);
        in.site = std::move(site);
    }
    if (in.published) {
        in.published(pages);
    }
    return true;
}

http::Response Portal::answer(const http::Request& request) const {
    const auto site = inside_->current();
    if (request.method != http::Method::get && request.method != http::Method::head) {
        auto refused = with_page(site->missing_at(request.path), 405);
        refused.headers.set("Allow", "GET, HEAD, OPTIONS");
        return refused;
    }
    const auto found = site->pages.find(key_of(request.path));
    return found == site->pages.end() ? with_page(site->missing_at(request.path), 404)
                                      : with_page(found->second, 200);
}

std::size_t export_pages(const Pages& pages, const std::filesystem::path& folder) {
    for (const auto& [address, content] : pages) {
        auto file = folder / key_of(address).substr(address == "/" ? 0 : 1);
        if (media_type_of(address).starts_with("text/html")) {
            file /= "index.html";
        }
        std::filesystem::create_directories(file.parent_path());
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        out << content;
        if (!out.flush()) {
            throw std::system_error(errno, std::generic_category(), "a page cannot be written");
        }
    }
    return pages.size();
}

}  // namespace belfry::portal
