import { day_short } from '../lib/format';
import { t_count, t } from '../lib/i18n/index.svelte';
import type { Change } from '../lib/api/types';
import type { OwnWeek } from './read';

/** The page in two or three sentences, each count with its whole. */
export function headline(week: OwnWeek): string[] {
    const on_track = t_count('week.on_track', week.steps_on_track, { total: week.steps_total });
    const waiting = [
        ...(week.decisions_waiting > 0 ? [t_count('week.decisions_wait', week.decisions_waiting)] : []),
        ...(week.questions.length > 0 ? [t_count('week.questions_wait', week.questions.length)] : []),
    ];
    if (waiting.length > 0) {
        return [on_track, ...waiting];
    }
    if (week.tasks.length > 0) {
        return [on_track, t_count('week.tasks_wait', week.tasks.length)];
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
