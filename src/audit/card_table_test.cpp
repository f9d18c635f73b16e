#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "audit/cards.hpp"

namespace belfry::audit {
namespace {

using ::testing::ElementsAre;

TEST(CardTable, BlankFewerFullOvervotedAndAbsentAreFiveThings) {
    CardTable cards;
    const auto council = cards.add_contest({"Council", 2, 0, {"A", "B", "C"}});
    const auto add = [&](std::vector<std::uint8_t> marks) {
        cards.add_card({"T", "B", std::to_string(cards.size())});
        cards.set_marks(council, marks);
    };
    add({0, 0, 0});
    add({1, 0, 0});
    add({1, 1, 0});
    add({1, 1, 1});
    cards.add_card({"T", "B", "dark"});
    cards.set_overvoted(council);
    cards.add_card({"T", "B", "without"});
    EXPECT_EQ(cards.counts(council), (ContestCounts{1, 1, 1, 2}));
    EXPECT_EQ(cards.cards_with(council), 5);
    EXPECT_THAT(cards.tally(council), ElementsAre(2, 1, 0));
    EXPECT_TRUE(cards.overvoted(3, council));
    EXPECT_TRUE(cards.overvoted(4, council));
    EXPECT_FALSE(cards.overvoted(5, council));
    EXPECT_EQ(cards.marks(5, council), std::nullopt);
    EXPECT_THAT(cards.marks(4, council).value(), ElementsAre(0, 0, 0));
}

TEST(CardTable, OfRanksTwoAtOnePlaceAreAnOvervote) {
    CardTable cards;
    const auto mayor = cards.add_contest({"Mayor", 1, 3, {"A", "B"}});
    cards.add_card({"T", "B", "1"});
    cards.set_marks(mayor, std::vector<std::uint8_t>{1, 1});
    cards.add_card({"T", "B", "2"});
    cards.set_marks(mayor, std::vector<std::uint8_t>{2, 1});
    EXPECT_EQ(cards.counts(mayor), (ContestCounts{0, 0, 1, 1}));
}

TEST(CardTable, NamesMayComeAfterTheCards) {
    CardTable cards;
    const auto place = cards.add_contest({"c-1", 1, 0, {"s-1"}});
    cards.add_card({"T", "B", "1", "", "", "Mail"});
    cards.set_marks(place, std::vector<std::uint8_t>{1});
    cards.describe_contest(place, {"Mayor", 1, 0, {"Ada", "Bea"}});
    EXPECT_EQ(cards.find_contest("Mayor"), place);
    EXPECT_EQ(cards.find_contest("c-1"), std::nullopt);
    EXPECT_EQ(cards.choice(place, "Bea"), 1U);
    EXPECT_THAT(cards.tally(place), ElementsAre(1, 0));
    EXPECT_THAT(cards.groups(), ElementsAre(std::pair<const std::string, std::int64_t>("Mail", 1)));
}

/// A column remembers what a plain list does.
RC_GTEST_PROP(CardColumn, HoldsWhatWasSet, ()) {
    CardColumn column;
    std::map<std::size_t, std::uint32_t> plain;
    const auto sets =
        *rc::gen::container<std::vector<std::pair<std::size_t, std::uint32_t>>>(rc::gen::pair(
            rc::gen::inRange<std::size_t>(0, 5000),
            rc::gen::element<std::uint32_t>(0, 1, 255, 256, 65'535, 65'536, 4'000'000'000U)
        ));
    for (const auto& [card, code] : sets) {
        column.set(card, code);
        plain[card] = code;
    }
    std::map<std::size_t, std::uint32_t> seen;
    column.for_each([&](std::size_t card, std::uint32_t code) { seen[card] = code; });
    std::erase_if(plain, [](const auto& each) { return each.second == 0; });
    RC_ASSERT(seen == plain);
    for (const auto& [card, code] : plain) {
        RC_ASSERT(column.at(card) == code);
    }
}

}  // namespace
}  // namespace belfry::audit
