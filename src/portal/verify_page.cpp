#include "portal/verify_page.hpp"

#include <algorithm>
#include <array>

#include "portal/style.hpp"

namespace belfry::portal {

namespace {

/// Those of the form.
constexpr std::array written{
    "title",
    "document",
    "document_hint",
    "proof",
    "proof_hint",
    "proof_hint_offline",
    "code_text",
    "code_text_hint",
    "log_key",
    "log_key_hint",
    "witnesses",
    "witness_hint",
    "start",
    "offline_lead"
};

/// Those that the script says.
constexpr std::array spoken{
    "good",
    "bad",
    "committed",
    "published_at",
    "in_log",
    "witness",
    "no_witness",
    "working",
    "need_proof",
    "need_document",
    "no_proof",
    "bad_proof",
    "bad_key",
    "not_signed",
    "not_in_log",
    "another",
    "cannot_fetch",
    "need_package",
    "bad_code",
    "code_differs",
    "code_good",
    "code_compare",
    "code_current",
    "code_past",
    "code_same",
    "code_other_log",
    "code_read",
    "code_read_next",
    "package_good",
    "package_committed",
    "package_fields",
    "package_exemption",
    "package_outside",
    "package_gap",
    "package_key",
    "package_bad_zip",
    "package_no_inflate",
    "package_file_missing",
    "package_file_altered",
    "package_file_unknown",
    "package_not_committed",
    "package_entry_foreign",
    "package_value_altered",
    "package_bar_foreign",
    "package_field_missing",
    "package_page_differs",
    "package_counts_differ"
};

struct File {
    std::string id;
    std::string label;
    std::string hint;
};

void file_field(Html& html, const File& file) {
    html.raw("<div class=\"field\"><label for=\"").attribute(file.id).raw("\">");
    html.text(file.label).raw("</label><p id=\"").attribute(file.id).raw("-hint\" class=\"hint\">");
    html.text(file.hint).raw("</p><input type=\"file\" id=\"").attribute(file.id);
    html.raw("\" aria-describedby=\"").attribute(file.id).raw("-hint\"></div>");
}

struct Area {
    std::string id;
    std::string label;
    std::string hint;
    std::string value;
};

void area_field(Html& html, const Area& area) {
    html.raw("<div class=\"field\"><label for=\"").attribute(area.id).raw("\">");
    html.text(area.label).raw("</label><p id=\"").attribute(area.id).raw("-hint\" class=\"hint\">");
    html.text(area.hint).raw("</p><textarea rows=\"3\" spellcheck=\"false\" id=\"");
    html.attribute(area.id).raw("\" aria-describedby=\"").attribute(area.id).raw("-hint\">");
    html.text(area.value).raw("</textarea></div>");
}

}  // namespace

VerifyWords verify_words(
    const PublicView& view, const text::Catalog& catalog, const std::string& language
) {
    VerifyWords words{language, view.log_key, {}, {}};
    for (const auto& key : view.witness_keys) {
        words.witness_keys += key + '\n';
    }
    const auto put = [&](const std::string& name) {
        words.texts[name] = catalog.say(language, "portal.verify." + name);
    };
    std::ranges::for_each(written, put);
    std::ranges::for_each(spoken, put);
    return words;
}

Html verify_form(const VerifyWords& words, VerifyPlace place) {
    const auto& say = words.texts;
    Html html;
    html.raw("<form id=\"verify\">");
    file_field(html, {"document", say.at("document"), say.at("document_hint")});
    const auto* hint = place == VerifyPlace::portal ? "proof_hint" : "proof_hint_offline";
    file_field(html, {"proof", say.at("proof"), say.at(hint)});
    area_field(html, {"code", say.at("code_text"), say.at("code_text_hint"), {}});
    html.raw("<details><summary>").text(say.at("log_key")).raw("</summary>");
    area_field(html, {"log-key", say.at("log_key"), say.at("log_key_hint"), words.log_key});
    area_field(
        html, {"witness-keys", say.at("witnesses"), say.at("witness_hint"), words.witness_keys}
    );
    html.raw("</details><button type=\"submit\">").text(say.at("start"));
    html.raw("</button></form><div id=\"verdict\" role=\"status\"></div><div hidden>");
    for (const std::string name : spoken) {
        html.raw("<span data-word=\"").attribute(name).raw("\">").text(say.at(name)).raw("</span>");
    }
    html.raw("</div>");
    return html;
}

std::string offline_page(const VerifyWords& words) {
    const auto& say = words.texts;
    Html head;
    head.raw("<!doctype html>\n<html lang=\"").attribute(words.language).raw("\"><head>");
    head.raw(R"(<meta charset="utf-8"><meta name="viewport" content="width=device-width">)");
    head.raw(R"(<meta name="color-scheme" content="light dark"><title>)").text(say.at("title"));
    head.raw("</title><style>");
    Html body;
    body.raw("</style></head><body class=\"public\" data-offline><main><h1>");
    body.text(say.at("title")).raw("</h1><p class=\"lead\">").text(say.at("offline_lead"));
    body.raw("</p>").add(verify_form(words, VerifyPlace::file)).raw("</main><script>");
    return head.str() + style_sheet() + body.str() + verify_script() + "</script></body></html>\n";
}

}  // namespace belfry::portal
