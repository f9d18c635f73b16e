// The list that people take to the shelves, and labels for the cards.
#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "audit/drawing.hpp"
#include "documents/cell_text.hpp"
#include "text/escape.hpp"

namespace belfry::audit {

namespace {

/// Items that have to be fetched, by jurisdiction, container, batch and position, as the manifests
/// list them.
std::vector<const DrawnItem*> in_storage_order(const AuditInputs& inputs, const RoundDrawn& round) {
    using Shelf = std::pair<std::string, std::string>;
    std::map<Shelf, std::size_t> containers;
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> batches;
    for (std::size_t at = 0; at < inputs.batches.size(); ++at) {
        const auto& batch = inputs.batches[at];
        const auto& name = inputs.terms.jurisdictions[batch.jurisdiction];
        containers.try_emplace({name, batch.place.container}, at);
        batches.try_emplace({name, batch.place.tabulator, batch.place.batch}, at);
    }
    std::vector<const DrawnItem*> out;
    for (const auto& item : round.items) {
        if (!item.phantom) {
            out.push_back(&item);
        }
    }
    std::ranges::sort(out, {}, [&](const DrawnItem* item) {
        return std::tuple(
            containers.at({item->jurisdiction, item->container}),
            batches.at({item->jurisdiction, item->tabulator, item->batch}),
            item->position,
            item->item
        );
    });
    return out;
}

}  // namespace

std::string retrieval_list(const AuditInputs& inputs, const RoundDrawn& round) {
    std::vector<std::string> header{
        "item", "jurisdiction", "container", "tabulator", "batch", "position", "imprinted"
    };
    for (const auto& contest : inputs.contests.contests) {
        header.push_back(documents::neutralised(contest.name));
    }
    auto text = csv_line(header);
    for (const auto* const item : in_storage_order(inputs, round)) {
        std::vector<std::string> row{
            std::to_string(item->item),
            documents::neutralised(item->jurisdiction),
            documents::neutralised(item->container),
            documents::neutralised(item->tabulator),
            documents::neutralised(item->batch),
            item->position == 0 ? "whole batch" : std::to_string(item->position),
            documents::neutralised(item->imprinted)
        };
        for (const auto& contest : inputs.contests.contests) {
            const bool asked =
                std::ranges::find(item->contests, contest.name) != item->contests.end();
            row.push_back(asked ? "" : ".");
        }
        text += csv_line(row);
    }
    return text;
}

std::string retrieval_labels(
    const AuditTerms& terms, const AuditInputs& inputs, const RoundDrawn& round
) {
    std::string page = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title>\n"
        "<style>body{{font:11pt sans-serif;margin:8mm}}div{{display:inline-block;width:60mm;"
        "height:34mm;border:1px solid #999;padding:3mm;margin:1mm;vertical-align:top;"
        "overflow:hidden;break-inside:avoid}}b{{font-size:18pt}}</style>\n",
        text::escape_html(terms.title)
    );
    for (const auto* const item : in_storage_order(inputs, round)) {
        page += fmt::format(
            "<div><b>{}</b> · {} {}<br>{}<br>{} {} · {}<br>{}</div>\n",
            item->item,
            "round",
            round.round,
            text::escape_html(item->jurisdiction),
            text::escape_html(item->container.empty() ? "" : item->container + " ·"),
            text::escape_html(
                item->tabulator.empty() ? item->batch : item->tabulator + " · " + item->batch
            ),
            item->position == 0 ? "whole batch" : fmt::format("card {}", item->position),
            text::escape_html(item->imprinted)
        );
    }
    return page + "</html>\n";
}

}  // namespace belfry::audit
