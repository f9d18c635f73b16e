#include "audit_bundle/bundle.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "store/durable_file.hpp"

namespace belfry::audit_bundle {

namespace fs = std::filesystem;

namespace {

std::function<void()>& watcher() {
    static std::function<void()> watch;
    return watch;
}

void step() {
    if (watcher()) {
        watcher()();
    }
}

std::string event_path(std::int64_t sequence) {
    return fmt::format("events/{:06}.json", sequence);
}

std::string sealed_path(std::int64_t item, std::size_t turn) {
    return fmt::format("sealed/{}-{}.json", item, turn);
}

std::optional<std::string> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return {};
    }
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) {
        throw std::system_error(
            std::make_error_code(std::errc::io_error), "cannot read " + path.string()
        );
    }
    return bytes;
}

/// What the stream last met: a full disk is told from a broken one.
std::system_error cannot_write(const fs::path& path) {
    return {errno == 0 ? EIO : errno, std::generic_category(), "cannot write " + path.string()};
}

enum class Reader { everybody, owner };

void write_durably(const fs::path& path, std::string_view bytes, Reader reader) {
    step();
    fs::create_directories(path.parent_path());
    store::replace_durably(path, [&](const fs::path& part) {
        step();
        errno = 0;
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) {
            throw cannot_write(part);
        }
        step();
    });
    step();
    if (reader == Reader::everybody) {
        using fs::perms;
        fs::permissions(
            path, perms::owner_read | perms::owner_write | perms::group_read | perms::others_read
        );
    }
}

/// Whole or not there, but perhaps not yet on the disk: for what can be made again.
void write_lightly(const fs::path& path, std::string_view bytes) {
    step();
    const auto part = store::with_ending(path, ".part");
    errno = 0;
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
        throw cannot_write(part);
    }
    step();
    fs::rename(part, path);
}

std::unexpected<Refusal> refuse_folder(const fs::path& folder, std::string_view why) {
    return refuse(
        Refusal::Kind::invalid, "audit_bundle_damaged", fmt::format("{}: {}", folder.string(), why)
    );
}

/// Nothing, or only what a beginning leaves that was interrupted before its first event.
bool holds_nothing(const fs::path& folder) {
    if (!fs::exists(folder)) {
        return true;
    }
    if (!fs::is_directory(folder)) {
        return false;
    }
    return std::ranges::all_of(fs::recursive_directory_iterator(folder), [](const auto& entry) {
        return entry.is_directory() || entry.path().filename() == "audit.lock" ||
               entry.path().extension() == ".part";
    });
}

/// What a link points to lies elsewhere: it is not of the folder that people publish.
bool is_plain_file(const fs::directory_entry& entry) {
    return entry.symlink_status().type() == fs::file_type::regular;
}

/// `item-turn.json`, as sealed readings are called.
std::optional<std::pair<std::int64_t, std::size_t>> sealed_name(const std::string& name) {
    std::pair<std::int64_t, std::size_t> out;
    const auto* const end = name.data() + name.size();
    const auto item = std::from_chars(name.data(), end, out.first);
    if (item.ec != std::errc() || item.ptr == end || *item.ptr != '-') {
        return {};
    }
    const auto turn = std::from_chars(item.ptr + 1, end, out.second);
    return turn.ec == std::errc() ? std::optional(out) : std::nullopt;
}

Result<std::shared_ptr<store::FileLock>> lock(const fs::path& folder) {
    using store::FileLock;
    auto taken = FileLock::beside(folder / "audit");
    if (!taken->take(FileLock::Claim::presence, FileLock::Hold::exclusive)) {
        return refuse(
            Refusal::Kind::conflict,
            "audit_in_use",
            fmt::format("{}: somebody else works in this audit just now.", folder.string())
        );
    }
    return taken;
}

/// `000012 …` with only what may stand in a file name.
std::string safe_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        out += plain ? c : '_';
    }
    return out;
}

}  // namespace

void Bundle::watch_steps(std::function<void()> watch) {
    watcher() = std::move(watch);
}

Result<Bundle> Bundle::create(
    const fs::path& folder,
    const audit::AuditTerms& terms,
    const std::vector<std::string>& by,
    Instant at
) {
    if (!holds_nothing(folder)) {
        return refuse(
            Refusal::Kind::conflict,
            "audit_folder_taken",
            fmt::format("{}: there is something already. Name a new folder.", folder.string())
        );
    }
    if (auto sound = audit::check_audit_terms(terms); !sound) {
        return std::unexpected(sound.error());
    }
    fs::create_directories(folder);
    auto taken = lock(folder);
    if (!taken) {
        return std::unexpected(taken.error());
    }
    Bundle bundle(folder, *std::move(taken));
    auto opened = bundle.append(audit::EventKind::audit_opened, json::write(terms), by, at);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    return bundle;
}

Result<Bundle> Bundle::open(const fs::path& folder) {
    if (!fs::is_directory(folder / "events")) {
        return refuse(
            Refusal::Kind::not_found,
            "audit_no_bundle",
            fmt::format(
                "{}: there is no audit here. Begin one with: belfry audit init", folder.string()
            )
        );
    }
    auto taken = lock(folder);
    if (!taken) {
        return std::unexpected(taken.error());
    }
    Bundle bundle(folder, *std::move(taken));
    if (auto read = bundle.read_events(); !read) {
        return std::unexpected(read.error());
    }
    bundle.tidy();
    return bundle;
}

Result<void> Bundle::read_events() {
    std::vector<std::string> events;
    while (auto text = content(event_path(static_cast<std::int64_t>(events.size()) + 1))) {
        events.push_back(*std::move(text));
    }
    if (auto fits = check_head(events); !fits) {
        return fits;
    }
    auto progress = audit::replay(events);
    if (!progress) {
        return refuse_folder(folder_, progress.error().summary);
    }
    progress_ = *std::move(progress);
    return {};
}

Result<void> Bundle::check_head(const std::vector<std::string>& events) {
    const auto head = content("head");
    const auto line = [&](std::size_t count) {
        return count == 0 ? std::string()
                          : fmt::format("{} {}\n", count, audit::hash_of(events[count - 1]));
    };
    if (events.empty()) {
        return refuse_folder(folder_, "the first event is missing.");
    }
    if (head == line(events.size())) {
        return {};
    }
    // The head is not waited for on the disk: after an interruption it may be empty, or name an
    // event that was the last before.
    bool behind = head.value_or("").empty() && (head || events.size() == 1);
    for (std::size_t count = events.size() - 1; !behind && count > 0; --count) {
        behind = head == line(count);
    }
    if (behind) {
        write_lightly(folder_ / "head", line(events.size()));
        return {};
    }
    return refuse_folder(
        folder_,
        fmt::format(
            "its head does not belong to its {} events; see belfry audit verify.", events.size()
        )
    );
}

/// Only what a step that was interrupted before its event wrote: the next committed file, the next
/// list.
bool Bundle::is_ahead_of_events(const std::string& path) const {
    return path.starts_with(fmt::format("files/{:02}-", progress_.files.size() + 1)) ||
           path == fmt::format("lists/round-{}.csv", progress_.rounds.size() + 1);
}

void Bundle::tidy() {
    std::vector<fs::path> leftovers;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
        const auto path = entry.path().lexically_relative(folder_).generic_string();
        if (entry.path().extension() == ".part" ||
            (is_plain_file(entry) && is_ahead_of_events(path))) {
            leftovers.push_back(entry.path());
        }
    }
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_ / "sealed", none)) {
        const auto name = sealed_name(entry.path().filename().string());
        const auto* const item = name ? progress_.find(name->first) : nullptr;
        const bool waits = item != nullptr && name->second < item->sealed.size() &&
                           (item->stage == audit::ItemStage::half_read ||
                            item->stage == audit::ItemStage::both_read);
        if (!waits) {
            leftovers.push_back(entry.path());
        }
    }
    for (const auto& path : leftovers) {
        fs::remove(path);
    }
}

void Bundle::write_head() const {
    write_lightly(folder_ / "head", fmt::format("{} {}\n", progress_.events, progress_.head));
}

Result<void> Bundle::append(
    audit::EventKind kind,
    json::Value body,
    const std::vector<std::string>& by,
    Instant at,
    const std::function<void()>& first
) {
    check(!ahead_of_disk_, "after a failed write a bundle is opened again");
    const auto event = audit::next_event(progress_, kind, std::move(body), by, at);
    if (auto taken = audit::advance(progress_, event); !taken) {
        return taken;
    }
    ahead_of_disk_ = true;
    if (first) {
        first();
    }
    write_durably(folder_ / event_path(event.sequence), audit::text_of(event), Reader::everybody);
    ahead_of_disk_ = false;
    write_head();
    return {};
}

Result<audit::CommittedFile> Bundle::commit(
    audit::CommittedFile file,
    std::string_view name,
    std::string_view bytes,
    const std::vector<std::string>& by,
    Instant at
) {
    file.path = fmt::format("files/{:02}-{}", progress_.files.size() + 1, safe_name(name));
    file.sha256 = crypto::to_hex(crypto::sha256(bytes));
    file.bytes = static_cast<std::int64_t>(bytes.size());
    const auto added = append(audit::EventKind::file_committed, json::write(file), by, at, [&] {
        write(file.path, bytes);
    });
    if (!added) {
        return std::unexpected(added.error());
    }
    return file;
}

Result<audit::AuditInputs> Bundle::inputs() const {
    for (const auto& file : progress_.files) {
        const auto bytes = content(file.path);
        if (!bytes || crypto::to_hex(crypto::sha256(*bytes)) != file.sha256) {
            return refuse(
                Refusal::Kind::conflict,
                "audit_file_changed",
                fmt::format(
                    "{} is {} since it was committed ({}).",
                    file.path,
                    bytes ? "changed" : "gone",
                    file.sha256
                )
            );
        }
    }
    return audit::read_inputs(progress_.terms, progress_.files, [&](const std::string& path) {
        return content(path).value_or("");
    });
}

std::optional<std::string> Bundle::content(const std::string& path) const {
    return read_file(folder_ / path);
}

void Bundle::write(const std::string& path, std::string_view bytes) const {
    write_durably(folder_ / path, bytes, Reader::everybody);
}

void Bundle::keep_sealed(std::int64_t item, std::size_t turn, const audit::OpenedReading& reading) {
    write_durably(
        folder_ / sealed_path(item, turn),
        json::canonical(json::write(reading)) + "\n",
        Reader::owner
    );
}

std::optional<audit::OpenedReading> Bundle::sealed(std::int64_t item, std::size_t turn) const {
    const auto text = content(sealed_path(item, turn));
    if (!text) {
        return {};
    }
    const auto reading = json::parse_as<audit::OpenedReading>(*text);
    return reading ? std::optional(*reading) : std::nullopt;
}

void Bundle::forget_sealed(std::int64_t item) {
    for (const std::size_t turn : {std::size_t{0}, std::size_t{1}}) {
        step();
        fs::remove(folder_ / sealed_path(item, turn));
    }
}

std::map<std::string, std::string> public_files(const fs::path& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto path = entry.path().lexically_relative(folder).generic_string();
        if (!is_plain_file(entry) || path.starts_with("sealed/") || path == "audit.lock") {
            continue;
        }
        auto bytes = read_file(entry.path());
        if (!bytes) {
            throw std::system_error(
                std::make_error_code(std::errc::permission_denied),
                "cannot read " + entry.path().string()
            );
        }
        out.emplace(path, std::move(*bytes));
    }
    return out;
}

std::vector<std::string> links_in(const fs::path& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto kind = entry.symlink_status().type();
        if (kind != fs::file_type::directory && !is_plain_file(entry)) {
            out.push_back(entry.path().lexically_relative(folder).generic_string());
        }
    }
    std::ranges::sort(out);
    return out;
}

Result<std::size_t> export_public(const fs::path& folder, const fs::path& to) {
    if (!holds_nothing(to)) {
        return refuse(
            Refusal::Kind::conflict,
            "audit_folder_taken",
            fmt::format("{}: there is something already. Name a new folder.", to.string())
        );
    }
    const auto files = public_files(folder);
    for (const auto& [path, bytes] : files) {
        write_durably(to / path, bytes, Reader::everybody);
    }
    return files.size();
}

}  // namespace belfry::audit_bundle
