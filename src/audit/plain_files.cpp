#include "audit/plain_files.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "documents/delimited.hpp"

namespace belfry::audit {

namespace {

using Fields = std::vector<std::string_view>;

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
        return {};
    }
    return value;
}

/// Rows of a plain file whose header has to be `header`; `each` gives an advice where it refuses.
Result<void> read_table(
    std::string_view text,
    std::string_view file,
    const std::vector<std::string>& header,
    const std::function<std::optional<std::string>(const Fields&)>& each
) {
    std::optional<Refusal> refusal;
    bool first = true;
    documents::read_rows(text, ',', [&](const documents::DelimitedRow& row) {
        std::optional<std::string> advice;
        if (first) {
            first = false;
            if (!std::ranges::equal(row.fields, header)) {
                advice = fmt::format("The first line must be: {}", csv_line(header));
            }
        } else if (row.fields.size() != header.size()) {
            advice = fmt::format("Give {} cells; there are {}.", header.size(), row.fields.size());
        } else {
            advice = each(row.fields);
        }
        if (advice) {
            refusal = refuse_plain(file, row.line, "", *advice).error();
        }
        return !refusal;
    });
    if (refusal) {
        return std::unexpected(*refusal);
    }
    if (first) {
        return refuse_plain(file, 1, "", "The file is empty.");
    }
    return {};
}

const std::vector<std::string>& manifest_header() {
    static const std::vector<std::string> header{"container", "tabulator", "batch", "cards"};
    return header;
}

const std::vector<std::string>& sample_header() {
    static const std::vector<std::string> header{"jurisdiction", "tabulator", "batch", "position"};
    return header;
}

std::vector<std::string> records_header(const ContestsFile& contests) {
    std::vector<std::string> header{"tabulator", "batch", "position", "imprinted", "style"};
    for (const auto& contest : contests.contests) {
        header.push_back(contest.name);
    }
    return header;
}

std::vector<std::string> totals_header(const ContestTerms& contest) {
    std::vector<std::string> header{"tabulator", "batch"};
    for (const auto& choice : contest.choices) {
        header.push_back(choice.name);
    }
    return header;
}

/// Choices by rank; ends at a rank given twice, gaps are closed up.
std::vector<std::size_t> ranking(Marks marks) {
    std::vector<std::size_t> order;
    for (int rank = 1; rank <= 255; ++rank) {
        const auto has = [&](std::size_t at) {
            return marks[at] == rank;
        };
        std::size_t found = marks.size();
        for (std::size_t at = 0; at < marks.size(); ++at) {
            if (has(at)) {
                if (found != marks.size()) {
                    return order;
                }
                found = at;
            }
        }
        if (found != marks.size()) {
            order.push_back(found);
        }
    }
    return order;
}

/// A cell of the records; `numbers[place in the table]` is the choice's number in the contest.
std::string cell_of(
    const std::vector<std::uint8_t>& marks,
    const ContestTerms& contest,
    const std::vector<std::size_t>& numbers
) {
    std::string cell;
    if (contest.rule == CountingRule::instant_runoff) {
        for (const auto at : ranking(marks)) {
            cell += fmt::format("{}{}", cell.empty() ? "" : ">", numbers[at]);
        }
        return cell.empty() ? "-" : cell;
    }
    std::vector<std::size_t> marked;
    for (std::size_t at = 0; at < marks.size(); ++at) {
        if (marks[at] != 0) {
            marked.push_back(numbers[at]);
        }
    }
    if (marked.size() > static_cast<std::size_t>(contest.votes_allowed)) {
        return "!";
    }
    std::ranges::sort(marked);
    for (const auto number : marked) {
        cell += fmt::format("{}{}", cell.empty() ? "" : ";", number);
    }
    return cell.empty() ? "-" : cell;
}

/// Marks of a cell; empty where it cannot be read.
std::optional<std::vector<std::uint8_t>> marks_of(
    std::string_view cell, const ContestTerms& contest
) {
    std::vector<std::uint8_t> marks(contest.choices.size(), 0);
    if (cell == "-" || cell == "!") {
        return marks;
    }
    const bool ranked = contest.rule == CountingRule::instant_runoff;
    std::uint8_t rank = 1;
    std::size_t given = 0;
    while (true) {
        const auto end = cell.find(ranked ? '>' : ';');
        const auto number = whole(cell.substr(0, end));
        if (!number || *number < 1 || *number > static_cast<std::int64_t>(marks.size()) ||
            marks[static_cast<std::size_t>(*number - 1)] != 0 || rank == 255) {
            return {};
        }
        marks[static_cast<std::size_t>(*number - 1)] = rank;
        rank = static_cast<std::uint8_t>(rank + (ranked ? 1 : 0));
        ++given;
        if (end == std::string_view::npos) {
            break;
        }
        cell.remove_prefix(end + 1);
    }
    if (!ranked && given > static_cast<std::size_t>(contest.votes_allowed)) {
        return {};
    }
    return marks;
}

/// For each place in the table's list of choices its number in the contest, from 1; refuses a
/// choice that the contest does not have and somebody voted for.
Result<std::vector<std::size_t>> choice_numbers(
    const CardTable& cards,
    std::size_t place,
    const ContestsFile& contests,
    const ContestTerms& contest,
    std::string_view file
) {
    const auto& header = cards.contests()[place];
    const auto& names = header.choices;
    auto votes = cards.tally(place);
    if (header.ranks > 0 || contest.rule == CountingRule::instant_runoff) {
        // Of rankings every mark is written down, not only the first.
        votes.assign(names.size(), 0);
        cards.for_each(place, [&](std::size_t, Marks marks) {
            for (std::size_t at = 0; at < marks.size(); ++at) {
                votes[at] += marks[at] != 0 ? 1 : 0;
            }
        });
    }
    std::vector<std::size_t> numbers;
    for (std::size_t at = 0; at < names.size(); ++at) {
        const auto found =
            std::ranges::find(contest.choices, spelled(contests, names[at]), &Choice::name);
        const bool listed = found != contest.choices.end();
        if (!listed && at < votes.size() && votes[at] > 0) {
            return refuse_plain(
                file,
                0,
                contest.name,
                fmt::format(
                    "The records know a choice “{}” ({} votes) that the file of contests does not "
                    "list; add it there.",
                    names[at],
                    votes[at]
                )
            );
        }
        numbers.push_back(
            listed ? static_cast<std::size_t>(found - contest.choices.begin()) + 1 : 0
        );
    }
    return numbers;
}

/// Where the table has a contest; it may be spelled in another way there.
std::optional<std::size_t> place_of(
    const CardTable& cards, const ContestsFile& contests, std::string_view name
) {
    const auto& there = cards.contests();
    const auto found = std::ranges::find_if(there, [&](const ContestHeader& header) {
        return spelled(contests, header.name) == name;
    });
    return found == there.end() ? std::nullopt : std::optional<std::size_t>(found - there.begin());
}

}  // namespace

std::unexpected<Refusal> refuse_plain(
    std::string_view file, std::size_t line, std::string_view column, std::string_view advice
) {
    std::string where(file);
    where += line > 0 ? fmt::format(", line {}", line) : "";
    where += column.empty() ? "" : fmt::format(", column “{}”", column);
    return refuse(Refusal::Kind::invalid, "audit_plain_file", fmt::format("{}: {}", where, advice));
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        line += at == 0 ? "" : ",";
        if (cells[at].find_first_of(",\"\r\n") == std::string::npos) {
            line += cells[at];
            continue;
        }
        line += '"';
        for (const char c : cells[at]) {
            line += c == '"' ? "\"\"" : std::string(1, c);
        }
        line += '"';
    }
    return line + "\n";
}

std::string manifest_text(const std::vector<BatchPlace>& batches) {
    auto text = csv_line(manifest_header());
    for (const auto& each : batches) {
        text += csv_line({each.container, each.tabulator, each.batch, std::to_string(each.cards)});
    }
    return text;
}

Result<std::vector<BatchPlace>> read_manifest_text(std::string_view text, std::string_view file) {
    std::vector<BatchPlace> out;
    const auto read = read_table(
        text,
        file,
        manifest_header(),
        [&](const Fields& row) -> std::optional<std::string> {
            const auto cards = whole(row[3]);
            if (!cards || *cards < 0 || *cards > 10'000'000 || row[2].empty()) {
                return "Give a batch, and how many cards it holds.";
            }
            out.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2]), *cards});
            return {};
        }
    );
    if (!read) {
        return std::unexpected(read.error());
    }
    return out;
}

namespace {

/// "12/2" in two.
std::optional<std::pair<std::int64_t, std::int64_t>> ballot_and_sheet(std::string_view record) {
    const auto slash = record.find('/');
    const auto ballot = whole(record.substr(0, slash));
    const auto sheet = slash == std::string_view::npos ? std::optional<std::int64_t>(0)
                                                       : whole(record.substr(slash + 1));
    return ballot && sheet ? std::optional(std::pair(*ballot, *sheet)) : std::nullopt;
}

/// Where the cards lie in their batches. Hart's numbers have the sheet behind them ("12/1"): where
/// all cards are the same sheet of their ballots, the number in front is the place; else sheets of
/// one ballot lie together, and a card's place is its turn among the batch's ballots and sheets.
std::vector<std::string> places_in_batches(const CardTable& cards) {
    std::vector<std::string> out;
    std::set<std::int64_t> sheets;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> batches;
    std::vector<std::pair<std::int64_t, std::int64_t>> numbers;
    bool readable = true;
    for (std::size_t card = 0; card < cards.size(); ++card) {
        const auto name = cards.view(card);
        out.emplace_back(name.record);
        const auto number = name.record.find('/') == std::string_view::npos
                                ? std::optional(std::pair<std::int64_t, std::int64_t>())
                                : ballot_and_sheet(name.record);
        readable = readable && number;
        numbers.push_back(number.value_or(std::pair<std::int64_t, std::int64_t>()));
        sheets.insert(numbers.back().second);
    }
    if (!readable || sheets == std::set<std::int64_t>{0}) {
        return out;
    }
    for (std::size_t card = 0; card < cards.size(); ++card) {
        const auto name = cards.view(card);
        batches[{std::string(name.tabulator), std::string(name.batch)}].push_back(card);
    }
    for (auto& [batch, members] : batches) {
        std::ranges::sort(members, {}, [&](std::size_t card) {
            return std::pair(numbers[card], card);
        });
        for (std::size_t at = 0; at < members.size(); ++at) {
            const auto ballot = numbers[members[at]].first;
            out[members[at]] =
                std::to_string(sheets.size() == 1 ? ballot : static_cast<std::int64_t>(at) + 1);
        }
    }
    return out;
}

}  // namespace

Result<std::string> records_text(
    const CardTable& cards, const ContestsFile& contests, std::string_view file
) {
    struct Column {
        std::optional<std::size_t> place;
        std::vector<std::size_t> numbers;
    };

    std::vector<Column> columns;
    for (const auto& contest : contests.contests) {
        Column column{place_of(cards, contests, contest.name), {}};
        if (column.place) {
            auto numbers = choice_numbers(cards, *column.place, contests, contest, file);
            if (!numbers) {
                return std::unexpected(numbers.error());
            }
            column.numbers = *std::move(numbers);
        }
        columns.push_back(std::move(column));
    }
    const auto places = places_in_batches(cards);
    auto text = csv_line(records_header(contests));
    for (std::size_t card = 0; card < cards.size(); ++card) {
        auto name = cards.name(card);
        name.record = places[card];
        if (!name.record.empty() && !whole(name.record)) {
            return refuse_plain(
                file,
                0,
                "position",
                fmt::format(
                    "“{}” (batch “{}”) does not say which card of its batch the record is of. "
                    "Number "
                    "the cards of each batch from 1, as they lie in it; where ballots have several "
                    "sheets, each sheet is a card.",
                    name.record,
                    name.batch
                )
            );
        }
        std::vector<std::string> row{
            name.tabulator, name.batch, name.record, name.imprinted, name.style
        };
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const auto place = columns[at].place;
            const auto marks =
                place ? cards.marks(card, *place) : std::optional<std::vector<std::uint8_t>>();
            const auto& contest = contests.contests[at];
            const bool over = marks && contest.rule != CountingRule::instant_runoff &&
                              cards.overvoted(card, *place);
            row.push_back(
                over    ? "!"
                : marks ? cell_of(*marks, contest, columns[at].numbers)
                        : std::string()
            );
        }
        text += csv_line(row);
    }
    return text;
}

Result<std::int64_t> read_records_text(
    std::string_view text, std::string_view file, const ContestsFile& contests, CardTable& into
) {
    for (const auto& contest : contests.contests) {
        ContestHeader header{contest.name, contest.votes_allowed, 0, {}};
        header.ranks = contest.rule == CountingRule::instant_runoff ? 255 : 0;
        for (const auto& choice : contest.choices) {
            header.choices.push_back(choice.name);
        }
        into.add_contest(header);
    }
    std::int64_t count = 0;
    const auto read = read_table(
        text,
        file,
        records_header(contests),
        [&](const Fields& row) -> std::optional<std::string> {
            if (!row[2].empty() && !whole(row[2]).has_value()) {
                return fmt::format(
                    "Give the card's number in its batch, or nothing where it is withheld; “{}” is "
                    "no number.",
                    row[2]
                );
            }
            into.add_card(CardName{
                std::string(row[0]),
                std::string(row[1]),
                std::string(row[2]),
                std::string(row[3]),
                std::string(row[4])
            });
            ++count;
            for (std::size_t at = 0; at < contests.contests.size(); ++at) {
                const auto cell = row[5 + at];
                const auto& contest = contests.contests[at];
                if (cell.empty()) {
                    continue;
                }
                const auto marks = marks_of(cell, contest);
                if (!marks) {
                    return fmt::format("“{}” is no vote in {}.", cell, contest.name);
                }
                into.set_marks(at, *marks);
            }
            return {};
        }
    );
    if (!read) {
        return std::unexpected(read.error());
    }
    return count;
}

std::string batch_totals_text(const ContestTerms& contest, const std::vector<BatchVotes>& batches) {
    auto text = csv_line(totals_header(contest));
    for (const auto& each : batches) {
        std::vector<std::string> row{each.tabulator, each.batch};
        for (const auto votes : each.votes) {
            row.push_back(std::to_string(votes));
        }
        text += csv_line(row);
    }
    return text;
}

Result<std::vector<BatchVotes>> read_batch_totals_text(
    std::string_view text, std::string_view file, const ContestTerms& contest
) {
    std::vector<BatchVotes> out;
    const auto read = read_table(
        text,
        file,
        totals_header(contest),
        [&](const Fields& row) -> std::optional<std::string> {
            BatchVotes batch{std::string(row[0]), std::string(row[1]), {}};
            for (std::size_t at = 2; at < row.size(); ++at) {
                const auto votes = whole(row[at]);
                if (!votes || *votes < 0 || *votes > 1'000'000'000) {
                    return fmt::format("“{}” is no number of votes.", row[at]);
                }
                batch.votes.push_back(*votes);
            }
            out.push_back(std::move(batch));
            return {};
        }
    );
    if (!read) {
        return std::unexpected(read.error());
    }
    return out;
}

std::string sample_text(const std::vector<CardPlace>& cards) {
    auto text = csv_line(sample_header());
    for (const auto& each : cards) {
        text +=
            csv_line({each.jurisdiction, each.tabulator, each.batch, std::to_string(each.position)}
            );
    }
    return text;
}

Result<std::vector<CardPlace>> read_sample_text(std::string_view text, std::string_view file) {
    std::vector<CardPlace> out;
    const auto read = read_table(
        text,
        file,
        sample_header(),
        [&](const Fields& row) -> std::optional<std::string> {
            const auto position = whole(row[3]);
            if (!position || *position < 1) {
                return "Give the card's number in its batch, from 1.";
            }
            out.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2]), *position}
            );
            return {};
        }
    );
    if (!read) {
        return std::unexpected(read.error());
    }
    return out;
}

}  // namespace belfry::audit
