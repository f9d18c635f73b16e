#include "rehearsal/protocol.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <boost/mp11.hpp>

#include "json/json.hpp"
#include "rehearsal/phrases.hpp"
#include "rehearsal/protocol_sheets.hpp"
#include "rehearsal/protocol_words.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Measure;
using simulation::MeasureKind;

/// Who has a card for a measure, and whom that card tells to call.
struct Duty {
    MeasureKind kind;
    ProtocolRole role;
    std::vector<ProtocolRole> call;
};

const std::vector<Duty>& duties() {
    using enum MeasureKind;
    using enum ProtocolRole;
    static const std::vector<Duty> all{
        {paper_pollbooks, chief_judge, {election_office}},
        {paper_pollbooks, check_in, {chief_judge}},
        {paper_pollbooks, election_office, {operations_center, depot}},
        {paper_pollbooks, depot, {chief_judge, election_office}},
        {emergency_ballots, chief_judge, {election_office}},
        {emergency_ballots, ballot_table, {chief_judge}},
        {emergency_ballots, election_office, {depot, operations_center}},
        {drop_slot, chief_judge, {election_office}},
        {drop_slot, scanner, {chief_judge}},
        {drop_slot, election_office, {operations_center, depot}},
        {spare_machines, chief_judge, {election_office}},
        {spare_machines, depot, {chief_judge, operations_center}},
        {spare_machines, operations_center, {depot, election_office}},
        {repair_crews, chief_judge, {operations_center}},
        {repair_crews, rover, {operations_center}},
        {repair_crews, operations_center, {rover, election_office}},
        {extra_workers, chief_judge, {operations_center}},
        {extra_workers, operations_center, {chief_judge, election_office}},
        {redirect, chief_judge, {operations_center}},
        {redirect, greeter, {chief_judge}},
        {redirect, operations_center, {chief_judge, press}},
        {redirect, press, {operations_center}},
        {extended_hours, chief_judge, {election_office}},
        {extended_hours, check_in, {chief_judge}},
        {extended_hours, election_office, {chief_judge, press, police}},
        {extended_hours, press, {election_office}},
        {extended_hours, police, {operations_center}},
        {ballot_delivery, chief_judge, {election_office}},
        {ballot_delivery, election_office, {depot}},
        {ballot_delivery, depot, {chief_judge, election_office}},
    };
    return all;
}

/// What only some plans of a kind ask of a role.
bool has_duty(const Measure& measure, ProtocolRole role, bool brought) {
    const bool shared = measure.shared.value_or(false);
    if (measure.kind == MeasureKind::paper_pollbooks && role == ProtocolRole::depot) {
        return brought;
    }
    if (measure.kind == MeasureKind::spare_machines && !works_at_a_site(role)) {
        return shared;
    }
    return true;
}

std::vector<ProtocolRole> whom_to_call(const Measure& measure, const Duty& duty) {
    if (measure.kind == MeasureKind::spare_machines && measure.shared.value_or(false) &&
        duty.role == ProtocolRole::chief_judge) {
        return {ProtocolRole::operations_center};
    }
    return duty.call;
}

constexpr auto all_roles = [] {
    std::array<
        ProtocolRole,
        boost::mp11::mp_size<boost::describe::describe_enumerators<ProtocolRole>>::value>
        roles{};
    std::size_t count = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ProtocolRole>>([&](auto each) {
        roles[count++] = each.value;
    });
    return roles;
}();

std::vector<ProtocolRole> superiors_of(ProtocolRole role) {
    using enum ProtocolRole;
    if (role == chief_judge) {
        return {election_office, operations_center};
    }
    if (works_at_a_site(role)) {
        return {chief_judge};
    }
    return role == operations_center ? std::vector{election_office, press, police}
                                     : std::vector{operations_center};
}

class Maker {
public:
    Maker(
        const simulation::Plan& plan,
        const simulation::City& city,
        const ProtocolFacts& facts,
        const program::Words& words
    )
        : plan_(plan),
          city_(city),
          facts_(facts),
          words_(words),
          standard_(plan.standard.value_or(simulation::Standard())),
          places_(places_of(city)) {}

    Protocol make() {
        add_head();
        add_roles();
        add_sites();
        for (const auto& measure : plan_.measures) {
            add_measure(measure);
        }
        add_standing_orders();
        add_sheets();
        return std::move(out_);
    }

private:
    void add_head() {
        out_.language = words_.language();
        out_.title = words_.say("protocol.heading");
        out_.city = city_.name;
        out_.plan = plan_.name;
        out_.plan_sha256 = facts_.plan_sha256;
        auto election =
            facts_.election.empty() ? words_.say("protocol.no_election") : facts_.election;
        if (facts_.date) {
            election = words_.say(
                "protocol.running_date",
                {{"election", election}, {"date", long_date(words_, *facts_.date)}}
            );
        }
        out_.running = without_empty_head(words_.say(
            "protocol.running",
            {{"city", city_.name},
             {"election", election},
             {"plan", plan_.name},
             {"hash", words_.say("protocol.plan_hash", {{"hash", facts_.plan_sha256.substr(0, 12)}})
             }}
        ));
        out_.standard = words_.say(
            standard_.share > 0 ? "protocol.standard_share" : "protocol.standard",
            {{"minutes", number(standard_.minutes)}, {"percent", percent(1 - standard_.share)}}
        );
        out_.contacts = facts_.contacts;
    }

    void add_roles() {
        for (const auto role : all_roles) {
            out_.roles.push_back(
                {role,
                 words_.say("protocol.role." + std::string(json::name_of(role))),
                 works_at_a_site(role)}
            );
        }
    }

    void add_sites() {
        for (const auto& place : places_) {
            SiteOrders site;
            site.id = place.id;
            site.name = place.name;
            const auto address = facts_.addresses.find(place.site->id);
            site.address = address == facts_.addresses.end() ? "" : address->second;
            site.opens = place.site->opens;
            site.closes = place.site->closes;
            site.hours = words_.say(
                "protocol.hours",
                {{"opens", wall_clock(words_, site.opens)},
                 {"closes", wall_clock(words_, site.closes)}}
            );
            out_.sites.push_back(std::move(site));
        }
    }

    void add_measure(const Measure& measure) {
        const Reach reach(measure, city_, places_);
        const MeasureWords say(measure, city_, standard_, words_);
        if (reach.sites() == 0) {
            static constexpr std::array reasons{
                "not_named", "none_held", "no_equipment", "not_vote_center", "no_other_center"
            };
            const auto* reason = reasons[static_cast<std::size_t>(reach.reason())];
            out_.idle.push_back(
                {measure.id, say.title(), words_.say(std::string("protocol.nowhere.") + reason)}
            );
            return;
        }
        for (const auto& duty : duties()) {
            if (duty.kind == measure.kind && has_duty(measure, duty.role, !say.delay().empty())) {
                add_card(measure, say, duty, reach);
            }
        }
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (!reach.by_place()[i]) {
                out_.sites[i].ready.push_back(ready_at(measure, say, reach, i));
                add_sheets_of(measure, out_.sites[i]);
            }
        }
    }

    std::string ready_at(
        const Measure& measure, const MeasureWords& say, const Reach& reach, std::size_t place
    ) const {
        if (measure.kind != MeasureKind::extended_hours) {
            auto ready = say.ready(reach.count_at(place));
            if (ready[0] >= 'a' && ready[0] <= 'z') {
                ready[0] = static_cast<char>(ready[0] - 'a' + 'A');
            }
            return ready;
        }
        const auto closes = places_[place].site->closes.minutes + measure.minutes.value_or(0);
        return one_stop(
            words_.say("protocol.ready.closes_later", {{"closes", wall_clock(words_, {closes})}})
        );
    }

    void add_card(
        const Measure& measure, const MeasureWords& say, const Duty& duty, const Reach& reach
    ) {
        ProtocolCard card;
        card.measure = measure.id;
        card.role = duty.role;
        card.title = say.title();
        card.trigger = say.trigger(duty.role);
        card.ready = say.ready_on_cards(reach);
        card.delay = say.delay();
        card.act = say.act(duty.role);
        card.call = whom_to_call(measure, duty);
        card.write_down = say.write_down(duty.role);
        card.never = say.never(duty.role);
        card.back_to_normal = say.back_to_normal(duty.role);
        card.sites = works_at_a_site(duty.role) ? reach.sites() : 0;
        for (std::size_t i = 0; card.sites > 0 && i < places_.size(); ++i) {
            if (!reach.by_place()[i]) {
                out_.sites[i].cards.push_back(out_.cards.size());
            }
        }
        out_.cards.push_back(std::move(card));
    }

    /// Repair crews and depot have a day of their own only where the plan gives them work.
    bool has_work(ProtocolRole role) const {
        return (role != ProtocolRole::rover && role != ProtocolRole::depot) ||
               std::ranges::count(out_.cards, role, &ProtocolCard::role) > 0;
    }

    void add_standing_orders() {
        for (const auto role : all_roles) {
            if (!has_work(role)) {
                continue;
            }
            const auto lines = [&](const char* what) {
                return lines_of(words_.say(
                    std::string("protocol.standing.") + what + "." +
                        std::string(json::name_of(role)),
                    {{"standard", number(standard_.minutes)}}
                ));
            };
            ProtocolCard card;
            card.role = role;
            card.title = words_.say("protocol.standing");
            card.trigger = words_.say("protocol.when.all_day");
            card.act = lines("do");
            card.call = superiors_of(role);
            card.write_down = lines("write");
            card.never = lines("never");
            card.sites = works_at_a_site(role) ? places_.size() : 0;
            for (auto& site : out_.sites) {
                if (card.sites > 0) {
                    site.cards.push_back(out_.cards.size());
                }
            }
            out_.cards.push_back(std::move(card));
        }
    }

    void add_sheets() {
        std::set<SheetKind> wanted;
        SheetHours hours;
        for (auto& site : out_.sites) {
            add_common_sheets(site);
            std::ranges::sort(site.sheets);
            const auto again = std::ranges::unique(site.sheets);
            site.sheets.erase(again.begin(), again.end());
            wanted.insert(site.sheets.begin(), site.sheets.end());
            hours.include(site);
        }
        for (const auto kind : wanted) {
            out_.sheets.push_back(sheet_of(kind, hours, words_));
        }
    }

    const simulation::Plan& plan_;
    const simulation::City& city_;
    const ProtocolFacts& facts_;
    const program::Words& words_;
    simulation::Standard standard_;
    std::vector<OpenPlace> places_;
    Protocol out_;
};

}  // namespace

Protocol protocol_of(
    const simulation::Plan& plan,
    const simulation::City& city,
    const ProtocolFacts& facts,
    const program::Words& words
) {
    return Maker(plan, city, facts, words).make();
}

std::optional<Protocol> for_site(Protocol protocol, const std::string& id) {
    const auto found = std::ranges::find(protocol.sites, id, &SiteOrders::id);
    if (found == protocol.sites.end()) {
        return {};
    }
    auto site = std::move(*found);
    std::vector<ProtocolCard> cards;
    for (auto& number : site.cards) {
        cards.push_back(std::move(protocol.cards[number]));
        number = cards.size() - 1;
    }
    std::erase_if(protocol.sheets, [&](const ProtocolSheet& sheet) {
        return std::ranges::count(site.sheets, sheet.kind) == 0;
    });
    std::erase_if(protocol.contacts, [&](const ProtocolContact& contact) {
        return !contact.place.empty() && contact.place != id;
    });
    protocol.cards = std::move(cards);
    protocol.sites.assign(1, std::move(site));
    return protocol;
}

}  // namespace belfry::rehearsal
