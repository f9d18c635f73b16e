import { expect, test } from './programme';

test('a suggested task is adopted, finished, and its history says who did that', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/steps/9');
    const adopt = page.getByRole('button', { name: /^Adopt/ }).first();
    const title = (await adopt.getAttribute('aria-label'))!.replace('Adopt: ', '');
    await adopt.click();
    await expect(page.locator('.note')).toContainText(`Adopted: ${title}`);
    await expect(page.locator('.note')).toBeFocused();
    await expect(page.getByRole('button', { name: `Adopt: ${title}` })).toHaveCount(0);

    await page.getByRole('link', { name: title }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await page.getByLabel('What came of it?').fill('March 4, the library.');
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await expect(page.locator('.standing')).toContainText('Done on');
    await expect(page.getByText('March 4, the library.')).toBeVisible();

    await page.getByText('Show who changed what, and when').click();
    const entries = page.locator('.history > li');
    await expect(entries.first()).toContainText('finished the task');
    await expect(entries.last()).toContainText('added the task');
    await page.getByRole('link', { name: 'Open the history on its own page' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('History');
    await expect(page.locator('.history > li').first()).toContainText('finished the task');
});

test('a task is written, changed and deleted; an empty title is refused in words', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/steps/1');
    await page.getByRole('button', { name: 'Add a task' }).click();
    const form = page.getByRole('form', { name: 'Add a task' });
    await form.getByRole('button', { name: 'Add the task' }).click();
    await expect(form.getByRole('alert')).toBeFocused();
    await form.getByLabel('What has to be done?').fill('Write to the bar association');
    await form.getByLabel('Due').fill('2031-02-03');
    await form.getByRole('button', { name: 'Add the task' }).click();
    await expect(page.locator('.note')).toHaveText('Added: Write to the bar association');

    await page.getByRole('link', { name: 'Write to the bar association' }).click();
    await page.getByRole('button', { name: 'Change the task' }).click();
    await page.getByLabel('Waits for').fill('the list of members');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('the list of members')).toBeVisible();

    await page.getByRole('button', { name: /^Delete the task/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the task' }).click();
    await expect(page).toHaveURL(/\/steps\/1$/);
    await expect(page.getByRole('link', { name: 'Write to the bar association' })).toHaveCount(0);
});

test('a status set by hand needs its reason and can be given back to the tasks', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/steps/3');
    await page.getByRole('button', { name: 'Change status, owner or date' }).click();
    await page.getByRole('radio', { name: 'Late' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Say why you set it by hand');
    await page.getByLabel('Why do you set it by hand?').fill('The CIO left.');
    await page.getByRole('button', { name: 'Save' }).click();
    const standing = page.locator('.standing');
    await expect(standing.getByRole('heading').first()).toHaveText('Late');
    await expect(standing).toContainText('The CIO left.');
    await expect(standing).toContainText('Set by hand.');

    await page.getByRole('button', { name: 'Change status, owner or date' }).click();
    await page.getByRole('radio', { name: /Follow the tasks/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(standing).not.toContainText('Set by hand.');
});

test('a file goes up, comes down byte for byte, and can be taken away', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/steps/5');
    const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256))]);
    await page.getByLabel('Add a file').setInputFiles({ name: 'contacts ñ.pdf', mimeType: 'application/pdf', buffer: content });
    const link = page.getByRole('link', { name: 'contacts ñ.pdf' });
    await expect(link).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('contacts ñ.pdf');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) {
        chunks.push(chunk as Buffer);
    }
    expect(Buffer.concat(chunks).equals(content)).toBe(true);

    await page.getByRole('button', { name: 'Delete: contacts ñ.pdf' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(link).toHaveCount(0);
});

test('notes and comments are written, changed and kept apart from markup', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/steps/6');
    await page.getByRole('button', { name: 'Write a note' }).click();
    await page.getByLabel('Note', { exact: true }).fill('**Room 204** is free.\n\n<img src=x onerror=alert(1)>');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await expect(page.locator('article strong')).toHaveText('Room 204');
    await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();

    await page.getByLabel('Write a comment').fill('Thank you');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    const comments = page.getByRole('region', { name: /comment/ });
    await comments.getByRole('button', { name: 'Change' }).last().click();
    await comments.getByLabel('Comment', { exact: true }).fill('Thank you all');
    await comments.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Thank you all' })).toContainText('edited');
});

test('an observer reads everything and is told whom to ask for changes', async ({ open }) => {
    const page = await open('observer');
    await page.goto('/steps/2');
    await expect(page.locator('.standing')).toContainText('You can read this.');
    for (const name of ['Add a task', 'Write a note', 'Ask for a decision', 'Change status, owner or date']) {
        await expect(page.getByRole('button', { name })).toHaveCount(0);
    }
    await expect(page.getByLabel('Add a file')).toHaveCount(0);
});
