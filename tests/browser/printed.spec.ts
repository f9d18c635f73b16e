/** What comes out of the printer: the mayor's two pages and the cards of the protocol. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { set_up } from './belfry';
import { bring_in, call, expect, outage, paper, real, rehearsed, test, type Page } from './rehearsal';

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

/** A city of so many places, of which every third has a name that no line holds. */
function places(count: number): string {
    const rows = Array.from({ length: count }, (_, at) => {
        const name = at % 3 === 0 ? `Washington Heights Community Recreation Center No. ${at + 1}, Gymnasium B (East Entrance)` : `Hall ${at + 1}`;
        return [`P${at + 1}`, `"${name}"`, `${at + 1} Main St`, 60 + at, 2, 10, 1].join(',');
    });
    return ['site_id,name,address,expected_voters,check_in_stations,voting_booths,scanners', ...rows].join('\n');
}

async function print(page: Page): Promise<{ pages: number; text: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'printed-'));
    try {
        const file = join(folder, 'printed.pdf');
        await page.pdf({ path: file, preferCSSPageSize: true });
        const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
        return {
            pages: Number(/Pages:\s+(\d+)/.exec(facts)![1]),
            text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }),
        };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

async function add(page: Page, path: string, body: object): Promise<number> {
    return (await call<{ id: number }>(page, 'POST', path, body)).id;
}

/** A run that is over. */
async function run_of(page: Page, scenarios: number[], plans: number[]): Promise<number> {
    const run = await add(page, '/runs', { scenarios, plans, days: 8 });
    await expect.poll(async () => (await call<{ state: string }>(page, 'GET', `/runs/${run}`)).state, { timeout: 120_000 }).toBe('done');
    return run;
}

async function expect_two_pages(page: Page, url: string, run: number): Promise<void> {
    for (const language of ['en', 'es']) {
        for (const paper of ['letter', 'a4']) {
            await page.goto(`${url}/api/v1/runs/${run}/brief.html?language=${language}&paper=${paper}`);
            const printed = await print(page);
            expect(printed.pages, `${language}, ${paper}`).toBe(2);
            expect(printed.text).toContain(`belfry rehearse --run ${run}`);
            expect(printed.text).toMatch(/\d ?% \(\d/);
            expect(printed.text).toMatch(/1 ?\/ ?2[^]*2 ?\/ ?2/);
        }
    }
}

// The page that says that nobody has set Belfry up is not found, on purpose; nor is a word a phone number.
test.use({ expected_errors: [/setup-needed|contacts: .* status of 422/] });

test('the mayor’s brief is two printed pages, of a small city and of 132 places with long names', async ({ page, fresh, watch }) => {
    test.setTimeout(300_000);
    await watch(page.context());
    await set_up(page, fresh);
    await bring_in(page, { name: 'places.csv', text: places(3) });
    await expect_two_pages(page, fresh.url, await run_of(page, [], [0]));

    await page.goto(fresh.url);
    await bring_in(page, { name: 'places.csv', text: places(132) });
    const plans = [0];
    for (let i = 1; i <= 5; i += 1) {
        plans.push(await add(page, '/plans', { name: `A plan with a name that is not short at all, number ${i}`, measures: measures.slice(0, i) }));
    }
    const scenarios: number[] = [];
    for (let i = 0; i < 12; i += 1) {
        const at = `${String(7 + i).padStart(2, '0')}:00`;
        const disruptions = [{ id: 'd', kind: 'pollbook_outage', at, lasts: { shape: 'deterministic', mean: 90 } }];
        scenarios.push(await add(page, '/scenarios', { name: `E-pollbooks stop at ${at} everywhere and nobody knows why`, disruptions }));
    }
    await expect_two_pages(page, fresh.url, await run_of(page, scenarios, plans));
});

test('the mayor’s brief of Minneapolis is two printed pages', async ({ page, fresh, watch }) => {
    test.skip(process.env.BELFRY_SHARED_DATA === undefined, 'BELFRY_SHARED_DATA names no folder');
    test.setTimeout(180_000);
    await watch(page.context());
    await set_up(page, fresh);
    await bring_in(page, ...real('minneapolis-mn-2018', 'sites.csv', 'precincts.csv'));
    const scenario = await add(page, '/scenarios', { name: 'A morning without e-pollbooks', disruptions: [outage] });
    const plan = await add(page, '/plans', { name: 'Paper at every place', measures: [paper] });
    await expect_two_pages(page, fresh.url, await run_of(page, [scenario], [0, plan]));
});

test('the page of a run prints what its figures came from, and nothing that is only for the screen', async ({ planner: page }) => {
    const { run } = await rehearsed(page, 16);
    await page.goto(`/runs/${run}`);
    await expect(page.getByRole('table').first()).toContainText('Worst place');
    const { text } = await print(page);
    expect(text).toContain(`belfry rehearse --run ${run}`);
    expect(text).toContain('Places that hold');
    expect(text).not.toMatch(/passkey|Download|Compared with$/m);
    await expect(page.locator('details', { hasText: 'How to get the same figures again' })).toHaveJSProperty('open', false);
});

test('names and phone numbers are entered once and printed on the protocol', async ({ planner: page, lakemont }) => {
    const plan = await add(page, '/plans', { name: 'Plan with contacts', measures });
    await page.goto(`${lakemont.server.url}/plans/${plan}`);
    await page.getByRole('link', { name: 'Names and phone numbers' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Names and phone numbers' })).toBeVisible();
    await page.getByRole('button', { name: 'Add a contact' }).click();
    await page.getByLabel('Name').fill('Ana Ruiz');
    await page.getByLabel('Phone').fill('ask Ana');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Write a phone number');
    await page.getByLabel('Phone').fill('555-0100');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved')).toBeVisible();
    await page.goto(`${lakemont.server.url}/api/v1/plans/${plan}/protocol.html`);
    const printed = await print(page);
    expect(printed.text).toContain('555-0100');
    expect(printed.text).toContain('Ana Ruiz');
});

test('every page of the emergency protocol is one printed page, on either paper and in either language', async ({ planner: page, lakemont }) => {
    test.setTimeout(180_000);
    const plan = await add(page, '/plans', { name: 'Plan B', measures });
    for (const language of ['en', 'es']) {
        for (const paper of ['letter', 'a4']) {
            await page.goto(`${lakemont.server.url}/api/v1/plans/${plan}/protocol.html?site=P1&language=${language}&paper=${paper}`);
            const sections = await page.locator('section').count();
            expect(await page.locator('section.large').count()).toBeGreaterThan(12);
            const printed = await print(page);
            expect(printed.pages, `${language}, ${paper}`).toBe(sections);
            expect(printed.text).toContain(language === 'en' ? '20 people or more stand in line.' : 'Hay 20 personas o más en la fila.');
        }
    }
});
