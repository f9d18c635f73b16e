#include "operations/plain_place.hpp"

#include <atomic>
#include <cerrno>
#include <functional>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/durable_file.hpp"

namespace belfry::operations {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = ".plain-";

fs::path lock_of(const fs::path& folder) {
    return folder / ".plain.lock";
}

int opened(const fs::path& file, int flags) {
    return ::open(file.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/// What an administrator's command makes in the server's folder must not shut the server out.
void give_to_owner_of(const fs::path& folder, int file) {
    struct stat owner{};
    if (::geteuid() == 0 && ::stat(folder.c_str(), &owner) == 0) {
        std::ignore = ::fchown(file, owner.st_uid, owner.st_gid);
    }
}

/// Made where it is missing, and held.
int held(const fs::path& file, int how) {
    const int lock = opened(file, O_RDWR | O_CREAT);
    while (lock >= 0 && ::flock(lock, how) != 0) {
        if (errno != EINTR) {
            const int why = errno;
            ::close(lock);
            throw std::system_error(why, std::generic_category(), "a lock cannot be held");
        }
    }
    if (lock < 0) {
        throw std::system_error(errno, std::generic_category(), "a lock cannot be made");
    }
    give_to_owner_of(file.parent_path(), lock);
    return lock;
}

std::vector<fs::path> places_in(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code absent;
    for (fs::directory_iterator at(folder, absent), end; !absent && at != end;
         at.increment(absent)) {
        if (at->path().filename().string().contains(mark)) {
            out.push_back(at->path());
        }
    }
    return out;
}

/// Runs `act` while nobody works with places in the folder; not at all while somebody does, or
/// where nobody can tell. `act` throws nothing: the lock would stay.
void while_idle(const fs::path& folder, const std::function<void()>& act) {
    const int lock = opened(lock_of(folder), O_RDONLY);
    const bool nobody_ever = lock < 0 && errno == ENOENT;
    if (nobody_ever || (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0)) {
        act();
    }
    if (lock >= 0) {
        ::close(lock);
    }
}

}  // namespace

PlainPlace::PlainPlace(const fs::path& stem) : lock_(held(lock_of(stem.parent_path()), LOCK_SH)) {
    static std::atomic<unsigned> number = 0;
    path_ = store::with_ending(stem, fmt::format("{}{}-{}", mark, ::getpid(), ++number));
}

PlainPlace::PlainPlace(PlainPlace&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {
}

PlainPlace::~PlainPlace() {
    if (lock_ >= 0) {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
        ::close(lock_);
    }
}

std::vector<fs::path> forgotten_places(const fs::path& folder) {
    std::vector<fs::path> out;
    while_idle(folder, [&] { out = places_in(folder); });
    return out;
}

std::size_t remove_forgotten_places(const fs::path& folder) {
    std::size_t removed = 0;
    while_idle(folder, [&] {
        for (const auto& place : places_in(folder)) {
            std::error_code stays;  // the doctor goes on naming it
            fs::remove_all(place, stays);
            removed += stays ? 0U : 1U;
        }
    });
    return removed;
}

Turn::Turn(const fs::path& file) : lock_(held(file, LOCK_EX)) {
}

Turn::~Turn() {
    ::close(lock_);
}

}  // namespace belfry::operations
