import { describe, expect, it } from 'vitest';
import { outline, rings } from './basemap';
import { mark_path, nearest, paths_of } from './marks';
import { fit, graticule, place_of, to_screen, to_world, world, zoomed } from './projection';

const minneapolis = { lat: 44.9778, lon: -93.265 };
const size = { width: 800, height: 500 };

describe('Mercator', () => {
    it('has the world’s middle at 0° 0° and its corners at 180° and 85.05°', () => {
        expect(world({ lat: 0, lon: 0 })).toEqual({ x: 0.5, y: 0.5 });
        const corner = place_of({ x: 0, y: 0 });
        expect(corner.lon).toBe(-180);
        expect(corner.lat).toBeCloseTo(85.0511, 4);
    });
    it('puts a place into the tile that the scheme of web maps says', () => {
        // Minneapolis at zoom 12: column 986, row 1474 (log-tangent form of the published formula).
        const { lat, lon } = minneapolis;
        const radians = (lat * Math.PI) / 180;
        const row = ((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 4096;
        const point = world(minneapolis);
        expect(Math.floor(point.x * 4096)).toBe(Math.floor(((lon + 180) / 360) * 4096));
        expect(point.y * 4096).toBeCloseTo(row, 8);
    });
    it('finds its way back', () => {
        const back = place_of(world(minneapolis));
        expect(back.lat).toBeCloseTo(minneapolis.lat, 10);
        expect(back.lon).toBeCloseTo(minneapolis.lon, 10);
    });
    it('does not fall off at the poles', () => {
        expect(Number.isFinite(world({ lat: 90, lon: 0 }).y)).toBe(true);
    });
});

describe('the window', () => {
    const points = [world({ lat: 44.89, lon: -93.33 }), world({ lat: 45.05, lon: -93.19 })];
    it('holds all places within the margin', () => {
        const view = fit(points, size, 20);
        for (const { x, y } of points.map((point) => to_screen(point, view, size))) {
            expect(x).toBeGreaterThanOrEqual(19.99);
            expect(x).toBeLessThanOrEqual(780.01);
            expect(y).toBeGreaterThanOrEqual(19.99);
            expect(y).toBeLessThanOrEqual(480.01);
        }
    });
    it('is not endlessly near for one place, and shows the world for none', () => {
        const alone = fit([points[0]!], size, 20);
        expect(Number.isFinite(alone.scale)).toBe(true);
        expect(to_screen(points[0]!, alone, size)).toEqual({ x: 400, y: 250 });
        expect(fit([], size, 20)).toEqual({ x: 0.5, y: 0.5, scale: 500 });
    });
    it('keeps the point under the pointer where it is', () => {
        const view = fit(points, size, 20);
        const before = to_world({ x: 100, y: 400 }, view, size);
        const after = to_world({ x: 100, y: 400 }, zoomed(view, 2, { x: 100, y: 400 }, size), size);
        expect(after.x).toBeCloseTo(before.x, 12);
        expect(after.y).toBeCloseTo(before.y, 12);
    });
    it('has two to seven meridians and parallels however near it is', () => {
        let view = fit(points, size, 20);
        for (let step = 0; step < 4; step += 1) {
            const { lats, lons } = graticule(view, size);
            expect(Math.max(lats.length, lons.length)).toBeGreaterThanOrEqual(2);
            expect(Math.max(lats.length, lons.length)).toBeLessThanOrEqual(7);
            view = zoomed(view, 2, { x: 400, y: 250 }, size);
        }
    });
});

describe('the basemap', () => {
    const square = [[-93.3, 44.9], [-93.2, 44.9], [-93.2, 45], [-93.3, 44.9]];
    it('takes polygons from whatever GeoJSON holds them', () => {
        const polygon = { type: 'Polygon', coordinates: [square, square] };
        expect(rings(polygon)).toHaveLength(2);
        expect(rings({ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: [[square], [square]] } })).toHaveLength(2);
        expect(rings({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygon }, { type: 'Feature', geometry: null }] })).toHaveLength(2);
        expect(rings({ type: 'GeometryCollection', geometries: [{ type: 'LineString', coordinates: square }, { type: 'Point', coordinates: [0, 0] }] })).toHaveLength(1);
        expect(rings(null)).toEqual([]);
    });
    it('is one path about its origin, with its extent', () => {
        const origin = world({ lat: 44.9, lon: -93.3 });
        const { path, corners } = outline({ type: 'Polygon', coordinates: [square] }, origin);
        expect(path).toMatch(/^M0\.0,-?0\.0L277\.8,-?0\.0L/);
        expect(corners[0]!.x).toBeCloseTo(origin.x, 12);
        expect(outline({}, origin)).toEqual({ path: '', corners: [] });
    });
});

describe('marks', () => {
    const points = [{ x: 10, y: 10 }, { x: 50, y: 10 }, { x: 52, y: 10 }];
    it('are drawn class by class, and not where nothing is known', () => {
        const [dots, squares] = paths_of(points, [0, 1, null], ['dot', 'square']);
        expect(dots).toBe(mark_path('dot', points[0]!));
        expect(squares).toBe(mark_path('square', points[1]!));
    });
    it('differ in shape from each other', () => {
        const shapes = (['dot', 'diamond', 'square', 'cross', 'up', 'down'] as const).map((mark) => mark_path(mark, { x: 0, y: 0 }));
        expect(new Set(shapes).size).toBe(shapes.length);
    });
    it('are found by the nearest, within reach', () => {
        expect(nearest(points, { x: 51.2, y: 12 }, 15)).toBe(2);
        expect(nearest(points, { x: 30, y: 10 }, 15)).toBeNull();
        expect(nearest([], { x: 0, y: 0 }, 15)).toBeNull();
    });
});
