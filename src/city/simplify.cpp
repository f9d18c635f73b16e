#include "city/simplify.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <unordered_map>
#include <utility>

namespace belfry::city {

namespace {

constexpr double metres_a_degree = 111'195;  // Mean radius of 6,371 km.

struct Cell {
    std::int32_t x = 0;
    std::int32_t y = 0;

    friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// An open path, or a ring without its closing cell.
using Cells = std::vector<Cell>;

std::uint64_t key_of(Cell cell) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(cell.x)) << 32U) |
           static_cast<std::uint32_t>(cell.y);
}

/// Without repetitions; fewer than three cells enclose nothing.
Cells on_grid(const Ring& ring) {
    Cells cells;
    for (const auto& position : ring) {
        const Cell cell{
            static_cast<std::int32_t>(std::lround(position.lon / grid_degrees)),
            static_cast<std::int32_t>(std::lround(position.lat / grid_degrees))
        };
        if (cells.empty() || cells.back() != cell) {
            cells.push_back(cell);
        }
    }
    while (cells.size() > 1 && cells.front() == cells.back()) {
        cells.pop_back();
    }
    return cells;
}

/// Where more than one line runs on: the ends of what two areas share.
class Junctions {
public:
    void add(const Cells& ring) {
        for (std::size_t at = 0; at < ring.size(); ++at) {
            const auto before = key_of(ring[(at + ring.size() - 1) % ring.size()]);
            const auto after = key_of(ring[(at + 1) % ring.size()]);
            const std::pair neighbours(std::min(before, after), std::max(before, after));
            const auto [there, is_new] = seen_.try_emplace(key_of(ring[at]), neighbours, false);
            if (!is_new && there->second.first != neighbours) {
                there->second.second = true;
            }
        }
    }

    [[nodiscard]] bool has(Cell cell) const { return seen_.at(key_of(cell)).second; }

private:
    using Neighbours = std::pair<std::uint64_t, std::uint64_t>;
    std::unordered_map<std::uint64_t, std::pair<Neighbours, bool>> seen_;
};

class Simplifier {
public:
    Simplifier(const Junctions& junctions, double tolerance, double lon_scale)
        : junctions_(junctions), tolerance_(tolerance), lon_scale_(lon_scale) {}

    [[nodiscard]] Cells ring(Cells cells) const {
        const auto first =
            std::ranges::find_if(cells, [&](Cell cell) { return junctions_.has(cell); });
        // A ring that meets no other begins where an equal one would.
        std::ranges::rotate(cells, first != cells.end() ? first : std::ranges::min_element(cells));
        cells.push_back(cells.front());
        Cells out;
        std::size_t from = 0;
        for (std::size_t at = 1; at < cells.size(); ++at) {
            if (at + 1 == cells.size() || junctions_.has(cells[at])) {
                const Cells kept = path(
                    {cells.begin() + static_cast<std::ptrdiff_t>(from),
                     cells.begin() + static_cast<std::ptrdiff_t>(at) + 1}
                );
                out.insert(out.end(), kept.begin(), kept.end() - 1);
                from = at;
            }
        }
        return out;
    }

private:
    /// The same line gives the same cells from whichever end it is walked.
    [[nodiscard]] Cells path(Cells cells) const {
        Cells reversed(cells.rbegin(), cells.rend());
        const bool turned = reversed < cells;
        if (turned) {
            cells.swap(reversed);
        }
        std::vector<char> keeps(cells.size(), 0);
        keeps.front() = 1;
        keeps.back() = 1;
        std::vector<std::pair<std::size_t, std::size_t>> open{{0, cells.size() - 1}};
        while (!open.empty()) {
            const auto [from, until] = open.back();
            open.pop_back();
            std::size_t furthest = from;
            double most = tolerance_;
            for (std::size_t at = from + 1; at < until; ++at) {
                if (const double away = distance(cells[at], cells[from], cells[until]);
                    away > most) {
                    most = away;
                    furthest = at;
                }
            }
            if (furthest != from) {
                keeps[furthest] = 1;
                open.emplace_back(from, furthest);
                open.emplace_back(furthest, until);
            }
        }
        Cells out;
        for (std::size_t at = 0; at < cells.size(); ++at) {
            if (keeps[at] != 0) {
                out.push_back(cells[at]);
            }
        }
        if (turned) {
            std::ranges::reverse(out);
        }
        return out;
    }

    /// From the line between two cells, in grid units of latitude.
    [[nodiscard]] double distance(Cell cell, Cell from, Cell until) const {
        const double px = (static_cast<double>(cell.x) - from.x) * lon_scale_;
        const double py = static_cast<double>(cell.y) - from.y;
        const double dx = (static_cast<double>(until.x) - from.x) * lon_scale_;
        const double dy = static_cast<double>(until.y) - from.y;
        const double length = dx * dx + dy * dy;
        const double along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
        return std::hypot(px - along * dx, py - along * dy);
    }

    const Junctions& junctions_;
    double tolerance_;
    double lon_scale_;
};

Ring as_ring(const Cells& cells, bool outer) {
    Ring ring;
    for (const auto cell : cells) {
        ring.push_back({cell.x * grid_degrees, cell.y * grid_degrees});
    }
    ring.push_back(ring.front());
    if ((signed_size(ring) > 0) != outer) {
        std::ranges::reverse(ring);
    }
    // Products of the grid carry digits that mean nothing.
    for (auto& position : ring) {
        position.lon = std::round(position.lon / grid_degrees) / std::round(1 / grid_degrees);
        position.lat = std::round(position.lat / grid_degrees) / std::round(1 / grid_degrees);
    }
    return ring;
}

using CellPolygon = std::vector<Cells>;

std::vector<CellPolygon> polygons_on_grid(const MultiPolygon& area, Junctions& junctions) {
    std::vector<CellPolygon> out;
    for (const auto& polygon : area) {
        auto& rings = out.emplace_back();
        for (const auto& ring : polygon) {
            rings.push_back(on_grid(ring));
            junctions.add(rings.back());
        }
    }
    return out;
}

MultiPolygon simplify_area(const std::vector<CellPolygon>& area, const Simplifier& simplifier) {
    const Cells* largest = nullptr;
    for (const auto& polygon : area) {
        for (const auto& ring : polygon) {
            if (largest == nullptr || ring.size() > largest->size()) {
                largest = &ring;
            }
        }
    }
    MultiPolygon out;
    for (const auto& polygon : area) {
        Polygon rings;
        for (std::size_t at = 0; at < polygon.size(); ++at) {
            const auto kept = polygon[at].size() < 3 ? Cells() : simplifier.ring(polygon[at]);
            if (kept.size() >= 3) {
                rings.push_back(as_ring(kept, at == 0));
            } else if (at == 0) {
                break;
            }
        }
        if (!rings.empty()) {
            out.push_back(std::move(rings));
        }
    }
    if (out.empty() && largest != nullptr && largest->size() >= 3) {
        out.push_back({as_ring(*largest, true)});
    }
    return out;
}

}  // namespace

std::vector<MultiPolygon> simplified(const std::vector<MultiPolygon>& areas, double metres) {
    Junctions junctions;
    std::vector<std::vector<CellPolygon>> on_grid;
    double south = 90;
    double north = -90;
    for (const auto& area : areas) {
        on_grid.push_back(polygons_on_grid(area, junctions));
        for (const auto& polygon : area) {
            for (const auto& position : polygon.front()) {
                south = std::min(south, position.lat);
                north = std::max(north, position.lat);
            }
        }
    }
    const double middle = (south + north) / 2 * std::numbers::pi / 180;
    const Simplifier simplifier(
        junctions, metres / metres_a_degree / grid_degrees, std::cos(middle)
    );
    std::vector<MultiPolygon> out;
    for (const auto& area : on_grid) {
        out.push_back(simplify_area(area, simplifier));
    }
    return out;
}

}  // namespace belfry::city
