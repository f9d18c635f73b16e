#include "store/durable_file.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "store/connection.hpp"

namespace belfry::store {

namespace {

/// Waits until what `path` names, a file or a folder, is on the disk.
void sync(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot open " + path.string());
    }
    const int synced = ::fsync(descriptor);
    const int cause = errno;
    ::close(descriptor);
    if (synced != 0) {
        if (cause == ENOSPC || cause == EDQUOT) {
            throw DiskFull("the disk is full: " + path.string());
        }
        throw std::system_error(cause, std::generic_category(), "cannot sync " + path.string());
    }
}

}  // namespace

std::filesystem::path with_ending(std::filesystem::path file, std::string_view ending) {
    file += ending;
    return file;
}

std::filesystem::path part_of(const std::filesystem::path& file) {
    return with_ending(file, ".part");
}

void sync_folder(const std::filesystem::path& file) {
    sync(file.has_parent_path() ? file.parent_path() : ".");
}

void replace_durably(
    const std::filesystem::path& file,
    const std::function<void(const std::filesystem::path&)>& write
) {
    const auto part = part_of(file);
    std::filesystem::remove(part);
    try {
        write(part);
        using std::filesystem::perms;
        std::filesystem::permissions(part, perms::owner_read | perms::owner_write);
        sync(part);
        std::filesystem::rename(part, file);
        sync_folder(file);
    } catch (...) {
        std::error_code ignored;  // the failure itself says more than that of tidying up
        std::filesystem::remove(part, ignored);
        throw;
    }
}

}  // namespace belfry::store
