/** What several of these screens read. */
import { api, every, take } from '../lib/api/client';
import { may } from '../lib/session.svelte';
import type { SiteChoice } from './types';

export async function all_scenarios() {
    return (await take(api.GET('/api/v1/scenarios'))).items;
}

export async function all_plans() {
    return (await take(api.GET('/api/v1/plans'))).items;
}

/** The city's polling places by key, for those who may see them. */
export async function site_choices(): Promise<SiteChoice[]> {
    if (!may('places_see')) {
        return [];
    }
    const places = await every((after) => take(api.GET('/api/v1/sites', { params: { query: { after } } })));
    return places.map(({ key, name, address }) => ({ key, name, address }));
}

/** The city's own outline as GeoJSON, without features where it has brought none. */
export async function the_basemap(): Promise<unknown> {
    return may('places_see') ? take(api.GET('/api/v1/basemap')) : null;
}
