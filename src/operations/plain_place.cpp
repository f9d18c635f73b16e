#include "operations/plain_place.hpp"

#include <atomic>
#include <cerrno>
#include <functional>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
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
    return lock;
}

std::vector<fs::path> places_in(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(folder, absent)) {
        if (entry.path().filename().string().contains(mark)) {
            out.push_back(entry.path());
        }
    }
    return out;
}

/// Runs `act` while nobody works with places in the folder; not at all while somebody does.
void while_idle(const fs::path& folder, const std::function<void()>& act) {
    const int lock = opened(lock_of(folder), O_RDONLY);
    if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) == 0) {
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
            fs::remove_all(place);
            ++removed;
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
