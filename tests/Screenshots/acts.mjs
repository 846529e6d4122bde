// What is done on a page before its picture is taken.

/** The page's own form is sent with nothing in it: what is wrong stands at the fields. Its first with a field, as a star is a form too. */
export async function faults(page) {
    const form = page.locator('main form[method=post]').filter({ has: page.locator('input[type=text], input[type=email], input:not([type]), textarea') }).first();
    await form.evaluate((each) => { each.noValidate = true; });
    await form.locator('button').last().click();
    await page.waitForLoadState();
}

/** An activity is planned at the time and place of another. */
export async function clash(page) {
    const taken = (await page.context().request.get(new URL('/api/v1/editions/current', page.url()).href).then((answer) => answer.json())).slug;
    const { activities } = await page.context().request.get(new URL(`/api/v1/editions/${taken}/programme`, page.url()).href).then((answer) => answer.json());
    const other = activities.find((each) => each.kind !== 'openHouse' && each.capacity > 20 && each.place && new Date(each.startsAt) > Date.now());
    const wall = (moment) => new Date(moment).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).replace(' ', 'T').slice(0, 16);
    await page.fill('input[name="title.sv"]', 'Morgonkaffe om elnätet');
    await page.fill('input[name=startsAt]', wall(other.startsAt));
    await page.fill('input[name=endsAt]', wall(other.endsAt));
    await page.selectOption('select[name=venueId]', { label: [other.place.name, other.place.room].filter(Boolean).join(', ') });
    await page.locator('.actions button').click();
    await page.waitForLoadState();
}

/** What it means that somebody is away; nobody is told. */
export async function away(page) {
    await page.locator('main select').first().selectOption({ index: 1 });
    await page.locator('main form button').last().click();
    await page.waitForLoadState();
}

/** An invitation without anybody. */
export async function invitation(page) {
    await page.locator('main summary').first().click();
    await page.locator('main details form button').last().click();
    await page.waitForLoadState();
}

/** How many an association's invitation would go to, and how they read it; nothing is sent. */
export async function invite(page) {
    await page.fill('input[name=from]', 'Företagarna');
    await page.fill('textarea[name="text.sv"]', 'Hej! Kom och träffa dem som bestämmer, och ta med en kollega.');
    await page.fill('textarea[name="text.en"]', 'Hello! Come and meet those who decide, and bring a colleague.');
    await page.locator('main form').filter({ has: page.locator('textarea') }).locator('button').last().click();
    await page.waitForLoadState();
}
