/** The city this Belfry serves: its name stands in the header, its time zone rules every time. */
import { api, take } from './api/client';
import { Problem } from './api/problem';
import type { City } from './api/types';

let known = $state.raw<City | null>(null);

export function city(): City | null {
    return known;
}

export function city_zone(): string {
    return known?.time_zone || 'America/New_York';
}

export function use_city(city: City | null): void {
    known = city;
}

export async function load_city(): Promise<void> {
    known = await take(api.GET('/api/v1/city'));
}

/** After a change by others; without an answer the page goes on with what it knows. */
export async function reload_city(): Promise<void> {
    try {
        await load_city();
    } catch (thrown) {
        if (!(thrown instanceof Problem)) {
            throw thrown;
        }
    }
}
