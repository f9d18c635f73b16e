/** What the server refused, as a value that screens can show. */

export interface FieldProblem {
    /** JSON path of the field: `title`, `tasks[2].due`. */
    field: string;
    code: string;
    /** English advice, for a code that this app's language file does not know. */
    advice: string;
    values: Record<string, string>;
}

/** What somebody else changed since the revision that a save was based on. */
export interface Difference {
    field: string;
    before: unknown;
    after: unknown;
    who: string;
    when: string;
}

/** Thrown by `take` for every answer that is not a success. */
export class Problem extends Error {
    constructor(
        /** HTTP status; 0 when the server could not be reached. */
        readonly status: number,
        readonly code: string,
        readonly title: string,
        readonly detail = '',
        readonly problems: FieldProblem[] = [],
        readonly differences: Difference[] = [],
        /** Stands in the server's log as well. */
        readonly reference: string | null = null,
    ) {
        super(title);
    }

    get unreachable(): boolean {
        return this.status === 0;
    }

    /** Somebody else saved in between; what they changed may be nothing that is shown. */
    get conflict(): boolean {
        return this.code === 'changed_meanwhile';
    }
}

function text(value: unknown): string {
    return typeof value === 'string' ? value : '';
}

function list(value: unknown): Record<string, unknown>[] {
    return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];
}

function texts(value: unknown): Record<string, string> {
    return typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]))
        : {};
}

/** Reads problem+json; whatever is missing in it, the result can be shown. */
export function problem_of(status: number, body: unknown): Problem {
    const answer = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    return new Problem(
        status,
        text(answer.code) || `http_${status}`,
        text(answer.title) || `HTTP ${status}`,
        text(answer.detail),
        list(answer.problems).map((each) => ({
            field: text(each.field),
            code: text(each.code),
            advice: text(each.advice),
            values: texts(each.values),
        })),
        list(answer.differences).map((each) => ({
            field: text(each.field),
            before: each.before,
            after: each.after,
            who: text(each.who),
            when: text(each.when),
        })),
        text(answer.reference) || null,
    );
}
