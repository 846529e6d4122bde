import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { Demo } from './demo.mjs';
import { pages, readme } from './pages.mjs';

const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT);
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
// A4 less its margins: what a printer lays out, whatever screen it was asked from.
const onPaper = { paper: { width: 695, height: 1024 } };
const locales = { sv: 'sv-SE', en: 'en-GB' };
const options = { data: '.local', languages: ['sv'] };
const words = process.argv.slice(2);
while (words.length > 0) {
    const word = words.shift();
    if (word === '--data') options.data = words.shift();
    else if (word === '--only') options.only = words.shift().split(',');
    else if (word === '--english') options.languages = ['sv', 'en'];
    else if (word === '--narrow') sizes.narrow = { width: 320, height: 700 };
    else if (word === '--readme') options.readme = true;
    else options.out = word;
}

if (!options.out && !options.readme) {
    console.error('./screenshots OUT [--data DIR] [--english] [--narrow] [--only TEXT,TEXT], or --readme');
    process.exit(2);
}

const demo = new Demo(options.data);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const signedIn = new Map();
let wrong = 0;
let taken = 0;
try {
    await (options.readme ? takeForReadme() : takeAll());
} finally {
    await browser.close();
}

console.log(`${taken} pictures, ${wrong} wrong`);
process.exit(wrong > 0 ? 1 : 0);

async function takeAll() {
    fs.mkdirSync(options.out, { recursive: true });
    for (const each of pages.filter((page) => !options.only || options.only.some((name) => page.name.includes(name)))) {
        let where;
        try {
            where = typeof each.path === 'function' ? await each.path(demo) : each.path;
        } catch (fault) {
            report(`${each.name}: ${fault.message}`);
            continue;
        }

        if (!where) {
            console.log(`${each.name}: nothing in the demo shows it now`);
            continue;
        }

        for (const language of options.languages) {
            const address = language === 'sv' || each.outside || where.startsWith('/api/') ? where : `/${language}${where}`;
            for (const [size, viewport] of Object.entries(each.print ? onPaper : sizes)) {
                for (const colorScheme of ['light', 'dark']) {
                    const file = path.join(options.out, `${each.name}${language === 'sv' ? '' : `-${language}`}-${size}-${colorScheme}.png`);
                    await takeAsync(each, address, { viewport, colorScheme, locale: locales[language] }, file);
                }
            }
        }
    }
}

async function takeForReadme() {
    fs.mkdirSync('docs/images', { recursive: true });
    for (const name of readme) {
        const each = pages.find((page) => page.name === name);
        const where = typeof each.path === 'function' ? await each.path(demo) : each.path;
        await takeAsync(each, where, { viewport: sizes.phone, colorScheme: 'light', locale: locales.sv }, `docs/images/${name}.png`, false);
    }
}

async function takeAsync(each, address, look, file, fullPage = true) {
    let context;
    try {
        context = await browser.newContext({ ...look, reducedMotion: 'reduce', storageState: each.as ? await signInAsync(each.as) : undefined });
        const page = await context.newPage();
        page.setDefaultTimeout(60_000);
        page.on('console', (said) => {
            if (said.type() === 'error' && !said.text().startsWith('Failed to load resource')) {
                report(`${path.basename(file)}: ${said.text()}`);
            }
        });
        const answer = await page.goto(demo.base + address);
        if (answer.status() !== (each.status ?? 200)) {
            report(`${each.name}: ${address} answered ${answer.status()}`);
        }

        // A link in a letter leads to the page in the letter's language.
        if (address.startsWith('/api/') && !(await page.getAttribute('html', 'lang')).startsWith(look.locale.slice(0, 2))) {
            await page.click('a.language');
        }

        await each.act?.(page);
        if (each.print) {
            await page.emulateMedia({ media: 'print' });
        }

        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (beyond > 0) {
            report(`${path.basename(file)}: ${beyond} px too wide`);
        }

        if (fullPage) {
            // What sticks to the edge of a screen stands where it would on one that is as tall as the page.
            const height = await page.evaluate(() => document.documentElement.scrollHeight);
            await page.setViewportSize({ width: look.viewport.width, height: Math.max(height, look.viewport.height) });
        }

        await page.screenshot({ path: file });
        taken++;
    } catch (fault) {
        // The other pages are still wanted.
        report(`${path.basename(file)}: ${fault.message.split('\n')[0]}`);
    } finally {
        await context?.close();
    }
}

/**
 * Once for each person, also where pictures are taken again: a code is sent for each sign-in, and only five in a quarter of an hour. Who is
 * signed in is kept beside the secrets of what ./run serves.
 */
async function signInAsync(email) {
    if (!signedIn.has(email)) {
        const kept = path.join(options.data, 'screenshots', `${email}.json`);
        signedIn.set(email, fs.existsSync(kept) && await isSignedInAsync(kept) ? kept : signInAnewAsync(email, kept));
    }

    return signedIn.get(email);
}

async function isSignedInAsync(kept) {
    const context = await browser.newContext({ storageState: kept });
    try {
        // Whoever is not signed in is led to the sign-in; what is somebody else's is refused.
        return (await context.request.get(`${demo.base}/styr`, { maxRedirects: 0 })).status() !== 302;
    } finally {
        await context.close();
    }
}

async function signInAnewAsync(email, kept) {
    const context = await browser.newContext({ locale: 'sv-SE' });
    try {
        const page = await context.newPage();
        const since = Date.now() - 1000;
        // Which leads to the sign-in, and back.
        await page.goto(`${demo.base}/styr`);
        await page.fill('input[name=email]', email);
        await page.press('input[name=email]', 'Enter');
        await page.waitForSelector('input[name=code]');
        await page.fill('input[name=code]', await demo.codeFor(email, since));
        await page.press('input[name=code]', 'Enter');
        await page.waitForURL(`${demo.base}/styr`);
        fs.mkdirSync(path.dirname(kept), { recursive: true, mode: 0o700 });
        await context.storageState({ path: kept });
        fs.chmodSync(kept, 0o600);
        return kept;
    } finally {
        await context.close();
    }
}

function report(fault) {
    wrong++;
    console.log(fault);
}
