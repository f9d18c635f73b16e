// Holds assorters, tests of a mean and RAIRE against SHANGRLA's and raire-java's answers.
#include <cmath>
#include <map>
#include <sstream>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "audit/assertion.hpp"
#include "audit/overstatement.hpp"
#include "audit/raire.hpp"
#include "base/shared_data.hpp"
#include "json/json.hpp"

namespace belfry::audit {
namespace {

using json::Array;
using json::Object;
using json::Value;

Object document(const std::string& name) {
    return boost::json::parse(shared_text("audit-vectors/" + name)).as_object();
}

// By value: what a range-for walks over has to outlive the loop's head.
Array vectors(const std::string& name) {
    return document(name).at("vectors").as_array();
}

double number(const Value& value) {
    return value.to_number<double>();
}

std::string text(const Value& value) {
    return std::string(value.as_string());
}

std::string shown(const Value& value) {
    return boost::json::serialize(value).substr(0, 500);
}

std::size_t place(const Array& names, std::string_view name) {
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (names[at].as_string() == name) {
            return at;
        }
    }
    ADD_FAILURE() << "no choice " << name;
    return 0;
}

Assertion assertion_of(const Object& contest, const std::string& name) {
    const auto& names = contest.at("candidates").as_array();
    const auto type = text(contest.at("type"));
    if (type == "SUPERMAJORITY") {
        Assertion out{AssertionKind::at_least_share};
        out.winner = place(names, text(contest.at("winner").as_array()[0]));
        out.share = number(contest.at("share_to_win"));
        return out;
    }
    std::istringstream words(name);
    std::string winner;
    std::string versus;
    std::string loser;
    words >> winner >> versus >> loser;
    if (type == "PLURALITY") {
        return {AssertionKind::more_votes, place(names, winner), place(names, loser)};
    }
    std::string eliminated;
    const bool elimination = static_cast<bool>(words >> eliminated);
    if (!elimination) {
        for (const auto& each : contest.at("assertions").as_array()) {
            const auto& row = each.as_object();
            if (text(row.at("winner")) == winner && text(row.at("loser")) == loser &&
                text(row.at("assertion_type")) == "WINNER_ONLY") {
                return {AssertionKind::never_behind, place(names, winner), place(names, loser)};
            }
        }
    }
    Assertion out{AssertionKind::ahead_when_left, place(names, winner), place(names, loser)};
    std::vector<std::string> gone;
    for (std::string each; words >> each;) {
        gone.push_back(each);
    }
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (std::ranges::find(gone, text(names[at])) == gone.end()) {
            out.standing.push_back(at);
        }
    }
    return out;
}

std::vector<std::uint8_t> marks_of(const Object& contest, const Value& votes) {
    const auto& names = contest.at("candidates").as_array();
    std::vector<std::uint8_t> out(names.size(), 0);
    for (const auto& [name, rank] : votes.as_object()) {
        const double value = rank.is_bool() ? static_cast<double>(rank.as_bool()) : number(rank);
        out[place(names, name)] = static_cast<std::uint8_t>(value);
    }
    return out;
}

TEST(AssorterVectors, AgreesWithShangrla) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    for (const auto& each : vectors("shangrla_assorters.json")) {
        const auto& row = each.as_object();
        const auto& contest = row.at("contest").as_object();
        const auto assertion = assertion_of(contest, text(row.at("assertion")));
        ++seen;
        if (text(row.at("kind")) == "assort") {
            const auto marks = marks_of(contest, row.at("votes"));
            EXPECT_DOUBLE_EQ(assort(assertion, marks), number(row.at("assort"))) << shown(each);
            EXPECT_DOUBLE_EQ(upper_bound(assertion), number(row.at("upper_bound")));
            continue;
        }
        const auto special = row.contains("special") ? text(row.at("special")) : std::string();
        CardReading cvr;
        CardReading mvr;
        if (special == "phantom_cvr") {
            cvr.phantom = true;
        } else {
            cvr.marks = marks_of(contest, row.at("cvr"));
        }
        if (special == "phantom_mvr" ||
            (row.contains("mvr") && row.at("mvr") == Value("phantom"))) {
            mvr.phantom = true;
        } else if (row.contains("mvr") && row.at("mvr").is_string()) {
            mvr.marks.emplace(contest.at("candidates").as_array().size(), std::uint8_t{0});
        } else if (special != "mvr_without_contest") {
            mvr.marks = marks_of(contest, row.at("mvr"));
        }
        const double error = overstatement(assertion, cvr, mvr, row.at("use_style").as_bool());
        const double upper = upper_bound(assertion);
        EXPECT_NEAR(error, number(row.at("overstatement")), 1e-12) << shown(each);
        EXPECT_NEAR(
            overstatement_value(error, upper, number(row.at("margin"))),
            number(row.at("overstatement_assorter")),
            1e-12
        ) << shown(each);
    }
    EXPECT_EQ(seen, 329);
}

std::vector<double> values_of(const Object& vectors, const Value& given) {
    std::vector<double> out;
    if (given.is_string()) {
        const auto name = text(given).substr(std::string("populations.").size());
        for (const auto& each : vectors.at("populations").as_object().at(name).as_array()) {
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

TEST(MartingaleVectors, AgreesWithShangrlaDrawByDraw) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto all = document("shangrla_nonnegmean.json");
    int compared = 0;
    for (const auto& each : all.at("vectors").as_array()) {
        const auto& row = each.as_object();
        auto bettor = bettor_of(row);
        // Documented: the peer's fixed bets can turn the capital negative, its aGRAPA gives NaN on
        // constant samples, its Wald test multiplies twice.
        if (!bettor || !row.at("p").is_number()) {
            continue;
        }
        const bool peer_negative = row.at("bet").is_string() &&
                                   text(row.at("bet")) == "fixed_bet" && row.at("N").is_number();
        const auto values = values_of(all, row.at("x"));
        TestTerms terms;
        terms.size = row.at("N").is_number() ? number(row.at("N")) : without_end;
        terms.null_mean = number(row.at("t"));
        terms.upper = number(row.at("u"));
        if (std::ranges::any_of(values, [&](double v) { return v > terms.upper * (1 + 1e-12); })) {
            continue;
        }
        RiskTest test(terms, std::move(bettor));
        std::map<std::size_t, double> now;
        double sum = 0.0;
        for (std::size_t at = 0; at < values.size(); ++at) {
            const double null =
                (terms.size * terms.null_mean - sum) / (terms.size - static_cast<double>(at));
            test.push(values[at]);
            sum += values[at];
            // Where the null mean is just 0 or u the peer shows 1; the capital is what it was.
            if (!(std::abs(null) < 1e-9 || std::abs(terms.upper - null) < 1e-9)) {
                now[at] = test.p_now();
            }
        }
        if (peer_negative) {
            EXPECT_GE(test.p_value(), 0.0);
            continue;
        }
        for (const auto& point : row.at("history_at").as_array()) {
            if (!point.as_array()[1].is_number()) {
                continue;
            }
            const double theirs = number(point.as_array()[1]);
            const auto found = now.find(point.as_array()[0].to_number<std::size_t>());
            if (found == now.end()) {
                continue;
            }
            const double ours = found->second;
            EXPECT_NEAR(ours, theirs, 1e-9 + 1e-7 * theirs)
                << shown(each) << " at " << shown(point);
        }
        EXPECT_NEAR(test.p_value(), number(row.at("p")), 1e-9 + 1e-7 * number(row.at("p")))
            << shown(each);
        ++compared;
    }
    EXPECT_GT(compared, 150);
}

TEST(OverstatementVectors, MeansAndSampleSizesOfShangrla) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("shangrla_overstatement_mean.json")) {
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
    }
    for (const auto& each : vectors("shangrla_sample_size.json")) {
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

TEST(OneAuditVectors, PoolsAndOverstatementsOfShangrla) {
    BELFRY_NEEDS_SHARED_DATA();
    const Assertion assertion{AssertionKind::more_votes, 0, 1};
    const auto marks = [](const Object& votes) {
        std::vector<std::uint8_t> out(2, 0);
        for (const auto& [name, vote] : votes) {
            if (name == "A" || name == "B") {
                out[name == "A" ? 0 : 1] = number(vote) > 0 ? 1 : 0;
            }
        }
        return out;
    };
    for (const auto& each : vectors("shangrla_oneaudit.json")) {
        const auto& row = each.as_object();
        const auto& means = row.at("tally_pool_means").as_object();
        std::map<std::string, Object> cards;
        for (const auto& card : row.at("cards").as_array()) {
            cards[text(card.as_object().at("id"))] = card.as_object();
        }
        for (const auto& sampled : row.at("overstatements").as_array()) {
            const auto& draw = sampled.as_object();
            const auto& card = cards.at(text(draw.at("card")));
            CardReading cvr;
            if (draw.at("pooled").as_bool()) {
                cvr.pool_mean = number(means.at(text(draw.at("pool"))));
            } else if (const auto* votes = card.at("votes").as_object().if_contains("C")) {
                cvr.marks = marks(votes->as_object());
            }
            CardReading mvr;
            mvr.marks = marks(draw.at("mvr").as_object());
            const double error = overstatement(assertion, cvr, mvr, true);
            EXPECT_NEAR(error, number(draw.at("overstatement")), 1e-12) << shown(sampled);
            EXPECT_NEAR(
                overstatement_value(error, 1.0, number(row.at("margin"))),
                number(draw.at("overstatement_assorter")),
                1e-12
            );
        }
    }
}

struct RaireFile {
    std::size_t choices = 0;
    std::vector<std::string> names;
    std::vector<RankedBallots> ballots;
    std::int64_t cards = 0;
};

RaireFile read_raire(const std::string& name) {
    RaireFile out;
    std::istringstream file(shared_text("audit/" + name));
    std::string line;
    std::getline(file, line);
    std::getline(file, line);
    std::istringstream header(line);
    std::string part;
    std::getline(header, part, ',');
    std::getline(header, part, ',');
    std::getline(header, part, ',');
    out.choices = std::stoul(part);
    for (std::size_t at = 0; at < out.choices; ++at) {
        std::getline(header, part, ',');
        out.names.push_back(part);
    }
    std::map<std::vector<std::size_t>, std::int64_t> counted;
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::getline(fields, part, ',');
        std::getline(fields, part, ',');
        std::vector<std::size_t> preferences;
        while (std::getline(fields, part, ',')) {
            while (!part.empty() && (part.back() == '\r' || part.back() == ' ')) {
                part.pop_back();
            }
            const auto found = std::ranges::find(out.names, part);
            if (found != out.names.end()) {
                preferences.push_back(static_cast<std::size_t>(found - out.names.begin()));
            }
        }
        ++out.cards;
        ++counted[preferences];
    }
    for (const auto& [preferences, count] : counted) {
        out.ballots.push_back({count, preferences});
    }
    return out;
}

TEST(RaireVectors, DifficultyOfTheHardestAssertionIsThePeers) {
    BELFRY_NEEDS_SHARED_DATA();
    const std::map<std::string, std::string> files{
        {"RAIRE_SFDA2019_PrelimReport12VBMJustDASheets", "sf-2019-da/sf-2019-da-vbm.raire"},
        {"RAIRE_Aspen_2009_Mayor", "irv/Aspen_2009_Mayor.raire"},
        {"RAIRE_Oakland_2010_D4CityCouncil", "irv/Oakland_2010_D4CityCouncil.raire"},
    };
    int seen = 0;
    for (const auto& each : vectors("raire_solutions.json")) {
        const auto& row = each.as_object();
        const auto found = files.find(text(row.at("name")));
        if (found == files.end()) {
            continue;
        }
        ++seen;
        const auto contest = read_raire(found->second);
        const auto& audit = row.at("audit").as_object();
        const auto type = text(audit.at("type"));
        const auto cards = audit.at("total_auditable_ballots").to_number<std::int64_t>();
        const auto& solution = row.at("raire_java_solution").as_object().at("Ok").as_object();
        const auto winner = solution.at("winner").to_number<std::size_t>();
        const auto ours = raire(
            contest.choices,
            contest.ballots,
            winner,
            type == "OneOnMargin" ? one_on_margin(cards)
            : type == "MACRO"     ? comparison_cards(
                                    cards,
                                    number(audit.at("confidence")),
                                    number(audit.at("error_inflation_factor"))
                                )
                              : polling_ballots(cards, number(audit.at("confidence")))
        );
        ASSERT_EQ(ours.state, RaireResult::State::assertions) << found->second;
        EXPECT_NEAR(ours.difficulty, number(solution.at("difficulty")), 1e-9 * ours.difficulty)
            << found->second;
        EXPECT_LE(ours.assertions.size(), solution.at("assertions").as_array().size() + 2);
    }
    EXPECT_EQ(seen, 3);
}

TEST(RaireVectors, EveryContestOfTheFilesHasAProof) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const char* name :
         {"irv/Aspen_2009_CityCouncil.raire",
          "irv/Aspen_2009_Mayor.raire",
          "irv/Berkeley_2010_D7CityCouncil.raire",
          "irv/Oakland_2010_D4CityCouncil.raire",
          "sf-2019-da/sf-2019-da-vbm.raire"}) {
        const auto contest = read_raire(name);
        const auto order = instant_runoff(contest.choices, contest.ballots);
        ASSERT_TRUE(order) << name;
        const auto ours =
            raire(contest.choices, contest.ballots, order->back(), one_on_margin(contest.cards));
        EXPECT_EQ(ours.state, RaireResult::State::assertions) << name;
        EXPECT_FALSE(ours.proof.empty()) << name;
        for (const auto& each : ours.assertions) {
            EXPECT_FALSE(contradicts(each.assertion, *order)) << name;
        }
    }
}

}  // namespace
}  // namespace belfry::audit
