#include "release_verify/archive.hpp"

#include <memory>

#include <fmt/format.h>
#include <zip.h>

namespace belfry::release_verify {

namespace {

using Archive = std::unique_ptr<zip_t, void (*)(zip_t*)>;

std::unexpected<Refusal> no_package(std::string_view why) {
    return refuse(
        Refusal::Kind::invalid,
        "release_not_a_package",
        fmt::format("This is not a release package: {}.", why)
    );
}

Archive open_archive(std::string_view zip) {
    zip_error_t error;
    zip_error_init(&error);
    auto* const source = zip_source_buffer_create(zip.data(), zip.size(), 0, &error);
    auto* const archive = source == nullptr
                              ? nullptr
                              : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (archive == nullptr) {
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return {archive, zip_discard};
}

bool leads_out(std::string_view name) {
    return name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
           name == ".." || name.starts_with("../") || name.find("/../") != std::string_view::npos ||
           name.ends_with("/..");
}

/// What is packed tighter is made to fill a memory.
bool is_bomb(const zip_stat_t& stat) {
    constexpr zip_uint64_t harmless = 1024UL * 1024;
    constexpr zip_uint64_t most_ratio = 250;
    return stat.size > harmless && stat.size / most_ratio > stat.comp_size;
}

Result<void> check_size(const zip_stat_t& stat, std::size_t left) {
    if (stat.size > most_bytes_of_a_file) {
        return no_package(fmt::format("{} is larger than {} bytes", stat.name, most_bytes_of_a_file)
        );
    }
    if (stat.size > left) {
        return no_package(fmt::format("it unpacks to more than {} bytes", most_bytes));
    }
    if (is_bomb(stat)) {
        return no_package(fmt::format("{} is packed tighter than what people write", stat.name));
    }
    return {};
}

/// The bytes of a file; refuses a damaged one, and one that holds more than it says.
Result<std::string> content_of(zip_t* archive, zip_uint64_t place, const zip_stat_t& stat) {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(archive, place, 0), zip_fclose
    );
    std::string bytes;
    std::string piece(std::size_t{64} * 1024, '\0');
    zip_int64_t got = file ? 1 : -1;
    while (got > 0 && bytes.size() <= stat.size) {
        got = zip_fread(file.get(), piece.data(), piece.size());
        bytes.append(piece, 0, got > 0 ? static_cast<std::size_t>(got) : 0U);
    }
    if (got != 0 || bytes.size() != stat.size) {
        return no_package(fmt::format("{} is damaged", stat.name));
    }
    return bytes;
}

}  // namespace

Result<Files> unpack(std::string_view zip) {
    const auto archive = open_archive(zip);
    if (!archive) {
        return no_package("it is no zip file, or a damaged one");
    }
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    if (count == 0) {
        return no_package("it is empty");
    }
    if (count > most_files) {
        return no_package(fmt::format("it has more than {} files", most_files));
    }
    Files out;
    std::size_t bytes = 0;
    for (zip_uint64_t place = 0; place < count; ++place) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), place, 0, &stat) != 0) {
            return no_package("its list of files is damaged");
        }
        const std::string name(stat.name);
        if (auto small = check_size(stat, most_bytes - bytes); !small) {
            return std::unexpected(small.error());
        }
        if (name.ends_with('/')) {
            continue;
        }
        if (leads_out(name)) {
            return no_package(fmt::format("the name {} leads out of its folder", name));
        }
        auto content = content_of(archive.get(), place, stat);
        if (!content) {
            return std::unexpected(content.error());
        }
        bytes += stat.size;
        if (!out.emplace(name, std::move(*content)).second) {
            return no_package(fmt::format("{} is in it twice", name));
        }
    }
    return out;
}

}  // namespace belfry::release_verify
