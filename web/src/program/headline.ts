import { t_count, t } from '../lib/i18n/index.svelte';
import type { StepSummary } from './types';

/** "5 of 10 steps are on track, 1 is late." Done steps count as on track: they need nobody. */
export function program_headline(steps: StepSummary[]): string {
    const well = steps.filter((step) => step.status === 'on_track' || step.status === 'done').length;
    const late = steps.filter((step) => step.status === 'late').length;
    const first = t_count('week.on_track', well, { total: steps.length });
    return late === 0 ? first : `${first} ${t('program.some_late', { late: t_count('program.late', late) })}`;
}
