import { describe, expect, it } from 'vitest';
import { problem_of } from './problem';

describe('a refusal', () => {
    it('can be shown whatever is missing in it', () => {
        for (const body of [undefined, null, '', 'Bad gateway', [], { problems: 'x', differences: [1] }]) {
            const problem = problem_of(502, body);
            expect([problem.code, problem.problems, problem.conflict]).toEqual(['http_502', [], false]);
        }
    });

    it('says field by field what to change', () => {
        const problem = problem_of(400, {
            code: 'fields_need_attention', title: 'Some fields need attention.',
            problems: [{ field: 'tasks[2].due', code: 'not_a_date', advice: 'Give a date.', values: { count: 3 } }],
        });
        expect(problem.problems).toEqual([
            { field: 'tasks[2].due', code: 'not_a_date', advice: 'Give a date.', values: { count: '3' } },
        ]);
    });

    it('is a conflict only where somebody else saved in between', () => {
        expect(problem_of(409, { code: 'done_already' }).conflict).toBe(false);
        const differences = [{ field: 'a', before: null, after: { id: 5 }, who: 'Ana', when: '2026-11-03T12:00:00Z' }];
        const problem = problem_of(409, { code: 'changed_meanwhile', differences });
        expect(problem.conflict).toBe(true);
        expect(problem.differences).toEqual(differences);
    });
});
