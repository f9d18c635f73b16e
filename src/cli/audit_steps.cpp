// The seed, the draws, what people read, and the end of an audit.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <sys/stat.h>

#include "audit/drawing.hpp"
#include "audit/people.hpp"
#include "audit_bundle/reading_sheet.hpp"
#include "cli/audit_inside.hpp"
#include "crypto/bytes.hpp"
#include "crypto/signature.hpp"

namespace belfry::cli {

using audit_bundle::Bundle;

namespace {

Refusal argument(std::string summary) {
    return {Refusal::Kind::invalid, "audit_argument", std::move(summary), {}, {}};
}

Result<std::vector<audit::Roll>> rolls_of(const AuditWish& wish) {
    std::vector<audit::Roll> rolls;
    for (const auto& each : wish.rolls) {
        const auto parts = split_at(each, ':', "7:Ada Lovelace");
        if (!parts) {
            return std::unexpected(parts.error());
        }
        for (const char digit : parts->first) {
            if (digit < '0' || digit > '9') {
                return std::unexpected(argument(fmt::format("“{}” is no digit.", parts->first)));
            }
            rolls.push_back({digit - '0', parts->second});
        }
    }
    return rolls;
}

Result<std::map<std::string, std::int64_t>> sizes_of(const AuditWish& wish) {
    std::map<std::string, std::int64_t> sizes;
    for (const auto& each : wish.sizes) {
        const auto equals = each.rfind('=');
        const auto number = equals == std::string::npos ? std::string() : each.substr(equals + 1);
        const bool digits =
            !number.empty() && number.size() < 12 &&
            std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits) {
            return std::unexpected(argument(fmt::format("“{}”: write it like Mayor=120.", each)));
        }
        sizes[each.substr(0, equals)] = std::stoll(number);
    }
    return sizes;
}

}  // namespace

int audit_seed(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        const auto rolls = rolls_of(wish);
        if (!rolls) {
            return out.refuse(rolls.error());
        }
        const auto seed = audit_bundle::roll_seed(bundle, *rolls, deed_of(wish));
        if (!seed) {
            return out.refuse(seed.error());
        }
        out.say(
            fmt::format("The seed is {}. Say it aloud, and publish it.", *seed),
            {{"seed", *seed}, {"head", bundle.progress().head}}
        );
        return done;
    });
}

int audit_draw(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        const auto sizes = sizes_of(wish);
        if (!sizes) {
            return out.refuse(sizes.error());
        }
        const auto round = audit_bundle::draw(bundle, *sizes, deed_of(wish));
        if (!round) {
            return out.refuse(round.error());
        }
        for (const auto& draw : round->draws) {
            out.say(
                fmt::format(
                    "{}{}: {} draws, {} in all",
                    draw.contest,
                    draw.stratum.empty() ? "" : " (" + draw.stratum + ")",
                    draw.picks.size(),
                    draw.before + std::ssize(draw.picks)
                ),
                {{"contest", draw.contest},
                 {"stratum", draw.stratum},
                 {"draws", draw.picks.size()},
                 {"before", draw.before}}
            );
        }
        const auto list = wish.folder / fmt::format("lists/round-{}.csv", round->round);
        out.say(
            fmt::format(
                "Round {}: {} cards or batches to fetch; the list is {}.",
                round->round,
                round->items.size(),
                list.string()
            ),
            {{"round", round->round}, {"items", round->items.size()}, {"list", list.string()}}
        );
        return done;
    });
}

int audit_list(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        const auto& rounds = bundle.progress().rounds;
        const auto round = wish.round == 0 ? std::ssize(rounds) : wish.round;
        if (round < 1 || round > std::ssize(rounds)) {
            return out.refuse(argument("There is no such round."));
        }
        const auto inputs = bundle.inputs();
        if (!inputs) {
            return out.refuse(inputs.error());
        }
        const auto& drawn = rounds[static_cast<std::size_t>(round - 1)];
        const auto text = wish.labels
                              ? audit::retrieval_labels(bundle.progress().terms, *inputs, drawn)
                              : audit::retrieval_list(*inputs, drawn);
        fmt::print("{}", text);
        return done;
    });
}

namespace {

/// One item that people looked at, as the command line says.
class Entry {
public:
    Entry(const AuditWish& wish, const Output& out, Bundle& bundle)
        : wish_(wish), out_(out), bundle_(bundle) {}

    int run();

private:
    int enter_sheet();
    int enter_item();
    int give_up(std::int64_t item);
    [[nodiscard]] bool looked_for(std::int64_t number) const;
    int read(std::int64_t item, const audit::Reading& reading);
    [[nodiscard]] Result<audit::Reading> reading() const;
    void say(std::int64_t item, std::string_view what) const;

    const AuditWish& wish_;
    const Output& out_;
    Bundle& bundle_;
    SystemRandom random_;
};

void Entry::say(std::int64_t item, std::string_view what) const {
    out_.say(
        fmt::format("Item {}: {}", item, what), {{"item", item}, {"result", std::string(what)}}
    );
}

Result<audit::Reading> Entry::reading() const {
    const auto contests = audit_bundle::contests_of(bundle_);
    if (!contests) {
        return std::unexpected(contests.error());
    }
    const auto* const item = bundle_.progress().find(wish_.item);
    const bool batch = item != nullptr && item->item.position == 0;
    audit::Reading out;
    for (const auto& vote : wish_.votes) {
        const auto parts = split_at(vote, '=', "Mayor=Ada");
        if (!parts) {
            return std::unexpected(parts.error());
        }
        const auto contest =
            std::ranges::find(contests->contests, parts->first, &audit::ContestTerms::name);
        if (contest == contests->contests.end()) {
            return std::unexpected(argument(fmt::format("There is no contest “{}”.", parts->first))
            );
        }
        auto read = audit_bundle::reading_of(*contest, batch, parts->second);
        if (!read) {
            return std::unexpected(read.error());
        }
        out.push_back(*std::move(read));
    }
    return out;
}

int Entry::read(std::int64_t item, const audit::Reading& reading) {
    if (wish_.by.size() != 1) {
        return out_.refuse(argument("A reading is entered by one person: --by NAME."));
    }
    const auto entered =
        audit_bundle::enter(bundle_, item, wish_.by.front(), reading, random_, SystemClock().now());
    if (!entered) {
        return out_.refuse(entered.error());
    }
    say(item,
        *entered == audit_bundle::Entered::first ? "kept sealed until somebody else has read it"
        : *entered == audit_bundle::Entered::before
            ? "entered by this person before, with the same votes; nothing was added"
        : *entered == audit_bundle::Entered::agreed
            ? "both readings agree"
            : "the two readings differ; settle them with --agreement or --third-reading");
    return done;
}

int Entry::give_up(std::int64_t item) {
    const auto search = audit_bundle::not_found(bundle_, item, wish_.reason, deed_of(wish_));
    if (!search) {
        return out_.refuse(search.error());
    }
    say(item,
        *search == 1 ? "not found; somebody else looks again"
                     : "not found twice; it counts against the reported outcome");
    return done;
}

/// Whether this person said before that the item cannot be found.
bool Entry::looked_for(std::int64_t number) const {
    const auto* const item = bundle_.progress().find(number);
    return item != nullptr && wish_.by.size() == 1 &&
           std::ranges::any_of(item->searched_by, [&](const std::string& name) {
               return audit::same_person(name, wish_.by.front());
           });
}

int Entry::enter_sheet() {
    auto bytes = bytes_of_file(wish_.sheet);
    if (!bytes) {
        return out_.refuse(bytes.error());
    }
    const auto contests = audit_bundle::contests_of(bundle_);
    if (!contests) {
        return out_.refuse(contests.error());
    }
    const auto& progress = bundle_.progress();
    const auto rows =
        bytes->starts_with('{')
            ? audit_bundle::read_recorded(*bytes, wish_.sheet, *contests, progress)
            : audit_bundle::read_sheet(*std::move(bytes), wish_.sheet, *contests, progress);
    if (!rows) {
        return out_.refuse(rows.error());
    }
    for (const auto& row : *rows) {
        if (row.not_found && looked_for(row.item)) {
            say(row.item, "looked for by this person before; nothing was added");
            continue;
        }
        const int code = row.not_found ? give_up(row.item) : read(row.item, row.reading);
        if (code != done) {
            return code;
        }
    }
    return done;
}

int Entry::enter_item() {
    if (wish_.not_found) {
        return give_up(wish_.item);
    }
    if (wish_.wrong_card) {
        const auto wrong =
            audit_bundle::wrong_card(bundle_, wish_.item, wish_.reason, deed_of(wish_));
        if (!wrong) {
            return out_.refuse(wrong.error());
        }
        say(wish_.item, "the right card is fetched and read anew; both stay on record");
        return done;
    }
    const auto read_by_hand = reading();
    if (!read_by_hand) {
        return out_.refuse(read_by_hand.error());
    }
    if (!wish_.agreement && !wish_.third_reading) {
        return read(wish_.item, *read_by_hand);
    }
    const auto how =
        wish_.agreement ? audit::Settlement::agreement : audit::Settlement::third_reading;
    const auto settled = audit_bundle::settle(
        bundle_, {wish_.item, how, wish_.reason, *read_by_hand}, deed_of(wish_)
    );
    if (!settled) {
        return out_.refuse(settled.error());
    }
    say(wish_.item, "settled");
    return done;
}

int Entry::run() {
    return wish_.sheet.empty() ? enter_item() : enter_sheet();
}

}  // namespace

int audit_enter(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        return Entry(wish, out, bundle).run();
    });
}

int audit_measure(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        const auto measurement = audit_bundle::measure(bundle, deed_of(wish));
        if (!measurement) {
            return out.refuse(measurement.error());
        }
        for (const auto& risk : measurement->contests) {
            out.say(
                fmt::format(
                    "{}: {}; risk {:.4g} % after {} draws ({}){}",
                    risk.contest,
                    json::name_of(risk.verdict),
                    100.0 * risk.p_value,
                    risk.draws,
                    risk.formula,
                    risk.next > 0
                        ? fmt::format("; next: {} draws in all ({})", risk.next, risk.next_rule)
                        : ""
                ),
                json::write(risk).as_object()
            );
        }
        out.say("Next: " + audit::next_step(bundle.progress()).words(), {});
        return done;
    });
}

int audit_full_count(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        if (wish.votes.empty()) {
            const auto ordered =
                audit_bundle::order_full_count(bundle, wish.contest, wish.reason, deed_of(wish));
            if (!ordered) {
                return out.refuse(ordered.error());
            }
            out.say(
                fmt::format("{}: every card is counted by hand.", wish.contest),
                {{"contest", wish.contest}}
            );
            return done;
        }
        audit::FullCountRecorded counted;
        counted.contest = wish.contest;
        counted.winners = wish.winners;
        auto counts = wish;
        counts.sizes = wish.votes;
        const auto votes = sizes_of(counts);
        if (!votes) {
            return out.refuse(votes.error());
        }
        for (const auto& [choice, number] : *votes) {
            counted.votes.push_back({choice, number});
        }
        const auto judged = audit_bundle::record_full_count(bundle, counted, deed_of(wish));
        if (!judged) {
            return out.refuse(judged.error());
        }
        out.say(
            fmt::format(
                "{}: {}; {}.",
                judged->contest,
                fmt::join(judged->winners, ", "),
                judged->same_outcome ? "as was reported" : "not what was reported"
            ),
            json::write(*judged).as_object()
        );
        return done;
    });
}

int audit_close(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        const auto closing = audit_bundle::close(bundle, deed_of(wish));
        if (!closing) {
            return out.refuse(closing.error());
        }
        for (const auto& contest : closing->contests) {
            out.say(
                fmt::format("{}: {}", contest.contest, json::name_of(contest.verdict)),
                json::write(contest).as_object()
            );
        }
        out.say(
            fmt::format("The audit is closed; sign over {}", bundle.progress().closing_head),
            {{"head", bundle.progress().closing_head}}
        );
        return done;
    });
}

namespace {

/// Writes a new key that only its owner can read; never over another file.
Result<crypto::SigningKey> make_key(const std::string& file) {
    if (std::filesystem::exists(file)) {
        return std::unexpected(
            argument(fmt::format("{}: there is a file already; a key is not overwritten.", file))
        );
    }
    SystemRandom random;
    auto key = crypto::new_signing_key(random);
    const auto before = ::umask(0077);
    std::ofstream(file) << crypto::to_hex(key.seed) << "\n";
    ::umask(before);
    return key;
}

Result<crypto::SigningKey> key_of(const AuditWish& wish) {
    if (wish.new_key) {
        return make_key(wish.key);
    }
    auto bytes = bytes_of_file(wish.key);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    while (!bytes->empty() && (bytes->back() == '\n' || bytes->back() == '\r')) {
        bytes->pop_back();
    }
    auto key = crypto::signing_key(*bytes);
    if (!key) {
        return std::unexpected(argument(
            fmt::format("{}: this is no signing key; it has 64 hexadecimal digits.", wish.key)
        ));
    }
    return *key;
}

}  // namespace

int audit_sign(const AuditWish& wish, const Output& out) {
    return with_bundle(wish, out, [&](Bundle& bundle) -> int {
        if (wish.by.size() != 1) {
            return out.refuse(argument("One person signs at a time: --by NAME."));
        }
        audit::Signature signature;
        signature.name = wish.by.front();
        signature.role = wish.role;
        if (!wish.key.empty() && bundle.progress().closing) {
            const auto key = key_of(wish);
            if (!key) {
                return out.refuse(key.error());
            }
            signature.public_key = key->public_key();
            signature.signature = key->sign(bundle.progress().closing_head);
        }
        const auto added = audit_bundle::sign(bundle, signature, deed_of(wish));
        if (!added) {
            return out.refuse(added.error());
        }
        out.say(
            fmt::format(
                "Signed by {}{}.",
                signature.name,
                signature.public_key.empty() ? "" : " with the key " + signature.public_key
            ),
            {{"name", signature.name}, {"public_key", signature.public_key}}
        );
        return done;
    });
}

}  // namespace belfry::cli
