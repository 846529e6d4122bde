using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Accounts;

/// <summary><c>/styr/konton</c>: colleagues and what they may do; invite one.</summary>
public static class ShowAccounts
{
    public const string Path = "/styr/konton";
    public const string Name = "name";
    public const string Email = "email";
    public const string Role = "role";
    public const string Association = "association";

    public static void MapAccountPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Path, InviteAsync).In(Area.Organisers);
        routes.MapOneAccount();
        routes.MapAudit();
    }

    private static async Task<IResult> InviteAsync(HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var checks = new FormChecks(form);
        checks.Need(Name, Languages.Choose("Skriv vad personen heter.", "Enter the person's name."));
        checks.NeedEmail(Email, Languages.Choose("Skriv e-postadressen, dit kommer inbjudan.", "Enter the email address: the invitation is sent there."));
        checks.Need(Role, Languages.Choose("Välj vad personen får göra.", "Choose what the person may do."));
        if (form[Role] == Texts.Key(Client.Generated.Models.Role.Association))
        {
            checks.Need(Association, Languages.Choose("Skriv vilken förening det är.", "Enter which association it is."));
        }

        if (checks.Faults.Count > 0)
        {
            return await ShowAsync(new TypedForm(form, checks.Faults), context, calls, clock, cancellationToken);
        }

        try
        {
            var invited = await calls.V1.Accounts.PostAsync(RequestOf(form), cancellationToken: cancellationToken);
            return context.GoTo(OneAccount.Address(invited!.Id!.Value, "?ny=1"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
        }
    }

    public static InviteAccountRequest RequestOf(IFormCollection form) => new()
    {
        Name = TypedForm.Filled(form, Name),
        Email = TypedForm.Filled(form, Email),
        Grants = RoleWords.Of(form[Role]) is { } role
            ? [new InviteAccountGrantRequest { Role = role, Association = role is Client.Generated.Models.Role.Association ? TypedForm.Filled(form, Association) : null }]
            : null,
    };

    private static async Task<IResult> ShowAsync(TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var all = Lists.AllAsync(
            (after, stop) => calls.V1.Accounts.GetAsync(
                ask =>
                {
                    ask.QueryParameters.After = after;
                    ask.QueryParameters.Limit = 200;
                },
                stop),
            page => (page.Items, page.Next),
            cancellationToken);
        var accounts = new List<AccountView>();
        await foreach (var account in all)
        {
            accounts.Add(account);
        }

        return context.Show<AccountsPage>(
            new Dictionary<string, object?>
            {
                [nameof(AccountsPage.Accounts)] = (IReadOnlyList<AccountView>)[.. accounts.OrderBy(account => account.Name, StringComparer.CurrentCultureIgnoreCase)],
                [nameof(AccountsPage.ReadsAudit)] = SignedIn.In(context)?.Roles.Contains(Roles.DataProtectionOfficer) is true,
                [nameof(AccountsPage.Form)] = form,
                [nameof(AccountsPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
