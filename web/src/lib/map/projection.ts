/** Web Mercator by hand, and the window through which the map is seen. */
import type { Point } from '../charts/path';

export interface Place {
    lat: number;
    lon: number;
}
export interface Size {
    width: number;
    height: number;
}
/** Where the middle of the window lies, in units of the world (0 to 1 both ways), and its scale. */
export interface View {
    x: number;
    y: number;
    /** Pixels for the whole world. */
    scale: number;
}

/** Mercator has no poles. */
const farthest = 85;

/** A place on the square world: x to the east, y to the south. */
export function world({ lat, lon }: Place): Point {
    const sine = Math.sin((Math.max(-farthest, Math.min(farthest, lat)) * Math.PI) / 180);
    return { x: (lon + 180) / 360, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

export function place_of({ x, y }: Point): Place {
    const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
    return { lat, lon: x * 360 - 180 };
}

export function to_screen(point: Point, view: View, size: Size): Point {
    return { x: (point.x - view.x) * view.scale + size.width / 2, y: (point.y - view.y) * view.scale + size.height / 2 };
}

export function to_world(point: Point, view: View, size: Size): Point {
    return { x: (point.x - size.width / 2) / view.scale + view.x, y: (point.y - size.height / 2) / view.scale + view.y };
}

/** A village's width: nothing is shown larger, so that one place alone does not fill the window. */
const least_extent = 0.00003;

/** The view that shows all of these with a margin in pixels; the world when there are none. */
export function fit(points: readonly Point[], size: Size, margin: number): View {
    if (points.length === 0) {
        return { x: 0.5, y: 0.5, scale: Math.max(1, Math.min(size.width, size.height)) };
    }
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y } of points) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
    }
    const room = { width: Math.max(1, size.width - 2 * margin), height: Math.max(1, size.height - 2 * margin) };
    const scale = Math.min(room.width / Math.max(right - left, least_extent), room.height / Math.max(bottom - top, least_extent));
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

/** Nearer or farther, with the point under `around` (pixels) staying where it is. */
export function zoomed(view: View, factor: number, around: Point, size: Size): View {
    const fixed = to_world(around, view, size);
    const scale = view.scale * factor;
    return { x: fixed.x - (around.x - size.width / 2) / scale, y: fixed.y - (around.y - size.height / 2) / scale, scale };
}

/** The steps in which meridians and parallels are drawn, in degrees. */
const grid_steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

export interface Grid {
    lats: number[];
    lons: number[];
    decimals: number;
}

/** Meridians and parallels in the window, two to about six each way. */
export function graticule(view: View, size: Size): Grid {
    const from = place_of(to_world({ x: 0, y: size.height }, view, size));
    const to = place_of(to_world({ x: size.width, y: 0 }, view, size));
    const extent = Math.max(to.lon - from.lon, to.lat - from.lat);
    const step = grid_steps.find((each) => extent / each <= 6) ?? 45;
    const lines = (low: number, high: number): number[] => {
        const found: number[] = [];
        for (let at = Math.ceil(low / step); at * step <= high; at += 1) {
            found.push(Number((at * step).toFixed(4)));
        }
        return found;
    };
    return { lats: lines(from.lat, to.lat), lons: lines(from.lon, to.lon), decimals: step < 0.1 ? 2 : step < 1 ? 1 : 0 };
}
