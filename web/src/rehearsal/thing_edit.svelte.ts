/** A scenario or a plan being written or changed: one way for both. */
import { Edit } from '../lib/edit.svelte';
import { changed_here } from '../lib/events.svelte';
import { Form } from '../lib/form.svelte';
import { guard } from '../lib/guard';
import { t } from '../lib/i18n/index.svelte';
import { navigate } from '../lib/router.svelte';
import { announce } from '../lib/toast.svelte';

export interface Thing {
    id: number;
    name: string;
    note: string;
    revision: number;
    sentences: string[];
}

interface Written {
    name: string;
    note: string;
}

interface Ways<Value, Draft> {
    kind: 'plan' | 'scenario';
    /** The list in it. */
    field: 'measures' | 'disruptions';
    blank: () => Draft;
    draft_of: (value: Value) => Draft;
    add: (draft: Draft) => Promise<Value>;
    load: (id: number) => Promise<Value>;
    save: (id: number, changes: Partial<Draft>, revision: number) => Promise<Value>;
    remove: (id: number, revision: number) => Promise<unknown>;
}

/** Made while a component is set up: it guards what is not saved. */
export class ThingEdit<Value extends Thing, Draft extends Written> {
    readonly edit: Edit<Value, Draft> | null;
    readonly form: Form;
    readonly ways: Ways<Value, Draft>;
    #fresh: Draft = $state()!;

    constructor(value: Value | undefined, ways: Ways<Value, Draft>) {
        this.ways = ways;
        this.#fresh = ways.blank();
        this.edit = value
            ? new Edit(value, {
                  draft_of: ways.draft_of,
                  load: () => ways.load(value.id),
                  save: (changes, revision) => ways.save(value.id, changes, revision),
              })
            : null;
        this.form = this.edit?.form ?? new Form();
        guard(() => this.edit?.dirty ?? JSON.stringify(this.#fresh) !== JSON.stringify(ways.blank()));
    }

    get draft(): Draft {
        return this.edit ? this.edit.draft : this.#fresh;
    }

    submit = (event: SubmitEvent): void => {
        event.preventDefault();
        if (this.form.refuse_empty({ name: this.draft.name })) {
            return;
        }
        const draft = $state.snapshot(this.#fresh) as Draft;
        void this.finish(this.edit ? this.edit.save() : this.form.send(() => this.ways.add({ ...draft, name: draft.name.trim() })));
    };

    async finish(saving: Promise<Value | undefined>): Promise<void> {
        const saved = await saving;
        if (saved === undefined) {
            return;
        }
        const { kind, blank } = this.ways;
        announce(t(`${kind}.saved`, { name: saved.name }));
        changed_here(kind, saved.id);
        if (this.edit === null) {
            this.#fresh = blank();
            navigate(`/${kind}s/${saved.id}`);
        }
    }

    /** Whether something of the list's item at this place was refused. */
    wrong = (at: number): boolean => this.form.problem?.problems.some(({ field }) => field.startsWith(`${this.ways.field}[${at}]`)) ?? false;
}
