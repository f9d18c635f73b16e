#include "city/merge.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/city_change.hpp"
#include "city/test_places.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Merging, KeepsWhatAPersonChangedAndSaysWhatTheFileOffered) {
    CityData present{{place("1"), place("2")}, {}};
    present.places[0].id = {11};
    present.places[0].scanners = 3;
    present.places[0].provenance["scanners"] = {Origin::changed, ""};
    present.places[0].registered_voters = 500;
    present.places[1].id = {12};
    CityData incoming{{place("1"), place("9")}, {}};
    incoming.places[0].scanners = 1;
    incoming.places[0].registered_voters = 600;
    const auto out = merge(present, incoming, {Absent::remove});
    ASSERT_THAT(out.data.places, SizeIs(2));
    EXPECT_EQ(out.data.places[0].id.value, 11);
    EXPECT_EQ(out.data.places[0].scanners, 3);
    EXPECT_EQ(out.data.places[0].registered_voters, 600);
    EXPECT_THAT(out.kept, ElementsAre(KeptField{"1", "scanners", "3", "1"}));
    EXPECT_EQ(out.places, (MergeCounts{1, 1, 0, 1, 0}));
    EXPECT_EQ(merge(present, incoming, {Absent::keep}).data.places.size(), 3U);
}

TEST(Merging, LeavesAloneWhatAFileDoesNotSay) {
    CityData present{{place("1")}, {precinct("a", "1", 70)}};
    present.places[0].voting_booths = 8;
    present.places[0].kind = PlaceKind::vote_center;
    const auto places = merge(present, {{place("1")}, {}}, {Absent::remove});
    EXPECT_EQ(places.data.places[0].voting_booths, 8);
    EXPECT_EQ(places.data.places[0].kind, PlaceKind::vote_center);
    EXPECT_THAT(places.data.precincts, SizeIs(1)) << "a file without precincts";
    const auto precincts = merge(present, {{}, {precinct("a", "1", 90)}}, {Absent::remove});
    EXPECT_THAT(precincts.data.places, SizeIs(1)) << "a file without places";
    EXPECT_EQ(precincts.data.precincts[0].registered_voters, 90);
}

TEST(Merging, KnowsAPlaceByNameAndAddressAndNotByNumberAlone) {
    CityData present{{place("S0001", "Fire Station"), place("S0002", "Library")}, {}};
    present.places[0].address = "12 Main St";
    present.places[1].address = "5 Elm St";
    CityData incoming{{place("S0001", "Library"), place("S0002", "School")}, {}};
    incoming.places[0].address = "5 ELM STREET";
    incoming.places[1].address = "9 Oak St";
    incoming.places[0].provenance["key"] = {Origin::repaired, "numbered_here"};
    incoming.places[1].provenance["key"] = {Origin::repaired, "numbered_here"};
    incoming.precincts = {precinct("a", "S0001", 1), precinct("b", "S0002", 1)};
    const auto out = merge(present, incoming, {Absent::keep});
    ASSERT_THAT(out.data.places, SizeIs(3));
    EXPECT_EQ(out.data.precincts[0].place, "S0002") << "the library kept its number";
    const auto school = std::ranges::find(out.data.places, "School", &PollingPlace::name);
    EXPECT_EQ(out.data.precincts[1].place, school->key);
    EXPECT_EQ(school->key, "S0003");
    EXPECT_EQ(out.places, (MergeCounts{1, 1, 0, 0, 1})) << "the street is spelled otherwise";
}

TEST(Merging, UndoesAnImportButForWhatPeopleChangedSince) {
    CityData before{{place("1")}, {}};
    before.places[0].id = {11};
    CityData incoming{{place("1"), place("2"), place("3")}, {precinct("a", "2", 5)}};
    incoming.places[0].scanners = 4;
    auto now = merge(before, incoming, {Absent::remove}).data;
    now.places[1].poll_workers = 9;
    now.places[1].provenance["poll_workers"] = {Origin::changed, ""};
    const auto back = merge(now, before, {Absent::remove, true}).data;
    ASSERT_THAT(back.places, SizeIs(2));
    EXPECT_EQ(back.places[0], before.places[0]);
    EXPECT_EQ(back.places[1].poll_workers, 9) << "somebody worked on it";
    EXPECT_THAT(back.precincts, IsEmpty());
    EXPECT_THAT(merge(incoming, {}, {Absent::remove, true}).data.places, IsEmpty());
}

TEST(Merging, ASecondTimeChangesNothing) {
    const CityData data{{place("1"), place("2")}, {precinct("a", "1", 3)}};
    const auto out = merge(data, data, {usual_absent(data, data)});
    EXPECT_EQ(out.data, data);
    EXPECT_EQ(out.places, (MergeCounts{0, 0, 2, 0, 0}));
    EXPECT_EQ(usual_absent(data, {{place("7")}, {}}), Absent::keep);
}

TEST(Merging, TellsWhatChangesOfTheCity) {
    CityData present{
        {place("1"), place("2"), place("3")}, {precinct("a", "1", 70), precinct("b", "3", 80)}
    };
    for (std::size_t at = 0; at < 3; ++at) {
        present.places[at].id = {static_cast<std::int64_t>(11 + at)};
    }
    CityData incoming{{place("1"), place("2"), place("9")}, {precinct("a", "9", 75)}};
    incoming.places[0].scanners = 2;
    const auto out = merge(present, incoming, {Absent::remove});
    std::vector<std::string> lines;
    for (const auto& change : changes_between(present, out.data)) {
        lines.push_back(fmt::format(
            "{} {} {} {} {}>{}",
            json::name_of(change.part),
            json::name_of(change.change),
            change.key,
            change.field,
            change.before,
            change.after
        ));
    }
    EXPECT_THAT(
        lines,
        ElementsAre(
            "place changed 1 scanners >2",
            "place removed 3  >",
            "place added 9  >",
            "precinct changed a place 1>9",
            "precinct changed a registered_voters 70>75",
            "precinct removed b  >"
        )
    );
    EXPECT_EQ(out.places, (MergeCounts{1, 1, 1, 1, 0}));
    EXPECT_THAT(changes_between(present, present), IsEmpty());
}

TEST(Merging, KeepsTheNameOfAPrecinctThatAListOnlyNumbers) {
    CityData present{{place("1")}, {precinct("a", "1", 70)}};
    present.precincts[0].name = "North";
    CityData incoming{{place("1")}, {precinct("a", "1", {})}};
    incoming.precincts[0].name = "a";
    const auto out = merge(present, incoming, {Absent::remove});
    EXPECT_EQ(out.data.precincts[0].name, "North");
    EXPECT_EQ(out.precincts, (MergeCounts{0, 0, 1, 0, 0}));
}

TEST(Merging, CountsPrecinctsThatLoseTheirPlace) {
    CityData present{{place("1"), place("2")}, {precinct("a", "1", 70), precinct("b", "2", 80)}};
    const auto out = merge(present, {{place("1")}, {}}, {Absent::remove});
    EXPECT_EQ(out.precincts, (MergeCounts{0, 1, 0, 0, 1}));
    EXPECT_EQ(out.data.precincts[1].place, "");
}

}  // namespace
}  // namespace belfry::city
