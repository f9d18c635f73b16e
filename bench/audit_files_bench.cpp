// Reading records of cards, against named baselines over the same bytes in the same run: a copy of
// them, and a bare parse that keeps nothing. bytes_per_second is of one thread's processor time;
// bytes_a_card is what a card takes in memory afterwards.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "audit_files/bulk_json.hpp"
#include "audit_files/dominion_csv.hpp"
#include "audit_files/dominion_json.hpp"
#include "base/check.hpp"

namespace belfry::audit_files {
namespace {

constexpr int contests = 40;
constexpr int choices = 5;
constexpr std::size_t wanted_bytes = 96U << 20U;

/// A few numbers that look random and are the same in every run.
class Numbers {
public:
    unsigned below(unsigned bound) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<unsigned>((state_ >> 33U) % bound);
    }

private:
    std::uint64_t state_ = 1;
};

/// A Dominion CSV export: 40 contests of 5 choices, of which a card holds half.
const std::string& csv() {
    static const std::string out = [] {
        std::string text = "Bench,5.17.17.1\n,,,,,,,";
        std::string names = ",,,,,,,";
        std::string columns =
            "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,BallotType,";
        for (int contest = 0; contest < contests; ++contest) {
            for (int choice = 0; choice < choices; ++choice) {
                text += fmt::format("Contest number {} (Vote For=1),", contest);
                names += fmt::format("Candidate {} of {},", choice, contest);
                columns += "NON,";
            }
        }
        for (auto* line : {&text, &names, &columns}) {
            line->back() = '\n';
        }
        text += names + columns;
        Numbers numbers;
        for (int card = 0; text.size() < wanted_bytes; ++card) {
            const int batch = card / 200;
            text += fmt::format(
                "{},{},{},{},{}-{}-{},Regular,{},",
                card + 1,
                100 + batch % 7,
                batch,
                card % 200 + 1,
                100 + batch % 7,
                batch,
                card % 200 + 1,
                batch % 30
            );
            for (int contest = 0; contest < contests; ++contest) {
                const bool held = (contest + batch) % 2 == 0;
                const auto chosen = numbers.below(choices + 1);
                for (unsigned choice = 0; choice < choices; ++choice) {
                    text += !held ? "," : choice == chosen ? "1," : "0,";
                }
            }
            text.back() = '\n';
        }
        return text;
    }();
    return out;
}

/// A Dominion JSON export as the system writes it, in one line or indented.
std::string make_json(bool indented) {
    const std::string_view between = indented ? "\n          " : "";
    std::string text = R"({"Version":"5.10.50.85","ElectionId":"Bench","Sessions":[)";
    Numbers numbers;
    for (int card = 0; text.size() < wanted_bytes; ++card) {
        const int batch = card / 200;
        text += fmt::format(
            R"({}{{"TabulatorId":{},"BatchId":{},"RecordId":"X","CountingGroupId":2,{})"
            R"("ImageMask":"D:\\NAS\\Bench\\Results\\Tabulator{:05}\\Batch{:03}\\Images\\)"
            R"({:05}_{:05}_{:06}*.*",{}"SessionType":"ScannedVote","VotingSessionIdentifier":"",)"
            R"("UniqueVotingIdentifier":"",{}"Original":{{"PrecinctPortionId":{},"BallotTypeId":{},)"
            R"("IsCurrent":true,{}"Cards":[{{"Id":{},"KeyInId":{},"PaperIndex":0,"Contests":[)",
            card == 0 ? "" : ",",
            1 + batch % 7,
            batch,
            between,
            1 + batch % 7,
            batch,
            1 + batch % 7,
            batch,
            card % 200 + 1,
            between,
            between,
            batch % 500,
            batch % 30,
            between,
            card,
            card
        );
        for (int contest = 0; contest < 10; ++contest) {
            text += fmt::format(
                R"({}{}{{"Id":{},{}"ManifestationId":{},{}"Undervotes":0,{}"Overvotes":0,{})"
                R"("OutstackConditionIds":[],{}"Marks":[{{{}"CandidateId":{},{})"
                R"("ManifestationId":{},{}"PartyId":0,{}"Rank":1,{}"MarkDensity":98,{})"
                R"("IsAmbiguous":false,{}"IsVote":true,{}"OutstackConditionIds":[]}}]}})",
                contest == 0 ? "" : ",",
                between,
                contest + 10 * (batch % 4),
                between,
                168'000 + contest,
                between,
                between,
                between,
                between,
                between,
                contest * 5 + static_cast<int>(numbers.below(5)),
                between,
                1'376'187 + contest,
                between,
                between,
                between,
                between,
                between,
                between
            );
        }
        text += R"(],"OutstackConditionIds":[]}]}})";
    }
    return text + "]}";
}

const std::string& json(bool indented) {
    static const std::string one_line = make_json(false);
    static const std::string lines = make_json(true);
    return indented ? lines : one_line;
}

/// A text without a copy of it.
class View final : public documents::Source {
public:
    explicit View(std::string_view text) : text_(text) {}

    [[nodiscard]] std::string_view name() const override { return "bench"; }

    [[nodiscard]] std::uint64_t size() const override { return text_.size(); }

    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<char> into) override {
        return offset >= text_.size() ? 0U : text_.copy(into.data(), into.size(), offset);
    }

private:
    std::string_view text_;
};

void done(benchmark::State& state, std::size_t bytes) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void copy_csv(benchmark::State& state) {
    csv();  // Made before the clock runs.
    for (auto _ : state) {
        std::string copy = csv();
        benchmark::DoNotOptimize(copy);
    }
    done(state, csv().size());
}

/// Rows and cells, nothing else.
void split_csv(benchmark::State& state) {
    for (auto _ : state) {
        View source(csv());
        std::size_t cells = 0;
        const auto read = documents::read_table(source, [&](const documents::DelimitedRow& row) {
            cells += row.fields.size();
            return true;
        });
        check(read.has_value());
        benchmark::DoNotOptimize(cells);
    }
    done(state, csv().size());
}

void dominion_csv(benchmark::State& state) {
    for (auto _ : state) {
        View source(csv());
        const auto read = read_dominion_csv(source);
        check(read.has_value());
        state.counters["bytes_a_card"] =
            static_cast<double>(read->cards.bytes()) / static_cast<double>(read->cards.size());
    }
    done(state, csv().size());
}

void copy_json(benchmark::State& state, bool indented) {
    json(indented);
    for (auto _ : state) {
        std::string copy = json(indented);
        benchmark::DoNotOptimize(copy);
    }
    done(state, json(indented).size());
}

/// simdjson over the whole text at once: every member's key is looked at, no value kept.
void simdjson_bare(benchmark::State& state, bool indented) {
    const simdjson::padded_string text(json(indented));
    simdjson::ondemand::parser parser;
    for (auto _ : state) {
        std::size_t marks = 0;
        auto document = parser.iterate(text);
        for (auto session : document["Sessions"].get_array()) {
            for (auto card : session["Original"]["Cards"].get_array()) {
                for (auto contest : card["Contests"].get_array()) {
                    for (auto mark : contest["Marks"].get_array()) {
                        marks += static_cast<std::size_t>(mark["CandidateId"].get_int64().value());
                    }
                }
            }
        }
        benchmark::DoNotOptimize(marks);
    }
    done(state, text.size());
}

void dominion_json(benchmark::State& state, bool indented) {
    for (auto _ : state) {
        View source(json(indented));
        documents::Source* const files[] = {&source};
        const auto read = read_dominion_json(files);
        check(read.has_value());
        state.counters["bytes_a_card"] =
            static_cast<double>(read->cards.bytes()) / static_cast<double>(read->cards.size());
    }
    done(state, json(indented).size());
}

BENCHMARK(copy_csv);
BENCHMARK(split_csv);
BENCHMARK(dominion_csv);
BENCHMARK_CAPTURE(copy_json, one_line, false);
BENCHMARK_CAPTURE(simdjson_bare, one_line, false);
BENCHMARK_CAPTURE(dominion_json, one_line, false);
BENCHMARK_CAPTURE(copy_json, indented, true);
BENCHMARK_CAPTURE(simdjson_bare, indented, true);
BENCHMARK_CAPTURE(dominion_json, indented, true);

}  // namespace
}  // namespace belfry::audit_files

BENCHMARK_MAIN();
