#include "audit_files/known_cards.hpp"

#include <functional>

namespace belfry::audit_files {

std::uint64_t KnownCards::hash(const audit::CardNameView& name) const {
    const std::hash<std::string_view> of;
    if (by_ == By::imprinted) {
        return of(name.imprinted);
    }
    // Odd multipliers keep the three texts apart.
    return (of(name.tabulator) * 31 + of(name.batch)) * 31 + of(name.record);
}

bool KnownCards::same(std::size_t card, const audit::CardNameView& name) const {
    const auto there = cards_.view(card);
    return by_ == By::imprinted ? there.imprinted == name.imprinted
                                : there.record == name.record && there.batch == name.batch &&
                                      there.tabulator == name.tabulator;
}

std::optional<std::size_t> KnownCards::find(const audit::CardNameView& name) const {
    const auto hashed = hash(name);
    const auto mask = slots_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hashed >> 32U);
    for (auto at = hashed & mask; slots_[at].card != 0; at = (at + 1) & mask) {
        if (slots_[at].tag == tag && same(slots_[at].card - 1, name)) {
            return slots_[at].card - 1;
        }
    }
    return {};
}

void KnownCards::add(std::size_t card) {
    if (2 * (used_ + 1) > slots_.size()) {
        grow();
    }
    const auto hashed = hash(cards_.view(card));
    const auto mask = slots_.size() - 1;
    auto at = hashed & mask;
    while (slots_[at].card != 0) {
        at = (at + 1) & mask;
    }
    slots_[at] = {static_cast<std::uint32_t>(hashed >> 32U), static_cast<std::uint32_t>(card + 1)};
    ++used_;
}

void KnownCards::grow() {
    const auto before = std::move(slots_);
    slots_ = std::vector<Slot>(before.size() * 2);
    used_ = 0;
    for (const auto& slot : before) {
        if (slot.card != 0) {
            add(slot.card - 1);
        }
    }
}

}  // namespace belfry::audit_files
