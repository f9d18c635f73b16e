#include "accounts/key_file.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace belfry::accounts {

namespace {

constexpr unsigned others = S_IRWXG | S_IRWXO;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;

    ~Descriptor() {
        if (number_ >= 0) {
            close(number_);
        }
    }

    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void make_durable(const std::filesystem::path& folder) {
    const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.number() < 0 || fsync(directory.number()) != 0) {
        fail("the folder of the key file cannot be synchronised");
    }
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : ".";
}

/// By who runs Belfry, or, when an administrator looks at its data, by whose folder it lies in.
bool is_owned_well(const std::filesystem::path& file, uid_t owner) {
    struct stat folder{};
    return owner == geteuid() ||
           (stat(folder_of(file).c_str(), &folder) == 0 && owner == folder.st_uid);
}

std::unexpected<Refusal> damaged(const std::filesystem::path& file) {
    return refuse(
        Refusal::Kind::conflict,
        "key_file_damaged",
        fmt::format("{} is not a key of Belfry. Put back the one from your backup.", file.string())
    );
}

/// The key, once it and its name are on the disk.
crypto::SealingKey make_key(const std::filesystem::path& file, Random& random) {
    crypto::SealingKey key{};
    random.fill(key);
    const auto part = file.string() + ".part";
    {
        const Descriptor made(open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (made.number() < 0 || fchmod(made.number(), 0600) != 0 ||
            write(made.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
            fsync(made.number()) != 0) {
            fail("the key file cannot be written");
        }
    }
    if (rename(part.c_str(), file.c_str()) != 0) {
        fail("the key file cannot be written");
    }
    make_durable(folder_of(file));
    return key;
}

}  // namespace

Result<crypto::SealingKey> open_key_file(const std::filesystem::path& file, Random& random) {
    const Descriptor found(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (found.number() < 0 && errno == ENOENT) {
        return make_key(file, random);
    }
    struct stat about{};
    if (found.number() < 0 || fstat(found.number(), &about) != 0) {
        fail("the key file cannot be read");
    }
    if (!S_ISREG(about.st_mode)) {
        return damaged(file);
    }
    if ((about.st_mode & others) != 0) {
        return refuse(
            Refusal::Kind::conflict,
            "key_file_open",
            fmt::format("Others may read {0}. Run: chmod 600 {0}", file.string())
        );
    }
    if (!is_owned_well(file, about.st_uid)) {
        return refuse(
            Refusal::Kind::conflict,
            "key_file_owner",
            fmt::format(
                "{0} belongs to another user. Run: chown --reference={1} {0}",
                file.string(),
                folder_of(file).string()
            )
        );
    }
    crypto::SealingKey key{};
    if (about.st_size != static_cast<off_t>(key.size()) ||
        read(found.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size())) {
        return damaged(file);
    }
    return key;
}

}  // namespace belfry::accounts
