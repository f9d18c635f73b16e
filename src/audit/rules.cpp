// What has to be so for an event of the beginning, up to a draw.
#include "audit/rules.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "audit/rules_inside.hpp"

namespace belfry::audit {

namespace inside {

std::unexpected<Refusal> refuse_state(std::string code, std::string summary) {
    return refuse(Refusal::Kind::conflict, std::move(code), std::move(summary));
}

namespace {

bool closed_for_files(const Progress& progress) {
    return progress.preparation.has_value();
}

}  // namespace

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

}  // namespace inside

std::unexpected<Refusal> out_of_order(const Progress& progress, std::string_view why) {
    const auto next = next_step(progress);
    return inside::refuse_state(
        "audit_out_of_order", fmt::format("{} Next: {} ({})", why, next.words(), next.command)
    );
}

Result<void> take_event(Progress& progress, const Event& event) {
    return inside::Rules(progress, event).take();
}

}  // namespace belfry::audit
