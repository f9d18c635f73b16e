/** The programme's values as the API gives them, and what can be told from one alone. */
import type {
    Attachment, CalendarEvent, Change, Comment, Decision, HistoryEntry, InboxItem, Note, Person, PersonRef, Phase,
    SearchHit, Step, StepGroup, StepStatus, StepSummary, Suggestion, Task, ThisWeek, Upcoming,
} from '../lib/api/types';

export type {
    Attachment, CalendarEvent, Change, Comment, Decision, HistoryEntry, InboxItem, Note, Person, PersonRef, Phase,
    SearchHit, Step, StepGroup, StepStatus, StepSummary, Suggestion, Task, ThisWeek, Upcoming,
};

export const step_statuses: StepStatus[] = ['not_started', 'on_track', 'needs_attention', 'late', 'done'];
export const step_groups: StepGroup[] = ['own_powers', 'with_officials', 'public_and_congress'];

export function needs_attention(step: StepSummary): boolean {
    return step.status === 'needs_attention' || step.status === 'late';
}

export function is_late(task: Task, today: string): boolean {
    return task.due !== null && task.due < today && task.state !== 'done';
}

/** Neither answered nor taken back. */
export function is_open(decision: Decision): boolean {
    return decision.state === 'waiting' || decision.state === 'question_open';
}
