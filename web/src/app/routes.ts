/** All screens. A module lists its own in its routes.ts; here they are only joined. */
import { match, type Route } from '../lib/route';
import { routes as account } from '../account/routes';
import { routes as administration } from '../administration/routes';
import { routes as calendar } from '../calendar/routes';
import { routes as city } from '../city/routes';
import { routes as decisions } from '../decisions/routes';
import { routes as history } from '../history/routes';
import { routes as inbox } from '../inbox/routes';
import { routes as people } from '../people/routes';
import { routes as profile } from '../profile/routes';
import { routes as program } from '../program/routes';
import { routes as public_records } from '../public-records/routes';
import { routes as rehearsal } from '../rehearsal/routes';
import { routes as start } from '../start/routes';
import { routes as this_week } from '../thisweek/routes';

const routes: readonly Route[] = [
    ...this_week,
    ...program,
    ...decisions,
    ...calendar,
    ...city,
    ...inbox,
    ...history,
    ...people,
    ...profile,
    ...rehearsal,
    ...public_records,
    ...administration,
    ...start,
    ...account,
];

export interface Found {
    route: Route;
    params: Record<string, string>;
}

export function find_route(path: string): Found | null {
    for (const route of routes) {
        const params = match(route.path, path);
        if (params !== null) {
            return { route, params };
        }
    }
    return null;
}
