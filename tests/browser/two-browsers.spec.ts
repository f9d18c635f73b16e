import { expect_good_looks } from './look';
import { call, expect, test } from './programme';

test.describe('at the same time', () => {
    // The browser notes the refused save in its console.
    test.use({ expected_errors: [/status of 409/] });

    test('who saves second is told what changed, keeps what was written, and chooses', async ({ open }) => {
        const first = await open('chief_of_staff');
        await first.goto('/steps/8');
        await first.getByRole('button', { name: 'Add a task' }).click();
        await first.getByLabel('What has to be done?').fill('Call the other mayors');
        await first.getByRole('button', { name: 'Add the task' }).click();
        await first.getByRole('link', { name: 'Call the other mayors' }).click();
        await first.getByRole('button', { name: 'Change the task' }).click();

        const second = await open('mayor');
        await second.goto(new URL(first.url()).pathname);
        await second.getByRole('button', { name: 'Change the task' }).click();
        await second.getByLabel('Details').fill('Start with Lakemont.');

        await first.getByLabel('What has to be done?').fill('Call the nine other mayors');
        await first.getByLabel('Owner').selectOption({ index: 1 });
        await first.getByRole('button', { name: 'Save' }).click();
        await expect(first.getByRole('heading', { level: 1 })).toHaveText('Call the nine other mayors');

        await second.getByRole('button', { name: 'Save' }).click();
        const notice = second.getByRole('alert');
        await expect(notice).toBeFocused();
        await expect(notice).toContainText('Somebody else saved this while you were writing');
        await expect(notice).toContainText('Call the nine other mayors');
        await expect(notice).toContainText(/What has to be done\? Call the other mayors → Call the nine other mayors/);
        await expect(notice).toContainText('Robin chief_of_staff en');
        await expect(notice).not.toContainText(/\{|somebody else/);
        await expect(second.getByLabel('Details')).toHaveValue('Start with Lakemont.');
        await notice.getByRole('button', { name: 'Save mine as well' }).click();

        await expect(second.getByText('Start with Lakemont.')).toBeVisible();
        await expect(second.getByRole('heading', { level: 1 })).toHaveText('Call the nine other mayors');
    });

    test('where both changed the same field, each field is a choice', async ({ open }) => {
        const first = await open('chief_of_staff');
        await first.goto('/steps/8');
        const made = await call<{ id: number }>(first, 'POST', '/steps/8/tasks', { title: 'Write the statement', details: 'One page.' });
        await first.goto(`/tasks/${made.id}`);
        await first.getByRole('button', { name: 'Change the task' }).click();
        const second = await open('mayor');
        await second.goto(`/tasks/${made.id}`);
        await second.getByRole('button', { name: 'Change the task' }).click();
        await second.getByLabel('What has to be done?').fill('Write our statement');
        await second.getByLabel('Details').fill('Half a page.');
        await first.getByLabel('What has to be done?').fill('Write the joint statement');
        await first.getByLabel('Details').fill('Two pages.');
        await first.getByRole('button', { name: 'Save' }).click();
        await expect(first.getByRole('heading', { level: 1 })).toHaveText('Write the joint statement');

        await second.getByRole('button', { name: 'Save' }).click();
        const notice = second.getByRole('alert');
        const title = notice.getByRole('group', { name: 'What has to be done?' });
        await expect(title.getByRole('radio', { name: /^Yours: Write our statement/ })).toBeChecked();
        await expect(title).toContainText('Before: Write the statement');
        await title.getByRole('radio', { name: /^Robin chief_of_staff en wrote: Write the joint statement/ }).check();
        await expect_good_looks(second);
        await notice.getByRole('button', { name: 'Save this choice' }).click();
        await expect(second.getByRole('heading', { level: 1 })).toHaveText('Write the joint statement');
        await expect(second.locator('main')).toContainText('Half a page.');
    });
});

test('what one person does appears on the other screen by itself', async ({ open }) => {
    const watching = await open('mayor');
    await watching.goto('/steps/10');
    await expect(watching.getByRole('heading', { level: 1 })).toContainText('10.');
    const working = await open('chief_of_staff');
    await working.goto('/steps/10');
    await working.getByRole('button', { name: 'Add a task' }).click();
    await working.getByLabel('What has to be done?').fill('Phone the senator’s office');
    await working.getByRole('button', { name: 'Add the task' }).click();
    await expect(watching.getByRole('link', { name: 'Phone the senator’s office' })).toBeVisible();
});

test('what somebody else deletes says so on every open page, which asks for it no more', async ({ open }) => {
    const working = await open('chief_of_staff');
    await working.goto('/steps/9');
    const made = await call<{ id: number }>(working, 'POST', '/steps/9/tasks', { title: 'Ask the union' });
    const date = await call<{ id: number }>(working, 'POST', '/calendar', { title: 'Union hall', kind: 'meeting', all_day_on: '2031-05-02' });
    const task = await open('mayor');
    await task.goto(`/tasks/${made.id}`);
    await task.getByText('Show who changed what, and when').click();
    const event = await open('mayor', 'phone');
    await event.goto(`/calendar/${date.id}`);
    await expect(task.getByRole('heading', { level: 1 })).toHaveText('Ask the union');
    await expect(event.getByRole('heading', { level: 1 })).toHaveText('Union hall');
    await task.getByRole('button', { name: 'Change the task' }).click();
    await task.getByLabel('Details').fill('Her number is on the board.');

    await call(working, 'DELETE', `/tasks/${made.id}`);
    await call(working, 'DELETE', `/calendar/${date.id}`);
    await expect(task.getByText('This has just been deleted.')).toBeVisible();
    await expect(task.getByLabel('Details')).toHaveValue('Her number is on the board.');
    await expect(event.getByText('This has just been deleted.')).toBeVisible();
    // Whatever asked again would have done so by now, and its 404 would fail this test.
    await task.waitForTimeout(500);
});
