// Holds RAIRE against values that other audit systems gave for the same inputs.
#include <map>
#include <sstream>

#include "audit/raire.hpp"
#include "audit/shared_vectors.hpp"

namespace belfry::audit {
namespace {

using namespace vectors;  // NOLINT(google-build-using-namespace): test support

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

/// The peer's contests of which the ballots are there: in a folder of vectors, or as .raire files.
std::optional<RaireFile> ballots_of(const Object& row) {
    static const std::map<std::string, std::string> files{
        {"RAIRE_SFDA2019_PrelimReport12VBMJustDASheets", "sf-2019-da/sf-2019-da-vbm.raire"},
        {"RAIRE_Aspen_2009_Mayor", "irv/Aspen_2009_Mayor.raire"},
        {"RAIRE_Aspen_2009_wrong_winner_2", "irv/Aspen_2009_Mayor.raire"},
        {"RAIRE_Oakland_2010_D4CityCouncil", "irv/Oakland_2010_D4CityCouncil.raire"},
        {"RAIRE_Berkeley_2010_3", "irv/Berkeley_2010_D7CityCouncil.raire"},
    };
    const auto name = text(row.at("name"));
    const auto aggregated = "audit-vectors/raire/" + name + ".json";
    if (std::filesystem::exists(shared_data() / aggregated)) {
        const auto read = boost::json::parse(shared_text(aggregated));
        RaireFile out;
        out.choices = static_cast<std::size_t>(whole(row.at("n_candidates")));
        for (const auto& each : read.as_object().at("votes").as_array()) {
            const auto& vote = each.as_object();
            RankedBallots ballots{whole(vote.at("n")), {}};
            for (const auto& choice : vote.at("prefs").as_array()) {
                ballots.preferences.push_back(static_cast<std::size_t>(whole(choice)));
            }
            out.ballots.push_back(std::move(ballots));
        }
        return out;
    }
    const auto found = files.find(name);
    if (found == files.end()) {
        return {};
    }
    return read_raire(found->second);
}

Difficulty difficulty_of(const Object& audit) {
    const auto type = text(audit.at("type"));
    const auto cards = whole(audit.at("total_auditable_ballots"));
    // Documented: the peer calls the risk limit "confidence".
    if (type == "MACRO") {
        return comparison_cards(
            cards, number(audit.at("confidence")), number(audit.at("error_inflation_factor"))
        );
    }
    return type == "OneOnMargin" ? one_on_margin(cards)
                                 : polling_ballots(cards, number(audit.at("confidence")));
}

TEST(RaireVectors, DifficultyOfTheHardestAssertionIsThePeers) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    for (const auto& each : rows("raire_solutions.json")) {
        const auto& row = each.as_object();
        const auto contest = ballots_of(row);
        const auto& answer = row.at("raire_java_solution").as_object();
        if (!contest) {
            continue;
        }
        ++seen;
        const auto difficulty = difficulty_of(row.at("audit").as_object());
        if (!answer.contains("Ok")) {
            const auto ours = raire(
                contest->choices,
                contest->ballots,
                static_cast<std::size_t>(whole(row.at("declared_winner"))),
                difficulty
            );
            EXPECT_NE(ours.state, RaireResult::State::assertions) << shown(each);
            continue;
        }
        const auto& solution = answer.at("Ok").as_object();
        const auto ours = raire(
            contest->choices,
            contest->ballots,
            static_cast<std::size_t>(whole(solution.at("winner"))),
            difficulty
        );
        ASSERT_EQ(ours.state, RaireResult::State::assertions) << shown(row.at("name"));
        EXPECT_NEAR(ours.difficulty, number(solution.at("difficulty")), 1e-9 * ours.difficulty)
            << shown(row.at("name"));
        EXPECT_LE(ours.assertions.size(), solution.at("assertions").as_array().size() + 2);
    }
    EXPECT_GE(seen, 3);
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
