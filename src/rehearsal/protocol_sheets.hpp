#pragma once

#include "rehearsal/protocol.hpp"

/// The sheets for working on paper.
namespace belfry::rehearsal {

/// From the first opening to the last closing.
struct SheetHours {
    double opens = 24 * 60;
    double closes = 0;

    void include(const SiteOrders& site);
};

/// Those that follow from a measure that works at the place.
void add_sheets_of(const simulation::Measure& measure, SiteOrders& site);

/// Those that every place has: whatever fails, people go on on paper.
void add_common_sheets(SiteOrders& site);

/// The blank sheet; the line log has a row for every quarter of an hour of `hours` and of the hour
/// after.
[[nodiscard]] ProtocolSheet sheet_of(
    SheetKind kind, const SheetHours& hours, const program::Words& words
);

}  // namespace belfry::rehearsal
