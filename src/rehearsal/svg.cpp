#include "rehearsal/svg.hpp"

#include <fmt/format.h>

#include "text/escape.hpp"

namespace belfry::rehearsal {

namespace {

constexpr const char* name_of(Anchor anchor) {
    switch (anchor) {
        case Anchor::middle:
            return "middle";
        case Anchor::end:
            return "end";
        case Anchor::start:
            break;
    }
    return "start";
}

}  // namespace

Svg::Svg(double width, double height, std::string_view title, std::string_view description)
    : out_(fmt::format(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:g} {1:g}\" width=\"{0:g}\" "
          "height=\"{1:g}\" role=\"img\" aria-label=\"{2}\" "
          "font-family=\"system-ui, sans-serif\" fill=\"#1b1b1b\">\n"
          "<title>{2}</title>\n<desc>{3}</desc>\n"
          "<rect width=\"{0:g}\" height=\"{1:g}\" fill=\"#ffffff\"/>\n",
          width,
          height,
          text::escape_xml(title),
          text::escape_xml(description)
      )) {
}

void Svg::text(Point at, std::string_view text, Anchor anchor, int size) {
    out_ += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" text-anchor=\"{}\">{}</text>\n",
        at.x,
        at.y,
        size,
        name_of(anchor),
        text::escape_xml(text)
    );
}

void Svg::strong(Point at, std::string_view text, int size) {
    out_ += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" font-weight=\"600\">{}</text>\n",
        at.x,
        at.y,
        size,
        text::escape_xml(text)
    );
}

void Svg::rectangle(Point at, double width, double height, std::string_view style) {
    out_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>\n",
        at.x,
        at.y,
        width,
        height,
        style
    );
}

void Svg::line(Point from, Point to, std::string_view style) {
    out_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n",
        from.x,
        from.y,
        to.x,
        to.y,
        style
    );
}

void Svg::path(const std::vector<Point>& points, bool closed, std::string_view style) {
    std::string d;
    for (const auto& point : points) {
        d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", point.x, point.y);
    }
    out_ += fmt::format("<path d=\"{}{}\" {}/>\n", d, closed ? "Z" : "", style);
}

void Svg::circle(Point at, double radius, std::string_view style) {
    out_ += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" {}/>\n", at.x, at.y, radius, style
    );
}

std::string Svg::finished() && {
    out_ += "</svg>\n";
    return std::move(out_);
}

}  // namespace belfry::rehearsal
