using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Officers;

/// <summary>
/// <c>/vard/samtal/{registration}</c>: what a conversation came to: whether they came, what it led to and a note. The day has it in one press:
/// came, or did not come.
/// </summary>
public static class MarkConversation
{
    public const string Path = $"{ShowDay.Path}/samtal/{{registration:guid}}";
    public const string OnePress = "onePress";

    public static void MapMarkConversation(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid registration, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(registration, TypedForm.Empty, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Hosts);
        routes.MapForm(Path, HandleAsync).In(Area.Hosts);
    }

    internal static string AddressOf(ConversationView conversation) => $"{ShowDay.Path}/samtal/{conversation.RegistrationId}";

    private static async Task<IResult> HandleAsync(Guid registration, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (SignedIn.In(context)?.HostId is not { } host)
        {
            return context.Forbidden();
        }

        if (await FindAsync(host, registration, calls, cancellationToken) is not { } before)
        {
            return context.Missing();
        }

        var isOnePress = form.ContainsKey(OnePress);
        try
        {
            var marked = isOnePress && Marking.CameIn(form) is { } came ? Marking.RequestOf(came, before) : Marking.RequestOf(form);
            await calls.V1.Hosts[host].Conversations[registration].PutAsync(marked, cancellationToken: cancellationToken);
            return context.GoTo($"{Links.To(DayOf(before))}#samtal-{registration}");
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            FormKey.Forget(context);
            return await ShowAsync(registration, TypedForm.Of(form, problem), TypedForm.Empty, context, calls, clock, cancellationToken);
        }
    }

    /// <param name="said">What was typed of how it went.</param>
    /// <param name="asked">What was typed of a case.</param>
    internal static async Task<IResult> ShowAsync(
        Guid registration, TypedForm said, TypedForm asked, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (SignedIn.In(context)?.HostId is not { } host)
        {
            return context.Forbidden();
        }

        if (await FindAsync(host, registration, calls, cancellationToken) is not { } conversation)
        {
            return context.Missing();
        }

        var areas = ReadPlan.WhereAllowedAsync(() => calls.V1.FollowUpAreas.GetAsync(cancellationToken: cancellationToken));
        var slot = ReadPlan.WhereAllowedAsync(() => calls.V1.Activities[conversation.ActivityId!.Value].GetAsync(cancellationToken: cancellationToken));
        return context.Show<ConversationPage>(
            new Dictionary<string, object?>
            {
                [nameof(ConversationPage.Conversation)] = conversation,
                [nameof(ConversationPage.Slot)] = await slot,
                [nameof(ConversationPage.Areas)] = await areas ?? [],
                [nameof(ConversationPage.Said)] = said,
                [nameof(ConversationPage.Asked)] = asked,
                [nameof(ConversationPage.Now)] = clock.GetUtcNow(),
            },
            said.HasFaults || asked.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    internal static string DayOf(ConversationView conversation) =>
        $"{ShowDay.Path}?{ShowDay.Day}={WrittenDay.Write(Stockholm.DayOf(conversation.StartsAt!.Value))}";

    /// <summary>Null where it is no conversation of theirs.</summary>
    internal static async Task<ConversationView?> FindAsync(Guid host, Guid registration, Festival calls, CancellationToken cancellationToken) =>
        (await calls.V1.Hosts[host].Conversations.GetAsync(cancellationToken: cancellationToken) ?? []).FirstOrDefault(each => each.RegistrationId == registration);
}
