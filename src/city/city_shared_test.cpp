// Every real city, every defect, every raw list of ../shared/data: what comes through, to the row.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/check.hpp"
#include "base/shared_data.hpp"
#include "city/basemap.hpp"
#include "city/cell.hpp"
#include "city/day_model.hpp"
#include "city/log_file.hpp"
#include "city/read_city.hpp"
#include "city/test_places.hpp"
#include "simulation/model.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::city {
namespace {

using ::testing::SizeIs;

struct RealCity : Imported {
    [[nodiscard]] const CityData& city() const { return read.city; }

    [[nodiscard]] FateCounts counts() const {
        FateCounts sum;
        for (const auto& table : read.tables) {
            sum.rows += table.rows;
            sum.read += table.read;
            sum.repaired += table.repaired;
            sum.set_aside += table.set_aside;
        }
        return sum;
    }

    [[nodiscard]] std::map<std::string, int> notes() const {
        std::map<std::string, int> out;
        for (const auto& row : read.rows) {
            for (const auto& note : row.notes) {
                ++out[note.code];
            }
        }
        return out;
    }

    [[nodiscard]] std::int64_t without_place() const {
        return std::ranges::count(city().precincts, std::string(), &Precinct::place);
    }
};

RealCity import(std::vector<SourceFile> files) {
    return {import_files(std::move(files))};
}

RealCity import(const std::vector<std::string>& names) {
    std::vector<SourceFile> files;
    for (const auto& name : names) {
        files.push_back({name, shared_text(name)});
    }
    return import(std::move(files));
}

RealCity import_city(const std::string& set) {
    std::vector<std::string> names{"polling/" + set + "/sites.csv"};
    if (std::filesystem::exists(shared_data() / ("polling/" + set + "/precincts.csv"))) {
        names.push_back("polling/" + set + "/precincts.csv");
    }
    return import(names);
}

/// What is expected of each set: tests/vectors/city-imports.json.
struct ExpectedCity {
    std::string set;
    std::int64_t places = 0;
    std::int64_t precincts = 0;
    std::int64_t buildings = 0;
    std::int64_t on_the_day = 0;
    std::int64_t repaired = 0;
    std::int64_t voters = 0;  ///< Expected on the day.
};
BOOST_DESCRIBE_STRUCT(
    ExpectedCity, (), (set, places, precincts, buildings, on_the_day, repaired, voters)
)

struct ExpectedList {
    std::vector<std::string> files;
    FateCounts rows;
    std::int64_t places = 0;
    std::int64_t precincts = 0;
    std::int64_t without_place = 0;
    std::map<std::string, int> notes;
};
BOOST_DESCRIBE_STRUCT(ExpectedList, (), (files, rows, places, precincts, without_place, notes))

struct Vectors {
    std::vector<ExpectedCity> cities;
    std::vector<ExpectedList> lists;
};
BOOST_DESCRIBE_STRUCT(Vectors, (), (cities, lists))

Vectors vectors() {
    const char* root = std::getenv("BELFRY_SOURCE_DIR");
    std::ifstream in(
        std::filesystem::path(root != nullptr ? root : ".") / "tests/vectors/city-imports.json"
    );
    const std::string text(std::istreambuf_iterator<char>(in), {});
    auto read = json::parse_as<Vectors>(text);
    check(read.has_value(), read ? "" : read.error().summary.c_str());
    return std::move(*read);
}

template <class T>
std::string text_of(const T& value) {
    return json::canonical(json::write(value));
}

TEST(RealCities, ComeInWholeAndAreRehearsed) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto expected_all = vectors();
    ASSERT_THAT(expected_all.cities, SizeIs(8));
    for (const auto& expected : expected_all.cities) {
        SCOPED_TRACE(expected.set);
        const auto got = import_city(expected.set);
        for (const auto& mapping : got.mappings) {
            for (const auto& column : mapping) {
                EXPECT_EQ(column.meaning == Meaning::ignored, column.column == "precinct_count")
                    << column.column;
            }
        }
        EXPECT_EQ(got.counts().rows, got.counts().read + got.counts().repaired);
        std::set<std::string> buildings;
        for (const auto& place : got.city().places) {
            buildings.insert(place.building);
        }
        const auto model = day_model(got.city(), usual_election(), expected.set);
        ASSERT_TRUE(model) << model.error().summary;
        double voters = 0;
        for (const auto& site : model->city.sites) {
            voters += site.voters;
        }
        const ExpectedCity actual{
            expected.set,
            std::ssize(got.city().places),
            std::ssize(got.city().precincts),
            std::ssize(buildings),
            std::ssize(model->city.sites),
            got.counts().repaired,
            static_cast<std::int64_t>(voters)
        };
        EXPECT_EQ(text_of(actual), text_of(expected));
        const auto made =
            simulation::make_model(model->city, {"none", "", {}}, {"none", "", {}, {}});
        ASSERT_TRUE(made) << made.error().problems.front().field;
        simulation::RunOptions options;
        options.days = 8;
        EXPECT_EQ(simulation::rehearse(*made, options).days, 8U);
    }
}

TEST(RealCities, ChicagoComesInWithinTwoSeconds) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto start = std::chrono::steady_clock::now();
    const auto got = import_city("chicago-il-2018");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_THAT(got.city().precincts, SizeIs(2'069));
    EXPECT_LT(took.count(), 20) << "2 s in a release; sanitizers cost the rest";
}

TEST(RealCities, NeverEstimateOverWhatTheyGive) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto got = import_city("minneapolis-mn-2018");
    const auto whole = estimated(got.city(), usual_election());
    for (std::size_t at = 0; at < whole.places.size(); ++at) {
        EXPECT_EQ(whole.places[at].registered_voters, got.city().places[at].registered_voters);
        EXPECT_EQ(whole.places[at].lat, got.city().places[at].lat);
        EXPECT_EQ(whole.places[at].provenance.at("expected_voters").rule, "prior_election_day");
    }
    EXPECT_EQ(rule_uses(whole).front().rule, "prior_election_day");
}

TEST(RawLists, ComeThroughWithEveryRowAccountedFor) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto expected_all = vectors();
    for (const auto& expected : expected_all.lists) {
        SCOPED_TRACE(expected.files.front());
        const auto got = import(expected.files);
        const auto counts = got.counts();
        EXPECT_EQ(counts.rows, counts.read + counts.repaired + counts.set_aside);
        const ExpectedList actual{
            expected.files,
            counts,
            std::ssize(got.city().places),
            std::ssize(got.city().precincts),
            got.without_place(),
            got.notes()
        };
        EXPECT_EQ(text_of(actual), text_of(expected));
        const auto model = day_model(got.city(), usual_election(), "a list");
        EXPECT_EQ(model.has_value(), expected.places > 0);
    }
}

TEST(Defects, ThatAreNoListOfPlacesSaySo) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto workbook =
        read_tables({{"votes.csv", shared_text("defects/xls-mislabeled-as-csv-arlo.csv")}});
    ASSERT_FALSE(workbook);
    EXPECT_EQ(workbook.error().code, "file_is_old_workbook");
    EXPECT_THAT(workbook.error().summary, testing::HasSubstr(".xls"));
    for (const auto* name :
         {"defects/windows-1252-arlo.csv", "defects/dominion-cvr-duplicate-line.csv"}) {
        const auto got = read_tables({{name, shared_text(name)}});
        ASSERT_TRUE(got) << name;
        const auto mapping = propose_mapping(got->front());
        const auto read = read_city(*got, {mapping});
        EXPECT_EQ(says_something(mapping), !read.city.precincts.empty()) << name;
        EXPECT_TRUE(read.city.places.empty()) << name;
    }
}

TEST(Basemaps, OfProvidenceHasItsPrecincts) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto map = read_basemap(
        {"precincts.geojson", shared_text("polling/providence-ri-2018/precincts.geojson")}
    );
    ASSERT_TRUE(map) << map.error().summary;
    EXPECT_THAT(map->features, SizeIs(81));
    EXPECT_EQ(map->features.front().properties.precinct, "2823");
    EXPECT_EQ(map->features.front().properties.name, "Providence 2823");
    EXPECT_LT(map->simplified_metres, 10);
    EXPECT_LT(text_of(*map).size(), 300'000U);
}

TEST(Arrivals, OfPhiladelphiaGiveAProfileWithMorningAndEveningPeaks) {
    BELFRY_NEEDS_SHARED_DATA();
    auto election = usual_election();
    election.date = std::chrono::year(2019) / 5 / 21;
    const auto fit = [&](const std::string& name, bool with_turnouts) {
        std::vector<SourceFile> files{{name, shared_text("arrivals/" + name)}};
        if (with_turnouts) {
            files.push_back(
                {"turnout.csv", shared_text("arrivals/philadelphia-division-turnout-2016-2020.csv")}
            );
        }
        const auto tables = read_tables(std::move(files));
        check(tables.has_value());
        return fit_log(*tables, election, {"2019 primary", {}});
    };
    const auto raw = fit("philadelphia-201905-submissions-raw.csv", true);
    ASSERT_TRUE(raw) << raw.error().summary;
    EXPECT_EQ(raw->rows.rows, 853);
    EXPECT_EQ(raw->rows.rows, raw->rows.read + raw->rows.repaired + raw->rows.set_aside);
    EXPECT_GT(raw->used, 700);
    EXPECT_LT(*raw->typical_error, 0.08);
    const auto& shares = raw->arrivals->shares;
    ASSERT_EQ(shares.size(), 13U);
    EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-9);
    // The same observations as others cleaned them give the same day, within a point or two.
    const auto clean = fit("philadelphia-201905-submissions-clean.csv", true);
    ASSERT_TRUE(clean) << clean.error().summary;
    double raw_sum = 0;
    double clean_sum = 0;
    for (std::size_t hour = 0; hour < shares.size(); ++hour) {
        raw_sum += shares[hour];
        clean_sum += clean->arrivals->shares[hour];
        EXPECT_NEAR(raw_sum, clean_sum, 0.03) << hour;
    }
    const auto alone = fit("philadelphia-201905-submissions-clean.csv", false);
    ASSERT_TRUE(alone) << alone.error().summary;
    EXPECT_NEAR(alone->arrivals->shares[0], clean->arrivals->shares[0], 0.06);
}

/// Each county with at least five places: its devices of a kind for the mean place, rounded up.
std::vector<std::pair<std::string, std::int64_t>> devices_of_mean_places() {
    const auto table = [](const char* name) {
        auto tables = read_tables({{name, shared_text(std::string("eavs/") + name)}});
        check(tables.has_value(), "the surveys read");
        return std::move(tables->front());
    };
    const auto column = [](const RawTable& of, const std::string& heading) {
        const auto at = std::ranges::find(of.headers, heading);
        check(at != of.headers.end(), heading.c_str());
        return static_cast<std::size_t>(at - of.headers.begin());
    };
    const auto number = [](const RawRow& row, std::size_t at) {
        return at < row.cells.size() ? number_in_cell(row.cells[at]).value_or(0) : 0;
    };
    const auto sites = table("eavs-2016-section-d-polling-places-poll-workers.csv");
    std::map<std::string, double> places;
    for (const auto& row : sites.rows) {
        places[row.cells[column(sites, "FIPSCode")]] = number(row, column(sites, "D2a"));
    }
    const auto equipment = table("eavs-2014-section-f-equipment-no-wi.csv");
    std::vector<std::pair<std::string, std::int64_t>> out;
    for (const auto& row : equipment.rows) {
        const auto at = places.find(row.cells[column(equipment, "FIPSCode")]);
        for (const auto* kind :
             {"QF7a_Num", "QF7b_Num", "QF7c_Num", "QF7d_Num_Counters", "QF7d_Num_Booths"}) {
            const double devices = number(row, column(equipment, kind));
            if (at != places.end() && at->second >= 5 && devices > 0) {
                out.emplace_back(
                    row.cells[column(equipment, "Jurisdiction")],
                    static_cast<std::int64_t>(std::ceil(devices / at->second))
                );
            }
        }
    }
    return out;
}

TEST(RealCounties, HaveNoMeanPlaceWithMoreDevicesThanAreLikelyButForASlip) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto means = devices_of_mean_places();
    EXPECT_GT(means.size(), 1'000U);
    std::string list = "Polling Place,Address,Voting Booths\n";
    for (std::size_t at = 0; at < means.size(); ++at) {
        list += fmt::format("Hall {0},{0} A St,{1}\n", at, means[at].second);
    }
    std::set<std::string> unlikely;
    const auto got = import(std::vector<SourceFile>{{"means.csv", list}});
    for (const auto& row : got.read.rows) {
        for (const auto& note : row.notes) {
            if (note.code == "count_unlikely") {
                unlikely.insert(means[row.line - 2].first);
            }
        }
    }
    EXPECT_EQ(unlikely, (std::set<std::string>{"WEBSTER COUNTY"})) << "45,441 at 17 places";
}

}  // namespace
}  // namespace belfry::city
