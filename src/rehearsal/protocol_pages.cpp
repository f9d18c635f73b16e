#include "rehearsal/protocol_pages.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "documents/docx.hpp"
#include "rehearsal/protocol_sheets.hpp"
#include "rehearsal/protocol_words.hpp"

namespace belfry::rehearsal {

namespace {

using documents::ListStyle;
using documents::PaperTable;
using documents::RowHeight;
using documents::Tone;
using documents::Type;

/// So many places are named on a card; of more the number is told.
constexpr std::size_t most_named = 12;

class Layout {
public:
    Layout(const Protocol& protocol, const program::Words& words, documents::Paper& paper)
        : protocol_(protocol), words_(words), paper_(paper) {
        for (const auto& role : protocol.roles) {
            roles_[role.role] = role.title;
        }
        for (const auto& site : protocol.sites) {
            for (const auto card : site.cards) {
                places_[card].push_back(&site);
            }
        }
    }

    void write(Copies copies) {
        const auto of_the_city = in_order_of_roles(false);
        if (of_the_city.empty()) {
            write_set(protocol_.sites.front());
            return;
        }
        write_cover();
        for (const auto number : of_the_city) {
            write_card(number, roles_.at(protocol_.cards[number].role), "");
        }
        if (copies == Copies::sets) {
            for (const auto& site : protocol_.sites) {
                write_set(site);
            }
            return;
        }
        for (const auto number : in_order_of_roles(true)) {
            write_card(number, roles_.at(protocol_.cards[number].role), copies_of(number));
        }
        for (const auto& site : protocol_.sites) {
            write_site(site);
        }
        for (const auto& sheet : protocol_.sheets) {
            write_sheet(sheet, nullptr);
        }
    }

private:
    [[nodiscard]] std::string label(const char* name) const {
        return words_.say(std::string("protocol.label.") + name);
    }

    [[nodiscard]] std::vector<std::size_t> in_order_of_roles(bool at_sites) const {
        std::vector<std::size_t> numbers;
        for (const auto& role : protocol_.roles) {
            for (std::size_t i = 0; i < protocol_.cards.size(); ++i) {
                if (protocol_.cards[i].role == role.role && role.at_site == at_sites) {
                    numbers.push_back(i);
                }
            }
        }
        return numbers;
    }

    /// "For every polling place: 104 copies."
    [[nodiscard]] std::string copies_of(std::size_t number) const {
        const auto found = places_.find(number);
        if (found == places_.end()) {
            return {};
        }
        const auto& places = found->second;
        const auto count = static_cast<std::int64_t>(places.size());
        if (places.size() == protocol_.sites.size()) {
            return words_.say("protocol.label.copies_all", {{"count", std::to_string(count)}});
        }
        if (places.size() > most_named) {
            return words_.count("protocol.label.copies", count);
        }
        std::string names;
        for (const auto* place : places) {
            names += (names.empty() ? "" : ", ") + place->name;
        }
        return words_.say("protocol.label.copies_at", {{"sites", names}});
    }

    void write_cover() {
        paper_.page(Type::small);
        paper_.text(protocol_.city, Tone::kicker);
        paper_.heading(1, protocol_.title);
        paper_.text(protocol_.plan, Tone::lead);
        paper_.text(protocol_.standard);
        paper_.heading(2, label("how"));
        paper_.list(ListStyle::points, lines_of(words_.say("protocol.how")));
        if (!protocol_.idle.empty()) {
            paper_.heading(2, label("idle"));
            std::vector<std::string> idle;
            for (const auto& each : protocol_.idle) {
                idle.push_back(
                    words_.say("protocol.idle", {{"title", each.title}, {"reason", each.reason}})
                );
            }
            paper_.list(ListStyle::points, idle);
        }
        paper_.heading(2, label("cards"));
        std::vector<std::size_t> all(protocol_.cards.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        paper_.table(index_of(all));
    }

    /// One row for each measure: when, what, and who has a card for it. `numbers` are in order, so
    /// that the cards of a measure follow each other.
    [[nodiscard]] PaperTable index_of(const std::vector<std::size_t>& numbers) const {
        PaperTable table;
        table.columns = {label("when"), label("card"), label("role")};
        table.widths = {40, 24, 36};
        const ProtocolCard* before = nullptr;
        for (const auto number : numbers) {
            const auto& card = protocol_.cards[number];
            if (before != nullptr && before->measure == card.measure) {
                table.rows.back()[2] += ", " + roles_.at(card.role);
            } else {
                table.rows.push_back({card.trigger, card.title, roles_.at(card.role)});
            }
            before = &card;
        }
        return table;
    }

    void write_card(std::size_t number, std::string_view kicker, std::string_view copies) {
        const auto& card = protocol_.cards[number];
        paper_.page(Type::large);
        paper_.text(kicker, Tone::kicker);
        paper_.heading(1, card.title);
        paper_.text(label("when") + ": " + card.trigger, Tone::lead);
        std::string notes;
        if (!card.ready.empty()) {
            notes = words_.say("protocol.label.ready", {{"what", card.ready}}) + ". ";
        }
        notes += card.delay;
        if (!notes.empty()) {
            paper_.text(notes);
        }
        paper_.heading(2, label("do"));
        paper_.list(ListStyle::steps, card.act);
        paper_.box(label("never"), card.never);
        paper_.heading(2, label("call"));
        paper_.table(calls_of(card));
        paper_.heading(2, label("write"));
        paper_.list(ListStyle::points, card.write_down);
        if (!card.back_to_normal.empty()) {
            paper_.heading(2, label("back"));
            paper_.text(card.back_to_normal);
        }
        if (!copies.empty()) {
            paper_.text(copies, Tone::small);
        }
    }

    /// The first one known of that role, at the place or for the whole city.
    [[nodiscard]] const ProtocolContact* known(ProtocolRole role) const {
        const ProtocolContact* found = nullptr;
        for (const auto& contact : protocol_.contacts) {
            if (contact.role == role && contact.place == place_) {
                return &contact;
            }
            if (contact.role == role && contact.place.empty() && found == nullptr) {
                found = &contact;
            }
        }
        return found;
    }

    [[nodiscard]] PaperTable calls_of(const ProtocolCard& card) const {
        PaperTable table;
        table.widths = {38, 34, 28};
        table.height = RowHeight::form;
        for (const auto role : card.call) {
            const auto* contact = known(role);
            table.rows.push_back(
                {roles_.at(role),
                 label("name") + ": " + (contact != nullptr ? contact->name : ""),
                 label("phone") + ": " + (contact != nullptr ? contact->phone : "")}
            );
        }
        return table;
    }

    void write_site(const SiteOrders& site) {
        paper_.page(Type::small);
        paper_.text(protocol_.title, Tone::kicker);
        paper_.heading(1, site.name);
        if (!site.address.empty()) {
            paper_.text(site.address);
        }
        paper_.text(words_.say("protocol.label.hours", {{"hours", site.hours}}), Tone::lead);
        paper_.text(protocol_.standard);
        if (!site.ready.empty()) {
            paper_.heading(2, label("ready_here"));
            paper_.list(ListStyle::points, site.ready);
        }
        paper_.heading(2, label("how"));
        paper_.list(ListStyle::points, lines_of(words_.say("protocol.how_site")));
        paper_.heading(2, label("cards_here"));
        paper_.table(index_of(site.cards));
    }

    /// The place's cards, role by role.
    [[nodiscard]] std::vector<std::size_t> cards_of(const SiteOrders& site) const {
        auto numbers = site.cards;
        std::ranges::sort(numbers, {}, [&](std::size_t number) {
            return std::pair(protocol_.cards[number].role, number);
        });
        return numbers;
    }

    void write_set(const SiteOrders& site) {
        place_ = site.id;
        write_site(site);
        for (const auto number : cards_of(site)) {
            write_card(number, roles_.at(protocol_.cards[number].role) + " · " + site.name, "");
        }
        for (const auto& sheet : protocol_.sheets) {
            if (std::ranges::count(site.sheets, sheet.kind) > 0) {
                write_sheet(sheet, &site);
            }
        }
        place_.clear();
    }

    void write_sheet(const ProtocolSheet& sheet, const SiteOrders* site) {
        paper_.page(Type::normal);
        paper_.text(site != nullptr ? site->name : protocol_.city, Tone::kicker);
        paper_.heading(1, sheet.title);
        if (sheet.how.size() == 1) {
            paper_.text(sheet.how.front());
        } else {
            paper_.list(ListStyle::points, sheet.how);
        }
        paper_.table(table_of(sheet, site));
        if (!sheet.signatures.empty()) {
            paper_.text(sheet.signatures);
        }
    }

    [[nodiscard]] PaperTable table_of(const ProtocolSheet& sheet, const SiteOrders* site) const {
        PaperTable table{sheet.columns, sheet.widths, sheet.rows, RowHeight::form};
        if (sheet.kind == SheetKind::line_log) {
            table.height = RowHeight::log;
            if (site != nullptr) {
                SheetHours hours;
                hours.include(*site);
                table.rows = sheet_of(SheetKind::line_log, hours, words_).rows;
            }
        } else if (sheet.kind == SheetKind::contacts) {
            std::vector<std::vector<std::string>> rows;
            for (const auto& role : protocol_.roles) {
                const auto* contact = known(role.role);
                rows.push_back(
                    {role.title,
                     contact != nullptr ? contact->name : "",
                     contact != nullptr ? contact->phone : "",
                     ""}
                );
            }
            table.rows.insert(table.rows.begin(), rows.begin(), rows.end());
        }
        return table;
    }

    const Protocol& protocol_;
    const program::Words& words_;
    documents::Paper& paper_;
    std::map<ProtocolRole, std::string> roles_;
    std::map<std::size_t, std::vector<const SiteOrders*>> places_;  ///< By number of card.
    std::string place_;  ///< Whose set is being written; empty: nobody's.
};

documents::PaperFrame frame_of(
    const Protocol& protocol, documents::PaperSize size, const program::Words& words
) {
    auto title = protocol.sites.size() == 1
                     ? words.say("protocol.heading_site", {{"site", protocol.sites.front().name}})
                     : protocol.title;
    return {
        std::move(title),
        protocol.language,
        protocol.running,
        words.say("protocol.page"),
        size,
    };
}

}  // namespace

void lay_out(
    const Protocol& protocol, Copies copies, const program::Words& words, documents::Paper& paper
) {
    Layout(protocol, words, paper).write(copies);
}

void write_html(
    const Protocol& protocol,
    Copies copies,
    documents::PaperSize size,
    const program::Words& words,
    const documents::Sink& sink
) {
    documents::HtmlPaper paper(frame_of(protocol, size, words), sink);
    lay_out(protocol, copies, words, paper);
    paper.finish();
}

std::string to_docx(
    const Protocol& protocol, Copies copies, documents::PaperSize size, const program::Words& words
) {
    documents::Docx paper(frame_of(protocol, size, words));
    lay_out(protocol, copies, words, paper);
    return paper.finish();
}

}  // namespace belfry::rehearsal
