#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace belfry::rehearsal {

/// How a text stands at its point.
enum class Anchor { start, middle, end };

struct Point {
    double x = 0;
    double y = 0;
};

/// An SVG picture while it is being drawn. Units are pixels at its natural size.
class Svg {
public:
    /// `title` names it, `description` says what can be seen. It has no ids: several may stand in
    /// one page.
    Svg(double width, double height, std::string_view title, std::string_view description);

    void text(Point at, std::string_view text, Anchor anchor = Anchor::start, int size = 13);
    void strong(Point at, std::string_view text, int size = 15);

    /// `style` is a list of SVG attributes: `fill="#1f4e79"`.
    void rectangle(Point at, double width, double height, std::string_view style);
    void line(Point from, Point to, std::string_view style);
    void path(const std::vector<Point>& points, bool closed, std::string_view style);
    void circle(Point at, double radius, std::string_view style);

    [[nodiscard]] std::string finished() &&;

private:
    std::string out_;
};

}  // namespace belfry::rehearsal
