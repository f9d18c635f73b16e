/** The city's own boundary and precincts as outlines. Coordinates lie about an origin, for precision. */
import type { Point } from '../charts/path';
import { world } from './projection';

/** Units of the world to units of the outline: a millionth of the world is one. */
export const outline_scale = 1e6;

type Position = readonly number[];
type Geometry =
    | { type: 'Polygon' | 'MultiLineString'; coordinates: readonly (readonly Position[])[] }
    | { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly Position[])[])[] }
    | { type: 'LineString'; coordinates: readonly Position[] };

export interface Outline {
    /** One path for all shapes. */
    path: string;
    /** The corners of its extent, in units of the world; empty when there is nothing. */
    corners: Point[];
}

function rings_of(geometry: Geometry | null | undefined): readonly (readonly Position[])[] {
    switch (geometry?.type) {
        case 'Polygon':
        case 'MultiLineString':
            return geometry.coordinates;
        case 'MultiPolygon':
            return geometry.coordinates.flat();
        case 'LineString':
            return [geometry.coordinates];
        default:
            return [];
    }
}

/** All polygons and lines of a GeoJSON document, whatever it is: features, a geometry, a collection. */
export function rings(document: unknown): (readonly Position[])[] {
    const { type, features, geometries, geometry } = (document ?? {}) as Record<string, unknown>;
    if (type === 'FeatureCollection' && Array.isArray(features)) {
        return features.flatMap(rings);
    }
    if (type === 'GeometryCollection' && Array.isArray(geometries)) {
        return geometries.flatMap(rings);
    }
    if (type === 'Feature') {
        return rings(geometry);
    }
    return [...rings_of(document as Geometry)];
}

export function outline(document: unknown, origin: Point): Outline {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    const parts = rings(document).map((ring) => {
        const points = ring.map(([lon = 0, lat = 0]) => {
            const point = world({ lat, lon });
            left = Math.min(left, point.x);
            right = Math.max(right, point.x);
            top = Math.min(top, point.y);
            bottom = Math.max(bottom, point.y);
            return `${((point.x - origin.x) * outline_scale).toFixed(1)},${((point.y - origin.y) * outline_scale).toFixed(1)}`;
        });
        return points.length > 0 ? `M${points.join('L')}` : '';
    });
    const corners = left <= right ? [{ x: left, y: top }, { x: right, y: bottom }] : [];
    return { path: parts.join(''), corners };
}
