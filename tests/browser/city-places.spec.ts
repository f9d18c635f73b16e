/** Looking after polling places, precincts and the day. */
import { bring_in, call, check_ins, empty_city, expect, file, give, places, precincts, test } from './city';
import { expect_good_looks, expect_good_looks_everywhere } from './look';

// What the server refuses on purpose here: fields that are wrong, and what somebody else changed.
test.use({ expected_errors: [/status of 4(22|09)/] });

test('an estimate is replaced by one click from the list, kept, and estimated again', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, [places]);
    await page.goto(`${fresh.url}/places`);
    await page.getByRole('link', { name: /Replace: Scanners, Hall 2$/ }).click();
    const field = page.getByRole('textbox', { name: 'Scanners' });
    await expect(field).toBeFocused();
    await field.fill('many');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('Give a whole number');
    await field.fill('3');
    await page.keyboard.press('Enter');
    const row = page.locator('.figure', { hasText: 'Scanners' });
    await expect(row).toContainText('3');
    await expect(row).toContainText('changed here');
    await expect(page.getByRole('button', { name: 'Change: Scanners' })).toBeFocused();

    await page.getByRole('button', { name: 'Change: Scanners' }).click();
    await page.getByRole('button', { name: 'Estimate it again' }).click();
    await expect(row).toContainText('estimated');
    await page.getByText('Show who changed what, and when').click();
    await expect(page.locator('.history > li').first()).toContainText('changed the polling place');
});

test('places are found, filtered and sorted; the address keeps it', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, [places]);
    await page.goto(`${fresh.url}/places`);
    await page.getByLabel('Find by name').fill('mill');
    await expect(page.locator('tbody tr')).toHaveCount(3);
    await page.getByRole('link', { name: 'Registered' }).click();
    await page.getByRole('link', { name: 'Registered' }).click();
    await expect(page.locator('tbody tr').first()).toContainText('Hall 9');
    await page.reload();
    await expect(page.locator('tbody tr')).toHaveCount(3);
    await expect(page.locator('tbody tr').first()).toContainText('Hall 9');
    await page.goto(`${fresh.url}/places?show=estimated&field=scanners`);
    await expect(page.locator('tbody tr')).toHaveCount(12);
});

test('a place is added, changed, given a precinct and deleted', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, [places, precincts]);
    await page.goto(`${fresh.url}/places/new`);
    await page.getByRole('button', { name: 'Add a polling place' }).click();
    await expect(page.getByRole('alert')).toContainText('Name: Fill this in.');
    await page.getByLabel('Name', { exact: true }).fill('New gym');
    await page.getByLabel('Latitude').fill('41.5');
    await page.getByRole('button', { name: 'Add a polling place' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByLabel('Longitude').fill('-81.7');
    await page.getByRole('button', { name: 'Add a polling place' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('New gym');

    await page.getByLabel('Have a precinct vote here').fill('8-X');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('The city has no such precinct.');
    await page.getByLabel('Have a precinct vote here').fill('9-z');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'One precinct votes here' })).toBeFocused();
    await page.goto(`${fresh.url}/precincts`);
    await expect(page.getByRole('row', { name: /9-Z/ })).toContainText('New gym');

    await page.getByRole('link', { name: 'New gym' }).click();
    await page.getByRole('button', { name: 'Change name, address or hours' }).click();
    await page.getByRole('textbox', { name: /^Address/ }).fill('7 Elm St');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('7 Elm St')).toBeVisible();
    await page.getByRole('button', { name: /^Delete this polling place/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete this polling place' }).click();
    await expect(page).toHaveURL(/\/places$/);
    await expect(page.getByRole('link', { name: 'New gym' })).toHaveCount(0);
});

test.describe('two people at one place', () => {
    test('the second is told what the first changed, field by field', async ({ page, fresh }) => {
        await empty_city(page, fresh);
        await bring_in(page, fresh.url, [places]);
        const [{ id }] = (await call<{ items: { id: number }[] }>(page, 'GET', '/sites?q=P5')).items as [{ id: number }];
        await page.goto(`${fresh.url}/places/${id}`);
        await page.getByRole('button', { name: 'Change name, address or hours' }).click();
        await page.getByLabel('Name', { exact: true }).fill('Hall five');
        await call(page, 'PATCH', `/sites/${id}`, { name: 'Hall V', notes: 'Ramp at the back.' });
        await page.getByRole('button', { name: 'Save' }).click();
        const conflict = page.locator('.conflict');
        await expect(conflict).toBeFocused();
        await expect(conflict).toContainText('Hall five');
        await expect(conflict).toContainText('Hall V');
        await expect(conflict).toContainText('Ramp at the back.');
        await expect_good_looks(page);
        await conflict.getByRole('button', { name: /Save/ }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hall five');
        await expect(page.getByText('Ramp at the back.')).toBeVisible();

        await page.getByRole('button', { name: 'Replace: Voting booths' }).click();
        await page.getByLabel('Voting booths').fill('9');
        await call(page, 'PATCH', `/sites/${id}`, { voting_booths: 7 });
        await page.getByRole('button', { name: 'Save' }).click();
        await expect(conflict).toContainText('7');
        await conflict.getByRole('button', { name: /Save/ }).click();
        await expect(page.locator('.figure', { hasText: 'Voting booths' })).toContainText('9');
    });
});

test('the day is described: date, hours, early voting, turnout; what is wrong stands at its field', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, [places]);
    await page.getByRole('link', { name: 'Next: describe Election Day' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Election Day has no date yet');

    await page.getByRole('button', { name: 'Change: The day' }).click();
    await page.getByLabel('Date').fill('2026-11-03');
    await page.getByLabel('Polls open').fill('06:30');
    await page.getByLabel('Polls close').fill('05:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Polls close:');
    await page.getByLabel('Polls close').fill('19:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Tuesday, November 3, 2026, 6:30 a.m. to 7:30 p.m.');

    await page.getByRole('button', { name: 'Change: Early voting' }).click();
    await page.getByRole('button', { name: 'Add a day' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Choose the day');
    await page.getByLabel('Date').fill('2026-10-29');
    await page.getByRole('button', { name: 'Add a day' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('2 days of early voting:')).toBeVisible();
    await expect(page.getByText('Fri, Oct 30')).toBeVisible();

    await page.getByRole('button', { name: 'Change: How many come' }).click();
    await page.getByLabel('Turnout, compared').fill('1.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('× 1.5')).toBeVisible();

    await page.getByRole('button', { name: 'Change: How long each step takes' }).click();
    await page.getByLabel('Average, in minutes').first().fill('1.5');
    await page.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row', { name: /Check-in with an e-pollbook/ });
    await expect(row).toContainText('1.5 min');
    await expect(row).toContainText(/The city.s own figure\./);
    await expect_good_looks_everywhere(page);
});

test('in which order a log writes its dates is said where it was assumed, and one click turns it', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await page.goto(`${fresh.url}/election`);
    await page.getByText('Fit it to a log of a past election').click();
    const june = Array.from({ length: 240 }, (_, at) => `${at},08/06/2024 ${String(8 + (at % 9)).padStart(2, '0')}:15`);
    await give(page, [file('log.csv', ['voter,check_in_time', ...june].join('\n'))]);
    const fit = page.getByRole('group', { name: 'What log.csv says' });
    await expect(fit).toContainText('“08/06/2024” was read as Tuesday, August 6, 2024, month before day.');
    await expect(fit).toContainText('Nothing in the log settles it');
    await fit.getByRole('button', { name: 'Read dates with the day first' }).click();
    await expect(fit).toContainText('“08/06/2024” was read as Saturday, June 8, 2024, day before month. You said so.');
});

test('arrivals and a service time are fitted to logs, shown first and used on request', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await page.goto(`${fresh.url}/election`);
    await page.getByText('Fit it to a log of a past election').click();
    await give(page, [check_ins]);
    const fit = page.getByRole('group', { name: 'What check-ins.csv says' });
    await expect(fit).toBeFocused();
    await expect(fit).toContainText('The busiest time begins at 7:00 a.m.: 23.1% of the day’s voters.');
    await expect_good_looks(page);
    expect((await call<{ arrivals: { source: string } }>(page, 'GET', '/election')).arrivals.source).toBe('edelstein_arrivals');
    await fit.getByRole('button', { name: 'Use this' }).click();
    await expect(page.getByText('Counted from a log of check-ins.', { exact: false })).toBeVisible();

    await page.getByText('Fit one of them to a log').click();
    await page.locator('input[type="file"]').last().setInputFiles([
        file('durations.csv', 'duration_seconds\n' + Array.from({ length: 60 }, (_, at) => `${60 + (at % 20) * 6}\n`).join('')),
    ]);
    const service = page.getByRole('group', { name: 'What durations.csv says' });
    await expect(service).toContainText('2 min on average');
    await service.getByLabel('Which step').selectOption('Marking by hand');
    await service.getByRole('button', { name: 'Use this' }).click();
    await expect(page.getByRole('row', { name: /Marking by hand/ })).toContainText('Fitted to durations of a log.');
});

test('what is estimated stands in one list, and its figures can be set', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await page.goto(`${fresh.url}/election/estimates`);
    await expect(page.getByText('There are no polling places so far.')).toBeVisible();
    await bring_in(page, fresh.url, [places]);
    await page.goto(`${fresh.url}/election/estimates`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('at 13 polling places');
    // Hall 4 gives its own figure; the annex's “about 900” registered voters are read as 900.
    const scanners = page.getByRole('row', { name: /One scanner for 4,000 registered voters/ });
    await expect(scanners).toContainText('12 of 13');
    await page.getByRole('button', { name: 'Change: Figures of these rules' }).click();
    await page.getByLabel('Registered voters for each booth').fill('100');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('100', { exact: true })).toBeVisible();
    await expect_good_looks_everywhere(page);
    await scanners.getByRole('link', { name: /See these places/ }).click();
    await expect(page.locator('tbody tr')).toHaveCount(12);
});

test('every screen of the city reads well, in both languages, and prints', async ({ page, fresh }) => {
    test.setTimeout(180_000);
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, [places, precincts]);
    const [{ id }] = (await call<{ items: { id: number }[] }>(page, 'GET', '/sites')).items as [{ id: number }];
    const screens = ['/places', '/places/new', `/places/${id}`, '/precincts', '/places/import', '/steps/2'];
    for (const address of screens) {
        await page.goto(fresh.url + address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('.loading')).toHaveCount(0);
        await expect_good_looks_everywhere(page);
    }
    await call(page, 'PATCH', '/me', { language: 'es' });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of [...screens, '/election', '/election/estimates']) {
        await page.goto(fresh.url + address);
        await expect(page.locator('html')).toHaveAttribute('lang', 'es');
        await expect(page.locator('.loading')).toHaveCount(0);
        await expect_good_looks(page);
    }
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${fresh.url}/places`);
    await expect(page.locator('tbody tr')).toHaveCount(13);
    await expect(page.locator('.bar')).toBeHidden();
    await expect(page.getByRole('search').or(page.locator('.filters'))).toBeHidden();
});
