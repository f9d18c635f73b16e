// Reading the plain files of a bundle.
#include <algorithm>
#include <charconv>

#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include "audit_verify/original.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit_verify {

Rows csv_rows(const std::string& text) {
    Rows rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
                cell += '"';
                ++at;
            } else if (c == '"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            row.push_back(cell);
            cell.clear();
        } else if (c == '\n') {
            row.push_back(cell);
            cell.clear();
            rows.push_back(row);
            row.clear();
        } else {
            cell += c;
        }
    }
    return rows;
}

std::string csv_row(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        std::string written = cell;
        if (cell.find_first_of(",\"\n\r") != std::string::npos) {
            written = "\"";
            for (const char c : cell) {
                written += c;
                if (c == '"') {
                    written += '"';
                }
            }
            written += '"';
        }
        line += (line.empty() && &cell == cells.data() ? "" : ",") + written;
    }
    return line + "\n";
}

namespace {

std::int64_t digits(const std::string& path, const std::string& cell) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (cell.empty() || error != std::errc() || end != cell.data() + cell.size()) {
        throw Mismatch{"cell", "a whole number", cell, path};
    }
    return value;
}

Rows table(const Facts& facts, const File& file, const std::vector<std::string>& header) {
    auto rows = csv_rows(facts.files->at(file.path));
    if (rows.empty() || rows.front() != header) {
        throw Mismatch{"header", csv_row(header), rows.empty() ? "" : csv_row(rows[0]), file.path};
    }
    for (const auto& row : rows) {
        if (row.size() != header.size()) {
            throw Mismatch{"row", fmt::format("{} cells", header.size()), csv_row(row), file.path};
        }
    }
    rows.erase(rows.begin());
    return rows;
}

void read_contests(Facts& facts, const File& file) {
    const auto parsed = json::parse(facts.files->at(file.path));
    if (!parsed) {
        throw Mismatch{"contests", "JSON", parsed.error().summary, file.path};
    }
    for (const auto& each : list(*parsed, "contests")) {
        Contest contest;
        contest.name = text(each, "name");
        contest.jurisdictions = texts(each, "jurisdictions");
        contest.rule = text(each, "rule");
        contest.method = text(each, "method");
        contest.winners = static_cast<int>(whole(each, "winners"));
        contest.votes_allowed = static_cast<int>(whole(each, "votes_allowed"));
        contest.cards = whole(each, "cards");
        for (const auto& choice : list(each, "choices")) {
            contest.choices.push_back(text(choice, "name"));
            contest.votes.push_back(whole(choice, "votes"));
        }
        const auto& object = each.as_object();
        const auto has = [&](const char* name) {
            return object.contains(name) && !object.at(name).is_null();
        };
        contest.reported_winner = has("reported_winner") ? text(each, "reported_winner") : "";
        contest.share = has("share") ? number(each, "share") : 0.0;
        contest.batches_share = has("batches_share") ? number(each, "batches_share") : 0.0;
        facts.contests.push_back(contest);
    }
}

void read_manifest(Facts& facts, const File& file) {
    for (const auto& row : table(facts, file, {"container", "tabulator", "batch", "cards"})) {
        const auto cards = digits(file.path, row[3]);
        facts.batches.push_back({file.jurisdiction, row[0], row[1], row[2], cards});
        for (std::int64_t position = 1; position <= cards; ++position) {
            Card card;
            card.batch = facts.batches.size() - 1;
            card.position = position;
            card.marks.resize(facts.contests.size());
            facts.cards.push_back(card);
        }
    }
}

/// Where a batch stands; −1 where it cannot be told.
std::int64_t find_batch(
    const Facts& facts,
    const std::string& jurisdiction,
    const std::string& tabulator,
    const std::string& name
) {
    std::int64_t by_name = -1;
    int namesakes = 0;
    for (std::size_t at = 0; at < facts.batches.size(); ++at) {
        const auto& batch = facts.batches[at];
        if (batch.jurisdiction != jurisdiction || batch.name != name) {
            continue;
        }
        if (batch.tabulator == tabulator) {
            return static_cast<std::int64_t>(at);
        }
        if (tabulator.empty() || batch.tabulator.empty()) {
            by_name = static_cast<std::int64_t>(at);
            ++namesakes;
        }
    }
    return namesakes == 1 ? by_name : -1;
}

Marks marks_of(const std::string& path, const Contest& contest, const std::string& cell) {
    if (cell.empty()) {
        return {};
    }
    std::vector<int> marks(contest.choices.size(), 0);
    if (cell == "-" || cell == "!") {
        return marks;
    }
    const bool ranked = contest.rule == "instant_runoff";
    int rank = 1;
    std::string part;
    for (const char c : cell + (ranked ? ">" : ";")) {
        if (c != (ranked ? '>' : ';')) {
            part += c;
            continue;
        }
        const auto choice = digits(path, part);
        if (choice < 1 || choice > static_cast<std::int64_t>(marks.size())) {
            throw Mismatch{contest.name, "numbers of choices", cell, path};
        }
        marks[static_cast<std::size_t>(choice - 1)] = rank;
        rank += ranked ? 1 : 0;
        part.clear();
    }
    return marks;
}

/// The pool of a batch by its number, or of what is left of a jurisdiction by its name.
std::string pool_name(std::int64_t batch, const std::string& jurisdiction) {
    return batch >= 0 ? "#" + std::to_string(batch) : "of " + jurisdiction;
}

/// A record without a place adds its votes to the pool of its batch, or of its jurisdiction.
void withhold(
    Facts& facts, const File& file, std::int64_t batch, const std::vector<std::string>& row
) {
    for (std::size_t at = 0; at < facts.contests.size(); ++at) {
        auto& votes = facts.pools[at][pool_name(batch, file.jurisdiction)].votes;
        votes.resize(facts.contests[at].choices.size(), 0);
        const auto marks = marks_of(file.path, facts.contests[at], row[5 + at]);
        for (std::size_t choice = 0; marks && choice < votes.size(); ++choice) {
            votes[choice] += (*marks)[choice] == 1 ? 1 : 0;
        }
    }
}

void read_records(Facts& facts, const File& file) {
    std::vector<std::string> header{"tabulator", "batch", "position", "imprinted", "style"};
    for (const auto& contest : facts.contests) {
        header.push_back(contest.name);
    }
    std::vector<std::int64_t> first;
    std::int64_t next = 0;
    for (const auto& batch : facts.batches) {
        first.push_back(next);
        next += batch.cards;
    }
    facts.with_records.insert(file.jurisdiction);
    std::map<std::pair<std::string, std::string>, std::int64_t> known;
    for (const auto& row : table(facts, file, header)) {
        const auto [entry, fresh] = known.emplace(std::pair(row[0], row[1]), -1);
        if (fresh) {
            entry->second = find_batch(facts, file.jurisdiction, row[0], row[1]);
        }
        const auto batch = entry->second;
        const auto record = facts.records++;
        if (row[2].empty()) {
            withhold(facts, file, batch, row);
            continue;
        }
        const auto position = digits(file.path, row[2]);
        if (batch < 0 || position < 1 ||
            position > facts.batches[static_cast<std::size_t>(batch)].cards) {
            throw Mismatch{"position", "a place in the manifest", csv_row(row), file.path};
        }
        auto& card = facts.cards[static_cast<std::size_t>(
            first[static_cast<std::size_t>(batch)] + position - 1
        )];
        if (card.recorded) {
            throw Mismatch{"position", "one record of a card", csv_row(row), file.path};
        }
        card.recorded = true;
        card.record = record;
        card.imprinted = row[3];
        for (std::size_t at = 0; at < facts.contests.size(); ++at) {
            card.marks[at] = marks_of(file.path, facts.contests[at], row[5 + at]);
        }
    }
}

void read_totals(Facts& facts, const File& file) {
    const auto contest = facts.contest(file.contest);
    std::vector<std::string> header{"tabulator", "batch"};
    for (const auto& choice : facts.contests[contest].choices) {
        header.push_back(choice);
    }
    for (const auto& row : table(facts, file, header)) {
        const bool rest = row[0].empty() && row[1].empty();
        const auto batch = rest ? -1 : find_batch(facts, file.jurisdiction, row[0], row[1]);
        if (batch < 0 && !rest) {
            throw Mismatch{"batch", "a batch of the manifest", csv_row(row), file.path};
        }
        std::vector<std::int64_t> votes;
        for (std::size_t at = 2; at < row.size(); ++at) {
            votes.push_back(digits(file.path, row[at]));
        }
        facts.pools[contest][pool_name(batch, file.jurisdiction)].votes = votes;
        const bool first =
            rest ? facts.rests.emplace(contest, file.jurisdiction).second
                 : facts.totals[contest].emplace(static_cast<std::size_t>(batch), votes).second;
        if (!first) {
            throw Mismatch{"batch", "totals of each batch once", csv_row(row), file.path};
        }
    }
}

/// Of ONEAudits: how many cards have no record, and what the totals leave for them beside the
/// records.
void fill_pools(Facts& facts) {
    for (std::size_t contest = 0; contest < facts.contests.size(); ++contest) {
        auto& pools = facts.pools[contest];
        if (facts.contests[contest].method != "one_audit") {
            continue;
        }
        for (const auto& card : facts.cards) {
            const auto own = pool_name(static_cast<std::int64_t>(card.batch), "");
            const auto& jurisdiction = facts.batches[card.batch].jurisdiction;
            const bool known = pools.contains(own) && !pools[own].votes.empty();
            if (!card.recorded) {
                ++pools[known ? own : pool_name(-1, jurisdiction)].cards;
            } else if (card.marks[contest] && facts.totals[contest].contains(card.batch)) {
                for (std::size_t choice = 0; choice < card.marks[contest]->size(); ++choice) {
                    pools[own].votes[choice] -= (*card.marks[contest])[choice] == 1 ? 1 : 0;
                }
            }
        }
    }
}

/// Of whole batches that are counted: those of jurisdictions with records, and without totals, have
/// the votes of their records.
void tally_batches(Facts& facts) {
    for (std::size_t contest = 0; contest < facts.contests.size(); ++contest) {
        const auto& method = facts.contests[contest].method;
        if (method != "batch_comparison" && method != "fixed_percentage") {
            continue;
        }
        std::set<std::size_t> tallied;
        for (std::size_t at = 0; at < facts.batches.size(); ++at) {
            const auto& jurisdiction = facts.batches[at].jurisdiction;
            if (facts.with_records.contains(jurisdiction) &&
                facts.may_hold(contest, jurisdiction) && !facts.totals[contest].contains(at)) {
                tallied.insert(at);
                facts.totals[contest][at].assign(facts.contests[contest].choices.size(), 0);
            }
        }
        for (const auto& card : facts.cards) {
            if (!tallied.contains(card.batch) || !card.marks[contest]) {
                continue;
            }
            for (std::size_t choice = 0; choice < card.marks[contest]->size(); ++choice) {
                facts.totals[contest][card.batch][choice] +=
                    (*card.marks[contest])[choice] == 1 ? 1 : 0;
            }
        }
    }
}

void read_sample(Facts& facts, const File& file) {
    for (const auto& row : table(facts, file, {"jurisdiction", "tabulator", "batch", "position"})) {
        const auto position = digits(file.path, row[3]);
        std::int64_t found = -1;
        std::int64_t first = 0;
        for (const auto& batch : facts.batches) {
            if (batch.jurisdiction == row[0] && batch.tabulator == row[1] && batch.name == row[2] &&
                position >= 1 && position <= batch.cards) {
                found = first + position - 1;
            }
            first += batch.cards;
        }
        if (found < 0) {
            throw Mismatch{"position", "a place in the manifest", csv_row(row), file.path};
        }
        facts.sample.push_back(found);
    }
}

/// Which cards a contest's sample comes from, and how many are missing by its bound.
void find_populations(Facts& facts) {
    auto next = static_cast<std::int64_t>(facts.cards.size());
    for (std::size_t contest = 0; contest < facts.contests.size(); ++contest) {
        std::vector<std::int64_t> cards;
        for (std::size_t at = 0; at < facts.cards.size(); ++at) {
            const auto& card = facts.cards[at];
            const auto& jurisdiction = facts.batches[card.batch].jurisdiction;
            const bool recorded = facts.with_records.contains(jurisdiction);
            const bool pooled = facts.contests[contest].method == "one_audit" &&
                                pool_of(facts, contest, static_cast<std::int64_t>(at)) != nullptr;
            if (facts.may_hold(contest, jurisdiction) &&
                (!facts.styles || !recorded || pooled || card.marks[contest].has_value())) {
                cards.push_back(static_cast<std::int64_t>(at));
            }
        }
        const auto there = static_cast<std::int64_t>(cards.size());
        const auto missing = std::max<std::int64_t>(0, facts.contests[contest].cards - there);
        for (std::int64_t at = 0; at < missing; ++at) {
            cards.push_back(next++);
        }
        facts.phantoms.push_back(missing);
        facts.populations.push_back(cards);
    }
}

}  // namespace

const Pool* pool_of(const Facts& facts, std::size_t contest, std::int64_t place) {
    if (place >= static_cast<std::int64_t>(facts.cards.size()) ||
        facts.cards[static_cast<std::size_t>(place)].recorded) {
        return nullptr;
    }
    const auto batch = facts.cards[static_cast<std::size_t>(place)].batch;
    const auto& pools = facts.pools[contest];
    for (const auto& name :
         {pool_name(static_cast<std::int64_t>(batch), ""),
          pool_name(-1, facts.batches[batch].jurisdiction)}) {
        const auto found = pools.find(name);
        if (found != pools.end() && !found->second.votes.empty()) {
            return &found->second;
        }
    }
    return nullptr;
}

void read_committed(Facts& facts) {
    const auto each = [&](const std::string& role, auto read) {
        for (const auto& file : facts.committed) {
            if (file.role == role) {
                read(facts, file);
            }
        }
    };
    each("contests", read_contests);
    facts.totals.resize(facts.contests.size());
    facts.pools.resize(facts.contests.size());
    // Cards are numbered in the order of the jurisdictions, not of the commitments.
    for (const auto& jurisdiction : facts.jurisdictions) {
        bool found = false;
        for (const auto& file : facts.committed) {
            if (file.role == "manifest" && file.jurisdiction == jurisdiction) {
                read_manifest(facts, file);
                found = true;
            }
        }
        if (!found) {
            differs("manifest", "one for " + jurisdiction, "none");
        }
    }
    each("records", read_records);
    each("batch_totals", read_totals);
    fill_pools(facts);
    tally_batches(facts);
    each("sample", read_sample);
    find_populations(facts);
}

namespace {

/// A plain file has to be what its original says.
void check_translation(const Facts& facts, const File& file, const std::string& made_from) {
    const auto find = [&](auto matches) {
        return std::find_if(facts.committed.begin(), facts.committed.end(), matches);
    };
    const auto original = find([&](const File& other) {
        return other.role == "original" && other.sha256 == made_from;
    });
    if (original == facts.committed.end()) {
        differs("made_from", "the hash of a committed original", made_from);
    }
    const auto contests = find([](const File& other) { return other.role == "contests"; });
    std::string plain;
    try {
        plain = plain_again(
            file,
            {original->path, facts.files->at(original->path)},
            contests == facts.committed.end() ? "" : facts.files->at(contests->path)
        );
    } catch (const boost::system::system_error& error) {
        // Boost.JSON's way to say that a value is of another kind.
        throw Mismatch{"made_from", "an original that can be read", error.what(), file.path};
    }
    const auto hash = crypto::to_hex(crypto::sha256(plain));
    if (hash != file.sha256) {
        throw Mismatch{"made_from", hash + " from " + original->path, file.sha256, file.path};
    }
}

}  // namespace

void check_file(Facts& facts, const json::Value& body) {
    only(
        body,
        {"role", "jurisdiction", "contest", "path", "sha256", "bytes", "rows", "format", "made_from"
        }
    );
    File file;
    file.role = text(body, "role");
    file.jurisdiction = text(body, "jurisdiction");
    file.contest = text(body, "contest");
    file.path = text(body, "path");
    file.sha256 = text(body, "sha256");
    file.format = text(body, "format");
    if (facts.commitments_closed && file.role != "sample") {
        differs("role", "no file after the commitments are closed", file.role);
    }
    const auto found = facts.files->find(file.path);
    if (!file.path.starts_with("files/") || found == facts.files->end()) {
        throw Mismatch{"path", "a file of the bundle", file.path, file.path};
    }
    const auto hash = crypto::to_hex(crypto::sha256(found->second));
    if (hash != file.sha256) {
        throw Mismatch{"sha256", file.sha256, hash, file.path};
    }
    same("bytes", static_cast<std::int64_t>(found->second.size()), whole(body, "bytes"));
    for (const auto& other : facts.committed) {
        if (other.path == file.path) {
            differs("path", "a path of its own", file.path);
        }
    }
    facts.committed.push_back(file);
    if (file.role == "sample" && facts.commitments_closed) {
        read_sample(facts, file);
    }
    const auto made_from = text(body, "made_from");
    if (!made_from.empty()) {
        check_translation(facts, file, made_from);
    }
    if (file.role == "original") {
        return;
    }
    if (file.role == "contests") {
        const auto parsed = json::parse(found->second);
        if (!parsed) {
            throw Mismatch{"contests", "JSON", parsed.error().summary, file.path};
        }
        same("rows", std::ssize(list(*parsed, "contests")), whole(body, "rows"));
        return;
    }
    const auto rows = csv_rows(found->second);
    same("rows", static_cast<std::int64_t>(rows.size()) - 1, whole(body, "rows"));
}

}  // namespace belfry::audit_verify
