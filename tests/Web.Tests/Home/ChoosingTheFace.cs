using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Home;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Home;

public sealed class ChoosingTheFace
{
    [Fact]
    public void Without_a_programme_it_is_planned_and_over_once_its_days_have_been()
    {
        FaceOf("2027-09-07T12:00Z").Face.ShouldBe(Face.Planned);
        FaceOf("2027-10-16T12:00Z").Face.ShouldBe(Face.Over);
    }

    [Fact]
    public void While_nobody_can_register_yet_it_says_when_the_first_can()
    {
        var (one, other) = (OpensAt("2027-09-20T06:00Z"), OpensAt("2027-09-15T06:00Z"));

        FaceOf("2027-09-07T12:00Z", one, other).ShouldBe(new FirstFace(Face.NotOpen, Some.At("2027-09-15T06:00Z"), 0));
        FaceOf("2027-09-15T06:00Z", one, other).Face.ShouldBe(Face.Open);
    }

    [Fact]
    public void When_the_last_has_been_it_says_how_much_was_held_without_what_was_cancelled()
    {
        var cancelled = Some.Activity("2027-10-14T08:00Z", status: ActivityViewStatus.Cancelled);
        var slot = Some.Activity("2027-10-14T08:00Z", ActivityKind.OpenHouse, capacity: 1);

        FaceOf("2027-10-15T12:00Z", Some.Activity("2027-10-14T08:00Z"), cancelled, slot).ShouldBe(new FirstFace(Face.Over, null, 1));
    }

    [Fact]
    public void What_nobody_registers_for_is_something_to_come_to() => FaceOf("2027-09-07T12:00Z", Some.Activity("2027-10-05T08:00Z", capacity: 0)).Face.ShouldBe(Face.Open);

    private static FirstFace FaceOf(string now, params ActivityView[] activities)
    {
        var programme = Some.Programme([.. activities.Select(activity => (activity, 1))]);
        return FirstFace.Of(programme with { Edition = Released(programme.Edition) }, Some.At(now));
    }

    private static EditionView Released(EditionView edition) =>
        new() { Slug = edition.Slug, StartsOn = edition.StartsOn, EndsOn = edition.EndsOn, Name = edition.Name, ReleaseVersion = 1 };

    private static ActivityView OpensAt(string moment)
    {
        var activity = Some.Activity("2027-10-05T08:00Z");
        activity.RegistrationOpensAt = Some.At(moment);
        return activity;
    }
}
