#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace belfry::audit {

/// A number for each card, 0 for most: kept in blocks of cards, each as narrow as its numbers
/// allow, and none where all are 0.
class CardColumn {
public:
    [[nodiscard]] std::uint32_t at(std::size_t card) const;

    /// Cards beyond those set so far hold 0.
    void set(std::size_t card, std::uint32_t code) {
        const auto place = card / block_cards;
        if (place < blocks_.size() && blocks_[place].width == 1 && code <= 0xFF) {
            blocks_[place].codes[card % block_cards] = static_cast<std::byte>(code);
        } else {
            set_wide(card, code);
        }
    }

    [[nodiscard]] std::size_t bytes() const;

    /// Calls `each(card, code)` for every card whose number is not 0, in order.
    template <class Each>
    void for_each(Each each) const {
        for (std::size_t place = 0; place < blocks_.size(); ++place) {
            const auto first = place * block_cards;
            switch (blocks_[place].width) {
                case 1:
                    blocks_[place].for_each<std::uint8_t>(first, each);
                    break;
                case 2:
                    blocks_[place].for_each<std::uint16_t>(first, each);
                    break;
                case 4:
                    blocks_[place].for_each<std::uint32_t>(first, each);
                    break;
                default:
                    break;
            }
        }
    }

private:
    static constexpr std::size_t block_cards = 1024;

    struct Block {
        [[nodiscard]] std::uint32_t at(std::size_t card) const;
        void widen(std::uint8_t to);

        /// `Code` is as wide as the block's.
        template <class Code, class Each>
        void for_each(std::size_t first, Each& each) const {
            for (std::size_t card = 0; card < block_cards; ++card) {
                Code code = 0;
                std::memcpy(&code, codes.get() + card * sizeof code, sizeof code);
                if (code != 0) {
                    each(first + card, std::uint32_t{code});
                }
            }
        }

        std::unique_ptr<std::byte[]> codes;
        std::uint8_t width = 0;  ///< Bytes of one code: 0 (all are 0), 1, 2 or 4.
    };

    /// In a block of any width, or of none yet.
    void set_wide(std::size_t card, std::uint32_t code);

    std::vector<Block> blocks_;
};

inline std::uint32_t CardColumn::Block::at(std::size_t card) const {
    const auto* from = codes.get() + card * width;
    if (width == 1) {
        return std::to_integer<std::uint32_t>(*from);
    }
    if (width == 2) {
        std::uint16_t code = 0;
        std::memcpy(&code, from, sizeof code);
        return code;
    }
    std::uint32_t code = 0;
    std::memcpy(&code, from, width);
    return code;
}

}  // namespace belfry::audit
