using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Surveys;

namespace BusinessFocus.Web.Design;

/// <summary><c>/design</c>: every component in every state, for who makes a page, and for the tests that look at them all.</summary>
public static class ShowDesign
{
    public static void MapShowDesign(this IEndpointRouteBuilder routes) => routes.MapPage("/design", (HttpContext context) =>
        context.Show<DesignPage>(new Dictionary<string, object?>
        {
            [nameof(DesignPage.Activities)] = Activities,
            [nameof(DesignPage.Seats)] = Seats,
            [nameof(DesignPage.Questions)] = AskedQuestion.All(Questions),
        }));

    /// <summary>Of each kind one, and one that is cancelled.</summary>
    private static IReadOnlyList<ActivityView> Activities { get; } =
    [
        Activity(1, ActivityKind.Seminar, "Så blir du klar med serveringstillståndet", "How to get your alcohol licence"),
        Activity(2, ActivityKind.Meeting, "Frukost om upphandling", "Breakfast on procurement"),
        Activity(3, ActivityKind.CompanyVisit, "Besök hos Snickeriet", "A visit to the joinery"),
        Activity(4, ActivityKind.OpenHouse, "Fråga om bygglov", "Ask about building permits"),
        Activity(5, ActivityKind.Seminar, "Inställt seminarium", "A cancelled seminar", ActivityViewStatus.Cancelled),
    ];

    /// <summary>Plenty, few, none with a line, and one time that is free.</summary>
    private static IReadOnlyDictionary<Guid, AvailabilityView> Seats { get; } = new (int Left, int Capacity, int Waiting)[] { (38, 40, 0), (3, 40, 0), (0, 12, 4), (1, 1, 0), (9, 40, 0) }
        .Zip(Activities, (seats, activity) => new AvailabilityView { ActivityId = activity.Id, Left = seats.Left, Capacity = seats.Capacity, Waiting = seats.Waiting })
        .ToDictionary(seats => seats.ActivityId!.Value);

    private static IReadOnlyList<QuestionView> Questions { get; } =
    [
        new() { Key = "overall", Type = QuestionType.OneToTen, Text = "1–10", Least = 1, Most = 10 },
        new() { Key = "choice", Type = QuestionType.MultipleChoice, Text = "A/B", Options = [new() { Key = "a", Text = "A" }, new() { Key = "b", Text = "B" }] },
        new() { Key = "why", Type = QuestionType.Text, Text = "…" },
    ];

    internal static ActivityView Activity(byte number, ActivityKind kind, string sv, string en, ActivityViewStatus status = ActivityViewStatus.Released)
    {
        var startsAt = new DateTimeOffset(2027, 10, 4, 6 + number, 0, 0, TimeSpan.Zero);
        return new ActivityView
        {
            Id = new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            Kind = kind,
            Title = new LocalizedText { Sv = sv, En = en },
            Status = status,
            StartsAt = startsAt,
            EndsAt = startsAt.AddHours(1),
            Capacity = 40,
            Language = "sv",
        };
    }
}
