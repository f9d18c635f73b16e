/** The way from what goes wrong to the printed page, by mouse and by keyboard alone. */
import { readFileSync } from 'node:fs';
import { expect_good_looks, expect_good_looks_everywhere } from './look';
import { bring_in, call, expect, outage, paper, real, rehearsed, test, type Page } from './rehearsal';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Goes on with Tab until the thing has the focus. */
async function tab_to(page: Page, what: ReturnType<Page['locator']>): Promise<void> {
    for (let press = 0; press < 160; press += 1) {
        if (await what.evaluate((element) => element === document.activeElement)) {
            return;
        }
        await page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key never reaches ${what}`);
}

for (const width of [1280, 390]) {
    test.describe(`${width} pixels wide`, () => {
        test.use({ viewport: { width, height: 860 } });

        test('from an incident and a plan to the map, a place’s day and the page for the mayor', async ({ planner: page }) => {
            test.setTimeout(180_000);
            await page.getByRole('link', { name: '2. What goes wrong' }).click();
            await page.locator('a[href="/scenarios/incidents/durham-nc-2016"]').click();
            await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
            await expect_good_looks(page);
            await page.getByRole('button', { name: 'Rehearse this in our city' }).click();
            await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();

            await page.goto('/scenarios/new');
            await page.getByLabel('Name').fill(`Morning outage ${width}`);
            await page.getByRole('button', { name: 'Add something that goes wrong' }).click();
            await page.getByRole('button', { name: /^E-pollbooks down/ }).click();
            await page.getByLabel('Share of the places').fill('25');
            await page.getByLabel('From', { exact: true }).fill('07:00');
            await page.getByLabel('Until', { exact: true }).fill('10:15');
            const said = page.getByRole('heading', { level: 3 });
            await expect(said).toContainText('10:15');
            await expect_good_looks(page);
            await page.getByRole('button', { name: 'Keep the scenario' }).click();
            await expect(heading(page)).toHaveText(`Morning outage ${width}`);

            await page.goto('/plans/new');
            await page.getByLabel('Name').fill(`Paper ${width}`);
            await page.getByRole('button', { name: 'Add a measure' }).click();
            await page.getByRole('button', { name: /^Paper pollbooks/ }).click();
            await page.getByLabel('Cost, once').fill('8400');
            await expect(page.getByText('Costs $8,400 before anything is used.')).toBeVisible();
            await expect_good_looks(page);
            await page.getByRole('button', { name: 'Keep the plan' }).click();
            await expect(heading(page)).toHaveText(`Paper ${width}`);
            await page.getByRole('link', { name: 'Rehearse this plan' }).click();

            await page.getByRole('checkbox', { name: `Morning outage ${width}` }).check();
            await expect(page.getByText('2 of at most 6 plans chosen.')).toBeVisible();
            await page.getByText('200 days, a first look').click();
            await expect_good_looks(page);
            await page.getByRole('button', { name: 'Start the rehearsal' }).click();
            await expect(page.getByText('200 days for each plan and scenario')).toBeVisible({ timeout: 60_000 });
            await expect(page.getByRole('row', { name: /Paper/ }).first()).toContainText('Worst place');
            await expect_good_looks(page);

            await page.getByRole('link', { name: /See the day on the map ?: No plan/ }).click();
            await expect(page.getByRole('img', { name: /people wait longer than 30 minutes/ })).toBeVisible();
            const before = await page.getByRole('slider').getAttribute('aria-valuetext');
            await page.getByRole('button', { name: 'A quarter of an hour earlier' }).click();
            await expect(page.getByRole('slider')).not.toHaveAttribute('aria-valuetext', before!);
            await expect_good_looks(page);
            await page.getByRole('table').getByRole('link', { name: 'Hall 24' }).click();
            await expect(heading(page)).toHaveText('The day at Hall 24');
            await expect(page.getByRole('img', { name: 'Waits at Hall 24' })).toBeVisible();
            await page.getByText('The same as a table').first().click();
            await expect_good_looks(page);

            for (const [kind, begin] of [['SVG', '<svg'], ['PNG', '\u0089PNG']] as const) {
                const saving = page.waitForEvent('download');
                await page.getByRole('button', { name: `Save as ${kind}: Waits at Hall 24` }).click();
                const file = readFileSync(await (await saving).path(), 'latin1');
                expect(file.slice(0, 4)).toBe(begin);
                expect(file.length).toBeGreaterThan(2_000);
            }

            await page.goBack();
            await page.getByRole('link', { name: 'Back to the run' }).click();
            await page.getByRole('link', { name: /^Place by place/ }).first().click();
            await expect(page.getByRole('img', { name: /of 24/ })).toBeVisible();
            await expect_good_looks(page);
        });
    });
}

test('with the keyboard alone a scenario is written, rehearsed and read', async ({ planner: page }) => {
    await page.goto('/scenarios/new');
    await expect(heading(page)).toBeVisible();
    await tab_to(page, page.getByLabel('Name'));
    await page.keyboard.type('Written by keyboard');
    await tab_to(page, page.getByRole('button', { name: 'Add something that goes wrong' }));
    await page.keyboard.press('Enter');
    await tab_to(page, page.getByRole('button', { name: /^Poll workers missing/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 3 })).toBeFocused();
    await tab_to(page, page.getByLabel('Workers who do not come'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('40');
    await expect(page.getByRole('heading', { level: 3 })).toContainText('40');
    await tab_to(page, page.getByRole('button', { name: 'Keep the scenario' }));
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('Written by keyboard');
    await tab_to(page, page.getByRole('link', { name: 'Rehearse this' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('checkbox', { name: 'Written by keyboard' })).toBeChecked();
    await tab_to(page, page.getByRole('radio', { name: /1,000 days/ }));
    await page.keyboard.press('ArrowLeft');
    await tab_to(page, page.getByRole('button', { name: 'Start the rehearsal' }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('200 days for each plan and scenario')).toBeVisible({ timeout: 60_000 });
    await tab_to(page, page.getByRole('link', { name: /See the day on the map/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('slider')).toBeVisible();
    await tab_to(page, page.getByRole('slider'));
    await page.keyboard.press('Home');
    await expect(page.getByRole('slider')).toHaveJSProperty('value', '0');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('slider')).toHaveJSProperty('value', '1');
});

test('a run says when the city’s plan has changed since, and repeats to the bit', async ({ planner: page }) => {
    const { plan, run } = await rehearsed(page);
    await page.goto(`/runs/${run}`);
    await expect(page.getByText('The figures below are of then.')).toHaveCount(0);
    await call(page, 'PATCH', `/plans/${plan}`, { measures: [paper, { id: 'workers', kind: 'extra_workers', count: 1, equipment: ['e_pollbook'] }] });
    await expect(page.getByText('The figures below are of then.')).toBeVisible();
    await page.getByRole('button', { name: 'Repeat it exactly as it was then' }).click();
    await expect(page).not.toHaveURL(new RegExp(`/runs/${run}$`));
    const again = Number(new URL(page.url()).pathname.split('/').at(-1));
    interface Run { state: string; cells: { sha256: string }[] }
    await expect.poll(async () => (await call<Run>(page, 'GET', `/runs/${again}`)).state, { timeout: 60_000 }).toBe('done');
    const hashes = async (id: number) => (await call<Run>(page, 'GET', `/runs/${id}`)).cells.map((cell) => cell.sha256);
    expect(await hashes(again)).toEqual(await hashes(run));
});

test('a long run is stopped and keeps what is done', async ({ planner: page }) => {
    const scenario = await call<{ id: number }>(page, 'POST', '/scenarios', { name: 'To be stopped', disruptions: [outage] });
    const run = await call<{ id: number }>(page, 'POST', '/runs', { scenarios: [scenario.id], plans: [0], days: 100_000 });
    await page.goto(`/runs/${run.id}`);
    await expect(page.getByRole('progressbar', { name: 'How far the run is' })).toBeVisible();
    await expect(page.getByRole('table').first()).toContainText('Worst place', { timeout: 20_000 });
    await page.getByRole('button', { name: 'Stop and keep what is done' }).click();
    await expect(page.getByText('were rehearsed before it was stopped.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('table').first()).toContainText('Worst place');
});

test('the cheapest plan is looked for and kept', async ({ planner: page }) => {
    test.setTimeout(180_000);
    const scenario = await call<{ id: number }>(page, 'POST', '/scenarios', { name: 'For the search', disruptions: [outage] });
    await page.goto(`/runs/cheapest?scenarios=${scenario.id}`);
    await page.getByLabel('New: Paper pollbooks').check();
    await page.getByLabel('Each one held ready').fill('500');
    await page.getByText('Advanced').click();
    await page.getByLabel('Days for each plan that is looked at').fill('32');
    await page.getByLabel('Days for the plan that is found').fill('64');
    await expect_good_looks(page);
    await page.getByRole('button', { name: 'Find the plan' }).click();
    await expect(page.getByRole('button', { name: 'Keep this plan' })).toBeVisible({ timeout: 120_000 });
    await expect_good_looks(page);
    await page.getByRole('button', { name: 'Keep this plan' }).click();
    await expect(page.getByRole('heading', { name: 'What the city does' })).toBeVisible();
});

test('every screen reads well in light and dark, wide, on a phone and at 320 pixels', async ({ planner: page }) => {
    test.setTimeout(180_000);
    const { scenario, plan, run } = await rehearsed(page);
    const cell = `scenario=${scenario}&plan=${plan}`;
    for (const address of [
        '/rehearsals', '/scenarios', '/scenarios/incidents/maricopa-az-2022', '/scenarios/new', `/scenarios/${scenario}`, '/plans', '/plans/new', '/plans/contacts', `/plans/${plan}`,
        '/runs', '/runs/new', '/runs/cheapest', `/runs/${run}`, `/runs/${run}/map?${cell}`, `/runs/${run}/sites/P24?${cell}`,
        `/runs/${run}/differences?scenario=${scenario}&first=${plan}&second=0`,
    ]) {
        await page.goto(address);
        await expect(heading(page)).toBeVisible();
        await expect(page.locator('.loading')).toHaveCount(0);
        await expect_good_looks_everywhere(page);
    }
});

/** Shapes that cannot be told from what is behind them: neither their surface nor their edge has another colour. */
function unseen_shapes(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const ground = (element: Element): string => {
            for (let at: Element | null = element; at !== null; at = at.parentElement) {
                const { backgroundColor } = getComputedStyle(at);
                if (backgroundColor !== 'rgba(0, 0, 0, 0)') {
                    return backgroundColor;
                }
            }
            return 'rgb(255, 255, 255)';
        };
        const shows = (color: string, opacity: string, behind: string) => color !== 'none' && opacity !== '0' && color !== behind;
        return [...document.querySelectorAll('main svg path, main svg rect, main svg line, main svg circle, main svg text')]
            .filter((shape) => shape.getBoundingClientRect().width + shape.getBoundingClientRect().height > 0 && !shape.matches('.ground, [fill="none"][stroke="none"]'))
            .filter((shape) => {
                const { fill, fillOpacity, stroke, strokeOpacity } = getComputedStyle(shape);
                // A tick stands on its disc.
                const disc = shape.matches('.status .tick') ? shape.previousElementSibling : null;
                const behind = disc ? getComputedStyle(disc).fill : ground(shape.closest('svg')!);
                return !shows(fill, fillOpacity, behind) && !shows(stroke, strokeOpacity, behind);
            })
            .map((shape) => `${shape.tagName}.${shape.getAttribute('class') ?? ''}`);
    });
}

for (const scheme of ['light', 'dark'] as const) {
    test(`with the reader’s own colors every screen reads well and every shape is seen: ${scheme}`, async ({ planner: page }) => {
        test.setTimeout(180_000);
        const { scenario, plan, run } = await rehearsed(page);
        const cell = `scenario=${scenario}&plan=${plan}`;
        await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme, reducedMotion: 'reduce' });
        for (const address of [
            '/rehearsals', '/rehearsals/what-if', '/scenarios', '/scenarios/incidents/maricopa-az-2022', '/scenarios/new', `/scenarios/${scenario}`, '/plans',
            `/plans/${plan}`, '/plans/contacts', '/runs', '/runs/new', '/runs/cheapest', `/runs/${run}`, `/runs/${run}/map?${cell}`, `/runs/${run}/sites/P24?${cell}`,
            `/runs/${run}/differences?scenario=${scenario}&first=${plan}&second=0`,
        ]) {
            await page.goto(address);
            await expect(heading(page)).toBeVisible();
            await expect_good_looks(page);
            expect(await unseen_shapes(page), address).toEqual([]);
        }
        // What is chosen can be told from what is not.
        await page.goto('/rehearsals');
        const underline = (selector: string) =>
            page.locator(`nav[aria-label="Rehearsal pages"] ${selector}`).first().evaluate((link) => getComputedStyle(link).borderBottomColor);
        const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(await underline('a:not([aria-current])')).toBe(ground);
        expect(await underline('a[aria-current]')).not.toBe(ground);
        // How far a run is can be seen.
        const drawn = async (value: number) => {
            await page.evaluate((share) => {
                document.querySelector('#bar')?.remove();
                const bar = document.createElement('progress');
                [bar.id, bar.max, bar.value] = ['bar', 1, share];
                document.querySelector('main')!.prepend(bar);
            }, value);
            return page.locator('#bar').screenshot();
        };
        expect((await drawn(0.8)).equals(await drawn(0.2))).toBe(false);
        await page.goto('/runs/new');
        const box = page.getByRole('checkbox', { name: 'A morning without e-pollbooks' }).first();
        await box.check();
        const looks = () => box.evaluate((input) => getComputedStyle(input).appearance);
        expect(await looks(), 'drawn by the browser, in the reader’s colors').not.toBe('none');
    });
}

test('in Spanish nothing overflows on a phone, and sentences are read back in Spanish', async ({ planner: page }) => {
    const { scenario, plan, run } = await rehearsed(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await call(page, 'PATCH', '/me', { language: 'es' });
    try {
        for (const address of ['/rehearsals', `/scenarios/${scenario}`, `/plans/${plan}`, '/runs/new', '/runs/cheapest', `/runs/${run}`, `/runs/${run}/map`]) {
            await page.goto(address);
            await expect(page.locator('html')).toHaveAttribute('lang', 'es');
            await expect(heading(page)).toBeVisible();
            await expect(page.locator('.loading')).toHaveCount(0);
            await expect_good_looks(page);
        }
        await page.goto(`/scenarios/${scenario}`);
        await expect(page.getByRole('heading', { level: 3 })).toContainText(/listas electrónicas/i);
    } finally {
        await call(page, 'PATCH', '/me', { language: 'en' });
    }
});

test.describe('two people', () => {
    // The browser notes the refused save in its console.
    test.use({ expected_errors: [/status of 409/] });

    test('edit one plan: the second is told what changed in sentences, and nothing is lost', async ({ planner: first }) => {
        const made = await call<{ id: number }>(first, 'POST', '/plans', { name: 'Of two people', measures: [paper] });
        await first.goto(`/plans/${made.id}`);
        const second = await first.context().newPage();
        await second.goto(`/plans/${made.id}`);
        await second.getByLabel('Name').fill('Of both');
        await second.getByRole('button', { name: 'Add a measure' }).click();
        await second.getByRole('button', { name: /^Emergency slot/ }).click();

        await first.getByRole('button', { name: 'Add a measure' }).click();
        await first.getByRole('button', { name: /^Longer hours/ }).click();
        await first.getByRole('button', { name: 'Save' }).click();
        await expect(first.getByText('The plan “Of two people” is saved.')).toBeVisible();

        await second.getByRole('button', { name: 'Save' }).click();
        const notice = second.getByRole('alert');
        await expect(notice).toContainText('Somebody else saved this while you were writing');
        const measures = notice.getByRole('group', { name: 'What the city does' });
        await expect(measures).not.toContainText(/[{}]/);
        await expect(measures).toContainText(/slot/i);
        await measures.getByRole('radio').last().check();
        await notice.getByRole('button', { name: /^Save/ }).click();
        await expect(second.getByText('The plan “Of both” is saved.')).toBeVisible();
        const now = await call<{ name: string; measures: { kind: string }[] }>(first, 'GET', `/plans/${made.id}`);
        expect(now.name).toBe('Of both');
        expect(now.measures.map(({ kind }) => kind)).toEqual(['paper_pollbooks', 'extended_hours']);
    });
});

for (const width of [1280, 390]) {
    test(`Minneapolis is rehearsed from its two files, ${width} pixels wide`, async ({ page, fresh, watch }) => {
        test.skip(process.env.BELFRY_SHARED_DATA === undefined, 'BELFRY_SHARED_DATA is not set');
        test.setTimeout(180_000);
        await watch(page.context());
        await page.setViewportSize({ width, height: 860 });
        const { set_up } = await import('./belfry');
        await set_up(page, fresh);
        await bring_in(page, ...real('minneapolis-mn-2018', 'sites.csv', 'precincts.csv'));
        const { scenario, plan, run } = await rehearsed(page, 48);
        await page.goto(`${fresh.url}/runs/${run}/map?scenario=${scenario}&plan=${plan}`);
        await expect(page.getByRole('img', { name: /of 132/ })).toBeVisible();
        await expect_good_looks(page);
        await page.goto(`${fresh.url}/runs/${run}`);
        await expect(page.getByRole('table').first()).toContainText('Worst place');
        await expect_good_looks(page);
    });
}

for (const width of [1280, 390]) {
    test(`Los Angeles, of which names and addresses are known, is rehearsed and seen without a map, ${width} pixels wide`, async ({ page, fresh, watch }) => {
        test.skip(process.env.BELFRY_SHARED_DATA === undefined, 'BELFRY_SHARED_DATA is not set');
        test.setTimeout(180_000);
        await watch(page.context());
        await page.setViewportSize({ width, height: 860 });
        await page.emulateMedia({ reducedMotion: 'reduce' });
        const { set_up } = await import('./belfry');
        await set_up(page, fresh);
        await bring_in(page, ...real('los-angeles-ca-2020', 'sites.csv'));
        const { scenario, plan, run } = await rehearsed(page, 16);
        await page.goto(`${fresh.url}/runs/${run}`);
        // All 763 never hold at once, whatever the plan: the heading says how many do.
        await expect(heading(page)).toContainText(/with “Paper at every place”, which comes closest, \d+ of 763 places do on an average day/);
        await expect(page.getByRole('row', { name: /Paper at every place/ }).first()).toContainText(/\d of 763 on average/);
        await expect_good_looks(page);
        await page.goto(`${fresh.url}/runs/${run}/map?scenario=${scenario}&plan=${plan}`);
        const board = page.getByRole('img', { name: /of 763/ });
        await expect(board).toBeVisible();
        await expect(page.getByText('No place has coordinates, so there is no map')).toBeVisible();
        await expect(page.getByText(/45° N|0° E/)).toHaveCount(0);
        await expect_good_looks(page);
        // Those that need help stand first.
        const shares = await page.locator('tbody td[data-label="Holds the goal"]').allTextContents();
        const numbers = shares.map((share) => Number.parseFloat(share));
        expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
        await board.click({ position: { x: 40, y: 17 } });
        await page.getByRole('link', { name: 'Its whole day' }).click();
        await expect(heading(page)).toContainText('The day at');
        await expect_good_looks(page);
        await page.goto(`${fresh.url}/rehearsals/what-if`);
        await expect(page.getByRole('img', { name: /of 763/ })).toBeVisible();
        await expect_good_looks(page);
        await page.goto(`${fresh.url}/places/map`);
        await expect(page.getByText('There is no map yet, and nothing to draw: no polling place has a position.')).toBeVisible();
        await expect(page.getByText('None of the 763 polling places has a position.')).toBeVisible();
        await expect(page.getByText('plain grid')).toHaveCount(0);
        await expect_good_looks(page);
    });
}

test('whoever has no polling places is told so before a form is filled in', async ({ page, fresh, watch }) => {
    await watch(page.context());
    const { set_up } = await import('./belfry');
    await set_up(page, fresh);
    for (const address of ['/runs/new', '/runs/cheapest']) {
        await page.goto(fresh.url + address);
        await expect(page.getByText('The city has no polling places yet')).toBeVisible();
        await expect(page.getByRole('link', { name: 'Bring in the polling places' })).toHaveAttribute('href', '/places/import');
        await expect_good_looks(page);
    }
});
