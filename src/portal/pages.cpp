#include "portal/pages.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "accounts/qr_code.hpp"
#include "json/json.hpp"
#include "portal/html.hpp"
#include "portal/style.hpp"
#include "portal/verify_page.hpp"
#include "transparency/code.hpp"
#include "transparency/publication.hpp"

namespace belfry::portal {

namespace {

using program::StepStatus;

/// `/steps/4` → `/codes/steps/4.svg`
std::string qr_address(std::string_view document) {
    std::string out = "/codes" + std::string(document);
    return out + (out.ends_with('/') ? "index.svg" : ".svg");
}

/// Writes the pages of one language.
class Writer {
public:
    Writer(const PublicView& view, const text::Catalog& catalog, std::string language)
        : view_(view),
          catalog_(catalog),
          language_(std::move(language)),
          root_(language_ == "en" ? "/" : "/" + language_ + "/") {}

    void write(Pages& pages) const;
    [[nodiscard]] std::string missing() const;

private:
    struct Frame {
        std::string title;
        std::string path;          ///< After the language: `steps/4`.
        bool is_document = true;   ///< Something that a reader may want to verify.
        bool runs_script = false;  ///< The one that verifies.
    };

    [[nodiscard]] std::string say(std::string_view key, const text::Catalog::Values& values = {})
        const {
        return catalog_.say(language_, key, values);
    }

    [[nodiscard]] std::string city() const {
        return view_.city.name.empty() ? say("portal.unnamed_city") : view_.city.name;
    }

    [[nodiscard]] std::string day(Date date) const;
    [[nodiscard]] std::string page(const Frame& frame, const Html& content) const;
    void languages(Html& html, const std::string& path) const;
    void header(Html& html, const Frame& frame) const;
    void proof(Html& html, const Frame& frame) const;
    [[nodiscard]] std::string verify() const;
    void steps(Html& html) const;
    void step_row(Html& html, const PublicStep& step) const;
    void status(Html& html, StepStatus status) const;
    [[nodiscard]] std::string home() const;
    [[nodiscard]] std::string step_page(const PublicStep& step) const;
    [[nodiscard]] std::string report() const;

    const PublicView& view_;
    const text::Catalog& catalog_;
    std::string language_;
    std::string root_;
};

/// Four shapes, so that they differ on paper and to every eye.
void draw(Html& html, StepStatus status) {
    html.raw(R"(<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">)");
    switch (status) {
        case StepStatus::on_track:
        case StepStatus::done:
            html.raw(
                R"(<circle cx="8" cy="8" r="7.5"/><path class="tick" d="M4.5 8.3l2.4 2.4 4.6-5"/>)"
            );
            break;
        case StepStatus::needs_attention:
            html.raw(R"(<path d="M8 .5 15.5 8 8 15.5.5 8z"/>)");
            break;
        case StepStatus::late:
            html.raw(R"(<rect x="1.5" y="1.5" width="13" height="13"/>)");
            break;
        case StepStatus::not_started:
            html.raw(R"(<circle class="ring" cx="8" cy="8" r="6.5"/>)");
            break;
    }
    html.raw("</svg>");
}

std::string Writer::day(Date date) const {
    const auto month = say(fmt::format("portal.month.{}", static_cast<unsigned>(date.month())));
    return say(
        "portal.date",
        {{"month", month},
         {"day", std::to_string(static_cast<unsigned>(date.day()))},
         {"year", std::to_string(static_cast<int>(date.year()))}}
    );
}

void Writer::languages(Html& html, const std::string& path) const {
    html.raw(R"(<ul class="languages">)");
    for (const auto& other : catalog_.languages()) {
        html.raw("<li><a lang=\"").attribute(other).raw("\" hreflang=\"").attribute(other);
        html.raw("\" href=\"/")
            .attribute(other == "en" ? path : fmt::format("{}/{}", other, path))
            .raw("\"");
        if (other == language_) {
            html.raw(" aria-current=\"true\"");
        }
        html.raw(">").text(catalog_.say(other, "portal.language_name")).raw("</a></li>");
    }
    html.raw("</ul>");
}

void Writer::header(Html& html, const Frame& frame) const {
    html.raw(R"(<a class="skip" href="#main">)").text(say("portal.skip")).raw("</a>");
    html.raw("<header><p class=\"city\"><a href=\"").attribute(root_).raw("\">");
    html.text(say("portal.city_of", {{"city", city()}})).raw("</a></p><nav aria-label=\"");
    html.attribute(say("portal.pages")).raw("\"><ul><li><a href=\"").attribute(root_);
    html.raw("\">").text(say("portal.home")).raw("</a></li><li><a href=\"");
    html.attribute(root_)
        .raw("report\">")
        .text(say("portal.report"))
        .raw("</a></li><li><a href=\"");
    html.attribute(root_).raw("verify\">").text(say("portal.verify"));
    html.raw("</a></li></ul></nav>");
    languages(html, frame.path);
    html.raw("</header>");
}

/// How a reader, also one on paper, finds out whether this is what the city published.
void Writer::proof(Html& html, const Frame& frame) const {
    const auto address = root_ + frame.path;
    html.raw("<div class=\"proof\">");
    // A text with a digest takes more squares than an address, and they have to stay as large.
    const bool leads = !view_.address.empty();
    const auto* const size = leads ? "96" : "144";
    html.raw("<img src=\"").attribute(qr_address(address)).raw("\" width=\"").attribute(size);
    html.raw("\" height=\"").attribute(size).raw("\" alt=\"");
    html.attribute(say(leads ? "portal.verify.code" : "portal.verify.code_offline")).raw("\">");
    html.raw("<p><a href=\"").attribute(root_).raw("verify#").attribute(address).raw("\">");
    html.text(say("portal.verify.this_page")).raw("</a><br><a href=\"");
    html.attribute(transparency::proof_address(address)).raw("\" download>");
    html.text(say("portal.verify.proof_file")).raw("</a></p></div>");
}

std::string Writer::page(const Frame& frame, const Html& content) const {
    Html html;
    html.raw("<!doctype html>\n<html lang=\"").attribute(language_).raw("\"><head>");
    html.raw(R"(<meta charset="utf-8"><meta name="viewport" content="width=device-width">)");
    html.raw(R"(<meta name="color-scheme" content="light dark"><title>)");
    html.text(frame.title).raw(" · ").text(city()).raw("</title>");
    html.raw(R"(<link rel="icon" href="/favicon.svg" type="image/svg+xml">)");
    html.raw(R"(<link rel="stylesheet" href="/style.css"></head><body class="public">)");
    header(html, frame);
    if (view_.city.fictional) {
        html.raw("<p class=\"fictional\">").text(say("demo.label")).raw("</p>");
    }
    if (view_.log_alarm) {
        html.raw("<p class=\"alarm\">").text(say("portal.verify.alarm")).raw("</p>");
    }
    html.raw("<main id=\"main\" tabindex=\"-1\">").add(content).raw("</main><footer><p>");
    html.text(say("portal.updated", {{"date", day(view_.updated)}})).raw("</p><p>");
    html.text(say("portal.no_tracking")).raw("</p><p>").text(say("step.source"));
    html.raw("</p>");
    if (frame.is_document && !view_.log_key.empty()) {
        proof(html, frame);
    }
    html.raw("</footer>");
    if (frame.runs_script) {
        html.raw("<script src=\"/verify.js\"></script>");
    }
    html.raw("</body></html>\n");
    return html.str();
}

void Writer::status(Html& html, StepStatus status) const {
    const auto name = std::string(json::name_of(status));
    html.raw("<span class=\"status ").attribute(name).raw("\">");
    draw(html, status);
    html.raw("<span>").text(say("portal.status." + name)).raw("</span></span>");
}

void Writer::step_row(Html& html, const PublicStep& step) const {
    const auto number = std::to_string(step.number);
    html.raw("<li><h3><a href=\"").attribute(root_).raw("steps/").attribute(number).raw("\">");
    html.text(say("step." + number + ".title")).raw("</a></h3>");
    if (view_.pages.published) {
        html.raw("<p>");
        status(html, step.status);
        html.raw("</p>");
    }
    html.raw("<p>").text(say("step." + number + ".duty")).raw("</p></li>");
}

void Writer::steps(Html& html) const {
    html.raw("<ol class=\"steps\">");
    for (const auto& step : view_.steps) {
        step_row(html, step);
    }
    html.raw("</ol>");
}

std::string Writer::home() const {
    Html html;
    html.raw("<h1>").text(say("portal.title", {{"city", city()}})).raw("</h1><p class=\"lead\">");
    html.text(say("portal.lead")).raw("</p>");
    if (view_.city.next_election) {
        html.raw("<p>").text(say("portal.next_election", {{"date", day(*view_.city.next_election)}})
        );
        html.raw("</p>");
    }
    html.raw("<h2>").text(say("portal.steps")).raw("</h2>");
    if (!view_.pages.published) {
        html.raw("<p>").text(say("portal.not_published")).raw("</p>");
    }
    steps(html);
    return page({say("portal.title", {{"city", city()}}), ""}, html);
}

std::string Writer::step_page(const PublicStep& step) const {
    const auto number = std::to_string(step.number);
    const auto key = "step." + number;
    Html html;
    html.raw("<p class=\"eyebrow\">");
    html.text(say("portal.step_of", {{"number", number}})).raw("</p><h1>");
    html.text(say(key + ".title")).raw("</h1>");
    if (view_.pages.published) {
        html.raw("<p>");
        status(html, step.status);
        html.raw("</p>");
    }
    html.raw("<p>").text(say(key + ".duty")).raw("</p><h2>").text(say("portal.who"));
    html.raw("</h2><p>").text(say(key + ".who")).raw("</p><h2>").text(say("portal.done"));
    html.raw("</h2><p>").text(say(key + ".done")).raw("</p><p><a href=\"").attribute(root_);
    html.raw("\">").text(say("portal.all_steps")).raw("</a></p>");
    return page({say(key + ".title"), "steps/" + number}, html);
}

std::string Writer::report() const {
    const auto& pages = view_.pages;
    Html html;
    html.raw("<h1>").text(say("portal.report")).raw("</h1><p class=\"lead\">");
    html.text(say("portal.report_emergency")).raw("</p><h2>");
    html.text(say("portal.report_where")).raw("</h2>");
    if (!pages.report_phone.empty()) {
        html.raw("<p>").text(say("portal.phone")).raw(" <a href=\"tel:");
        html.attribute(pages.report_phone).raw("\">").text(pages.report_phone).raw("</a></p>");
    }
    if (!pages.report_email.empty()) {
        html.raw("<p>").text(say("portal.email")).raw(" <a href=\"mailto:");
        html.attribute(pages.report_email).raw("\">").text(pages.report_email).raw("</a></p>");
    }
    if (!pages.report_url.empty()) {
        html.raw("<p><a href=\"").attribute(pages.report_url).raw("\">");
        html.text(say("portal.form")).raw("</a></p>");
    }
    html.raw("<p>").text(say("portal.report_office")).raw("</p><h2>");
    html.text(say("portal.report_what")).raw("</h2><ul>");
    for (const auto* key :
         {"portal.what.message", "portal.what.place", "portal.what.person", "portal.what.page"}) {
        html.raw("<li>").text(say(key)).raw("</li>");
    }
    html.raw("</ul>");
    return page({say("portal.report"), "report"}, html);
}

std::string Writer::verify() const {
    const auto words = verify_words(view_, catalog_, language_);
    Html html;
    html.raw("<h1>").text(say("portal.verify.title")).raw("</h1><p class=\"lead\">");
    html.text(say("portal.verify.lead")).raw("</p>").add(verify_form(words, VerifyPlace::portal));
    html.raw("<h2>").text(say("portal.verify.how")).raw("</h2><p>");
    html.text(say("portal.verify.how_text")).raw("</p><p><a href=\"").attribute(root_);
    html.raw("verify-offline.html\" download>").text(say("portal.verify.keep")).raw("</a></p>");
    return page({say("portal.verify.title"), "verify", false, true}, html);
}

void Writer::write(Pages& pages) const {
    pages[root_] = home();
    pages[root_ + "report"] = report();
    pages[root_ + "verify"] = verify();
    pages[root_ + "verify-offline.html"] = offline_page(verify_words(view_, catalog_, language_));
    for (const auto& step : view_.steps) {
        pages[root_ + "steps/" + std::to_string(step.number)] = step_page(step);
    }
}

std::string Writer::missing() const {
    Html html;
    html.raw("<h1>").text(say("portal.missing")).raw("</h1><p><a href=\"").attribute(root_);
    html.raw("\">").text(say("portal.home")).raw("</a></p>");
    return page({say("portal.missing"), "", false}, html);
}

/// What the code beside a document says: where it is verified, `…/es/verify#/es/steps/4`, or where
/// nobody has said an address what it can be held against the log by.
std::string code_of(const PublicView& view, std::string_view address, std::string_view content) {
    if (view.address.empty()) {
        return transparency::code_text(view.log_key, address, content);
    }
    const auto* const page = address.starts_with("/es/") ? "/es/verify#" : "/verify#";
    return fmt::format("{}{}{}", view.address, page, address);
}

/// A picture has an address of its own and is no part of its document's bytes: so it can say their
/// digest.
void add_codes(const PublicView& view, Pages& pages) {
    if (view.log_key.empty()) {
        return;
    }
    Pages codes;
    for (const auto& [address, content] : pages) {
        if (is_document(address)) {
            codes[qr_address(address)] = accounts::qr_svg(code_of(view, address, content));
        }
    }
    pages.merge(codes);
}

/// Empty where there is nobody to tell: RFC 9116 wants a contact.
std::string security_contacts(const PublicView& view, const text::Catalog& catalog) {
    std::string text;
    const auto contact = [&](std::string_view scheme, const std::string& value) {
        if (!value.empty()) {
            text += fmt::format("Contact: {}{}\n", scheme, value);
        }
    };
    contact("", view.pages.report_url);
    contact("mailto:", view.pages.report_email);
    auto phone = view.pages.report_phone;
    std::erase(phone, ' ');
    contact("tel:", phone);
    if (text.empty()) {
        return text;
    }
    const auto languages = catalog.languages();
    return text + fmt::format(
                      "Expires: {:04}-{:02}-{:02}T00:00:00Z\nPreferred-Languages: {}\n",
                      static_cast<int>(view.contacts_hold_until.year()),
                      static_cast<unsigned>(view.contacts_hold_until.month()),
                      static_cast<unsigned>(view.contacts_hold_until.day()),
                      fmt::join(languages, ", ")
                  );
}

}  // namespace

Pages render(const PublicView& view, const text::Catalog& catalog) {
    Pages pages{
        {"/style.css", style_sheet()},
        {"/favicon.svg", icon()},
        {"/verify.js", verify_script()},
        {"/robots.txt", "User-agent: *\nAllow: /\n"},
    };
    for (const auto& language : catalog.languages()) {
        Writer(view, catalog, language).write(pages);
    }
    if (auto contacts = security_contacts(view, catalog); !contacts.empty()) {
        pages["/.well-known/security.txt"] = std::move(contacts);
    }
    add_codes(view, pages);
    return pages;
}

Pages render_missing(const PublicView& view, const text::Catalog& catalog) {
    Pages pages;
    for (const auto& language : catalog.languages()) {
        pages[language == "en" ? "" : language] = Writer(view, catalog, language).missing();
    }
    return pages;
}

std::string_view media_type_of(std::string_view address) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> known{{
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& [ending, type] : known) {
        if (address.ends_with(ending)) {
            return type;
        }
    }
    return "text/html; charset=utf-8";
}

bool is_document(std::string_view address) {
    return media_type_of(address).starts_with("text/html") &&
           address.find("/verify") == std::string_view::npos;
}

}  // namespace belfry::portal
