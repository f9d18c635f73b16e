#include "documents/zip_write.hpp"

#include <stdexcept>

#include <zip.h>

namespace belfry::documents {

namespace {

/// 1 January 2000, midnight, as zip files write it.
constexpr zip_uint16_t no_time = 0;
constexpr zip_uint16_t no_date = (20U << 9U) | (1U << 5U) | 1U;

[[noreturn]] void fail(std::string_view what) {
    throw std::runtime_error("A zip file cannot be written: " + std::string(what));
}

/// The archive and the memory into which it is written.
class Packing {
public:
    Packing() {
        zip_error_t error;
        zip_error_init(&error);
        into_ = zip_source_buffer_create(nullptr, 0, 0, &error);
        archive_ = into_ == nullptr ? nullptr : zip_open_from_source(into_, ZIP_TRUNCATE, &error);
        zip_error_fini(&error);
        if (archive_ == nullptr) {
            zip_source_free(into_);
            fail("no memory");
        }
        // Closing the archive gives up its hold on the memory.
        zip_source_keep(into_);
    }

    Packing(const Packing&) = delete;
    Packing& operator=(const Packing&) = delete;
    Packing(Packing&&) = delete;
    Packing& operator=(Packing&&) = delete;

    ~Packing() {
        if (archive_ != nullptr) {
            zip_discard(archive_);
        }
        zip_source_free(into_);
    }

    void add(const ZipEntry& entry) {
        auto* from = zip_source_buffer(archive_, entry.bytes.data(), entry.bytes.size(), 0);
        const auto place = from == nullptr
                               ? -1
                               : zip_file_add(archive_, entry.name.c_str(), from, ZIP_FL_ENC_UTF_8);
        if (place < 0) {
            zip_source_free(from);
            fail(entry.name);
        }
        const auto at = static_cast<zip_uint64_t>(place);
        if (zip_set_file_compression(archive_, at, ZIP_CM_DEFLATE, 6) != 0 ||
            zip_file_set_dostime(archive_, at, no_time, no_date, 0) != 0) {
            fail(entry.name);
        }
    }

    std::string finish() {
        if (zip_close(archive_) != 0) {
            fail(zip_strerror(archive_));
        }
        archive_ = nullptr;
        zip_stat_t state;
        if (zip_source_stat(into_, &state) != 0 || zip_source_open(into_) != 0) {
            fail("its bytes are gone");
        }
        std::string bytes(state.size, '\0');
        const auto got = zip_source_read(into_, bytes.data(), bytes.size());
        zip_source_close(into_);
        if (got != static_cast<zip_int64_t>(bytes.size())) {
            fail("its bytes are gone");
        }
        return bytes;
    }

private:
    zip_source_t* into_ = nullptr;
    zip_t* archive_ = nullptr;
};

}  // namespace

std::string zip_of(std::span<const ZipEntry> entries) {
    Packing packing;
    for (const auto& entry : entries) {
        packing.add(entry);
    }
    return packing.finish();
}

}  // namespace belfry::documents
