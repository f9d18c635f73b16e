#include "audit_bundle/steps.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "audit/drawing.hpp"
#include "audit/full_count.hpp"
#include "audit/measuring.hpp"
#include "audit/people.hpp"
#include "audit/preparation.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit_bundle {

using audit::EventKind;

namespace {

std::string new_salt(Random& random) {
    std::array<std::byte, 16> salt{};
    random.fill(salt);
    return crypto::to_hex(salt);
}

Result<Entered> open_readings(Bundle& bundle, std::int64_t item, Instant at) {
    auto first = bundle.sealed(item, 0);
    auto second = bundle.sealed(item, 1);
    if (!first || !second) {
        return refuse(
            Refusal::Kind::conflict,
            "audit_seal_lost",
            fmt::format(
                "A sealed reading of item {} is lost. Say that it was the wrong card, with this "
                "reason, and read it again.",
                item
            )
        );
    }
    audit::ReadingsOpened opened{item, *std::move(first), *std::move(second), false};
    opened.agree = opened.first.reading == opened.second.reading;
    const bool agree = opened.agree;
    const std::vector by{opened.first.reader, opened.second.reader};
    auto added = bundle.append(EventKind::readings_opened, json::write(opened), by, at);
    if (!added) {
        return std::unexpected(added.error());
    }
    bundle.forget_sealed(item);
    return agree ? Entered::agreed : Entered::differ;
}

/// Contests in the order they are asked, so that equal readings are equal.
audit::Reading in_order(const audit::DrawnItem& item, const audit::Reading& reading) {
    auto out = reading;
    std::ranges::sort(out, {}, [&](const audit::ContestReading& each) {
        return std::ranges::find(item.contests, each.contest) - item.contests.begin();
    });
    return out;
}

}  // namespace

Result<audit::ContestsFile> contests_of(const Bundle& bundle) {
    const auto& files = bundle.progress().files;
    const auto found =
        std::ranges::find(files, audit::FileRole::contests, &audit::CommittedFile::role);
    if (found == files.end()) {
        return refuse(
            Refusal::Kind::conflict, "audit_no_contests", "Commit the file of contests first."
        );
    }
    return json::parse_as<audit::ContestsFile>(bundle.content(found->path).value_or(""));
}

Result<void> check_choices(const audit::ContestsFile& contests, const audit::Reading& reading) {
    for (const auto& each : reading) {
        const auto contest =
            std::ranges::find(contests.contests, each.contest, &audit::ContestTerms::name);
        for (const auto& [choice, votes] : each.votes) {
            const bool known = choice == other_choice ||
                               (contest != contests.contests.end() &&
                                std::ranges::find(contest->choices, choice, &audit::Choice::name) !=
                                    contest->choices.end());
            if (!known) {
                return refuse(
                    Refusal::Kind::invalid,
                    "audit_unknown_choice",
                    fmt::format(
                        "“{}” is no choice in {}; {} stands for anybody who is not listed.",
                        choice,
                        each.contest,
                        other_choice
                    )
                );
            }
        }
    }
    return {};
}

Result<audit::Preparation> close_commitments(Bundle& bundle, const Deed& deed) {
    const auto inputs = bundle.inputs();
    if (!inputs) {
        return std::unexpected(inputs.error());
    }
    auto preparation = audit::prepare(*inputs, bundle.progress().files);
    if (!preparation) {
        return preparation;
    }
    auto added =
        bundle.append(EventKind::commitments_closed, json::write(*preparation), deed.by, deed.at);
    if (!added) {
        return std::unexpected(added.error());
    }
    return preparation;
}

Result<std::string> roll_seed(
    Bundle& bundle, const std::vector<audit::Roll>& rolls, const Deed& deed
) {
    audit::SeedRoll roll{rolls, ""};
    for (const auto& each : rolls) {
        roll.seed += each.digit >= 0 && each.digit <= 9 ? static_cast<char>('0' + each.digit) : '?';
    }
    auto added = bundle.append(EventKind::seed_rolled, json::write(roll), deed.by, deed.at);
    if (!added) {
        return std::unexpected(added.error());
    }
    return roll.seed;
}

Result<audit::RoundDrawn> draw(
    Bundle& bundle, const std::map<std::string, std::int64_t>& sizes, const Deed& deed
) {
    const auto& progress = bundle.progress();
    const bool unmeasured = !progress.rounds.empty() && !progress.measurement;
    if (!progress.preparation || progress.seed.empty() || unmeasured || progress.closing) {
        // The rules say what is missing; an empty round is refused with it.
        auto refused = bundle.append(
            EventKind::round_drawn, json::write(audit::RoundDrawn{}), deed.by, deed.at
        );
        if (!refused) {
            return std::unexpected(refused.error());
        }
    }
    const auto inputs = bundle.inputs();
    if (!inputs) {
        return std::unexpected(inputs.error());
    }
    auto round = audit::draw_round(*inputs, progress, sizes);
    if (!round) {
        return round;
    }
    const auto list = fmt::format("lists/round-{}.csv", round->round);
    const auto added =
        bundle.append(EventKind::round_drawn, json::write(*round), deed.by, deed.at, [&] {
            bundle.write(list, audit::retrieval_list(*inputs, *round));
        });
    if (!added) {
        return std::unexpected(added.error());
    }
    return round;
}

namespace {

/// What this person said of the item before.
std::optional<audit::Reading> said_before(
    const Bundle& bundle, const audit::ItemProgress& item, const std::string& reader
) {
    for (std::size_t turn = 0; turn < item.sealed.size(); ++turn) {
        if (!audit::same_person(item.sealed[turn].reader, reader)) {
            continue;
        }
        if (turn < item.opened.size()) {
            return item.opened[turn].reading;
        }
        const auto kept = bundle.sealed(item.item.item, turn);
        return kept ? std::optional(kept->reading) : std::nullopt;
    }
    return {};
}

}  // namespace

Result<Entered> enter(
    Bundle& bundle,
    std::int64_t item,
    const std::string& reader,
    const audit::Reading& reading,
    Random& random,
    Instant at
) {
    const auto* const progress = bundle.progress().find(item);
    if (progress != nullptr) {
        if (auto sound = audit::check_reading(progress->item, reading); !sound) {
            return std::unexpected(sound.error());
        }
        if (said_before(bundle, *progress, reader) == in_order(progress->item, reading)) {
            return Entered::before;
        }
    }
    const audit::OpenedReading opened{
        reader, new_salt(random), progress == nullptr ? reading : in_order(progress->item, reading)
    };
    const audit::ReadingSealed sealed{item, reader, audit::sealed_digest(item, opened)};
    const auto turn = progress == nullptr ? 0 : progress->sealed.size();
    const auto added =
        bundle.append(EventKind::reading_sealed, json::write(sealed), {reader}, at, [&] {
            bundle.keep_sealed(item, turn, opened);
        });
    if (!added) {
        return std::unexpected(added.error());
    }
    return turn == 0 ? Result<Entered>(Entered::first) : open_readings(bundle, item, at);
}

Result<void> settle(Bundle& bundle, const audit::ReadingSettled& settled, const Deed& deed) {
    auto ordered = settled;
    if (const auto* const progress = bundle.progress().find(settled.item)) {
        ordered.reading = in_order(progress->item, settled.reading);
    }
    return bundle.append(EventKind::reading_settled, json::write(ordered), deed.by, deed.at);
}

Result<int> not_found(
    Bundle& bundle, std::int64_t item, const std::string& note, const Deed& deed
) {
    const auto* const progress = bundle.progress().find(item);
    const bool again = progress != nullptr && progress->stage == audit::ItemStage::looked_once;
    const audit::CardMissing missing{item, again ? 2 : 1, note};
    auto added = bundle.append(EventKind::card_missing, json::write(missing), deed.by, deed.at);
    if (!added) {
        return std::unexpected(added.error());
    }
    return missing.search;
}

Result<void> wrong_card(
    Bundle& bundle, std::int64_t item, const std::string& reason, const Deed& deed
) {
    const audit::WrongCard wrong{item, reason};
    auto added = bundle.append(EventKind::wrong_card, json::write(wrong), deed.by, deed.at);
    if (added) {
        bundle.forget_sealed(item);
    }
    return added;
}

Result<audit::Measurement> measure(Bundle& bundle, const Deed& deed) {
    const auto& progress = bundle.progress();
    audit::Measurement measurement;
    const bool ready = !progress.rounds.empty() && audit::open_items(progress).empty();
    if (ready) {
        const auto inputs = bundle.inputs();
        if (!inputs) {
            return std::unexpected(inputs.error());
        }
        measurement = audit::measure(*inputs, progress);
    }
    auto added =
        bundle.append(EventKind::risk_measured, json::write(measurement), deed.by, deed.at);
    if (!added) {
        return std::unexpected(added.error());
    }
    return measurement;
}

Result<void> order_full_count(
    Bundle& bundle, const std::string& contest, const std::string& reason, const Deed& deed
) {
    return bundle.append(
        EventKind::full_count_ordered,
        json::write(audit::FullCountOrdered{contest, reason}),
        deed.by,
        deed.at
    );
}

Result<audit::FullCountRecorded> record_full_count(
    Bundle& bundle, audit::FullCountRecorded counted, const Deed& deed
) {
    const auto contests = contests_of(bundle);
    if (!contests) {
        return std::unexpected(contests.error());
    }
    const auto contest =
        std::ranges::find(contests->contests, counted.contest, &audit::ContestTerms::name);
    if (contest == contests->contests.end()) {
        return refuse(
            Refusal::Kind::not_found,
            "audit_unknown_contest",
            fmt::format("There is no contest “{}”.", counted.contest)
        );
    }
    auto judged = audit::judge_full_count(*contest, std::move(counted));
    if (!judged) {
        return judged;
    }
    auto added =
        bundle.append(EventKind::full_count_recorded, json::write(*judged), deed.by, deed.at);
    if (!added) {
        return std::unexpected(added.error());
    }
    return judged;
}

Result<audit::Closing> close(Bundle& bundle, const Deed& deed) {
    auto closing =
        bundle.progress().preparation ? audit::closing_of(bundle.progress()) : audit::Closing();
    auto added = bundle.append(EventKind::audit_closed, json::write(closing), deed.by, deed.at);
    if (!added) {
        return std::unexpected(added.error());
    }
    return closing;
}

Result<void> sign(Bundle& bundle, audit::Signature signature, const Deed& deed) {
    signature.head = bundle.progress().closing_head;
    return bundle.append(EventKind::signed_, json::write(signature), deed.by, deed.at);
}

Result<void> finish_readings(Bundle& bundle, Instant at) {
    std::vector<std::int64_t> items;
    for (const auto& each : bundle.progress().items) {
        if (each.stage == audit::ItemStage::both_read) {
            items.push_back(each.item.item);
        }
    }
    for (const auto item : items) {
        if (auto opened = open_readings(bundle, item, at); !opened) {
            return std::unexpected(opened.error());
        }
    }
    return {};
}

}  // namespace belfry::audit_bundle
