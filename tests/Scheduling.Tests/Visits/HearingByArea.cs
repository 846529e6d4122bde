using System.Net;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Visits;

namespace BusinessFocus.Scheduling.Tests.Visits;

/// <summary>Who answers for a postal town hears of the companies there that ask for a visit.</summary>
public sealed class HearingByArea(SchedulingService scheduling)
{
    [Fact]
    public void Of_all_areas_the_companys_own_is_told_whatever_the_case()
    {
        var edition = Edition.Initial with { Exists = true };
        var request = new ChooseVisitAreas.Request([new VisitArea(" Stenkullen ", "Sten@Lerum.example"), new VisitArea("Gråbo", "grabo@lerum.example")]);
        var chosen = ChooseVisitAreas.Decide(edition, request, Given.Now).Events.ShouldHaveSingleItem()!.ShouldBeOfType<VisitAreasChosen>();
        edition = edition.Evolve(chosen);

        ChooseVisitAreas.Decide(edition, request, Given.Now).Events.ShouldBeEmpty("the same again");
        ChooseVisitAreas.ContactFor(edition, "STENKULLEN")!.ShouldBe(new VisitAreaContact("sten@lerum.example", Given.Now));
        ChooseVisitAreas.ContactFor(edition, "Floda").ShouldBeNull();
    }

    [Fact]
    public async Task A_request_tells_who_answers_for_its_area_as_the_edition_says()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK, new { });
        var path = $"{edition.Path}/visit-areas";
        await scheduling.Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.BadRequest, new { areas = new[] { new { area = "Stenkullen", email = "sten" } } });
        await scheduling.Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.BadRequest, new
        {
            areas = new[] { new { area = "Stenkullen", email = "a@b.example" }, new { area = "stenkullen", email = "b@b.example" } },
        });
        await scheduling.Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, new { areas = new[] { new { area = "Stenkullen", email = "sten@lerum.example" } } });
        await scheduling.Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, await scheduling.Organiser.ReadAsync(path));

        foreach (var (area, heard) in ((string, string?)[])[("stenkullen", "sten@lerum.example"), ("Floda", null)])
        {
            var asked = await scheduling.Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/visit-requests", HttpStatusCode.Created, new
            {
                company = new { name = "Bolaget AB" },
                contact = new { name = "Kim Ek", email = "kim@bolaget.example", locale = "sv" },
                address = new { street = "Storgatan 1", area },
                consent = true,
            });
            var told = await scheduling.Running.Bus.NextAsync<VisitRequested>(each => each.Visit.Id.ToString() == asked.Text("id"));
            told.AreaContact?.Email.ShouldBe(heard);
            (told.AreaContact is null).ShouldBe(heard is null);
        }
    }
}
