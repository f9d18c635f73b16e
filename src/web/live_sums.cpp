#include <algorithm>
#include <array>
#include <vector>

#include "accounts/sums.hpp"
#include "record/record.hpp"
#include "web/live_tables.hpp"

namespace belfry::web {

namespace {

using record::Deed;
using record::SumScope;

bool is_about(const Deed& deed, std::initializer_list<std::string_view> kinds) {
    return std::ranges::find(kinds, deed.object.kind) != kinds.end();
}

std::optional<SumScope> all_where(bool touched) {
    return touched ? std::optional(SumScope()) : std::nullopt;
}

/// Deeds on an object of this kind change its own rows, and no others do.
template <const auto& kind>
std::optional<SumScope> own(store::Connection& /*db*/, const Deed& deed) {
    return deed.object.kind == kind ? std::optional(SumScope{deed.object.id}) : std::nullopt;
}

constexpr std::string_view log_kind = "log";
constexpr std::string_view contacts = "protocol_contacts";
constexpr std::string_view exemption = "exemption";
constexpr std::string_view series = "retention_series";
constexpr std::string_view run = "run";
constexpr std::string_view import_kind = "import";

/// The only one of its kind.
constexpr std::string_view one = "CAST(1 AS BIGINT)";

const record::Sums log_sums{
    .kind = log_kind,
    .rows =
        {{.table = "log_identity",
          .number = "id",
          .field = "'keys'",
          .words = {},
          .bytes = {"log_seed", "witness_seed"}}},
    .touched_by = [](store::Connection&,
                     const Deed& deed) { return all_where(is_about(deed, {log_kind, "key"})); },
};

const record::Sums contact_sums{
    .kind = contacts,
    .rows =
        {{.table = contacts, .number = "id", .field = "'names'", .words = {}, .bytes = {"sealed"}}},
    .touched_by = [](store::Connection&,
                     const Deed& deed) { return all_where(is_about(deed, {contacts, "key"})); },
};

/// Where a law or a series can be read: no entry says so.
const record::Sums exemption_sums{
    .kind = exemption,
    .rows = {{.table = exemption, .number = "id", .field = "'source'", .words = {"source"}}},
    .touched_by = own<exemption>,
};

const record::Sums series_sums{
    .kind = series,
    .rows = {{.table = series, .number = "id", .field = "'source'", .words = {"source"}}},
    .touched_by = own<series>,
};

/// Scenarios that are being simulated change with every step; they are summed when they are done.
const record::Sums run_sums{
    .kind = run,
    .rows =
        {{.table = "rehearsal_run",
          .number = "id",
          .field = "'inputs'",
          .words = {"kind", "wish", "inputs", "city_sha256", "engine_version", "started_by"}},
         {.table = "rehearsal_run", .number = "id", .field = "'found'", .words = {"found"}},
         {.table = "rehearsal_run JOIN run_city ON run_city.sha256 = rehearsal_run.city_sha256",
          .number = "rehearsal_run.id",
          .field = "'city'",
          .words = {},
          .bytes = {"run_city.packed"}},
         {.table = "run_part",
          .number = "run",
          .field = "'scenario/' || CAST(scenario AS TEXT)",
          .words = {"days", "pairs"},
          .bytes = {"packed"},
          .where = "complete = 1"},
         {.table = "run_cell",
          .number = "run",
          .field = "'scenario/' || CAST(scenario AS TEXT)",
          .words = {"plan", "figures"},
          .bytes = {"packed"},
          .where = "EXISTS (SELECT 1 FROM run_part p WHERE p.run = run_cell.run"
                   " AND p.scenario = run_cell.scenario AND p.complete = 1)"}},
    .touched_by = own<run>,
};

/// The fictional city and values that the law had removed go from all of them.
const record::Sums import_sums{
    .kind = import_kind,
    .rows =
        {{.table = "city_import",
          .number = "id",
          .field = "'entry'",
          .words = {"state", "plan", "result", "before", "made_by", "made_at"}},
         {.table = "city_import_file",
          .number = "import",
          .field = "'file/' || CAST(number AS TEXT)",
          .words = {"name", "size"}},
         {.table = "city_import_content",
          .number = "import",
          .field = "'content/' || CAST(number AS TEXT)",
          .words = {"piece"},
          .bytes = {"bytes"}}},
    .touched_by =
        [](store::Connection& db, const Deed& deed) {
            const bool all = deed.action == "import.undo" || is_about(deed, {"demo", "redaction"});
            return all ? SumScope() : own<import_kind>(db, deed);
        },
};

const record::Sums map_sums{
    .kind = "basemap",
    .rows =
        {{.table = "basemap",
          .number = one,
          .field = "'areas'",
          .words = {"revision", "glance", "data"}}},
    .touched_by = [](store::Connection&,
                     const Deed& deed) { return all_where(is_about(deed, {"basemap"})); },
};

/// Precincts, and the city whose place the fictional one took.
const record::Sums city_sums{
    .kind = "city",
    .rows =
        {{.table = "precinct",
          .number = one,
          .field = "'precincts'",
          .words = {"precinct_key", "data"}},
         {.table = "own_city", .number = one, .field = "'own'", .words = {"data"}},
         {.table = "demo_city", .number = one, .field = "'own_name'", .words = {"city"}}},
    .touched_by =
        [](store::Connection&, const Deed& deed) {
            return all_where(is_about(deed, {"demo", import_kind, "place", "redaction"}));
        },
};

}  // namespace

std::span<const record::Sums* const> live_sums() {
    static const auto all = [] {
        const auto people = accounts::all_sums();
        std::vector<const record::Sums*> out(people.begin(), people.end());
        constexpr std::array more{
            &log_sums,
            &contact_sums,
            &exemption_sums,
            &series_sums,
            &run_sums,
            &import_sums,
            &map_sums,
            &city_sums
        };
        out.insert(out.end(), more.begin(), more.end());
        return out;
    }();
    return all;
}

}  // namespace belfry::web
