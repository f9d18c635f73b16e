/** Which browser on which system a session is of, from what the browser calls itself (User-Agent). */

type Names = readonly (readonly [RegExp, string])[];

// The first that fits: most browsers also name those they want to be taken for.
const browsers: Names = [
    [/\b(?:Edg|EdgA|EdgiOS)\//, 'Edge'],
    [/\b(?:OPR|OPT)\//, 'Opera'],
    [/\bSamsungBrowser\//, 'Samsung Internet'],
    [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
    [/\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//, 'Chrome'],
    [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];
const systems: Names = [
    [/\biPhone\b/, 'iPhone'],
    [/\biPad\b/, 'iPad'],
    [/\bAndroid\b/, 'Android'],
    [/\bWindows\b/, 'Windows'],
    [/\bCrOS\b/, 'ChromeOS'],
    [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
    [/\bLinux\b|\bX11\b/, 'Linux'],
];

export interface Device {
    browser: string;
    system: string;
}

/** Null when it is no browser that is known here: then its own words say more. */
export function device_of(user_agent: string): Device | null {
    const find = (names: Names) => names.find(([sign]) => sign.test(user_agent))?.[1];
    const browser = find(browsers);
    const system = find(systems);
    return browser !== undefined && system !== undefined ? { browser, system } : null;
}
