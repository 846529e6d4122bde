using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Attendees;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Messages;

/// <summary><c>/styr/aktivitet/{id}/meddelande</c>: a message to the people of one activity, with how many each choice reaches, and what was sent before.</summary>
public static class MessageActivity
{
    public const string To = "to";
    public const string Subject = "subject";
    public const string Text = "text";

    private const string Path = "/styr/aktivitet/{id:guid}/meddelande";

    public static void MapMessageActivity(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, int? skickat, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, skickat, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Path, SendAsync).In(Area.Organisers);
    }

    public static string Address(Guid activity) => Links.To($"/styr/aktivitet/{activity}/meddelande");

    /// <summary>How many people a choice reaches: who has several registrations gets one letter. Without an address or a telephone nobody is reached.</summary>
    public static int Reached(Audience to, IEnumerable<RegistrationView> all) => all
        .Where(each => to switch
        {
            Audience.Confirmed => each.Status is RegistrationStatus.Confirmed,
            Audience.Waiting => each.Status is RegistrationStatus.Waitlisted or RegistrationStatus.Offered,
            _ => each.Status is not RegistrationStatus.Cancelled,
        })
        .Select(each => each.Contact is { Email.Length: > 0 } contact ? contact.Email : each.Contact?.Phone)
        .Where(address => !string.IsNullOrEmpty(address))
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Count();

    public static Audience AudienceIn(IFormCollection form) => form[To].ToString() switch
    {
        "confirmed" => Audience.Confirmed,
        "waiting" => Audience.Waiting,
        _ => Audience.All,
    };

    private static async Task<IResult> SendAsync(Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var checks = new FormChecks(form);
        checks.Need(Subject, Languages.Choose("Skriv en rubrik, den står i ämnesraden.", "Enter a subject line."));
        checks.Need(Text, Languages.Choose("Skriv vad du vill säga.", "Enter what you want to say."));
        if (checks.Faults.Count > 0)
        {
            return await ShowAsync(id, null, new TypedForm(form, checks.Faults), context, calls, clock, cancellationToken);
        }

        try
        {
            var sent = await calls.V1.Activities[id].Message.PostAsync(
                new MessageAttendeesRequest
                {
                    Subject = TypedForm.Filled(form, Subject),
                    Text = TypedForm.Filled(form, Text)?.ReplaceLineEndings("\n"),
                    To = AudienceIn(form),
                },
                cancellationToken: cancellationToken);
            return context.GoTo(FormattableString.Invariant($"{Address(id)}?skickat={sent?.Recipients ?? 0}"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(id, null, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(
        Guid id, int? sent, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var activity = calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
        var messages = calls.V1.Activities[id].Messages.GetAsync(cancellationToken: cancellationToken);
        var all = await calls.RegistrationsAsync(id, cancellationToken);
        return context.Show<MessageActivityPage>(
            new Dictionary<string, object?>
            {
                [nameof(MessageActivityPage.Activity)] = await activity,
                [nameof(MessageActivityPage.Registrations)] = all,
                [nameof(MessageActivityPage.Messages)] = (IReadOnlyList<MessageView>)((await messages)?.Items ?? []),
                [nameof(MessageActivityPage.Sent)] = sent,
                [nameof(MessageActivityPage.Form)] = form,
                [nameof(MessageActivityPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
