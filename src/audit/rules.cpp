#include "audit/rules.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "crypto/signature.hpp"

namespace belfry::audit {

namespace {

std::unexpected<Refusal> refuse_state(std::string code, std::string summary) {
    return refuse(Refusal::Kind::conflict, std::move(code), std::move(summary));
}

bool closed_for_files(const Progress& progress) {
    return progress.preparation.has_value();
}

/// What an event changes once its place in the sequence is known to be right.
class Rules {
public:
    Rules(Progress& progress, const Event& event) : now_(progress), event_(event) {}

    Result<void> take();

private:
    /// Reads the body as what its kind says and hands it on.
    template <class Body>
    Result<void> with(Result<void> (Rules::*rule)(Body)) {
        auto body = json::read<std::remove_cvref_t<Body>>(event_.body);
        if (!body) {
            return std::unexpected(body.error());
        }
        return (this->*rule)(*std::move(body));
    }

    Result<void> opened(AuditTerms terms);
    Result<void> committed(CommittedFile file);
    Result<void> prepared(Preparation preparation);
    Result<void> seeded(const SeedRoll& roll);
    Result<void> drawn(RoundDrawn round);
    Result<void> sealed(ReadingSealed reading);
    Result<void> both_opened(ReadingsOpened opened);
    Result<void> settled(ReadingSettled settled);
    Result<void> missing(CardMissing missing);
    Result<void> wrong(WrongCard wrong);
    Result<void> measured(Measurement measurement);
    Result<void> ordered(FullCountOrdered ordered);
    Result<void> counted(FullCountRecorded counted);
    Result<void> closed(Closing closing);
    Result<void> put_signature(Signature signature);

    Result<void> needs_people(std::size_t number) const;
    Result<void> still_running() const;
    Result<ItemProgress*> item(std::int64_t number);
    Result<void> check_items(const RoundDrawn& round) const;
    void take_items(const RoundDrawn& round);
    Result<void> check_draws(const RoundDrawn& round) const;
    [[nodiscard]] bool known_contest(std::string_view name) const;

    Progress& now_;
    const Event& event_;
};

Result<void> Rules::take() {
    switch (event_.kind) {
        case EventKind::audit_opened:
            return with(&Rules::opened);
        case EventKind::file_committed:
            return with(&Rules::committed);
        case EventKind::commitments_closed:
            return with(&Rules::prepared);
        case EventKind::seed_rolled:
            return with(&Rules::seeded);
        case EventKind::round_drawn:
            return with(&Rules::drawn);
        case EventKind::reading_sealed:
            return with(&Rules::sealed);
        case EventKind::readings_opened:
            return with(&Rules::both_opened);
        case EventKind::reading_settled:
            return with(&Rules::settled);
        case EventKind::card_missing:
            return with(&Rules::missing);
        case EventKind::wrong_card:
            return with(&Rules::wrong);
        case EventKind::risk_measured:
            return with(&Rules::measured);
        case EventKind::full_count_ordered:
            return with(&Rules::ordered);
        case EventKind::full_count_recorded:
            return with(&Rules::counted);
        case EventKind::audit_closed:
            return with(&Rules::closed);
        case EventKind::signed_:
            return with(&Rules::put_signature);
    }
    return refuse_state("audit_event_form", "This kind of event is not known.");
}

Result<void> Rules::opened(AuditTerms terms) {
    if (now_.events != 0) {
        return out_of_order(now_, "The audit is open already.");
    }
    if (auto sound = check_audit_terms(terms); !sound) {
        return sound;
    }
    now_.terms = std::move(terms);
    return {};
}

Result<void> Rules::committed(CommittedFile file) {
    if (closed_for_files(now_) && !(file.role == FileRole::sample &&
                                    now_.terms.sampling == Sampling::elsewhere && !now_.closing)) {
        return out_of_order(now_, "The commitments are closed: no file can be added after that.");
    }
    const bool belongs = file.role == FileRole::contests || file.role == FileRole::sample ||
                         file.role == FileRole::original;
    if (!belongs && std::ranges::find(now_.terms.jurisdictions, file.jurisdiction) ==
                        now_.terms.jurisdictions.end()) {
        return refuse_state(
            "audit_unknown_jurisdiction",
            fmt::format("The audit has no jurisdiction “{}”.", file.jurisdiction)
        );
    }
    for (const auto& there : now_.files) {
        const bool same_place = there.role == file.role && there.role != FileRole::original &&
                                there.role != FileRole::sample &&
                                there.jurisdiction == file.jurisdiction &&
                                there.contest == file.contest;
        if (there.path == file.path || same_place) {
            return refuse_state(
                "audit_committed_already",
                fmt::format(
                    "{} is committed already ({}); what is committed cannot be exchanged. Begin "
                    "a new audit if it was the wrong file.",
                    json::name_of(file.role),
                    there.path
                )
            );
        }
    }
    now_.files.push_back(std::move(file));
    return {};
}

Result<void> Rules::prepared(Preparation preparation) {
    if (closed_for_files(now_)) {
        return out_of_order(now_, "The commitments are closed already.");
    }
    const auto has = [&](FileRole role) {
        return std::ranges::find(now_.files, role, &CommittedFile::role) != now_.files.end();
    };
    if (!has(FileRole::contests) || !has(FileRole::manifest)) {
        return out_of_order(now_, "The contests and the manifests have to be committed first.");
    }
    now_.preparation = std::move(preparation);
    return {};
}

Result<void> Rules::seeded(const SeedRoll& roll) {
    if (!closed_for_files(now_)) {
        return out_of_order(
            now_, "A seed before the commitments are closed would let somebody fit files to it."
        );
    }
    if (!now_.seed.empty()) {
        return out_of_order(now_, "The seed was rolled already; there is only one.");
    }
    std::string digits;
    for (const auto& each : roll.rolls) {
        if (each.digit < 0 || each.digit > 9 || each.by.empty()) {
            return refuse_state(
                "audit_roll", "Every roll is a digit from 0 to 9 with the name of who rolled it."
            );
        }
        digits += static_cast<char>('0' + each.digit);
    }
    if (digits.size() != 20 || roll.seed != digits) {
        return refuse_state("audit_seed", "A seed is made of 20 rolled digits.");
    }
    now_.seed = digits;
    return {};
}

Result<void> Rules::still_running() const {
    if (now_.closing) {
        return out_of_order(now_, "The audit is closed.");
    }
    return {};
}

bool Rules::known_contest(std::string_view name) const {
    return now_.preparation &&
           std::ranges::find(now_.preparation->contests, name, &PreparedContest::contest) !=
               now_.preparation->contests.end();
}

Result<void> Rules::check_draws(const RoundDrawn& round) const {
    const auto total = static_cast<std::int64_t>(now_.items.size() + round.items.size());
    for (const auto& draw : round.draws) {
        if (!known_contest(draw.contest)) {
            return refuse_state(
                "audit_unknown_contest", fmt::format("There is no contest “{}”.", draw.contest)
            );
        }
        std::int64_t before = 0;
        for (const auto& earlier : now_.rounds) {
            for (const auto& each : earlier.draws) {
                if (each.contest == draw.contest && each.stratum == draw.stratum) {
                    before += static_cast<std::int64_t>(each.picks.size());
                }
            }
        }
        const bool in_range = std::ranges::all_of(draw.picks, [&](const Pick& pick) {
            return pick.item >= 1 && pick.item <= total;
        });
        if (before != draw.before || !in_range) {
            return refuse_state(
                "audit_draw_form",
                fmt::format("The draw of {} does not continue the earlier ones.", draw.contest)
            );
        }
    }
    return {};
}

Result<void> Rules::check_items(const RoundDrawn& round) const {
    auto next = static_cast<std::int64_t>(now_.items.size());
    for (const auto& each : round.items) {
        if (each.item != ++next) {
            return refuse_state("audit_draw_form", "Items are numbered one after the other.");
        }
    }
    return {};
}

void Rules::take_items(const RoundDrawn& round) {
    for (const auto& each : round.items) {
        ItemProgress fresh;
        fresh.item = each;
        fresh.stage = each.phantom ? ItemStage::not_found : ItemStage::waiting;
        now_.items.push_back(std::move(fresh));
    }
}

Result<void> Rules::drawn(RoundDrawn round) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (now_.seed.empty()) {
        return out_of_order(now_, "Nothing is drawn before the seed.");
    }
    const int last = now_.rounds.empty() ? 0 : now_.rounds.back().round;
    if (last > 0 && (now_.measured_round != last || !now_.measurement)) {
        return out_of_order(now_, fmt::format("Round {} is not measured yet.", last));
    }
    if (round.round != last + 1) {
        return refuse_state("audit_draw_form", fmt::format("The next round is {}.", last + 1));
    }
    if (auto sound = check_draws(round); !sound) {
        return sound;
    }
    if (auto sound = check_items(round); !sound) {
        return sound;
    }
    take_items(round);
    now_.measurement.reset();
    now_.rounds.push_back(std::move(round));
    return {};
}

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
    const std::set<std::string> names(event_.by.begin(), event_.by.end());
    if (names.size() < number) {
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
    if (event_.by != std::vector{reading.reader} || reading.reader.empty()) {
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
    if (!at.sealed.empty() && at.sealed.front().reader == reading.reader) {
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
    at.reading = opened.agree ? std::move(opened.first.reading) : Reading();
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
        return std::ranges::find(at.sealed, name, &ReadingSealed::reader) != at.sealed.end();
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
    if (!first && std::ranges::find(event_.by, at.searched_by) != event_.by.end()) {
        return refuse_state(
            "audit_same_searcher",
            fmt::format(
                "{} looked for item {} the first time; somebody else looks again.",
                at.searched_by,
                missing.item
            )
        );
    }
    at.stage = first ? ItemStage::looked_once : ItemStage::not_found;
    at.searched_by = first ? event_.by.front() : at.searched_by;
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
    at.reading.clear();
    at.searched_by.clear();
    now_.measurement.reset();
    return {};
}

Result<void> Rules::measured(Measurement measurement) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (now_.rounds.empty()) {
        return out_of_order(now_, "There is no round to measure.");
    }
    if (const auto open = open_items(now_); !open.empty()) {
        return out_of_order(
            now_, fmt::format("{} cards or batches are not read yet.", open.size())
        );
    }
    if (measurement.round != now_.rounds.back().round) {
        return refuse_state("audit_draw_form", "The newest round is measured.");
    }
    now_.measured_round = measurement.round;
    now_.measurement = std::move(measurement);
    return {};
}

Result<void> Rules::ordered(FullCountOrdered ordered) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (!now_.preparation) {
        return out_of_order(now_, "The commitments are not closed yet.");
    }
    if (!known_contest(ordered.contest)) {
        return refuse_state(
            "audit_unknown_contest", fmt::format("There is no contest “{}”.", ordered.contest)
        );
    }
    if (now_.full_counts.contains(ordered.contest)) {
        return refuse_state(
            "audit_full_count_already",
            fmt::format("A full count of {} is ordered already.", ordered.contest)
        );
    }
    now_.full_counts.emplace(ordered.contest, ordered);
    return {};
}

Result<void> Rules::counted(FullCountRecorded counted) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (!now_.full_counts.contains(counted.contest)) {
        return refuse_state(
            "audit_full_count_first",
            fmt::format("No full count of {} was ordered.", counted.contest)
        );
    }
    if (auto enough = needs_people(2); !enough) {
        return enough;
    }
    now_.counted.insert_or_assign(counted.contest, counted);
    return {};
}

Result<void> Rules::closed(Closing closing) {
    if (auto running = still_running(); !running) {
        return running;
    }
    if (!now_.preparation) {
        return out_of_order(now_, "The audit has not begun.");
    }
    const auto should = closing_of(now_);
    for (const auto& each : should.contests) {
        if (each.verdict == Verdict::more || each.verdict == Verdict::full_count) {
            return out_of_order(now_, fmt::format("{} is not finished.", each.contest));
        }
    }
    if (closing != should) {
        return refuse_state("audit_closing", "This is not what the measurements say.");
    }
    now_.closing = std::move(closing);
    return {};
}

Result<void> Rules::put_signature(Signature signature) {
    if (!now_.closing) {
        return out_of_order(now_, "Only a closed audit is signed.");
    }
    if (signature.name.empty() || signature.head != now_.closing_head) {
        return refuse_state(
            "audit_signature", "A signature has a name and is over the event that closed the audit."
        );
    }
    if (signature.public_key.empty() != signature.signature.empty() ||
        (!signature.public_key.empty() &&
         !crypto::signature_holds(signature.public_key, signature.head, signature.signature))) {
        return refuse_state(
            "audit_signature",
            fmt::format("The signature of {} does not belong to this audit.", signature.name)
        );
    }
    now_.signatures.push_back(std::move(signature));
    return {};
}

}  // namespace

std::unexpected<Refusal> out_of_order(const Progress& progress, std::string_view why) {
    const auto next = next_step(progress);
    return refuse_state(
        "audit_out_of_order", fmt::format("{} Next: {} ({})", why, next.words(), next.command)
    );
}

Result<void> take_event(Progress& progress, const Event& event) {
    return Rules(progress, event).take();
}

}  // namespace belfry::audit
