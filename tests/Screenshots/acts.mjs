// What is done on a page before its picture is taken.

/** The page's own form is sent with nothing in it: what is wrong stands at the fields. */
export async function faults(page) {
    const form = page.locator('main form[method=post]').first();
    await form.evaluate((each) => { each.noValidate = true; });
    await form.locator('button').last().click();
    await page.waitForLoadState();
}
