#include "rehearsal/protocol_sheets.hpp"

#include <algorithm>

#include "json/json.hpp"
#include "rehearsal/protocol_words.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::MeasureKind;

/// Blank rows that fit on one page.
std::size_t blank_rows(SheetKind kind) {
    switch (kind) {
        case SheetKind::paper_pollbook:
            return 18;
        case SheetKind::outage_log:
            return 19;
        case SheetKind::custody:
            return 17;
        default:
            return 0;
    }
}

std::vector<int> widths_of(SheetKind kind) {
    switch (kind) {
        case SheetKind::paper_pollbook:
            return {7, 27, 28, 20, 8, 10};
        case SheetKind::emergency_ballots:
        case SheetKind::ballots:
            return {6, 46, 16, 16, 16};
        case SheetKind::outage_log:
            return {30, 12, 22, 12, 12, 12};
        case SheetKind::line_log:
            return {14, 11, 12, 13, 14, 11, 12, 13};
        case SheetKind::custody:
            return {20, 12, 12, 18, 12, 13, 13};
        default:
            return {34, 24, 21, 21};
    }
}

/// Two columns side by side, so that a whole day fits on a page.
void add_line_log(ProtocolSheet& sheet, const SheetHours& hours, const program::Words& words) {
    std::vector<std::string> times;
    const int last = static_cast<int>(hours.closes) + 60;
    for (int at = static_cast<int>(hours.opens) / 15 * 15; at <= last; at += 15) {
        times.push_back(wall_clock(words, {double(at)}));
    }
    const auto columns = sheet.columns;
    sheet.columns.insert(sheet.columns.end(), columns.begin(), columns.end());
    const auto half = (times.size() + 1) / 2;
    for (std::size_t i = 0; i < half; ++i) {
        const auto second = half + i < times.size() ? times[half + i] : "";
        sheet.rows.push_back({times[i], "", "", "", second, "", "", ""});
    }
}

void add_given_rows(ProtocolSheet& sheet, std::string_view lines) {
    for (const auto& line : lines_of(lines)) {
        auto& row = sheet.rows.emplace_back(sheet.columns.size());
        const auto tab = line.find('\t');
        row[0] = line.substr(0, tab);
        if (tab != std::string::npos) {
            row[1] = line.substr(tab + 1);
        }
    }
}

void add_blank_rows(ProtocolSheet& sheet) {
    sheet.rows.assign(blank_rows(sheet.kind), std::vector<std::string>(sheet.columns.size()));
}

}  // namespace

void SheetHours::include(const SiteOrders& site) {
    opens = std::min(opens, site.opens.minutes);
    closes = std::max(closes, site.closes.minutes);
}

void add_sheets_of(const simulation::Measure& measure, SiteOrders& site) {
    switch (measure.kind) {
        case MeasureKind::emergency_ballots:
        case MeasureKind::ballot_delivery:
        case MeasureKind::drop_slot:
            site.sheets.push_back(SheetKind::emergency_ballots);
            break;
        default:
            break;
    }
}

void add_common_sheets(SiteOrders& site) {
    site.sheets.insert(
        site.sheets.end(),
        {SheetKind::paper_pollbook,
         SheetKind::ballots,
         SheetKind::outage_log,
         SheetKind::line_log,
         SheetKind::custody,
         SheetKind::contacts}
    );
}

ProtocolSheet sheet_of(SheetKind kind, const SheetHours& hours, const program::Words& words) {
    const auto key = "protocol.sheet." + std::string(json::name_of(kind));
    ProtocolSheet sheet;
    sheet.kind = kind;
    sheet.title = words.say(key);
    sheet.how = lines_of(words.say(key + ".how"));
    sheet.columns = lines_of(words.say(key + ".columns"));
    sheet.widths = widths_of(kind);
    switch (kind) {
        case SheetKind::line_log:
            add_line_log(sheet, hours, words);
            break;
        case SheetKind::emergency_ballots:
        case SheetKind::ballots:
            add_given_rows(sheet, words.say(key + ".rows"));
            break;
        case SheetKind::contacts:
            for (const auto& row : lines_of(words.say(key + ".more"))) {
                sheet.rows.push_back({row, "", "", ""});
            }
            break;
        default:
            add_blank_rows(sheet);
    }
    if (kind == SheetKind::paper_pollbook || kind == SheetKind::emergency_ballots ||
        kind == SheetKind::ballots) {
        sheet.signatures = words.say("protocol.label.two_signatures");
    }
    return sheet;
}

}  // namespace belfry::rehearsal
