// Holds batch comparison against values that other audit systems gave for the same inputs.
#include <map>

#include "audit/batch_comparison.hpp"
#include "audit/shared_vectors.hpp"

namespace belfry::audit {
namespace {

using namespace vectors;  // NOLINT(google-build-using-namespace): test support

BatchTally batch_of(const Contest& contest, const Value* given) {
    BatchTally out;
    out.votes.assign(contest.choices.size(), 0.0);
    if (given == nullptr || !given->is_object()) {
        return out;
    }
    const auto* votes = given->as_object().if_contains(contest.name);
    if (votes == nullptr) {
        return out;
    }
    out.cards = whole(votes->as_object().at("ballots"));
    for (std::size_t at = 0; at < contest.choices.size(); ++at) {
        out.votes[at] = number(votes->as_object().at(contest.choices[at].name));
    }
    return out;
}

/// Everything a row of macro says.
struct MacroRow {
    BatchTerms terms;
    std::map<std::string, BatchTally> reported;
    std::vector<BatchTally> tallies;
};

MacroRow macro_row(const Object& in, const char* batches) {
    MacroRow out;
    const auto& given = in.at("contest").as_object();
    out.terms.contest = contest_of(in.at("contest"));
    out.terms.pending = whole(given.at("pendingBallots"));
    out.terms.majority_or_runoff = given.at("isSubjectToRunoff").as_bool();
    for (const auto& [name, batch] : in.at(batches).as_object()) {
        const auto tally = batch_of(out.terms.contest, &batch);
        out.reported[name] = tally;
        out.tallies.push_back(tally);
    }
    out.terms.unauditable = unauditable_cards(out.terms.contest, out.tallies);
    return out;
}

TEST(BatchVectors, BoundsOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_macro.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto function = text(row.at("function"));
        if (function == "macro.compute_max_error" || function == "macro.compute_error") {
            const auto& given = in.at("contest").as_object();
            BatchTerms terms{contest_of(in.at("contest")), whole(given.at("pendingBallots"))};
            terms.majority_or_runoff = given.at("isSubjectToRunoff").as_bool();
            terms.unauditable = whole(in.at("unauditable_ballots"));
            const auto reported = batch_of(terms.contest, &in.at("batch_results"));
            if (function == "macro.compute_max_error") {
                expect_close(batch_error_bound(terms, reported), number(row.at("output")), each);
                continue;
            }
            const double ours =
                batch_error(terms, reported, batch_of(terms.contest, &in.at("sampled_results")));
            const auto& theirs = row.at("output");
            if (theirs.is_null()) {
                EXPECT_EQ(ours, 0.0) << shown(each);
            } else {
                // Documented: understatements are shown by the peer, but count nothing.
                const double shown_error = number(theirs.as_object().at("weighted_error"));
                expect_close(ours, std::max(0.0, shown_error), each);
            }
        } else if (function == "macro.compute_unauditable_ballots") {
            EXPECT_EQ(macro_row(in, "batch_results").terms.unauditable, whole(row.at("output")))
                << shown(each);
        } else if (function == "macro.compute_U") {
            const auto made = macro_row(in, "reported_results");
            expect_close(
                total_error_bound(made.terms, made.tallies), number(row.at("output")), each
            );
        }
    }
}

/// The batches that a drawn one was counted with, itself included.
std::vector<std::string> counted_with(const Object& in, const std::string& name) {
    for (const auto& each : in.at("combined_batches").as_array()) {
        const auto* members =
            each.is_object() ? each.as_object().if_contains("sub_batches") : nullptr;
        if (members == nullptr && each.is_object()) {
            members = each.as_object().if_contains("batches");
        }
        if (members == nullptr || !members->is_array()) {
            continue;
        }
        std::vector<std::string> names;
        for (const auto& member : members->as_array()) {
            names.push_back(text(member));
        }
        if (std::ranges::find(names, name) != names.end()) {
            return names;
        }
    }
    return {name};
}

double macro_risk(const Object& in, const MacroRow& made, const char* tickets) {
    const auto& results = in.at("sample_results").as_object();
    std::vector<BatchDraw> draws;
    for (const auto& [ticket, drawn] : in.at(tickets).as_object()) {
        const auto name = text(drawn);
        std::vector<BatchTally> reported;
        std::vector<BatchTally> counted;
        for (const auto& member : counted_with(in, name)) {
            reported.push_back(made.reported.at(member));
            counted.push_back(batch_of(made.terms.contest, results.if_contains(member)));
        }
        draws.push_back(
            {batch_error_bound(made.terms, made.reported.at(name)),
             batch_error(made.terms, combined(reported), combined(counted))}
        );
    }
    return batch_p_value(total_error_bound(made.terms, made.tallies), draws);
}

TEST(BatchVectors, RisksAndSizesOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_macro.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto function = text(row.at("function"));
        const bool risk = function == "macro.compute_risk";
        if (!risk && function != "macro.get_sample_sizes") {
            continue;
        }
        const auto made = macro_row(in, "reported_results");
        const auto counted = in.at("sample_results").as_object().size();
        const bool everything = counted >= made.reported.size();
        if (everything) {
            // All batches counted: the count itself decides, the peer says 0 or refuses a size.
            EXPECT_TRUE(row.contains("raises") || number(row.at("output").as_array()[0]) == 0.0)
                << shown(each);
            continue;
        }
        const double p = macro_risk(in, made, risk ? "sample_ticket_numbers" : "ticket_numbers");
        if (risk) {
            expect_close(p, number(row.at("output").as_array()[0]), each);
        } else if (row.contains("output")) {
            EXPECT_EQ(
                batch_sample(
                    total_error_bound(made.terms, made.tallies),
                    number(in.at("risk_limit")) / 100.0,
                    p,
                    static_cast<std::int64_t>(made.tallies.size())
                ),
                whole(row.at("output"))
            ) << shown(each);
        }
    }
}

/// A contest of the original's rows: choices in the order of the tally.
Contest original_contest(const Object& row) {
    Contest out;
    out.name = text(row.at("case"));
    out.winners = static_cast<int>(row.at("winners").as_array().size());
    for (const auto& [name, votes] : row.at("tally").as_object()) {
        if (name == "ballots") {
            out.cards = whole(votes);
        } else {
            out.choices.push_back({name, whole(votes)});
        }
    }
    return out;
}

BatchTally original_batch(const Contest& contest, std::int64_t cards, const Object& votes) {
    BatchTally out{cards, {}};
    for (const auto& choice : contest.choices) {
        const auto* found = votes.if_contains(choice.name);
        out.votes.push_back(found != nullptr ? number(*found) : 0.0);
    }
    return out;
}

TEST(BatchVectors, OriginalKaplanMarkov) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("kaplan_markov_batch.json")) {
        const auto& row = each.as_object();
        const BatchTerms terms{original_contest(row)};
        const double total = number(row.at("U"));
        if (row.contains("batches")) {
            std::vector<BatchTally> batches;
            for (const auto& batch : row.at("batches").as_array()) {
                const auto& votes = batch.as_object();
                batches.push_back(original_batch(terms.contest, whole(votes.at("ballots")), votes));
            }
            for (std::size_t at = 0; at < batches.size(); ++at) {
                expect_relative(
                    batch_error_bound(terms, batches[at]),
                    number(row.at("error_bounds").as_array()[at]),
                    row.at("case")
                );
            }
            expect_relative(total_error_bound(terms, batches), total, row.at("case"));
            expect_relative(batch_draws(total, 0.05), number(row.at("draws_at_0.05")), total);
            expect_relative(batch_draws(total, 0.1), number(row.at("draws_at_0.1")), total);
            continue;
        }
        std::vector<BatchDraw> draws;
        for (const auto& drawn : row.at("rows").as_array()) {
            const auto& batch = drawn.as_object();
            const auto cards = whole(batch.at("ballots"));
            const auto reported =
                original_batch(terms.contest, cards, batch.at("reported").as_object());
            const auto counted =
                original_batch(terms.contest, cards, batch.at("audited").as_object());
            const BatchDraw draw{
                batch_error_bound(terms, reported), signed_batch_error(terms, reported, counted)
            };
            expect_relative(draw.bound, number(batch.at("error_bound_u")), drawn);
            EXPECT_NEAR(draw.error, number(batch.at("relative_error_e")), 1e-12) << shown(drawn);
            draws.insert(
                draws.end(), static_cast<std::size_t>(whole(batch.at("times_drawn"))), draw
            );
            expect_close(batch_p_value(total, draws), number(batch.at("running_p")), drawn);
        }
        expect_close(batch_p_value(total, draws), number(row.at("p_value")), row.at("case"));
    }
}

}  // namespace
}  // namespace belfry::audit
