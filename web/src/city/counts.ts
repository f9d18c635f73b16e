/** Figures as people type them. */

/** A whole number from 0 on ("1,250", " 12 "); null when it is none. */
export function count_of(typed: string): number | null {
    const plain = typed.replace(/[,\s]/g, '');
    return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}

/** A number with decimals ("2.5", "1,250"); null when it is none. */
export function decimal_of(typed: string): number | null {
    const plain = typed.replace(/[,\s]/g, '').replace(/%$/, '');
    return /^-?\d{1,9}(\.\d{1,9})?$|^-?\.\d{1,9}$/.test(plain) ? Number(plain) : null;
}
