import { describe, expect, it } from 'vitest';
import { changed_fields, Edit } from './edit.svelte';
import { Problem } from './api/problem';

interface Thing {
    title: string;
    owner: number | null;
    revision: number;
}
type Draft = Omit<Thing, 'revision'>;

interface Server {
    thing: Thing;
    sent: Partial<Draft>[];
    edit: Edit<Thing, Draft>;
}

/** A server that keeps one thing and refuses saves based on an older revision. */
function server(thing: Thing): Server {
    const sent: Partial<Draft>[] = [];
    const edit = new Edit<Thing, Draft>(thing, {
        draft_of: ({ title, owner }) => ({ title, owner }),
        load: async () => ({ ...kept.thing }),
        save: async (changes, revision) => {
            sent.push(changes);
            if (revision !== kept.thing.revision) {
                const difference = { field: 'title', before: 'A', after: kept.thing.title, who: 'Ana', when: '' };
                throw new Problem(409, 'changed_meanwhile', '', '', [], [difference]);
            }
            kept.thing = { ...kept.thing, ...changes, revision: revision + 1 };
            return { ...kept.thing };
        },
    });
    const kept: Server = { thing: { ...thing }, sent, edit };
    return kept;
}

describe('changing an object', () => {
    it('sends only what was changed, an emptied field as null', async () => {
        const { edit, sent } = server({ title: 'A', owner: 3, revision: 1 });
        edit.draft.owner = null;
        expect(edit.dirty).toBe(true);
        expect(await edit.save()).toEqual({ title: 'A', owner: null, revision: 2 });
        expect(sent).toEqual([{ owner: null }]);
        expect(edit.dirty).toBe(false);
    });

    it('sends nothing when nothing was changed', async () => {
        const { edit, sent } = server({ title: 'A', owner: 3, revision: 1 });
        expect(await edit.save()).toEqual({ title: 'A', owner: 3, revision: 1 });
        expect(sent).toEqual([]);
    });

    it('keeps what was written when somebody saved in between, and saves over that field alone', async () => {
        const kept = server({ title: 'A', owner: 3, revision: 1 });
        kept.thing = { title: 'theirs', owner: 5, revision: 2 };
        kept.edit.draft.title = 'mine';
        expect(await kept.edit.save()).toBeUndefined();
        expect(kept.edit.form.problem?.conflict).toBe(true);
        expect(kept.edit.draft.title).toBe('mine');
        expect(await kept.edit.keep_mine()).toEqual({ title: 'mine', owner: 5, revision: 3 });
        expect(kept.edit.form.problem).toBeNull();
    });

    it('gives up the fields that the person chose to give up', async () => {
        const kept = server({ title: 'A', owner: 3, revision: 1 });
        kept.thing = { title: 'theirs', owner: 5, revision: 2 };
        kept.edit.draft.title = 'mine';
        kept.edit.draft.owner = 7;
        await kept.edit.save();
        expect(await kept.edit.keep_mine(new Set(['title']))).toEqual({ title: 'theirs', owner: 7, revision: 3 });
    });

    it('can take what somebody else saved', async () => {
        const kept = server({ title: 'A', owner: 3, revision: 1 });
        kept.thing = { title: 'theirs', owner: 5, revision: 2 };
        kept.edit.draft.title = 'mine';
        await kept.edit.save();
        await kept.edit.take_theirs();
        expect(kept.edit.draft).toEqual({ title: 'theirs', owner: 5 });
        expect(kept.edit.dirty).toBe(false);
    });

    it('compares lists by what is in them', () => {
        expect(changed_fields({ roles: ['a', 'b'] }, { roles: ['a', 'b'] })).toEqual({});
        expect(changed_fields({ roles: ['a', 'b'] }, { roles: ['b'] })).toEqual({ roles: ['b'] });
    });
});
