/** A form being sent: what was refused, by field, and whether it is on its way. */
import { Problem, type FieldProblem } from './api/problem';
import { t, t_or } from './i18n/index.svelte';

/** What is wrong with a field, in the reader's language. */
export function advice(problem: FieldProblem): string {
    return t_or(`error.${problem.code}`, problem.advice, problem.values);
}

/** What was refused as a whole, in the reader's language. */
export function summary(problem: Problem): string {
    if (problem.unreachable) {
        return t('error.unreachable');
    }
    const own = problem.problems.find((each) => each.field === '' && each.code === problem.code)?.values ?? {};
    const sentence = t_or(`error.${problem.code}`, problem.detail || problem.title, own);
    return own.file === undefined || sentence.includes(own.file) ? sentence : `${own.file}: ${sentence}`;
}

/** The id of a field's control: error summaries link to it. */
export function field_id(form: Form | undefined, name: string): string {
    return `${form?.id ?? 'field'}-${name.replace(/[^\w-]+/g, '-')}`;
}

let forms = 0;

export class Form {
    readonly id = `form${++forms}`;
    problem = $state.raw<Problem | null>(null);
    sending = $state(false);
    /** What the fields are called, by name: each says so itself. */
    readonly labels = new Map<string, string>();
    /** Whether a ConflictNotice stands beside it; else the summary says that somebody saved in between. */
    notes_conflicts = $state(false);
    /** Counts refusals: each moves the focus to the error summary. */
    refusals = $state(0);

    /** Advice for one field; empty when it is fine. */
    advice(name: string): string {
        const found = this.problem?.problems.find((each) => each.field === name);
        return found ? advice(found) : '';
    }

    /** Runs `send`; undefined when it was refused, which the form then shows. */
    async send<T>(send: () => Promise<T>): Promise<T | undefined> {
        if (this.sending) {
            return undefined;
        }
        this.sending = true;
        try {
            const answer = await send();
            this.problem = null;
            return answer;
        } catch (thrown) {
            if (!(thrown instanceof Problem)) {
                throw thrown;
            }
            this.refuse(thrown);
            return undefined;
        } finally {
            this.sending = false;
        }
    }

    refuse(problem: Problem): void {
        this.problem = problem;
        this.refusals += 1;
    }

    /** Refuses before anything is sent: `form.refuse_field('title', 'required')`. */
    refuse_field(field: string, code: string, values: Record<string, string> = {}): void {
        this.refuse_fields([{ field, code, advice: code, values }]);
    }

    /** Refuses all fields that are left empty at once; whether there was one. */
    refuse_empty(fields: Record<string, string>): boolean {
        const empty = Object.keys(fields).filter((field) => fields[field]!.trim() === '');
        if (empty.length > 0) {
            this.refuse_fields(empty.map((field) => ({ field, code: 'required', advice: '', values: {} })));
        }
        return empty.length > 0;
    }

    refuse_fields(problems: FieldProblem[]): void {
        this.refuse(new Problem(400, 'fields_need_attention', t('error.fields_need_attention'), '', problems));
    }

    clear(): void {
        this.problem = null;
    }
}
