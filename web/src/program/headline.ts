import { t, t_count } from '../lib/i18n/index.svelte';
import type { StepSummary } from '../lib/api/types';
import { goes_well } from './types';

/** "5 of 10 steps are on track. 1 is late." */
export function program_headline(steps: readonly StepSummary[]): string {
    const late = steps.filter((step) => step.status === 'late').length;
    const first = t_count('week.on_track', steps.filter(goes_well).length, { total: steps.length });
    return late === 0 ? first : t('program.two_sentences', { first, second: t_count('program.late', late) });
}
