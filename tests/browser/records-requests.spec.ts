import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { call, expect, test } from './belfry';
import { expect_good_looks_everywhere } from './look';

test.use({ expected_errors: [/status of 4(09|22)/] });

function python(script: string, ...words: string[]): void {
    execFileSync('python3', ['-c', script, ...words]);
}

/** Writes a package whose page says something else, where `list` with a manifest that lists the new page. */
const forger = `
import hashlib, json, sys, zipfile
kept, forged, how = sys.argv[1:]
old = zipfile.ZipFile(kept)
files = {name: old.read(name) for name in old.namelist()}
files['index.html'] = files['index.html'].replace(b'poll book', b'ballot box')
if how == 'list':
    manifest = json.loads(files['manifest.json'])
    for each in manifest['files']:
        each.update(sha256=hashlib.sha256(files[each['name']]).hexdigest(), bytes=len(files[each['name']]))
    files['manifest.json'] = json.dumps(manifest, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()
with zipfile.ZipFile(forged, 'w', zipfile.ZIP_DEFLATED) as new:
    for name, content in files.items():
        new.writestr(name, content)
`;

// The second test checks the package that the first one made.
test.describe.configure({ mode: 'serial' });
let kept = '';

test('a request for records is entered, reviewed and answered with a package', async ({ staff }, info) => {
    await staff.goto('/records/requests');
    await call(staff, 'POST', '/records/exemptions', { name: 'Security plans', statute: 'Minn. Stat. 13.37' });
    await call(staff, 'POST', '/steps/2/tasks', {
        title: 'Back up the poll books & <b>"all"</b> of them', details: '=Call 555-0142,\nthen "wait" &amp; see.',
    });
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText('No request is open');
    await staff.getByRole('link', { name: 'Enter a request' }).click();
    await staff.getByLabel('What is asked for').fill('Everything on the poll book backup');
    await staff.getByLabel('Who asks').fill('Rita Reporter');
    await staff.getByLabel('Words (optional)', { exact: true }).fill('back');
    await staff.getByLabel('Tasks').check();
    await expect_good_looks_everywhere(staff);
    await staff.getByRole('button', { name: 'Save' }).click();

    await expect(staff.getByRole('heading', { level: 1 })).toHaveText('Everything on the poll book backup');
    await staff.getByRole('button', { name: 'Search the record' }).click();
    await staff.getByRole('link', { name: 'Decide what is given out' }).click();
    await expect(staff.getByRole('heading', { level: 1 })).toContainText('not decided yet');
    await expect(staff.locator('.loading')).toHaveCount(0);
    await expect_good_looks_everywhere(staff);
    // The first value goes behind a bar, all others are given out.
    await staff.getByRole('checkbox').first().check();
    await staff.getByLabel('Exemption').selectOption({ label: 'Security plans · Minn. Stat. 13.37' });
    await staff.getByRole('button', { name: 'Withhold', exact: true }).click();
    await expect(staff.getByText('One value is withheld.')).toBeVisible();
    // On paper the bar is there as well.
    await staff.emulateMedia({ media: 'print' });
    await expect(staff.locator('.withheld').first()).toBeVisible();
    await staff.emulateMedia({ media: 'screen' });
    await staff.getByRole('button', { name: 'Choose all that are shown' }).click();
    await staff.getByRole('button', { name: 'Give out', exact: true }).first().click();
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText('Everything is decided');
    await staff.getByRole('link', { name: 'Back to the request' }).click();

    await staff.getByRole('button', { name: 'Make a package' }).click();
    const repeated = staff.getByLabel('It is right that these words are given out');
    const made = staff.getByRole('link', { name: 'Package 1' });
    await expect(made.or(repeated)).toBeVisible();
    if (await repeated.isVisible()) {
        await repeated.check();
        await staff.getByRole('button', { name: 'Make a package' }).click();
    }
    await expect(made).toBeVisible();
    await expect_good_looks_everywhere(staff);
    const download = staff.waitForEvent('download');
    await made.click();
    kept = info.outputPath('package.zip');
    await (await download).saveAs(kept);
    await staff.goto('/records/requests');
    await expect(staff.getByText('one package')).toBeVisible();
    await expect_good_looks_everywhere(staff);

});

test('whoever gets a package checks it in a browser with the page that lies in it', async ({ browser, city, watch }, info) => {
    test.setTimeout(180_000);
    // Unpacked and opened without a network.
    const folder = info.outputPath('package');
    python('import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])', kept, folder);
    const reader = await browser.newContext();
    await watch(reader);
    await reader.setOffline(true);
    const page = await reader.newPage();
    await page.goto(`file://${folder}/verify.html`);
    await page.getByLabel('Document').setInputFiles(kept);
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByRole('heading', { name: 'This package is as the city made it' })).toBeVisible();
    await expect(page.getByRole('status')).toContainText('withheld under Minn. Stat. 13.37');
    await expect_good_looks_everywhere(page);

    // Who has it on paper reads the code, which says the digest of the page.
    const key = /^[^+]+\+[0-9a-f]{8}/.exec(await page.locator('#log-key').inputValue())![0];
    const digest = createHash('sha256').update(readFileSync(`${folder}/index.html`)).digest('hex');
    const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8'));
    const named = `records-request-${manifest.request}-package-${manifest.release}/index.html`;
    await page.getByLabel('Text of a code').fill(`BELFRY-1;${key};${named};${digest}`);
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByRole('status')).toContainText('The code belongs to it.');
    await page.getByLabel('Text of a code').fill(`BELFRY-1;${key};${named};${'0'.repeat(64)}`);
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByRole('status')).toContainText('The code is that of another document');
    await page.getByLabel('Text of a code').fill('');
    const shown = await reader.newPage();
    await shown.goto(`file://${folder}/index.html`);
    const picture = shown.getByRole('img', { name: 'Code with the fingerprint of this page' });
    expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    await shown.close();

    // Somebody writes other words on the page, and a new list of files that fits them.
    for (const [forged, what] of [['page', 'index.html was altered'], ['list', 'The city did not commit to this package']] as const) {
        const file = info.outputPath(`${forged}.zip`);
        python(forger, kept, file, forged);
        // As dropped onto the page.
        const bytes = readFileSync(file).toString('base64');
        await page.evaluate((content) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], 'package.zip'));
            dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }));
        }, bytes);
        await expect(page.getByRole('heading', { name: 'Not verified' })).toBeVisible();
        await expect(page.getByRole('status')).toContainText(what);
    }
    await expect_good_looks_everywhere(page);

    // The same check on the city's own site, where its policy holds; and a browser without WebCrypto.
    const site = await reader.newPage();
    await reader.setOffline(false);
    await site.addInitScript(() => Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }));
    await site.goto(`${city.server.public_url}/verify`);
    await site.getByLabel('Document').setInputFiles(kept);
    await site.getByRole('button', { name: 'Verify' }).click();
    await expect(site.getByRole('heading', { name: 'This package is as the city made it' })).toBeVisible({ timeout: 60_000 });
    await reader.close();
});

test('holidays are taken from a law, and due days follow', async ({ staff }) => {
    await staff.goto('/records/holidays');
    await expect(staff.getByText('these are the federal holidays')).toBeVisible();
    await staff.getByLabel('Start from a law').selectOption('US-TX');
    await staff.getByRole('button', { name: 'Take this list' }).click();
    await expect(staff.getByText('San Jacinto Day')).toBeVisible();
    await expect(staff.getByText('Columbus Day')).toHaveCount(0);
    await staff.getByRole('button', { name: 'Add a holiday' }).click();
    const dialog = staff.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Founders’ Day');
    await dialog.getByLabel('Month', { exact: true }).selectOption('2');
    await dialog.getByLabel('Day of the month').fill('30');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('a day that there is in that month');
    await dialog.getByLabel('Day of the month').fill('20');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(staff.getByText('Founders’ Day')).toBeVisible();
    await expect_good_looks_everywhere(staff);
});
