/** Real lists of real cities, where they are at hand: BELFRY_SHARED_DATA names their folder. */
import { bring_in, empty_city, expect, real, tab_to, test, type Page } from './city';
import { expect_good_looks } from './look';

test.skip(process.env.BELFRY_SHARED_DATA === undefined, 'BELFRY_SHARED_DATA is not set');

for (const width of [1280, 390]) {
    test(`Minneapolis comes in from its two files and has its day, ${width} pixels wide`, async ({ page, fresh }) => {
        test.setTimeout(180_000);
        await page.setViewportSize({ width, height: 850 });
        await empty_city(page, fresh);
        await bring_in(page, fresh.url, real('minneapolis-mn-2018', 'sites.csv', 'precincts.csv'));
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('132 polling places came in');
        await page.getByRole('link', { name: 'See the polling places' }).click();
        await expect(page.getByRole('heading', { level: 1 })).toContainText('132 polling places.');
        await expect(page.locator('tbody tr')).toHaveCount(100);
        await page.getByRole('button', { name: 'Show 32 more' }).click();
        await expect(page.locator('tbody tr')).toHaveCount(132);
        await expect_good_looks(page);
        await page.getByLabel('Find by name').fill('river village');
        await page.getByRole('link', { name: 'RIVER VILLAGE', exact: true }).click();
        await expect(page.getByText('The middle of its precincts, not the door.')).toBeVisible();
        await expect(page.locator('.figure', { hasText: 'Expected voters' })).toContainText('659');
        await expect_good_looks(page);
        await page.goto(`${fresh.url}/election/estimates`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('154,803 voters at 132 polling places');
        await expect_good_looks(page);
    });
}

test('Los Angeles comes in with names and addresses alone', async ({ page, fresh }) => {
    test.setTimeout(180_000);
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, real('los-angeles-ca-2020', 'sites.csv'));
    await page.goto(`${fresh.url}/places`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('763 polling places.');
    await page.locator('tbody th a').first().click();
    await expect(page.getByText('Not known: the place is not on the map.')).toBeVisible();
    await expect(page.getByText('Vote center')).toBeVisible();
});

/** Presses a key on what the Tab key reaches by that name. */
async function press(page: Page, name: RegExp, key = 'Enter'): Promise<void> {
    await tab_to(page, name);
    await page.keyboard.press(key);
}

for (const width of [1280, 390]) {
    test(`Minneapolis goes from its files to the mayor’s pages by keyboard alone, ${width} pixels wide`, async ({ page, fresh }) => {
        test.setTimeout(300_000);
        await page.setViewportSize({ width, height: 850 });
        await empty_city(page, fresh);
        const heading = page.getByRole('heading', { level: 1 });
        await page.goto(`${fresh.url}/places/import`);
        await expect(heading).toBeVisible();
        // A page that has just opened may still take the focus to its heading.
        await expect(async () => {
            await tab_to(page, /^Choose files$/);
            const chooser = page.waitForEvent('filechooser', { timeout: 3_000 });
            await page.keyboard.press('Space');
            await (await chooser).setFiles(real('minneapolis-mn-2018', 'sites.csv', 'precincts.csv'));
        }).toPass({ timeout: 30_000 });
        await expect(heading).toHaveText('2 files with 264 rows');
        await expect_good_looks(page);
        await press(page, /^Continue to the columns$/);
        await expect(heading).toBeFocused();
        await expect_good_looks(page);
        await press(page, /^Continue to the rows$/);
        await expect(heading).toHaveText('All 264 rows can be used');
        await expect_good_looks(page);
        await press(page, /^Continue to the changes$/);
        await expect(heading).toHaveText('Polling places: 132 new, 0 changed, 0 removed');
        await expect(page.getByText('RIVER VILLAGE')).toBeVisible();
        await expect_good_looks(page);
        await press(page, /^Confirm and bring it in$/);
        await expect(heading).toHaveText('132 polling places came in');
        await expect_good_looks(page);

        await press(page, /^Next: describe Election Day$/);
        await expect(heading).toHaveText('Election Day has no date yet');
        await press(page, /^Change: The day$/);
        await tab_to(page, /^Date/);
        await page.keyboard.type('11032026');
        await press(page, /^Save$/);
        await expect(heading).toContainText('Tuesday, November 3, 2026');
        await expect_good_looks(page);

        if (width === 390) {
            await press(page, /^More/);
        }
        await press(page, /^Rehearsal/);
        await expect(page).toHaveURL(/\/rehearsals$/);
        await expect_good_looks(page);
        await press(page, /What goes wrong/);
        await expect(page).toHaveURL(/\/scenarios$/);
        await expect_good_looks(page);
        await press(page, /^E-pollbooks withdrawn/);
        await expect(page).toHaveURL(/durham/);
        await press(page, /^Rehearse this in our city$/);
        await expect(page).toHaveURL(/\/scenarios\/\d+/);
        await expect_good_looks(page);
        await press(page, /^Rehearse this$/);
        await expect(page).toHaveURL(/\/runs\/new/);
        await tab_to(page, /1,000 days/);
        await page.keyboard.press('ArrowLeft');
        await expect_good_looks(page);
        await press(page, /^Start the rehearsal$/);
        await expect(page.getByText('200 days for each plan and scenario')).toBeVisible({ timeout: 120_000 });
        await expect_good_looks(page);
        const paper = page.context().waitForEvent('page');
        await press(page, /^The mayor’s two pages, for print$/);
        await (await paper).waitForLoadState();
        await expect((await paper).getByText('Minneapolis').or((await paper).getByText('Lakemont')).first()).toBeVisible();
    });
}
