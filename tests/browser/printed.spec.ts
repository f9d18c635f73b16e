import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, expect, type Page, test } from './programme';

const places = [
    'site_id,name,address,expected_voters,check_in_stations,voting_booths,scanners',
    'P1,"Washington Heights Community Recreation Center, Gymnasium B (East Entrance)",12 Main St,900,2,12,1',
    'P2,Library,5 Elm St,600,2,9,1',
    'P3,Town Hall,1 Oak St,400,2,8,1',
].join('\n');

const measures = [
    { id: 'books', kind: 'paper_pollbooks', count: 2, delay: { shape: 'deterministic', mean: 30 } },
    { id: 'ballots', kind: 'emergency_ballots', count: 150, unit_cost: 100 },
    { id: 'slot', kind: 'drop_slot' },
    { id: 'spares', kind: 'spare_machines', count: 3, shared: true, equipment: ['scanner'], unit_cost: 500_000 },
    { id: 'crews', kind: 'repair_crews', bases: [{ crews: 2 }] },
    { id: 'hands', kind: 'extra_workers', count: 2, equipment: ['e_pollbook'], trigger: { when: 'line', value: 20 } },
    { id: 'hours', kind: 'extended_hours', minutes: 60, city_wide: true, trigger: { when: 'wait', value: 90 } },
    { id: 'more', kind: 'ballot_delivery', count: 200, trigger: { when: 'stock', value: 100 } },
];

/** Brings in a list of polling places beside what is there. */
async function bring(page: Page, list: string): Promise<void> {
    const status = await page.evaluate(async (text) => {
        const { csrf } = await (await fetch('/api/v1/session')).json();
        const headers = { 'X-CSRF-Token': csrf };
        const draft = await fetch('/api/v1/imports?name=list.csv', {
            method: 'POST', headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: text,
        });
        const { id } = await draft.json();
        const path = `/api/v1/imports/${id}`;
        const based_on = (await fetch(path)).headers.get('ETag') ?? '';
        return (await fetch(`${path}/confirmation`, { method: 'POST', headers: { ...headers, 'If-Match': based_on } })).status;
    }, list);
    expect(status).toBe(200);
}

/** What comes out of the printer. */
async function print(page: Page): Promise<{ pages: number; text: string }> {
    const file = join(mkdtempSync(join(tmpdir(), 'printed-')), 'printed.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    return {
        pages: Number(/Pages:\s+(\d+)/.exec(facts)![1]),
        text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }),
    };
}

test('every card of the emergency protocol is one printed page, on either paper and in either language', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/');
    await bring(page, places);
    const plan = await call<{ id: number }>(page, 'POST', '/plans', { name: 'Plan B', measures });
    for (const language of ['en', 'es']) {
        for (const paper of ['letter', 'a4']) {
            await page.goto(`/api/v1/plans/${plan.id}/protocol.html?site=P1&language=${language}&paper=${paper}`);
            const sections = await page.locator('section').count();
            expect(await page.locator('section.large').count()).toBeGreaterThan(12);
            const printed = await print(page);
            expect(printed.pages, `${language} ${paper}`).toBe(sections);
            expect(printed.text).toContain(language === 'en' ? '20 people or more stand in line.' : 'Hay 20 personas o más en la fila.');
        }
    }
});

test('the brief of a run is at most two printed pages', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/');
    await bring(page, places);
    const plans: number[] = [0];
    for (let i = 1; i <= 5; i += 1) {
        const name = `A plan with a name that is not short at all, number ${i}`;
        plans.push((await call<{ id: number }>(page, 'POST', '/plans', { name, measures: measures.slice(0, i) })).id);
    }
    const scenarios: number[] = [];
    for (let i = 0; i < 12; i += 1) {
        const at = `${String(7 + i).padStart(2, '0')}:00`;
        const disruptions = [{ id: 'd', kind: 'pollbook_outage', at, lasts: { shape: 'deterministic', mean: 90 } }];
        scenarios.push((await call<{ id: number }>(page, 'POST', '/scenarios', { name: `E-pollbooks stop at ${at} everywhere`, disruptions })).id);
    }
    const run = await call<{ id: number }>(page, 'POST', '/runs', { scenarios, plans, days: 16 });
    await expect.poll(async () => (await call<{ state: string }>(page, 'GET', `/runs/${run.id}`)).state, { timeout: 30_000 }).toBe('done');
    for (const language of ['en', 'es']) {
        for (const paper of ['letter', 'a4']) {
            await page.goto(`/api/v1/runs/${run.id}/brief.html?language=${language}&paper=${paper}`);
            const printed = await print(page);
            expect(printed.pages, `${language} ${paper}`).toBe(2);
            expect(printed.text).toContain(`belfry rehearse --run ${run.id}`);
            expect(printed.text).toMatch(/\d ?% \(\d/);
        }
    }
});
