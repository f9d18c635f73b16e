#include "release_packages/package_page.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "json/json.hpp"
#include "text/escape.hpp"

namespace belfry::release_packages {

namespace {

constexpr std::string_view style =
    "body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;"
    "margin:0 auto;padding:1.5rem}h1{line-height:1.2}h2{font-size:1.05rem;margin:2rem 0 .25rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{text-align:left;vertical-align:top;border-top:1px solid #bbb;padding:.35rem .5rem;"
    "overflow-wrap:anywhere}th{font-weight:600;width:30%}td{white-space:pre-wrap}"
    ".bar{background:#000;color:#000;white-space:nowrap;user-select:none}"
    ".meta{color:#555;margin:0 0 .25rem}.why{font-weight:600}"
    "@media print{.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    "section{break-inside:avoid}}";

/// What the page says in its language.
class Words {
public:
    Words(const Package& package, const text::Catalog& catalog)
        : language_(package.language), catalog_(catalog) {}

    [[nodiscard]] std::string say(std::string_view key, const text::Catalog::Values& values = {})
        const {
        return catalog_.say(language_, "release." + std::string(key), values);
    }

    [[nodiscard]] std::string count(std::string_view key, std::int64_t count) const {
        return catalog_.say_count(language_, "release." + std::string(key), count);
    }

private:
    const std::string& language_;
    const text::Catalog& catalog_;
};

std::string paragraph(std::string_view text) {
    return fmt::format("<p>{}</p>\n", text::escape_html(text));
}

std::string cell_of(const PackageField& field, const Words& words) {
    if (!field.disclosure.empty()) {
        return fmt::format("<td>{}</td>", text::escape_html(shown_value(field.disclosure)));
    }
    const bool withheld = !field.mark.empty();
    const auto label = text::escape_html(words.say(withheld ? "bar_withheld" : "bar_removed"));
    const auto hidden =
        fmt::format("<span class=\"bar\" role=\"img\" aria-label=\"{}\">{}</span> ", label, bar);
    return withheld ? fmt::format(
                          "<td>{0}<a class=\"why\" href=\"#{1}\">{1}</a></td>",
                          hidden,
                          text::escape_html(field.mark)
                      )
                    : fmt::format(
                          "<td>{}<span class=\"why\">{}</span></td>",
                          hidden,
                          text::escape_html(field.removed)
                      );
}

std::string section_of(const PackageEntry& entry, const Words& words) {
    const auto head = head_of(entry);
    auto out = fmt::format(
        "<section id=\"entry-{}\">\n<h2>{}</h2>\n<p class=\"meta\">{}</p>\n<table>\n",
        entry.sequence,
        text::escape_html(fmt::format("{} · {}", head.object, head.action)),
        text::escape_html(words.say(
            "entry_meta",
            {{"entry", std::to_string(entry.sequence)}, {"at", head.at}, {"actor", head.actor}}
        ))
    );
    for (const auto& field : entry.fields) {
        out += fmt::format(
            "<tr class=\"{}\"><th scope=\"row\">{}</th>{}</tr>\n",
            state_of(field),
            text::escape_html(field.name),
            cell_of(field, words)
        );
    }
    return out + "</table>\n</section>\n";
}

/// The picture lies beside the page: the page does not change with what it says.
std::string code_of_page(const Package& package, const Words& words) {
    return fmt::format(
               "<p><img src=\"{}\" alt=\"{}\" width=\"180\" height=\"180\"/></p>\n",
               code_name,
               text::escape_html(words.say("code"))
           ) +
           paragraph(words.say(package.address.empty() ? "code_says" : "code_leads"));
}

std::string exemptions_of(const Package& package, const Words& words) {
    if (package.exemptions.empty()) {
        return {};
    }
    auto out = fmt::format("<h2>{}</h2>\n<dl>\n", text::escape_html(words.say("exemptions")));
    for (const auto& [mark, citation, text] : package.exemptions) {
        std::int64_t fields = 0;
        for (const auto& entry : package.entries) {
            for (const auto& field : entry.fields) {
                fields += field.mark == mark ? 1 : 0;
            }
        }
        out += fmt::format(
            "<dt id=\"{0}\"><b>{0}</b> {1}</dt>\n<dd>{2} ({3})</dd>\n",
            text::escape_html(mark),
            text::escape_html(citation),
            text::escape_html(text),
            text::escape_html(words.count("fields", fields))
        );
    }
    return out + "</dl>\n";
}

}  // namespace

EntryHead head_of(const PackageEntry& entry) {
    const auto read = json::parse(entry.text);
    check(read.has_value() && read->is_object(), "an entry of the log cannot be read");
    const auto text = [&](const char* name) {
        return std::string(read->get_object().at(name).as_string());
    };
    return {text("at"), text("actor"), text("action"), text("object")};
}

std::string_view state_of(const PackageField& field) {
    return !field.disclosure.empty() ? "released" : field.mark.empty() ? "removed" : "withheld";
}

std::string page_of(const Package& package, const text::Catalog& catalog) {
    const Words words(package, catalog);
    const auto title =
        words.say("title", {{"number", std::to_string(package.request)}, {"city", package.city}});
    auto out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        text::escape_html(package.language),
        text::escape_html(title),
        style,
        text::escape_html(title)
    );
    out += paragraph(package.title);
    out += paragraph(words.say(
        "dates",
        {{"received", to_iso(package.received)},
         {"due", to_iso(package.due)},
         {"made", to_iso(package.made_at).substr(0, 16) + 'Z'}}
    ));
    out += paragraph(words.count("entries", static_cast<std::int64_t>(package.entries.size())));
    if (package.outside > 0) {
        out += paragraph(words.count("outside", package.outside));
    }
    out += paragraph(words.say("bars"));
    out += paragraph(words.say("check"));
    out += code_of_page(package, words);
    out += exemptions_of(package, words);
    for (const auto& entry : package.entries) {
        out += section_of(entry, words);
    }
    return out + "</body>\n</html>\n";
}

std::string instructions(const Package& package, const text::Catalog& catalog) {
    const Words words(package, catalog);
    return words.say("instructions", {{"key", package.log_key}, {"origin", package.origin}}) + '\n';
}

}  // namespace belfry::release_packages
