#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace belfry::audit_files {

/// A short text in three numbers. Up to 16 bytes they are all of it; of a longer one they are its
/// ends.
struct SpellingKey {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint32_t size = 0;

    [[nodiscard]] bool is_whole() const { return size <= 16; }

    friend bool operator==(const SpellingKey&, const SpellingKey&) = default;
};

/// The bytes at a place as a number.
template <class Word>
[[nodiscard]] inline Word word_at(const char* from) {
    Word out;
    std::memcpy(&out, from, sizeof out);
    return out;
}

[[nodiscard]] inline SpellingKey spelling_key(std::string_view text) {
    const char* const begin = text.data();
    const auto size = text.size();
    const auto length = static_cast<std::uint32_t>(size);
    if (size >= 8) {
        return {word_at<std::uint64_t>(begin), word_at<std::uint64_t>(begin + size - 8), length};
    }
    if (size >= 4) {
        return {word_at<std::uint32_t>(begin), word_at<std::uint32_t>(begin + size - 4), length};
    }
    if (size > 0) {
        const auto first = static_cast<unsigned char>(begin[0]);
        const auto middle = static_cast<unsigned char>(begin[size / 2]);
        const auto last = static_cast<unsigned char>(begin[size - 1]);
        return {first | static_cast<std::uint64_t>(middle) << 8U, last, length};
    }
    return {};
}

__extension__ using DoubleWord = unsigned __int128;

/// Both halves of a product: every bit of either number is in every bit of it.
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t one, std::uint64_t other) {
    const auto product = static_cast<DoubleWord>(one) * other;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Spreads texts over all 64 bits; equal texts have equal numbers.
[[nodiscard]] inline std::uint64_t spelling_hash(const SpellingKey& key, std::string_view text) {
    // Odd numbers without a pattern, as in any such hash.
    constexpr std::uint64_t salt = 0x9E3779B97F4A7C15U;
    constexpr std::uint64_t other_salt = 0xD1B54A32D192ED03U;
    auto out = mixed(key.first ^ salt, key.last ^ other_salt);
    if (!key.is_whole()) [[unlikely]] {
        for (std::size_t at = 8; at + 8 < text.size(); at += 8) {
            out = mixed(out ^ word_at<std::uint64_t>(text.data() + at), salt);
        }
    }
    return mixed(out ^ salt, key.size ^ other_salt);
}

[[nodiscard]] inline std::uint64_t spelling_hash(std::string_view text) {
    return spelling_hash(spelling_key(text), text);
}

/// Numbers of short texts that come again and again, by their spelling. A table with open
/// addressing: looking one up costs a hash and a comparison.
class Spellings {
public:
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view spelling) const {
        const auto key = spelling_key(spelling);
        const Slot* const slots = slots_.data();
        const auto last = mask();
        auto at = spelling_hash(key, spelling) & last;
        for (; !slots[at].is_free(); at = (at + 1) & last) {
            if (slots[at].key == key && (key.is_whole() || texts_[slots[at].text] == spelling))
                [[likely]] {
                return slots[at].number;
            }
        }
        return {};
    }

    /// The spelling is new.
    void add(std::string_view spelling, std::uint32_t number) {
        if (2 * (used_ + 1) > slots_.size()) {
            grow();
        }
        Slot slot{spelling_key(spelling), number, Slot::none};
        if (!slot.key.is_whole()) {
            slot.text = static_cast<std::uint32_t>(texts_.size());
            texts_.emplace_back(spelling);
        }
        put(slot, spelling_hash(slot.key, spelling));
        ++used_;
    }

    [[nodiscard]] std::size_t size() const { return used_; }

private:
    struct Slot {
        SpellingKey key;
        std::uint32_t number = 0;
        std::uint32_t text = free;  ///< Place of a longer text.

        static constexpr std::uint32_t free = 0xFFFFFFFF;
        static constexpr std::uint32_t none = free - 1;

        [[nodiscard]] bool is_free() const { return text == free; }
    };

    [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }

    void put(const Slot& slot, std::uint64_t hashed) {
        auto at = hashed & mask();
        while (!slots_[at].is_free()) {
            at = (at + 1) & mask();
        }
        slots_[at] = slot;
    }

    void grow() {
        const auto before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (const auto& slot : before) {
            if (!slot.is_free()) {
                const auto text =
                    slot.key.is_whole() ? std::string_view() : std::string_view(texts_[slot.text]);
                put(slot, spelling_hash(slot.key, text));
            }
        }
    }

    std::vector<Slot> slots_ = std::vector<Slot>(16);
    std::vector<std::string> texts_;
    std::size_t used_ = 0;
};

}  // namespace belfry::audit_files
