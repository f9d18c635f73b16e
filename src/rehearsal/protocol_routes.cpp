#include "program/query.hpp"
#include "rehearsal/contact_store.hpp"
#include "rehearsal/printed.hpp"
#include "rehearsal/protocol_desk.hpp"
#include "rehearsal/protocol_pages.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/routes.hpp"

namespace belfry::rehearsal {

namespace {

/// A city's sets fill a few dozen megabytes.
constexpr std::size_t most_sets = 400;

Result<Protocol> protocol_for(
    const Workshop& workshop, const http::Call& call, const program::Words& words
) {
    return workshop.services.database.read([&](store::Connection& db) {
        // Others fill in names and numbers by hand.
        auto contacts = call.caller.may("rehearsals_edit")
                            ? load_contacts(db, workshop.key).contacts
                            : std::vector<ProtocolContact>();
        return protocol_now(
            db,
            call.id<Plan>("plan"),
            std::string(call.request.query_value("site").value_or("")),
            std::move(contacts),
            words
        );
    });
}

struct Order {
    documents::PaperSize size = documents::PaperSize::letter;
    Copies copies = Copies::masters;
};

Result<Order> order_in(const http::Call& call, const Protocol& protocol) {
    const auto size = paper_in(call);
    if (!size) {
        return std::unexpected(size.error());
    }
    const auto copies = program::choice_in(call, "copies", Copies::masters);
    if (!copies) {
        return std::unexpected(copies.error());
    }
    if (*copies == Copies::sets && protocol.sites.size() > most_sets) {
        return refuse(
            Refusal::Kind::invalid,
            "too_many_sets",
            "More than 400 places are too many for one page. Print masters, one place, or use "
            "belfry plans protocol."
        );
    }
    return Order{*size, *copies};
}

Result<http::Response> as_page(const Workshop& workshop, const http::Call& call) {
    const auto words = words_of(workshop.services, call);
    const auto protocol = protocol_for(workshop, call, words);
    if (!protocol) {
        return std::unexpected(protocol.error());
    }
    const auto order = order_in(call, *protocol);
    if (!order) {
        return std::unexpected(order.error());
    }
    std::string html;
    write_html(*protocol, order->copies, order->size, words, [&](std::string_view part) {
        html += part;
    });
    return printed_page(std::move(html), order->size);
}

Result<http::Response> as_word_file(const Workshop& workshop, const http::Call& call) {
    const auto words = words_of(workshop.services, call);
    const auto protocol = protocol_for(workshop, call, words);
    if (!protocol) {
        return std::unexpected(protocol.error());
    }
    const auto order = order_in(call, *protocol);
    if (!order) {
        return std::unexpected(order.error());
    }
    return word_file(to_docx(*protocol, order->copies, order->size, words), "protocol.docx");
}

http::Route with_choices(http::Route route) {
    route.query.push_back({"site", "One polling place, by its number; all without.", {}});
    route.query.push_back(
        {"copies",
         "Each card once with the number of copies, or each place's set.",
         {"masters", "sets"}}
    );
    return route;
}

}  // namespace

void add_protocol_routes(http::Router& router, const Workshop& workshop) {
    auto data = in_a_language(http::get<Protocol>(
        "/api/v1/plans/{plan}/protocol",
        may_see_rehearsals(),
        "The emergency protocol that follows from a plan: who does what at which place on which "
        "trigger.",
        [workshop](const http::Call& call) {
            return protocol_for(workshop, call, words_of(workshop.services, call));
        }
    ));
    data.query.push_back({"site", "One polling place, by its number; all without.", {}});
    router.add(std::move(data));
    router.add(with_choices(printed(
        "/api/v1/plans/{plan}/protocol.html",
        "The emergency protocol as a page for print.",
        "text/html",
        std::bind_front(as_page, workshop)
    )));
    router.add(with_choices(printed(
        "/api/v1/plans/{plan}/protocol.docx",
        "The emergency protocol as a Word document.",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        std::bind_front(as_word_file, workshop)
    )));
}

}  // namespace belfry::rehearsal
