#include "audit/card_column.hpp"

namespace belfry::audit {

namespace {

void put(std::byte* into, std::uint8_t width, std::uint32_t code) {
    if (width == 1) {
        *into = static_cast<std::byte>(code);
    } else if (width == 2) {
        const auto narrow = static_cast<std::uint16_t>(code);
        std::memcpy(into, &narrow, sizeof narrow);
    } else {
        std::memcpy(into, &code, sizeof code);
    }
}

}  // namespace

void CardColumn::Block::widen(std::uint8_t to) {
    auto wider = std::make_unique<std::byte[]>(block_cards * to);
    for (std::size_t card = 0; width > 0 && card < block_cards; ++card) {
        put(wider.get() + card * to, to, at(card));
    }
    codes = std::move(wider);
    width = to;
}

std::uint32_t CardColumn::at(std::size_t card) const {
    const auto place = card / block_cards;
    return place < blocks_.size() && blocks_[place].width > 0
               ? blocks_[place].at(card % block_cards)
               : 0;
}

void CardColumn::set_wide(std::size_t card, std::uint32_t code) {
    const auto place = card / block_cards;
    if (place >= blocks_.size()) {
        blocks_.resize(place + 1);
    }
    auto& block = blocks_[place];
    const std::uint8_t needed = code <= 0xFF ? 1 : code <= 0xFFFF ? 2 : 4;
    if (block.width < needed) {
        block.widen(needed);
    }
    put(block.codes.get() + card % block_cards * block.width, block.width, code);
}

std::size_t CardColumn::bytes() const {
    auto out = blocks_.capacity() * sizeof(Block);
    for (const auto& block : blocks_) {
        out += block_cards * block.width;
    }
    return out;
}

}  // namespace belfry::audit
