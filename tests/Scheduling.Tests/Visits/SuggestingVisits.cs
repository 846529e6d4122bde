using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.Scheduling.Visits;
using static BusinessFocus.Scheduling.Tests.Given;

namespace BusinessFocus.Scheduling.Tests.Visits;

public sealed class SuggestingVisits
{
    private static readonly SuggestVisit.Request Both = new([Mayor, Officer], DelegationSize: 2, Limit: 1);

    [Fact]
    public void A_day_on_which_the_delegation_is_in_the_area_already_comes_before_a_wished_one()
    {
        var visit = AVisit("Stenkullen", new DateOnly(2026, 10, 7));
        var other = AVisit("Stenkullen").Proposed("2026-10-13", "09:00", "10:00");

        var suggestion = Suggest(visit, Both, other).ShouldHaveSingleItem();

        Stockholm.DayOf(suggestion.StartsAt).ShouldBe(new DateOnly(2026, 10, 13));
        (suggestion.SameTour, suggestion.IsWished).ShouldBe((1, false));
    }

    [Fact]
    public void Without_a_tour_to_join_the_companys_wish_decides()
    {
        var visit = AVisit("Stenkullen", new DateOnly(2026, 10, 7), PartOfDay.Afternoon);

        var suggestion = Suggest(visit, Both, AVisit("Gråbo").Proposed("2026-10-13", "09:00", "10:00")).ShouldHaveSingleItem();

        suggestion.StartsAt.ShouldBe(At("2026-10-07", "12:00"));
        suggestion.IsWished.ShouldBeTrue();
    }

    [Fact]
    public void The_way_from_one_company_to_the_next_is_kept()
    {
        // About ten kilometres as the crow flies: 22 minutes by road.
        var visit = AVisit("Stenkullen", new DateOnly(2026, 10, 7), PartOfDay.Any, latitude: 57.77, longitude: 12.27);
        var other = AVisit("Stenkullen", latitude: 57.86, longitude: 12.27).Proposed("2026-10-07", "08:00", "09:00");

        var suggestion = Suggest(visit, Both, other).ShouldHaveSingleItem();

        suggestion.StartsAt.ShouldBe(At("2026-10-07", "09:30"));
        suggestion.SameTour.ShouldBe(1);
    }

    [Fact]
    public void Nobody_is_suggested_who_is_elsewhere_or_does_not_work_then()
    {
        var edition = Edition(AnActivity(APlan("2026-10-05", "08:00", "17:00") with { HostIds = [Mayor] }));
        var officer = edition.Hosts[Officer] with { WorkingHours = [new WeeklyHours(DayOfWeek.Tuesday, new(13, 0), new(15, 0))] };

        var suggestion = SuggestVisit.For(AVisit("Stenkullen"), Both, edition.With(officer).With(AVisit("Stenkullen").AsVenue()), [], Now).ShouldHaveSingleItem();

        suggestion.StartsAt.ShouldBe(At("2026-10-06", "13:00"));
    }

    [Fact]
    public void Where_too_few_are_free_nothing_is_suggested() =>
        Suggest(AVisit("Stenkullen"), Both with { DelegationSize = 3 }).ShouldBeEmpty();

    private static IReadOnlyList<SuggestVisit.Suggestion> Suggest(VisitRequest visit, SuggestVisit.Request request, params VisitRequest[] others)
    {
        var edition = others.Aggregate(Edition().With(visit.AsVenue()), (plan, other) => plan
            .With(other.AsVenue())
            .With(new ActivityId(other.Id), other.PlanOf(other.Proposal!, new VenueId(other.Id))));
        return SuggestVisit.For(visit, request, edition, others, Now);
    }

    private static VisitRequest AVisit(
        string area, DateOnly? day = null, PartOfDay partOfDay = PartOfDay.Any, double? latitude = null, double? longitude = null)
    {
        var id = VisitRequestId.New();
        var company = new VisitingCompany(
            $"Bolaget {id}", new ContactId(Guid.NewGuid()), "Kim", "kim@bolaget.example", null, "sv", "Storgatan 1", area, latitude, longitude);
        var wishes = new VisitWishes(day is { } wished ? [wished] : [], partOfDay, [], null, null);
        return States.After<VisitRequest>([new VisitAsked(id, ThisEdition, new LocalizedText("Lerum"), company, wishes, Now)]) with { Id = id.Value };
    }
}

internal static class Visits
{
    public static VisitRequest Proposed(this VisitRequest visit, string day, string from, string to)
    {
        var proposal = new VisitProposal(At(day, from), At(day, to), [Mayor, Officer], ["KSO", "Handläggare miljö"], 0);
        return visit.After(new VisitTimeProposed(proposal, null, null, visit.Facts(proposal), Now));
    }
}
