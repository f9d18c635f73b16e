#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "audit/cards.hpp"

namespace belfry::audit_files {

/// Finds a card that is in the table already, by where it lies or by what is printed on it.
class KnownCards {
public:
    enum class By { record, imprinted };

    KnownCards(const audit::CardTable& cards, By by) : cards_(cards), by_(by) {}

    /// The card of this name among those remembered. Where there is none, the next card of the
    /// table is remembered by it: add it before the next question.
    [[nodiscard]] std::optional<std::size_t> find_or_remember(const audit::CardNameView& name);

    /// Begins to fetch from memory what that question will need; it is not waited for.
    void foresee(const audit::CardNameView& name) const {
        __builtin_prefetch(slots_.data() + (tag_of(name) & (slots_.size() - 1)));
    }

private:
    struct Slot {
        std::uint32_t tag = 0;   ///< Of the name.
        std::uint32_t card = 0;  ///< Plus one; 0 is an empty slot.
    };

    [[nodiscard]] std::uint32_t tag_of(const audit::CardNameView& name) const;
    [[nodiscard]] bool same(std::size_t card, const audit::CardNameView& name) const;
    void grow();

    const audit::CardTable& cards_;
    By by_;
    std::vector<Slot> slots_ = std::vector<Slot>(1024);
    std::size_t used_ = 0;
};

}  // namespace belfry::audit_files
