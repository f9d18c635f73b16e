import { api, take } from '../lib/api/client';
import { Problem } from '../lib/api/problem';
import type { CalendarEvent } from '../lib/api/types';

/** One of the calendar's own dates. */
export async function find_event(id: number): Promise<CalendarEvent> {
    const query = { from: '2000-01-01', to: '2200-01-01' };
    const all = await take(api.GET('/api/v1/calendar', { params: { query } }));
    const found = all.items.find((each) => each.source === 'own' && each.id === id);
    if (found === undefined) {
        throw new Problem(404, 'http_404', 'There is no such date.');
    }
    return found;
}
