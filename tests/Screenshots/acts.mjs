// What is done on a page before its picture is taken.

/** The page's own form is sent with nothing in it: what is wrong stands at the fields. Its first with a field, as a star is a form too. */
export async function faults(page) {
    const form = page.locator('main form[method=post]').filter({ has: page.locator('input[type=text], input[type=email], input:not([type]), textarea') }).first();
    await form.evaluate((each) => { each.noValidate = true; });
    await form.locator('button').last().click();
    await page.waitForLoadState();
}
