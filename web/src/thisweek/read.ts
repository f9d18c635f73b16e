/** The first page as one reader sees it: what the city's week is, and what they have to do themselves. */
import { api, take } from '../lib/api/client';
import type { Decision, Task, ThisWeek } from '../lib/api/types';
import { me } from '../lib/session.svelte';

export interface OwnWeek extends ThisWeek {
    /** The reader's open tasks, those due first on top. */
    tasks: Task[];
    /** Requests of the reader's that were answered with a question. */
    questions: Decision[];
}

export async function read_week(): Promise<OwnWeek> {
    const [week, tasks, decisions] = await Promise.all([
        take(api.GET('/api/v1/this-week')),
        take(api.GET('/api/v1/tasks', { params: { query: { owner: 'me', state: 'open' } } })),
        take(api.GET('/api/v1/decisions', { params: { query: { state: 'waiting' } } })),
    ]);
    const questions = decisions.items.filter((each) => each.state === 'question_open' && each.asked_by?.id === me()?.id);
    return { ...week, tasks: tasks.items, questions };
}
