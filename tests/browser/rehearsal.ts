/** A made-up city in a Belfry of its own, ready to be rehearsed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call, expect, set_up, test as belfry, type BrowserContext, type Page } from './belfry';
import type { Server } from './server';

export { call, expect };
export type { Page };

/** Twenty-four places on a grid, the later ones busier than their two check-in stations like. */
export function places(): string {
    const rows = Array.from({ length: 24 }, (_, at) =>
        [`P${at + 1}`, `Hall ${at + 1}`, `${at + 1} Main St`, (44.9 + 0.02 * Math.floor(at / 6)).toFixed(4), (-93.3 + 0.02 * (at % 6)).toFixed(4),
            1500 + 40 * at, 500 + 22 * at, 2, 2, 1, 12].join(','),
    );
    return ['site_id,name,address,lat,lon,registered_voters,expected_voters,epollbooks,check_in_stations,scanners,voting_booths', ...rows].join('\n') + '\n';
}

/** Brings a list of places in through the API, as a program of the city would. */
export async function bring_in(page: Page, ...files: { name: string; text: string }[]): Promise<void> {
    const made = await page.evaluate(async (given) => {
        const session = await (await fetch('/api/v1/session')).json();
        const headers = { 'X-CSRF-Token': session.csrf, 'Content-Type': 'application/octet-stream' };
        const send = async (path: string, body: string) => {
            const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body });
            if (!answer.ok) {
                throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
            }
            return answer.json();
        };
        let made = await send(`/imports?name=${encodeURIComponent(given[0]!.name)}`, given[0]!.text);
        for (const { name, text } of given.slice(1)) {
            made = await send(`/imports/${made.id}/files?name=${encodeURIComponent(name)}`, text);
        }
        const now = await (await fetch(`/api/v1/imports/${made.id}`)).json();
        const confirmed = await fetch(`/api/v1/imports/${made.id}/confirmation`, {
            method: 'POST', headers: { 'X-CSRF-Token': session.csrf, 'If-Match': `"${now.revision}"` },
        });
        return confirmed.ok ? '' : `${confirmed.status} ${await confirmed.text()}`;
    }, files);
    expect(made).toBe('');
}

/** Real lists, where BELFRY_SHARED_DATA names their folder. */
export function real(set: string, ...names: string[]): { name: string; text: string }[] {
    return names.map((name) => ({ name, text: readFileSync(join(process.env.BELFRY_SHARED_DATA!, 'polling', set, name), 'utf8') }));
}

export const outage = {
    id: 'outage', kind: 'pollbook_outage', where: { share: 0.3 }, at: '07:00', lasts: { shape: 'deterministic', mean: 120 }, detection: { shape: 'deterministic', mean: 10 },
};
export const paper = { id: 'paper', kind: 'paper_pollbooks', delay: { shape: 'deterministic', mean: 5 }, cost: 1_200_000 };

interface Made {
    id: number;
}

/** A scenario, a plan and a run of both that is over; gives their numbers. */
export async function rehearsed(page: Page, days = 64): Promise<{ scenario: number; plan: number; run: number }> {
    const scenario = await call<Made>(page, 'POST', '/scenarios', { name: 'A morning without e-pollbooks', disruptions: [outage] });
    const plan = await call<Made>(page, 'POST', '/plans', { name: 'Paper at every place', measures: [paper] });
    const run = await call<Made>(page, 'POST', '/runs', { scenarios: [scenario.id], plans: [0, plan.id], days });
    await expect.poll(async () => (await call<{ state: string }>(page, 'GET', `/runs/${run.id}`)).state, { timeout: 60_000 }).toBe('done');
    return { scenario: scenario.id, plan: plan.id, run: run.id };
}

interface OfWorker {
    /** A Belfry with the made-up city, for all tests of this worker. */
    lakemont: { server: Server; signed_in: Awaited<ReturnType<BrowserContext['storageState']>> };
}

export const test = belfry.extend<{ planner: Page }, OfWorker>({
    lakemont: [
        async ({ browser }, use) => {
            const { Server } = await import('./server');
            const server = await Server.start();
            const context = await browser.newContext();
            const page = await context.newPage();
            await set_up(page, server);
            await bring_in(page, { name: 'places.csv', text: places() });
            await use({ server, signed_in: await context.storageState() });
            await context.close();
            await server.remove();
        },
        { scope: 'worker', timeout: 90_000 },
    ],

    /** A page of the made-up city with the administrator signed in. */
    planner: async ({ browser, lakemont, contextOptions, viewport, watch }, use) => {
        const context = await browser.newContext({
            ...contextOptions, viewport, locale: 'en-US', timezoneId: 'America/New_York', serviceWorkers: 'block',
            storageState: lakemont.signed_in, baseURL: lakemont.server.url,
        });
        await watch(context);
        const page = await context.newPage();
        await page.goto('/rehearsals');
        await use(page);
        await context.close();
    },
});
