/**
 * What every journey needs: a server, somebody signed in, and a watch that fails the test on any
 * page error, console error or violation of the content security policy it does not expect.
 */
import { type BrowserContext, expect, type Page, test as base } from '../../web/node_modules/@playwright/test';
import { Server } from './server';

export { expect };
export type { BrowserContext, Page };

/** An address where there is no screen; the browser notes in its console that the server says so. */
export const nowhere = '/no/such/page';
export const nowhere_noted = /\/no\/such\/page: .*status of 404/;

export const password = 'violet lantern under the bridge';
export const administrator = { name: 'Maria Okafor', email: 'maria@portellery.example' };

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

interface City {
    server: Server;
    /** Cookies of the administrator. */
    signed_in: State;
}

interface OfTest {
    /** Console errors this test provokes on purpose. */
    expected_errors: RegExp[];
    /** An empty Belfry for this test alone. */
    fresh: Server;
    /** A page of the city's Belfry with the administrator signed in. */
    staff: Page;
    /** Has a context watched; `page` and `staff` are watched already. */
    watch: (context: BrowserContext) => Promise<void>;
}

interface OfWorker {
    /** A Belfry with the fictional city, for all tests of this worker. */
    city: City;
}

/** Calls the API from a page, as the app does: with its cookie, origin and CSRF token. */
export async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await page.evaluate(
        async ([how, where, what]) => {
            const session = await (await fetch('/api/v1/session')).json();
            // Changes are based on what is there now.
            const changes = how === 'PUT' || how === 'PATCH' || how === 'DELETE';
            const based_on = changes ? ((await fetch(`/api/v1${where}`)).headers.get('ETag')?.replace(/^W\//, '') ?? null) : null;
            const response = await fetch(`/api/v1${where}`, {
                method: how as string,
                headers: {
                    ...(what === undefined ? {} : { 'Content-Type': 'application/json' }),
                    ...(based_on === null ? {} : { 'If-Match': based_on }),
                    ...(session.csrf ? { 'X-CSRF-Token': session.csrf } : {}),
                },
                body: what === undefined ? undefined : JSON.stringify(what),
            });
            const text = await response.text();
            return { ok: response.ok, status: response.status, text };
        },
        [method, path, body] as const,
    );
    if (!answer.ok) {
        throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    }
    return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T;
}

/** Makes the first account through the API and answers the first-run questions. */
export async function set_up(page: Page, server: Server): Promise<void> {
    await page.goto(`${server.url}/setup-needed`);
    const token = new URL(server.setup_link).hash.slice(1);
    await call(page, 'POST', '/setup', { token, ...administrator, password });
    await call(page, 'PUT', '/city', {
        name: 'Lakemont', state: 'Ohio', time_zone: 'America/New_York', next_election: null,
    });
}

/** An account for somebody else, by invitation; returns a page with them signed in. */
export async function join_in(by: Page, context: BrowserContext, who: { name: string; email: string; roles: string[] }): Promise<Page> {
    const made = await call<{ link: string }>(by, 'POST', '/invitations', { title: '', agency: '', ...who });
    const page = await context.newPage();
    await page.goto(new URL('/setup-needed', by.url()).href);
    await call(page, 'POST', '/invitations/acceptance', {
        token: new URL(made.link).hash.slice(1), name: who.name, password, language: 'en',
    });
    return page;
}

/** What went wrong in the browser, until the test is over and its server goes. */
class Watch {
    readonly errors: string[] = [];
    over = false;

    note(error: string): void {
        if (!this.over) {
            this.errors.push(error);
        }
    }
}

async function watch_for(watch: Watch, context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
            console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
    });
    context.on('page', (page) => {
        page.on('pageerror', (error) => watch.note(`${page.url()}: ${error.stack ?? error.message}`));
        page.on('console', (message) => {
            if (message.type() === 'error') {
                watch.note(`${page.url()}: ${message.text()}`);
            }
        });
    });
}

export const test = base.extend<OfTest & { watched: Watch }, OfWorker>({
    expected_errors: [[], { option: true }],

    city: [
        async ({ browser }, use) => {
            const server = await Server.start();
            const context = await browser.newContext();
            const page = await context.newPage();
            await set_up(page, server);
            await call(page, 'POST', '/demo');
            await use({ server, signed_in: await context.storageState() });
            await context.close();
            await server.remove();
        },
        { scope: 'worker', timeout: 60_000 },
    ],

    fresh: async ({ watched }, use) => {
        const server = await Server.start();
        await use(server);
        watched.over = true;
        await server.remove();
    },

    watched: [
        async ({ expected_errors }, use) => {
            const watch = new Watch();
            await use(watch);
            expect(watch.errors.filter((error) => !expected_errors.some((expected) => expected.test(error)))).toEqual([]);
        },
        { auto: true },
    ],

    watch: async ({ watched }, use) => {
        await use((context) => watch_for(watched, context));
    },

    context: async ({ context, watched }, use) => {
        await watch_for(watched, context);
        await use(context);
    },

    staff: async ({ browser, city, contextOptions, viewport, colorScheme, locale, timezoneId, serviceWorkers, watched }, use) => {
        const context = await browser.newContext({
            ...contextOptions, viewport, colorScheme, locale, timezoneId, serviceWorkers,
            storageState: city.signed_in,
            baseURL: city.server.url,
        });
        await watch_for(watched, context);
        await use(await context.newPage());
        await context.close();
    },
});
