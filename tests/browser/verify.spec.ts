import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { call, expect, set_up, test, type Page } from './belfry';
import { expect_good_looks, expect_good_looks_everywhere } from './look';

test('a page of the city is verified in the browser, also without a network', async ({ page, city, context }, info) => {
    const site = city.server.public_url;
    await page.goto(`${site}/steps/4`);
    await page.getByRole('link', { name: 'Verify this page' }).click();
    await expect(page.getByRole('heading', { name: 'This is what the city published' })).toBeVisible();
    await expect(page.getByRole('status')).toContainText('published at /steps/4');
    await expect_good_looks_everywhere(page);

    // What a reader keeps: the page, its proof, and the check as one file.
    const kept = async (address: string, name: string): Promise<string> => {
        const file = info.outputPath(name);
        await writeFile(file, await (await context.request.get(site + address)).body());
        return file;
    };
    const document = await kept('/es/steps/4', 'page.html');
    const proof = await kept('/es/steps/4.tlog-proof', 'page.tlog-proof');
    const check = await kept('/es/verify-offline.html', 'verify.html');
    await context.setOffline(true);
    await page.goto(`file://${check}`);
    await page.getByLabel('Documento').setInputFiles(document);
    await page.getByRole('button', { name: 'Verificar' }).click();
    await expect(page.getByRole('status')).toContainText('Elija también el archivo de prueba');
    await page.getByLabel(/^Archivo de prueba/).setInputFiles(proof);
    await page.getByRole('button', { name: 'Verificar' }).click();
    await expect(page.getByRole('heading', { name: 'Esto es lo que publicó la ciudad' })).toBeVisible();
    await expect_good_looks_everywhere(page);

    // A single byte more.
    await writeFile(document, `${await readFile(document, 'utf8')} `);
    await page.getByLabel('Documento').setInputFiles(document);
    await page.getByRole('button', { name: 'Verificar' }).click();
    await expect(page.getByRole('heading', { name: 'No verificado' })).toBeVisible();
});

test('the text of a code is enough to ask whether the city published its page', async ({ page, city, context }, info) => {
    const site = city.server.public_url;
    await page.goto(`${site}/steps/5`);
    const picture = page.getByRole('img', { name: 'Code with the fingerprint' });
    await expect(picture).toHaveAttribute('src', '/codes/steps/5.svg');
    expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    await expect_good_looks_everywhere(page);
    const bytes = async (address: string): Promise<Buffer> => (await context.request.get(site + address)).body();
    const document = await bytes('/steps/5');
    const digest = createHash('sha256').update(document).digest('hex');

    await page.goto(`${site}/verify`);
    const key = /^[^+]+\+[0-9a-f]{8}/.exec(await page.locator('#log-key').inputValue())![0];
    const text = `BELFRY-1;${key};/steps/5;${digest}`;
    const verified = async (where: Page, code: string, title: string): Promise<void> => {
        await where.locator('#code').fill(code);
        await where.locator('button[type=submit]').click();
        await expect(where.getByRole('status').getByRole('heading')).toHaveText(title);
    };
    // As a message may break it into lines.
    await verified(page, `${text.slice(0, 40)}\n  ${text.slice(40)}\n`, 'The city published the document that this code names');
    await expect(page.getByRole('status')).toContainText('It is what /steps/5 shows today.');
    await expect(page.getByRole('status')).toContainText('Anybody can copy a code');
    await expect(page.getByRole('status')).not.toContainText('is not the record whose key counts');
    await expect_good_looks_everywhere(page);
    await verified(page, text.slice(0, -1), 'Not verified');
    await expect(page.getByRole('status')).toContainText('not complete');
    await verified(page, text.replace(key, 'other.example/belfry/log+00000000'), 'The city published the document that this code names');
    await expect(page.getByRole('status')).toContainText('other.example/belfry/log+00000000. That is not the record whose key counts here.');
    // A code that leads here with its text fills it in.
    await page.goto(`${site}/report`);
    await page.goto(`${site}/verify#${text}`);
    await expect(page.getByLabel('Text of a code')).toHaveValue(text);

    // Without a network, with the proof, and with the document.
    const kept = async (address: string, name: string): Promise<string> => {
        const file = info.outputPath(name);
        await writeFile(file, await bytes(address));
        return file;
    };
    const own = await kept('/steps/5', 'page.html');
    const other = await kept('/steps/6', 'other.html');
    const proof = await kept('/steps/5.tlog-proof', 'page.tlog-proof');
    const check = await kept('/verify-offline.html', 'verify.html');
    await context.setOffline(true);
    await page.goto(`file://${check}`);
    await verified(page, text, 'Not verified');
    await expect(page.getByRole('status')).toContainText('Choose the proof file too');
    await page.locator('#proof').setInputFiles(proof);
    await verified(page, text, 'The city published the document that this code names');
    await expect(page.getByRole('status')).not.toContainText('today');
    await page.getByLabel('Document').setInputFiles(own);
    await verified(page, text, 'This is what the city published');
    await expect(page.getByRole('status')).toContainText('The code belongs to it.');
    await page.getByLabel('Document').setInputFiles(other);
    await verified(page, text, 'Not verified');
    await expect(page.getByRole('status')).toContainText('The code is that of another document');
});

test('a browser without WebCrypto verifies by itself', async ({ page, city }) => {
    await page.addInitScript(() => Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }));
    await page.goto(`${city.server.public_url}/verify#/steps/2`);
    await expect(page.getByRole('heading', { name: 'This is what the city published' })).toBeVisible({ timeout: 20_000 });
});

test.describe('a refused form', () => {
    test.use({ expected_errors: [/status of 422/] });

    test('the administrator enters a witness and is told that it cannot be reached', async ({ page, fresh }) => {
        await set_up(page, fresh);
        await page.goto(`${fresh.url}/admin/witnesses`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody watches this city’s record yet');
        const log = await call<{ witness_key: string }>(page, 'GET', '/log');
        await page.getByRole('button', { name: 'Add a witness' }).first().click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Name').fill('Ellery County');
        await dialog.getByLabel('Address').fill('http://127.0.0.1:1/witness');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await expect(dialog.getByRole('alert')).toContainText('at least one of the two keys');
        // A city is no witness of its own.
        await dialog.getByLabel('Key it confirms with').fill(log.witness_key);
        await dialog.getByRole('button', { name: 'Save' }).click();
        await expect(dialog.getByRole('alert')).toContainText('cannot be its own witness');
        // The public key of RFC 8032, 7.1, test 1.
        await dialog.getByLabel('Key it confirms with').fill('county.example/belfry/witness+148fe90d+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await expect(page.getByText('Ellery County', { exact: true })).toBeVisible();
        await page.getByRole('button', { name: 'Ask them now' }).click();
        await expect(page.getByText('It could not be reached.')).toBeVisible();
    });
});

test('every page that the city shows to the public reads well', async ({ page, city }) => {
    test.setTimeout(180_000);
    const site = city.server.public_url;
    const found = ['/', '/es/'];
    // Pages of one kind look alike: one of each on every width and in both lights, the others once.
    const kinds = new Set<string>();
    for (const address of found) {
        const answer = await page.goto(site + address);
        expect(answer?.status(), address).toBe(200);
        const kind = address.replace(/\d+/g, '1');
        await (kinds.has(kind) ? expect_good_looks(page) : expect_good_looks_everywhere(page));
        kinds.add(kind);
        const links = await page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map((link) => link.href));
        for (const link of links.map((each) => new URL(each))) {
            const is_page = link.origin === new URL(site).origin && !/\.[a-z-]+$/.test(link.pathname);
            if (is_page && !found.includes(link.pathname)) {
                found.push(link.pathname);
            }
        }
    }
    // The first page, ten steps and the check, in both languages.
    expect(found.length).toBeGreaterThanOrEqual(2 * 12);
});
