/** Redaction from the proposal to the bar, holds that refuse, and how the screens look. */
import { expect_good_looks, expect_good_looks_everywhere } from './look';
import { call, expect, test } from './programme';

test('a telephone number goes once two others have approved, and its history says under which law', async ({ open, staff }) => {
    const chief = await open('chief_of_staff');
    await chief.goto('/steps/8');
    const task = await call<{ id: number }>(chief, 'POST', '/steps/8/tasks', { title: 'Call the printer', details: 'At 555-0142' });
    await chief.goto(`/history/task/${task.id}`);
    await chief.getByRole('main').getByRole('link', { name: 'Public records' }).click();
    await chief.getByRole('checkbox', { name: 'Details' }).check();
    await chief.getByRole('button', { name: 'Propose a redaction' }).click();
    await chief.getByLabel('Law').fill('5 ILCS 140/7(1)(b)');
    await chief.getByLabel('Reason').fill('A private telephone number');
    await chief.getByRole('button', { name: 'Propose', exact: true }).click();
    await expect(chief.getByRole('heading', { level: 1 })).toHaveText('Redaction under 5 ILCS 140/7(1)(b)');
    await expect(chief.getByText('Two others have to approve this.')).toBeVisible();
    await expect(chief.getByRole('button', { name: 'Approve' })).toHaveCount(0);
    await expect_good_looks_everywhere(chief);
    const address = new URL(chief.url()).pathname;

    const mayor = await open('mayor', 'phone');
    await mayor.goto(address);
    await expect(mayor.getByText('At 555-0142')).toBeVisible();
    await mayor.getByRole('button', { name: 'Approve' }).click();
    await mayor.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await expect(mayor.getByText('1 of 2 approvals').first()).toBeVisible();
    await expect(mayor.getByRole('button', { name: 'Approve' })).toHaveCount(0);

    await staff.goto(address);
    await staff.getByRole('button', { name: 'Approve' }).click();
    await expect(staff.getByRole('dialog')).toContainText('cannot be brought back');
    await staff.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await expect(staff.getByText('Carried out').first()).toBeVisible();

    await chief.goto(`/tasks/${task.id}`);
    await expect(chief.getByText('█████ (5 ILCS 140/7(1)(b))')).toBeVisible();
    await chief.goto(`/history/task/${task.id}`);
    await expect(chief.getByText('redacted under 5 ILCS 140/7(1)(b)').first()).toBeVisible();
    await expect(chief.getByText('555-0142')).toHaveCount(0);
});

test.describe('under a legal hold', () => {
    // The browser notes the refusal in its console.
    test.use({ expected_errors: [/status of 409/] });

    test('a record cannot be deleted until it is released', async ({ open }) => {
        const chief = await open('chief_of_staff');
        await chief.goto('/records/holds');
        const task = await call<{ id: number }>(chief, 'POST', '/steps/8/tasks', { title: 'Keep the tapes' });
        await chief.getByRole('button', { name: 'Place a legal hold' }).click();
        await chief.getByLabel('Matter').fill('Doe v. City');
        await chief.getByRole('textbox', { name: 'Records' }).fill(`task/${task.id}`);
        await chief.getByRole('button', { name: 'Save' }).click();
        await expect(chief.getByText('In force', { exact: true })).toBeVisible();
        await expect(call(chief, 'DELETE', `/tasks/${task.id}`)).rejects.toThrow(/held/);

        await chief.getByRole('button', { name: 'Release: Doe v. City' }).click();
        await chief.getByLabel('Reason').fill('Settled');
        await chief.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
        await expect(chief.getByText('Released', { exact: true })).toBeVisible();
        await call(chief, 'DELETE', `/tasks/${task.id}`);
    });
});

test('series, exemptions and what is due are kept and read well, in Spanish on a phone too', async ({ open }) => {
    const chief = await open('chief_of_staff');
    await chief.goto('/records/retention');
    await chief.getByRole('button', { name: 'Take over: Federal election records' }).click();
    await chief.getByRole('button', { name: 'Save' }).click();
    await expect(chief.getByText('22 months from the next Election Day')).toBeVisible();
    await chief.getByRole('button', { name: 'Add records: Federal election records' }).click();
    await chief.getByLabel('Kind of records').selectOption('decision');
    await chief.getByRole('dialog').getByRole('button', { name: 'Add records' }).click();
    await expect(chief.getByRole('button', { name: 'Take out: Decisions' })).toBeVisible();
    await chief.goto('/records/exemptions');
    await chief.getByRole('button', { name: 'Add an exemption' }).click();
    await chief.getByLabel('Name').fill('Security plans');
    await chief.getByLabel('Law', { exact: true }).fill('5 ILCS 140/7(1)(v)');
    await chief.getByRole('button', { name: 'Save' }).click();
    await expect(chief.getByText('In force')).toBeVisible();
    await chief.goto('/admin/activity');
    for (const done of ['added a retention series', 'gave records to a retention series', 'added an exemption']) {
        await expect(chief.getByText(done).first()).toBeVisible();
    }

    const screens = ['', '/due?all=true', '/redactions', '/holds', '/exemptions', '/retention', '/of/step/2'];
    for (const screen of ['/due?all=true', '/retention', '/of/step/2']) {
        await chief.goto(`/records${screen}`);
        await expect_good_looks_everywhere(chief);
    }
    const mayor = await open('mayor', 'phone', 'es');
    for (const screen of screens) {
        await mayor.goto(`/records${screen}`);
        await expect_good_looks(mayor);
    }
});
