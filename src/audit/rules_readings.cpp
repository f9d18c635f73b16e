// What has to be so for people to read, to look for and to settle what was drawn.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "audit/people.hpp"
#include "audit/rules_inside.hpp"

namespace belfry::audit::inside {

Result<ItemProgress*> Rules::item(std::int64_t number) {
    if (now_.closing) {
        return out_of_order(now_, "The audit is closed.");
    }
    if (number < 1 || number > static_cast<std::int64_t>(now_.items.size())) {
        if (now_.items.empty()) {
            return out_of_order(now_, "Nothing is drawn yet.");
        }
        return refuse(
            Refusal::Kind::not_found,
            "audit_no_item",
            fmt::format("There is no item {}; items 1 to {} are drawn.", number, now_.items.size())
        );
    }
    auto* found = &now_.items[static_cast<std::size_t>(number - 1)];
    if (found->item.phantom) {
        return refuse_state(
            "audit_phantom", fmt::format("Item {} stands for a card that is nowhere.", number)
        );
    }
    return found;
}

Result<void> Rules::needs_people(std::size_t number) const {
    std::set<std::string> names;
    for (const auto& name : event_.by) {
        names.insert(person_key(name));
    }
    if (names.size() < number || names.contains("")) {
        return refuse_state(
            "audit_two_people", fmt::format("This takes {} people; name each of them.", number)
        );
    }
    return {};
}

Result<void> Rules::sealed(ReadingSealed reading) {
    const auto found = item(reading.item);
    if (!found) {
        return std::unexpected(found.error());
    }
    auto& at = **found;
    if (event_.by != std::vector{reading.reader} || person_key(reading.reader).empty()) {
        return refuse_state("audit_reader", "A reading is entered by the person who read.");
    }
    if (at.stage == ItemStage::both_read || at.stage == ItemStage::settled ||
        at.stage == ItemStage::differing || at.stage == ItemStage::not_found) {
        return refuse_state(
            "audit_read_already",
            fmt::format(
                "Item {} has two readings already; if it was the wrong card, say so first.",
                reading.item
            )
        );
    }
    if (!at.sealed.empty() && same_person(at.sealed.front().reader, reading.reader)) {
        return refuse_state(
            "audit_same_reader",
            fmt::format(
                "{} has read item {} already; the second reading is somebody else's.",
                reading.reader,
                reading.item
            )
        );
    }
    at.sealed.push_back(std::move(reading));
    at.stage = at.sealed.size() == 2 ? ItemStage::both_read : ItemStage::half_read;
    return {};
}

Result<void> Rules::both_opened(ReadingsOpened opened) {
    const auto found = item(opened.item);
    if (!found) {
        return std::unexpected(found.error());
    }
    auto& at = **found;
    if (at.stage != ItemStage::both_read) {
        return refuse_state(
            "audit_not_both_read",
            fmt::format("Item {} does not have two sealed readings.", opened.item)
        );
    }
    const auto matches = [&](const OpenedReading& reading, const ReadingSealed& seal) {
        return reading.reader == seal.reader && sealed_digest(opened.item, reading) == seal.digest;
    };
    if (!matches(opened.first, at.sealed[0]) || !matches(opened.second, at.sealed[1])) {
        return refuse_state(
            "audit_seal_broken",
            fmt::format("What was opened for item {} is not what was sealed.", opened.item)
        );
    }
    for (const auto* each : {&opened.first, &opened.second}) {
        if (auto sound = check_reading(at.item, each->reading); !sound) {
            return sound;
        }
    }
    if (opened.agree != (opened.first.reading == opened.second.reading)) {
        return refuse_state(
            "audit_agreement", fmt::format("Whether they agree on item {} is wrong.", opened.item)
        );
    }
    at.stage = opened.agree ? ItemStage::settled : ItemStage::differing;
    at.reading = opened.agree ? opened.first.reading : Reading();
    at.opened = {std::move(opened.first), std::move(opened.second)};
    now_.measurement.reset();
    return {};
}

Result<void> Rules::settled(ReadingSettled settled) {
    const auto found = item(settled.item);
    if (!found) {
        return std::unexpected(found.error());
    }
    auto& at = **found;
    if (at.stage != ItemStage::differing) {
        return refuse_state(
            "audit_nothing_to_settle",
            fmt::format("The readings of item {} do not differ.", settled.item)
        );
    }
    const auto read_before = [&](const std::string& name) {
        return std::ranges::any_of(at.sealed, [&](const ReadingSealed& seal) {
            return same_person(seal.reader, name);
        });
    };
    if (settled.how == Settlement::third_reading &&
        (event_.by.empty() || std::ranges::any_of(event_.by, read_before))) {
        return refuse_state(
            "audit_third_reader", "A third reading is by somebody who has not read it before."
        );
    }
    if (settled.how == Settlement::agreement) {
        if (auto enough = needs_people(2); !enough) {
            return enough;
        }
    }
    if (auto sound = check_reading(at.item, settled.reading); !sound) {
        return sound;
    }
    at.stage = ItemStage::settled;
    at.reading = std::move(settled.reading);
    now_.measurement.reset();
    return {};
}

Result<void> Rules::missing(CardMissing missing) {
    const auto found = item(missing.item);
    if (!found) {
        return std::unexpected(found.error());
    }
    auto& at = **found;
    if (auto enough = needs_people(1); !enough) {
        return enough;
    }
    const bool first = at.stage == ItemStage::waiting;
    if ((!first && at.stage != ItemStage::looked_once) || missing.search != (first ? 1 : 2)) {
        return refuse_state(
            "audit_read_already",
            fmt::format("Item {} was found and read; or it is given up already.", missing.item)
        );
    }
    if (!first && std::ranges::any_of(event_.by, [&](const std::string& name) {
            return same_person(name, at.searched_by.front());
        })) {
        return refuse_state(
            "audit_same_searcher",
            fmt::format(
                "{} looked for item {} the first time; somebody else looks again.",
                at.searched_by.front(),
                missing.item
            )
        );
    }
    at.stage = first ? ItemStage::looked_once : ItemStage::not_found;
    at.searched_by.push_back(event_.by.front());
    now_.measurement.reset();
    return {};
}

Result<void> Rules::wrong(WrongCard wrong) {
    const auto found = item(wrong.item);
    if (!found) {
        return std::unexpected(found.error());
    }
    auto& at = **found;
    if (auto enough = needs_people(2); !enough) {
        return enough;
    }
    if (wrong.reason.empty()) {
        return refuse_state(
            "audit_wrong_card_reason",
            "Say how it showed that the card was another one: never by its votes."
        );
    }
    if (at.stage == ItemStage::waiting) {
        return refuse_state("audit_not_read", fmt::format("Item {} was not read yet.", wrong.item));
    }
    at.stage = ItemStage::waiting;
    at.sealed.clear();
    at.opened.clear();
    at.reading.clear();
    at.searched_by.clear();
    now_.measurement.reset();
    return {};
}

}  // namespace belfry::audit::inside
