#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "rehearsal/run.hpp"
#include "simulation/optimiser.hpp"
#include "store/database.hpp"

namespace belfry::rehearsal {

/// What a search has had simulated, kept step by step. A search asks the same questions in the same
/// order each time that it is begun, so one that is begun again takes the kept answers and goes on
/// where it was.
class SearchJournal {
public:
    /// Of the run as it lies in the database. `engines` simulate what is not kept.
    SearchJournal(store::Database& database, Id<Run> run, simulation::Engines engines);

    /// Answers from what is kept as far as it goes. An answer that the search does not wait for any
    /// more, because it was stopped, is not kept. Called by one thread; the journal must outlive
    /// it.
    [[nodiscard]] simulation::Engines engines();

    /// Whether there are answers that are not in the database yet.
    [[nodiscard]] bool has_news() const { return !fresh_.empty(); }

    /// Writes them. False when another server has written meanwhile: the run is that server's.
    [[nodiscard]] bool save(store::Connection& db);

private:
    /// The kept answer to the next question, or what `simulate` gives.
    std::string answer(
        const std::string& question,
        const std::stop_token& cancel,
        const std::function<std::string()>& simulate
    );
    [[nodiscard]] std::optional<std::string> kept(const std::string& question);

    store::Database& database_;
    Id<Run> run_;
    simulation::Engines real_;
    std::size_t stored_ = 0;  ///< Steps in the database, as far as this server knows.
    std::size_t good_ = 0;    ///< Those of them that answer this search.
    std::size_t next_ = 0;
    std::vector<store::Bytes> fresh_;
};

/// Deletes all steps.
void delete_steps(store::Connection& db, Id<Run> run);
[[nodiscard]] std::size_t steps_of(store::Connection& db, Id<Run> run);

}  // namespace belfry::rehearsal
