#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/seeded_random.hpp"
#include "history.hpp"
#include "record/record.hpp"
#include "simulated_disk.hpp"
#include "transparency/identity.hpp"
#include "transparency/submission.hpp"
#include "transparency/witness_store.hpp"
#include "transparency/witnesses.hpp"

namespace belfry::faults {

/// How far what the city asks, and what it is answered, gets.
enum class Reach {
    present,
    away,          ///< Nothing arrives.
    answers_lost,  ///< The peer does what it was asked, and nobody hears of it.
    late,          ///< What was sent arrives when the sender has given up.
};

/// A submission that arrived, and what the witness did.
struct Delivery {
    transparency::Submission submission;
    transparency::SignedCheckpoint checkpoint;
    std::optional<crypto::merkle::Head> held_before;
    std::optional<crypto::merkle::Head> held_after;
    bool true_proof = true;
    bool knew_the_log = false;
    bool failed = false;  ///< The witness met a disk that failed.
    int status = 0;
    std::string answer;
    std::vector<transparency::Alarm> alarms;  ///< Open afterwards, where it did not cosign.
    std::optional<transparency::Doubt> doubt;
};

/// A peer that watches the city's log by Belfry's own code, on a machine of its own, and what must
/// be true of it whatever happens to it.
class SimulatedWitness {
public:
    /// `name` names its folder in `folder` too.
    SimulatedWitness(
        std::string name,
        transparency::PeerLevel level,
        std::filesystem::path folder,
        const Clock& clock,
        std::uint64_t seed
    );

    [[nodiscard]] const std::string& name() const { return name_; }

    /// As the city pins it.
    [[nodiscard]] transparency::PeerWish wish() const;

    [[nodiscard]] const transparency::Keys& keys() const { return *keys_; }

    // ---- what reaches it

    Reach reach = Reach::present;

    /// A question of the city. On one thread at a time; throws nothing.
    std::expected<http::Reply, std::string> ask(const http::Question& question);

    /// A submission, whoever sent it, with a proof that holds for its own history or with none
    /// such.
    void deliver(const std::string& body, bool true_proof = true);
    void deliver_late_ones();

    /// Forgets which of its checkpoints it has shown.
    void begin_to_count() { shown_.clear(); }

    /// The checkpoints that it showed to the city since.
    [[nodiscard]] const std::vector<crypto::merkle::Head>& shown() const { return shown_; }

    // ---- what happens to it

    /// Its administrator enters the key of the city's log, unless it is there.
    void pin(const std::string& log_key);
    void restart(Ending ending);
    void break_disk(const SimulatedDisk::Plan& plan);
    void mend_disk();
    void back_up();

    /// Goes on from its own old copy, if there is one: what came later it does not know.
    void restore();

    /// Its administrator has dealt with all alarms.
    void close_alarms();

    // ---- what it knows

    [[nodiscard]] std::optional<crypto::merkle::Head> held(const std::string& origin);

    /// Whether it is there for the city, with a disk that is well and the key of that log.
    [[nodiscard]] bool is_well(const std::string& origin) const;

    /// Whether it ever cosigned this head, and whether it still knows.
    [[nodiscard]] bool has_cosigned(const std::string& origin, const crypto::merkle::Head& head)
        const;
    [[nodiscard]] bool remembers(const std::string& origin, const crypto::merkle::Head& head) const;

    /// What must be true after each step in which anything befell it, by all histories that the log
    /// ever signed. Gives what arrived since the last look.
    std::vector<Delivery> look(const Histories& histories, const transparency::VerifierKey& log);

    [[nodiscard]] std::size_t forks_proved() const { return forks_proved_; }

private:
    using Heads = std::map<std::string, std::vector<crypto::merkle::Head>>;  ///< By origin.

    /// What it must not forget but with an old copy.
    struct Memory {
        std::string pinned;
        Heads cosigned;
        std::set<std::int64_t> alarms;
    };

    void start();
    void stop();
    [[nodiscard]] transparency::Services services();
    http::Reply answer(const http::Question& question);
    void look_at(
        const Delivery& delivery, const Histories& histories, const transparency::VerifierKey& log
    );
    void look_at_doubt(const Delivery& delivery, const Histories& histories) const;
    void look_at_cosigned(const Delivery& delivery, const Histories& histories);
    void look_at_held(const Histories& histories);
    void look_at_alarms(const Histories& histories, const transparency::VerifierKey& log);
    void must(bool condition, std::string_view what) const;

    std::string name_;
    transparency::PeerLevel level_;
    std::filesystem::path folder_;
    const Clock& clock_;
    SeededRandom random_;
    crypto::SealingKey key_{};
    SimulatedDisk& disk_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<record::Record> record_;
    std::optional<transparency::Keys> keys_;
    bool disk_is_well_ = true;
    bool untouched_ = false;  ///< Since the last look.
    Memory memory_;
    std::optional<Memory> copy_;
    Heads ever_cosigned_;
    std::set<std::string> origins_;
    std::vector<std::string> late_;
    std::vector<Delivery> deliveries_;
    std::vector<crypto::merkle::Head> shown_;
    std::size_t forks_proved_ = 0;
    int copies_used_ = 0;
};

}  // namespace belfry::faults
