#pragma once

#include <memory>
#include <string>
#include <vector>

#include "documents/source.hpp"

namespace belfry::documents {

/// What a zip file may ask of the machine. Text packs at most some fifty to one; what claims more
/// is made to fill a disk.
struct ZipLimits {
    std::uint64_t most_members = 5'000'000;
    std::uint64_t most_bytes = 256ULL << 30U;  ///< Unpacked, all members together.
    std::uint64_t most_ratio = 250;            ///< Unpacked to packed, beyond `free_bytes`.
    std::uint64_t free_bytes = 64ULL << 20U;   ///< Never refused for their ratio.
};

struct ZipMember {
    std::string name;  ///< With its folders, as the file spells it.
    std::uint64_t size = 0;
};

/// A zip file, its members read as they come out of it. Its source must outlive it.
class Zip {
public:
    /// Refuses what is no zip file, one with encrypted members, and one that unpacks to more than
    /// the limits.
    [[nodiscard]] static Result<Zip> open(Source& source, const ZipLimits& limits = {});

    Zip(Zip&&) noexcept;
    Zip& operator=(Zip&&) noexcept;
    ~Zip();

    /// Files only, in the order of the zip file; folders are left out.
    [[nodiscard]] const std::vector<ZipMember>& members() const;

    /// A member, to be read from its beginning on; going back begins again. The zip file must
    /// outlive it. Reading refuses damaged bytes, and more of them than the member declares.
    [[nodiscard]] std::unique_ptr<Source> member(std::size_t place) const;

private:
    struct Inside;
    explicit Zip(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::documents
