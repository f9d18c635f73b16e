import { describe, expect, it } from 'vitest';
import type { Decision, StepSummary, Task } from '../lib/api/types';
import { due_things } from './due';

const step = (number: number, due: string | null, next_action: string | null = 'Next') =>
    ({ number, due, next_action, title: `Step ${number}`, status: 'on_track' }) as StepSummary;
const task = (id: number, on: string | null, state = 'open') => ({ id, step: 2, title: `T${id}`, due: on, state }) as Task;
const decision = (id: number, on: string, state = 'waiting') =>
    ({ id, step: 2, title: `D${id}`, due: on, state }) as Decision;

describe('what is due in the season', () => {
    it('is open tasks and waiting decisions, by day', () => {
        const things = due_things([], [task(1, '2026-12-12'), task(2, null), task(3, '2026-11-01', 'done')], [
            decision(4, '2026-12-04'),
            decision(5, '2026-12-05', 'approved'),
        ]);
        expect(things.map((each) => each.link)).toEqual(['/decisions/4', '/tasks/1']);
    });

    it('names a step’s own day only where no task or decision says it already', () => {
        const things = due_things([step(2, '2026-12-12'), step(3, '2026-12-18')], [task(1, '2026-12-12')], []);
        expect(things.map((each) => each.link)).toEqual(['/tasks/1', '/steps/3']);
    });
});
