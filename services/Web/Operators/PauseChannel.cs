using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Operators;

/// <summary><c>/drift/kanaler/{channel}</c>: pauses a way to reach people, or resumes it; what that means is said before.</summary>
public static class PauseChannel
{
    public const string Path = "/drift/kanaler";
    public const string Reason = "reason";
    public const string Pause = "pausa";
    public const string Resume = "ateruppta";

    /// <summary>What was done a moment ago, to be said on the page of the state.</summary>
    public const string Done = "gjort";

    private const string One = Path + "/{name}";

    public static void MapPauseChannel(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(One, (string name, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(name, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Operators);
        routes.MapForm($"{One}/{Pause}", async (string name, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var form = await context.FormAsync();
            if (TypedForm.Filled(form, Reason) is not { } reason)
            {
                var why = Languages.Choose("Skriv varför, så att kollegorna vet.", "Enter why, so that your colleagues know.");
                return await ShowAsync(name, TypedForm.Empty.With(Reason, why), context, calls, clock, cancellationToken);
            }

            return await ChangeAsync(name, new ChangeChannelRequest { IsPaused = true, Reason = reason }, form, context, calls, clock, cancellationToken);
        }).In(Area.Operators);
        routes.MapForm($"{One}/{Resume}", async (string name, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            await ChangeAsync(name, new ChangeChannelRequest { IsPaused = false }, await context.FormAsync(), context, calls, clock, cancellationToken)).In(Area.Operators);
    }

    private static async Task<IResult> ShowAsync(
        string name, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        (await calls.V1.Channels.GetAsync(cancellationToken: cancellationToken))!.Channels!.Find(each => each.Name == name) is { } channel
            ? context.Show<ChannelPage>(
                new Dictionary<string, object?>
                {
                    [nameof(ChannelPage.Channel)] = channel,
                    [nameof(ChannelPage.Form)] = form,
                    [nameof(ChannelPage.Now)] = clock.GetUtcNow(),
                },
                form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK)
            : context.Missing();

    private static async Task<IResult> ChangeAsync(
        string name, ChangeChannelRequest change, IFormCollection form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await IfThere.ReadAsync(() => calls.V1.Channels[name].PutAsync(change, cancellationToken: cancellationToken)) is null
                ? context.Missing()
                : context.GoTo($"{Links.To(OperatorPages.Path)}?{Done}={name}-{(change.IsPaused == true ? Pause : Resume)}");
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 503)
        {
            return await ShowAsync(name, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
        }
    }

    /// <summary>As people call it; one that has no words is called as the interface calls it.</summary>
    public static string NameOf(string? channel) => channel switch
    {
        "email" => Languages.Choose("E-post", "Email"),
        "sms" => "SMS",
        "inbox" => Languages.Choose("Inkorgen", "The inbox"),
        _ => channel ?? "",
    };

    public static string Waiting(int? count) => count == 1
        ? Languages.Choose("1 brev väntar", "1 notification is waiting")
        : Languages.Choose($"{count ?? 0} brev väntar", $"{count ?? 0} notifications are waiting");

    /// <summary>What was done, in words; null where nothing was.</summary>
    public static string? Said(string? done) => done?.Split('-') switch
    {
        [var channel, Pause] => Languages.Choose($"{NameOf(channel)} är pausad. Allt som ska ut väntar.", $"{NameOf(channel)} is paused. Everything that should be sent waits."),
        [var channel, Resume] => Languages.Choose($"{NameOf(channel)} går igen. Det som väntade är på väg.", $"{NameOf(channel)} has been resumed. What was waiting is on its way."),
        _ => null,
    };
}
