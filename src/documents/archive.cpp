#include "documents/archive.hpp"

#include <zip.h>

namespace belfry::documents {

struct Archive::Inside {
    std::string name;
    zip_t* zip = nullptr;
    std::vector<std::string> names;
    std::size_t unpacked = 0;

    Inside() = default;
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    Inside(Inside&&) = delete;
    Inside& operator=(Inside&&) = delete;

    ~Inside() {
        if (zip != nullptr) {
            ::zip_discard(zip);
        }
    }

    [[nodiscard]] std::unexpected<Refusal> damaged() const {
        return refuse(
            Refusal::Kind::invalid,
            "archive_damaged",
            name + " cannot be unpacked: it is damaged or locked with a password."
        );
    }

    [[nodiscard]] std::unexpected<Refusal> too_large() const {
        return refuse(
            Refusal::Kind::too_large, "archive_too_large", name + " unpacks to more than 128 MB."
        );
    }
};

bool Archive::looks_like_one(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

Result<Archive> Archive::open(std::string_view bytes, std::string_view name) {
    auto inside = std::make_unique<Inside>();
    inside->name = name;
    auto* source = ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) {
        return inside->damaged();
    }
    inside->zip = ::zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (inside->zip == nullptr) {
        ::zip_source_free(source);
        return inside->damaged();
    }
    const auto count = ::zip_get_num_entries(inside->zip, 0);
    if (count < 0 || static_cast<std::size_t>(count) > most_members) {
        return inside->too_large();
    }
    for (zip_int64_t at = 0; at < count; ++at) {
        const char* member = ::zip_get_name(inside->zip, static_cast<zip_uint64_t>(at), 0);
        if (member != nullptr && !std::string_view(member).ends_with('/')) {
            inside->names.emplace_back(member);
        }
    }
    return Archive(std::move(inside));
}

Archive::Archive(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
}

Archive::Archive(Archive&& other) noexcept = default;
Archive& Archive::operator=(Archive&& other) noexcept = default;
Archive::~Archive() = default;

const std::vector<std::string>& Archive::names() const {
    return inside_->names;
}

Result<std::optional<std::string>> Archive::read(const std::string& member) {
    const auto at = ::zip_name_locate(inside_->zip, member.c_str(), 0);
    if (at < 0) {
        return std::optional<std::string>();
    }
    const std::unique_ptr<zip_file_t, decltype(&::zip_fclose)> file(
        ::zip_fopen_index(inside_->zip, static_cast<zip_uint64_t>(at), 0), &::zip_fclose
    );
    if (!file) {
        return inside_->damaged();
    }
    // The size that the archive states is not trusted.
    std::string content;
    std::string piece(64 * 1024, '\0');
    for (;;) {
        const auto got = ::zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0) {
            return inside_->damaged();
        }
        if (got == 0) {
            break;
        }
        inside_->unpacked += static_cast<std::size_t>(got);
        if (inside_->unpacked > most_bytes) {
            return inside_->too_large();
        }
        content.append(piece, 0, static_cast<std::size_t>(got));
    }
    return std::optional(std::move(content));
}

}  // namespace belfry::documents
