// Lists to start from, each with the law that it follows. They are proposals, which pages and
// documents say: what holds for a city, its attorney knows.
#include <array>

#include "release_packages/holiday.hpp"

namespace belfry::release_packages {

namespace {

constexpr std::int64_t monday = 1;
constexpr std::int64_t tuesday_after_monday = 1;
constexpr std::int64_t thursday = 4;
constexpr std::int64_t last_week = 5;

HolidayRule on_date(
    std::string name, std::int64_t month, std::int64_t day, Observed observed = Observed::nearest
) {
    return {.name = std::move(name), .month = month, .day = day, .observed = observed};
}

HolidayRule on_weekday(
    std::string name,
    std::int64_t month,
    std::int64_t week,
    std::int64_t weekday = monday,
    std::int64_t shift = 0
) {
    return {
        .name = std::move(name),
        .on = HolidayOn::weekday,
        .month = month,
        .week = week,
        .weekday = weekday,
        .shift = shift
    };
}

HolidayRule king() {
    return on_weekday("king", 1, 3);
}

HolidayRule washington() {
    return on_weekday("washington", 2, 3);
}

HolidayRule memorial() {
    return on_weekday("memorial", 5, last_week);
}

HolidayRule labor() {
    return on_weekday("labor", 9, 1);
}

HolidayRule columbus() {
    return on_weekday("columbus", 10, 2);
}

HolidayRule thanksgiving() {
    return on_weekday("thanksgiving", 11, 4, thursday);
}

HolidayRule day_after_thanksgiving() {
    return on_weekday("day_after_thanksgiving", 11, 4, thursday, 1);
}

/// Of the federal days those on a date: all that states differ in is how they are observed.
HolidayRule new_year(Observed how = Observed::nearest) {
    return on_date("new_year", 1, 1, how);
}

HolidayRule juneteenth(Observed how = Observed::nearest) {
    return on_date("juneteenth", 6, 19, how);
}

HolidayRule independence(Observed how = Observed::nearest) {
    return on_date("independence", 7, 4, how);
}

HolidayRule veterans(Observed how = Observed::nearest) {
    return on_date("veterans", 11, 11, how);
}

HolidayRule christmas(Observed how = Observed::nearest) {
    return on_date("christmas", 12, 25, how);
}

HolidayRule election_day(HolidayYears years) {
    auto rule = on_weekday("election_day", 11, 1, monday, tuesday_after_monday);
    rule.years = years;
    return rule;
}

HolidayList federal() {
    return {
        .place = "US",
        .source = "5 U.S.C. 6103",
        .rules =
            {new_year(),
             king(),
             washington(),
             memorial(),
             juneteenth(),
             independence(),
             labor(),
             columbus(),
             veterans(),
             thanksgiving(),
             christmas()}
    };
}

/// A Saturday moves nothing but Veterans Day.
HolidayList california() {
    constexpr auto sunday = Observed::monday_for_sunday;
    return {
        .place = "US-CA",
        .source = "Cal. Gov. Code 19853",
        .rules =
            {new_year(sunday),
             king(),
             washington(),
             on_date("cesar_chavez", 3, 31, sunday),
             memorial(),
             independence(sunday),
             labor(),
             veterans(),
             thanksgiving(),
             day_after_thanksgiving(),
             christmas(sunday)}
    };
}

HolidayList florida() {
    return {
        .place = "US-FL",
        .source = "Fla. Stat. 110.117",
        .rules =
            {new_year(),
             king(),
             memorial(),
             independence(),
             labor(),
             veterans(),
             thanksgiving(),
             day_after_thanksgiving(),
             christmas()}
    };
}

HolidayList illinois() {
    auto out = federal();
    out.place = "US-IL";
    out.source = "80 Ill. Adm. Code 303.250";
    out.rules.push_back(on_date("lincoln", 2, 12));
    out.rules.push_back(day_after_thanksgiving());
    out.rules.push_back(election_day(HolidayYears::even));
    return out;
}

HolidayList massachusetts() {
    constexpr auto sunday = Observed::monday_for_sunday;
    return {
        .place = "US-MA",
        .source = "Mass. G.L. c. 4, sec. 7, cl. 18",
        .rules =
            {new_year(sunday),
             king(),
             washington(),
             on_weekday("patriots", 4, 3),
             memorial(),
             juneteenth(sunday),
             independence(sunday),
             labor(),
             columbus(),
             veterans(sunday),
             thanksgiving(),
             christmas(sunday)}
    };
}

/// Cities may decide whether the second Monday in October and the Friday after Thanksgiving are
/// holidays of theirs.
HolidayList minnesota() {
    auto out = federal();
    out.place = "US-MN";
    out.source = "Minn. Stat. 645.44, subd. 5";
    return out;
}

HolidayList new_york() {
    constexpr auto sunday = Observed::monday_for_sunday;
    return {
        .place = "US-NY",
        .source = "N.Y. Gen. Constr. Law 24",
        .rules =
            {new_year(sunday),
             king(),
             on_date("lincoln", 2, 12, sunday),
             washington(),
             memorial(),
             juneteenth(sunday),
             independence(sunday),
             labor(),
             columbus(),
             election_day(HolidayYears::every),
             veterans(sunday),
             thanksgiving(),
             christmas(sunday)}
    };
}

/// Where one falls on a weekend, no other day is kept for it.
HolidayList texas() {
    constexpr auto stays = Observed::as_it_falls;
    return {
        .place = "US-TX",
        .source = "Tex. Gov't Code 552.0031, 662.003(a), (b)",
        .rules =
            {new_year(stays),
             king(),
             on_date("confederate_heroes", 1, 19, stays),
             washington(),
             on_date("texas_independence", 3, 2, stays),
             on_date("san_jacinto", 4, 21, stays),
             memorial(),
             juneteenth(stays),
             independence(stays),
             on_date("lyndon_johnson", 8, 27, stays),
             labor(),
             veterans(stays),
             thanksgiving(),
             day_after_thanksgiving(),
             on_date("christmas_eve", 12, 24, stays),
             christmas(stays),
             on_date("day_after_christmas", 12, 26, stays)}
    };
}

HolidayList washington_state() {
    return {
        .place = "US-WA",
        .source = "RCW 1.16.050",
        .rules =
            {new_year(),
             king(),
             washington(),
             memorial(),
             juneteenth(),
             independence(),
             labor(),
             veterans(),
             thanksgiving(),
             day_after_thanksgiving(),
             christmas()}
    };
}

}  // namespace

std::span<const HolidayList> holiday_presets() {
    static const std::array lists{
        federal(),
        california(),
        florida(),
        illinois(),
        massachusetts(),
        minnesota(),
        new_york(),
        texas(),
        washington_state()
    };
    return lists;
}

const HolidayList& federal_holidays() {
    return holiday_presets().front();
}

}  // namespace belfry::release_packages
