/** Real lists of real cities, where they are at hand: BELFRY_SHARED_DATA names their folder. */
import { bring_in, empty_city, expect, real, test } from './city';
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
        await page.getByRole('link', { name: 'RIVER VILLAGE' }).click();
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
