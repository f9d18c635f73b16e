/** Series that laws name; each city checks them against its own state's schedule. */
import type { TextKey } from '../lib/i18n/index.svelte';
import type { Disposition, RetentionStart, RetentionUnit } from '../lib/api/types';

export interface Suggestion {
    name: TextKey;
    starts_with: RetentionStart;
    period: number;
    unit: RetentionUnit;
    disposition: Disposition;
    citation: string;
    source: string;
}

export const suggestions: readonly Suggestion[] = [
    {
        name: 'records.suggestion.federal',
        starts_with: 'election',
        period: 22,
        unit: 'months',
        disposition: 'review',
        citation: '52 U.S.C. 20701',
        source: 'https://www.law.cornell.edu/uscode/text/52/20701',
    },
    {
        name: 'records.suggestion.texas',
        starts_with: 'election',
        period: 22,
        unit: 'months',
        disposition: 'review',
        citation: 'Tex. Elec. Code § 66.058',
        source: 'https://statutes.capitol.texas.gov/Docs/EL/htm/EL.66.htm',
    },
    {
        name: 'records.suggestion.california',
        starts_with: 'election',
        period: 6,
        unit: 'months',
        disposition: 'review',
        citation: 'Cal. Elec. Code § 17302',
        source: 'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=ELEC&sectionNum=17302',
    },
];
