using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Accounts;

/// <summary><c>/styr/konton/{id}</c>: a colleague: give a role, take it back, lock, remove.</summary>
public static class OneAccount
{
    private const string Path = $"{ShowAccounts.Path}/{{id:guid}}";

    private const string Grant = "roll";

    public static void MapOneAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, int? ny, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, ny is not null, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapAct(Grant, GrantAsync);
        routes.MapAct("ta-tillbaka", (calls, id, form, stop) => calls.V1.Accounts[id].Grants[form[ShowAccounts.Role].ToString()].DeleteAsync(cancellationToken: stop));
        routes.MapAct("las", (calls, id, _, stop) => calls.V1.Accounts[id].Lock.PostAsync(cancellationToken: stop));
        routes.MapAct("las-upp", (calls, id, _, stop) => calls.V1.Accounts[id].Unlock.PostAsync(cancellationToken: stop));
        routes.MapAct("nycklar", (calls, id, _, stop) => calls.V1.Accounts[id].Passkeys.DeleteAsync(cancellationToken: stop));
        routes.MapAct("ta-bort", (calls, id, _, stop) => calls.V1.Accounts[id].DeleteAsync(cancellationToken: stop), isLast: true);
    }

    public static string Address(Guid id, string more = "") => Links.To($"{ShowAccounts.Path}/{id}{more}");

    private static Task GrantAsync(Festival calls, Guid id, IFormCollection form, CancellationToken cancellationToken) =>
        calls.V1.Accounts[id].Grants[form[ShowAccounts.Role].ToString()].PutAsync(
            new GrantAccessRequest { Association = TypedForm.Filled(form, ShowAccounts.Association) }, cancellationToken: cancellationToken);

    /// <param name="isLast">Whether there is no account after it.</param>
    private static void MapAct(
        this IEndpointRouteBuilder routes, string act, Func<Festival, Guid, IFormCollection, CancellationToken, Task> actAsync, bool isLast = false) =>
        routes.MapForm($"{Path}/{act}", async (Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var form = await context.FormAsync();
            if (act is Grant && RoleWords.Of(form[ShowAccounts.Role]) is null)
            {
                var missing = TypedForm.Empty.With(ShowAccounts.Role, Languages.Choose("Välj vad personen får göra.", "Choose what the person may do."));
                return await ShowAsync(id, false, missing with { Typed = form }, context, calls, clock, cancellationToken);
            }

            try
            {
                await actAsync(calls, id, form, cancellationToken);
                return context.GoTo(isLast ? Links.To(ShowAccounts.Path) : Address(id));
            }
            catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
            {
                return await ShowAsync(id, false, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
            }
        }).In(Area.Organisers);

    private static async Task<IResult> ShowAsync(
        Guid id, bool isNew, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var account = (await calls.V1.Accounts[id].GetAsync(cancellationToken: cancellationToken))!;
        return context.Show<OneAccountPage>(
            new Dictionary<string, object?>
            {
                [nameof(OneAccountPage.Account)] = account,
                [nameof(OneAccountPage.IsOwn)] = string.Equals(SignedIn.In(context)?.Email, account.Email, StringComparison.OrdinalIgnoreCase),
                [nameof(OneAccountPage.Notice)] = isNew ? Languages.Choose($"Inbjudan är skickad till {account.Email}.", $"The invitation was sent to {account.Email}.") : null,
                [nameof(OneAccountPage.Form)] = form,
                [nameof(OneAccountPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
