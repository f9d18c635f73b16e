/** What can be told from one of the programme's values alone. */
import type { Decision, StepGroup, StepStatus, StepSummary, Task } from '../lib/api/types';

export const step_statuses: readonly StepStatus[] = ['not_started', 'on_track', 'needs_attention', 'late', 'done'];
export const step_groups: readonly StepGroup[] = ['own_powers', 'with_officials', 'public_and_congress'];
export const step_numbers: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export function needs_attention(step: StepSummary): boolean {
    return step.status === 'needs_attention' || step.status === 'late';
}

/** Done steps count as on track: they need nobody. */
export function goes_well(step: StepSummary): boolean {
    return step.status === 'on_track' || step.status === 'done';
}

export function is_late(task: Task, today: string): boolean {
    return task.due !== null && task.due < today && task.state !== 'done';
}

/** Neither answered nor taken back. */
export function is_open(decision: Decision): boolean {
    return decision.state === 'waiting' || decision.state === 'question_open';
}
