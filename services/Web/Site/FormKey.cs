namespace BusinessFocus.Web.Site;

/// <summary>
/// The key of one form, made when it is shown: pressed twice, or sent again after a reload, it is done once (<c>Idempotency-Key</c>).
/// </summary>
public static class FormKey
{
    public const string Field = "key";

    public static string New() => Guid.NewGuid().ToString();

    /// <summary>Of the form that was read; null where there is none.</summary>
    public static string? In(HttpContext page) => page.Items.TryGetValue(typeof(FormKey), out var key) ? key as string : null;

    public static void Keep(HttpContext page, IFormCollection form)
    {
        if (Guid.TryParse(form[Field], out var key))
        {
            page.Items[typeof(FormKey)] = key.ToString();
        }
    }

    /// <summary>The form was dealt with: what is asked for after it, to show why it was refused, is another request.</summary>
    public static void Forget(HttpContext page) => page.Items.Remove(typeof(FormKey));
}
