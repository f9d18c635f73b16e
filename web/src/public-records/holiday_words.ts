/** Holidays in words: their names, and when a rule says that they are. */
import type { HolidayRule } from '../lib/api/types';
import { day_long, month_day, month_name, weekday_name } from '../lib/format';
import { t, t_count, t_or } from '../lib/i18n/index.svelte';

/** Known ones by their key, others as their city calls them. */
export function holiday_name(name: string): string {
    return t_or(`holiday.${name}`, name);
}

function day_of(rule: HolidayRule): string {
    switch (rule.on) {
        case 'date':
            return month_day(rule.month, rule.day);
        case 'weekday':
            return t('holidays.nth', {
                which: t(`holidays.week.${rule.week as 1 | 2 | 3 | 4 | 5}`), weekday: weekday_name(rule.weekday), month: month_name(rule.month),
            });
        case 'easter':
            return t('holidays.easter');
        case 'once':
            return day_long(rule.once!);
    }
}

/** "fourth Thursday in November, the day after"; "July 4 (Sunday: the Monday after)". */
export function rule_words(rule: HolidayRule): string {
    const shifts = rule.on === 'weekday' || rule.on === 'easter' ? rule.shift : 0;
    const words = [
        day_of(rule),
        shifts > 0 ? t_count('holidays.later', shifts) : shifts < 0 ? t_count('holidays.earlier', -shifts) : '',
        rule.years === 'every' ? '' : t(`holidays.years.${rule.years}`),
    ].filter((each) => each !== '').join(', ');
    return rule.on === 'date' ? `${words} (${t(`holidays.observed.${rule.observed}`)})` : words;
}
