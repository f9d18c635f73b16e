#include "documents/zip.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <zip.h>

namespace belfry::documents {

namespace {

std::unexpected<Refusal> refuse_zip(std::string_view name, std::string_view why) {
    return refuse(Refusal::Kind::invalid, "zip_unreadable", fmt::format("{}: {}", name, why));
}

/// libzip's view of a Source: reading and seeking, never writing.
struct Opened {
    Source& source;
    std::uint64_t at = 0;
    zip_error_t error{};
};

zip_int64_t answer(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto& opened = *static_cast<Opened*>(state);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            opened.at = 0;
            return 0;
        case ZIP_SOURCE_READ: {
            const auto got =
                opened.source.read(opened.at, std::span(static_cast<char*>(data), length));
            if (!got) {
                zip_error_set(&opened.error, ZIP_ER_READ, 0);
                return -1;
            }
            opened.at += *got;
            return static_cast<zip_int64_t>(*got);
        }
        case ZIP_SOURCE_SEEK: {
            const auto to = zip_source_seek_compute_offset(
                opened.at, opened.source.size(), data, length, &opened.error
            );
            if (to < 0) {
                return -1;
            }
            opened.at = static_cast<std::uint64_t>(to);
            return 0;
        }
        case ZIP_SOURCE_TELL:
            return static_cast<zip_int64_t>(opened.at);
        case ZIP_SOURCE_STAT: {
            auto* stat = static_cast<zip_stat_t*>(data);
            zip_stat_init(stat);
            stat->size = opened.source.size();
            stat->valid |= ZIP_STAT_SIZE;
            return sizeof(zip_stat_t);
        }
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(&opened.error, data, length);
        case ZIP_SOURCE_SUPPORTS:
            return ZIP_SOURCE_SUPPORTS_SEEKABLE;
        case ZIP_SOURCE_CLOSE:
        case ZIP_SOURCE_FREE:
            return 0;
        default:
            zip_error_set(&opened.error, ZIP_ER_OPNOTSUPP, 0);
            return -1;
    }
}

struct Closes {
    void operator()(zip_file_t* file) const { static_cast<void>(zip_fclose(file)); }
};

}  // namespace

struct Zip::Inside {
    explicit Inside(Source& source) : opened{source} { zip_error_init(&opened.error); }

    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    ~Inside() {
        if (archive != nullptr) {
            zip_discard(archive);
        }
    }

    Result<void> list(const ZipLimits& limits);

    Opened opened;
    zip_t* archive = nullptr;
    std::vector<ZipMember> members;
    std::vector<std::uint64_t> places;  ///< Of the members in the archive.
};

namespace {

/// One member, unpacked as it is read.
class Member final : public Source {
public:
    Member(zip_t* archive, std::uint64_t place, std::string name, std::uint64_t size)
        : archive_(archive), place_(place), name_(std::move(name)), size_(size) {}

    [[nodiscard]] std::string_view name() const override { return name_; }

    [[nodiscard]] std::uint64_t size() const override { return size_; }

    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<char> into) override {
        if (!file_ || offset < at_) {
            file_.reset(zip_fopen_index(archive_, place_, 0));
            at_ = 0;
            if (!file_) {
                return refuse_zip(name_, "This member of the zip file cannot be unpacked.");
            }
        }
        std::vector<char> skipped(offset > at_ ? 64 * 1024 : 0);
        while (at_ < offset) {
            const auto part = std::min<std::uint64_t>(offset - at_, skipped.size());
            const auto got = more(std::span(skipped).first(part));
            if (!got || *got == 0) {
                return got;
            }
        }
        return more(into);
    }

private:
    Result<std::size_t> more(std::span<char> into) {
        const auto got = zip_fread(file_.get(), into.data(), into.size());
        if (got < 0) {
            return refuse_zip(
                name_, "This member of the zip file is damaged. Fetch the zip file again."
            );
        }
        at_ += static_cast<std::uint64_t>(got);
        if (at_ > size_) {
            return refuse_zip(name_, "This member holds more bytes than the zip file says.");
        }
        return static_cast<std::size_t>(got);
    }

    zip_t* archive_;
    std::uint64_t place_;
    std::string name_;
    std::uint64_t size_;
    std::uint64_t at_ = 0;
    std::unique_ptr<zip_file_t, Closes> file_;
};

}  // namespace

Result<void> Zip::Inside::list(const ZipLimits& limits) {
    const auto name = opened.source.name();
    const auto count =
        static_cast<std::uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive, 0), 0));
    if (count > limits.most_members) {
        return refuse_zip(
            name, fmt::format("It has {} members; {} are allowed.", count, limits.most_members)
        );
    }
    std::uint64_t unpacked = 0;
    for (std::uint64_t place = 0; place < count; ++place) {
        zip_stat_t stat;
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
        if (zip_stat_index(archive, place, 0, &stat) != 0 || (stat.valid & needed) != needed) {
            return refuse_zip(name, "Its list of members is damaged. Fetch the zip file again.");
        }
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
            stat.encryption_method != ZIP_EM_NONE) {
            return refuse_zip(name, "It is encrypted. Unpack it and pack it without a password.");
        }
        const std::string_view spelled(stat.name);
        if (spelled.ends_with('/')) {
            continue;
        }
        // Compared before it is added: sizes of a made-up file would overflow.
        if (stat.size > limits.most_bytes - unpacked) {
            return refuse_zip(name, "It unpacks to more than a file of this kind may hold.");
        }
        unpacked += stat.size;
        members.push_back({std::string(spelled), stat.size});
        places.push_back(place);
    }
    if (unpacked > limits.free_bytes &&
        unpacked / limits.most_ratio > std::max<std::uint64_t>(opened.source.size(), 1)) {
        return refuse_zip(
            name,
            fmt::format(
                "It unpacks to {} bytes, over {} times its size: no export does.",
                unpacked,
                limits.most_ratio
            )
        );
    }
    return {};
}

Zip::Zip(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
}

Zip::Zip(Zip&&) noexcept = default;
Zip& Zip::operator=(Zip&&) noexcept = default;
Zip::~Zip() = default;

Result<Zip> Zip::open(Source& source, const ZipLimits& limits) {
    auto inside = std::make_unique<Inside>(source);
    zip_error_t error;
    zip_error_init(&error);
    auto* from = zip_source_function_create(answer, &inside->opened, &error);
    if (from != nullptr) {
        inside->archive = zip_open_from_source(from, ZIP_RDONLY | ZIP_CHECKCONS, &error);
        if (inside->archive == nullptr) {
            zip_source_free(from);
        }
    }
    if (inside->archive == nullptr) {
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        return refuse_zip(source.name(), "It is no whole zip file (" + why + "). Fetch it again.");
    }
    zip_error_fini(&error);
    if (const auto listed = inside->list(limits); !listed) {
        return std::unexpected(listed.error());
    }
    return Zip(std::move(inside));
}

const std::vector<ZipMember>& Zip::members() const {
    return inside_->members;
}

std::unique_ptr<Source> Zip::member(std::size_t place) const {
    const auto& member = inside_->members[place];
    return std::make_unique<Member>(
        inside_->archive,
        inside_->places[place],
        fmt::format("{}/{}", inside_->opened.source.name(), member.name),
        member.size
    );
}

}  // namespace belfry::documents
