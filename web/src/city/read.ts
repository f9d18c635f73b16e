/** What several screens of the city read. */
import { api, every, take } from '../lib/api/client';
import type { Election, Place, Precinct } from '../lib/api/types';

/** Kinds of change after which lists of places are read again. */
export const kinds_of_city = ['place', 'import', 'election', 'demo'] as const;

export function all_places(): Promise<Place[]> {
    return every((after) => take(api.GET('/api/v1/sites', { params: { query: { after } } })));
}

export function all_precincts(): Promise<Precinct[]> {
    return every((after) => take(api.GET('/api/v1/precincts', { params: { query: { after } } })));
}

export function the_election(): Promise<Election> {
    return take(api.GET('/api/v1/election'));
}
