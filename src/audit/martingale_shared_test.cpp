// Holds tests of a mean against values that other audit systems gave for the same inputs.
#include <map>

#include "audit/overstatement.hpp"
#include "audit/shared_vectors.hpp"

namespace belfry::audit {
namespace {

using namespace vectors;  // NOLINT(google-build-using-namespace): test support

std::vector<double> values_of(const Object& file, const Value& given) {
    std::vector<double> out;
    if (given.is_string()) {
        const auto name = text(given).substr(std::string("populations.").size());
        for (const auto& each : file.at("populations").as_object().at(name).as_array()) {
            out.push_back(number(each));
        }
    } else if (given.is_object()) {
        const auto& made = given.as_object();
        out.assign(made.at("n").to_number<std::size_t>(), number(made.at("base")));
        for (const auto& change : made.at("changes").as_array()) {
            out[change.as_array()[0].to_number<std::size_t>()] = number(change.as_array()[1]);
        }
    } else {
        for (const auto& each : given.as_array()) {
            out.push_back(number(each));
        }
    }
    return out;
}

std::unique_ptr<Bettor> bettor_of(const Object& row) {
    const auto& settings = row.at("kwargs").as_object();
    const auto value = [&](const char* name) {
        return number(settings.at(name));
    };
    if (row.at("bet").is_string()) {
        if (text(row.at("bet")) == "fixed_bet") {
            return fixed_bet(value("lam"));
        }
        return agrapa(
            {value("lam"), value("c_grapa_0"), value("c_grapa_max"), value("c_grapa_grow")}
        );
    }
    if (!row.at("estim").is_string()) {
        return nullptr;
    }
    const auto estimator = text(row.at("estim"));
    if (estimator == "fixed_alternative_mean") {
        return fixed_alternative(value("eta"));
    }
    if (estimator == "shrink_trunc") {
        return shrink_trunc({value("eta"), value("d"), value("f"), 1e-6, value("c")});
    }
    return optimal_comparison(value("error_rate_2"));
}

/// Our p-values draw by draw where they can be compared with the peer's.
struct Course {
    std::map<std::size_t, double> now;
    double p = 1.0;
    /// A bet was held under 1/μ, or an alternative at u: the peer's capital turns negative there.
    bool held = false;
};

Course course_of(const Object& row, const std::vector<double>& values, const TestTerms& terms) {
    Course out;
    RiskTest test(terms, bettor_of(row));
    const bool fixed = row.at("bet").is_string() && text(row.at("bet")) == "fixed_bet";
    const bool alternative =
        row.at("estim").is_string() && text(row.at("estim")) == "fixed_alternative_mean";
    double sum = 0.0;
    for (std::size_t at = 0; at < values.size(); ++at) {
        const double null = std::isinf(terms.size) ? terms.null_mean
                                                   : (terms.size * terms.null_mean - sum) /
                                                         (terms.size - static_cast<double>(at));
        if (fixed && null > 0.0 && number(row.at("kwargs").as_object().at("lam")) > 1.0 / null) {
            out.held = true;
        }
        if (alternative && !std::isinf(terms.size)) {
            const double eta = number(row.at("kwargs").as_object().at("eta"));
            const double left = terms.size - static_cast<double>(at);
            out.held = out.held || terms.size * eta - sum > terms.upper * left * (1.0 + 1e-12);
        }
        test.push(values[at]);
        sum += values[at];
        // Where the null mean is just 0 or u the peer shows 1; the capital is what it was.
        if (!out.held && std::abs(null) > 1e-9 && std::abs(terms.upper - null) > 1e-9) {
            out.now[at] = test.p_now();
        }
    }
    out.p = test.p_value();
    return out;
}

TestTerms terms_of(const Object& row) {
    TestTerms out;
    out.size = row.at("N").is_number() ? number(row.at("N")) : without_end;
    out.null_mean = number(row.at("t"));
    out.upper = number(row.at("u"));
    return out;
}

bool beyond(const std::vector<double>& values, const TestTerms& terms) {
    return std::ranges::any_of(values, [&](double value) {
        return value > terms.upper * (1 + 1e-12);
    });
}

TEST(MartingaleVectors, AgreesWithShangrlaDrawByDraw) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto all = document("shangrla_nonnegmean.json");
    int compared = 0;
    for (const auto& each : all.at("vectors").as_array()) {
        const auto& row = each.as_object();
        const auto values = values_of(all, row.at("x"));
        const auto terms = terms_of(row);
        // Documented: the peer's aGRAPA gives NaN on constant samples.
        if (!bettor_of(row) || !row.at("p").is_number() || beyond(values, terms)) {
            continue;
        }
        const auto ours = course_of(row, values, terms);
        for (const auto& point : row.at("history_at").as_array()) {
            const auto found = ours.now.find(point.as_array()[0].to_number<std::size_t>());
            if (point.as_array()[1].is_number() && found != ours.now.end()) {
                const double theirs = number(point.as_array()[1]);
                EXPECT_NEAR(found->second, theirs, 1e-9 + 1e-7 * theirs)
                    << shown(each) << " at " << shown(point);
                ++compared;
            }
        }
        if (!ours.held) {
            EXPECT_NEAR(ours.p, number(row.at("p")), 1e-9 + 1e-7 * number(row.at("p")))
                << shown(each);
        }
        EXPECT_GE(ours.p, 0.0);
        EXPECT_LE(ours.p, 1.0);
    }
    EXPECT_GT(compared, 1000);
}

TEST(MartingaleVectors, KaplansTestsOfShangrla) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto all = document("shangrla_nonnegmean.json");
    const auto smallest = [](const std::vector<double>& p) {
        return p.empty() ? 1.0 : std::ranges::min(p);
    };
    int seen = 0;
    for (const auto& each : all.at("vectors").as_array()) {
        const auto& row = each.as_object();
        const auto& settings = row.at("kwargs").as_object();
        if (!row.at("estim").is_null() || !row.at("bet").is_null() || !settings.contains("g") ||
            !row.at("p").is_number()) {
            continue;  // Documented: rows with eta alone are the peer's Wald test, multiplied
                       // twice.
        }
        ++seen;
        const auto values = values_of(all, row.at("x"));
        const auto terms = terms_of(row);
        const double g = number(settings.at("g"));
        const double theirs = number(row.at("p"));
        const auto near = [&](double ours) {
            return std::abs(ours - theirs) <= 1e-9 + 1e-7 * theirs;
        };
        // The rows don't name the test: without an end it is one of two, otherwise the third.
        const bool same = std::isinf(terms.size)
                              ? near(smallest(kaplan_wald(values, terms.null_mean, g))) ||
                                    near(smallest(kaplan_markov_mean(values, terms.null_mean, g)))
                              : near(smallest(kaplan_kolmogorov(values, terms, g)));
        EXPECT_TRUE(same) << shown(each);
    }
    EXPECT_GT(seen, 0);
}

TEST(OverstatementVectors, MeansAndSampleSizesOfShangrla) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("shangrla_overstatement_mean.json")) {
        const auto& row = each.as_object();
        const double upper = number(row.at("upper_bound"));
        const double margin = number(row.at("margin"));
        EXPECT_NEAR(
            overstatement_mean(
                upper, margin, number(row.at("error_rate_1")), number(row.at("error_rate_2"))
            ),
            number(row.at("overstatement_assorter_mean")),
            1e-12
        ) << shown(each);
        EXPECT_NEAR(
            overstatement_upper(upper, margin), number(row.at("test_upper_bound_u")), 1e-12
        );
        // Documented: the peer's margin subtracts r1/2 + r2 once, the margin 2 mean − 1 of its own
        // mean twice. They agree where there are no errors.
        const double errors = number(row.at("error_rate_1")) / 2 + number(row.at("error_rate_2"));
        const double ours =
            2 * overstatement_mean(
                    upper, margin, number(row.at("error_rate_1")), number(row.at("error_rate_2"))
                ) -
            1;
        EXPECT_NEAR(
            ours + errors * overstatement_upper(upper, margin) / 2,
            number(row.at("overstatement_assorter_margin")),
            1e-12
        ) << shown(each);
    }
    for (const auto& each : rows("shangrla_sample_size.json")) {
        const auto& row = each.as_object();
        const double margin = number(row.at("margin_v"));
        const double none = no_error_value(1.0, margin);
        const TestTerms terms{number(row.at("N")), 0.5, overstatement_upper(1.0, margin)};
        const double rate_2 = number(row.at("kwargs").as_object().at("error_rate_2"));
        EXPECT_EQ(
            tiled_comparison_sample(
                terms,
                optimal_comparison(rate_2),
                none,
                number(row.at("rate_1")),
                number(row.at("alpha"))
            ),
            row.at("sample_size").to_number<std::int64_t>()
        ) << shown(each);
    }
}

}  // namespace
}  // namespace belfry::audit
