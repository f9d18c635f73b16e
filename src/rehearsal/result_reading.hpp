#pragma once

#include "http/route.hpp"
#include "program/words.hpp"
#include "rehearsal/results.hpp"
#include "rehearsal/routes.hpp"

namespace belfry::rehearsal {

/// `?scenario=12`, `?plan=0`: absent when the query does not say. Refuses what is no number.
[[nodiscard]] Result<std::optional<std::int64_t>> id_in(
    const http::Call& call, std::string_view name
);

/// The run that the path names.
[[nodiscard]] Result<StoredRun> run_in(store::Connection& db, const http::Call& call);

/// The cell that the path and the query name; `plan` is the parameter that names the plan.
[[nodiscard]] Result<CellResult> cell_in(
    store::Connection& db, const http::Call& call, std::string_view plan = "plan"
);

/// For routes about one cell.
[[nodiscard]] http::Route of_a_cell(http::Route route);

/// The run, with the reader's words where it has none of its own.
void name_in_words(StoredRun& run, const program::Words& words);

}  // namespace belfry::rehearsal
