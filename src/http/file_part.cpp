#include "http/file_part.hpp"

#include <cerrno>
#include <charconv>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace belfry::http {

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return !text.empty() && read.ec == std::errc() && read.ptr == end ? std::optional(value)
                                                                      : std::nullopt;
}

}  // namespace

std::shared_ptr<const OpenFile> OpenFile::open(const std::filesystem::path& path) {
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (handle < 0) {
        if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) {
            return nullptr;
        }
        fail("open");
    }
    std::shared_ptr<OpenFile> file(new OpenFile(handle));
    struct stat state{};
    if (::fstat(handle, &state) != 0) {
        fail("fstat");
    }
    if (!S_ISREG(state.st_mode)) {
        return nullptr;
    }
    file->size_ = static_cast<std::uint64_t>(state.st_size);
    file->etag_ =
        fmt::format("{:x}-{:x}-{:x}", state.st_size, state.st_mtim.tv_sec, state.st_mtim.tv_nsec);
    return file;
}

OpenFile::~OpenFile() {
    ::close(handle_);
}

std::string OpenFile::read(std::uint64_t offset, std::size_t most) const {
    std::string bytes(most, '\0');
    const auto got = ::pread(handle_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0) {
        fail("pread");
    }
    if (got == 0) {
        throw std::system_error(EIO, std::generic_category(), "a file became shorter");
    }
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
}

std::pair<RangeKind, ByteRange> range_of(std::string_view field, std::uint64_t size) {
    const std::pair whole(RangeKind::whole, ByteRange{0, size});
    constexpr std::string_view unit = "bytes=";
    const auto dash = field.find('-');
    if (!field.starts_with(unit) || dash == std::string_view::npos || field.contains(',')) {
        return whole;
    }
    const auto before = field.substr(unit.size(), dash - unit.size());
    const auto after = field.substr(dash + 1);
    const auto first = number(before);
    const auto last = number(after);
    if ((!before.empty() && !first) || (!after.empty() && !last) || (!first && !last)) {
        return whole;
    }
    if (!first) {
        const auto length = std::min(*last, size);
        return length == 0 ? std::pair(RangeKind::unsatisfiable, ByteRange())
                           : std::pair(RangeKind::part, ByteRange{size - length, length});
    }
    if (last && *last < *first) {
        return whole;
    }
    if (*first >= size) {
        return {RangeKind::unsatisfiable, {}};
    }
    const auto end = last && *last < size ? *last + 1 : size;
    return {RangeKind::part, {*first, end - *first}};
}

}  // namespace belfry::http
