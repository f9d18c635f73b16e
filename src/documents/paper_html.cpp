#include "documents/paper_html.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "text/escape.hpp"

namespace belfry::documents {

namespace {

constexpr std::size_t piece = 64UL * 1024;

// Borders, weight and size carry all meaning: the pages are copied in black and white.
constexpr std::string_view rules = R"(
*{box-sizing:border-box}
body{margin:0;color:#000;background:#fff;font:11pt/1.3 'Public Sans',Helvetica,Arial,sans-serif}
.page{break-after:page}
.page:last-of-type{break-after:auto}
.running{border-bottom:1px solid #000;margin:0 0 6pt;padding:0 0 2pt;font-size:8pt}
h1,h2,h3,p,ol,ul,table{margin:0 0 5pt}
h1{font-size:20pt;line-height:1.12}
h2{font-size:13pt;margin-top:8pt}
h3{font-size:11pt;margin-top:6pt}
h1,h2,h3{break-after:avoid}
ol,ul{padding-left:18pt}
li{margin:0 0 2pt;break-inside:avoid}
.kicker{font-weight:bold;text-transform:uppercase;letter-spacing:.03em;font-size:10pt}
.lead{font-size:14pt;font-weight:bold;line-height:1.25}
.small{font-size:9pt}
.large{font-size:12pt}
.large h1{font-size:25pt}
.large .lead{font-size:17pt;border:3px solid #000;padding:5pt 8pt}
.large ol{font-size:15pt;line-height:1.28;padding-left:24pt}
.large ol li{margin-bottom:4pt}
.large .kicker{font-size:13pt}
.tight{font-size:9.5pt;line-height:1.22}
.tight h1{font-size:17pt}
.tight h2{font-size:11pt;margin-top:5pt}
.tight .lead{font-size:12pt}
.tight .small{font-size:8pt}
.box{border:3px double #000;padding:4pt 8pt;margin:5pt 0;break-inside:avoid}
.box p{font-weight:bold;margin:0 0 2pt}
.box ul{margin:0}
table{width:calc(100% - 1px);border-collapse:collapse;table-layout:fixed}
tr{break-inside:avoid}
thead{display:table-header-group}
th,td{border:1px solid #000;padding:2pt 4pt;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{border-bottom-width:2px;font-size:.9em}
.log td{height:6mm;padding:0 3pt;vertical-align:middle;font-size:9pt}
.form td{height:9mm;padding:1pt 4pt;vertical-align:middle}
@media screen{body{max-width:216mm;margin:0 auto;padding:0 8mm}
.page{padding:8mm 0;border-bottom:2px dashed #666}
}
)";

std::string_view class_of(Type type) {
    switch (type) {
        case Type::large:
            return "page large";
        case Type::small:
            return "page tight";
        default:
            return "page";
    }
}

std::string_view class_of(Tone tone) {
    switch (tone) {
        case Tone::lead:
            return R"(<p class="lead">)";
        case Tone::small:
            return R"(<p class="small">)";
        case Tone::kicker:
            return R"(<p class="kicker">)";
        default:
            return "<p>";
    }
}

std::string_view class_of(RowHeight height) {
    switch (height) {
        case RowHeight::log:
            return R"(<table class="log">)";
        case RowHeight::form:
            return R"(<table class="form">)";
        default:
            return "<table>";
    }
}

}  // namespace

std::string paper_style(PaperSize size) {
    return fmt::format(
        "@page{{size:{};margin:13mm 14mm 12mm;@bottom-right{{content:counter(page) \" / \" "
        "counter(pages);font:8pt Helvetica,Arial,sans-serif}}}}{}",
        size == PaperSize::a4 ? "A4" : "letter",
        rules
    );
}

HtmlPaper::HtmlPaper(PaperFrame frame, Sink sink)
    : frame_(std::move(frame)), sink_(std::move(sink)) {
    waiting_.reserve(piece + 4096);
    put("<!doctype html>\n<html lang=\"");
    put_escaped(frame_.language);
    put("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width\">\n<title>");
    put_escaped(frame_.title);
    put("</title>\n<style>");
    put(paper_style(frame_.size));
    put("</style>\n</head>\n<body>\n<main>\n");
}

void HtmlPaper::put(std::string_view text) {
    waiting_ += text;
    if (waiting_.size() >= piece) {
        pass_on();
    }
}

void HtmlPaper::put_escaped(std::string_view text) {
    put(text::escape_html(text));
}

void HtmlPaper::pass_on() {
    sink_(waiting_);
    waiting_.clear();
}

void HtmlPaper::page(Type type) {
    put(in_page_ ? "</section>\n<section class=\"" : "<section class=\"");
    in_page_ = true;
    put(class_of(type));
    put("\">\n<p class=\"running\">");
    put_escaped(frame_.running);
    put("</p>\n");
}

void HtmlPaper::heading(int level, std::string_view text) {
    check(level >= 1 && level <= 3, "a heading has level 1 to 3");
    const auto tag = static_cast<char>('0' + level);
    put("<h");
    put(std::string_view(&tag, 1));
    put(">");
    put_escaped(text);
    put("</h");
    put(std::string_view(&tag, 1));
    put(">\n");
}

void HtmlPaper::text(std::string_view text, Tone tone) {
    put(class_of(tone));
    put_escaped(text);
    put("</p>\n");
}

void HtmlPaper::put_items(std::string_view tag, std::span<const std::string> items) {
    put("<");
    put(tag);
    put(">\n");
    for (const auto& item : items) {
        put("<li>");
        put_escaped(item);
        put("</li>\n");
    }
    put("</");
    put(tag);
    put(">\n");
}

void HtmlPaper::list(ListStyle style, std::span<const std::string> items) {
    put_items(style == ListStyle::steps ? "ol" : "ul", items);
}

void HtmlPaper::box(std::string_view label, std::span<const std::string> items) {
    put("<div class=\"box\"><p>");
    put_escaped(label);
    put("</p>\n");
    put_items("ul", items);
    put("</div>\n");
}

void HtmlPaper::table(const PaperTable& table) {
    put(class_of(table.height));
    put("<colgroup>");
    for (const int width : table.widths) {
        put(fmt::format("<col width=\"{}%\">", width));
    }
    put("</colgroup>");
    if (!table.columns.empty()) {
        put("<thead><tr>");
        for (const auto& column : table.columns) {
            put("<th scope=\"col\">");
            put_escaped(column);
            put("</th>");
        }
        put("</tr></thead>");
    }
    put("<tbody>\n");
    for (const auto& row : table.rows) {
        put("<tr>");
        for (const auto& cell : row) {
            put("<td>");
            put_escaped(cell);
            put("</td>");
        }
        put("</tr>\n");
    }
    put("</tbody></table>\n");
}

void HtmlPaper::finish() {
    put(in_page_ ? "</section>\n</main>\n</body>\n</html>\n" : "</main>\n</body>\n</html>\n");
    pass_on();
}

}  // namespace belfry::documents
