#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/control_plane.hpp"
#include "simulation/effect.hpp"
#include "simulation/model.hpp"
#include "simulation/moment.hpp"
#include "simulation/tally.hpp"

namespace belfry::simulation {

enum class Fate : std::uint8_t {
    coming,
    inside,
    voted,
    balked,
    left_line,
    unserved,
    shut_out,
    sent_away,
};

/// One voter at one site on one day. `home` and `number` key all draws.
struct Voter {
    Voter(
        std::uint32_t of_home, std::uint32_t of_number, const EarlyServices& drawn, double came_at
    )
        : home(of_home), number(of_number), services(drawn), arrival(came_at) {}

    std::uint32_t home;
    std::uint32_t number;
    EarlyServices services;
    double arrival;
    double wait = 0;        ///< Minutes so far, at another site too.
    double joined = 0;      ///< When the line was joined in which service began last.
    double service = 0;     ///< Length of the present or last service.
    double unfinished = 0;  ///< Minutes of an interrupted service still to be done; 0 when none.
    double left = never;    ///< When the voter left the place, by any way.
    double patience_ends = never;
    std::uint32_t started_at = nowhere;  ///< The line where service has begun last.
    Fate fate = Fate::coming;
    bool waited = false;
    bool came_back = false;
    bool sent = false;  ///< Came from another site.
    bool provisional = false;
    bool emergency = false;
    bool unscanned = false;
    bool on_paper = false;

    static constexpr std::uint32_t nowhere = 0xFFFFFFFF;

    /// Has begun the present service before: goes before all others and does not leave.
    [[nodiscard]] bool has_started(std::uint32_t line) const { return started_at == line; }

    friend bool operator==(const Voter&, const Voter&) = default;
};

/// A voter on the way from one site to another.
struct Traveller {
    double at = 0;
    std::uint32_t target = 0;
    Voter voter;
};

/// One line and its servers. `free` holds the moments at which the servers become free, in order
/// (Kiefer and Wolfowitz 1955), each with the voter served last as rider. The least of them, taken
/// out again and again, are the departures in order.
struct Line {
    const StationModel* model = nullptr;
    std::uint32_t number = 0;
    std::vector<double> free;
    std::vector<double>
        queue;  ///< Moments of joining with riders; those before `head` have started.
    std::size_t head = 0;
    std::vector<double> gone;  ///< Departures in order, to be taken by the next stage.
    int frozen = 0;
    double frozen_since = 0;
    double slot_end = 0;  ///< Of the slot in which somebody joined last.
    int leaving = 0;      ///< Servers that leave when they become free.
    bool on_fallback = false;
    bool from_pile = false;  ///< The fall-back takes the site's emergency ballots.
    bool may_use_pile = false;
    double supply = 0;
    double factor = 1;
    double reject_share = 0;
    double reject_minutes = 0;

    struct Lost {
        std::uint32_t token = 0;
        double left = 0;  ///< Minutes of work left; 0 when the server was free.
        Rider rider = nobody;
        double since = 0;
    };

    std::vector<Lost> lost;
    std::vector<Effect> effects;
    std::size_t next_effect = 0;
};

/// One site on one day, advanced in windows: everything that happens before a moment is settled,
/// nothing after it. No event list: see Line.
class SiteDay {
public:
    /// `tally` is reset and filled; it must outlive the day.
    SiteDay(
        const Model& model,
        std::uint32_t site,
        Day day,
        std::uint32_t curve,
        double turnout,
        SiteTally& tally
    );

    /// Effects in the order in which they were made.
    void add(const Effect& effect);

    /// Lets the voters come who arrive before `until`; those whom `route` sends elsewhere are added
    /// to `away`. Call before advance(until).
    void release(double until, const Route& route, std::vector<Traveller>& away);

    void receive(const Traveller& traveller);

    /// Settles everything before `until` (and those who finish at it).
    void advance(double until);

    /// Shuts the doors at `now`, to which the site was advanced: those in the first line go.
    void shut(double now, const Route& route, std::vector<Traveller>& away);

    void reopen() { shut_ = false; }

    [[nodiscard]] SiteView view(double now) const;

    /// After advance(never): what the day came to.
    void finish();

    [[nodiscard]] const std::vector<Voter>& voters() const { return voters_; }

private:
    struct Arrival {
        double at = 0;
        Rider rider = nobody;  ///< Who comes back; nobody for those who come the first time.
        Voter voter;
    };

    /// A voter who comes the first time.
    struct Door {
        double at = 0;
        std::uint32_t number = 0;
        EarlyServices services;
    };

    struct LaterArrival {
        bool operator()(const Arrival& a, const Arrival& b) const;
    };

    void settle(double until);
    [[nodiscard]] double next_moment() const;
    [[nodiscard]] double may_take(double until) const;
    void advance_seen(double until);
    void advance_unseen(double until);
    [[nodiscard]] double next_arrival() const;
    void advance_line(Line& line, double until);
    void pass_on(std::uint32_t stage);
    void merge_gone(std::uint32_t stage);
    void choose_station(std::uint32_t stage, double entry);
    void arrive();
    void arrive_first_time();
    void arrive_again();
    void join(Voter& voter, Rider rider, double at);
    bool balks(const Voter& voter, double at) const;
    void leave(Voter& voter, Rider rider, double at, Fate fate);
    void wait_in_vain(Voter& voter, double joined, double until);
    void leave_impatient(double now);
    [[nodiscard]] int waiting(const Line& line, double now) const;

    void commit(Line& line, double limit);
    void drop_leaving(Line& line, double limit);
    void start(Line& line, double entry, double at);
    void use_fallback(Line& line, Voter& voter);
    [[nodiscard]] double service_of(const Line& line, const Voter& voter);
    bool take_ballot(Voter& voter);
    [[nodiscard]] bool is_supplied(const Line& line, const Voter& voter) const;
    void take_supply(Line& line, const Voter& voter);
    void take_off(Line& line, double server);
    void finish_stuck(Line& line, double end);
    void count(const Voter& voter, std::size_t slot);
    void flush(Line& line, double now);

    void apply(Line& line, const Effect& effect);
    void apply_to_site(const Effect& effect);
    void lose(Line& line, const Effect& effect);
    void interrupt(Line& line, const Effect& effect, double server);
    void gain(Line& line, const Effect& effect);
    void thaw(Line& line, double now);

    /// Whose entry it is. Every rider is a voter's place: nothing is checked where all the time
    /// goes.
    [[nodiscard]] Voter& who(double entry) { return voters_.data()[rider_of(entry)]; }

    [[nodiscard]] bool counts(const Voter& voter) const {
        return voter.arrival >= model_.counted_from;
    }

    [[nodiscard]] Words draws(const Voter& voter, std::uint32_t purpose) const {
        return day_.draw(voter.home, voter.number, purpose);
    }

    const Model& model_;
    const SiteModel& site_;
    std::uint32_t number_;
    Day day_;
    ArrivalStream stream_;
    double next_primary_ = 0;
    std::uint32_t primaries_ = 0;
    std::vector<Door> doors_;  ///< Voters of the window, in order, from next_door_ on.
    std::size_t next_door_ = 0;
    std::vector<Arrival> incoming_;  ///< Heap: voters who come back or from elsewhere.
    std::vector<std::pair<double, Rider>> impatient_;  ///< Heap, kept only where voters come back.
    std::vector<Voter> voters_;
    std::vector<Line> lines_;
    std::vector<double> passing_;  ///< Have not found a station to use yet.
    std::vector<double> merged_;   ///< Between stages.
    std::vector<double> spare_;    ///< For merging.
    bool line_matters_ = false;    ///< What voters do depends on the line they see.
    bool shut_ = false;
    double admit_until_ = 0;
    double ballots_ = never;
    double emergency_ = 0;  ///< The pile.
    double settled_ = 0;    ///< Everything before it is settled.
    SiteTally& tally_;
};

}  // namespace belfry::simulation
