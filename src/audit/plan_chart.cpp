#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "audit/plan_report.hpp"
#include "json/json.hpp"
#include "text/catalog.hpp"
#include "text/escape.hpp"

namespace belfry::audit {

namespace {

constexpr double width = 860.0;
constexpr double left = 84.0;
constexpr double right = 24.0;
constexpr double top = 52.0;
constexpr double plot_height = 360.0;
constexpr double legend_row = 22.0;
constexpr double least_margin = 0.002;
constexpr double most_margin = 0.4;

/// How a line is drawn: by colours that the colour-blind can tell apart, and by dashes.
struct Stroke {
    const char* colour;
    const char* dashes;
};

constexpr std::array<Stroke, 12> strokes{
    {{"#0072b2", "none"},
     {"#d55e00", "none"},
     {"#009e73", "none"},
     {"#a24a7c", "none"},
     {"#0072b2", "8 4"},
     {"#d55e00", "8 4"},
     {"#009e73", "8 4"},
     {"#a24a7c", "8 4"},
     {"#0072b2", "2 3"},
     {"#d55e00", "2 3"},
     {"#595959", "2 3"},
     {"#595959", "none"}}
};

class PlanChart {
public:
    PlanChart(const PlanReport& report, std::string_view language)
        : report_(report),
          language_(language),
          decades_(std::max(1.0, std::ceil(std::log10(static_cast<double>(report.cards))))) {}

    std::string write() {
        const double height = top + plot_height + 64.0 + legend_row * legend_rows();
        const auto title = say("audit.plan.chart", {{"contest", report_.contest}});
        out_ = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:g} {1:g}\" role=\"img\" "
            "aria-label=\"{2}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n"
            "<title>{2}</title>\n<rect width=\"{0:g}\" height=\"{1:g}\" fill=\"#fff\"/>\n"
            "<text x=\"{3:g}\" y=\"28\" font-size=\"16\" font-weight=\"bold\">{2}</text>\n",
            width,
            height,
            text::escape_html(title),
            left
        );
        write_axes();
        for (std::size_t at = 0; at < report_.chart.size(); ++at) {
            write_line(at);
        }
        write_own_margin();
        return out_ + "</svg>\n";
    }

private:
    [[nodiscard]] std::string say(std::string_view key, const text::Catalog::Values& values = {})
        const {
        return text::Catalog::embedded().say(language_, key, values);
    }

    [[nodiscard]] double legend_rows() const {
        return std::ceil(static_cast<double>(report_.chart.size()) / 2.0);
    }

    static double across(double margin) {
        const double share = std::log(margin / least_margin) / std::log(most_margin / least_margin);
        return left + share * (width - left - right);
    }

    [[nodiscard]] double down(double cards) const {
        return top + plot_height * (1.0 - std::log10(std::max(cards, 1.0)) / decades_);
    }

    void write_text(double x, double y, const char* anchor, std::string_view words) {
        out_ += fmt::format(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
            x,
            y,
            anchor,
            text::escape_html(words)
        );
    }

    void write_rule(double x1, double y1, double x2, double y2) {
        out_ += fmt::format(
            "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#d0d0d0\"/>\n",
            x1,
            y1,
            x2,
            y2
        );
    }

    void write_axes() {
        const double bottom = top + plot_height;
        for (double decade = 0.0; decade <= decades_; decade += 1.0) {
            const double cards = std::pow(10.0, decade);
            write_rule(left, down(cards), width - right, down(cards));
            write_text(left - 8.0, down(cards) + 4.0, "end", grouped(std::llround(cards)));
        }
        for (const double margin : {0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4}) {
            write_rule(across(margin), top, across(margin), bottom);
            write_text(
                across(margin), bottom + 18.0, "middle", fmt::format("{:g} %", 100.0 * margin)
            );
        }
        write_text((left + width - right) / 2.0, bottom + 40.0, "middle", say("audit.plan.margin"));
        write_text(left, top - 8.0, "start", say("audit.plan.cards_expected"));
    }

    void write_line(std::size_t at) {
        const auto& line = report_.chart[at];
        const auto& stroke = strokes[static_cast<std::size_t>(line.method) % strokes.size()];
        std::string points;
        for (const auto& point : line.points) {
            points += fmt::format(
                "{}{:.1f},{:.1f}",
                points.empty() ? "" : " ",
                across(point.diluted_margin),
                down(static_cast<double>(point.expected))
            );
        }
        const auto name = say(fmt::format("audit.method.{}", json::name_of(line.method)));
        const double x = at % 2 == 0 ? left : (left + width) / 2.0;
        const double y =
            top + plot_height + 66.0 + legend_row * std::floor(static_cast<double>(at) / 2.0);
        out_ += fmt::format(
            "<g fill=\"none\" stroke=\"{0}\" stroke-width=\"2\" stroke-dasharray=\"{1}\">"
            "<title>{2}</title><polyline points=\"{3}\"/>"
            "<path d=\"M{4:.1f},{5:.1f}h28\"/></g>\n",
            stroke.colour,
            stroke.dashes,
            text::escape_html(name),
            points,
            x,
            y - 4.0
        );
        write_text(x + 36.0, y, "start", name);
    }

    /// A line from top to bottom where this contest is, if the axis reaches so far.
    void write_own_margin() {
        const double margin =
            static_cast<double>(report_.smallest_margin) / static_cast<double>(report_.cards);
        if (margin < least_margin || margin > most_margin) {
            return;
        }
        const double x = across(margin);
        out_ += fmt::format(
            "<path d=\"M{:.1f},{:.1f}v{:g}\" stroke=\"#222\" stroke-dasharray=\"4 4\"/>\n",
            x,
            top,
            plot_height
        );
        const bool at_right = x > width - 200.0;
        write_text(
            at_right ? x - 6.0 : x + 6.0,
            top + 14.0,
            at_right ? "end" : "start",
            say("audit.plan.own", {{"margin", fmt::format("{:.3g}", 100.0 * margin)}})
        );
    }

    const PlanReport& report_;
    std::string_view language_;
    double decades_;
    std::string out_;
};

}  // namespace

std::string plan_chart(const PlanReport& report, std::string_view language) {
    return report.chart.empty() ? "" : PlanChart(report, language).write();
}

}  // namespace belfry::audit
