using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>Why an organiser lets somebody in all the same.</summary>
public static class Override
{
    public const string Reason = "override.reason";

    public static RegisterOverrideRequest? In(IFormCollection form) =>
        TypedForm.Filled(form, Reason) is { } reason ? new RegisterOverrideRequest { Reason = reason } : null;
}
