using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Officers;

/// <summary><c>POST /vard/samtal/{registration}/arende</c>: a case for what was left of a conversation. There is one at most; who was there gets a letter.</summary>
public static class OpenCase
{
    public const string Path = $"{MarkConversation.Path}/arende";
    public const string Message = "message";
    public const string Topic = "topic";

    public static void MapOpenCase(this IEndpointRouteBuilder routes) => routes.MapForm(Path, HandleAsync).In(Area.Hosts);

    private static async Task<IResult> HandleAsync(Guid registration, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (SignedIn.In(context)?.HostId is not { } host)
        {
            return context.Forbidden();
        }

        if (TypedForm.Filled(form, Message) is not { } message)
        {
            var empty = new TypedForm(form, TypedForm.Empty.Faults).With(Message, Languages.Choose("Skriv vad som ska göras.", "Enter what needs to be done."));
            return await MarkConversation.ShowAsync(registration, TypedForm.Empty, empty, context, calls, clock, cancellationToken);
        }

        try
        {
            await calls.V1.Hosts[host].Conversations[registration].FollowUp.PostAsync(
                new OpenConversationFollowUpRequest { Message = message, Topic = TypedForm.Filled(form, Topic) }, cancellationToken: cancellationToken);
            return context.GoTo(Links.To($"{ShowDay.Path}/samtal/{registration}"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            FormKey.Forget(context);
            return await MarkConversation.ShowAsync(registration, TypedForm.Empty, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
        }
    }
}
