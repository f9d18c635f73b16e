#include "audit/inputs.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/check.hpp"
#include "json/json.hpp"

namespace belfry::audit {

namespace {

/// Jurisdiction, tabulator, batch.
using BatchKey = std::tuple<std::size_t, std::string, std::string>;

/// Of a row of a plain file, counted from 0; the header is above.
std::size_t line_of(std::size_t row) {
    return row + 2;
}

class Reader {
public:
    Reader(
        const std::vector<CommittedFile>& files,
        const std::function<std::string(const std::string&)>& content,
        AuditInputs& out
    )
        : files_(files), content_(content), out_(out) {}

    Result<void> read();

private:
    Result<void> read_contests();
    Result<void> read_manifests();
    Result<void> read_manifest(std::size_t jurisdiction, const CommittedFile& file);
    Result<void> read_records(std::size_t jurisdiction, const CommittedFile& file);
    /// `first` is the first card of the file.
    Result<void> place_record(
        std::size_t jurisdiction, std::size_t first, std::size_t card, std::string_view file
    );
    void withhold_record(std::size_t jurisdiction, std::size_t card);
    Result<void> read_totals(const CommittedFile& file);
    Result<void> read_samples();
    void make_pools();
    void count_batches();
    std::vector<std::int64_t>& pool_votes(std::size_t contest, std::size_t place);

    [[nodiscard]] const CommittedFile* find(FileRole role, std::string_view jurisdiction) const;
    [[nodiscard]] std::optional<std::size_t> batch(
        std::size_t jurisdiction, std::string_view tabulator, std::string_view name
    ) const;
    [[nodiscard]] std::size_t number_of(std::string_view jurisdiction) const;

    const std::vector<CommittedFile>& files_;
    const std::function<std::string(const std::string&)>& content_;
    AuditInputs& out_;
    std::map<BatchKey, std::size_t> batches_;
    /// Contest and jurisdiction of which the totals of what is left were read.
    std::set<std::pair<std::size_t, std::size_t>> rests_;
};

const CommittedFile* Reader::find(FileRole role, std::string_view jurisdiction) const {
    const auto found = std::ranges::find_if(files_, [&](const CommittedFile& file) {
        return file.role == role && file.jurisdiction == jurisdiction;
    });
    return found == files_.end() ? nullptr : &*found;
}

std::size_t Reader::number_of(std::string_view jurisdiction) const {
    const auto found = std::ranges::find(out_.terms.jurisdictions, jurisdiction);
    check(found != out_.terms.jurisdictions.end(), "committed files belong to jurisdictions");
    return static_cast<std::size_t>(found - out_.terms.jurisdictions.begin());
}

/// A manifest without tabulators, or totals without them, are matched by the batch alone.
std::optional<std::size_t> Reader::batch(
    std::size_t jurisdiction, std::string_view tabulator, std::string_view name
) const {
    const auto exact = batches_.find({jurisdiction, std::string(tabulator), std::string(name)});
    if (exact != batches_.end()) {
        return exact->second;
    }
    if (!tabulator.empty()) {
        const auto plain = batches_.find({jurisdiction, std::string(), std::string(name)});
        return plain == batches_.end() ? std::nullopt : std::optional(plain->second);
    }
    std::optional<std::size_t> only;
    for (std::size_t at = 0; at < out_.batches.size(); ++at) {
        const auto& each = out_.batches[at];
        if (each.jurisdiction == jurisdiction && each.place.batch == name) {
            if (only) {
                return {};
            }
            only = at;
        }
    }
    return only;
}

Result<void> Reader::read_contests() {
    const auto found = std::ranges::find(files_, FileRole::contests, &CommittedFile::role);
    if (found == files_.end()) {
        return refuse(
            Refusal::Kind::conflict, "audit_no_contests", "Commit the file of contests first."
        );
    }
    auto contests = json::parse_as<ContestsFile>(content_(found->path));
    if (!contests) {
        return std::unexpected(contests.error());
    }
    out_.contests = *std::move(contests);
    return check_contests(out_.terms, out_.contests);
}

Result<void> Reader::read_manifest(std::size_t jurisdiction, const CommittedFile& file) {
    const auto text = content_(file.path);
    auto places = read_manifest_text(text, file.path);
    if (!places) {
        return std::unexpected(places.error());
    }
    const auto first = out_.batches.size();
    for (auto& place : *places) {
        const BatchKey key{jurisdiction, place.tabulator, place.batch};
        const auto [there, fresh] = batches_.emplace(key, out_.batches.size());
        if (!fresh) {
            return refuse_plain(
                file.path,
                line_of(out_.batches.size() - first),
                "batch",
                fmt::format(
                    "Batch “{}” of “{}” stands on line {} already. Each batch needs a name of its "
                    "own.",
                    place.batch,
                    place.tabulator,
                    line_of(there->second - first)
                )
            );
        }
        const auto cards = place.cards;
        out_.batches.push_back({jurisdiction, std::move(place), out_.cards});
        out_.cards += cards;
    }
    return {};
}

Result<void> Reader::read_manifests() {
    for (std::size_t at = 0; at < out_.terms.jurisdictions.size(); ++at) {
        const auto& name = out_.terms.jurisdictions[at];
        const auto* const file = find(FileRole::manifest, name);
        if (file == nullptr) {
            return refuse(
                Refusal::Kind::conflict,
                "audit_no_manifest",
                fmt::format("Commit the manifest of {} first.", name)
            );
        }
        if (auto read = read_manifest(at, *file); !read) {
            return read;
        }
    }
    out_.record_of.assign(static_cast<std::size_t>(out_.cards), -1);
    return {};
}

Result<void> Reader::place_record(
    std::size_t jurisdiction, std::size_t first, std::size_t card, std::string_view file
) {
    const auto name = out_.records.name(card);
    if (name.record.empty()) {
        withhold_record(jurisdiction, card);
        return {};
    }
    const auto line = line_of(card - first);
    const auto at = batch(jurisdiction, name.tabulator, name.batch);
    if (!at) {
        return refuse_plain(
            file,
            line,
            "batch",
            fmt::format(
                "The manifest knows no batch “{}” of tabulator “{}”.", name.batch, name.tabulator
            )
        );
    }
    std::int64_t position = 0;
    std::from_chars(name.record.data(), name.record.data() + name.record.size(), position);
    const auto& kept = out_.batches[*at];
    if (position < 1 || position > kept.place.cards) {
        return refuse_plain(
            file,
            line,
            "position",
            fmt::format(
                "Batch “{}” has {} cards by the manifest; there is a record of number {}.",
                name.batch,
                kept.place.cards,
                position
            )
        );
    }
    auto& record = out_.record_of[static_cast<std::size_t>(kept.first + position - 1)];
    if (record >= 0) {
        return refuse_plain(
            file,
            line,
            "position",
            fmt::format(
                "Card {} of batch “{}” has a record on line {} already. One card has one record: "
                "export the records again.",
                position,
                name.batch,
                line_of(static_cast<std::size_t>(record) - first)
            )
        );
    }
    record = static_cast<std::int32_t>(card);
    return {};
}

std::vector<std::int64_t>& Reader::pool_votes(std::size_t contest, std::size_t place) {
    auto& votes = out_.pools[contest][place].votes;
    votes.resize(out_.contests.contests[contest].choices.size(), 0);
    return votes;
}

/// Its votes are known, and of its place no more than the batch.
void Reader::withhold_record(std::size_t jurisdiction, std::size_t card) {
    const auto name = out_.records.name(card);
    const auto at = batch(jurisdiction, name.tabulator, name.batch);
    for (std::size_t contest = 0; contest < out_.contests.contests.size(); ++contest) {
        auto& votes = pool_votes(contest, at.value_or(out_.batches.size() + jurisdiction));
        const auto marks = out_.records.marks(card, contest);
        for (std::size_t choice = 0; marks && choice < votes.size(); ++choice) {
            votes[choice] += (*marks)[choice] == 1 ? 1 : 0;
        }
    }
}

Result<void> Reader::read_records(std::size_t jurisdiction, const CommittedFile& file) {
    const auto first = out_.records.size();
    const auto text = content_(file.path);
    const auto read = read_records_text(text, file.path, out_.contests, out_.records);
    if (!read) {
        return std::unexpected(read.error());
    }
    out_.has_records[jurisdiction] = true;
    for (auto card = first; card < out_.records.size(); ++card) {
        if (auto placed = place_record(jurisdiction, first, card, file.path); !placed) {
            return placed;
        }
    }
    return {};
}

Result<void> Reader::read_totals(const CommittedFile& file) {
    const auto& contests = out_.contests.contests;
    const auto contest = std::ranges::find(contests, file.contest, &ContestTerms::name);
    if (contest == contests.end()) {
        return refuse(
            Refusal::Kind::invalid,
            "audit_unknown_contest",
            fmt::format("{}: there is no contest “{}”.", file.path, file.contest)
        );
    }
    const auto text = content_(file.path);
    auto rows = read_batch_totals_text(text, file.path, *contest);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto number = static_cast<std::size_t>(contest - contests.begin());
    const auto jurisdiction = number_of(file.jurisdiction);
    auto& votes = out_.batch_votes[number];
    for (auto& row : *rows) {
        const auto line = line_of(static_cast<std::size_t>(&row - rows->data()));
        if (row.tabulator.empty() && row.batch.empty()) {
            if (!rests_.emplace(number, jurisdiction).second) {
                return refuse_plain(
                    file.path,
                    line,
                    "batch",
                    fmt::format(
                        "The votes of the cards that are left in {} stand there twice. Leave one "
                        "of the two rows.",
                        file.jurisdiction
                    )
                );
            }
            pool_votes(number, out_.batches.size() + jurisdiction) = std::move(row.votes);
            continue;
        }
        const auto at = batch(jurisdiction, row.tabulator, row.batch);
        if (!at || !votes[*at].empty()) {
            return refuse_plain(
                file.path,
                line,
                "batch",
                fmt::format(
                    "Batch “{}” is {}.",
                    row.batch,
                    at ? "there twice" : "not in the manifest, or not the only one of its name"
                )
            );
        }
        votes[*at] = std::move(row.votes);
    }
    return {};
}

/// Cards without records, and what is known of their votes: the batch's totals without what its
/// records hold, else its records without a place; what is left is the jurisdiction's.
void Reader::make_pools() {
    for (std::size_t contest = 0; contest < out_.contests.contests.size(); ++contest) {
        const bool pooled = out_.contests.contests[contest].method == AuditMethod::one_audit;
        for (std::size_t at = 0; pooled && at < out_.batches.size(); ++at) {
            const auto& batch = out_.batches[at];
            const auto& totals = out_.batch_votes[contest][at];
            if (!totals.empty()) {
                pool_votes(contest, at) = totals;
            }
            std::int64_t cards = 0;
            for (auto card = batch.first; card < batch.first + batch.place.cards; ++card) {
                const auto marks = out_.marks(card, contest);
                cards += out_.has_record(card) ? 0 : 1;
                for (std::size_t choice = 0; marks && choice < totals.size(); ++choice) {
                    out_.pools[contest][at].votes[choice] -= (*marks)[choice] == 1 ? 1 : 0;
                }
            }
            const bool known = !out_.pools[contest][at].votes.empty();
            out_.pools[contest][known ? at : out_.batches.size() + batch.jurisdiction].cards +=
                cards;
        }
    }
}

/// Where a batch that is to be counted has records and no totals, its votes are those of the
/// records.
void Reader::count_batches() {
    for (std::size_t contest = 0; contest < out_.contests.contests.size(); ++contest) {
        auto& votes = out_.batch_votes[contest];
        const auto& terms = out_.contests.contests[contest];
        for (std::size_t at = 0; at < out_.batches.size(); ++at) {
            const auto& batch = out_.batches[at];
            if (!counts_batches(terms.method) || !votes[at].empty() ||
                !out_.has_records[batch.jurisdiction] ||
                !may_hold(terms, out_.terms.jurisdictions[batch.jurisdiction])) {
                continue;
            }
            votes[at].assign(terms.choices.size(), 0);
            for (std::int64_t card = batch.first; card < batch.first + batch.place.cards; ++card) {
                const auto marks = out_.marks(card, contest);
                for (std::size_t choice = 0; marks && choice < marks->size(); ++choice) {
                    votes[at][choice] += (*marks)[choice] == 1 ? 1 : 0;
                }
            }
        }
    }
}

Result<void> Reader::read_samples() {
    for (const auto& file : files_) {
        if (file.role != FileRole::sample) {
            continue;
        }
        const auto text = content_(file.path);
        auto cards = read_sample_text(text, file.path);
        if (!cards) {
            return std::unexpected(cards.error());
        }
        for (auto& card : *cards) {
            if (!out_.find(card)) {
                return refuse_plain(
                    file.path,
                    line_of(static_cast<std::size_t>(&card - cards->data())),
                    "position",
                    fmt::format(
                        "No manifest knows card {} of batch “{}”.", card.position, card.batch
                    )
                );
            }
            out_.sample.push_back(std::move(card));
        }
    }
    return {};
}

Result<void> Reader::read() {
    if (auto contests = read_contests(); !contests) {
        return contests;
    }
    out_.has_records.assign(out_.terms.jurisdictions.size(), false);
    if (auto manifests = read_manifests(); !manifests) {
        return manifests;
    }
    out_.batch_votes.assign(
        out_.contests.contests.size(), std::vector<std::vector<std::int64_t>>(out_.batches.size())
    );
    out_.pools.assign(
        out_.contests.contests.size(),
        std::vector<PoolTotals>(out_.batches.size() + out_.terms.jurisdictions.size())
    );
    // Totals after records: they know better what cards without a place hold.
    for (const auto role : {FileRole::records, FileRole::batch_totals}) {
        for (const auto& file : files_) {
            const auto read = file.role != role ? Result<void>()
                              : role == FileRole::records
                                  ? read_records(number_of(file.jurisdiction), file)
                                  : read_totals(file);
            if (!read) {
                return read;
            }
        }
    }
    make_pools();
    count_batches();
    return read_samples();
}

}  // namespace

const KeptBatch& AuditInputs::batch_of(std::int64_t card) const {
    // The last batch that begins at or before the card; empty ones begin where the next does.
    const auto after = std::ranges::upper_bound(batches, card, {}, &KeptBatch::first);
    check(after != batches.begin(), "a card stands in a batch");
    return *std::prev(after);
}

std::optional<std::vector<std::uint8_t>> AuditInputs::marks(std::int64_t card, std::size_t contest)
    const {
    if (!has_record(card)) {
        return {};
    }
    return records.marks(
        static_cast<std::size_t>(record_of[static_cast<std::size_t>(card)]), contest
    );
}

const PoolTotals* AuditInputs::pool_of(std::int64_t card, std::size_t contest) const {
    if (card >= cards || has_record(card)) {
        return nullptr;
    }
    const auto& batch = batch_of(card);
    const auto& own = pools[contest][static_cast<std::size_t>(&batch - batches.data())];
    const auto& pool =
        own.votes.empty() ? pools[contest][batches.size() + batch.jurisdiction] : own;
    return pool.votes.empty() ? nullptr : &pool;
}

std::optional<std::int64_t> AuditInputs::find(const CardPlace& place) const {
    const auto jurisdiction = std::ranges::find(terms.jurisdictions, place.jurisdiction);
    const auto number = static_cast<std::size_t>(jurisdiction - terms.jurisdictions.begin());
    for (const auto& each : batches) {
        if (each.jurisdiction == number && each.place.batch == place.batch &&
            each.place.tabulator == place.tabulator && place.position >= 1 &&
            place.position <= each.place.cards) {
            return each.first + place.position - 1;
        }
    }
    return {};
}

std::size_t AuditInputs::contest_number(std::string_view name) const {
    const auto found = std::ranges::find(contests.contests, name, &ContestTerms::name);
    check(found != contests.contests.end(), "contests of an audit are known");
    return static_cast<std::size_t>(found - contests.contests.begin());
}

namespace {

/// Cards of a contest that are really there.
ContestCards real_cards(const AuditInputs& inputs, std::size_t contest, Stratum stratum) {
    ContestCards out;
    const auto& terms = inputs.contests.contests[contest];
    for (const auto& batch : inputs.batches) {
        const bool recorded = inputs.has_records[batch.jurisdiction];
        if (!may_hold(terms, inputs.terms.jurisdictions[batch.jurisdiction]) ||
            (stratum == Stratum::compared && !recorded) ||
            (stratum == Stratum::polled && recorded)) {
            continue;
        }
        for (auto card = batch.first; card < batch.first + batch.place.cards; ++card) {
            const bool holds = recorded && inputs.marks(card, contest).has_value();
            out.records += holds ? 1 : 0;
            const bool pooled =
                terms.method == AuditMethod::one_audit && inputs.pool_of(card, contest) != nullptr;
            if (holds || pooled || !recorded || !inputs.terms.card_styles) {
                out.cards.push_back(card);
            }
        }
    }
    return out;
}

}  // namespace

Result<AuditInputs> read_inputs(
    const AuditTerms& terms,
    const std::vector<CommittedFile>& files,
    const std::function<std::string(const std::string&)>& content
) {
    AuditInputs out;
    out.terms = terms;
    if (auto read = Reader(files, content, out).read(); !read) {
        return std::unexpected(read.error());
    }
    // Where a jurisdiction has no records, each of its cards may hold the contest.
    for (std::size_t contest = 0; contest < out.contests.contests.size(); ++contest) {
        const auto there = real_cards(out, contest, Stratum::all).cards.size();
        out.phantoms.push_back(std::max<std::int64_t>(
            0, out.contests.contests[contest].cards - static_cast<std::int64_t>(there)
        ));
    }
    return out;
}

std::int64_t first_phantom(const AuditInputs& inputs, std::size_t contest) {
    auto number = inputs.cards;
    for (std::size_t before = 0; before < contest; ++before) {
        number += inputs.phantoms[before];
    }
    return number;
}

ContestCards cards_of(const AuditInputs& inputs, std::size_t contest, Stratum stratum) {
    auto out = real_cards(inputs, contest, stratum);
    const bool with_phantoms =
        stratum == Stratum::all || stratum == Stratum::polled ||
        std::find(inputs.has_records.begin(), inputs.has_records.end(), false) ==
            inputs.has_records.end();
    if (with_phantoms) {
        out.phantoms = inputs.phantoms[contest];
        const auto first = first_phantom(inputs, contest);
        for (std::int64_t at = 0; at < out.phantoms; ++at) {
            out.cards.push_back(first + at);
        }
    }
    return out;
}

}  // namespace belfry::audit
