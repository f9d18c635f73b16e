import { day_short } from '../lib/format';
import { t_count, t } from '../lib/i18n/index.svelte';
import type { Change, ThisWeek } from '../lib/api/types';

/** The page in one or two sentences, each count with its whole. */
export function headline(week: ThisWeek): string[] {
    const on_track = t_count('week.on_track', week.steps_on_track, { total: week.steps_total });
    if (week.decisions_waiting > 0) {
        return [on_track, t_count('week.decisions_wait', week.decisions_waiting)];
    }
    const next = week.upcoming[0];
    return [
        on_track,
        next
            ? t('week.nothing_waits_next', { title: next.title.replace(/\.$/, ''), date: day_short(next.on) })
            : t('week.nothing_waits'),
    ];
}

/** What was shown stays; what has come since stands above it. */
export function with_new(shown: readonly Change[], now: readonly Change[]): readonly Change[] {
    const key = (change: Change) => `${change.at} ${change.text}`;
    const known = new Set(shown.map(key));
    const fresh = now.filter((change) => !known.has(key(change)));
    return fresh.length === 0 ? shown : [...fresh, ...shown];
}
