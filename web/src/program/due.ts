import type { DueThing } from './season';
import type { Decision, StepSummary, Task } from '../lib/api/types';

/** Everything with a day: open tasks, waiting decisions, and a step's own date where no task says it. */
export function due_things(steps: readonly StepSummary[], tasks: readonly Task[], decisions: readonly Decision[]): DueThing[] {
    const things: DueThing[] = [];
    for (const task of tasks) {
        if (task.due !== null && task.state === 'open') {
            things.push({ step: task.step, on: task.due, title: task.title, link: `/tasks/${task.id}`, done: false });
        }
    }
    for (const decision of decisions) {
        if (decision.due !== null && (decision.state === 'waiting' || decision.state === 'question_open')) {
            things.push({
                step: decision.step,
                on: decision.due,
                title: decision.title,
                link: `/decisions/${decision.id}`,
                done: false,
            });
        }
    }
    for (const step of steps) {
        const said = things.some((thing) => thing.step === step.number && thing.on === step.due);
        if (step.due !== null && !said && step.status !== 'done') {
            things.push({
                step: step.number,
                on: step.due,
                title: step.next_action ?? step.title,
                link: `/steps/${step.number}`,
                done: false,
            });
        }
    }
    return things.sort((a, b) => a.on.localeCompare(b.on) || a.step - b.step);
}
