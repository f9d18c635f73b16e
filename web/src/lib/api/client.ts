/** The one way to the server: typed by its own API document. */
import createClient from 'openapi-fetch';
import { answered, not_answered } from '../connection.svelte';
import { Problem, problem_of } from './problem';
import type { paths } from './schema';

let csrf: string | null = null;

/** Unsafe requests carry this; it comes with the session. */
export function use_csrf(token: string | null): void {
    csrf = token;
}

/** Called when an answer says that nobody is signed in any more. */
let signed_out = (): void => {};

export function on_signed_out(listener: () => void): void {
    signed_out = listener;
}

const safe = ['GET', 'HEAD'];
/** What the server says when there is no session any more; other 401s belong to a form. */
const ended = ['session_expired', 'sign_in_first'];

/** Headers of a request that is not made through `api`, such as an upload. */
export function unsafe_headers(): Record<string, string> {
    return csrf === null ? {} : { 'X-CSRF-Token': csrf };
}

/** Asks the person to show once more who they are; whether they did. Set by the app. */
let ask_for_proof = (): Promise<boolean> => Promise.resolve(false);

export function on_proof_needed(asker: () => Promise<boolean>): void {
    ask_for_proof = asker;
}

/** Copies of requests on their way: a body can be sent once only. */
const copies = new Map<string, Request>();

async function wants_proof(response: Response): Promise<boolean> {
    if (response.status !== 403) {
        return false;
    }
    const body: unknown = await response.clone().json().catch(() => null);
    return problem_of(403, body).code === 'proof_needed';
}

export const api = createClient<paths>({
    baseUrl: typeof location === 'undefined' ? 'http://localhost' : location.origin,
    credentials: 'same-origin',
    headers: { Accept: 'application/json' },
});

api.use({
    onRequest({ request, id }) {
        if (!safe.includes(request.method)) {
            copies.set(id, request.clone());
            for (const [name, value] of Object.entries(unsafe_headers())) {
                request.headers.set(name, value);
            }
        }
        return request;
    },
    async onResponse({ response, id }) {
        const copy = copies.get(id);
        copies.delete(id);
        if (copy === undefined || !(await wants_proof(response)) || !(await ask_for_proof())) {
            return undefined;
        }
        for (const [name, value] of Object.entries(unsafe_headers())) {
            copy.headers.set(name, value);
        }
        return fetch(copy);
    },
    onError({ id }) {
        copies.delete(id);
    },
});

interface Answer<T> {
    data?: T;
    error?: unknown;
    response: Response;
}

/** What a request answers, or a thrown Problem: `const city = await take(api.GET('/api/v1/city'))`. */
export async function take<T>(request: Promise<Answer<T>>): Promise<T> {
    let answer: Answer<T>;
    try {
        answer = await request;
    } catch {
        not_answered();
        throw new Problem(0, 'unreachable', 'The server cannot be reached.');
    }
    answered();
    if (answer.response.ok) {
        return answer.data as T;
    }
    const problem = problem_of(answer.response.status, answer.error);
    if (problem.status === 401 && ended.includes(problem.code)) {
        signed_out();
    }
    throw problem;
}

/** Says which revision an edit is based on: `params: { header: if_match(task.revision) }`. */
export function if_match(revision: number): { 'If-Match': string } {
    return { 'If-Match': `"${revision}"` };
}

/** All pages of a list: `every((after) => take(api.GET('/api/v1/tasks', { params: { query: { after } } })))`. */
export async function every<T>(page: (after?: string) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
    const all: T[] = [];
    for (let after: string | null | undefined; after !== null; ) {
        const { items, next } = await page(after);
        all.push(...items);
        after = next;
    }
    return all;
}
