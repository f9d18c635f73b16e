#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace belfry::audit_files {

/// Numbers of short texts that come again and again, by their spelling. A table with open
/// addressing: looking one up costs a hash and a comparison.
class Spellings {
public:
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view spelling) const {
        const auto hashed = hash_of(spelling);
        for (auto at = hashed & mask(); slots_[at].used; at = (at + 1) & mask()) {
            const auto& slot = slots_[at];
            if (slot.hash == hashed && same(slot.spelling, spelling)) {
                return slot.number;
            }
        }
        return {};
    }

    /// The spelling is new.
    void add(std::string_view spelling, std::uint32_t number) {
        if (2 * (used_ + 1) > slots_.size()) {
            grow();
        }
        put({hash_of(spelling), true, number, std::string(spelling)});
        ++used_;
    }

    [[nodiscard]] std::size_t size() const { return used_; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        bool used = false;
        std::uint32_t number = 0;
        std::string spelling;
    };

    static std::uint64_t mixed(std::uint64_t word) {
        word *= 0x9E3779B97F4A7C15U;
        return word ^ (word >> 32U);
    }

    static std::uint64_t word_at(const char* from) {
        std::uint64_t out = 0;
        std::memcpy(&out, from, sizeof out);
        return out;
    }

    /// The last eight bytes, or all of fewer: texts of one size differ in it or in what is before.
    static std::uint64_t last_word(std::string_view text) {
        const auto size = text.size();
        if (size >= 8) {
            return word_at(text.data() + size - 8);
        }
        if (size >= 4) {
            std::uint32_t first = 0;
            std::uint32_t last = 0;
            std::memcpy(&first, text.data(), sizeof first);
            std::memcpy(&last, text.data() + size - sizeof last, sizeof last);
            return (static_cast<std::uint64_t>(last) << 32U) | first;
        }
        const auto byte = [&](std::size_t at) {
            return static_cast<std::uint64_t>(static_cast<unsigned char>(text[at]));
        };
        return size == 0 ? 0 : byte(0) | byte(size / 2) << 8U | byte(size - 1) << 16U;
    }

    static std::uint64_t hash_of(std::string_view text) {
        auto out = mixed(text.size());
        for (std::size_t at = 0; at + 8 < text.size(); at += 8) {
            out = mixed(out ^ word_at(text.data() + at));
        }
        return mixed(out ^ last_word(text));
    }

    static bool same(std::string_view one, std::string_view other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (std::size_t at = 0; at + 8 < one.size(); at += 8) {
            if (word_at(one.data() + at) != word_at(other.data() + at)) {
                return false;
            }
        }
        return last_word(one) == last_word(other);
    }

    [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }

    void put(Slot slot) {
        auto at = slot.hash & mask();
        while (slots_[at].used) {
            at = (at + 1) & mask();
        }
        slots_[at] = std::move(slot);
    }

    void grow() {
        auto before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (auto& slot : before) {
            if (slot.used) {
                put(std::move(slot));
            }
        }
    }

    std::vector<Slot> slots_ = std::vector<Slot>(64);
    std::size_t used_ = 0;
};

}  // namespace belfry::audit_files
