#include "store/file_lock.hpp"

#include <cerrno>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "base/check.hpp"
#include "store/durable_file.hpp"

namespace belfry::store {

namespace {

/// Each claim is one byte of the file. The locks belong to the open file, not to the process, so
/// that two of these in one process keep each other out as well.
bool set_lock(int descriptor, FileLock::Claim claim, short kind) {
    struct flock wish{};
    wish.l_type = kind;
    wish.l_whence = SEEK_SET;
    wish.l_start = static_cast<off_t>(claim);
    wish.l_len = 1;
    if (::fcntl(descriptor, F_OFD_SETLK, &wish) == 0) {
        return true;
    }
    if (errno != EAGAIN && errno != EACCES) {
        throw std::system_error(errno, std::generic_category(), "cannot lock the data");
    }
    return false;
}

}  // namespace

std::shared_ptr<FileLock> FileLock::beside(const std::filesystem::path& database) {
    const auto file = with_ending(database, ".lock");
    const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot open " + file.string());
    }
    return std::shared_ptr<FileLock>(new FileLock(descriptor));
}

FileLock::~FileLock() {
    ::close(descriptor_);
}

bool FileLock::take(Claim claim, Hold hold, std::chrono::milliseconds patience) const {
    constexpr std::chrono::milliseconds pause{2};
    const auto until = std::chrono::steady_clock::now() + patience;
    const short kind = hold == Hold::exclusive ? F_WRLCK : F_RDLCK;
    while (!set_lock(descriptor_, claim, kind)) {
        if (std::chrono::steady_clock::now() >= until) {
            return false;
        }
        std::this_thread::sleep_for(pause);
    }
    return true;
}

void FileLock::drop(Claim claim) const {
    check(set_lock(descriptor_, claim, F_UNLCK), "a lock can always be given back");
}

}  // namespace belfry::store
