#include "operations/backup.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <functional>
#include <span>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "base/no_room.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "operations/encrypted_file.hpp"
#include "operations/plain_place.hpp"
#include "store/backup.hpp"
#include "store/durable_file.hpp"

namespace belfry::operations {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "belfry-";
constexpr std::string_view ending = ".backup";
constexpr std::string_view encrypted_ending = ".backup.age";

/// `20261125T154036Z`
std::string stamp(Instant when) {
    auto text = to_iso(when).substr(0, 19);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text + 'Z';
}

bool is_encrypted_name(std::string_view name) {
    return name.ends_with(encrypted_ending);
}

std::optional<Instant> made_at(std::string_view name) {
    constexpr std::size_t stamp_size = 16;
    const auto end = is_encrypted_name(name) ? encrypted_ending : ending;
    if (name.size() != prefix.size() + stamp_size + end.size() || !name.starts_with(prefix) ||
        !name.ends_with(end)) {
        return {};
    }
    const auto s = name.substr(prefix.size(), stamp_size);
    return instant_from_iso(fmt::format(
        "{}-{}-{}T{}:{}:{}Z",
        s.substr(0, 4),
        s.substr(4, 2),
        s.substr(6, 2),
        s.substr(9, 2),
        s.substr(11, 2),
        s.substr(13, 2)
    ));
}

fs::path sum_file(const fs::path& file) {
    return store::with_ending(file, ".sha256");
}

std::string recorded_sum(const fs::path& file) {
    std::ifstream in(sum_file(file));
    std::string sum;
    in >> sum;
    return sum;
}

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

std::string sha256_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        fail("a file cannot be opened");
    }
    crypto::Sha256 sum;
    std::vector<char> piece(std::size_t{1} << 18U);
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        sum.add(std::string_view(piece.data(), static_cast<std::size_t>(in.gcount())));
    }
    if (in.bad()) {
        fail("a file cannot be read");
    }
    return crypto::to_hex(sum.finish());
}

namespace {

void note_sum(const fs::path& file, const Backup& made) {
    store::replace_durably(sum_file(file), [&](const fs::path& part) {
        errno = 0;
        std::ofstream out(part);
        out << made.sha256 << "  " << made.name << '\n';
        out.close();
        if (!out) {
            fail("the sum of a backup cannot be written");
        }
    });
}

/// A backup without its sum would be taken for good whatever became of it.
void leave_nothing_of(const fs::path& file) {
    std::error_code ignored;  // the failure itself says more than that of tidying up
    fs::remove(file, ignored);
    fs::remove(sum_file(file), ignored);
}

bool means_no_room(const std::exception& failure) {
    const auto* of_system = dynamic_cast<const std::system_error*>(&failure);
    return dynamic_cast<const NoRoom*>(&failure) != nullptr ||
           (of_system != nullptr &&
            (of_system->code().value() == ENOSPC || of_system->code().value() == EDQUOT));
}

/// Does `work`; says of a full disk what to do.
void with_room(const fs::path& folder, const std::function<void()>& work) {
    try {
        work();
    } catch (const std::exception& failure) {
        if (!means_no_room(failure)) {
            throw;
        }
        throw store::DiskFull(fmt::format(
            "There is no room for a backup in {}. Make room on that disk, or keep fewer backups"
            " (belfry backup-settings --keep), and make one again. The earlier ones are as they"
            " were.",
            folder.string()
        ));
    }
}

/// Encrypts `plain` to `file` and reads it back into `again`.
void encrypt_and_read_back(
    const fs::path& plain,
    const fs::path& file,
    const fs::path& again,
    const Recipients& recipients,
    Random& random
) {
    crypto::AgeFileKey key{};
    store::replace_durably(file, [&](const fs::path& part) {
        key = encrypt_file(plain, part, recipients, random);
    });
    const auto sum = sha256_of(plain);
    fs::remove(plain);
    const auto read = decrypt_file(file, again, crypto::AgeReader(key));
    if (!read || *read != sum) {
        fs::remove(file);
        throw std::system_error(
            EIO,
            std::generic_category(),
            "an encrypted backup does not give back what it was made of"
        );
    }
}

}  // namespace

namespace {

/// A backup to be, under a name that none has: two may be asked for in one second.
Backup free_name(const fs::path& folder, Instant at, bool encrypts) {
    const auto name = [&] {
        return fmt::format("{}{}{}", prefix, stamp(at), encrypts ? encrypted_ending : ending);
    };
    while (fs::exists(folder / name())) {
        at += std::chrono::seconds(1);
    }
    return {name(), 0, at, {}, encrypts};
}

}  // namespace

Backup Backups::make(
    store::Database& database,
    Instant now,
    const Recipients& recipients,
    Random& random,
    const TryCopy& try_copy
) const {
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
    remove_forgotten_places(folder_);
    const Turn turn(folder_ / ".making.lock");
    const bool encrypts = !recipients.empty();
    auto made = free_name(folder_, now, encrypts);
    const auto file = folder_ / made.name;
    const PlainPlace plain(folder_ / "");
    const PlainPlace again(folder_ / "");
    try {
        with_room(folder_, [&] {
            if (encrypts) {
                database.back_up(plain.path());
                encrypt_and_read_back(plain.path(), file, again.path(), recipients, random);
            } else {
                database.back_up(file);
            }
            fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
            made.size = static_cast<std::int64_t>(fs::file_size(file));
            made.sha256 = sha256_of(file);
            note_sum(file, made);
        });
    } catch (...) {
        leave_nothing_of(file);
        throw;
    }
    if (try_copy) {
        try_copy(made, encrypts ? again.path() : file);
    }
    return made;
}

std::vector<Backup> Backups::list() const {
    std::vector<Backup> found;
    std::error_code nothing;
    for (const auto& entry : fs::directory_iterator(folder_, nothing)) {
        const auto name = entry.path().filename().string();
        if (const auto at = made_at(name)) {
            const auto size = static_cast<std::int64_t>(entry.file_size());
            found.push_back({name, size, *at, recorded_sum(entry.path()), is_encrypted_name(name)});
        }
    }
    std::ranges::sort(found, [](const Backup& a, const Backup& b) {
        return std::tie(a.at, a.name) > std::tie(b.at, b.name);
    });
    return found;
}

std::optional<fs::path> Backups::find(std::string_view name) const {
    if (!made_at(name) || !fs::is_regular_file(folder_ / name)) {
        return {};
    }
    return folder_ / name;
}

std::size_t Backups::prune(std::size_t keep) const {
    const auto all = list();
    for (std::size_t i = keep; i < all.size(); ++i) {
        fs::remove(folder_ / all[i].name);
        fs::remove(sum_file(folder_ / all[i].name));
    }
    return all.size() > keep ? all.size() - keep : 0;
}

Result<void> check_backup(const fs::path& file) {
    if (!fs::is_regular_file(file)) {
        return refuse(
            Refusal::Kind::not_found, "no_such_backup", "There is no backup of that name."
        );
    }
    const auto recorded = recorded_sum(file);
    if (!recorded.empty() && recorded != sha256_of(file)) {
        return refuse(
            Refusal::Kind::invalid,
            "backup_damaged",
            "The backup is not what was written: its SHA-256 differs."
        );
    }
    return {};
}

Result<fs::path> restore(
    const store::Location& location,
    const fs::path& backup,
    const store::Migrations& migrations,
    Instant now,
    const std::vector<crypto::AgeIdentity>& identities
) {
    if (const auto good = check_backup(backup); !good) {
        return std::unexpected(good.error());
    }
    fs::path kept;
    if (location.engine == store::Engine::sqlite) {
        if (const auto folder = location.file.parent_path(); !fs::exists(folder)) {
            fs::create_directories(folder);
            fs::permissions(folder, fs::perms::owner_all);
        }
        if (fs::exists(location.file)) {
            kept = store::with_ending(location.file, fmt::format(".before-restore-{}", stamp(now)));
        }
    }
    const auto folder = location.snapshots.empty() ? fs::temp_directory_path() : location.snapshots;
    fs::create_directories(folder);
    const auto stem = location.file.empty() ? folder / "" : location.file;
    const auto copy = PlainCopy::of(backup, identities, stem);
    if (!copy) {
        return std::unexpected(copy.error());
    }
    if (const auto done = store::restore(location, copy->path(), migrations, kept); !done) {
        return std::unexpected(done.error());
    }
    return kept;
}

}  // namespace belfry::operations
