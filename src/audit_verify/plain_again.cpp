// Plain files once more, from what makers' files say.
#include <algorithm>

#include <fmt/format.h>

#include "audit_verify/original.hpp"
#include "audit_verify/original_json.hpp"

namespace belfry::audit_verify {

namespace {

/// What the file of contests says that matters here.
struct Names {
    std::vector<Contest> contests;
    std::map<std::string, std::string> spellings;

    [[nodiscard]] std::string spelled(const std::string& name) const {
        const auto found = spellings.find(name);
        return found == spellings.end() ? name : found->second;
    }
};

Names names_of(const std::string& text) {
    const auto whole = parsed({"contests", text});
    Names out;
    for (const auto* const each : each_in(whole, "contests")) {
        Contest contest;
        contest.name = words_in(*each, "name");
        contest.rule = words_in(*each, "rule");
        contest.votes_allowed = static_cast<int>(number_in(*each, "votes_allowed", 1));
        for (const auto* const choice : each_in(*each, "choices")) {
            contest.choices.push_back(words_in(*choice, "name"));
        }
        out.contests.push_back(contest);
    }
    if (const auto* const spellings = inside(whole, "spellings");
        spellings != nullptr && spellings->is_object()) {
        for (const auto& each : spellings->get_object()) {
            out.spellings[std::string(each.key())] = words_of(each.value());
        }
    }
    return out;
}

/// Choices in the order of their ranks, up to a rank that two have.
std::vector<std::size_t> in_order(const Vote& vote) {
    std::map<int, std::vector<std::size_t>> by_rank;
    for (const auto& [choice, rank] : vote.ranks) {
        by_rank[rank].push_back(choice);
    }
    std::vector<std::size_t> out;
    for (const auto& [rank, choices] : by_rank) {
        if (choices.size() > 1) {
            break;
        }
        out.push_back(choices[0]);
    }
    return out;
}

bool is_overvote(const Race& race, const Vote& vote) {
    if (!race.ranked) {
        return static_cast<std::int64_t>(vote.ranks.size()) > race.allowed;
    }
    std::set<int> ranks;
    return std::any_of(vote.ranks.begin(), vote.ranks.end(), [&](const auto& each) {
        return !ranks.insert(each.second).second;
    });
}

std::string cell_of(
    const Names& names, const Contest& contest, const Race& race, const Vote& vote
) {
    const bool ranked = contest.rule == "instant_runoff";
    std::vector<std::size_t> marked;
    if (ranked) {
        marked = in_order(vote);
    } else if (vote.overvoted || is_overvote(race, vote) ||
               static_cast<int>(vote.ranks.size()) > contest.votes_allowed) {
        return "!";
    } else {
        for (const auto& [choice, rank] : vote.ranks) {
            marked.push_back(choice);
        }
    }
    std::vector<std::size_t> numbers;
    for (const auto choice : marked) {
        const auto name = names.spelled(race.choices[choice]);
        const auto found = std::find(contest.choices.begin(), contest.choices.end(), name);
        if (found == contest.choices.end()) {
            unreadable(contest.name, "a choice that is listed, not " + name);
        }
        numbers.push_back(static_cast<std::size_t>(found - contest.choices.begin()) + 1);
    }
    if (!ranked) {
        std::sort(numbers.begin(), numbers.end());
    }
    std::string out;
    for (const auto number : numbers) {
        out += (out.empty() ? "" : ranked ? ">" : ";") + std::to_string(number);
    }
    return out.empty() ? "-" : out;
}

/// A number of Hart's has the sheet behind it: "12/2". Others have none.
std::pair<std::int64_t, std::string> numbered(const std::string& number) {
    const auto slash = number.find('/');
    if (slash == std::string::npos) {
        return {0, ""};
    }
    const auto ballot = counted_number(number.substr(0, slash));
    const auto sheet = counted_number(number.substr(slash + 1));
    if (!ballot || !sheet) {
        unreadable(number, "ballot and sheet");
    }
    return {*ballot, fmt::format("{:020}", *sheet)};
}

/// Cards' places in their batches: their numbers; of Hart the ballot's where all are one sheet of
/// it, else the turn among ballots and sheets.
std::vector<std::string> places_in_batches(const Slips& slips) {
    std::vector<std::string> out;
    std::set<std::string> sheets;
    using Turn = std::tuple<std::int64_t, std::string, std::size_t>;
    std::map<std::pair<std::string, std::string>, std::set<Turn>> batches;
    for (std::size_t at = 0; at < slips.size(); ++at) {
        const auto& slip = slips.slip(at);
        const auto [ballot, sheet] = numbered(slip.number);
        sheets.insert(sheet);
        batches[{slip.tabulator, slip.batch}].emplace(ballot, sheet, at);
        out.push_back(slip.number);
    }
    if (sheets == std::set<std::string>{""}) {
        return out;
    }
    for (const auto& [batch, turns] : batches) {
        std::int64_t turn = 0;
        for (const auto& [ballot, sheet, at] : turns) {
            ++turn;
            out[at] = std::to_string(sheets.size() == 1 ? ballot : turn);
        }
    }
    return out;
}

std::string records_again(const Slips& slips, const Names& names) {
    std::vector<std::string> header{"tabulator", "batch", "position", "imprinted", "style"};
    std::vector<std::optional<std::size_t>> places;
    for (const auto& contest : names.contests) {
        header.push_back(contest.name);
        std::optional<std::size_t> place;
        for (std::size_t at = slips.races.size(); at > 0; --at) {
            if (names.spelled(slips.races[at - 1].name) == contest.name) {
                place = at - 1;
            }
        }
        places.push_back(place);
    }
    const auto numbers = places_in_batches(slips);
    auto text = csv_row(header);
    for (std::size_t at = 0; at < slips.size(); ++at) {
        const auto& slip = slips.slip(at);
        std::vector<std::string> row{
            slip.tabulator, slip.batch, numbers[at], slip.imprinted, slip.style
        };
        for (std::size_t contest = 0; contest < places.size(); ++contest) {
            const auto place = places[contest];
            const auto* const vote = place ? slips.vote(at, *place) : nullptr;
            row.push_back(
                vote == nullptr
                    ? ""
                    : cell_of(names, names.contests[contest], slips.races[*place], *vote)
            );
        }
        text += csv_row(row);
    }
    return text;
}

std::string manifest_again(const Document& original, const std::string& jurisdiction) {
    auto text = csv_row({"container", "tabulator", "batch", "cards"});
    for (const auto& line : read_manifest_lines(original)) {
        if (line.jurisdiction.empty() || line.jurisdiction == jurisdiction) {
            const auto& batch = line.batch;
            text +=
                csv_row({batch.container, batch.tabulator, batch.name, std::to_string(batch.cards)}
                );
        }
    }
    return text;
}

std::string totals_again(const Document& original, const Names& names, const Contest& contest) {
    std::vector<std::string> header{"tabulator", "batch"};
    header.insert(header.end(), contest.choices.begin(), contest.choices.end());
    auto text = csv_row(header);
    const auto tallies = read_tallies(original);
    for (const auto& [batch, votes] : tallies.batches) {
        std::vector<std::string> row{"", batch};
        for (const auto& choice : contest.choices) {
            std::optional<std::size_t> column;
            for (std::size_t at = tallies.choices.size(); at > 0; --at) {
                if (names.spelled(tallies.choices[at - 1]) == choice) {
                    column = at - 1;
                }
            }
            if (!column) {
                unreadable(original.name, "a column for " + choice);
            }
            row.push_back(std::to_string(votes[*column].value_or(0)));
        }
        text += csv_row(row);
    }
    return text;
}

/// Votes of withheld records in one row, which is about all cards that have none.
std::string withheld_again(const Slips& slips, const Names& names, const Contest& contest) {
    std::vector<std::string> header{"tabulator", "batch"};
    header.insert(header.end(), contest.choices.begin(), contest.choices.end());
    std::vector<std::int64_t> votes(contest.choices.size(), 0);
    for (std::size_t race = 0; race < slips.races.size(); ++race) {
        if (names.spelled(slips.races[race].name) != contest.name) {
            continue;
        }
        const auto found = slips.withheld.find(race);
        for (std::size_t at = 0; found != slips.withheld.end() && at < found->second.size(); ++at) {
            const auto name = names.spelled(slips.races[race].choices[at]);
            const auto choice = std::find(contest.choices.begin(), contest.choices.end(), name);
            if (choice != contest.choices.end()) {
                votes[static_cast<std::size_t>(choice - contest.choices.begin())] +=
                    found->second[at];
            } else if (found->second[at] > 0) {
                unreadable(contest.name, "a choice that is listed, not " + name);
            }
        }
        break;
    }
    std::vector<std::string> row{"", ""};
    for (const auto number : votes) {
        row.push_back(std::to_string(number));
    }
    return csv_row(header) + csv_row(row);
}

}  // namespace

std::string plain_again(const File& plain, const Document& original, const std::string& contests) {
    if (plain.role == "manifest") {
        return manifest_again(original, plain.jurisdiction);
    }
    const auto names = names_of(contests);
    if (plain.role == "records") {
        return records_again(read_slips(original), names);
    }
    const auto contest =
        std::find_if(names.contests.begin(), names.contests.end(), [&](const Contest& each) {
            return each.name == plain.contest;
        });
    if (plain.role != "batch_totals" || contest == names.contests.end()) {
        unreadable(plain.path, "a manifest, records or totals of a committed contest");
    }
    return is_dominion_csv(original) ? withheld_again(dominion_csv(original), names, *contest)
                                     : totals_again(original, names, *contest);
}

}  // namespace belfry::audit_verify
