using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Activities;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Activities;

public sealed class ComingInstead
{
    private static readonly ActivityView Cancelled = About("2027-10-05T08:00Z", ActivityKind.Seminar, "bygglov");

    [Fact]
    public void What_is_about_the_same_goes_before_what_is_of_the_same_kind()
    {
        var (meeting, near, far, further) = (
            About("2027-10-14T08:00Z", ActivityKind.Meeting, "bygglov"), About("2027-10-06T08:00Z", ActivityKind.Seminar, "miljo"),
            About("2027-10-08T08:00Z", ActivityKind.Seminar, "miljo"), About("2027-10-15T08:00Z", ActivityKind.Seminar, "miljo"));

        InsteadOf((meeting, 3), (near, 3), (far, 3), (further, 3)).ShouldBe([near, far, meeting]);
    }

    [Fact]
    public void What_is_full_cancelled_over_or_something_else_is_not_offered() => InsteadOf(
        (About("2027-10-06T08:00Z", ActivityKind.Seminar, "bygglov"), 0),
        (About("2027-10-06T08:00Z", ActivityKind.Seminar, "bygglov", ActivityViewStatus.Cancelled), 3),
        (About("2027-09-06T08:00Z", ActivityKind.Seminar, "bygglov"), 3),
        (About("2027-10-06T08:00Z", ActivityKind.Meeting, "miljo"), 3),
        (Cancelled, 3)).ShouldBeEmpty();

    private static IReadOnlyList<ActivityView> InsteadOf(params (ActivityView Activity, int Left)[] others) =>
        Some.In("sv-SE", () => Insteads.Of(Cancelled, Some.Programme(others), Some.Now));

    private static ActivityView About(string startsAt, ActivityKind kind, string topic, ActivityViewStatus status = ActivityViewStatus.Released)
    {
        var activity = Some.Activity(startsAt, kind, status: status);
        activity.Topics = [topic];
        return activity;
    }
}
