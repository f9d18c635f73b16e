#pragma once

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/seeded_random.hpp"
#include "history.hpp"
#include "simulated_witness.hpp"
#include "transparency/witnesses.hpp"

namespace belfry::faults {

/// City, county and state watch the simulated server's log: what befalls them and the way to them,
/// who lies to them, and what must be true of them and of the server together.
class Watch {
public:
    struct Tally {
        int quorums = 0;
        int cosigned = 0;
        int lies = 0;
        int forks_proved = 0;
        int losses = 0;  ///< Noticed by what a witness held.
        int epochs = 0;

        void add(const Tally& other);

        /// A run in which one of them never came up shows little.
        [[nodiscard]] bool met_all() const;
    };

    Watch(const std::filesystem::path& folder, const Clock& clock, std::uint64_t seed);

    /// How the server asks its peers.
    [[nodiscard]] transparency::Ask ask();

    /// The server pins all three.
    void pin_all(record::Record& record);

    /// All three enter the key that the server's log has now.
    void enter_key(const transparency::Keys& server);

    // ---- what may happen

    void act(const transparency::Keys& server);

    /// All are there, on good disks, and what was late has arrived.
    void end_faults();

    // ---- what must be true

    /// Reads on in the server's log, before it shows it to anybody. What it had when it was read
    /// last must be there, unless an old copy of the data came back.
    void follow(store::Database& server, bool old_copy = false);

    /// Around what makes the server ask: afterwards it must know that entries are lost if a witness
    /// that holds more was there, and must not believe so if none does.
    void begin_asking(store::Database& server, const std::string& origin);
    void end_asking(store::Database& server, bool read_only);

    /// After each step.
    void look(store::Database& server, const transparency::Keys& keys);

    [[nodiscard]] Tally tally() const;

    void count_epoch() { ++tally_.epochs; }

private:
    struct Quorum {
        std::string note;
        std::string origin;
        crypto::merkle::Head head;
        std::vector<const SimulatedWitness*> by;
    };

    std::uint64_t pick(std::uint64_t below) { return chance_() % below; }

    [[nodiscard]] bool is_loss_seen(store::Database& server) const;
    void befall(SimulatedWitness& witness);
    void send_as_a_stranger(SimulatedWitness& witness, const transparency::Keys& server);
    void lie_to(SimulatedWitness& witness, const transparency::Keys& server);
    void look_at_losses(store::Database& server, const transparency::VerifierKey& log) const;
    void look_at_quorum(store::Database& server, const transparency::VerifierKey& log);

    std::mt19937_64 chance_;
    SeededRandom random_;
    std::vector<std::unique_ptr<SimulatedWitness>> witnesses_;
    Histories histories_;
    std::vector<std::string> sent_;  ///< Submissions that somebody may send again.
    std::vector<Quorum> quorums_;
    std::string log_key_;
    bool loss_must_be_seen_ = false;
    bool was_seen_ = false;
    std::string origin_asked_;
    Tally tally_;
};

}  // namespace belfry::faults
