using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Associations;

/// <summary>
/// <c>/forening/bjud-in</c>: to what, whom and in which words; then how many get it and how one of them reads it; then it goes. Nothing is sent that
/// was not shown. What was sent stands below.
/// </summary>
public static class InviteMembers
{
    public const string Path = AssociationPages.Path + "/bjud-in";

    /// <summary>Sent by the page that shows the letter, for going back to what was typed.</summary>
    public const string Back = "back";

    /// <summary>In the address after it was sent: to how many; 0 where that is not told.</summary>
    public const string Sent = "skickat";

    private const string Preview = Path + "/visa";
    private const string Send = Path + "/skicka";

    public static void MapInviteMembers(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, chosen, clock, cancellationToken)).In(Area.Associations);
        routes.MapForm(Preview, PreviewAsync).In(Area.Associations);
        routes.MapForm(Send, SendAsync).In(Area.Associations);
    }

    public static string PreviewAddress(EditionView edition) => ChosenEdition.Link(Preview, edition.Slug);

    public static string SendAddress(EditionView edition) => ChosenEdition.Link(Send, edition.Slug);

    private static async Task<IResult> ShowAsync(
        TypedForm form, HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var association = context.OwnAssociation();
        var edition = await chosen.ReadAsync(context, cancellationToken);
        var now = clock.GetUtcNow();
        return context.Show<InviteMembersPage>(
            new Dictionary<string, object?>
            {
                [nameof(InviteMembersPage.Edition)] = edition,
                [nameof(InviteMembersPage.Activities)] = edition is null ? [] : await ActivitiesAsync(edition, calls, now, cancellationToken),
                [nameof(InviteMembersPage.Segments)] = edition is null
                    ? null
                    : await IfThere.ReadAsync(() => calls.V1.Associations[association].Segments.GetAsync(ask => ask.QueryParameters.Edition = edition.Id, cancellationToken)),
                [nameof(InviteMembersPage.Invitations)] = edition is null
                    ? []
                    : (IReadOnlyList<MemberInvitationView>)(await calls.V1.Associations[association].Invitations.GetAsync(
                        ask => ask.QueryParameters.Edition = edition.Id, cancellationToken) ?? []),
                [nameof(InviteMembersPage.Sent)] = int.TryParse(context.Request.Query[Sent], out var sent) ? sent : null,
                [nameof(InviteMembersPage.Form)] = form,
                [nameof(InviteMembersPage.Now)] = now,
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    /// <summary>What members can be invited to: not conversations with officers, of which there are hundreds, and which one person each can have.</summary>
    private static async Task<IReadOnlyList<ActivityView>> ActivitiesAsync(EditionView edition, Festival calls, DateTimeOffset now, CancellationToken cancellationToken) =>
    [
        .. ((await IfThere.ReadAsync(() => calls.V1.Editions[edition.Slug!].Programme.GetAsync(cancellationToken: cancellationToken)))?.Activities ?? [])
            .Where(activity => activity.Kind is not ActivityKind.OpenHouse && activity.Status is ActivityViewStatus.Released && activity.StartsAt > now)
            .OrderBy(activity => activity.StartsAt),
    ];

    private static async Task<IResult> PreviewAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (InvitationForm.FaultsIn(form) is { Count: > 0 } faults)
        {
            return await ShowAsync(new TypedForm(form, faults), context, calls, chosen, clock, cancellationToken);
        }

        if (await chosen.ReadAsync(context, cancellationToken) is not { Id: { } id } edition)
        {
            return await ShowAsync(TypedForm.Empty, context, calls, chosen, clock, cancellationToken);
        }

        try
        {
            var invitations = calls.V1.Associations[context.OwnAssociation()].Invitations;
            var request = InvitationForm.RequestOf(form, id);
            var preview = await invitations.Preview.PostAsync(request, cancellationToken: cancellationToken);
            var letters = await invitations.Letter.PostAsync(InvitationForm.LetterOf(form, id), cancellationToken: cancellationToken);
            return context.Show<PreviewInvitationPage>(new Dictionary<string, object?>
            {
                [nameof(PreviewInvitationPage.Edition)] = edition,
                [nameof(PreviewInvitationPage.Segment)] = request.Segment,
                [nameof(PreviewInvitationPage.Preview)] = preview,
                [nameof(PreviewInvitationPage.Letters)] = (IReadOnlyList<InvitationLetter>)(letters?.Letters ?? []),
                [nameof(PreviewInvitationPage.Form)] = new TypedForm(form, new Dictionary<string, string>()),
            });
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 404 or 409 or 422)
        {
            return await ShowAsync(InvitationForm.Refused(form, problem, clock.GetUtcNow()), context, calls, chosen, clock, cancellationToken);
        }
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var faults = InvitationForm.FaultsIn(form);
        if (form.ContainsKey(Back) || faults.Count > 0)
        {
            return await ShowAsync(new TypedForm(form, faults), context, calls, chosen, clock, cancellationToken);
        }

        if (await chosen.ReadAsync(context, cancellationToken) is not { Id: { } id } edition)
        {
            return await ShowAsync(TypedForm.Empty, context, calls, chosen, clock, cancellationToken);
        }

        try
        {
            var sent = await calls.V1.Associations[context.OwnAssociation()].Invitations.PostAsync(InvitationForm.RequestOf(form, id), cancellationToken: cancellationToken);
            return context.GoTo(ChosenEdition.Link(FormattableString.Invariant($"{Path}?{Sent}={sent?.Recipients ?? 0}"), edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 404 or 409 or 422)
        {
            return await ShowAsync(InvitationForm.Refused(form, problem, clock.GetUtcNow()), context, calls, chosen, clock, cancellationToken);
        }
    }
}
