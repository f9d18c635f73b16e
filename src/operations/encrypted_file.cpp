#include "operations/encrypted_file.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "crypto/hash.hpp"

namespace belfry::operations {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view begins = "age-encryption.org/";
constexpr std::size_t piece_size = std::size_t{1} << 20U;

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), what);
}

std::ifstream opened(const fs::path& file) {
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        fail("a backup cannot be opened");
    }
    return in;
}

/// A new file that from its first moment its owner alone may read, and that was no link to another.
std::ofstream made(const fs::path& file) {
    fs::remove(file);
    errno = 0;
    const int created =
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (created < 0) {
        fail("a copy of a backup cannot be made");
    }
    ::close(created);
    std::ofstream out(file, std::ios::binary);
    if (!out) {
        fail("a copy of a backup cannot be made");
    }
    return out;
}

void put(std::ofstream& out, std::span<const std::byte> bytes) {
    errno = 0;
    out.write(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes));
    if (!out) {
        fail("a copy of a backup cannot be written");
    }
}

void close(std::ofstream& out) {
    errno = 0;
    out.close();
    if (!out) {
        fail("a copy of a backup cannot be written");
    }
}

/// The next piece of a file; empty at its end.
std::span<const std::byte> next(std::ifstream& in, std::vector<char>& room) {
    in.read(room.data(), std::ssize(room));
    if (in.bad()) {
        fail("a backup cannot be read");
    }
    return std::as_bytes(std::span(room).first(static_cast<std::size_t>(in.gcount())));
}

}  // namespace

bool is_encrypted(const fs::path& file) {
    std::string begin(begins.size(), '\0');
    std::ifstream(file, std::ios::binary).read(begin.data(), std::ssize(begin));
    return begin == begins;
}

crypto::AgeFileKey encrypt_file(
    const fs::path& plain,
    const fs::path& sealed,
    std::span<const crypto::AgeRecipient> recipients,
    Random& random
) {
    crypto::AgeWriter writer(recipients, random);
    auto in = opened(plain);
    auto out = made(sealed);
    std::vector<char> room(piece_size);
    put(out, crypto::bytes_of(writer.header()));
    for (auto piece = next(in, room); !piece.empty(); piece = next(in, room)) {
        put(out, writer.add(piece));
    }
    put(out, writer.finish());
    close(out);
    return writer.file_key();
}

Result<std::string> decrypt_file(
    const fs::path& sealed, const fs::path& plain, crypto::AgeReader reader
) {
    crypto::Sha256 sum;
    auto in = opened(sealed);
    auto out = made(plain);
    std::vector<char> room(piece_size);
    const auto take = [&](const Result<crypto::Bytes>& text) {
        if (text) {
            sum.add(std::span<const std::byte>(*text));
            put(out, *text);
        } else {
            fs::remove(plain);
        }
        return text.has_value();
    };
    for (auto piece = next(in, room); !piece.empty(); piece = next(in, room)) {
        if (const auto text = reader.add(piece); !take(text)) {
            return std::unexpected(text.error());
        }
    }
    if (const auto text = reader.finish(); !take(text)) {
        return std::unexpected(text.error());
    }
    close(out);
    return crypto::to_hex(sum.finish());
}

Result<PlainCopy> PlainCopy::of(
    const fs::path& backup, const std::vector<crypto::AgeIdentity>& identities, const fs::path& stem
) {
    PlainCopy copy(backup);
    if (!is_encrypted(backup)) {
        return copy;
    }
    if (identities.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "backup_encrypted",
            "This backup is encrypted. Name the file with the identity that opens it:"
            " --identity FILE"
        );
    }
    copy.decrypted_.emplace(stem);
    const auto read = decrypt_file(backup, copy.path(), crypto::AgeReader(identities));
    if (!read) {
        return std::unexpected(read.error());
    }
    return copy;
}

}  // namespace belfry::operations
