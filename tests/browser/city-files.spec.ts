/** Workbooks, GeoJSON and feeds of the Voting Information Project, through the browser; the map. */
import { bring_in, call, empty_city, expect, file, give, test } from './city';
import { expect_good_looks, expect_good_looks_everywhere } from './look';
import { workbook } from './workbook';

function square(west: number, south: number): object {
    return { type: 'Polygon', coordinates: [[[west, south], [west + 0.02, south], [west + 0.02, south + 0.02], [west, south + 0.02], [west, south]]] };
}

function collection(...features: { properties: object; geometry: object | null }[]): string {
    return JSON.stringify({ type: 'FeatureCollection', features: features.map((each) => ({ type: 'Feature', ...each })) });
}

const precincts = collection(
    { properties: { PRECINCT: '1-A', NAME: 'Harbor', registered: 700 }, geometry: square(-81.7, 41.5) },
    { properties: { PRECINCT: '1-B', NAME: 'Hill', registered: 500 }, geometry: square(-81.68, 41.5) },
);

test('a workbook with a title above its heading comes in', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    const buffer = workbook('Sites 2026', [
        ['City of Lakemont, polling places'],
        ['Site No', 'Polling Place', 'Street Address', 'Opens', 'Total Registered'],
        [7, 'Hall', '1 A St', 0.2708333333, 1200],
        [8, 'Gym', '2 B St', 0.2708333333, 900],
        ['TOTAL', '', '', '', 2100],
    ]);
    await bring_in(page, fresh.url, [{ name: 'places.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer }]);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 polling places came in');
    await expect(page.getByText('2 read, 0 repaired, 2 set aside.')).toBeVisible();
    await page.getByRole('link', { name: 'See the polling places' }).click();
    await page.getByRole('link', { name: 'Hall', exact: true }).click();
    await expect(page.locator('.figure', { hasText: /^\s*Registered voters/ })).toContainText('1,200');
    await expect(page.getByText('Opens at 6:30 a.m.; closes as the election says')).toBeVisible();
});

test('precincts as GeoJSON bring their places’ precincts and the map', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, [file('places.csv', 'Site ID,Name,Address,Precincts\n1,Hall,1 A St,1-A;1-B\n'), file('precincts.geojson', precincts)]);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('One polling place came in');
    await page.goto(`${fresh.url}/places/map`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The map shows 2 precincts');
    await expect(page.getByRole('link', { name: /^by import/ })).toBeVisible();
    await expect(page.getByText('1 of 1 polling places have a position')).toBeVisible();
    await expect_good_looks_everywhere(page);
});

test('a feed of the Voting Information Project comes in', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    const feed = `<?xml version="1.0"?><VipObject schemaVersion="5.1">
        <Precinct id="pre1"><Name>North</Name><Number>1</Number><PollingLocationIds>pl1</PollingLocationIds></Precinct>
        <PollingLocation id="pl1"><Name>Town Hall</Name><AddressLine>1 Main St, Lakemont, OH 44107</AddressLine></PollingLocation></VipObject>`;
    await bring_in(page, fresh.url, [file('vipFeed.xml', feed)]);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('One polling place came in');
    await page.goto(`${fresh.url}/precincts`);
    await expect(page.getByRole('row', { name: /North/ })).toContainText('Town Hall');
});

test.describe('the map', () => {
    test.use({ expected_errors: [/status of 4(00|22)/] });

    test('is seen before it is used; what is wrong names the feature', async ({ page, fresh }) => {
        await empty_city(page, fresh);
        await bring_in(page, fresh.url, [file('p.csv', 'Precinct,Polling Place,Address,Lat,Lon\n1-A,Hall,1 A St,41.51,-81.69\n1-B,Hall,1 A St,41.51,-81.69\n1-C,Gym,2 B St,41.512,-81.66\n')]);
        await page.goto(`${fresh.url}/places/map`);
        await expect(page.getByText('There is no map yet.')).toBeVisible();
        await expect_good_looks(page);

        await give(page, [file('feet.geojson', collection({ properties: { NAME: 'Harbor' }, geometry: square(1_250_000, 350_000) }))]);
        const alert = page.getByRole('alert');
        await expect(alert).toBeFocused();
        await expect(alert).toContainText('feet.geojson');
        await expect(alert).toContainText('Feature 1 Harbor: it lies at 1250000, 350000');
        await expect_good_looks(page);

        const pier = { properties: { NAME: 'Pier' }, geometry: { type: 'Point', coordinates: [-81.7, 41.5] } };
        const parsed = JSON.parse(precincts) as { features: { properties: object; geometry: object }[] };
        await give(page, [file('precincts.geojson', collection(...parsed.features, pier))]);
        await expect(page.getByRole('heading', { name: 'This would be the map: The file shows 2 precincts' })).toBeFocused();
        await expect(page.getByText('2 of 3 have an area in the file')).toBeVisible();
        await expect(page.getByText('Feature 3 Pier: it is no area but a Point.')).toBeVisible();
        expect((await call<{ kind: string }>(page, 'GET', '/basemap')).kind, 'nothing is stored before it is used').toBe('none');
        await expect_good_looks_everywhere(page);

        await page.getByRole('button', { name: 'Use this map' }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('The map shows 2 precincts');
        await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
        await page.getByRole('button', { name: 'Take the map away' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Take the map away' }).click();
        await expect(page.getByText('There is no map yet.')).toBeVisible();
    });
});

test('a phone’s bar has five entries; the others stand behind “More”, by keyboard as well', async ({ page, fresh }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await empty_city(page, fresh);
    await page.goto(`${fresh.url}/places`);
    const bar = page.locator('.bottom-bar');
    await expect(bar.locator('.nav-list > li')).toHaveCount(5);
    const more = bar.getByRole('button', { name: /^More/ });
    await expect(more).toHaveAttribute('aria-expanded', 'false');
    await expect(more).toContainText('here: Polling places');
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(more).toHaveAttribute('aria-expanded', 'true');
    await expect(bar.getByRole('link', { name: 'Polling places' })).toHaveAttribute('aria-current', 'page');
    await expect_good_looks(page);
    await page.keyboard.press('Escape');
    await expect(bar.getByRole('link', { name: 'People' })).toBeHidden();
    await expect(more).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await expect(bar.getByRole('link', { name: 'Polling places' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/people$/);
    await expect(bar.getByRole('link', { name: 'People' })).toBeHidden();
});
