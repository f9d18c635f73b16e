import { describe, expect, it } from 'vitest';
import { headline, with_new } from './brief';
import type { OwnWeek } from './read';

const change = (text: string, at = '2026-11-24T10:00:00.000Z') => ({ text, at, link: '/', by: 'M. Okafor', tlp: 'green' as const });

describe('the headline', () => {
    const week = (own: Partial<OwnWeek>) =>
        headline({
            steps_on_track: 5, steps_total: 10, decisions_waiting: 0, questions: [], tasks: [], upcoming: [], ...own,
        } as unknown as OwnWeek);

    it('says first what waits for the reader: decisions and questions, else their tasks, else nothing', () => {
        // Without a language each sentence is its key.
        const task = {} as OwnWeek['tasks'][number];
        const question = {} as OwnWeek['questions'][number];
        expect(week({ decisions_waiting: 2, questions: [question], tasks: [task, task] }).slice(1)).toEqual(['week.decisions_wait', 'week.questions_wait']);
        expect(week({ tasks: [task] }).slice(1)).toEqual(['week.tasks_wait']);
        expect(week({}).slice(1)).toEqual(['week.nothing_waits']);
    });
});

describe('what changed since the reader last looked', () => {
    it('stays on the page after the server has counted it as seen', () => {
        expect(with_new([change('a')], [])).toEqual([change('a')]);
    });

    it('gets what is new on top, once', () => {
        const shown = with_new([change('a')], [change('b'), change('a')]);
        expect(shown.map((each) => each.text)).toEqual(['b', 'a']);
        expect(with_new(shown, [change('b'), change('a')])).toBe(shown);
    });
});
