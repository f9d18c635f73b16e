// Files that are handed to `belfry restore`: encrypted ones with their identities, copies of both
// databases. What was encrypted is read again and, changed in any way, is refused; an archive that
// is whole is so with no byte changed.
#include "store/backup.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "base/check.hpp"
#include "base/seeded_random.hpp"
#include "crypto/age.hpp"
#include "crypto/hash.hpp"
#include "parts.hpp"
#include "store/schema.hpp"

namespace belfry {
namespace {

using crypto::AgeReader;
using crypto::Bytes;

std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Encrypted

/// The one that the seeds are encrypted for: the example of age's specification.
const crypto::AgeIdentity& known_identity() {
    static const auto identity =
        crypto::age_identity(
            "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
        )
            .value();
    return identity;
}

/// The code of the refusal where it is refused.
std::expected<std::string, std::string> opened(
    AgeReader reader, std::string_view file, std::size_t piece
) {
    std::string out;
    while (!file.empty()) {
        const auto part = reader.add(crypto::bytes_of(file.substr(0, piece)));
        if (!part) {
            return std::unexpected(part.error().code);
        }
        out += text_of(*part);
        file.remove_prefix(std::min(piece, file.size()));
    }
    const auto end = reader.finish();
    return end ? std::expected<std::string, std::string>(out + text_of(*end))
               : std::unexpected(end.error().code);
}

void read_any_identities(std::string_view text) {
    for (const auto& identity :
         crypto::age_identities(text).value_or(std::vector<crypto::AgeIdentity>())) {
        const auto again = crypto::age_identity(identity.text());
        check(again && again->secret == identity.secret, "an identity is written otherwise");
        const auto recipient = identity.recipient();
        check(crypto::age_recipient(recipient.text()) == recipient, "nobody to encrypt for");
    }
    if (const auto recipient = crypto::age_recipient(text)) {
        check(crypto::age_recipient(recipient->text()) == recipient, "is written otherwise");
        SeededRandom random;
        check(!crypto::AgeWriter({&*recipient, 1}, random).header().empty(), "no header");
    }
}

void read_any_encrypted(fuzz::Parts parts) {
    const std::size_t piece = 1 + parts.number();
    const auto file = parts.rest();
    const auto read = opened(AgeReader({known_identity()}), file, piece);
    check(opened(AgeReader({known_identity()}), file, file.size() + 1) == read, "pieces matter");
    if (read) {
        check(!opened(AgeReader({crypto::AgeIdentity{}}), file, piece), "anybody opens it");
        check(
            !opened(AgeReader({known_identity()}), file.substr(0, file.size() - 1), piece), "cut"
        );
    }
}

/// A header of any stanzas with its right code, as only somebody who has the key can make it.
void read_any_stanzas(std::string_view stanzas) {
    constexpr crypto::AgeFileKey file_key{std::byte{7}};
    constexpr crypto::Digest no_salt{};
    const auto extracted = crypto::hmac_sha256(no_salt, file_key);
    const auto key = crypto::hmac_sha256(extracted, crypto::bytes_of("header\1"));
    const auto header = "age-encryption.org/v1\n" + std::string(stanzas) + "\n---";
    auto code = crypto::to_base64(crypto::hmac_sha256(key, crypto::bytes_of(header)));
    code.resize(code.find('='));
    const auto file = header + " " + code + "\n" + std::string(16, '\0');
    const auto read = opened(AgeReader(file_key), file, file.size());
    check(!read, "what is cut off is whole");
    std::ignore = opened(AgeReader({known_identity()}), file, file.size());
}

/// Writes a file and changes it: bytes, and where it ends.
void change_any_encrypted(fuzz::Parts parts) {
    const auto repeated = 1 + parts.number() % 34;
    const auto piece = 1 + 64 * std::size_t{parts.number()};
    const auto some = parts.part();
    std::string text;
    for (unsigned i = 0; i < repeated; ++i) {
        text += some;
    }
    SeededRandom random;
    const auto recipient = known_identity().recipient();
    crypto::AgeWriter writer({&recipient, 1}, random);
    auto file = writer.header() + text_of(writer.add(crypto::bytes_of(text)));
    file += text_of(writer.finish());
    check(opened(AgeReader({known_identity()}), file, piece) == text, "what was written is lost");
    check(opened(AgeReader(writer.file_key()), file, piece) == text, "the key does not open it");
    auto changed = file;
    while (!parts.rest().empty()) {
        const auto at = (parts.number() << 16U | parts.number() << 8U | parts.number());
        if (const auto bits = parts.number(); bits != 0) {
            changed.at(at % changed.size()) ^= static_cast<char>(bits);
        } else if (at % changed.size() != 0) {
            changed.resize(at % changed.size());
        }
    }
    const auto read = opened(AgeReader({known_identity()}), changed, piece);
    check(changed == file ? read == text : !read, "a changed file is read");
}

// Copies of databases

const store::Migrations& known_migrations() {
    static const store::Migrations known{
        {1, "shelves", "CREATE TABLE shelf (id INTEGER)", "CREATE TABLE shelf (id BIGINT)"},
        {2, "steps", "CREATE TABLE step (id INTEGER)", "CREATE TABLE step (id BIGINT)"}
    };
    return known;
}

/// A file of its own for this process, gone at its end.
const std::filesystem::path& place() {
    static const auto path = std::filesystem::temp_directory_path() /
                             ("belfry_fuzz_backup_" + std::to_string(::getpid()));
    static const bool goes = std::atexit([] { std::filesystem::remove(path); }) == 0;
    check(goes, "nothing can be done at the end");
    return path;
}

Result<void> checked(store::Engine engine, std::string_view bytes) {
    std::filesystem::remove(place());  // cutting a file short makes some file systems write it out
    std::ofstream(place(), std::ios::binary).write(bytes.data(), std::ssize(bytes));
    return store::check_backup(engine, place(), known_migrations());
}

void read_any_archive(std::string_view bytes) {
    if (const auto read = checked(store::Engine::postgres, bytes); !read) {
        check(!read.error().code.empty() && !read.error().summary.empty(), "without words");
        return;
    }
    auto changed = std::string(bytes);
    for (const auto at : {std::size_t{0}, changed.size() / 2, changed.size() - 1}) {
        changed[at] ^= 1;
        check(!checked(store::Engine::postgres, changed), "a changed archive is whole");
        changed[at] ^= 1;
    }
    // The last line feed itself may be missing: nothing is lost with it.
    check(
        !bytes.ends_with('\n') || !checked(store::Engine::postgres, changed + "\n"),
        "more after the end"
    );
}

/// With its right last line, as only somebody who wants to deceive would make it.
void read_any_lines(std::string_view lines) {
    const auto begin = "belfry-copy 1\n" + std::string(lines) + "\n";
    read_any_archive(begin + "end " + crypto::to_hex(crypto::sha256(begin)) + "\n");
}

void read_any_sqlite_copy(std::string_view bytes) {
    if (const auto read = checked(store::Engine::sqlite, bytes); !read) {
        check(!read.error().code.empty() && !read.error().summary.empty(), "without words");
    }
}

void read(fuzz::Parts parts) {
    switch (parts.number() % 8) {
        case 0:
            return read_any_identities(parts.rest());
        case 1:
            return read_any_encrypted(parts);
        case 2:
            return read_any_stanzas(parts.rest());
        case 3:
            return change_any_encrypted(parts);
        case 4:
            return read_any_archive(parts.rest());
        case 5:
            return read_any_lines(parts.rest());
        case 6:
            return read_any_sqlite_copy(parts.rest());
        default:
            return;
    }
}

}  // namespace
}  // namespace belfry

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::read({data, size});
    return 0;
}
