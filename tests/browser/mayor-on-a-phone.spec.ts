import { ask_for_decision, call, expect, test } from './programme';

test('approves a decision in four taps, and finds the record of it', async ({ open }) => {
    const title = await ask_for_decision(await open('chief_of_staff'), 'Sign the outage plan');
    const page = await open('mayor', 'phone');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('for you.');
    const waiting = page.getByRole('region', { name: 'Waiting for you' });
    const card = waiting.getByRole('listitem').filter({ hasText: title });
    await expect(card).toContainText('Costs $18,400 (vendor quote).');

    await card.getByRole('link', { name: 'Read first' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    const approve = page.getByRole('button', { name: `Approve: ${title}` });
    await expect(approve).toBeInViewport({ ratio: 1 });
    const box = (await approve.boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(44);
    expect(box.y).toBeGreaterThan(844 * 0.6);

    await approve.click();
    await expect(page.getByText('This is final.')).toBeVisible();
    await page.getByRole('button', { name: 'Yes, approve' }).click();
    await expect(page.locator('.note')).toContainText(`You approved “${title}”`);
    await expect(page.locator('.standing')).toContainText('approved it on');
    await expect(page.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

    await page.getByText('Show who changed what, and when').click();
    await expect(page.locator('.history > li').first()).toContainText('approved it');
});

test('declines with a reason, which is asked for', async ({ open }) => {
    const title = await ask_for_decision(await open('chief_of_staff'), 'Buy the scanners');
    const page = await open('mayor', 'phone');
    await page.goto('/');
    await page.getByRole('link', { name: `Read first: ${title}` }).click();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('button', { name: 'Yes, decline' }).click();
    await expect(page.getByRole('alert')).toContainText('Fix 1 field');
    await page.getByLabel('Why?').fill('Not before the audit.');
    await page.getByRole('button', { name: 'Yes, decline' }).click();
    await expect(page.locator('.standing')).toContainText('declined it on');
    await expect(page.getByText('Not before the audit.')).toBeVisible();
});

test('asks before deciding; the one who asked answers; the decision waits again', async ({ open }) => {
    const chief = await open('chief_of_staff');
    const title = await ask_for_decision(chief, 'Rent the hall');
    const mayor = await open('mayor', 'phone');
    await mayor.goto('/');
    await mayor.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: /^Ask / }).click();
    await mayor.getByLabel('Your question').fill('Who pays if it rains?');
    await mayor.getByRole('button', { name: 'Send the question' }).click();
    const said = mayor.getByRole('list', { name: 'What you did just now' });
    await expect(said).toContainText('Your question about');
    await said.getByRole('link', { name: 'See the record' }).click();
    await expect(mayor.getByRole('heading', { name: 'A question waits for an answer' })).toBeVisible();

    await chief.goto(new URL(mayor.url()).pathname);
    await chief.getByLabel('Your answer').fill('The insurance.');
    await chief.getByRole('button', { name: 'Send the answer' }).click();
    await expect(chief.getByRole('heading', { name: 'The question has an answer' })).toBeVisible();

    await mayor.reload();
    await expect(mayor.getByText('The insurance.')).toBeVisible();
    await expect(mayor.locator('.standing')).toContainText('It waits for you.');
});

test('where there are options the mayor picks one instead of approving', async ({ open }) => {
    const chief = await open('chief_of_staff');
    await chief.goto('/decisions');
    const title = 'Choose the town hall';
    await call(chief, 'POST', '/steps/9/decisions', {
        title, why: 'Both are free on the day.', options: ['Harbor library', 'Lincoln school'], due: '1950-01-01',
    });
    const page = await open('mayor', 'phone');
    await page.goto('/decisions');
    const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });
    await expect(card.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
    await card.getByRole('button', { name: `Pick one: ${title}` }).click();
    await card.getByRole('button', { name: 'Decide for this one' }).click();
    await expect(card.getByRole('alert')).toContainText('Say which of the options it is.');
    await card.getByRole('radio', { name: 'Lincoln school' }).check();
    await card.getByRole('button', { name: 'Decide for this one' }).click();
    await page.goto('/decisions?whose=answered');
    await page.getByRole('link', { name: title, exact: true }).click();
    await expect(page.locator('main')).toContainText('Lincoln school');
});
