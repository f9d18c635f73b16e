#include "rehearsal/packed.hpp"

#include <bit>
#include <cstring>

#include <zlib.h>

#include "base/check.hpp"

namespace belfry::rehearsal {

namespace {

constexpr std::size_t length_bytes = 8;

/// Seven bits a byte, the lowest first: most sums are small.
void put(std::string& out, std::uint64_t word) {
    while (word >= 0x80) {
        out.push_back(static_cast<char>(word | 0x80U));
        word >>= 7U;
    }
    out.push_back(static_cast<char>(word));
}

class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t word() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            check(at_ < bytes_.size() && shift < 64, "a packed result ends too early");
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) {
                return value;
            }
        }
    }

    /// As many as `like` has.
    simulation::Totals totals(const simulation::Totals& like) {
        auto words = like.words();
        for (auto& one : words) {
            one = word();
        }
        auto out = like;
        out.set_words(words);
        return out;
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

store::Bytes packed(std::string_view bytes) {
    auto size = ::compressBound(bytes.size());
    store::Bytes out(length_bytes + size);
    const std::uint64_t length = bytes.size();
    std::memcpy(out.data(), &length, length_bytes);
    const auto result = ::compress2(
        reinterpret_cast<Bytef*>(out.data() + length_bytes),
        &size,
        reinterpret_cast<const Bytef*>(bytes.data()),
        bytes.size(),
        Z_BEST_SPEED
    );
    check(result == Z_OK, "zlib refuses to pack");
    out.resize(length_bytes + size);
    return out;
}

std::string unpacked(const store::Bytes& bytes) {
    if (bytes.empty()) {
        return {};
    }
    std::uint64_t length = 0;
    check(bytes.size() > length_bytes, "what is packed has no length");
    std::memcpy(&length, bytes.data(), length_bytes);
    std::string out(length, '\0');
    uLongf size = length;
    const auto result = ::uncompress(
        reinterpret_cast<Bytef*>(out.data()),
        &size,
        reinterpret_cast<const Bytef*>(bytes.data() + length_bytes),
        bytes.size() - length_bytes
    );
    check(result == Z_OK && size == length, "what is packed is damaged");
    return out;
}

std::string bytes_of(const simulation::Rehearsal& rehearsal) {
    std::string out;
    const auto put_all = [&out](const std::vector<std::uint64_t>& words) {
        for (const auto word : words) {
            put(out, word);
        }
    };
    put(out, rehearsal.days);
    put_all(rehearsal.city.words());
    for (const auto& site : rehearsal.sites) {
        put_all(site.words());
    }
    put_all(rehearsal.measure_uses);
    put_all(rehearsal.measure_squares);
    return out;
}

simulation::Rehearsal rehearsal_from(std::string_view bytes, const simulation::Model& model) {
    Reader reader(bytes);
    simulation::Rehearsal out;
    out.days = static_cast<std::uint32_t>(reader.word());
    out.city = reader.totals({model.slots, 0});
    for (const auto& site : model.sites) {
        out.sites.push_back(reader.totals({model.slots, site.servers.size()}));
    }
    for (auto* counts : {&out.measure_uses, &out.measure_squares}) {
        for (std::size_t m = 0; m < model.measures.size(); ++m) {
            counts->push_back(reader.word());
        }
    }
    return out;
}

std::string bytes_of(std::span<const double> numbers) {
    std::string out(numbers.size_bytes(), '\0');
    if (!numbers.empty()) {
        std::memcpy(out.data(), numbers.data(), out.size());
    }
    return out;
}

std::vector<double> numbers_from(std::string_view bytes) {
    std::vector<double> out(bytes.size() / sizeof(double));
    if (!out.empty()) {
        std::memcpy(out.data(), bytes.data(), out.size() * sizeof(double));
    }
    return out;
}

}  // namespace belfry::rehearsal
