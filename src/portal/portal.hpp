#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "http/message.hpp"
#include "portal/pages.hpp"
#include "record/record.hpp"
#include "store/database.hpp"
#include "text/catalog.hpp"

namespace belfry::portal {

/// Headers of every public answer: a stricter policy than the web app's, as there is no script.
/// `tls`: Belfry speaks it itself; a proxy that does says so to browsers.
[[nodiscard]] http::Headers security_headers(bool tls);

/// Keeps the public pages ready. They are made again a moment after something they show has
/// changed, and swapped whole: a reader gets the old set or the new one, never a mixture.
class Portal {
public:
    /// `published` is told each set of pages once it is shown.
    Portal(
        store::Database& database,
        record::Record& record,
        const text::Catalog& catalog,
        const Clock& clock,
        std::function<void(const Pages&)> published = {}
    );
    Portal(const Portal&) = delete;
    Portal& operator=(const Portal&) = delete;
    Portal(Portal&&) = delete;
    Portal& operator=(Portal&&) = delete;
    ~Portal();

    /// Makes the pages, then keeps them up to date until this ends.
    void start();

    /// Says what was written, here or by another server: pages that show it are made again a moment
    /// later. Never waits. Safe for all threads.
    void notice(const record::Written& written);

    /// An alarm about the city's log was raised or dealt with: the pages are made again.
    void notice_alarm();

    /// Makes the pages now; gives whether they differ from those before.
    bool refresh();

    /// Answers from memory: for the network thread. Safe for all threads, after start().
    [[nodiscard]] http::Response answer(const http::Request& request) const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Writes the pages as files for a web server of the city's own, at the root of a host; gives how
/// many.
std::size_t export_pages(const Pages& pages, const std::filesystem::path& folder);

/// What the pages show now.
[[nodiscard]] PublicView current_view(
    store::Database& database, record::Record& record, const Clock& clock
);

}  // namespace belfry::portal
