import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { Demo } from './demo.mjs';
import { pages, readme } from './pages.mjs';

const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT);
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
const options = { data: '.local', languages: ['sv'] };
const words = process.argv.slice(2);
while (words.length > 0) {
    const word = words.shift();
    if (word === '--data') options.data = words.shift();
    else if (word === '--only') options.only = words.shift();
    else if (word === '--english') options.languages = ['sv', 'en'];
    else if (word === '--readme') options.readme = true;
    else options.out = word;
}

if (!options.out && !options.readme) {
    console.error('./screenshots OUT [--data DIR] [--english] [--only TEXT], or --readme');
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
    for (const each of pages.filter((page) => !options.only || page.name.includes(options.only))) {
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
            const address = language === 'sv' || where.startsWith('/api/') ? where : `/${language}${where}`;
            for (const [size, viewport] of Object.entries(sizes)) {
                for (const colorScheme of ['light', 'dark']) {
                    const file = path.join(options.out, `${each.name}${language === 'sv' ? '' : `-${language}`}-${size}-${colorScheme}.png`);
                    await takeAsync(each, address, { viewport, colorScheme }, file);
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
        await takeAsync(each, where, { viewport: sizes.phone, colorScheme: 'light' }, `docs/images/${name}.png`, false);
    }
}

async function takeAsync(each, address, look, file, fullPage = true) {
    const context = await browser.newContext({ ...look, locale: 'sv-SE', reducedMotion: 'reduce', storageState: each.as ? await signInAsync(each.as) : undefined });
    try {
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
        await context.close();
    }
}

/** Once for each person: a code is sent for each sign-in, and only five in a quarter of an hour. */
async function signInAsync(email) {
    if (!signedIn.has(email)) {
        const context = await browser.newContext({ locale: 'sv-SE' });
        const page = await context.newPage();
        const since = Date.now() - 1000;
        await page.goto(`${demo.base}/sign-in`);
        await page.fill('input[name=email]', email);
        await page.press('input[name=email]', 'Enter');
        await page.waitForSelector('input[name=code]');
        await page.fill('input[name=code]', await demo.codeFor(email, since));
        await page.press('input[name=code]', 'Enter');
        await page.waitForLoadState();
        signedIn.set(email, await context.storageState());
        await context.close();
    }

    return signedIn.get(email);
}

function report(fault) {
    wrong++;
    console.log(fault);
}
