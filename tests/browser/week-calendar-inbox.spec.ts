import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask_for_decision, call, expect, test } from './programme';

test('the week prints as a brief of at most two pages with all ten steps', async ({ open }) => {
    const page = await open('mayor');
    await page.goto('/');
    await expect(page.getByRole('row')).toHaveCount(11);
    // The city's name comes with an answer of its own.
    await expect(page.locator('.print-head')).toContainText('Port Ellery');
    const file = join(mkdtempSync(join(tmpdir(), 'brief-')), 'brief.pdf');
    await page.pdf({ path: file, format: 'Letter' });
    const pages = /Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))![1];
    expect(Number(pages)).toBeLessThanOrEqual(2);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toMatch(/Port Ellery · \w+day, \w+ \d+, \d{4}/);
    expect(text).toContain('steps are on track');
    expect(text).toContain('10. Ask Congress');
    expect(text).not.toContain('Read first');
    expect(text).not.toContain('Search or jump to');
});

test('what is new since the last look stays for the whole visit', async ({ open }) => {
    await ask_for_decision(await open('chief_of_staff'), 'Name a deputy');
    const page = await open('mayor');
    await page.goto('/');
    const news = page.getByRole('region', { name: 'Since you last looked' }).getByRole('listitem');
    await expect(news.first()).toBeVisible();
    const before = await news.allInnerTexts();
    await page.waitForResponse(/\/this-week\/seen$/);
    await page.getByRole('link', { name: 'Program', exact: true }).first().click();
    await expect(page.getByRole('group', { name: 'Show as' })).toBeVisible();
    await page.goBack();
    await expect(news).toHaveText(before);
});

test('a liaison finds their own tasks and the questions put to them on the first page', async ({ open }) => {
    const liaison = await open('liaison');
    await liaison.goto('/');
    await expect(liaison.getByRole('heading', { level: 1 })).toContainText('Nothing waits for you');
    const me = await call<{ id: number }>(liaison, 'GET', '/me');
    const chief = await open('chief_of_staff');
    await chief.goto('/decisions');
    await call(chief, 'POST', '/steps/3/tasks', { title: 'Test the radio', owner_id: me.id, due: '2000-01-02' });
    await expect(liaison.getByRole('heading', { level: 1 })).toContainText('1 task of yours is open.');

    const title = await ask_for_decision(liaison, 'Buy two radios');
    const mayor = await open('mayor');
    await mayor.goto('/decisions');
    await mayor.getByRole('button', { name: `Ask Robin liaison en: ${title}` }).click();
    await mayor.getByRole('textbox').fill('Why two?');
    await mayor.getByRole('button', { name: 'Send the question' }).click();

    await liaison.goto('/');
    await expect(liaison.getByRole('heading', { level: 1 })).toContainText('1 question waits for your answer.');
    const questions = liaison.getByRole('region', { name: 'Questions to you' });
    await expect(questions.getByRole('listitem')).toContainText('Why two?');
    const tasks = liaison.getByRole('region', { name: 'Your tasks' });
    await tasks.getByRole('button', { name: 'Mark as done: Test the radio' }).click();
    await expect(tasks).toHaveCount(0);
    await questions.getByRole('link', { name: title }).click();
    await expect(liaison.getByRole('heading', { level: 1 })).toHaveText(title);
});

test('“Needs attention” shows only those steps and stays in the address', async ({ open }) => {
    const page = await open('mayor');
    await page.goto('/');
    await page.getByRole('link', { name: /^Needs attention/ }).click();
    await expect(page).toHaveURL(/steps=attention/);
    const count = Number(/\d+/.exec(await page.getByRole('link', { name: /^Needs attention/ }).innerText())![0]);
    await expect(page.getByRole('row')).toHaveCount(count === 0 ? 0 : count + 1);
    await page.reload();
    await expect(page.getByRole('link', { name: /^Needs attention/ })).toHaveAttribute('aria-current', 'true');
});

test('a date is added on the city’s clock, changed, and deleted', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/calendar');
    await page.getByRole('button', { name: 'Add a date' }).click();
    const form = page.getByRole('form', { name: 'Add a date' });
    await form.getByRole('button', { name: 'Add the date' }).click();
    await expect(form.getByRole('alert')).toContainText('Fix 3 fields');
    const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    await form.getByLabel('What happens?').fill('Forum with poll workers');
    await form.getByLabel('Day', { exact: true }).fill(day);
    await form.getByLabel('From').fill('17:30');
    await form.getByLabel('Until').fill('19:00');
    await form.getByLabel('Place').fill('Library');
    await form.getByRole('button', { name: 'Add the date' }).click();
    const line = page.getByRole('listitem').filter({ hasText: 'Forum with poll workers' });
    await expect(line).toContainText('5:30 p.m. to 7:00 p.m.');
    await expect(line).toContainText('Library');

    await line.getByRole('link').click();
    await page.getByRole('button', { name: 'Change the date' }).click();
    await page.getByLabel('All day').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('.facts')).toContainText('All day');
    await page.getByRole('button', { name: /^Delete the date/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the date' }).click();
    await expect(page).toHaveURL(/\/calendar$/);
    await expect(page.getByRole('link', { name: 'Forum with poll workers' })).toHaveCount(0);
});

test('what somebody asks comes to the open inbox unread and is read by opening it', async ({ open }) => {
    const mayor = await open('mayor');
    await mayor.goto('/inbox');
    await expect(mayor.getByRole('heading', { level: 1 })).toBeVisible();
    const chief = await open('chief_of_staff');
    await chief.goto('/steps/7');
    await chief.getByRole('button', { name: 'Ask for a decision' }).click();
    await chief.getByLabel('What should be decided?').fill('Buy the tamper seals');
    await chief.getByLabel('Why, in a sentence or two').fill('The old ones tear.');
    await chief.getByLabel('What it costs').fill('1,250.50');
    await chief.getByRole('button', { name: 'Ask for the decision' }).click();
    await expect(chief.getByRole('alert')).toContainText('Fix 1 field');
    await chief.getByLabel('Where the figure comes from').fill('vendor quote, May 3');
    await chief.getByRole('button', { name: 'Ask for the decision' }).click();
    await expect(chief.getByRole('link', { name: 'Buy the tamper seals' })).toBeVisible();

    // The page was open all the time.
    const item = mayor.getByRole('listitem').filter({ hasText: 'Buy the tamper seals' });
    await expect(item).toContainText('asks for your decision');
    await expect(item.getByRole('button', { name: /^Mark as read/ })).toBeVisible();
    await item.getByRole('link').click();
    await expect(mayor.getByRole('heading', { level: 1 })).toHaveText('Buy the tamper seals');
    await expect(mayor.locator('.facts')).toContainText('$1,250.50 · vendor quote, May 3');
    await mayor.goBack();
    await expect(item.getByRole('button', { name: /^Mark as read/ })).toHaveCount(0);
});

test('lists leave as files that open in a spreadsheet', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/program');
    for (const [name, start] of [['Download as CSV', '\ufeff'], ['Download for Excel', 'PK']] as const) {
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
        const chunks: Buffer[] = [];
        for await (const chunk of await download.createReadStream()) {
            chunks.push(chunk as Buffer);
        }
        expect(Buffer.concat(chunks).toString('utf8').startsWith(start)).toBe(true);
    }
});
