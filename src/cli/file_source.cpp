#include "cli/file_source.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace belfry::cli {

namespace {

class File final : public documents::Source {
public:
    File(int descriptor, std::string name, std::uint64_t size)
        : descriptor_(descriptor), name_(std::move(name)), size_(size) {}

    ~File() override { ::close(descriptor_); }

    [[nodiscard]] std::string_view name() const override { return name_; }

    [[nodiscard]] std::uint64_t size() const override { return size_; }

    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<char> into) override {
        for (;;) {
            const auto got =
                ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                throw std::system_error(errno, std::generic_category(), name_);
            }
        }
    }

private:
    int descriptor_;
    std::string name_;
    std::uint64_t size_;
};

std::unexpected<Refusal> no_such_file(const std::string& path) {
    return refuse(
        Refusal::Kind::not_found,
        "no_such_file",
        fmt::format("{}: there is no such file, or it cannot be read.", path)
    );
}

}  // namespace

Result<std::string> bytes_of_file(const std::filesystem::path& path) {
    std::error_code none;
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path, none)) {
        return no_such_file(path.string());
    }
    constexpr std::size_t block = 1U << 20U;
    std::string out;
    for (std::size_t have = 0;;) {
        out.resize(have + block);
        in.read(out.data() + have, static_cast<std::streamsize>(block));
        have += static_cast<std::size_t>(in.gcount());
        if (!in) {
            out.resize(have);
            return out;
        }
    }
}

Result<std::unique_ptr<documents::Source>> open_source(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about{};
    if (descriptor < 0 || ::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        return no_such_file(path);
    }
    return std::make_unique<File>(
        descriptor, path.substr(path.rfind('/') + 1), static_cast<std::uint64_t>(about.st_size)
    );
}

}  // namespace belfry::cli
