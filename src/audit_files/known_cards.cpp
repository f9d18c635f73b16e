#include "audit_files/known_cards.hpp"

#include "audit_files/spellings.hpp"

namespace belfry::audit_files {

std::uint32_t KnownCards::tag_of(const audit::CardNameView& name) const {
    if (by_ == By::imprinted) {
        return static_cast<std::uint32_t>(spelling_hash(name.imprinted));
    }
    // Odd multipliers keep the three texts apart.
    const auto batch = spelling_hash(name.tabulator) * 3 + spelling_hash(name.batch);
    return static_cast<std::uint32_t>(batch * 5 + spelling_hash(name.record));
}

bool KnownCards::same(std::size_t card, const audit::CardNameView& name) const {
    const auto there = cards_.view(card);
    return by_ == By::imprinted ? there.imprinted == name.imprinted
                                : there.record == name.record && there.batch == name.batch &&
                                      there.tabulator == name.tabulator;
}

std::optional<std::size_t> KnownCards::find_or_remember(const audit::CardNameView& name) {
    if (2 * (used_ + 1) > slots_.size()) {
        grow();
    }
    const auto tag = tag_of(name);
    const auto mask = slots_.size() - 1;
    auto at = tag & mask;
    for (; slots_[at].card != 0; at = (at + 1) & mask) {
        if (slots_[at].tag == tag && same(slots_[at].card - 1, name)) {
            return slots_[at].card - 1;
        }
    }
    slots_[at] = {tag, static_cast<std::uint32_t>(cards_.size() + 1)};
    ++used_;
    return {};
}

void KnownCards::grow() {
    const auto before = std::move(slots_);
    slots_ = std::vector<Slot>(before.size() * 2);
    const auto mask = slots_.size() - 1;
    for (const auto& slot : before) {
        if (slot.card == 0) {
            continue;
        }
        auto at = slot.tag & mask;
        while (slots_[at].card != 0) {
            at = (at + 1) & mask;
        }
        slots_[at] = slot;
    }
}

}  // namespace belfry::audit_files
