#include "store/file_lock.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/durable_file.hpp"

namespace belfry::store {

std::shared_ptr<FileLock> FileLock::take(const std::filesystem::path& database) {
    const auto file = with_ending(database, ".lock");
    const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot open " + file.string());
    }
    std::shared_ptr<FileLock> lock(new FileLock(descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        return lock;
    }
    if (errno != EWOULDBLOCK) {
        throw std::system_error(errno, std::generic_category(), "cannot lock " + file.string());
    }
    return nullptr;
}

FileLock::~FileLock() {
    ::close(descriptor_);
}

}  // namespace belfry::store
