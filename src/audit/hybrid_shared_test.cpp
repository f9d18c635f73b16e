// Holds SUITE against values that other audit systems gave for the same inputs.
#include "audit/hybrid.hpp"
#include "audit/shared_vectors.hpp"

namespace belfry::audit {
namespace {

using namespace vectors;  // NOLINT(google-build-using-namespace): test support

TEST(HybridVectors, StrataAndCombinationOfArloAndCorla18) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_suite.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const std::string function(text(row.at("function")));
        if (!function.ends_with("compute_pvalue") || !row.contains("output")) {
            continue;
        }
        const auto& self = in.at("self").as_object();
        const std::string winner(in.at("winner").as_string());
        const std::string loser(in.at("loser").as_string());
        const auto votes = [&](const std::string& name) {
            return whole(self.at("vote_totals").as_object().at(name));
        };
        double ours = 0.0;
        if (function.find("Polling") != std::string::npos) {
            PollingStratum stratum{whole(self.at("num_ballots")), votes(winner), votes(loser)};
            stratum.drawn = whole(self.at("sample_size"));
            for (const auto& [name, round] : self.at("sample").as_object()) {
                stratum.sampled_winner += whole(round.as_object().at(winner));
                stratum.sampled_loser += whole(round.as_object().at(loser));
            }
            ours = polling_stratum_p(
                stratum, whole(in.at("reported_margin")), number(in.at("null_lambda"))
            );
        } else if (whole(self.at("sample_size")) >= whole(self.at("num_ballots"))) {
            // Arlo takes as many draws as cards for a full count. Drawn with replacement they are
            // none, and the bound stays what it is.
            continue;
        } else {
            ComparisonStratum stratum{whole(self.at("num_ballots")), votes(winner), votes(loser)};
            stratum.drawn = whole(self.at("sample_size"));
            const auto& found = self.at("misstatements")
                                    .as_object()
                                    .at("map")
                                    .as_array()[0]
                                    .as_array()[1]
                                    .as_object();
            stratum.found = {
                whole(found.at("o1")),
                whole(found.at("o2")),
                whole(found.at("u1")),
                whole(found.at("u2"))
            };
            ours = comparison_stratum_p(
                stratum,
                whole(in.at("reported_margin")),
                number(in.at("null_lambda")),
                gamma_default
            );
        }
        expect_close(ours, number(row.at("output")), each);
    }
}

HybridPair hybrid_of(const Object& in) {
    HybridPair out;
    const std::string winner(in.at("winner").as_string());
    const std::string loser(in.at("loser").as_string());
    const auto& polling = in.at("bp_stratum").as_object();
    const auto& comparison = in.at("cvr_stratum").as_object();
    const auto votes = [](const Object& stratum, const std::string& name) {
        return whole(stratum.at("vote_totals").as_object().at(name));
    };
    out.comparison = {
        whole(comparison.at("num_ballots")), votes(comparison, winner), votes(comparison, loser)
    };
    out.comparison.drawn = whole(comparison.at("sample_size"));
    out.polling = {whole(polling.at("num_ballots")), votes(polling, winner), votes(polling, loser)};
    out.polling.drawn = whole(polling.at("sample_size"));
    for (const auto& [name, round] : polling.at("sample").as_object()) {
        out.polling.sampled_winner += whole(round.as_object().at(winner));
        out.polling.sampled_loser += whole(round.as_object().at(loser));
    }
    for (const auto& entry : comparison.at("misstatements").as_object().at("map").as_array()) {
        const auto& names = entry.as_array()[0].as_array();
        if (names[0].as_string() == winner && names[1].as_string() == loser) {
            const auto& found = entry.as_array()[1].as_object();
            out.comparison.found = {
                whole(found.at("o1")),
                whole(found.at("o2")),
                whole(found.at("u1")),
                whole(found.at("u2"))
            };
        }
    }
    return out;
}

TEST(HybridVectors, LargestCombinedRiskOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_suite.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const std::string function(text(row.at("function")));
        if (function == "suite.maximize_fisher_combined_pvalue") {
            expect_close(
                hybrid_p_value(hybrid_of(in), number(in.at("alpha"))),
                number(row.at("output")),
                each
            );
        } else if (function == "suite.try_n") {
            expect_close(
                hybrid_p_if_drawn(hybrid_of(in), number(in.at("alpha")), whole(in.at("n"))),
                number(row.at("output")),
                each
            );
        }
    }
}

std::vector<HybridPair> pairs_of(const Object& in) {
    std::vector<HybridPair> out;
    const auto contest = contest_of(in.at("contest"));
    for (const auto& pair : outcome_of(contest).pairs) {
        auto named = in;
        named["winner"] = contest.choices[pair.winner].name;
        named["loser"] = contest.choices[pair.loser].name;
        out.push_back(hybrid_of(named));
    }
    return out;
}

TEST(HybridVectors, RisksAndSizesOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_suite.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto function = text(row.at("function"));
        if (function == "suite.compute_risk") {
            const double limit = number(in.at("risk_limit")) / 100.0;
            const double ours = hybrid_risk(pairs_of(in), limit);
            if (row.contains("raises")) {
                // Documented: the peer stops where a stratum was "recounted"; the bound goes on.
                EXPECT_GT(ours, 0.0) << shown(each);
            } else {
                expect_close(ours, number(row.at("output").as_array()[0]), each);
                EXPECT_EQ(ours <= limit, row.at("output").as_array()[1].as_bool()) << shown(each);
            }
        } else if (function == "suite.get_sample_size") {
            const double limit = number(in.at("risk_limit")) / 100.0;
            std::optional<HybridSize> worst = HybridSize{};
            for (const auto& pair : pairs_of(in)) {
                const auto size = hybrid_sample(pair, limit);
                if (!size) {
                    worst.reset();
                    break;
                }
                if (size->comparison + size->polling > worst->comparison + worst->polling) {
                    worst = size;
                }
            }
            EXPECT_EQ(worst.has_value(), row.contains("output")) << shown(each);
            if (worst && row.contains("output")) {
                EXPECT_EQ(worst->comparison, whole(row.at("output").as_object().at("cvr")));
                EXPECT_EQ(worst->polling, whole(row.at("output").as_object().at("non_cvr")));
            }
        }
    }
}

// Documented: trihypergeometric_optim is another statistic (the tail of w − l), not SUITE's ratio.
TEST(HybridVectors, StrataOfCorla18) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("corla18_suite.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("in").as_object();
        const auto function = text(row.at("f"));
        if (function == "fisher_combined_pvalue") {
            const auto& p = in.at("pvalues").as_array();
            expect_close(fisher_combined(number(p[0]), number(p[1])), number(row.at("out")), each);
        } else if (function == "ballot_comparison_pvalue") {
            ComparisonStratum stratum{whole(in.at("N")), 0, 0, whole(in.at("n"))};
            stratum.found = {
                whole(in.at("o1")), whole(in.at("o2")), whole(in.at("u1")), whole(in.at("u2"))
            };
            const double ours = comparison_stratum_p(
                stratum,
                whole(in.at("reported_margin")),
                number(in.at("null_lambda")),
                number(in.at("gamma"))
            );
            // The peer's bound may exceed 1.
            expect_close(ours, std::min(1.0, number(row.at("out"))), each);
        }
    }
}

}  // namespace
}  // namespace belfry::audit
