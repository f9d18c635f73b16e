#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include <boost/describe.hpp>

#include "http/message.hpp"
#include "transparency/ask.hpp"
#include "transparency/log.hpp"
#include "transparency/witness.hpp"

namespace belfry::transparency {

/// What watching each other needs from the program around it.
struct WitnessServices {
    Services log;
    /// Puts an alarm before the administrators, inside the write that keeps it.
    std::function<void(record::Writing&, const Alarm&)> alarm;
    /// How long between two rounds: 15 minutes, a minute on Election Day.
    std::function<std::chrono::seconds()> pace;
    /// Something that others are shown has changed: cosignatures, an alarm.
    std::function<void()> changed;
    Ask ask = http::fetch;
    /// Hears that the database failed, and how. From any thread.
    std::function<void(std::string_view what)> failure = {};
};

/// What came of asking every witness.
struct Round {
    std::int64_t asked = 0;
    std::int64_t cosigned = 0;
};
BOOST_DESCRIBE_STRUCT(Round, (), (asked, cosigned))

/// Hears how many witnesses have answered, or were given up, of how many. From any thread.
using RoundProgress = std::function<void(std::size_t answered, std::size_t of)>;

/// Both sides: cosigns the logs of pinned peers, and has this city's log cosigned by them.
class Witnesses {
public:
    explicit Witnesses(WitnessServices services);
    Witnesses(const Witnesses&) = delete;
    Witnesses& operator=(const Witnesses&) = delete;
    Witnesses(Witnesses&&) = delete;
    Witnesses& operator=(Witnesses&&) = delete;
    ~Witnesses();

    /// Looks back, then goes round until this ends. Where the database failed while this looked
    /// back, it does so again every few seconds.
    void start();

    /// Opens the keys and, before anything else is written, asks the witnesses whether they hold
    /// more than is here. Without its keys this city neither asks nor answers. When the database
    /// fails, people may write only after another look, or a round, in which it did not.
    void look_back();

    /// Goes round no more, once this has ended.
    void stop();

    /// A document was published: goes round at once. Never waits.
    void hurry();

    /// One round in the calling thread: submits the newest checkpoint to each peer that cosigns.
    /// May take half a minute: a peer is waited for.
    Round round(const RoundProgress& progress = {});

    /// Asks the logs that sent a checkpoint which was not shown to continue what is held, and
    /// raises the alarm where they do not explain it. Done every few seconds after `start`.
    void look_into_doubts();

    /// Whether people may write: not while a witness holds entries that are not here
    /// (`record_read_only`), or it is not known whether one does (`record_not_compared`).
    [[nodiscard]] std::optional<Refusal> refusal_of(const record::Deed& deed) const;

    /// Whether entries are known to be lost.
    [[nodiscard]] bool read_only() const;

    /// Begins a new epoch: what was lost stands in the record, and writing goes on. Refuses
    /// `nothing_lost`.
    [[nodiscard]] Result<Identity> accept_loss(const record::Actor& actor);

    /// Looks again whether there are open alarms, after one was closed.
    void look();

    /// Answers `POST /witness/add-checkpoint` and `GET /witness/checkpoint` with `origin=` or
    /// `after=`; empty for other addresses.
    [[nodiscard]] std::optional<http::Response> answer(const http::Request& request);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Whether a request is for the witness, by its path as it was sent.
[[nodiscard]] bool is_for_witness(std::string_view target);

/// Longer submissions are refused.
inline constexpr std::size_t most_submission_bytes = std::size_t{96} * 1024;

}  // namespace belfry::transparency
