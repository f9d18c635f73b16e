#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/inputs.hpp"
#include "audit/progress.hpp"
#include "store/file_lock.hpp"

/// The folder that is an audit: its events, the files they speak of, and nothing that cannot be
/// published but for readings that wait for the second person (`sealed/`).
namespace belfry::audit_bundle {

/// Each write is whole or not there, whenever the program or the machine stops. Opening puts right
/// what an interruption left: a head that lags behind the events, parts of files, files of an event
/// that was not written any more, sealed readings that have been opened.
class Bundle {
public:
    /// Begins an audit in a folder that is empty or not there.
    [[nodiscard]] static Result<Bundle> create(
        const std::filesystem::path& folder,
        const audit::AuditTerms& terms,
        const std::vector<std::string>& by,
        Instant at
    );

    /// Refuses a folder that is no audit, whose events do not follow each other, or that somebody
    /// else works in.
    [[nodiscard]] static Result<Bundle> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    [[nodiscard]] const audit::Progress& progress() const { return progress_; }

    /// Adds an event; `first` writes what has to be on the disk before it. Refuses what the rules
    /// refuse; nothing is written then. After a failure of the disk the bundle has to be opened
    /// again.
    [[nodiscard]] Result<void> append(
        audit::EventKind kind,
        json::Value body,
        const std::vector<std::string>& by,
        Instant at,
        const std::function<void()>& first = {}
    );

    /// Writes a file and the event that commits to it. `file` without path, hash and size.
    [[nodiscard]] Result<audit::CommittedFile> commit(
        audit::CommittedFile file,
        std::string_view name,
        std::string_view bytes,
        const std::vector<std::string>& by,
        Instant at
    );

    /// Reads the committed files again. Refuses, by name, one that is not what was committed.
    [[nodiscard]] Result<audit::AuditInputs> inputs() const;

    /// A file of the bundle; empty where it is not there.
    [[nodiscard]] std::optional<std::string> content(const std::string& path) const;

    /// Writes a file that events will speak of, or that can be made again from them.
    void write(const std::string& path, std::string_view bytes) const;

    /// Readings that wait for the second person.
    void keep_sealed(std::int64_t item, std::size_t turn, const audit::OpenedReading& reading);
    [[nodiscard]] std::optional<audit::OpenedReading> sealed(std::int64_t item, std::size_t turn)
        const;
    void forget_sealed(std::int64_t item);

    /// For tests of interruptions: called before every single step on the disk.
    static void watch_steps(std::function<void()> watch);

private:
    Bundle(std::filesystem::path folder, std::shared_ptr<store::FileLock> lock)
        : folder_(std::move(folder)), lock_(std::move(lock)) {}

    Result<void> read_events();
    Result<void> check_head(const std::vector<std::string>& events);
    void write_head() const;
    [[nodiscard]] bool is_ahead_of_events(const std::string& path) const;
    void tidy();

    std::filesystem::path folder_;
    std::shared_ptr<store::FileLock> lock_;
    audit::Progress progress_;
    bool ahead_of_disk_ = false;  ///< A write failed: the progress is not what the folder holds.
};

/// Every public file of a bundle by its path, for whoever checks it.
[[nodiscard]] std::map<std::string, std::string> public_files(const std::filesystem::path& folder);

/// Links, devices and whatever else is no plain file: they are not of the bundle, and nobody reads
/// what they point to.
[[nodiscard]] std::vector<std::string> links_in(const std::filesystem::path& folder);

/// Copies the public files to a folder that is empty or not there.
[[nodiscard]] Result<std::size_t> export_public(
    const std::filesystem::path& folder, const std::filesystem::path& to
);

}  // namespace belfry::audit_bundle
