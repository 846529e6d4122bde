using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Import;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.ServiceDefaults.Tables;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;

namespace BusinessFocus.Scheduling.Tests.Import;

public sealed class ImportingAProgramme
{
    private const string Header = "kind,startsAt,endsAt,title.sv,title.en,venue,hosts,capacity,language,topics\n";
    private const string WithOrganisations = "kind,startsAt,endsAt,title.sv,hosts,organisations,capacity\n";
    private const string Breakfast = "meeting,2026-10-05T07:30,2026-10-05T09:00,Frukost,Breakfast,Nya salen,KSO|Rektor,180,sv,skola|start\n";

    [Fact]
    public void A_row_is_planned_with_the_venue_and_hosts_that_it_needs()
    {
        var outcome = Import(Header + Breakfast);

        outcome.Planned.ShouldBe(1);
        outcome.Changes.Select(change => change.Event).OfType<VenueAdded>().ShouldHaveSingleItem().Name.ShouldBe("Nya salen");
        outcome.Changes.Select(change => change.Event).OfType<HostAdded>().ShouldHaveSingleItem().Name.ShouldBe("Rektor");
        var plan = PlanIn(outcome);
        plan.StartsAt.ShouldBe(new DateTimeOffset(2026, 10, 5, 5, 30, 0, TimeSpan.Zero));
        plan.HostIds[0].ShouldBe(Mayor);
        plan.Topics.ShouldBe(["skola", "start"]);
        outcome.Activities.ShouldHaveSingleItem().Row.ShouldBe(2);
    }

    [Fact]
    public void Columns_come_in_any_order_and_a_quoted_cell_keeps_its_comma()
    {
        var outcome = Import("capacity;title.sv;venue;endsAt;startsAt;kind\n8;\"Mat; dryck\";\"Huset, sal A\";2026-10-05T09:00;2026-10-05T08:00;seminar\n");

        PlanIn(outcome).Title.Sv.ShouldBe("Mat; dryck");
        outcome.Changes.Select(change => change.Event).OfType<VenueAdded>().Single().Name.ShouldBe("Huset, sal A");
    }

    [Theory]
    [InlineData("party,2026-10-05T07:30,2026-10-05T09:00,Fest,,,,10,sv,", "kind", "party")]
    [InlineData("meeting,2026-13-05T07:30,2026-10-05T09:00,Fest,,,,10,sv,", "startsAt", "2026-13-05T07:30")]
    [InlineData("meeting,2026-10-05T07:30,2026-10-05T07:00,Fest,,,,10,sv,", "endsAt", "2026-10-05T07:00")]
    [InlineData("meeting,2026-10-05T07:30,2026-10-05T09:00,,,,,10,sv,", "title.sv", "")]
    [InlineData("meeting,2026-10-05T07:30,2026-10-05T09:00,Fest,,,,-1,sv,", "capacity", "-1")]
    [InlineData("meeting,2026-10-05T07:30,2026-10-05T09:00,Fest,,,,tio,sv,", "capacity", "tio")]
    [InlineData("meeting,2026-10-05T07:30,2026-10-05T09:00,Fest,,,,10,fi,", "language", "fi")]
    [InlineData("meeting,2026-10-05T07:30,2026-10-05T09:00,Fest,,,,10,sv,Två ord", "topics", "Två ord")]
    [InlineData("meeting,2026-11-05T07:30,2026-11-05T09:00,Fest,,,,10,sv,", "startsAt", "2026-11-05T07:30")]
    public void A_bad_row_comes_back_and_the_good_ones_apply(string row, string column, string value)
    {
        var outcome = Import(Header + row + "\n" + Breakfast);

        outcome.Planned.ShouldBe(1);
        var refused = outcome.Refused.ShouldHaveSingleItem();
        (refused.Row, refused.Column, refused.Value).ShouldBe((2, column, value));
        refused.Reason.Sv.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_row_that_clashes_comes_back_and_leaves_no_venue_behind()
    {
        var outcome = Import(Header + Breakfast + "seminar,2026-10-05T08:00,2026-10-05T10:00,Seminarium,,Annan sal,KSO,40,sv,\n");

        var refused = outcome.Refused.ShouldHaveSingleItem();
        (refused.Row, refused.Column, refused.Value).ShouldBe((3, "hosts", "KSO"));
        refused.Reason.Sv.ShouldContain("Frukost den 5 oktober 2026 kl. 07.30");
        refused.Reason.En.ShouldContain("Breakfast 5 October 2026, 07:30");
        outcome.Changes.Select(change => change.Event).OfType<VenueAdded>().ShouldNotContain(venue => venue.Name == "Annan sal");
    }

    [Fact]
    public void The_same_row_twice_is_planned_once()
    {
        var outcome = Import(Header + Breakfast + Breakfast);

        (outcome.Planned, outcome.Unchanged).ShouldBe((1, 1));
    }

    [Fact]
    public void A_row_about_a_known_activity_changes_it_and_leaves_alone_what_the_file_does_not_say()
    {
        var known = AnActivity(APlan("2026-10-06", "09:00", "10:00") with { HostIds = [Mayor], JoinLink = "https://meet.example/1" });

        var outcome = Import("kind,startsAt,endsAt,title.sv,capacity\nseminar,2026-10-06T09:00,2026-10-06T10:00,Ett seminarium,55\n", known);

        outcome.Changed.ShouldBe(1);
        var plan = outcome.Changes.Single().Event.ShouldBeOfType<ActivityReplanned>().Plan;
        plan.IsSameAs(known.Plan! with { Capacity = 55 }).ShouldBeTrue();
        outcome.Activities.Single().ActivityId.ShouldBe(known.ActivityId);
    }

    [Fact]
    public void Hosts_get_the_organisations_that_stand_at_their_places()
    {
        var outcome = Import(WithOrganisations + Talk("Rektor|KSO|Lärare", "Lerums kommun| Företagarna |"));

        outcome.Refused.ShouldBeEmpty();
        outcome.Changes.Select(change => change.Event).OfType<HostAdded>().Select(host => (host.Name, host.Organisation))
            .ShouldBe([("Rektor", "Lerums kommun"), ("Lärare", null)]);
        var changed = outcome.Changes.Single(change => change.Event is HostChanged);
        changed.Stream.ShouldBe(Mayor.Value);
        ((HostChanged)changed.Event).ShouldSatisfyAllConditions(
            host => host.Name.ShouldBe("KSO"),
            host => host.Organisation.ShouldBe("Företagarna"),
            host => host.Languages.ShouldBe(["sv"]));
    }

    [Fact]
    public void An_organisation_that_is_known_or_not_said_changes_no_host()
    {
        var known = Edition().WithOrganisation(Mayor, "Lerums kommun");

        Import(known, WithOrganisations + Talk("KSO", "Lerums kommun")).Changes.ShouldNotContain(change => change.Event is HostChanged);
        Import(known, WithOrganisations + Talk("KSO", "")).Changes.ShouldNotContain(change => change.Event is HostChanged);
        Import(known, WithOrganisations + Talk("KSO|Rektor", "|Lerums kommun")).Changes.ShouldNotContain(change => change.Event is HostChanged);
    }

    [Fact]
    public void A_row_that_only_tells_an_organisation_changes_that_and_the_same_row_again_nothing()
    {
        var known = AnActivity(APlan("2026-10-06", "09:00", "10:00") with { HostIds = [Mayor] });
        const string Row = "seminar,2026-10-06T09:00,2026-10-06T10:00,Ett seminarium,KSO,Lerums kommun,40\n";

        var outcome = Import(WithOrganisations + Row + Row, known);

        (outcome.Planned, outcome.Changed, outcome.Unchanged).ShouldBe((0, 1, 1));
        outcome.Changes.ShouldHaveSingleItem().Event.ShouldBeOfType<HostChanged>().Organisation.ShouldBe("Lerums kommun");
        var field = outcome.Rows[0].Changed.ShouldHaveSingleItem();
        field.Field.ShouldBe("organisations");
        (field.Before, field.After).ShouldSatisfyAllConditions(
            change => change.Before.ShouldBe(new[] { "" }),
            change => change.After.ShouldBe(new[] { "Lerums kommun" }));
    }

    [Theory]
    [InlineData("KSO|Rektor", "Lerums kommun", "Lerums kommun")]
    [InlineData("KSO", "Lerums kommun|Företagarna", "Lerums kommun|Företagarna")]
    [InlineData("", "Lerums kommun", "Lerums kommun")]
    [InlineData("KSO|Rektor", "Ler\u0007um|", "Ler\u0007um|")]
    [InlineData("KSO|kso", "Lerums kommun|Företagarna", "Lerums kommun|Företagarna")]
    public void A_row_whose_organisations_fit_no_hosts_comes_back(string hosts, string organisations, string value)
    {
        var outcome = Import(WithOrganisations + Talk(hosts, organisations));

        var refused = outcome.Refused.ShouldHaveSingleItem();
        (refused.Row, refused.Column, refused.Value).ShouldBe((2, "organisations", value));
        outcome.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_row_that_says_otherwise_of_a_host_than_one_before_it_comes_back()
    {
        var outcome = Import(WithOrganisations
            + Talk("KSO", "Lerums kommun")
            + "seminar,2026-10-07T09:00,2026-10-07T10:00,Ett till,KSO,Företagarna,40\n");

        var refused = outcome.Refused.ShouldHaveSingleItem();
        (refused.Row, refused.Column).ShouldBe((3, "organisations"));
        refused.Reason.Sv.ShouldContain("KSO");
        outcome.Changes.Select(change => change.Event).OfType<HostChanged>().ShouldHaveSingleItem().Organisation.ShouldBe("Lerums kommun");
    }

    [Fact]
    public void A_placeholder_is_made_as_one_so_that_nobody_clashes_there()
    {
        var outcome = Import(
            Header
            + "companyVisit,2026-10-06T14:00,2026-10-06T15:30,Besök A,,Hos företaget,KSO,8,sv,\n"
            + "seminar,2026-10-06T14:00,2026-10-06T15:30,Webb,,Digitalt,Rektor,500,en,\n"
            + "seminar,2026-10-06T14:00,2026-10-06T15:30,Webb två,,Digitalt,,500,en,\n");

        outcome.Refused.ShouldBeEmpty();
        outcome.Changes.Select(change => change.Event).OfType<VenueAdded>().ShouldHaveSingleItem().Shared.ShouldBeFalse();
    }

    [Fact]
    public void A_quote_that_is_never_closed_spoils_its_own_row_only()
    {
        var file = Read(Header + "meeting,2026-10-05T07:30,2026-10-05T09:00,\"Fest,,,,10,sv,\n" + Breakfast);

        file.Broken.ShouldHaveSingleItem().Row.ShouldBe(2);
        file.Rows.ShouldHaveSingleItem().Number.ShouldBe(3);
    }

    [Fact]
    public void An_empty_line_counts_as_a_row_and_says_nothing() =>
        Read(Header + "\n" + Breakfast).Rows.ShouldHaveSingleItem().Number.ShouldBe(3);

    [Theory]
    [InlineData("")]
    [InlineData("kolumn,annan\nx,y\n")]
    public void A_file_without_the_needed_columns_names_them(string text)
    {
        var file = Read(text);

        file.Missing.ShouldBe(["kind", "startsAt", "endsAt", "title.sv", "capacity"]);
        file.Rows.ShouldBeEmpty();
    }

    private static Plan PlanIn(Outcome outcome) => outcome.Changes.Select(change => change.Event).OfType<ActivityPlanned>().Single().Plan;

    private static string Talk(string hosts, string organisations) =>
        $"seminar,2026-10-06T09:00,2026-10-06T10:00,Samtal,{hosts},{organisations},40\n";

    private static ProgrammeFile Read(string text)
    {
        using var table = Table.OfText(text, Columns.Known);
        return ProgrammeFile.Read(table);
    }

    private static Outcome Import(string text, params Activity[] known) => Import(Edition(known), text, known);

    private static Outcome Import(EditionPlan edition, string text, params Activity[] known)
    {
        var file = Read(text);
        file.Missing.ShouldBeEmpty();
        file.Broken.ShouldBeEmpty();
        return Importing.Of(file.Rows, edition, known, new PlanActivity.Validator(), Guid.CreateVersion7, Now);
    }
}
