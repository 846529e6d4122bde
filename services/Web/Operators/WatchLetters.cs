using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Operators;

/// <summary><c>/drift/brev</c>: how far letters came and why they did not, without whom they are for.</summary>
public static class WatchLetters
{
    public const string Path = "/drift/brev";

    private const int OnePage = 50;

    public static void MapWatchLetters(this IEndpointRouteBuilder routes) => routes.MapPage(Path, ShowAsync).In(Area.Operators);

    private static async Task<IResult> ShowAsync(
        string? state, string? after, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        NotificationState? wanted = Enum.TryParse<NotificationState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        var letters = (await calls.V1.Operations.Notifications.GetAsync(
            ask => (ask.QueryParameters.State, ask.QueryParameters.After, ask.QueryParameters.Limit) = (wanted, after, OnePage), cancellationToken))!;
        return context.Show<LettersPage>(new Dictionary<string, object?>
        {
            [nameof(LettersPage.Letters)] = letters,
            [nameof(LettersPage.State)] = wanted,
            [nameof(LettersPage.Now)] = clock.GetUtcNow(),
        });
    }

    /// <summary>Those that an operator looks for first.</summary>
    public static IReadOnlyList<NotificationState> States { get; } =
    [
        NotificationState.GivenUp, NotificationState.Failed, NotificationState.Bounced, NotificationState.Deferred, NotificationState.Requested,
        NotificationState.Composed, NotificationState.HandedOver, NotificationState.Suppressed, NotificationState.Accepted,
    ];

    public static string Address(NotificationState? state, string? after = null) => Links.To(
        Path + (state is null ? "" : $"?state={state.ToString()!.ToLowerInvariant()}")
        + (after is null ? "" : $"{(state is null ? '?' : '&')}after={Uri.EscapeDataString(after)}"));

    public static string NameOf(NotificationState? state) => state switch
    {
        NotificationState.Requested => Languages.Choose("Ska skrivas", "To be written"),
        NotificationState.Composed => Languages.Choose("Skrivet", "Written"),
        NotificationState.HandedOver => Languages.Choose("Lämnas över", "Being handed over"),
        NotificationState.Deferred => Languages.Choose("Försöks igen", "To be retried"),
        NotificationState.Accepted => Languages.Choose("Framme", "Accepted"),
        NotificationState.Failed => Languages.Choose("Avvisat", "Refused"),
        NotificationState.GivenUp => Languages.Choose("Gav upp", "Given up"),
        NotificationState.Suppressed => Languages.Choose("Skickas inte", "Not sent"),
        NotificationState.Bounced => Languages.Choose("Studsade", "Bounced"),
        _ => "",
    };

    /// <summary>Whether it reaches nobody.</summary>
    public static bool IsLost(NotificationState? state) => state is NotificationState.Failed or NotificationState.GivenUp or NotificationState.Bounced;
}
