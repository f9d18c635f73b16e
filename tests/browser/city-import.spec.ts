/** From the clerk's files to the city's polling places. */
import { bring_in, call, empty_city, expect, give, odd, places, precincts, file, tab_to, test } from './city';
import { expect_good_looks } from './look';

const sizes = [
    { name: 'on a desk', viewport: { width: 1280, height: 900 } },
    { name: 'on a phone', viewport: { width: 390, height: 844 } },
];

for (const { name, viewport } of sizes) {
    test.describe(name, () => {
        test.use({ viewport });

        test('files become polling places, every row accounted for, and it can be undone', async ({ page, fresh }) => {
            await empty_city(page, fresh);
            await page.goto(`${fresh.url}/places`);
            await expect(page.getByText('There are no polling places so far.')).toBeVisible();
            await page.getByRole('link', { name: 'Bring in polling places' }).click();
            await give(page, [places, precincts]);

            await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 files with 18 rows');
            const first = page.getByRole('row', { name: /polling places\.csv/ });
            await expect(first).toContainText('Semicolons');
            await expect(first).toContainText('Windows (CR LF)');
            await expect_good_looks(page);

            await page.getByRole('link', { name: 'Continue to the columns' }).click();
            await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
            await expect(page.getByLabel('Site ID')).toHaveValue('place_key');
            await expect(page.getByLabel('Registered', { exact: true })).toHaveValue('registered_voters');
            await expect_good_looks(page);

            await page.getByRole('button', { name: 'Continue to the rows' }).click();
            await expect(page.getByRole('link', { name: /^Set aside/ })).toHaveAttribute('aria-current', 'true');
            await expect(page.locator('tbody')).toContainText('The same as line 2');
            await page.getByRole('link', { name: /^Repaired/ }).click();
            await expect(page.locator('tbody')).toContainText('about 900');
            await page.getByRole('link', { name: /^All rows/ }).click();
            await page.getByLabel('Find by place').fill('undetermined');
            await expect(page.locator('tbody tr')).toHaveCount(1);
            await expect_good_looks(page);
            const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click()]);
            expect(download.suggestedFilename()).toContain('.csv');

            await page.getByRole('link', { name: 'Continue to the changes' }).click();
            await expect(page.getByRole('heading', { level: 1 })).toHaveText('Polling places: 13 new, 0 changed, 0 removed');
            await expect(page.getByText('One precinct is without a polling place.')).toBeVisible();
            await expect(page.getByRole('row', { name: /Hall 12/ })).toContainText('As in the files');
            expect((await call<{ items: unknown[] }>(page, 'GET', '/sites')).items, 'nothing is stored before it is confirmed').toHaveLength(0);
            await expect_good_looks(page);

            await page.getByRole('button', { name: 'Confirm and bring it in' }).click();
            await expect(page.getByRole('heading', { level: 1 })).toHaveText('13 polling places came in');
            await expect_good_looks(page);
            await page.getByRole('link', { name: 'See the polling places' }).click();
            await expect(page.getByRole('heading', { level: 1 })).toContainText('13 polling places.');

            await page.goBack();
            await page.getByRole('button', { name: 'Undo this import' }).click();
            await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
            await expect(page.getByRole('heading', { level: 1 })).toHaveText('This import was undone');
            expect((await call<{ items: unknown[] }>(page, 'GET', '/sites')).items).toHaveLength(0);
        });
    });
}

test.describe('by keyboard alone', () => {
    // Two columns are given the same meaning on purpose.
    test.use({ expected_errors: [/status of 422/] });

    test('one gets from choosing a file to the polling places', async ({ page, fresh }) => {
        await empty_city(page, fresh);
        await page.goto(`${fresh.url}/places/import`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await tab_to(page, /^Choose files$/);
        const chooser = page.waitForEvent('filechooser');
        await page.keyboard.press('Space');
        await (await chooser).setFiles([odd]);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('One file with 2 rows');
        await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

        await tab_to(page, /^Continue to the columns$/);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Say what the columns mean');
        await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

        // What the server refuses stands at its field: two columns cannot both be the name.
        await tab_to(page, /^what$/);
        await page.keyboard.type('Name of the place');
        await tab_to(page, /^where$/);
        await page.keyboard.type('Name of the place');
        await tab_to(page, /^Continue to the rows$/);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('alert')).toBeFocused();
        await expect(page.getByRole('alert')).toContainText('where: Another column has this meaning already.');
        await tab_to(page, /^where:/);
        await page.keyboard.press('Enter');
        await expect(page.getByLabel('where')).toBeFocused();
        await expect(page.getByLabel('where')).toHaveAttribute('aria-invalid', 'true');
        await page.keyboard.type('Address');
        await tab_to(page, /^Continue to the rows$/);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('All 2 rows can be used');

        await tab_to(page, /^Continue to the changes$/);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Polling places: 2 new, 0 changed, 0 removed');
        await tab_to(page, /^Confirm and bring it in$/);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 polling places came in');
        await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

        // The next file with these headings is understood at once.
        await page.goto(`${fresh.url}/places/import`);
        await give(page, [odd]);
        await page.getByRole('link', { name: 'Continue to the columns' }).click();
        await expect(page.getByText('The meanings are those confirmed for an earlier file')).toBeVisible();
    });
});

test.describe('files that cannot be read', () => {
    test.use({ expected_errors: [/status of 422/] });

    test('are named with what to do, and the others go on', async ({ page, fresh }) => {
        await empty_city(page, fresh);
        await page.goto(`${fresh.url}/places/import`);
        const pdf = { name: 'list.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 \0\0 list') };
        await give(page, [pdf]);
        await expect(page.getByRole('alert')).toBeFocused();
        await expect(page.getByRole('alert')).toContainText('list.pdf');
        await expect_good_looks(page);
        await give(page, [pdf, places]);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('One file with 14 rows');
        await expect(page.getByText('list.pdf')).toBeVisible();
    });
});

test('files dropped on the page are taken like chosen ones', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await page.goto(`${fresh.url}/places/import`);
    const dropped = await page.evaluateHandle((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
        return transfer;
    }, places.buffer.toString());
    await page.getByRole('group', { name: 'Files' }).dispatchEvent('drop', { dataTransfer: dropped });
    await expect(page.getByRole('row', { name: /dropped\.csv/ })).toBeVisible();
});

test('when the list comes again, what people changed stays and who is missing is asked', async ({ page, fresh }) => {
    await empty_city(page, fresh);
    await bring_in(page, fresh.url, [places]);
    const [{ id }] = (await call<{ items: { id: number; key: string }[] }>(page, 'GET', '/sites?q=P2')).items as [{ id: number }];
    await call(page, 'PATCH', `/sites/${id}`, { registered_voters: 1999 });

    await page.goto(`${fresh.url}/places/import`);
    await give(page, [file('next year.csv', places.buffer.toString().split('\r\n').filter((line) => !line.startsWith('P7')).join('\r\n').replace('P3;Hall 3;12 Harbor Rd;1400', 'P3;Hall 3;12 Harbor Rd;1450'))]);
    await page.getByRole('link', { name: /Changes/ }).click();
    await expect(page.getByText('One value stays as somebody changed it')).toBeVisible();
    await expect(page.getByRole('row', { name: /P2/ })).toContainText('1,999');
    await expect(page.getByRole('row', { name: /Hall 3/ })).toContainText('Registered voters: 1400 → 1450');
    const remove = page.getByRole('radio', { name: /Remove them/ });
    await expect(remove).toBeChecked();
    await expect(page.getByRole('row', { name: /Hall 7/ })).toContainText('Removed');
    await page.getByRole('radio', { name: /Keep them/ }).check();
    await expect(page.getByRole('row', { name: /Hall 7/ })).toHaveCount(0);
    await expect(page.getByRole('columnheader', { name: 'Not in the files, kept' })).toBeVisible();
    await expect_good_looks(page);
    await page.getByRole('button', { name: 'Confirm and bring it in' }).click();
    await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
    const after = (await call<{ items: { key: string; registered_voters: number }[] }>(page, 'GET', '/sites')).items;
    expect(after).toHaveLength(13);
    expect(after.find(({ key }) => key === 'P2')?.registered_voters).toBe(1999);
});
