#include "rehearsal/protocol.hpp"

#include <algorithm>
#include <set>

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.hpp"
#include "rehearsal/protocol_reach.hpp"
#include "rehearsal/protocol_words.hpp"
#include "rehearsal/test_protocol.hpp"
#include "simulation/validation.hpp"

namespace belfry::rehearsal {
namespace {

using test::city;
using test::facts;
using test::measure;
using test::plan;
using test::protocol;
using test::words;

using simulation::Equipment;
using simulation::Measure;
using simulation::MeasureKind;
using simulation::TriggerKind;
using testing::Contains;
using testing::HasSubstr;

bool accepted(const Measure& measure) {
    json::Problems problems;
    simulation::check_plan(plan({measure}), city(), {}, problems);
    return problems.empty();
}

std::vector<ProtocolCard> cards_for(const Protocol& protocol, const std::string& site) {
    std::vector<ProtocolCard> cards;
    const auto found = std::ranges::find(protocol.sites, site, &SiteOrders::id);
    for (const auto number : found->cards) {
        if (!protocol.cards[number].measure.empty()) {
            cards.push_back(protocol.cards[number]);
        }
    }
    return cards;
}

std::vector<ProtocolCard> cards_of(const Protocol& protocol, const std::string& measure) {
    std::vector<ProtocolCard> cards;
    std::ranges::copy_if(protocol.cards, std::back_inserter(cards), [&](const ProtocolCard& card) {
        return card.measure == measure;
    });
    return cards;
}

/// What has to stand in the trigger of a card.
std::string named_by(TriggerKind when) {
    return when == TriggerKind::time ? "4:45 p.m." : "37";
}

constexpr int kinds = static_cast<int>(MeasureKind::ballot_delivery) + 1;
constexpr int triggers = static_cast<int>(TriggerKind::stock) + 1;

TEST(Protocol, HasACompleteCardForEveryMeasureAndTriggerThatAPlanMayHave) {
    int accepted_pairs = 0;
    for (int k = 0; k < kinds; ++k) {
        for (int t = 0; t < triggers; ++t) {
            const auto m = measure(static_cast<MeasureKind>(k), static_cast<TriggerKind>(t));
            if (!accepted(m)) {
                continue;
            }
            ++accepted_pairs;
            for (const auto* language : {"en", "es"}) {
                const auto made = protocol({m}, language);
                const auto what = std::string(json::name_of(m.kind)) + " " + language;
                EXPECT_TRUE(made.idle.empty()) << what;
                const auto cards = cards_of(made, "m");
                ASSERT_FALSE(cards.empty()) << what;
                EXPECT_THAT(
                    cards, Contains(testing::Field(&ProtocolCard::role, ProtocolRole::chief_judge))
                );
                for (const auto& card : cards) {
                    EXPECT_FALSE(card.trigger.empty() || card.title.empty()) << what;
                    EXPECT_FALSE(card.act.empty() || card.call.empty()) << what;
                    EXPECT_FALSE(card.write_down.empty() || card.never.empty()) << what;
                    EXPECT_FALSE(card.back_to_normal.empty() || card.ready.empty()) << what;
                    if (t != static_cast<int>(TriggerKind::always) && language[1] == 'n') {
                        EXPECT_THAT(card.trigger, HasSubstr(named_by(static_cast<TriggerKind>(t))))
                            << what;
                    }
                }
            }
        }
    }
    // Three of the kinds take every trigger, redirects two, the fall-backs only "always".
    EXPECT_EQ(accepted_pairs, 3 * triggers + 2 + 5);
}

TEST(Protocol, LeavesNoBlankOfASentenceUnfilled) {
    for (const auto* language : {"en", "es"}) {
        std::vector<Measure> all;
        for (int k = 0; k < kinds; ++k) {
            for (int t = 0; t < triggers; ++t) {
                auto m = measure(static_cast<MeasureKind>(k), static_cast<TriggerKind>(t));
                m.delay = simulation::always(45);
                if (accepted(m)) {
                    m.id += std::to_string(all.size());
                    all.push_back(m);
                }
            }
        }
        const auto text = boost::json::serialize(json::write(protocol(all, language)));
        for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
            EXPECT_TRUE(text[at + 1] == '"' || text[at + 1] == '}') << text.substr(at, 40);
        }
    }
}

TEST(Protocol, SaysTheTriggerInPlainWords) {
    const auto made = protocol({measure(MeasureKind::extra_workers, TriggerKind::line)});
    const auto cards = cards_of(made, "m");
    EXPECT_EQ(cards[0].role, ProtocolRole::chief_judge);
    EXPECT_EQ(cards[0].trigger, "37 people or more stand in line.");
    EXPECT_EQ(cards[1].role, ProtocolRole::operations_center);
    EXPECT_EQ(cards[1].trigger, "A polling place reports: 37 people or more stand in line.");
}

TEST(Protocol, OfTheClockIsNothingThatAPlaceReports) {
    const auto made = protocol({measure(MeasureKind::extended_hours, TriggerKind::time)});
    for (const auto& card : cards_of(made, "m")) {
        EXPECT_EQ(card.trigger, "It is 4:45 p.m.");
    }
}

TEST(Protocol, CountsAndDelaysStandOnTheCard) {
    auto ballots = measure(MeasureKind::emergency_ballots);
    ballots.delay = simulation::always(45);
    const auto cards = cards_of(protocol({ballots}), "m");
    EXPECT_EQ(cards[0].ready, "150 emergency ballots");
    EXPECT_THAT(cards[0].delay, HasSubstr("45 minutes"));
    EXPECT_THAT(cards[0].act.back(), HasSubstr("Until the ballots are here"));
}

TEST(Protocol, WhereCountsDifferTheSiteSheetSaysHowMany) {
    auto ballots = measure(MeasureKind::emergency_ballots);
    ballots.counts = std::map<std::string, int>{{"1", 80}, {"3", 0}};
    const auto made = protocol({ballots});
    EXPECT_EQ(cards_of(made, "m")[0].ready, "as many as your site sheet says");
    EXPECT_THAT(made.sites[0].ready, Contains("80 emergency ballots"));
    EXPECT_THAT(made.sites[1].ready, Contains("150 emergency ballots"));
    EXPECT_TRUE(made.sites[2].ready.empty());
    EXPECT_TRUE(cards_for(made, "3").empty());
    EXPECT_EQ(cards_of(made, "m")[0].sites, 2U);
}

TEST(Protocol, MeasuresAreOnlyWhereThePlanNamesTheSite) {
    auto workers = measure(MeasureKind::extra_workers, TriggerKind::line);
    workers.where = simulation::Where{std::vector<std::string>{"2"}, {}};
    const auto made = protocol({workers});
    EXPECT_TRUE(cards_for(made, "1").empty());
    EXPECT_EQ(cards_for(made, "2").size(), 1U);
}

TEST(Protocol, MeasuresAreOnlyWhereThereIsTheEquipment) {
    const auto made = protocol(
        {measure(MeasureKind::paper_pollbooks),
         measure(MeasureKind::drop_slot),
         measure(MeasureKind::repair_crews)}
    );
    EXPECT_TRUE(cards_for(made, "3").empty());
    EXPECT_FALSE(cards_for(made, "1").empty());
}

TEST(Protocol, RedirectsAreBetweenVoteCentersAlone) {
    const auto made = protocol({measure(MeasureKind::redirect)});
    EXPECT_TRUE(cards_for(made, "3").empty());
    EXPECT_EQ(cards_for(made, "1").size(), 2U);
    auto one_center = city();
    one_center.sites[0].vote_center = false;
    const auto reader = words();
    const auto idle =
        protocol_of(plan({measure(MeasureKind::redirect)}), one_center, facts(), reader);
    ASSERT_EQ(idle.idle.size(), 1U);
    EXPECT_EQ(idle.idle[0].measure, "m");
    EXPECT_EQ(idle.idle[0].reason, "there is no second vote center to go to.");
}

TEST(Protocol, EveryMeasureHasCardsOrIsNamedAsIdle) {
    auto none = measure(MeasureKind::emergency_ballots);
    none.count = 0;
    none.id = "none";
    auto printers = measure(MeasureKind::spare_machines);
    printers.equipment = {Equipment::printer};
    printers.id = "printers";
    const auto made = protocol({none, printers, measure(MeasureKind::drop_slot)});
    ASSERT_EQ(made.idle.size(), 2U);
    EXPECT_EQ(made.idle[0].measure, "none");
    EXPECT_EQ(made.idle[1].measure, "printers");
    EXPECT_EQ(made.idle[1].reason, "no place has the equipment it is for.");
    EXPECT_FALSE(cards_of(made, "m").empty());
}

TEST(Protocol, SharedSparesAreCalledForAndSentFromTheDepot) {
    auto own = measure(MeasureKind::spare_machines);
    auto shared = own;
    shared.shared = true;
    const auto roles = [](const std::vector<ProtocolCard>& cards) {
        std::set<ProtocolRole> found;
        for (const auto& card : cards) {
            found.insert(card.role);
        }
        return found;
    };
    EXPECT_EQ(roles(cards_of(protocol({own}), "m")), std::set{ProtocolRole::chief_judge});
    const auto cards = cards_of(protocol({shared}), "m");
    EXPECT_EQ(
        roles(cards),
        (std::set{ProtocolRole::chief_judge, ProtocolRole::depot, ProtocolRole::operations_center})
    );
    EXPECT_EQ(cards[0].ready, "2 spare machines for all places together (scanners)");
    EXPECT_EQ(cards[0].call, std::vector{ProtocolRole::operations_center});
}

TEST(Protocol, LongerHoursSayWhenEachPlaceCloses) {
    const auto made = protocol({measure(MeasureKind::extended_hours, TriggerKind::wait)});
    EXPECT_THAT(made.sites[0].ready, Contains("With longer hours this place closes at 9:00 p.m."));
}

TEST(Protocol, NobodyIsEverToldToTurnAVoterAway) {
    const auto made = protocol({});
    for (const auto& card : made.cards) {
        EXPECT_TRUE(card.measure.empty());
        if (card.role == ProtocolRole::chief_judge) {
            EXPECT_THAT(card.never, Contains("Turn a voter away."));
        }
    }
    // No crews, nothing in a depot: nobody there has orders.
    EXPECT_THAT(
        made.cards, testing::Not(Contains(testing::Field(&ProtocolCard::role, ProtocolRole::rover)))
    );
    EXPECT_EQ(made.sites[0].cards.size(), 5U);
}

TEST(Protocol, BringsTheSheetsThatItsMeasuresNeed) {
    const auto made = protocol({measure(MeasureKind::paper_pollbooks)});
    using enum SheetKind;
    const std::vector on_paper{paper_pollbook, ballots, outage_log, line_log, custody, contacts};
    EXPECT_EQ(made.sites[0].sheets, on_paper);
    EXPECT_EQ(made.sites[2].sheets, on_paper) << "whatever fails there";
    auto with_slot = on_paper;
    with_slot.insert(with_slot.begin() + 1, emergency_ballots);
    EXPECT_EQ(protocol({measure(MeasureKind::drop_slot)}).sites[0].sheets, with_slot);
    for (const auto& sheet : made.sheets) {
        EXPECT_EQ(sheet.columns.size(), sheet.widths.size()) << sheet.title;
        int width = 0;
        for (const int percent : sheet.widths) {
            width += percent;
        }
        EXPECT_EQ(width, 100) << sheet.title;
        for (const auto& row : sheet.rows) {
            EXPECT_EQ(row.size(), sheet.columns.size()) << sheet.title;
        }
    }
}

TEST(Protocol, TheLineLogHasEveryQuarterOfAnHourAndOneHourMore) {
    const auto made = protocol({});
    const auto log = std::ranges::find(made.sheets, SheetKind::line_log, &ProtocolSheet::kind);
    std::vector<std::string> times;
    for (const std::size_t column : {0U, 4U}) {
        for (const auto& row : log->rows) {
            if (!row[column].empty()) {
                times.push_back(row[column]);
            }
        }
    }
    ASSERT_EQ(times.size(), 14U * 4 + 1);
    EXPECT_EQ(times.front(), "7:00 a.m.");
    EXPECT_EQ(times[1], "7:15 a.m.");
    EXPECT_EQ(times[20], "12:00 p.m.");
    EXPECT_EQ(times.back(), "9:00 p.m.");
}

TEST(Protocol, OfOneSiteHasItsCardsAndSheetsAlone) {
    auto known = facts();
    known.contacts = {
        {ProtocolRole::chief_judge, "1", "Ana Ruiz", "555-0100"},
        {ProtocolRole::chief_judge, "2", "Bo Lund", "555-0101"},
        {ProtocolRole::election_office, "", "Front desk", "555-0199"},
    };
    const auto reader = words();
    const auto whole = protocol_of(
        plan({measure(MeasureKind::drop_slot), measure(MeasureKind::redirect)}),
        city(),
        known,
        reader
    );
    const auto one = for_site(whole, "1");
    ASSERT_TRUE(one.has_value());
    EXPECT_EQ(one->sites.size(), 1U);
    EXPECT_EQ(one->cards.size(), whole.sites[0].cards.size());
    for (const auto& card : one->cards) {
        EXPECT_TRUE(works_at_a_site(card.role));
    }
    EXPECT_EQ(cards_for(*one, "1").size(), cards_for(whole, "1").size());
    EXPECT_EQ(one->contacts.size(), 2U);
    EXPECT_FALSE(for_site(whole, "17").has_value());
}

TEST(Protocol, TellsCopiesOfASiteApart) {
    auto twice = city();
    twice.sites[0].copies = 3;
    const auto reader = words();
    const auto made = protocol_of(plan({}), twice, facts(), reader);
    ASSERT_EQ(made.sites.size(), 5U);
    EXPECT_EQ(made.sites[1].id, "1-2");
    EXPECT_EQ(made.sites[1].name, "Library (2)");
}

TEST(ProtocolTexts, AreTheSameKeysBlanksAndNumbersOfLinesInEachLanguage) {
    const auto& catalog = text::Catalog::embedded();
    int keys = 0;
    for (const auto& key : catalog.keys("en")) {
        if (!key.starts_with("protocol.") && !key.starts_with("brief.run.")) {
            continue;
        }
        ++keys;
        ASSERT_TRUE(catalog.has("es", key)) << key;
        const auto english = lines_of(catalog.say("en", key));
        const auto spanish = lines_of(catalog.say("es", key));
        EXPECT_EQ(english.size(), spanish.size()) << key;
    }
    EXPECT_GT(keys, 250);
}

TEST(WallClock, IsAsPeopleReadIt) {
    EXPECT_EQ(wall_clock(words(), simulation::at_clock(0, 5)), "12:05 a.m.");
    EXPECT_EQ(wall_clock(words(), simulation::at_clock(12)), "12:00 p.m.");
    EXPECT_EQ(wall_clock(words(), simulation::at_clock(25, 30)), "1:30 a.m.");
    EXPECT_EQ(wall_clock(words("es"), simulation::at_clock(17, 30)), "5:30 p. m.");
}

}  // namespace
}  // namespace belfry::rehearsal
