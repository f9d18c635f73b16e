// Holds assorters and pools against values that other audit systems gave for the same inputs.
#include <map>
#include <sstream>

#include "audit/assertion.hpp"
#include "audit/oneaudit.hpp"
#include "audit/overstatement.hpp"
#include "audit/shared_vectors.hpp"

namespace belfry::audit {
namespace {

using namespace vectors;  // NOLINT(google-build-using-namespace): test support

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
    if (type == "PLURALITY" || type == "APPROVAL") {
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
    for (const auto& each : rows("shangrla_assorters.json")) {
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
    EXPECT_GT(seen, 0);
}

/// Totals of the pools, and the population's mean, from the cards themselves.
void expect_pools(const Object& row, const Assertion& assertion) {
    std::map<std::string, PoolTotals> pools;
    PoolTotals others{0, std::nullopt, {0, 0}};
    for (const auto& each : row.at("cards").as_array()) {
        const auto& card = each.as_object();
        const auto* const votes = card.at("votes").as_object().if_contains("C");
        const bool pooled = card.at("pooled").as_bool();
        auto& into = pooled ? pools[text(card.at("pool"))] : others;
        into.votes.resize(2, 0);
        into.cards += pooled || votes != nullptr ? 1 : 0;
        for (const auto* const name : {"A", "B"}) {
            const bool marked = votes != nullptr && votes->as_object().contains(name);
            into.votes[*name == 'A' ? 0 : 1] += marked ? 1 : 0;
        }
    }
    auto cards = static_cast<double>(others.cards);
    auto sum = cards > 0 ? *pool_mean(assertion, others) * cards : 0.0;
    for (const auto& [name, mean] : row.at("tally_pool_means").as_object()) {
        const auto& pool = pools.at(std::string(name));
        const auto ours = *pool_mean(assertion, pool);
        EXPECT_NEAR(ours, number(mean), 1e-12);
        sum += ours * static_cast<double>(pool.cards);
        cards += static_cast<double>(pool.cards);
    }
    EXPECT_NEAR(sum / cards, number(row.at("assorter_mean")), 1e-12);
    EXPECT_NEAR(2 * sum / cards - 1, number(row.at("margin")), 1e-12);
    EXPECT_NEAR(
        overstatement_upper(upper_bound(assertion), 2 * sum / cards - 1),
        number(row.at("test_u")),
        1e-12
    );
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
    for (const auto& each : rows("shangrla_oneaudit.json")) {
        const auto& row = each.as_object();
        expect_pools(row, assertion);
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

}  // namespace
}  // namespace belfry::audit
