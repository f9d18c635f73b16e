/** A rehearsal that goes on while its page is loaded anew, while nobody is signed in, and after the server was away. */
import { password, set_up } from './belfry';
import { expect_good_looks } from './look';
import { bring_in, call, expect, outage, places, test, type Page } from './rehearsal';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const progress = (page: Page) => page.getByRole('progressbar', { name: 'How far the run is' });

interface Run {
    state: string;
    days_done: number;
    cells: { days: number }[];
}

/** A run that takes longer than the test. */
async function long_run(page: Page, name: string): Promise<number> {
    const scenario = await call<{ id: number }>(page, 'POST', '/scenarios', { name, disruptions: [outage] });
    return (await call<{ id: number }>(page, 'POST', '/runs', { scenarios: [scenario.id], plans: [0], days: 100_000 })).id;
}

const state_of = (page: Page, run: number) => call<Run>(page, 'GET', `/runs/${run}`);

async function days_shown(page: Page): Promise<number> {
    return Number(await progress(page).getAttribute('value'));
}

async function stop(page: Page, run: number): Promise<void> {
    await call(page, 'POST', `/runs/${run}/cancellation`);
    await expect.poll(async () => (await state_of(page, run)).state, { timeout: 30_000 }).toBe('cancelled');
}

test('a page loaded anew in the middle of a run goes on where it was', async ({ planner: page }) => {
    const run = await long_run(page, 'Loaded anew');
    await page.goto(`/runs/${run}`);
    await expect.poll(() => days_shown(page), { timeout: 30_000 }).toBeGreaterThan(0);
    const before = await days_shown(page);
    await page.reload();
    await expect(progress(page)).toBeVisible();
    await expect.poll(() => days_shown(page), { timeout: 30_000 }).toBeGreaterThan(before);
    await expect(page.getByRole('table').first()).toContainText('Worst place');
    // Another page that is opened meanwhile shows the same run.
    const other = await page.context().newPage();
    await other.goto(`/runs/${run}`);
    await expect(progress(other)).toBeVisible();
    await other.close();
    await stop(page, run);
    await expect(page.getByText('were rehearsed before it was stopped.')).toBeVisible();
});

test.describe('the session ends in the middle of a run', () => {
    test.use({ expected_errors: [/setup-needed|status of 401/] });

    test('that is said, the run goes on, and signing in shows it as far as it is', async ({ page, fresh, watch }) => {
        test.setTimeout(180_000);
        await watch(page.context());
        await set_up(page, fresh);
        await bring_in(page, { name: 'places.csv', text: places() });
        const run = await long_run(page, 'Nobody signed in');
        await page.goto(`${fresh.url}/runs/${run}`);
        await expect.poll(() => days_shown(page), { timeout: 30_000 }).toBeGreaterThan(0);
        // The first figures come a moment after the first days are counted.
        await expect(page.getByRole('table').first()).toContainText('Worst place');
        const before = await days_shown(page);
        await call(page, 'DELETE', '/session');

        const dialog = page.getByRole('dialog', { name: 'Sign in again' });
        await expect(dialog).toBeVisible({ timeout: 60_000 });
        await expect(dialog).toContainText('what Belfry is working on goes on');
        await expect(page.getByRole('table').first()).toContainText('Worst place');
        await expect_good_looks(page);
        await dialog.getByLabel('Password').fill(password);
        await dialog.getByRole('button', { name: 'Sign in' }).click();
        await expect(dialog).toHaveCount(0);
        await expect.poll(() => days_shown(page), { timeout: 30_000 }).toBeGreaterThan(before);
        await stop(page, run);
        await expect(page.getByText('were rehearsed before it was stopped.')).toBeVisible();
    });
});

test.describe('the server is away in the middle of a run', () => {
    test.use({ expected_errors: [/setup-needed|Failed to load resource|ERR_/] });

    test('that is said, and the run goes on where it was', async ({ page, fresh, watch }) => {
        test.setTimeout(180_000);
        await watch(page.context());
        await set_up(page, fresh);
        await bring_in(page, { name: 'places.csv', text: places() });
        const run = await long_run(page, 'Server away');
        await page.goto(`${fresh.url}/runs/${run}`);
        await expect(page.getByRole('table').first()).toContainText('Worst place', { timeout: 30_000 });
        const kept = (await state_of(page, run)).cells[0]!.days;
        expect(kept).toBeGreaterThan(0);
        await fresh.stop();
        await expect(page.getByText(/No connection|Belfry cannot be reached/).first()).toBeVisible({ timeout: 60_000 });
        await expect(page.getByRole('table').first(), 'what was seen stays').toContainText('Worst place');
        await fresh.run_again();
        await expect.poll(async () => (await state_of(page, run)).cells[0]?.days ?? 0, { timeout: 60_000 }).toBeGreaterThan(kept);
        await expect(progress(page)).toBeVisible();
        await stop(page, run);
        await expect(page.getByText('were rehearsed before it was stopped.')).toBeVisible({ timeout: 60_000 });
    });
});
